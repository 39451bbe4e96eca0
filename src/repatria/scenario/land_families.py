"""Relatives, consents and what families were told, for some families of the made-up operation; all of it invented."""

from __future__ import annotations

from faker import Faker

from repatria.registry.families.consent_models import Use
from repatria.registry.families.consents import record_consent
from repatria.registry.families.contacts import set_contact, set_officer
from repatria.registry.families.follow_ups import add_follow_up, answer_follow_up
from repatria.registry.families.kin import add_relative, record_death, set_kinship
from repatria.registry.families.kin_models import Relationship
from repatria.registry.families.models import Family as Recorded
from repatria.registry.families.models import FamilyMember as RecordedMember
from repatria.registry.families.next_of_kin import next_of_kin, set_primary
from repatria.registry.families.told import tell
from repatria.registry.ledger.append import Recording
from repatria.registry.roster.models import MissingPerson
from repatria.scenario.records import Family, FamilyMember, Scenario

FAMILIES = 48
_FROM_AN_IMPORT = 4  # every fifth family: its consents are not recorded
_FORM = "Form 4, 2016 (made up)"
_OFFICES = (
    ("Dana Ortiz (made up)", "Army casualty office (made up)", "+1 555 0110", "army.office@example.org"),
    ("Lee Novak (made up)", "Marine Corps casualty office (made up)", "+1 555 0120", "marine.office@example.org"),
    ("Ada Brandt (made up)", "Air Force casualty office (made up)", "+1 555 0130", "air.office@example.org"),
)
_RELATIONSHIPS = {
    "father": Relationship.PARENT,
    "mother": Relationship.PARENT,
    "sister": Relationship.SIBLING,
    "brother": Relationship.SIBLING,
    "half-brother": Relationship.HALF_SIBLING,
    "wife": Relationship.SPOUSE,
    "daughter": Relationship.CHILD,
    "son": Relationship.CHILD,
    "child": Relationship.CHILD,
    "granddaughter": Relationship.GRANDCHILD,
    "grandson": Relationship.GRANDCHILD,
    "niece": Relationship.NIECE_OR_NEPHEW,
    "nephew": Relationship.NIECE_OR_NEPHEW,
    "cousin": Relationship.COUSIN,
}
"""What a place in a family shape is to the first of its missing; other places are recorded as nobody."""
_BORN = {
    Relationship.PARENT: 1901,
    Relationship.SPOUSE: 1930,
    Relationship.SIBLING: 1934,
    Relationship.HALF_SIBLING: 1940,
    Relationship.CHILD: 1950,
    Relationship.NIECE_OR_NEPHEW: 1958,
    Relationship.COUSIN: 1936,
    Relationship.GRANDCHILD: 1975,
}


