"""Families: who needs what, one family with its pedigree and relatives, one relative, and the briefing pack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from repatria.errors import InvalidInput
from repatria.problems import Problem
from repatria.registry.asof import NOW, AsOf
from repatria.registry.families.as_told import notices
from repatria.registry.families.brief import Brief, brief
from repatria.registry.families.consent_models import Consent, Use
from repatria.registry.families.consents import StandingConsent, standing_consents, stops
from repatria.registry.families.contacts import asked_not_to_be_contacted, contact_at, officer_at
from repatria.registry.families.coverage import DONORS, NEEDS, NO_DONOR, coverages
from repatria.registry.families.follow_ups import follow_ups
from repatria.registry.families.gain import Expected, expected_gains
from repatria.registry.families.kin_models import ContactCard, Kinship, Life, PrimaryNextOfKin, Relative
from repatria.registry.families.lives import deaths
from repatria.registry.families.models import Family
from repatria.registry.families.next_of_kin import next_of_kin
from repatria.registry.families.struck_off import struck_off_relatives
from repatria.registry.laboratory.models import Profile, Sample
from repatria.registry.laboratory.read import Calls, merged_calls
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.models import MissingPerson
from repatria.registry.runs.models import Hit
from repatria.web.access import page
from repatria.web.actions import offered
from repatria.web.as_of import asked_point
from repatria.web.family_actions import FAMILY_ACTIONS
from repatria.web.leading import latest_run, with_ties
from repatria.web.paging import keyset_page, page_of_keys
from repatria.web.pedigree_drawing import Relative as Drawn
from repatria.web.pedigree_drawing import draw
from repatria.web.relative_actions import RELATIVE_ACTIONS
from repatria.web.remembered import until_next_entry


@page(Resource.FAMILIES)
def families(request: HttpRequest) -> HttpResponse:
    """All families, or those with one need, with what each needs; at any past point."""
    asked = asked_point(request)
    known = asked.point.known("members__")
    shown = Family.objects.annotate(
        member_count=Count("members", filter=known, distinct=True),
        missing_count=Count("members", filter=known & Q(members__missing_person__isnull=False), distinct=True),
        donor_count=Count(
            "members", filter=asked.point.known("members__samples__") & Q(members__samples__isnull=False), distinct=True
        ),
    )
    need = request.GET.get("need", "")
    covered = coverages(asked.point)
    if need in NEEDS:
        keys = covered.families_in(need)
        listed, count = page_of_keys(request, _with_the_last_shown(request, keys), shown), len(keys)
    else:
        rows = Family.objects.filter(asked.point.known())
        need, listed, count = "", keyset_page(request, rows, "id", shown=shown), rows.count()
    rows = [(row, _needs({need for one in covered.of(row.pk) for need in one.needs})) for row in listed.rows]
    context = {
        "asked": asked,
        "page": listed,
        "rows": rows,
        "count": count,
        "need": need,
        "needs": list(covered.counts().items()),
    }
    return render(request, "families.html", context)


def _with_the_last_shown(request: HttpRequest, keys: list[int]) -> list[int]:
    """The keys and the one to go on from: a family that was helped since it was shown is no end of the list."""
    anchor = request.GET.get("before") or request.GET.get("after", "")
    if not (anchor.isascii() and anchor.isdigit() and len(anchor) < 19) or int(anchor) in keys:
        return keys
    return sorted([*keys, int(anchor)])


def _needs(found: set[str]) -> list[str]:
    """What a family needs, the first step first; without any donor the first donor is all there is to ask for."""
    if NO_DONOR in found:
        found = {NO_DONOR, *(found - {*DONORS})}
    return sorted(found, key=NEEDS.index)


def member_label(family: Family, label: str) -> str:
    """A member's label without the family's own code before it, which every label of the family may carry."""
    code = family.code.split()[0]
    return label.removeprefix(f"{code} ")


def relatives(family: Family, point: AsOf = NOW) -> list[Drawn]:
    """The members of a family as the drawing needs them."""
    gave = Count("samples", filter=point.known("samples__"))
    members = family.members.filter(point.known()).select_related("missing_person").annotate(gave=gave).order_by("id")
    return [
        Drawn(
            key=member.pk,
            label=member_label(family, member.label),
            sex=member.sex,
            father=member.father_id,
            mother=member.mother_id,
            missing=member.missing_person_id,
            name=member.missing_person.name if member.missing_person else "",
            donor=bool(member.gave),
        )
        for member in members
    ]


@dataclass(frozen=True, slots=True)
class DonorProfile:
    """A relative with an autosomal profile; calls: by marker key, None where their consent stops the comparison now."""

    label: str
    calls: Calls | None
    stopped: StandingConsent | None = None


def donor_profiles(family: Family) -> list[DonorProfile]:
    """Each relative who was typed, in the order of the pedigree."""
    query = Profile.objects.filter(sample__donor__family=family, kind="autosomal STR").select_related("sample__donor")
    typings: dict[int, list[Profile]] = {}
    for profile in query.order_by("sample__donor_id", "id"):
        typings.setdefault(profile.sample.donor_id, []).append(profile)
    stopped = stops(family_id=family.pk)
    return [
        DonorProfile(
            member_label(family, profiles[0].sample.donor.label),
            None if key in stopped else merged_calls(profiles, "", []),
            stopped.get(key),
        )
        for key, profiles in typings.items()
    ]


@page(Resource.FAMILIES)
def family(request: HttpRequest, number: int) -> HttpResponse:
    """One family: who is missing and what would help, relatives and consents, what was told, the pedigree, matches."""
    asked = asked_point(request)
    row = get_object_or_404(Family.objects.select_related("population"), pk=number)
    drawn = relatives(row, asked.point)
    labels = {relative.key: relative.label for relative in drawn}
    covered = {one.person: one for one in coverages(asked.point, row).of(row.pk)}
    missing = MissingPerson.objects.filter(pk__in=[r.missing for r in drawn if r.missing]).order_by("id")
    context: dict[str, Any] = {
        "asked": asked,
        "family": row,
        "drawing": draw(drawn),
        "members": [(r, labels.get(r.father, ""), labels.get(r.mother, "")) for r in drawn],
        "missing": [(person, covered.get(person.pk), next_of_kin(person, asked.point)) for person in missing],
        "donors": [r for r in drawn if r.donor],
        "relatives": _relatives_with_consents(row, asked.point),
        "struck_off": struck_off_relatives(asked.point).filter(relative__family=row).select_related("relative"),
        "officer": officer_at(row, asked.point),
        "notices": notices(row, asked.point),
        "follow_ups": follow_ups(row, asked.point),
        "samples": Sample.objects.filter(asked.point.known(), donor__family=row).select_related("donor").order_by("id"),
        "actions": offered(request, FAMILY_ACTIONS, row),
        "may_change": request.user.may(Verb.CHANGE, Resource.FAMILIES) and not asked.past,
    }
    if request.user.may(Verb.SEE, Resource.SEARCH):
        context["run"] = latest_run()
        kept = Hit.objects.filter(family=row, run=context["run"]).select_related("person", "remains", "sample")
        for name, above in (("hits", True), ("below", False)):
            context[name] = with_ties(kept).filter(above=above).order_by("-log10_lr", "id")[:20]
    return render(request, "family.html", context)


def _relatives_with_consents(row: Family, point: AsOf) -> list[dict[str, Any]]:
    """Each relative with the state of every consent, and whether they died or asked not to be contacted."""
    gone = struck_off_relatives(point).values("relative")
    rows = row.relatives.filter(point.known()).exclude(pk__in=gone)
    people = list(rows.select_related("member").order_by("name", "id"))
    keys = [relative.pk for relative in people]
    consents, died = standing_consents(keys, point), deaths(keys, point)
    return [
        {
            "relative": relative,
            "member": member_label(row, relative.member.label) if relative.member else "",
            "death": died.get(relative.pk),
            "consents": [consents[relative.pk][use] for use in Use.values],
            "quiet": bool(asked_not_to_be_contacted(relative)),
        }
        for relative in people
    ]


@page(Resource.FAMILIES)
def relative(request: HttpRequest, number: int) -> HttpResponse:
    """One relative: what they are to the missing, each consent with its history; the contact card by permission."""
    asked = asked_point(request)
    row = get_object_or_404(Relative.objects.select_related("family", "member"), pk=number)
    recorded = Consent.objects.filter(asked.point.known(), asked.point.happened(), relative=row)
    history = list(recorded.order_by("-begins", "-id"))
    context: dict[str, Any] = {
        "asked": asked,
        "relative": row,
        "death": deaths([row.pk], asked.point).get(row.pk),
        "lives": Life.objects.filter(asked.point.known(), relative=row).order_by("-id"),
        "details": row.details.filter(asked.point.known(), asked.point.happened()).order_by("-begins", "-id"),
        "kinships": Kinship.objects.filter(asked.point.history(), relative=row).select_related("person").order_by("id"),
        "primary": PrimaryNextOfKin.objects.filter(asked.point.history(), relative=row)
        .select_related("person")
        .order_by("-begins", "-id"),
        "consents": standing_consents([row.pk], asked.point)[row.pk].values(),
        "history": history,
        "gone": struck_off_relatives(asked.point).filter(relative=row).first(),
        "actions": offered(request, RELATIVE_ACTIONS, row),
        "may_change": request.user.may(Verb.CHANGE, Resource.FAMILIES) and not asked.past,
        "warning": asked_not_to_be_contacted(row),
    }
    if request.user.may(Verb.SEE, Resource.CONTACTS):
        cards = ContactCard.objects.filter(asked.point.known(), asked.point.happened(), relative=row)
        context |= {
            "card": contact_at(row, asked.point),
            "cards": cards.order_by("-turn", "-id"),
            "sees_contacts": True,
        }
    return render(request, "relative.html", context)


@page(Resource.FAMILIES)
def family_coverage(request: HttpRequest, number: int) -> HttpResponse:
    """What each further relative's sample can be expected to add, for every missing person of a family."""
    row = get_object_or_404(Family.objects.select_related("population"), pk=number)
    expected, refused, problems = _expected(row.pk)
    covered = {one.person: one for one in coverages(family=row).of(row.pk)}
    persons = MissingPerson.objects.in_bulk([one.member.missing_person_id for one in expected])
    context = {
        "family": row,
        "answers": [
            (
                persons[one.member.missing_person_id],
                covered.get(one.member.missing_person_id),
                one,
                [(member_label(row, gain.member.label), gain) for gain in one.relatives],
            )
            for one in expected
        ],
        "refused": refused,
        "problems": problems,
    }
    return render(request, "family_coverage.html", context)


