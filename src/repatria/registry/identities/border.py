"""What is typed about a person, judged at the border of the record: lines of text, dates, the fields of the roll."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.dates import PartialDate, partial
from repatria.errors import Conflict, InvalidInput
from repatria.registry.families.ages import impossible_for_missing
from repatria.registry.identities.comparable import date_interval
from repatria.registry.identities.models import Merge, StruckOff
from repatria.registry.ledger.append import Recording
from repatria.registry.roster.models import MissingPerson, Sex
from repatria.registry.when import dated


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the roll that can be corrected. size: characters it holds; changes: whether it changes in a life."""

    name: str
    size: int
    changes: bool = False


FIELDS = {
    field.name: field
    for field in (
        Field("family_name", 120),
        Field("given_names", 160),
        Field("service_number", 40),
        Field("sex", 10),
        Field("birth", 10),
        Field("service", 80, changes=True),
        Field("rank", 80, changes=True),
        Field("unit", 200, changes=True),
        Field("home", 200, changes=True),
        Field("ancestry", 80),
    )
}
"""Fields of a person that can be corrected, by the name of their column."""


def line(text: str, name: str, size: int, *, required: bool = True) -> str:
    """One line of text without blanks around it; raises InvalidInput naming what it is."""
    text = " ".join(text.split())
    if required and not text:
        raise InvalidInput(f"{name}: nothing is written")
    if len(text) > size:
        raise InvalidInput(f"{name}: {len(text)} characters, and {size} at most are kept")
    if not text.isprintable():
        raise InvalidInput(f"{name}: it holds characters that no text has")
    return text


def because(text: str, what: str) -> str:
    """A reason, which every change has."""
    if not text.strip():
        raise InvalidInput(f"say why {what}")
    return text.strip()


def on_their_own(person: MissingPerson) -> None:
    """Refuse to change an entry that was struck off, or merged into another: then the kept one is recorded of."""
    if StruckOff.objects.filter(person=person, corrected_seq=None).exists():
        raise Conflict(f"{person.reference} was struck off the roll: put it back first")
    merge = Merge.objects.filter(merged=person, corrected_seq=None).select_related("kept").first()
    if merge is not None:
        raise Conflict(f"{person.reference} was merged into {merge.kept.reference}: record it there")


def field_value(record: Recording, person: MissingPerson | None, name: str, value: str) -> str:
    """A value as the field holds it; person: whose, for what must fit together. Raises InvalidInput in words."""
    field = FIELDS.get(name)
    if field is None:
        raise InvalidInput(f"{name} is not a field that can be corrected; they are {', '.join(FIELDS)}")
    value = line(value, name, field.size, required=name == "family_name")
    if name == "sex":
        if value not in Sex.values:
            raise InvalidInput(f"the sex is one of {', '.join(Sex.values)}, not {value!r}")
    elif name == "birth" and value:
        value = dated(record, partial(value, "birth"), "birth")
        lost = person.incident.date if person is not None and person.incident else ""
        if lost and PartialDate(lost).after <= PartialDate(value).earliest:
            raise InvalidInput(f"birth: {value} is after the loss ({lost})")
        backwards = impossible_for_missing(person, value, record.actor) if person else ""
        if backwards:
            raise InvalidInput(f"birth: {backwards}")
    return value


YOUNGEST, OLDEST = 14, 70
"""Ages at a loss between which nothing is asked; civilians and boys are lost too, and a slip is likelier."""


def odd_age(birth: str, lost: str) -> list[str]:
    """What is odd about the age at a loss, in words; both dates partial, either may be empty or no date yet."""
    days, loss = date_interval(birth), date_interval(lost)
    if days is None or loss is None:
        return []
    least, most = (loss[0] - days[1]) / 365.25, (loss[1] - days[0]) / 365.25
    if 0 < most < YOUNGEST or least > OLDEST:
        return [f"born {birth} and lost {lost}: {int(max(least, 0))} to {int(most)} years old"]
    return []
