"""What can be recorded of re-inventories: what was found, ticked shelf by shelf or listed; explained; withdrawn."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from repatria.errors import InvalidInput
from repatria.registry.custody.inventories import all_as_expected, explain, take_inventory, withdraw_inventory
from repatria.registry.custody.items import Holder, Inventory, InventoryLine, Item
from repatria.registry.custody.lists import labels
from repatria.registry.custody.read import held_by
from repatria.registry.custody.shelves import Shelf, shelves
from repatria.registry.ledger.append import Recording
from repatria.registry.people.permissions import Resource
from repatria.web.actions import RANGE_HELP, Action, date, form, lines, reason, text
from repatria.web.wording import word

CUSTODY = Resource.CUSTODY
MOST_TICKED = 600
"""Boxes on one form, within what Django takes as one; more are counted with a list of labels."""


def shelf_name(shelf: Shelf) -> str:
    """A shelf in words: its place, and the container."""
    place = shelf.place or _now("place not recorded")
    return f"{place} · {shelf.container}" if shelf.container else place


class Shelves(forms.CheckboxSelectMultiple):
    """Boxes to tick, in columns, shelf by shelf; with JavaScript by the arrow keys, and a whole shelf at once."""

    template_name = "parts/shelves_to_tick.html"

    class Media:
        """The keys of the list; without them it is ticked with Tab and the space bar."""

        js = ("repatria/shelves.js",)


def _label(item: Item) -> str:
    return f"{item.code} · {word(item.form)}" if item.form else item.code


def _form(holder: Holder) -> type[forms.Form]:
    held = held_by(holder.pk)
    fields: dict[str, forms.Field] = {
        "on": date(),
        "by": text(_("By whom")),
        "where": text(_("Place, when only one was counted"), required=False),
    }
    listed: str | Promise = _("Labels found, one a line")
    if 0 < held.count() <= MOST_TICKED:
        choices = [(shelf_name(shelf), [(item.code, _label(item)) for item in shelf.items]) for shelf in shelves(held)]
        fields["ticked"] = forms.MultipleChoiceField(
            label=_("Tick what was found"),
            choices=choices,
            required=False,
            widget=Shelves,
            help_text=_(
                "What the record has with this holder today; what is found is compared with the day given above."
            ),
        )
        listed = _("Other labels found, one a line")
    fields |= {
        "found": lines(listed, required=False, help_text=RANGE_HELP),
        "as_expected": forms.BooleanField(label=_("All was found as expected"), required=False),
        "missing": lines(_("Except these, which were missing"), required=False),
        "also": lines(_("And these were found besides"), required=False),
    }
    return form(**fields)(holder)


def _take(record: Recording, holder: Holder, clean: dict[str, Any]) -> int:
    found, missing, also = (labels(clean[name]) for name in ("found", "missing", "also"))
    found = [*clean.get("ticked", []), *found]
    known = {"on": clean["on"], "by": clean["by"], "place": clean["where"]}
    if clean["as_expected"]:
        if found:
            raise InvalidInput("either all is as expected, or name what was found")
        return all_as_expected(record, holder.pk, missing=missing, also=also, **known)
    if missing or also:
        raise InvalidInput("exceptions go with all as expected: tick that, or name everything that was found")
    return take_inventory(record, holder.pk, found, **known)


INVENTORY_ACTIONS = (
    Action(
        "holder-inventory",
        "holders/<int:number>/inventory/",
        _("Record a re-inventory"),
        CUSTODY,
        Holder,
        _form,
        _take,
        "inventories",
        made="inventory",
    ),
    Action(
        "inventory-withdraw",
        "inventories/<int:number>/withdraw/",
        _("Withdraw: it was recorded in error"),
        CUSTODY,
        Inventory,
        form(why=reason()),
        lambda record, row, clean: withdraw_inventory(record, row.pk, reason=clean["why"]),
        "inventory",
        lambda row: row.pk,
        help=_("It stays readable with your reason; its differences wait for no explanation any more."),
    ),
    Action(
        "inventory-explain",
        "inventory-lines/<int:number>/explain/",
        _("Explain a difference"),
        CUSTODY,
        InventoryLine,
        form(why=reason(_("What explains it"))),
        lambda record, line, clean: explain(record, line.pk, clean["why"]),
        "inventory",
        lambda line: line.inventory_id,
    ),
)
