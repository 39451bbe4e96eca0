"""What can be changed from the pages of the talks: outcomes and steps, each with its correction."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.registry.custody.models import HandOver
from repatria.registry.ledger.append import Recording
from repatria.registry.people.permissions import Resource
from repatria.registry.talks.models import (
    Commitment,
    CommitmentStatus,
    CommitmentStep,
    Engagement,
    EngagementOutcome,
    Outcome,
)
from repatria.registry.talks.undertakings import add_commitment_step, correct_commitment_step
from repatria.registry.talks.verbs import correct_outcome, set_outcome
from repatria.web.actions import Action, date, filled, form, one_of, reason, text
from repatria.web.source_field import SourceField, source_key
from repatria.web.wording import word
from repatria.web.written import told

_HAND_OVER, _EVENT = "h", "e"


def _outcome_form(_row: Engagement) -> type[forms.Form]:
    return form(
        outcome=one_of(_("Outcome"), Outcome.values, word),
        since=date(_("Known since")),
        reason=text(_("In a few words"), required=False, size=300),
        source=SourceField(),
    )(None)


def _outcome(record: Recording, row: Engagement, clean: dict[str, Any]) -> None:
    clean["source_id"] = source_key(clean.pop("source"))
    set_outcome(record, row, clean.pop("outcome"), **clean)


def _step_form(_row: Commitment) -> type[forms.Form]:
    hand_overs = [(f"{_HAND_OVER}{row.pk}", told(row, "title")) for row in HandOver.objects.order_by("-earliest", "id")]
    events = [(f"{_EVENT}{row.pk}", told(row, "title")) for row in Engagement.objects.order_by("-earliest", "id")]
    return form(
        status=one_of(_("Status"), CommitmentStatus.values, word),
        since=date(_("Since")),
        rests_on=forms.ChoiceField(
            label=_("What it rests on"),
            choices=[("", _("none")), (_("Hand-overs"), hand_overs), (_("Events"), events)],
            required=False,
            help_text=_("A hand-over counts as a delivery: its numbers stand beside the promise."),
        ),
        scope=text(_("Part it speaks of"), required=False, size=40, help_text=_("Empty for the whole.")),
        words_en=text(_("In English"), required=False, size=300),
        words_ko=text(_("In Korean"), required=False, size=300),
        source=SourceField(),
    )(None)


def _step(record: Recording, row: Commitment, clean: dict[str, Any]) -> None:
    source, rests_on = source_key(clean.pop("source")), clean.pop("rests_on")
    key = int(rests_on[1:]) if rests_on else None
    on = {"hand_over_id": key} if rests_on.startswith(_HAND_OVER) else {"engagement_id": key}
    add_commitment_step(record, row.pk, clean.pop("status"), source_id=source, **on, **clean)


def _correct_outcome_form(row: EngagementOutcome) -> type[forms.Form]:
    fields = {
        "outcome": one_of(_("Outcome"), Outcome.values, word),
        "since": date(_("Known since")),
        "reason": reason(_("Why the recorded one is wrong")),
    }
    return filled(fields, outcome=row.outcome, since=row.since)


def _correct_step_form(row: CommitmentStep) -> type[forms.Form]:
    fields = {
        "status": one_of(_("Status"), CommitmentStatus.values, word),
        "since": date(_("Since"), required=False),
        "words_en": text(_("In English"), required=False, size=300),
        "words_ko": text(_("In Korean"), required=False, size=300),
        "reason": reason(_("Why the recorded one is wrong")),
    }
    return filled(fields, status=row.status, since=row.since, words_en=row.words_en, words_ko=row.words_ko)


TALKS_ACTIONS = (
    Action(
        "engagement-outcome",
        "engagements/<int:number>/outcome/",
        _("Record the outcome"),
        Resource.TALKS,
        Engagement,
        _outcome_form,
        _outcome,
        "engagement",
        lambda row: row.pk,
    ),
    Action(
        "outcome-correct",
        "outcomes/<int:number>/correct/",
        _("Correct this outcome"),
        Resource.TALKS,
        EngagementOutcome,
        _correct_outcome_form,
        lambda record, row, clean: correct_outcome(record, row, clean.pop("outcome"), **clean),
        "engagement",
        lambda row: row.engagement_id,
    ),
    Action(
        "commitment-step",
        "commitments/<int:number>/step/",
        _("Record what came of it"),
        Resource.TALKS,
        Commitment,
        _step_form,
        _step,
        "commitment",
        lambda row: row.pk,
    ),
    Action(
        "step-correct",
        "steps/<int:number>/correct/",
        _("Correct this step"),
        Resource.TALKS,
        CommitmentStep,
        _correct_step_form,
        lambda record, row, clean: correct_commitment_step(record, row, clean.pop("status"), **clean),
        "commitment",
        lambda row: row.commitment_id,
    ),
)
