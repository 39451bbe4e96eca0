"""Relatives of the small record's family F1: next of kin, contacts, consents, what was told; all made up."""

from __future__ import annotations

from types import SimpleNamespace

SECRET_TELEPHONE = "555 0177 (made up)"


def record_small_families(keys: SimpleNamespace) -> None:
    """A sister who gave a sample and consents, a brother who withdrew, an officer, a letter, a promise that is late."""
    from repatria.registry.families.consent_models import Use
    from repatria.registry.families.consents import record_consent
    from repatria.registry.families.contacts import set_contact, set_officer
    from repatria.registry.families.follow_ups import add_follow_up
    from repatria.registry.families.kin import add_relative, record_death, set_kinship
    from repatria.registry.families.kin_models import Life
    from repatria.registry.families.models import FamilyMember
    from repatria.registry.families.next_of_kin import set_primary
    from repatria.registry.families.struck_off import strike_off_relative
    from repatria.registry.families.told import tell
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    sister = FamilyMember.objects.get(family=keys.family, label="F1 sister")
    with recording(OPERATOR) as record:
        keys.relative = add_relative(
            record, keys.family, "Sister Example", born="1933", member_id=sister.pk, made_up=True
        )
        uncle = add_relative(record, keys.family, "Uncle Example", born="1905", made_up=True)
        set_kinship(record, keys.relative, keys.missing, "sibling")
        set_kinship(record, uncle, keys.missing, "aunt or uncle")
        record_death(record, uncle, on="1975", words="the sister")
        keys.next_of_kin = set_primary(record, keys.missing, keys.relative, since="1990")
        keys.contact = set_contact(
            record, keys.relative, since="2015", telephone=SECRET_TELEPHONE, way="telephone", language="English"
        )
        keys.officer = set_officer(
            record, keys.family, "Officer Example", since="2018", office="Casualty office", telephone="555 0100"
        )
        keys.consent = record_consent(
            record, keys.relative, Use.REMAINS.value, "given", since="2016-05", form="Form 4 (made up)"
        )
        record_consent(record, keys.relative, Use.RESEARCH.value, "refused", since="2016-05")
        keys.told = tell(
            record,
            keys.family,
            "Your sample arrived and is compared with all remains.",
            on="2016-06-01",
            how="letter",
            relative_id=keys.relative,
            person_id=keys.missing,
        )
        keys.follow_up = add_follow_up(
            record, keys.family, "promise", "Send the unit's history.", on="2016-06-01", due="2016-12"
        )
    with recording(OPERATOR) as record:
        twice = add_relative(record, keys.family, "Sister Exampel", born="1933", made_up=True)
        keys.struck_off_relative = strike_off_relative(record, twice, reason="she was entered twice")
    keys.death = Life.objects.get(relative=uncle).pk
