"""Who a person of the roll is: other names and numbers, what each file says of them, corrections, and duplicates."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from repatria.registry.asof import History
from repatria.registry.imports.models import Import
from repatria.registry.ledger.projection import Projected
from repatria.registry.roster.models import MissingPerson

_STANDING = Q(corrected_seq__isnull=True)


class Standing(Projected):
    """A row that stands until another entry takes it back; its key is the entry that recorded it.

    corrected_seq: the entry that took it back, when one did. A row is never removed.
    """

    corrected_seq = models.BigIntegerField(null=True)

    class Meta:
        abstract = True


class AliasKind(models.TextChoices):
    """Why a person has another name."""

    SPELLING = "other spelling"
    TRANSLITERATION = "transliteration"
    HANGUL = "name in Hangul"
    MAIDEN = "maiden name"
    RELIGIOUS = "religious name"
    USED = "name used"


class Alias(Standing):
    """Another name of a person. family_key, given_key: the same as it is searched for (see `comparable`)."""

    person = models.ForeignKey(MissingPerson, on_delete=models.PROTECT, related_name="aliases")
    kind = models.CharField(max_length=20, choices=AliasKind.choices)
    family_name = models.CharField(max_length=120)
    given_names = models.CharField(max_length=160, blank=True)
    family_key = models.CharField(max_length=360, db_index=True)
    given_key = models.CharField(max_length=480, blank=True, db_index=True)
    source = models.CharField(max_length=200)

    class Meta:
        db_table = "identities_alias"

    @property
    def name(self) -> str:
        """Family name first; a name in Hangul as Koreans write it."""
        if self.kind == AliasKind.HANGUL:
            return f"{self.family_name}{self.given_names}"
        return f"{self.family_name}, {self.given_names}" if self.given_names else self.family_name

    def __str__(self) -> str:
        return self.name


class ServiceNumber(Standing):
    """A service number of a person beside the main one, which is the person's own column.

    key: the number as it is searched for; since, until: partial dates between which it was used, as far as recorded.
    """

    person = models.ForeignKey(MissingPerson, on_delete=models.PROTECT, related_name="numbers")
    number = models.CharField(max_length=40)
    key = models.CharField(max_length=120, db_index=True)
    service = models.CharField(max_length=80, blank=True)
    since = models.CharField(max_length=10, blank=True)
    until = models.CharField(max_length=10, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        db_table = "identities_number"
        constraints = [models.UniqueConstraint(fields=["person", "key"], condition=_STANDING, name="a_number_once")]

    def __str__(self) -> str:
        return self.number


class Merge(Standing):
    """Two entries of the roll that are one person: the merged one counts no more and leads to the kept one."""

    kept = models.ForeignKey(MissingPerson, on_delete=models.PROTECT, related_name="took_in")
    merged = models.ForeignKey(MissingPerson, on_delete=models.PROTECT, related_name="merges")
    reason = models.TextField()
    evidence = models.TextField(blank=True)
    decided_by = models.CharField(max_length=150)
    undone_because = models.TextField(blank=True)

    class Meta:
        db_table = "identities_merge"
        constraints = [
            models.UniqueConstraint(fields=["merged"], condition=_STANDING, name="merged_into_one_at_a_time"),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="nobody_is_merged_into_themself"),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"


class StruckOff(Standing):
    """An entry that was made by mistake and stands for no missing person: it counts no more."""

    person = models.ForeignKey(MissingPerson, on_delete=models.PROTECT, related_name="struck_off")
    reason = models.TextField()
    decided_by = models.CharField(max_length=150)
    undone_because = models.TextField(blank=True)

    class Meta:
        db_table = "identities_struck_off"
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=_STANDING, name="struck_off_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="struck_off_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.reason}"


class NotSame(Standing):
    """An officer's word that two entries alike are two persons. first, second: in the order of their keys."""

    first = models.ForeignKey(MissingPerson, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(MissingPerson, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    decided_by = models.CharField(max_length=150)

    class Meta:
        db_table = "identities_not_same"
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], condition=_STANDING, name="not_same_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="not_same_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"


class Suggestion(Projected):
    """Two entries that may be one person, as the finder saw it. grounds: why, in its words; points: how strongly.

    first, second: in the order of their keys. corrected_seq: the look at the roll that no longer found it.
    """

    first = models.ForeignKey(MissingPerson, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(MissingPerson, on_delete=models.PROTECT, related_name="+")
    grounds = models.JSONField()
    points = models.IntegerField()
    corrected_seq = models.BigIntegerField(null=True)

    class Meta:
        db_table = "identities_suggestion"
        constraints = [models.UniqueConstraint(fields=["first", "second"], condition=_STANDING, name="suggested_once")]
        indexes = [models.Index(fields=["-points", "id"], condition=_STANDING, name="suggestion_strongest")]

    def __str__(self) -> str:
        return f"{self.first} = {self.second}?"


class SourceRecord(Projected):
    """What one row of one file says of a person: field -> value as written, kept for good.

    line: where it stands in the file; first: whether the row put the person on the roll.
    """

    person = models.ForeignKey(MissingPerson, on_delete=models.PROTECT, related_name="records")
    # never asked for by file alone: an index of its own would only slow writing
    source = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="records", db_index=False)
    line = models.IntegerField()
    first = models.BooleanField(default=False)
    said = models.JSONField()

    class Meta:
        db_table = "identities_source_record"

    def __str__(self) -> str:
        return f"{self.source}, line {self.line}"


class Correction(History):
    """A field of a person found to be, or since a day to be, something else; the last standing one is what is shown.

    before: what the roll said until then. corrected_seq: the entry that took the correction back.
    """

    person = models.ForeignKey(MissingPerson, on_delete=models.PROTECT, related_name="corrections")
    field = models.CharField(max_length=40)
    value = models.CharField(max_length=200, blank=True)
    before = models.CharField(max_length=200, blank=True)
    reason = models.TextField()
    decided_by = models.CharField(max_length=150)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        db_table = "identities_correction"

    def __str__(self) -> str:
        return f"{self.person}: {self.before or '–'} → {self.value or '–'}"


class Settlement(Standing):
    """An officer's decision which of several values the roll uses for a field of a person, and why.

    correction: the correction that it made, when the roll had said something else.
    """

    person = models.ForeignKey(MissingPerson, on_delete=models.PROTECT, related_name="settlements")
    field = models.CharField(max_length=40)
    value = models.CharField(max_length=200, blank=True)
    reason = models.TextField()
    decided_by = models.CharField(max_length=150)
    correction = models.ForeignKey(Correction, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "identities_settlement"

    def __str__(self) -> str:
        return f"{self.person}: {self.value or '–'}"


class Disagreement(Projected):
    """A source record that says of one field something else than the roll did when the record came.

    ours: what the roll said then; theirs: what the record says, as written. settled: the settlement that answers it.
    """

    person = models.ForeignKey(MissingPerson, on_delete=models.PROTECT, related_name="disagreements")
    record = models.ForeignKey(SourceRecord, on_delete=models.PROTECT, related_name="disagreements", db_index=False)
    field = models.CharField(max_length=40)
    ours = models.CharField(max_length=200)
    theirs = models.CharField(max_length=200)
    settled = models.BigIntegerField(null=True)

    class Meta:
        db_table = "identities_disagreement"
        indexes = [
            models.Index(fields=["id"], condition=Q(settled__isnull=True), name="disagreement_open"),
            models.Index(fields=["field", "id"], condition=Q(settled__isnull=True), name="disagreement_open_field"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.ours or '–'} / {self.theirs}"
