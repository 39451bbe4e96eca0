"""Families: the list, and one family with its drawn pedigree."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from repatria.registry.families.models import Family
from repatria.registry.laboratory.models import Profile
from repatria.registry.laboratory.read import Calls, merged_calls
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.runs.models import Hit
from repatria.web.access import page
from repatria.web.leading import latest_run, with_ties
from repatria.web.paging import keyset_page
from repatria.web.pedigree_drawing import Relative, draw


@page(Resource.FAMILIES)
def families(request: HttpRequest) -> HttpResponse:
    """All families with how many members, missing and donors each has."""
    shown = Family.objects.annotate(
        member_count=Count("members", distinct=True),
        missing_count=Count("members", filter=Q(members__missing_person__isnull=False), distinct=True),
        donor_count=Count("members", filter=Q(members__samples__isnull=False), distinct=True),
    )
    context = {
        "page": keyset_page(request, Family.objects.all(), "id", shown=shown),
        "count": Family.objects.count(),
    }
    return render(request, "families.html", context)


def member_label(family: Family, label: str) -> str:
    """A member's label without the family's own code before it, which every label of the family may carry."""
    code = family.code.split()[0]
    return label.removeprefix(f"{code} ")


def relatives(family: Family) -> list[Relative]:
    """The members of a family as the drawing needs them."""
    members = family.members.select_related("missing_person").annotate(gave=Count("samples")).order_by("id")
    return [
        Relative(
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


def donor_profiles(family: Family) -> list[tuple[str, Calls]]:
    """(label, calls by marker key) of each relative with an autosomal profile, in the order of the pedigree."""
    query = Profile.objects.filter(sample__donor__family=family, kind="autosomal STR").select_related("sample__donor")
    typings: dict[int, list[Profile]] = {}
    for profile in query.order_by("sample__donor_id", "id"):
        typings.setdefault(profile.sample.donor_id, []).append(profile)
    return [
        (member_label(family, profiles[0].sample.donor.label), merged_calls(profiles, "", []))
        for profiles in typings.values()
    ]


@page(Resource.FAMILIES)
def family(request: HttpRequest, number: int) -> HttpResponse:
    """One family: the pedigree, who is missing, who gave a sample, and the matches for those who may see them."""
    row = get_object_or_404(Family.objects.select_related("population"), pk=number)
    drawn = relatives(row)
    labels = {relative.key: relative.label for relative in drawn}
    context: dict[str, Any] = {
        "family": row,
        "drawing": draw(drawn),
        "members": [(r, labels.get(r.father, ""), labels.get(r.mother, "")) for r in drawn],
        "missing": [r for r in drawn if r.missing],
        "donors": [r for r in drawn if r.donor],
    }
    if request.user.may(Verb.SEE, Resource.SEARCH):
        context["run"] = latest_run()
        kept = Hit.objects.filter(family=row, run=context["run"]).select_related("person", "remains", "sample")
        for name, above in (("hits", True), ("below", False)):
            context[name] = with_ties(kept).filter(above=above).order_by("-log10_lr", "id")[:20]
    return render(request, "family.html", context)
