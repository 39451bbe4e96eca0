"""Relatives as people: who they are, what they are to the missing, who is next of kin, how they can be reached."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from repatria.registry.asof import History
from repatria.registry.chains import Chain, chain_constraints
from repatria.registry.families.models import Family, FamilyMember
from repatria.registry.ledger.projection import Projected
from repatria.registry.roster.models import MissingPerson


class Relationship(models.TextChoices):
    """What a relative is to a missing person, in the order of precedence among next of kin.

    The order is that of DoD Instruction 1300.18 (glossary, "next of kin") down to grandparents, then by degree. It is
    the default only: another primary next of kin is recorded with the reason.
    """

    SPOUSE = "spouse"
    CHILD = "child"
    PARENT = "parent"
    SIBLING = "sibling"
    HALF_SIBLING = "half-sibling"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    NIECE_OR_NEPHEW = "niece or nephew"
    AUNT_OR_UNCLE = "aunt or uncle"
    COUSIN = "cousin"
    OTHER = "other relative"


class LifeState(models.TextChoices):
    """Whether a relative lives; a relative of whom nothing is recorded is taken to be alive."""

    LIVING = "living"
    DECEASED = "deceased"


class Way(models.TextChoices):
    """How a family is told something, and how a relative wishes to be reached."""

    VISIT = "visit"
    MEETING = "family meeting"
    CALL = "telephone"
    LETTER = "letter"
    EMAIL = "e-mail"


class Relative(Projected):
    """A relative of the missing, as a person. `name`, `born`, `member` repeat the last row of `RelativeDetails`.

    born: partial date, for the order among equals. member: which member of the pedigree this is, and by that which
    donor; null while it is not known.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="relatives")
    name = models.CharField(max_length=160)
    born = models.CharField(max_length=10, blank=True)
    member = models.OneToOneField(FamilyMember, null=True, on_delete=models.PROTECT, related_name="relative")
    made_up = models.BooleanField(default=False)

    class Meta:
        db_table = "families_relative"

    def __str__(self) -> str:
        return self.name


class RelativeDetails(History):
    """Who a relative is, as recorded: a name changes, a member of the pedigree is found. reason: of a change."""

    relative = models.ForeignKey(Relative, on_delete=models.PROTECT, related_name="details")
    name = models.CharField(max_length=160)
    born = models.CharField(max_length=10, blank=True)
    member = models.ForeignKey(FamilyMember, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "families_relative_details"

    def __str__(self) -> str:
        return self.name


class Kinship(History):
    """What a relative is to a missing person. A wrong row stays, marked."""

    relative = models.ForeignKey(Relative, on_delete=models.PROTECT, related_name="kinships")
    person = models.ForeignKey(MissingPerson, on_delete=models.PROTECT, related_name="kinships")
    relationship = models.CharField(max_length=20, choices=Relationship.choices)
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "families_kinship"
        constraints = [
            models.CheckConstraint(name="kinship_relationship", condition=Q(relationship__in=Relationship.values)),
            models.UniqueConstraint(
                fields=["relative", "person"], name="one_kinship_at_a_time", condition=Q(corrected_seq__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.relative_id}: {self.relationship}"


class Life(History):
    """That a relative died, or that it was recorded wrongly. after: the first day that is surely after the death."""

    relative = models.ForeignKey(Relative, on_delete=models.PROTECT, related_name="lives")
    state = models.CharField(max_length=10, choices=LifeState.choices)
    after = models.DateField(null=True)
    words = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "families_life"
        constraints = [
            models.CheckConstraint(name="living_or_deceased", condition=Q(state__in=LifeState.values)),
            models.UniqueConstraint(
                fields=["relative"], name="nobody_dies_twice", condition=Q(corrected_seq__isnull=True, state="deceased")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.relative_id}: {self.state}"


class PrimaryNextOfKin(Chain):
    """Who is the primary next of kin of a missing person; the database keeps it to one at a time.

    basis: ``order of precedence`` or ``other``; reason: why another than the first in that order.
    """

    person = models.ForeignKey(MissingPerson, on_delete=models.PROTECT, related_name="primary_next_of_kin")
    relative = models.ForeignKey(Relative, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=20)
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "families_primary_next_of_kin"
        constraints = [
            *chain_constraints("person", "primary_next_of_kin"),
            models.CheckConstraint(
                name="out_of_order_says_why", condition=Q(basis="order of precedence") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.relative_id}"


class ContactCard(Chain):
    """How a relative can be reached, all of it, from a day on; the next card ends this one.

    way: the one preferred; best_time: in words; do_not_contact: the relative asked to be left alone.
    """

    relative = models.ForeignKey(Relative, on_delete=models.PROTECT, related_name="cards")
    telephone = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=160, blank=True)
    post = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=40, blank=True)
    way = models.CharField(max_length=20, choices=Way.choices, blank=True)
    best_time = models.CharField(max_length=160, blank=True)
    do_not_contact = models.BooleanField(default=False)
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "families_contact_card"
        constraints = [
            *chain_constraints("relative", "contact_card"),
            models.CheckConstraint(name="contact_way", condition=Q(way__in=["", *Way.values])),
        ]

    def __str__(self) -> str:
        return f"card {self.turn} of relative {self.relative_id}"


class LiaisonOfficer(Chain):
    """The officer who answers a family's questions, with the address of the office; one at a time."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="officers")
    name = models.CharField(max_length=160)
    office = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=160, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "families_liaison_officer"
        constraints = chain_constraints("family", "liaison_officer")

    def __str__(self) -> str:
        return self.name
