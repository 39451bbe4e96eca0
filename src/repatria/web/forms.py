"""Forms: what is typed is checked here; the registry's verbs do the work."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.registry.families.models import Family
from repatria.registry.people.permissions import Role
from repatria.web.wording import word

_ROLES = [(role.value, word(role.value)) for role in Role]


class AccountForm(forms.Form):
    """A new account; a family member's names the one family they may see."""

    username = forms.CharField(label=_("User name"), max_length=150)
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters, not a common one."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=_ROLES)
    family = forms.CharField(label=_("Family code (family members only)"), required=False, max_length=120)

    def clean_family(self) -> Family | None:
        """The family of that code, if one was named."""
        code = self.cleaned_data["family"].strip()
        if not code:
            return None
        family = Family.objects.filter(code=code).first()
        if family is None:
            raise forms.ValidationError(_("There is no family with this code."))
        return family

    def clean(self) -> dict[str, object]:
        """A family goes with the role of a family member, and with no other."""
        given = super().clean()
        if "family" in given and "role" in given and (given["role"] == Role.FAMILY) != bool(given["family"]):
            raise forms.ValidationError(_("A family member's account names a family, and no other account does."))
        return given


class RoleForm(forms.Form):
    """Another role, and why."""

    role = forms.ChoiceField(label=_("Role"), choices=_ROLES)
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
