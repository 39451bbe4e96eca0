"""Verbs on how relatives can be reached, and on the officer who answers a family."""

from __future__ import annotations

from typing import Any

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import NOW, AsOf
from repatria.registry.chains import open_rows, replace_row, standing, take_turns
from repatria.registry.families.consent_models import Use
from repatria.registry.families.consents import standing_consent
from repatria.registry.families.kin import known_relative
from repatria.registry.families.kin_models import ContactCard, LiaisonOfficer, Relative, Way
from repatria.registry.families.models import Family
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.when import dated

_WAYS = ("telephone", "email", "post")
_CARD = (*_WAYS, "language", "way", "best_time", "do_not_contact")
_NEEDS = {Way.CALL.value: "telephone", Way.LETTER.value: "post", Way.EMAIL.value: "email", Way.VISIT.value: "post"}


def set_contact(record: Recording, relative_id: int, *, since: str, reason: str = "", **card: Any) -> int:
    """Record how a relative can be reached from a day on: the whole card, which ends the one before. Returns the key.

    card: telephone, email, post, language, way (the one preferred), best_time, do_not_contact. An empty card says that
    nothing is known any more; then, and when the relative asks not to be contacted, the reason is needed.
    """
    record.actor.must(Verb.CHANGE, Resource.CONTACTS)
    relative = known_relative(record, relative_id)
    card = _checked(card, reason)
    held = open_rows(ContactCard, relative=relative).first()
    cause, because = (held.begins, "the card that is recorded") if held else (None, "")
    payload = {
        "id": record.next_id(ContactCard),
        "relative_id": relative.pk,
        "since": dated(record, since, "contact since", cause=cause, because=because),
        "reason": reason,
        **card,
    }
    record.append("families.contact_set", f"relative/{relative.pk}", payload)
    return int(payload["id"])


@projects("families.contact_set")
def _contact_set(facts: list[Fact]) -> None:
    for fact in facts:
        take_turns(ContactCard, "relative_id", fact.seq, [fact.payload])


def correct_contact(record: Recording, wrong: ContactCard, *, since: str, reason: str, **card: Any) -> int:
    """Put another card in the place of one that was wrong from the start, and say why; the wrong one stays, marked."""
    record.actor.must(Verb.CHANGE, Resource.CONTACTS)
    record.flush()
    if not reason.strip():
        raise InvalidInput("a correction says why")
    if not ContactCard.objects.filter(pk=wrong.pk, corrected_seq=None).exists():
        raise Conflict("this card is corrected already")
    payload = {
        "id": record.next_id(ContactCard),
        "wrong_id": wrong.pk,
        "since": dated(record, since, "contact since"),
        "reason": reason,
        **_checked(card, reason),
    }
    record.append("families.contact_corrected", f"relative/{wrong.relative_id}", payload)
    return int(payload["id"])


@projects("families.contact_corrected")
def _contact_corrected(facts: list[Fact]) -> None:
    for fact in facts:
        row = dict(fact.payload)
        replace_row(ContactCard, "relative_id", fact.seq, row.pop("wrong_id"), row)


def _checked(card: dict[str, Any], reason: str) -> dict[str, Any]:
    unknown = sorted(set(card) - set(_CARD))
    if unknown:
        raise InvalidInput(f"a contact card has no {', '.join(unknown)}; it has {', '.join(_CARD)}")
    full = {name: str(card.get(name, "")).strip() for name in _CARD if name != "do_not_contact"}
    full["do_not_contact"] = bool(card.get("do_not_contact", False))
    if full["way"] and full["way"] not in Way.values:
        raise InvalidInput(f"the preferred way is one of {', '.join(Way.values)}, not {full['way']!r}")
    needed = _NEEDS.get(str(full["way"]))
    if needed and not full[needed]:
        raise InvalidInput(f"the preferred way is {full['way']}, but the card has no {needed}")
    email = str(full["email"])
    if email and ("@" not in email.strip("@") or " " in email):
        raise InvalidInput("the e-mail address has a name, an @ and a domain")
    if not reason.strip() and (full["do_not_contact"] or not any(full[way] for way in _WAYS)):
        raise InvalidInput("say why the relative is not to be contacted, or why no way to reach them is known")
    return full


def contact_at(relative: Relative, point: AsOf = NOW) -> ContactCard | None:
    """The card that held at a point."""
    return standing(ContactCard.objects.filter(relative=relative), point, "relative_id").first()


def asked_not_to_be_contacted(relative: Relative) -> str:
    """In words, why a relative is not to be contacted today; empty when they may be."""
    card = contact_at(relative)
    if card is not None and card.do_not_contact:
        return f"{relative.name} asked not to be contacted ({card.reason})"
    state = standing_consent(relative, Use.CONTACT).state
    if state in ("refused", "withdrawn", "expired"):
        return f"{relative.name}'s consent to being contacted is {state}"
    return ""


def set_officer(
    record: Recording,
    family_id: int,
    name: str,
    *,
    since: str,
    office: str = "",
    telephone: str = "",
    email: str = "",
    reason: str = "",
) -> int:
    """Record which officer answers a family from a day on; returns the key. The address is the office's."""
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    record.flush()
    if not name.strip():
        raise InvalidInput("an officer has a name")
    if not telephone.strip() and not email.strip():
        raise InvalidInput("say by which telephone number or e-mail address the family reaches the officer")
    if not Family.objects.filter(pk=family_id).exists():
        raise InvalidInput(f"there is no family {family_id}")
    held = open_rows(LiaisonOfficer, family=family_id).first()
    cause, because = (held.begins, f"{held.name} became the officer") if held else (None, "")
    payload = {
        "id": record.next_id(LiaisonOfficer),
        "family_id": family_id,
        "name": name.strip(),
        "office": office.strip(),
        "telephone": telephone.strip(),
        "email": email.strip(),
        "since": dated(record, since, "officer since", cause=cause, because=because),
        "reason": reason,
    }
    record.append("families.officer_set", f"family/{family_id}", payload)
    return int(payload["id"])


@projects("families.officer_set")
def _officer_set(facts: list[Fact]) -> None:
    for fact in facts:
        take_turns(LiaisonOfficer, "family_id", fact.seq, [fact.payload])


def officer_at(family: Family, point: AsOf = NOW) -> LiaisonOfficer | None:
    """The officer who answered a family at a point."""
    return standing(LiaisonOfficer.objects.filter(family=family), point, "family_id").first()
