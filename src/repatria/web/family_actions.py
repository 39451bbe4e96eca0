"""What can be changed from the pages of families: relatives, contacts, consents, what was told, ties."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from repatria.registry.decisions.models import Identification
from repatria.registry.families.consent_models import Consent, Decision, Use
from repatria.registry.families.consents import correct_consent, record_consent
from repatria.registry.families.contacts import correct_contact, set_contact, set_officer
from repatria.registry.families.kin import (
    add_relative,
    correct_death,
    correct_relative,
    record_death,
    set_kinship,
)
from repatria.registry.families.kin_models import (
    ContactCard,
    Life,
    PrimaryNextOfKin,
    Relationship,
    Relative,
    Way,
)
from repatria.registry.families.models import Family, FamilyMember
from repatria.registry.families.next_of_kin import correct_primary, set_primary
from repatria.registry.families.ties import add_member, retie_sample, tie_account, tie_missing
from repatria.registry.families.told import add_follow_up, answer_follow_up, correct_told, tell
from repatria.registry.families.told_models import Answer, FollowUp, FollowUpKind, Told
from repatria.registry.laboratory.models import Sample
from repatria.registry.ledger.append import Recording
from repatria.registry.people.permissions import Resource
from repatria.registry.roster.models import MissingPerson, Sex
from repatria.web.actions import Action, date, form, one_of, reason, text
from repatria.web.wording import word

FAMILIES, CONTACTS = Resource.FAMILIES, Resource.CONTACTS
Forms = Callable[[Any], type[forms.Form]]
_key = lambda row: row.pk  # noqa: E731
_ONLY_WHERE_IT_CHANGED = _("Leave it empty when the earlier entry was wrong from the start.")


def _made(**fields: forms.Field) -> type[forms.Form]:
    return form(**fields)(None)


def _chosen(label: Any, rows: Any, *, required: bool = True, none: Any = "", help_text: Any = "") -> forms.Field:
    """A choice among rows of the record, each by its number and its own words."""
    choices = [(row.pk, str(row)) for row in rows]
    if not required:
        choices.insert(0, ("", none or "–"))
    return forms.TypedChoiceField(
        label=label, choices=choices, required=required, coerce=int, empty_value=None, help_text=help_text
    )


def _missing_of(family: int) -> list[MissingPerson]:
    return list(MissingPerson.objects.filter(kin__family=family).order_by("id"))


def _persons(label: Any, family: int, *, required: bool = True) -> forms.Field:
    choices = [(person.pk, person.name) for person in _missing_of(family)]
    if not required:
        choices.insert(0, ("", _("the whole family")))
    return forms.TypedChoiceField(label=label, choices=choices, required=required, coerce=int, empty_value=None)


def _free_members(family: int, besides: int | None = None) -> list[FamilyMember]:
    """Members of a pedigree who may be the relative: not missing, and nobody else's."""
    taken = set(Relative.objects.filter(family=family, member__isnull=False).values_list("member_id", flat=True))
    members = FamilyMember.objects.filter(family=family, missing_person__isnull=True).order_by("id")
    return [member for member in members if member.pk not in taken - {besides}]


def _area(label: Any, *, required: bool = True, help_text: Any = "") -> forms.Field:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, max_length=4_000, widget=area, required=required, help_text=help_text)


def _relative_form(family: Family) -> type[forms.Form]:
    return _made(
        name=text(_("Name")),
        born=date(_("Born"), required=False),
        person=_persons(_("Missing person"), family.pk),
        relationship=one_of(_("What the relative is to the missing person"), Relationship.values, word),
        member=_chosen(
            _("Member of the pedigree"),
            _free_members(family.pk),
            required=False,
            help_text=_("If it is known which one; a donor's consents are found by this."),
        ),
    )


def _add_relative(record: Recording, family: Family, clean: dict[str, Any]) -> None:
    key = add_relative(
        record, family.pk, clean["name"], born=clean["born"], member_id=clean["member"], made_up=family.made_up
    )
    set_kinship(record, key, clean["person"], clean["relationship"])


def _correct_form(relative: Relative) -> type[forms.Form]:
    members = _free_members(relative.family_id, relative.member_id)
    fields = {
        "name": text(_("Name")),
        "born": date(_("Born"), required=False),
        "member": _chosen(_("Member of the pedigree"), members, required=False),
        "since": forms.CharField(label=_("Since"), max_length=10, required=False, help_text=_ONLY_WHERE_IT_CHANGED),
        "reason": reason(_("Why it is changed")),
    }
    for name, value in (("name", relative.name), ("born", relative.born), ("member", relative.member_id)):
        fields[name].initial = value
    return _made(**fields)


