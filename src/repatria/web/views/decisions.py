"""Decisions: the list, one decision with its frozen evidence, and the forms to propose, review and sign."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth import authenticate
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from repatria.errors import InvalidInput, RepatriaError
from repatria.registry.asof import NOW, AsOf
from repatria.registry.decisions.check import check_digests
from repatria.registry.decisions.evidence import Evidence, dna_line, is_line, pairs_of
from repatria.registry.decisions.further_remains import earlier_burial, latest_choice
from repatria.registry.decisions.models import FINAL, Consequence, Discipline, Identification, State
from repatria.registry.decisions.posterior import posteriors
from repatria.registry.decisions.read import (
    Event,
    decisions,
    ended_consents,
    history,
    next_steps,
    states_at,
    wanted_reviews,
)
from repatria.registry.decisions.released import RETURNED
from repatria.registry.decisions.verbs import propose, review, sign
from repatria.registry.ledger.append import Recording, recording
from repatria.registry.people.permissions import Resource, Role, Verb
from repatria.registry.runs.models import Hit
from repatria.web.access import page
from repatria.web.as_of import asked_point
from repatria.web.decision_forms import ProposeForm, ReviewForm, SignForm, StatementForms
from repatria.web.decision_wording import MEANS, what_next
from repatria.web.paging import keyset_page
from repatria.web.refusal_words import refusal

_SHOWN = Identification.objects.select_related("person").prefetch_related("items__remains").defer("evidence")
_ROUTES = {
    "review": "decision-review",
    "sign": "decision-sign",
    "notify": "decision-notify",
    "release": "decision-release",
    "bury": "decision-bury",
    "choose": "decision-choose",
    "choose first": "decision-choose",
    "rescind": "decision-rescind",
    "return": "decision-return",
}


_READS_REASONS = ((Verb.REVIEW, Resource.DECISIONS), (Verb.SIGN, Resource.DECISIONS), (Verb.SEE, Resource.FAMILIES))
"""Who judges a decision, or answers a family, reads why it was rescinded."""


@page(Resource.DECISIONS)
def decisions_list(request: HttpRequest) -> HttpResponse:
    """Every decision, the last one first, or those in one state, at any past point."""
    asked = asked_point(request)
    state = request.GET.get("state", "")
    state = state if state in State.values else ""
    rows = decisions(asked.point, state)
    shown = keyset_page(request, rows, "-id", shown=_SHOWN)
    held = states_at([row.pk for row in shown.rows], asked.point)
    context = {
        "asked": asked,
        "page": shown,
        "rows": [(row, held.get(row.pk)) for row in shown.rows],
        "state": state,
        "states": State.values,
        "count": rows.count(),
    }
    return render(request, "decisions.html", context)


@page(Resource.DECISIONS)
def decision(request: HttpRequest, number: int) -> HttpResponse:
    """One decision at a point: evidence as it was frozen, reviews, signatures, what followed, what may be done next."""
    row = _found(number)
    asked = asked_point(request)
    events = history(row, asked.point)
    context = {
        **_told(row, events, asked.point),
        "asked": asked,
        "held": states_at([row.pk], asked.point).get(row.pk),
        "steps": [] if asked.past else _steps(request, row),
        "reviews": wanted_reviews(row),
        "choice": latest_choice(row.person_id),
        "earlier": earlier_burial(row) if row.addition else None,
        "means": MEANS,
        "others": Identification.objects.filter(person=row.person_id).exclude(pk=row.pk).order_by("id"),
        "reads_reasons": any(request.user.may(*right) for right in _READS_REASONS),
        "withdrawable": set() if asked.past else _withdrawable(request, row),
    }
    return render(request, "decision.html", context)


@page(Resource.DECISIONS)
def statement(request: HttpRequest, number: int) -> HttpResponse:
    """The statement of identification, made to be printed: frozen lines, digests, signers, entries, how to verify."""
    row = _found(number)
    events = history(row)
    context = {
        **_told(row, events),
        "reviewing": [event for event in events if event.kind == "review"],
        "final": row.state in FINAL,
    }
    return render(request, "decision_statement.html", context)


def _found(number: int) -> Identification:
    return get_object_or_404(Identification.objects.select_related("person"), pk=number)


def _told(row: Identification, events: list[Event], point: AsOf = NOW) -> dict[str, Any]:
    """What the page and the statement both show."""
    return {
        "decision": row,
        "person": row.person,
        "remains": [item.remains for item in row.items.select_related("remains").order_by("id")],
        **_by_kind(row.evidence),
        "checked": check_digests(row),
        "ended_consents": ended_consents(row, point),
        "events": events,
        "signing": [event for event in events if event.kind == "signature"],
    }


def _by_kind(evidence: list[Evidence]) -> dict[str, list[Evidence]]:
    """What was frozen, each kind as `parts/evidence_lines.html` shows it."""
    return {
        "lines": [item for item in evidence if is_line(item)],
        "circumstances": [item for item in evidence if "circumstance" in item],
        "posteriors": [item for item in evidence if "posterior" in item],
        "no_posteriors": [item for item in evidence if "no_posterior" in item],
    }


def _steps(request: HttpRequest, row: Identification) -> list[tuple[str, tuple[Role, ...], str]]:
    """What may be done next, in words, by whom, and where when the reader may."""
    steps = []
    for step in next_steps(row):
        route = _ROUTES.get(step.act, "") if request.user.role in step.roles else ""
        steps.append((what_next(step), step.roles, reverse(route, args=[row.pk]) if route else ""))
    return steps


def _withdrawable(request: HttpRequest, row: Identification) -> set[int]:
    """The consequences that the reader may take back now: the last step, and every choice."""
    standing = Consequence.objects.filter(identification=row, withdrawal=None)
    families, custody = (
        request.user.may(Verb.CHANGE, Resource.FAMILIES),
        request.user.may(Verb.SIGN, Resource.CUSTODY),
    )
    return {
        each.pk
        for each in standing.filter(kind__in=(RETURNED,) if row.state == State.RESCINDED else ("choice", row.state))
        if (custody if each.kind in ("released", RETURNED) else families)
    }


def _carried_out(request: HttpRequest, form: Form, act: Callable[[Recording], Any]) -> Any:
    """What `act` answers, or None after telling the form in words why it was refused."""
    try:
        with recording(request.user.actor) as record:
            return act(record)
    except RepatriaError as error:
        form.add_error(None, refusal(error))
        return None


@page(Resource.DECISIONS, verb=Verb.CHANGE, methods=("GET", "POST"), seeing=(Resource.SEARCH,))
def decision_propose(request: HttpRequest, number: int) -> HttpResponse:
    """Propose that the remains of a pair are its person; what is frozen is shown beforehand."""
    hit = get_object_or_404(
        Hit.objects.select_related("run", "sample", "remains", "person", "family__population"), pk=number
    )
    given = request.POST if request.method == "POST" else None
    form, statements = ProposeForm(given), StatementForms(given, prefix="lines")
    if given is not None and form.is_valid() and statements.is_valid():
        stated = [item for each in statements if (item := each.evidence()) is not None]
        try:
            pairs = pairs_of(hit, form.cleaned_data["further"])
            evidence = [*(dna_line(pair) for pair in pairs), *posteriors(pairs), *stated]
        except InvalidInput as error:
            form.add_error(None, refusal(error))
        else:
            remains, summary = [pair.remains for pair in pairs], form.cleaned_data["summary"]
            key = _carried_out(
                request, form, lambda record: propose(record, hit.person, remains, evidence, summary=summary)
            )
            if key is not None:
                return redirect("decision", key)
    refused = ""
    try:
        frozen = [dna_line(hit), *posteriors([hit])]
    except InvalidInput as error:
        frozen, refused = [], str(error)
    context = {"hit": hit, "form": form, "statements": statements, **_by_kind(frozen), "refused": refused}
    return render(request, "decision_propose.html", context)


@page(Resource.DECISIONS, verb=Verb.REVIEW, methods=("GET", "POST"))
def decision_review(request: HttpRequest, number: int) -> HttpResponse:
    """The word of a discipline on the evidence; a later one takes the place of an earlier one."""
    row = _found(number)
    form = ReviewForm(request.POST if request.method == "POST" else None, role=Role(request.user.role))
    if form.is_bound and form.is_valid():
        clean = form.cleaned_data
        key = _carried_out(
            request,
            form,
            lambda record: review(
                record,
                row,
                Discipline(clean["discipline"]),
                concurs=clean["verdict"] == "concurs",
                note=clean["note"],
            ),
        )
        if key is not None:
            return redirect("decision", row.pk)
    context = {**_told(row, []), "form": form, "own": row.proposed_by == request.user.username}
    return render(request, "decision_review.html", context)


@page(Resource.DECISIONS, verb=Verb.SIGN, methods=("GET", "POST"))
def decision_sign(request: HttpRequest, number: int) -> HttpResponse:
    """Sign the frozen evidence; the password is asked anew, and wrong ones lock the name as they do at the door."""
    row = _found(number)
    form = SignForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        password = form.cleaned_data["password"]
        known = authenticate(request, username=request.user.username, password=password)
        if known is None or known.pk != request.user.pk:
            form.add_error("password", _("This is not your password; nothing was signed."))
        elif _carried_out(request, form, lambda record: sign(record, row, known, password)) is not None:
            return redirect("decision", row.pk)
    step = next((each for each in next_steps(row) if each.act == "sign"), None)
    context = {
        **_told(row, history(row)),
        "form": form,
        "rule": what_next(step) if step else "",
        "signed_already": step is not None and request.user.username in step.facts["signed"],
        "may": step is not None and request.user.role in step.roles,
    }
    return render(request, "decision_sign.html", context)
