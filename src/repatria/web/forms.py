"""Forms: what is typed is checked here; the registry's verbs do the work."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.compute.choose import ENGINES
from repatria.registry.families.models import Family
from repatria.registry.laboratory.read import MutationChoice
from repatria.registry.people.permissions import Role
from repatria.registry.runs.parameters import MOST_KEPT, MUTATION_MODELS, SearchParameters
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


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class RoleForm(ReasonForm):
    """Another role, and why."""

    role = forms.ChoiceField(label=_("Role"), choices=_ROLES)
    field_order = ("role", "reason")


class SearchForm(forms.Form):
    """A search of the whole record."""

    threshold = forms.FloatField(
        label=_("Threshold, log10 LR"),
        initial=4.0,
        min_value=-300,
        max_value=300,
        help_text=_(
            "A pair is a hit from this weight on: 4 means that the DNA results are ten thousand times as probable if "
            "the remains are this person than if they are of someone unrelated."
        ),
    )
    top = forms.IntegerField(
        label=_("Pairs kept for each sample even below the threshold"), initial=5, min_value=0, max_value=MOST_KEPT
    )
    mutation = forms.ChoiceField(
        label=_("Mutation model where a population has none"),
        initial="equal",
        choices=[(model, word(model)) for model in MUTATION_MODELS],
    )
    rate = forms.FloatField(
        label=_("Mutation rate per meiosis of that model"),
        initial=0.001,
        min_value=0,
        max_value=0.5,
        widget=forms.NumberInput(attrs={"step": "any"}),
    )
    engine = forms.ChoiceField(
        label=_("Where the pairs are scored"),
        initial="local",
        choices=[(engine, word(f"engine {engine}")) for engine in ENGINES],
        help_text=_("The answer is the same on every engine."),
    )

    def parameters(self) -> SearchParameters:
        """What the form asks for, once it is valid."""
        given = self.cleaned_data
        return SearchParameters(given["threshold"], given["top"], MutationChoice(given["mutation"], given["rate"]))


class TwoRunsForm(forms.Form):
    """Two searches to be compared, by number."""

    a = forms.IntegerField(label=_("Search"), min_value=1, max_value=2**62)
    b = forms.IntegerField(label=_("compared with search"), min_value=1, max_value=2**62)