def _kinship_form(relative: Relative) -> type[forms.Form]:
    return _made(
        person=_persons(_("Missing person"), relative.family_id),
        relationship=one_of(_("What the relative is to the missing person"), Relationship.values, word),
        since=date(_("Since"), required=False),
        reason=_area(_("Why another relationship was recorded wrongly"), required=False),
    )


def _card_fields(card: ContactCard | None) -> dict[str, forms.Field]:
    ways = [("", "–"), *((way, word(way)) for way in Way.values)]
    fields: dict[str, forms.Field] = {
        "since": date(_("Since")),
        "telephone": text(_("Telephone"), required=False, size=60),
        "email": text(_("E-mail"), required=False),
        "post": text(_("Postal address"), required=False, size=300),
        "language": text(_("Preferred language"), required=False, size=40),
        "way": forms.ChoiceField(label=_("Preferred way"), choices=ways, required=False),
        "best_time": text(_("Best time"), required=False),
        "do_not_contact": forms.BooleanField(label=_("Asked not to be contacted"), required=False),
        "reason": _area(_("Reason"), required=False, help_text=_("Needed when nobody may or can be contacted.")),
    }
    for name in ("telephone", "email", "post", "language", "way", "best_time", "do_not_contact"):
        fields[name].initial = getattr(card, name) if card else None
    return fields


def _contact_form(relative: Relative) -> type[forms.Form]:
    return _made(
        **_card_fields(ContactCard.objects.filter(relative=relative, ended_seq=None, corrected_seq=None).first())
    )


def _contact_correction(card: ContactCard) -> type[forms.Form]:
    fields = _card_fields(card)
    fields["since"].initial = card.since
    fields["reason"] = reason(_("Why the recorded one is wrong"))
    return _made(**fields)


def _consent_fields() -> dict[str, forms.Field]:
    return {
        "decision": one_of(_("Decision"), Decision.values, word),
        "since": date(_("Since")),
        "form": text(_("On which form"), required=False, help_text=_("Needed for a consent that is given.")),
        "until": forms.CharField(
            label=_("Until"), max_length=10, required=False, help_text=_("Empty for a consent without an end.")
        ),
        "given_by": text(
            _("Decided by"), required=False, help_text=_("Only where it was not the relative: a guardian, an heir.")
        ),
    }


def _consent_form(_relative: Relative) -> type[forms.Form]:
    uses = forms.MultipleChoiceField(
        label=_("Uses"), choices=[(use, word(use)) for use in Use.values], widget=forms.CheckboxSelectMultiple
    )
    return _made(uses=uses, **_consent_fields(), reason=_area(_("Reason"), required=False))


def _record_consents(record: Recording, relative: Relative, clean: dict[str, Any]) -> None:
    decision = clean.pop("decision")
    for use in clean.pop("uses"):
        record_consent(record, relative.pk, use, decision, **clean)


def _told_form(family: Family) -> type[forms.Form]:
    decisions = Identification.objects.filter(person__kin__family=family, consequences__kind="notified").distinct()
    return _made(
        words=_area(_("What the family was told")),
        on=date(_("On")),
        how=one_of(_("How"), Way.values, word),
        relative=_chosen(_("Who was told"), family.relatives.order_by("id"), required=False, none=_("someone else")),
        told_to=text(_("Someone else, in words"), required=False),
        told_by=text(_("Told by"), required=False, help_text=_("Empty when it was you.")),
        person=_persons(_("About"), family.pk, required=False),
        decision=_chosen(
            _("Decision it rests on"),
            decisions,
            required=False,
            help_text=_("Only decisions of which the family has been notified can be named."),
        ),
        run=forms.IntegerField(label=_("Search it rests on, by number"), required=False, min_value=1, max_value=2**62),
        despite=_area(
            _("Why someone was contacted who asked not to be"),
            required=False,
            help_text=_("Only where the record says so."),
        ),
    )


def _tell(record: Recording, family: Family, clean: dict[str, Any]) -> None:
    tell(
        record,
        family.pk,
        clean.pop("words"),
        relative_id=clean.pop("relative"),
        person_id=clean.pop("person"),
        identification_id=clean.pop("decision"),
        run_id=clean.pop("run"),
        **clean,
    )


def _told_correction(told: Told) -> type[forms.Form]:
    fields = {
        "words": _area(_("What the family was told")),
        "on": date(_("On")),
        "how": one_of(_("How"), Way.values, word),
        "reason": reason(_("Why the recorded one is wrong")),
    }
    for name, value in (("words", told.words), ("on", told.since), ("how", told.how)):
        fields[name].initial = value
    return _made(**fields)


def _follow_up_form(family: Family) -> type[forms.Form]:
    return _made(
        kind=one_of(_("Kind"), FollowUpKind.values, word),
        words=_area(_("What was asked or promised")),
        on=date(_("On")),
        due=date(_("Due by"), required=False),
        person=_persons(_("About"), family.pk, required=False),
    )