def land_families(record: Recording, scenario: Scenario) -> int:
    """Record them for every so many families of the operation, so that each shape is among them; returns for how many.

    A donor withdraws, refuses or lets a consent expire only in a family none of whose missing is among the remains,
    so that the score of the demonstration's search is the score without consents.
    """
    record.flush()
    found = set(scenario.truth.values()) - {None}
    chosen = scenario.families[:: max(1, len(scenario.families) // FAMILIES)]
    absent = [
        family.key
        for number, family in enumerate(chosen)
        if number % 5 != _FROM_AN_IMPORT
        and any(member.calls for member in family.members)
        and not {member.missing for member in family.members} & found
    ]
    stopping = dict(zip(absent, ("withdrawn", "refused", "expired", "withdrawn", "alone"), strict=False))
    for number, family in enumerate(chosen):
        land_family(record, family, number, stopping.get(family.key, ""))
    return len(chosen)


def land_family(record: Recording, family: Family, number: int, stopping: str = "") -> dict[str, int]:
    """Record one family; returns the keys of its relatives by the id of the member.

    number: varies names and dates; stopping: withdrawn, refused or expired of the first donor, or alone for one who
    asked not to be contacted.
    """
    recorded = Recorded.objects.get(code__startswith=f"{family.key} ")
    members = dict(RecordedMember.objects.filter(family=recorded).values_list("label", "pk"))
    missing = RecordedMember.objects.filter(family=recorded, missing_person__isnull=False).order_by("id").first()
    person = missing.missing_person_id
    names = Faker("en_US")
    names.seed_instance(1950 + number)
    office = _OFFICES[number % len(_OFFICES)]
    set_officer(record, recorded.pk, office[0], office=office[1], telephone=office[2], email=office[3], since="2019")
    surname = family.name.partition(" (")[0]
    relatives = {}
    for place, member in enumerate(family.members):
        relationship = _RELATIONSHIPS.get(member.label.split()[0])
        if relationship is None or member.missing or not (member.calls or member.label in ("father", "mother")):
            continue
        key = add_relative(
            record,
            recorded.pk,
            _name(names, member, surname),
            born=str(_BORN[relationship] + place % 5),
            member_id=members[member.id],
            made_up=True,
        )
        set_kinship(record, key, person, relationship.value)
        if relationship is Relationship.PARENT and not member.calls:
            record_death(record, key, on=str(1968 + (number + place) % 20), words="the family (made up)")
            continue
        relatives[member.id] = key
        _land_contact(record, key, names, alone=stopping == "alone" and len(relatives) == 1)
        if number % 5 != _FROM_AN_IMPORT:
            _land_consents(record, key, number, stopping if len(relatives) == 1 else "")
    if relatives:
        _land_primary(record, person)
        _land_told(record, recorded.pk, person, next(iter(relatives.values())), number, quiet=stopping == "alone")
    return relatives


def _name(names: Faker, member: FamilyMember, surname: str) -> str:
    given = names.first_name_female() if member.sex == "female" else names.first_name_male()
    return f"{given} {surname}"


def _land_contact(record: Recording, relative: int, names: Faker, *, alone: bool) -> None:
    set_contact(
        record,
        relative,
        since="2016",
        telephone=f"+1 555 {names.random_int(200, 999):04d}",
        post=f"{names.random_int(1, 99)} Example Street (made up)",
        language="English",
        way="letter" if alone else "telephone",
        best_time="evenings",
        do_not_contact=alone,
        reason="asked by letter to be left alone (made up)" if alone else "",
    )


def _land_consents(record: Recording, relative: int, number: int, stopping: str) -> None:
    since = f"{2012 + number % 8}-{1 + number % 12:02d}"
    for use in (Use.REMAINS, Use.STORAGE, Use.CONTACT, Use.FAMILIES):
        ends = use is Use.REMAINS and stopping == "expired"
        refused = use is Use.REMAINS and stopping == "refused"
        record_consent(
            record,
            relative,
            use.value,
            "refused" if refused else "given",
            since=since,
            form=_FORM,
            until="2024-12" if ends else "",
        )
    record_consent(record, relative, Use.RESEARCH.value, "refused" if number % 3 else "given", since=since, form=_FORM)
    if stopping == "withdrawn":
        record_consent(record, relative, Use.REMAINS.value, "withdrawn", since="2023-09", reason="by letter (made up)")


def _land_primary(record: Recording, person: int) -> None:
    record.flush()
    first = next_of_kin(MissingPerson.objects.get(pk=person))[0].relative.pk
    set_primary(record, person, first, since="2016")


def _land_told(record: Recording, family: int, person: int, relative: int, number: int, *, quiet: bool) -> None:
    if not quiet:
        tell(
            record,
            family,
            "Your sample has arrived at the laboratory. It is compared with all remains in every search.",
            on=f"2020-{1 + number % 12:02d}",
            how="letter",
            told_by="the liaison office (made up)",
            relative_id=relative,
            person_id=person,
        )
    tell(
        record,
        family,
        "At the yearly family meeting: what is known of the place of loss, and that there is no news yet.",
        on="2024-05-18",
        how="family meeting",
        told_by="the liaison office (made up)",
        told_to="the family",
        person_id=person,
    )
    promise = add_follow_up(
        record, family, "promise", "Send the history of the unit.", on="2024-05-18", due="2024-09", person_id=person
    )
    question = add_follow_up(
        record,
        family,
        "question",
        "Can a cousin of the mother's side help?",
        on="2024-05-18",
        due="2025-06",
        person_id=person,
    )
    if number % 4:
        answer_follow_up(record, promise, "kept", on="2024-08-20", words="sent by post")
    if number % 3 == 0:
        answer_follow_up(record, question, "answered", on="2024-11", words="yes, for mitochondrial DNA")
