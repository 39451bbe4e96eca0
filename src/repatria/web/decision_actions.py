"""What can be recorded of a signed decision from its page: the family told, release, burial, choice, undoing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from repatria.registry.decisions.consequences import (
    notify_family,
    record_burial,
    record_choice,
    record_return,
    release,
    withdraw,
)
from repatria.registry.decisions.further_remains import CHOICES
from repatria.registry.decisions.models import Consequence, Identification
from repatria.registry.decisions.verbs import rescind
from repatria.registry.ledger.append import Recording
from repatria.registry.people.permissions import Resource, Verb
from repatria.web.actions import Action, date, form, one_of, reason, text
from repatria.web.decision_forms import checked_identifiers, release_form
from repatria.web.wording import word


def _release(record: Recording, row: Identification, clean: dict[str, Any]) -> None:
    # the form has one box for each similar name that is on the roll now, and is valid only when all are ticked
    release(record, row, on=clean["on"], to=clean["to"], checked=checked_identifiers(clean), similar_names_seen=True)


def _own(row: Identification) -> int:
    return row.pk


def _withdrawal(name: str, address: str, resource: Resource, verb: Verb) -> Action:
    return Action(
        name,
        address,
        _("Withdraw this entry"),
        resource,
        Consequence,
        form(why=reason(_("Why the recorded one is wrong"))),
        lambda record, row, clean: withdraw(record, row, reason=clean["why"]),
        "decision",
        lambda row: row.identification_id,
        verb=verb,
        help=_("The wrong entry stays, marked; the step before it holds again."),
        seeing=(Resource.DECISIONS,),
    )


DECISION_ACTIONS = (
    Action(
        "decision-notify",
        "decisions/<int:number>/notify/",
        _("Record that the family was told"),
        Resource.FAMILIES,
        Identification,
        form(on=date(), told=text(_("Who was told")), how=text(_("How, for example in person"))),
        lambda record, row, clean: notify_family(record, row, **clean),
        "decision",
        _own,
        help=_("Only after both signatures; from then on the family's own page shows the decision."),
    ),
    Action(
        "decision-release",
        "decisions/<int:number>/release/",
        _("Release the remains"),
        Resource.CUSTODY,
        Identification,
        release_form,
        _release,
        "decision",
        _own,
        verb=Verb.SIGN,
        help=_(
            "Compare every identifier on the remains, the container and the papers with what is on record. At least "
            "three must have been compared, and none may differ."
        ),
        seeing=(Resource.DECISIONS,),
    ),
    Action(
        "decision-bury",
        "decisions/<int:number>/bury/",
        _("Record the burial"),
        Resource.FAMILIES,
        Identification,
        form(on=date(), place=text(_("Place"))),
        lambda record, row, clean: record_burial(record, row, **clean),
        "decision",
        _own,
    ),
    Action(
        "decision-return",
        "decisions/<int:number>/return/",
        _("Record the return to custody"),
        Resource.CUSTODY,
        Identification,
        form(on=date(), place=text(_("Where they are kept now"))),
        lambda record, row, clean: record_return(record, row, **clean),
        "decision",
        _own,
        verb=Verb.SIGN,
        help=_("Of remains that were released by a decision that was rescinded since; then they can be decided anew."),
        seeing=(Resource.DECISIONS,),
    ),
    Action(
        "decision-choose",
        "decisions/<int:number>/choose/",
        _("Record the family's choice"),
        Resource.FAMILIES,
        Identification,
        form(
            on=date(),
            choice=one_of(_("For remains that are found later"), CHOICES, word),
            who=text(_("Who in the family chose")),
        ),
        lambda record, row, clean: record_choice(record, row, **clean),
        "decision",
        _own,
        help=_("The last choice counts; earlier ones stay on the record."),
    ),
    Action(
        "decision-rescind",
        "decisions/<int:number>/rescind/",
        _("Rescind the decision"),
        Resource.DECISIONS,
        Identification,
        form(why=reason()),
        lambda record, row, clean: rescind(record, row, clean["why"]),
        "decision",
        _own,
        verb=Verb.SIGN,
        password=True,
        help=_(
            "Nothing is erased: the decision stays, marked as rescinded, the person's status goes back to what it was, "
            "and the remains can be decided anew."
        ),
    ),
    _withdrawal("consequence-withdraw", "consequences/<int:number>/withdraw/", Resource.FAMILIES, Verb.CHANGE),
    _withdrawal("release-withdraw", "releases/<int:number>/withdraw/", Resource.CUSTODY, Verb.SIGN),
)
