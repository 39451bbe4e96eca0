"""Consents, use by use: recorded, withdrawn, corrected; what holds at any point; which donors a search leaves out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from repatria.dates import PartialDate, partial
from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import NOW, AsOf, begins
from repatria.registry.families.ages import before_birth
from repatria.registry.families.consent_models import EXPIRED, NOT_RECORDED, Consent, Decision, Use
from repatria.registry.families.kin import known_relative
from repatria.registry.families.kin_models import Relative
from repatria.registry.families.lives import death_of
from repatria.registry.ledger.append import Recording, now
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.when import dated

STOPS = (Decision.REFUSED.value, Decision.WITHDRAWN.value, EXPIRED)
"""States in which a sample is not used. A consent that was never recorded does not stop it: samples that were imported
came with none, and are handled as the record handled them before consents were kept; pages say "not recorded"."""


@dataclass(frozen=True, slots=True)
class StandingConsent:
    """What holds of one use at a point. state: given, refused, withdrawn, expired, or consent not recorded."""

    use: str
    state: str
    row: Consent | None

    @property
    def stops(self) -> bool:
        """Whether the use is not allowed."""
        return self.state in STOPS

    @property
    def ended(self) -> str:
        """From when on a use that is not allowed was not; a partial date, empty where nothing says."""
        if self.row is None:
            return ""
        return self.row.until if self.state == EXPIRED else self.row.since


def record_consent(
    record: Recording,
    relative_id: int,
    use: str,
    decision: str,
    *,
    since: str,
    form: str = "",
    until: str = "",
    given_by: str = "",
    reason: str = "",
) -> int:
    """Record what a relative decided about one use, from a day on; returns the key.

    form: the paper it is on, needed for what is given; until: partial date through which it holds; given_by: who
    decided, where that is not the relative. Earlier searches stay as they are; the next one asks anew.
    """
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    relative = known_relative(record, relative_id)
    payload = _payload(record, relative, use, decision, since, form, until, given_by, reason)
    return record.append("families.consent_recorded", f"relative/{relative.pk}", payload)


def correct_consent(
    record: Recording,
    wrong: Consent,
    decision: str,
    *,
    since: str,
    reason: str,
    form: str = "",
    until: str = "",
    given_by: str = "",
) -> int:
    """Put another decision in the place of one that was recorded wrongly, and say why; the wrong one stays, marked."""
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    relative = known_relative(record, wrong.relative_id)
    if not reason.strip():
        raise InvalidInput("a correction says why")
    if not Consent.objects.filter(pk=wrong.pk, corrected_seq=None).exists():
        raise Conflict("this consent is corrected already")
    rows = Consent.objects.filter(relative=relative, use=wrong.use, corrected_seq=None)
    later = rows.filter(begins__gte=wrong.begins).exclude(pk=wrong.pk).order_by("begins", "id")
    withdrawn = later.filter(decision=Decision.WITHDRAWN).first()
    refused = later.filter(decision=Decision.REFUSED, id__gt=wrong.pk).first()
    if wrong.decision == Decision.GIVEN:
        partial(since, "since")
        if withdrawn is not None and (decision != Decision.GIVEN or begins(since) > withdrawn.begins):
            raise Conflict(f"it was withdrawn on {withdrawn.since}: correct the withdrawal first")
        if refused is not None and decision == Decision.GIVEN and begins(since) >= refused.begins:
            raise Conflict(f"it was refused on {refused.since}: correct the refusal first")
    payload = _payload(record, relative, wrong.use, decision, since, form, until, given_by, reason, wrong)
    return record.append("families.consent_recorded", f"relative/{relative.pk}", {**payload, "corrects": wrong.pk})


def _payload(
    record: Recording,
    relative: Relative,
    use: str,
    decision: str,
    since: str,
    form: str,
    until: str,
    given_by: str,
    reason: str,
    wrong: Consent | None = None,
) -> dict[str, Any]:
    if use not in Use.values:
        raise InvalidInput(f"a use is one of {', '.join(Use.values)}, not {use!r}")
    if decision not in Decision.values:
        raise InvalidInput(f"a consent is {', '.join(Decision.values)}, not {decision!r}")
    since = dated(record, since, f"{use}, {decision}")
    if before_birth(since, relative.born):
        raise InvalidInput(f"{since} is before {relative.name} was born ({relative.born})")
    _decided_by_the_living(relative, decision, since, given_by)
    not_before = dt.date.min
    if decision == Decision.WITHDRAWN:
        not_before = _given_before(relative, use, since, wrong)
    if decision == Decision.REFUSED:
        not_before = _given_within(relative, use, since, wrong)
    if decision == Decision.GIVEN and not form.strip():
        raise InvalidInput("say on which form the consent was given")
    if until and decision != Decision.GIVEN:
        raise InvalidInput("only a consent that was given has an end")
    until = partial(until, "until")
    if until and PartialDate(until).after <= PartialDate(since).earliest:
        raise InvalidInput(f"it would end ({until}) before it began ({since})")
    return {
        "relative_id": relative.pk,
        "use": use,
        "decision": decision,
        "since": since,
        "until": until,
        "given_by": given_by.strip(),
        "form": form.strip(),
        "not_before": not_before.isoformat(),
        "reason": reason.strip(),
    }


def _decided_by_the_living(relative: Relative, decision: str, since: str, given_by: str) -> None:
    death = death_of(relative)
    if death is None or PartialDate(since).earliest < death.after:
        return
    if decision != Decision.WITHDRAWN:
        raise InvalidInput(f"{relative.name} died ({death.since}) before {since}: the dead give and refuse no consent")
    if not given_by.strip():
        raise InvalidInput(f"{relative.name} died ({death.since}) before {since}: say who withdrew the consent")


def _given_before(relative: Relative, use: str, since: str, wrong: Consent | None) -> dt.date:
    rows = Consent.objects.filter(relative=relative, use=use, corrected_seq=None)
    given = rows.exclude(pk=wrong.pk if wrong else None).order_by("-begins", "-id").first()
    if given is None:
        raise InvalidInput(f"no consent to {use} is recorded, so none can be withdrawn: record that it is refused")
    if given.decision != Decision.GIVEN:
        raise Conflict(f"the consent to {use} is {given.decision} already, since {given.since}")
    if PartialDate(since).after <= given.begins:
        raise InvalidInput(f"{since} is before the consent was given ({given.since})")
    return given.begins


def _given_within(relative: Relative, use: str, since: str, wrong: Consent | None) -> dt.date:
    """The first possible day of the last consent that a refusal's date does not wholly precede: the refusal ends it."""
    given = Consent.objects.filter(relative=relative, use=use, corrected_seq=None, decision=Decision.GIVEN)
    within = given.exclude(pk=wrong.pk if wrong else None).filter(begins__lt=PartialDate(since).after)
    last = within.order_by("-begins").first()
    return last.begins if last is not None else dt.date.min


