"""What can be changed from the page of a family: relatives, next of kin, officer, what was told, ties."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from repatria.registry.decisions.consequences import notifications
from repatria.registry.decisions.models import Identification
from repatria.registry.families.ages import Birth
from repatria.registry.families.contacts import set_officer
from repatria.registry.families.follow_ups import add_follow_up, answer_follow_up
from repatria.registry.families.kin import add_relative, set_kinship
from repatria.registry.families.kin_models import PrimaryNextOfKin, Relationship, Relative, Way
from repatria.registry.families.models import Family, FamilyMember
from repatria.registry.families.next_of_kin import correct_primary, set_primary
from repatria.registry.families.same_name import same_name_warnings
from repatria.registry.families.struck_off import standing_relatives, struck_off_relatives
from repatria.registry.families.ties import add_member, retie_sample, tie_missing
from repatria.registry.families.told import correct_told, tell
from repatria.registry.families.told_models import Answer, FollowUp, FollowUpKind, Told
from repatria.registry.laboratory.models import Sample
from repatria.registry.ledger.append import Recording
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Resource
from repatria.registry.roster.models import MissingPerson, Sex
from repatria.web.actions import Action, Look, cautions, date, form, one_of, reason, text
from repatria.web.family_fields import area, chosen_from, free_members, made, persons_of
from repatria.web.wording import word

FAMILIES = Resource.FAMILIES
_key = lambda row: row.pk  # noqa: E731


def _relative_form(family: Family) -> type[forms.Form]:
    return made(
        name=text(_("Name")),
        born=date(_("Born"), required=False),
        person=persons_of(_("Missing person"), family.pk),
        relationship=one_of(_("What the relative is to the missing person"), Relationship.values, word),
        member=chosen_from(
            _("Member of the pedigree"),
            free_members(family.pk),
            required=False,
            help_text=_("If it is known which one; a donor's consents are found by this."),
        ),
    )


def _odd_relative(family: Family, clean: dict[str, Any], _reader: Actor) -> Look | None:
    """Someone of that name whom the family has already, and a birth that is odd."""
    name = clean.get("name", "")
    said = same_name_warnings(family, name)
    person = MissingPerson.objects.filter(pk=clean.get("person")).first()
    if person is not None and clean.get("born") and "relationship" in clean:
        member = FamilyMember.objects.filter(pk=clean.get("member")).first()
        said += Birth(None, name, clean["born"], member, (person, clean["relationship"])).odd()
    return cautions(said)


def _add_relative(record: Recording, family: Family, clean: dict[str, Any]) -> None:
    key = add_relative(
        record, family.pk, clean["name"], born=clean["born"], member_id=clean["member"], made_up=family.made_up
    )
    set_kinship(record, key, clean["person"], clean["relationship"])


def _told_form(family: Family) -> type[forms.Form]:
    notified = notifications().filter(identification__person__kin__family=family).values("identification")
    decisions = Identification.objects.filter(pk__in=notified).order_by("id")
    return made(
        words=area(_("What the family was told")),
        on=date(_("On")),
        how=one_of(_("How"), Way.values, word),
        relative=chosen_from(_("Who was told"), standing_relatives(family), required=False, none=_("someone else")),
        told_to=text(_("Someone else, in words"), required=False),
        told_by=text(_("Told by"), required=False, help_text=_("Empty when it was you.")),
        person=persons_of(_("About"), family.pk, required=False),
        decision=chosen_from(
            _("Decision it rests on"),
            decisions,
            required=False,
            help_text=_("Only decisions of which the family has been notified can be named."),
        ),
        run=forms.IntegerField(label=_("Search it rests on, by number"), required=False, min_value=1, max_value=2**62),
        despite=area(
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
        "words": area(_("What the family was told")),
        "on": date(_("On")),
        "how": one_of(_("How"), Way.values, word),
        "reason": reason(_("Why the recorded one is wrong")),
    }
    for name, value in (("words", told.words), ("on", told.since), ("how", told.how)):
        fields[name].initial = value
    return made(**fields)


def _follow_up_form(family: Family) -> type[forms.Form]:
    return made(
        kind=one_of(_("Kind"), FollowUpKind.values, word),
        words=area(_("What was asked or promised")),
        on=date(_("On")),
        due=date(_("Due by"), required=False),
        person=persons_of(_("About"), family.pk, required=False),
    )


def _kin_of(person: int) -> QuerySet[Relative]:
    kin = Relative.objects.filter(kinships__person=person, kinships__corrected_seq=None)
    return kin.exclude(pk__in=struck_off_relatives().values("relative")).distinct()


def _primary_form(person: MissingPerson) -> type[forms.Form]:
    relatives = _kin_of(person.pk)
    return made(
        relative=chosen_from(_("Primary next of kin"), relatives.order_by("id")),
        since=date(_("Since")),
        reason=area(
            _("Reason"),
            required=False,
            help_text=_("Needed when another relative comes first in the order of precedence."),
        ),
    )


def _primary_correction(row: PrimaryNextOfKin) -> type[forms.Form]:
    relatives = _kin_of(row.person_id)
    return made(
        relative=chosen_from(_("Primary next of kin"), relatives.order_by("id")),
        since=date(_("Since")),
        reason=reason(_("Why the recorded one is wrong")),
    )


def _member_form(family: Family) -> type[forms.Form]:
    members = family.members.order_by("id")
    return made(
        label=text(_("Label"), size=120, help_text=_("What this member is in the family, for example: niece 2.")),
        sex=one_of(_("Sex"), Sex.values, word),
        father=chosen_from(_("Father"), members.exclude(sex=Sex.FEMALE), required=False),
        mother=chosen_from(_("Mother"), members.exclude(sex=Sex.MALE), required=False),
    )


def _sample_form(sample: Sample) -> type[forms.Form]:
    if sample.donor is None:
        raise Http404
    members = FamilyMember.objects.filter(family=sample.donor.family_id, missing_person__isnull=True).order_by("id")
    return made(member=chosen_from(_("Donor"), members), reason=reason(_("Why the recorded one is wrong")))


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
        look=_odd_relative,
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
            words=area(_("In a few words"), required=False),
            reason=area(_("Why what is recorded is wrong"), required=False),
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