def _primary_form(person: MissingPerson) -> type[forms.Form]:
    relatives = Relative.objects.filter(kinships__person=person, kinships__corrected_seq=None).distinct()
    return _made(
        relative=_chosen(_("Primary next of kin"), relatives.order_by("id")),
        since=date(_("Since")),
        reason=_area(
            _("Reason"),
            required=False,
            help_text=_("Needed when another relative comes first in the order of precedence."),
        ),
    )


def _primary_correction(row: PrimaryNextOfKin) -> type[forms.Form]:
    relatives = Relative.objects.filter(kinships__person=row.person_id, kinships__corrected_seq=None).distinct()
    return _made(
        relative=_chosen(_("Primary next of kin"), relatives.order_by("id")),
        since=date(_("Since")),
        reason=reason(_("Why the recorded one is wrong")),
    )


def _member_form(family: Family) -> type[forms.Form]:
    members = family.members.order_by("id")
    return _made(
        label=text(_("Label"), size=120, help_text=_("What this member is in the family, for example: niece 2.")),
        sex=one_of(_("Sex"), Sex.values, word),
        father=_chosen(_("Father"), members.exclude(sex=Sex.FEMALE), required=False),
        mother=_chosen(_("Mother"), members.exclude(sex=Sex.MALE), required=False),
    )


def _sample_form(sample: Sample) -> type[forms.Form]:
    if sample.donor is None:
        raise Http404
    members = FamilyMember.objects.filter(family=sample.donor.family_id, missing_person__isnull=True).order_by("id")
    return _made(member=_chosen(_("Donor"), members), reason=reason(_("Why the recorded one is wrong")))


def _family_of(person: MissingPerson) -> int:
    kin = FamilyMember.objects.filter(missing_person=person).first()
    if kin is None:
        raise Http404
    return kin.family_id


FAMILY_ACTIONS = (
    Action(
        "relative-add",
        "families/<int:number>/relative/",
        _("Add a relative"),
        FAMILIES,
        Family,
        _relative_form,
        _add_relative,
        "family",
        _key,
    ),
    Action(
        "family-tell",
        "families/<int:number>/tell/",
        _("Record what the family was told"),
        FAMILIES,
        Family,
        _told_form,
        _tell,
        "family",
        _key,
    ),
    Action(
        "follow-up-add",
        "families/<int:number>/follow-up/",
        _("Record a question or a promise"),
        FAMILIES,
        Family,
        _follow_up_form,
        lambda record, family, clean: add_follow_up(
            record, family.pk, clean.pop("kind"), clean.pop("words"), person_id=clean.pop("person"), **clean
        ),
        "family",
        _key,
    ),
    Action(
        "family-officer",
        "families/<int:number>/officer/",
        _("Name the officer"),
        FAMILIES,
        Family,
        form(
            name=text(_("Name")),
            office=text(_("Office"), required=False, size=200),
            telephone=text(_("Telephone"), required=False, size=60),
            email=text(_("E-mail"), required=False),
            since=date(_("Since")),
        ),
        lambda record, family, clean: set_officer(record, family.pk, clean.pop("name"), **clean),
        "family",
        _key,
        help=_("The officer who answers the family's questions. The family sees this address: give the office's."),
    ),
    Action(
        "member-add",
        "families/<int:number>/member/",
        _("Add a member to the pedigree"),
        FAMILIES,
        Family,
        _member_form,
        lambda record, family, clean: add_member(
            record, family.pk, clean["label"], clean["sex"], father_id=clean["father"], mother_id=clean["mother"]
        ),
        "family",
        _key,
        help=_("By both parents or none. A parent who is not drawn yet is added first."),
    ),
    Action(
        "follow-up-answer",
        "follow-ups/<int:number>/answer/",
        _("Record what came of it"),
        FAMILIES,
        FollowUp,
        form(
            answer=one_of(_("What came of it"), Answer.values, word),
            on=date(_("On")),
            words=_area(_("In a few words"), required=False),
            reason=_area(_("Why what is recorded is wrong"), required=False),
        ),
        lambda record, row, clean: answer_follow_up(record, row.pk, clean.pop("answer"), **clean),
        "family",
        lambda row: row.family_id,
    ),
    Action(
        "told-correct",
        "told/<int:number>/correct/",
        _("Correct what the family was told"),
        FAMILIES,
        Told,
        _told_correction,
        lambda record, row, clean: correct_told(record, row, clean.pop("words"), **clean),
        "family",
        lambda row: row.family_id,
    ),
    Action(
        "next-of-kin",
        "roll/<int:number>/next-of-kin/",
        _("Name the primary next of kin"),
        FAMILIES,
        MissingPerson,
        _primary_form,
        lambda record, person, clean: set_primary(record, person.pk, clean.pop("relative"), **clean),
        "family",
        _family_of,
    ),
    Action(
        "next-of-kin-correct",
        "next-of-kin/<int:number>/correct/",
        _("Correct the primary next of kin"),
        FAMILIES,
        PrimaryNextOfKin,
        _primary_correction,
        lambda record, row, clean: correct_primary(record, row, clean.pop("relative"), **clean),
        "family",
        lambda row: _family_of(row.person),
    ),
    Action(
        "member-tie",
        "members/<int:number>/tie/",
        _("Tie this member to the roll"),
        FAMILIES,
        FamilyMember,
        form(
            reference=text(
                _("Reference of the missing person"),
                required=False,
                size=80,
                help_text=_("Empty when this member is nobody on the roll."),
            ),
            reason=reason(_("On what it rests")),
        ),
        lambda record, row, clean: tie_missing(record, row.pk, clean["reference"], reason=clean["reason"]),
        "family",
        lambda row: row.family_id,
    ),
    Action(
        "sample-retie",
        "samples/<int:number>/donor/",
        _("Correct whose sample this is"),
        FAMILIES,
        Sample,
        _sample_form,
        lambda record, row, clean: retie_sample(record, row.pk, clean["member"], reason=clean["reason"]),
        "family",
        lambda row: row.donor.family_id if row.donor else 0,
    ),
)

