"""Template tags and filters used on every page."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from django import forms, template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from repatria.registry.asof import NOW, AsOf
from repatria.registry.clerical.read import corrections_of
from repatria.registry.decisions.models import Identification
from repatria.registry.figures.part_of_roll import ONLY_THE_YEAR, UNRECORDED
from repatria.registry.people.permissions import Resource, Verb
from repatria.web import (
    action_words,
    clerical_words,
    confirmation,
    conflict_words,
    decision_wording,
    group_words,
    identity_words,
    particles,
    refusal_words,
    talks_wording,
    wording,
    written,
)
from repatria.web.readers import may_name

register = template.Library()

register.filter("word", wording.word)
register.filter("counted", wording.counted)
register.filter("cited_value", wording.cited_value)
register.filter("measured", wording.measured)
register.filter("unit_word", wording.unit_word)
register.filter("country", wording.country)
register.filter("group_words", group_words.group_words)
register.filter("predicate", wording.predicate)
register.filter("said", wording.said)
register.filter("action", action_words.action)
register.filter("identifier", decision_wording.identifier)
register.filter("need", wording.need)
register.filter("rule_words", conflict_words.rule_words)
register.filter("in_words", conflict_words.in_words)
register.filter("source_name", conflict_words.source_name)
register.filter("written_date", written.written_date)
register.filter("published_words", written.written_publication)
register.filter("number", written.written_number)
register.filter("told", written.told)
register.filter("refusal", refusal_words.refusal)
register.filter("particles", particles.with_particles, is_safe=True)
register.filter("clerical_word", clerical_words.clerical_word)
for _name in ("field_word", "alias_word", "ground_word", "against"):
    register.filter(_name, getattr(identity_words, _name))
for _name in ("tone", "relation", "relation_back", "aspect", "reason", "conflict_kind", "side", "beyond"):
    register.filter(_name, getattr(talks_wording, _name))


@register.filter
def lr(value: float | str) -> str:
    """A likelihood ratio from its log10; the record writes an exclusion as "-Infinity"."""
    return written.written_lr(float(value))


@register.filter
def log(value: float | str) -> str:
    """A log10 likelihood ratio with its sign."""
    return written.written_log(float(value))


@register.filter
def excluded(value: float | str) -> bool:
    """Whether a log10 likelihood ratio says impossible."""
    return float(value) == -math.inf


@register.filter
def sees(user: Any, resource: str) -> bool:
    """Whether the user's role may see a resource: ``{% if user|sees:"families" %}``."""
    return user.is_authenticated and user.may(Verb.SEE, Resource(resource))


@register.filter
def changes(user: Any, resource: str) -> bool:
    """Whether the user's role may change a resource."""
    return user.is_authenticated and user.may(Verb.CHANGE, Resource(resource))


@register.filter
def named_for(source: Any, user: Any) -> str:
    """Who published a source, for whoever may know: ``{{ step.source|named_for:user }}``."""
    if source is None:
        return ""
    return source.publisher if may_name(user, source) else _("a source for few")


@register.filter
def links_out(address: str) -> bool:
    """Whether a page may link to it; addresses recorded before they were checked may be anything."""
    return address.lower().startswith(("https://", "http://"))


@register.filter
def isodate(day: dt.date) -> str:
    """A day as the record writes it."""
    return day.isoformat()


@register.filter
def at(mapping: dict[str, Any], key: str) -> Any:
    """The value under a key that is itself a variable, or None."""
    return mapping.get(key)


@register.filter
def asks(form: forms.BaseForm) -> bool:
    """Whether a form has a field that must be filled in."""
    return any(field.required for field in form.fields.values())


@register.filter
def shown(field: forms.BoundField) -> str:
    """The control of a field; where HTML has no word that it must be filled in, as for a choice, ARIA says it."""
    widget = field.field.widget
    said = not field.field.required or field.use_fieldset or widget.use_required_attribute(field.initial)
    control = field.as_widget(attrs={} if said else {"aria-required": "true"})
    before = field.as_hidden(only_initial=True) if field.field.show_hidden_initial else ""
    return format_html("{}{}", control, before)


@register.filter
def plain(value: float) -> str:
    """A number as SVG wants it, whatever the language: a point, at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


@register.filter
def shift(value: float, by: float) -> str:
    """A coordinate moved by a little."""
    return plain(value + by)


@register.filter
def posterior(value: float, most: int = 6) -> str:
    """A probability with two decimals, more next to 0 and 1 but at most `most`, never rounded to certainty."""
    return written.written_posterior(value, most)


@register.filter
def scientific(value: float) -> str:
    """A small number in powers of ten: ``3.2e-10``."""
    return f"{value:.1e}"


@register.filter
def degrees(value: float, letters: str) -> str:
    """An angle with its half of the globe: ``40.38° N``."""
    return f"{abs(value):.2f}° {letters[value < 0]}"


@register.filter
def fine_degrees(value: float, letters: str) -> str:
    """An angle to about a hundred metres: ``40.384° N``."""
    return f"{abs(value):.3f}° {letters[value < 0]}"


@register.filter
def distance(metres: float) -> str:
    """A length as people say it: metres below one kilometre."""
    return f"{metres:,.0f} m" if metres < 1000 else f"{metres / 1000:,.3g} km"


@register.filter
def stage(state: str) -> str:
    """The colour of how far a decision is."""
    return decision_wording.TONES.get(state, "plain")


@register.inclusion_tag("parts/decisions_of.html")
def decisions_of(user: Any, *, person: Any = None, remains: Any = None) -> dict[str, Any]:
    """The decisions about a person or about remains, for roles that see decisions."""
    rows = Identification.objects.none()
    if user.is_authenticated and user.may(Verb.SEE, Resource.DECISIONS):
        of = {"person": person} if person is not None else {"items__remains": remains}
        rows = Identification.objects.filter(**of).select_related("person").order_by("-id")
    return {"rows": rows, "of_person": person is not None}


@register.inclusion_tag("parts/recorded.html", takes_context=True)
def just_recorded(context: template.Context) -> dict[str, Any]:
    """What the form before this page recorded, told once."""
    request = context.get("request")
    return {"user": context.get("user"), "told": confirmation.just_recorded(request) if request else None}


@register.inclusion_tag("parts/corrected_words.html")
def corrected_words(user: Any, row: Any, point: AsOf = NOW) -> dict[str, Any]:
    """What was typed wrong of a row and corrected, as far as it was known at a point."""
    return {"user": user, "rows": corrections_of(row, point)}


@register.filter
def of(row: Any, name: str) -> Any:
    """The attribute of a row whose name is itself a variable."""
    return getattr(row, name)


@register.filter
def split(names: str) -> list[str]:
    """Words of a line, for a loop."""
    return names.split()


@register.filter
def unrecorded(value: str) -> str:
    """A filter's value in words: a dash stands for what is not recorded."""
    return _("not recorded") if value == UNRECORDED else value


@register.filter
def loss_date(value: str) -> str:
    """The date of a filter in words, with those of which only the year is known."""
    if value == UNRECORDED:
        return _("not recorded")
    if value.endswith(ONLY_THE_YEAR):
        return _("%(year)s, month not known") % {"year": value.removesuffix(ONLY_THE_YEAR)}
    return written.written_date(value)


@register.filter
def way(name: str) -> object:
    """By what the roll is counted or filtered, in words."""
    return wording.word(f"count by {name}")
