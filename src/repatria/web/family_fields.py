"""Fields that the forms of families share: choices among relatives, members and missing persons of one family."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.registry.families.kin_models import Relative
from repatria.registry.families.models import FamilyMember
from repatria.registry.roster.models import MissingPerson
from repatria.web.actions import form
from repatria.web.called import called


def made(**fields: forms.Field) -> type[forms.Form]:
    """A form of these fields."""
    return form(**fields)(None)


def chosen_from(label: Any, rows: Any, *, required: bool = True, none: Any = "", help_text: Any = "") -> forms.Field:
    """A choice among rows of the record, each by its number and its own words."""
    choices = [(row.pk, called(row)) for row in rows]
    if not required:
        choices.insert(0, ("", none or "–"))
    return forms.TypedChoiceField(
        label=label, choices=choices, required=required, coerce=int, empty_value=None, help_text=help_text
    )


def persons_of(label: Any, family: int, *, required: bool = True) -> forms.Field:
    """A choice among the missing persons of a family, or all of them where none is required."""
    missing = MissingPerson.objects.filter(kin__family=family).order_by("id")
    choices = [(person.pk, person.name) for person in missing]
    if not required:
        choices.insert(0, ("", _("the whole family")))
    return forms.TypedChoiceField(label=label, choices=choices, required=required, coerce=int, empty_value=None)


def free_members(family: int, besides: int | None = None) -> list[FamilyMember]:
    """Members of a pedigree who may be the relative: not missing, and nobody else's."""
    taken = set(Relative.objects.filter(family=family, member__isnull=False).values_list("member_id", flat=True))
    members = FamilyMember.objects.filter(family=family, missing_person__isnull=True).order_by("id")
    return [member for member in members if member.pk not in taken - {besides}]


def area(label: Any, *, required: bool = True, help_text: Any = "") -> forms.Field:
    """A few lines of text."""
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, max_length=4_000, widget=widget, required=required, help_text=help_text)