RELATIVE_ACTIONS = (
    Action(
        "relative-consent",
        "relatives/<int:number>/consent/",
        _("Record a consent, a refusal or a withdrawal"),
        FAMILIES,
        Relative,
        _consent_form,
        _record_consents,
        "relative",
        _key,
    ),
    Action(
        "relative-contact",
        "relatives/<int:number>/contact/",
        _("Record how to reach them"),
        CONTACTS,
        Relative,
        _contact_form,
        lambda record, row, clean: set_contact(record, row.pk, **clean),
        "relative",
        _key,
        help=_("The whole card, as it holds from a day on. It ends the one before, which stays in the history."),
    ),
    Action(
        "relative-kinship",
        "relatives/<int:number>/kinship/",
        _("Say what they are to a missing person"),
        FAMILIES,
        Relative,
        _kinship_form,
        lambda record, row, clean: set_kinship(record, row.pk, clean.pop("person"), clean.pop("relationship"), **clean),
        "relative",
        _key,
    ),
    Action(
        "relative-correct",
        "relatives/<int:number>/correct/",
        _("Change name, birth or place in the pedigree"),
        FAMILIES,
        Relative,
        _correct_form,
        lambda record, row, clean: correct_relative(record, row.pk, member_id=clean.pop("member"), **clean),
        "relative",
        _key,
    ),
    Action(
        "relative-death",
        "relatives/<int:number>/death/",
        _("Record a death"),
        FAMILIES,
        Relative,
        form(on=date(_("Died on")), words=text(_("On whose word"), required=False, size=300)),
        lambda record, row, clean: record_death(record, row.pk, **clean),
        "relative",
        _key,
    ),
    Action(
        "relative-account",
        "relatives/<int:number>/account/",
        _("Tie an account to them"),
        FAMILIES,
        Relative,
        form(
            username=text(_("User name"), size=150, help_text=_("They then see their own consents when signed in.")),
            reason=_area(_("Why what is recorded is wrong"), required=False),
        ),
        lambda record, row, clean: tie_account(record, row.pk, clean["username"], reason=clean["reason"]),
        "relative",
        _key,
    ),
    Action(
        "consent-correct",
        "consents/<int:number>/correct/",
        _("Correct this consent"),
        FAMILIES,
        Consent,
        lambda _row: _made(**_consent_fields(), reason=reason(_("Why the recorded one is wrong"))),
        lambda record, row, clean: correct_consent(record, row, clean.pop("decision"), **clean),
        "relative",
        lambda row: row.relative_id,
    ),
    Action(
        "contact-correct",
        "contacts/<int:number>/correct/",
        _("Correct this card"),
        CONTACTS,
        ContactCard,
        _contact_correction,
        lambda record, row, clean: correct_contact(record, row, **clean),
        "relative",
        lambda row: row.relative_id,
    ),
    Action(
        "death-correct",
        "deaths/<int:number>/correct/",
        _("Correct this death"),
        FAMILIES,
        Life,
        form(
            on=forms.CharField(
                label=_("Died on"), max_length=10, required=False, help_text=_("Empty when the relative lives.")
            ),
            reason=reason(_("Why the recorded one is wrong")),
        ),
        lambda record, row, clean: correct_death(record, row, **clean),
        "relative",
        lambda row: row.relative_id,
    ),
)
