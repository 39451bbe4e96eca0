"""Made-up names, numbers, merges and records on the small record, so that every page of them has something to show."""

from __future__ import annotations

from types import SimpleNamespace


def record_small_identities(keys: SimpleNamespace) -> None:
    """Record them through the verbs; adds the keys that tests ask for."""
    from repatria.registry.identities import corrections, duplicates, merges, names, records, struck_off
    from repatria.registry.identities.models import Disagreement, Suggestion
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.roster.models import MissingPerson
    from repatria.registry.roster.verbs import add_person

    person = MissingPerson.objects.in_bulk(keys.persons)
    named, numbered, twin, disputed = (person[keys.persons[place]] for place in (5, 106, 107, 10))
    with recording(OPERATOR) as record:
        keys.twice = add_person(record, "P-twice", "Exemple", "Person 005", since="1950-11", made_up=True)
    with recording(OPERATOR) as record:
        keys.alias = names.add_alias(record, named, "보기", kind="name in Hangul", source="a made-up letter")
        keys.number = names.add_number(record, numbered, "SN-0105", service="Army", source="a made-up card")
        keys.merge = merges.merge(
            record, named, MissingPerson.objects.get(pk=keys.twice), reason="one man", evidence="the same letter"
        )
        keys.not_same = merges.mark_not_same(record, twin, person[keys.persons[108]], reason="brothers")
        keys.correction = corrections.correct(record, named, "rank", "Corporal", reason="promoted", since="1950-12")
        alike = {"first_id": keys.persons[105], "second_id": numbered.pk, "points": 11}
        alike |= {"id": record.next_id(Suggestion), "grounds": ["same service number", "another birth"]}
        # as a look at the roll records it: everyone here is alike, so a real look would suggest them all
        record.append(duplicates.LOOKED, "roll", {"entries": 121, "new": [alike], "gone": [], "crowded": []})
        said = {"birth": "1932", "rank": "Sergeant", "name": "EXAMPLE, PERSON 010"}
        roll = {disputed.pk: records.on_the_roll_of(disputed, disputed.incident)}
        records.keep_records(record, keys.import_, [records.Saying(disputed.pk, 2, said)], roll)
    with recording(OPERATOR) as record:
        keys.settlement = records.settle(record, disputed, "rank", "Sergeant", reason="the later list")
        mistaken = add_person(record, "P-mistake", "Example", "Nobody", since="1950-11", made_up=True)
    with recording(OPERATOR) as record:
        keys.struck_off = struck_off.strike_off(
            record, MissingPerson.objects.get(pk=mistaken), reason="a made-up slip of the pen"
        )
    keys.mistaken = mistaken
    keys.named, keys.disputed = named.pk, disputed.pk
    keys.suggestion = Suggestion.objects.get(corrected_seq=None).pk
    keys.disagreement = Disagreement.objects.get(settled=None).pk