@projects("families.consent_recorded")
def _consent_recorded(facts: list[Fact]) -> None:
    for fact in facts:
        row = dict(fact.payload)
        corrects = row.pop("corrects", None)
        if corrects:
            Consent.objects.filter(pk=corrects).update(corrected_seq=fact.seq)
        not_before = dt.date.fromisoformat(row["not_before"])
        row |= {
            "not_before": not_before,
            # a partial date counts from the consent that it ends on, not from its first day
            "begins": max(begins(row["since"]), not_before),
            "last_day": PartialDate(row["until"]).after - dt.timedelta(days=1) if row["until"] else None,
        }
        insert_rows(Consent, [{"id": fact.seq, "recorded_seq": fact.seq, **row}])


def standing_consents(relatives: Iterable[int], point: AsOf = NOW) -> dict[int, dict[str, StandingConsent]]:
    """For each relative and each use, what holds at a point; every use is there."""
    keys = list(relatives)
    last: dict[tuple[int, str], Consent] = {}
    for row in Consent.objects.filter(point.history(), relative__in=keys).order_by("begins", "id"):
        last[row.relative_id, row.use] = row
    day = point.on or now().date()
    return {key: {use: _standing(use, last.get((key, use)), day) for use in Use.values} for key in keys}


def standing_consent(relative: Relative, use: Use, point: AsOf = NOW) -> StandingConsent:
    """What holds of one use at a point."""
    return standing_consents([relative.pk], point)[relative.pk][use]


def _standing(use: str, row: Consent | None, day: dt.date) -> StandingConsent:
    if row is None:
        return StandingConsent(use, NOT_RECORDED, None)
    ended = row.decision == Decision.GIVEN and row.last_day is not None and row.last_day < day
    return StandingConsent(use, EXPIRED if ended else row.decision, row)


def stopped_donors(point: AsOf = NOW, use: Use = Use.REMAINS, family_id: int | None = None) -> dict[int, str]:
    """Members of pedigrees whose samples may not be used at a point, and the state of their consent."""
    return {member: consent.state for member, consent in stops(point, use, family_id).items()}


def stops(point: AsOf = NOW, use: Use = Use.REMAINS, family_id: int | None = None) -> dict[int, StandingConsent]:
    """By member of a pedigree, the consent that stops the use of their sample at a point; of one family when asked.

    Reads the consents of those relatives only who ever refused, withdrew or set an end.
    """
    day = point.on or now().date()
    rows = Consent.objects.filter(point.history(), use=use, relative__member__isnull=False)
    if family_id is not None:
        rows = rows.filter(relative__family=family_id)
    doubtful = rows.filter(Q(decision__in=(Decision.REFUSED, Decision.WITHDRAWN)) | Q(last_day__lt=day))
    last = {
        row.relative_id: row
        for row in rows.filter(relative__in=doubtful.values("relative"))
        .select_related("relative")
        .order_by("begins", "id")
    }
    found = {row.relative.member_id: _standing(use, row, day) for row in last.values()}
    return {member: consent for member, consent in found.items() if consent.stops}
