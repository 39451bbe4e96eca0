"""Forms of decisions: what is typed is checked here; the verbs decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from repatria.registry.custody.items import Item, Seal
from repatria.registry.custody.read import containers_around
from repatria.registry.decisions.consequences import (
    AGREES,
    IDENTIFIERS,
    NOT_AVAILABLE,
    similar_names,
)
from repatria.registry.decisions.evidence import Evidence, circumstance, stated_line
from repatria.registry.decisions.models import Discipline, Identification
from repatria.registry.decisions.verbs import REVIEWERS
from repatria.registry.people.permissions import Role
from repatria.web.actions import DATE_HELP, split_lines
from repatria.web.decision_wording import identifier, name_and_number
from repatria.web.particles import with_particles
from repatria.web.wording import word

_STATING = (Discipline.ANTHROPOLOGY, Discipline.ODONTOLOGY, Discipline.HISTORY)
DIFFERS = "differs"


class ProposeForm(forms.Form):
    """What is proposed beside the pair itself."""

    summary = forms.CharField(
        label=_("Summary"), max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    further = forms.CharField(
        label=_("Further remains of the same person"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Their codes, one a line; each brings its own DNA line from the same search."),
    )

    def clean_further(self) -> list[str]:
        """The codes, one by one."""
        return split_lines(self.cleaned_data["further"])


class StatementForm(forms.Form):
    """One further line of evidence, or a documented circumstance when no number is given."""

    discipline = forms.ChoiceField(
        label=_("Discipline"),
        required=False,
        choices=[("", "–"), *((each.value, word(each.value)) for each in _STATING)],
    )
    statement = forms.CharField(
        label=_("What was found"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    source = forms.CharField(
        label=_("Documented in"), required=False, max_length=300, help_text=_("Report, file or page where it stands.")
    )
    log10_lr = forms.FloatField(
        label=_("log10 LR"),
        required=False,
        min_value=-300,
        max_value=300,
        widget=forms.NumberInput(attrs={"step": "any"}),
        help_text=_("Only where the report gives one. Without a number it is kept as a documented circumstance."),
    )
    numerator = forms.CharField(label=_("Probable if"), required=False, max_length=300)
    denominator = forms.CharField(label=_("compared with, if"), required=False, max_length=300)
    population = forms.CharField(label=_("Reference population"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """A statement is whole, and a number has its two hypotheses and its population."""
        given = super().clean()
        if not any(given.get(name) not in (None, "") for name in self.fields):
            return given
        needed = ["discipline", "statement", "source"]
        if given.get("log10_lr") is not None:
            needed += ["numerator", "denominator", "population"]
        for name in needed:
            if not given.get(name) and name not in self.errors:
                self.add_error(name, _("This is needed."))
        return given

    def evidence(self) -> Evidence | None:
        """What the form states, or None when it was left empty."""
        given = self.cleaned_data
        if not given.get("discipline"):
            return None
        if given["log10_lr"] is None:
            return circumstance(given["discipline"], given["statement"], given["source"])
        return stated_line(
            given["discipline"],
            given["statement"],
            given["log10_lr"],
            numerator=given["numerator"],
            denominator=given["denominator"],
            population=given["population"],
            source=given["source"],
        )


StatementForms = forms.formset_factory(StatementForm, extra=3, max_num=12)


def disciplines_of(role: Role) -> list[Discipline]:
    """The disciplines for which a role may speak."""
    return [discipline for discipline, roles in REVIEWERS.items() if role in roles]


class ReviewForm(forms.Form):
    """A discipline's word on the evidence."""

    discipline = forms.ChoiceField(label=_("Discipline"))
    verdict = forms.ChoiceField(
        label=_("Verdict"),
        choices=[
            ("concurs", _("the evidence bears the proposal")),
            (DIFFERS, _("the evidence does not bear the proposal")),
        ],
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Who differs says why."),
    )

    def __init__(self, *args: Any, role: Role, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["discipline"].choices = [(each.value, word(each.value)) for each in disciplines_of(role)]


class SignForm(forms.Form):
    """The password, anew."""

    password = forms.CharField(
        label=_("Your password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("Asked again, so that nobody signs with a session that you left open."),
    )


def _on_record(identification: Identification) -> dict[str, str]:
    """For each identifier what the record has to compare with."""
    person = identification.person
    found = [item.remains for item in identification.items.select_related("remains__container").order_by("id")]
    items = list(Item.objects.filter(remains__in=found))
    kept = [item.pk for item in items] + [outer.pk for item in items for outer in containers_around(item.pk)]
    seals = Seal.objects.filter(item__in=kept, state="intact").order_by("id").values_list("number", flat=True)
    return {
        "name": person.name,
        "service number": person.service_number,
        "date of birth": person.birth,
        "accession": ", ".join(remains.code for remains in found),
        "container seal": ", ".join(seals),
        "photograph": "",
        "DNA sample code": ", ".join(sample.code for remains in found for sample in remains.samples.order_by("code")),
    }


def release_form(identification: Identification) -> type[forms.Form]:
    """The checklist of a release: every identifier compared, everyone of a similar name looked at."""
    fields: dict[str, forms.Field] = {
        "on": forms.CharField(label=_("Date"), max_length=40, help_text=DATE_HELP),
        "to": forms.CharField(label=_("Released to"), max_length=200),
    }
    verdicts = [
        ("", _("choose")),
        (AGREES, _("agrees")),
        (DIFFERS, _("does not agree")),
        (NOT_AVAILABLE, _("not available")),
    ]
    on_record = _on_record(identification)
    for number, name in enumerate(IDENTIFIERS):
        kept = on_record[name]
        fields[f"compared_{number}"] = forms.ChoiceField(
            label=capfirst(str(identifier(name))),
            choices=verdicts,
            help_text=_("On record: %(value)s") % {"value": kept} if kept else _("Nothing on record to compare with."),
        )
    for other in similar_names(identification.person):
        fields[f"similar_{other.pk}"] = forms.BooleanField(
            label=with_particles(_("Not %(name)s: looked at, another person") % {"name": name_and_number(other)}),
            error_messages={"required": _("Look at this similar name before the release.")},
        )
    return type("ReleaseForm", (forms.Form,), fields)


def checked_identifiers(clean: dict[str, Any]) -> dict[str, str]:
    """The checklist as the verb takes it."""
    return {name: clean[f"compared_{number}"] for number, name in enumerate(IDENTIFIERS)}
