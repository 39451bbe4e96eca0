"""Accounts: signing in, the administrator's list, and a family member's own case."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import views as auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control

from repatria.errors import RepatriaError
from repatria.registry.decisions.consequences import told_statuses
from repatria.registry.families.as_told import notices
from repatria.registry.families.consents import standing_consents
from repatria.registry.families.contacts import contact_at, officer_at
from repatria.registry.families.coverage import coverages
from repatria.registry.families.follow_ups import follow_ups
from repatria.registry.families.models import FamilyMember
from repatria.registry.families.ties import relative_of
from repatria.registry.people.models import User
from repatria.registry.people.permissions import Resource, Role, Verb
from repatria.registry.people.read import roles_at
from repatria.registry.people.verbs import add_account, change_role
from repatria.web.access import page
from repatria.web.as_of import KNOWN, asked_point
from repatria.web.forms import AccountForm, RoleForm
from repatria.web.refusal_words import refusal


@method_decorator(cache_control(private=True, no_store=True), name="dispatch")
class SignIn(auth.LoginView):
    """The sign-in form; too many wrong passwords lock the name for this address, and the page says so in words."""

    template_name = "sign_in.html"
    next_page = "home"
    redirect_authenticated_user = True

    def get_redirect_url(self) -> str:
        """Where the visitor wanted to go, unless that is this very form."""
        wanted = super().get_redirect_url()
        return "" if wanted.split("?")[0] == self.request.path else wanted


@page(Resource.ACCOUNTS)
def accounts(request: HttpRequest) -> HttpResponse:
    """Who has an account, and as what; who had one as far as the ledger knew at a past point."""
    asked = asked_point(request, KNOWN)
    users = list(User.objects.select_related("family").order_by("username"))
    roles = roles_at(users, asked.point)
    accounts = [(user, roles[user.pk]) for user in users if user.pk in roles]
    return render(request, "accounts.html", {"accounts": accounts, "asked": asked})


@page(Resource.ACCOUNTS, verb=Verb.CHANGE, methods=("GET", "POST"))
def account_add(request: HttpRequest) -> HttpResponse:
    """Add an account."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            add_account(
                request.user.actor,
                given["username"],
                given["password"],
                Role(given["role"]),
                family_id=given["family"].pk if given["family"] else None,
            )
        except RepatriaError as error:
            form.add_error(None, refusal(error))
        else:
            return redirect("accounts")
    return render(request, "account_add.html", {"form": form})


@page(Resource.ACCOUNTS, verb=Verb.CHANGE, methods=("GET", "POST"))
def account_role(request: HttpRequest, number: int) -> HttpResponse:
    """Give an account another role, with the reason on the record."""
    account = get_object_or_404(User, pk=number)
    form = RoleForm(request.POST or None, initial={"role": account.role})
    if request.method == "POST" and form.is_valid():
        try:
            change_role(request.user.actor, account, Role(form.cleaned_data["role"]), form.cleaned_data["reason"])
        except RepatriaError as error:
            form.add_error(None, refusal(error))
        else:
            return redirect("accounts")
    return render(request, "account_role.html", {"form": form, "account": account})


@page(Resource.OWN_CASE)
def own_case(request: HttpRequest) -> HttpResponse:
    """What a family may know of its own case: the missing, what was told, their own consents. No genetic data."""
    family = request.user.family
    context: dict[str, Any] = {"family": family, "missing": []}
    if family is not None:
        members = FamilyMember.objects.filter(family=family)
        missing = [
            (member.missing_person, told_statuses(member.missing_person))
            for member in members.filter(missing_person__isnull=False).select_related("missing_person__incident")
        ]
        relative = relative_of(request.user.username)
        context = {
            "family": family,
            "missing": [(person, history, history[0].status if history else "") for person, history in missing],
            "usable": max((one.donors for one in coverages(family=family).of(family.pk)), default=0),
            "notices": notices(family, own=True),
            "follow_ups": follow_ups(family),
            "officer": officer_at(family),
            "relative": relative,
            "consents": standing_consents([relative.pk])[relative.pk].values() if relative else [],
            "card": contact_at(relative) if relative else None,
        }
    return render(request, "own_case.html", context)