@until_next_entry
def _expected(number: int) -> tuple[list[Expected], str, list[Problem]]:
    problems: list[Problem] = []
    try:
        return expected_gains(Family.objects.select_related("population").get(pk=number), problems), "", problems
    except InvalidInput as error:
        return [], str(error), problems


@page(Resource.FAMILIES)
def family_brief(request: HttpRequest, number: int) -> HttpResponse:
    """The briefing pack about one missing person, for print."""
    asked = asked_point(request)
    person = get_object_or_404(MissingPerson.objects.select_related("incident"), pk=number)
    return render(request, "brief.html", {"brief": _brief(person, asked.point), "asked": asked, "own": False})


@page(Resource.OWN_CASE)
def own_brief(request: HttpRequest, number: int) -> HttpResponse:
    """The same briefing pack for the family itself; nobody else's."""
    own = MissingPerson.objects.filter(kin__family=request.user.family_id) if request.user.family_id else None
    if own is None:
        raise Http404
    person = get_object_or_404(own.select_related("incident"), pk=number)
    return render(request, "brief.html", {"brief": _brief(person, NOW), "own": True})


def _brief(person: MissingPerson, point: AsOf) -> Brief:
    try:
        return brief(person, point)
    except InvalidInput as error:
        raise Http404 from error
