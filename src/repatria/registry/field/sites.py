"""Verbs on sites: a site, the leads to it, and how likely it is held to be."""

from __future__ import annotations

import math
from typing import Any

from repatria.errors import Conflict, InvalidInput
from repatria.registry.chains import open_rows, take_turns
from repatria.registry.field.models import Site, SiteLead, SiteLikelihood
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.projection import Fact, creates, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.when import dated


def add_site(
    record: Recording,
    code: str,
    title_en: str,
    kind: str,
    *,
    longitude: float | None = None,
    latitude: float | None = None,
    uncertainty_m: float | None = None,
    **columns: Any,
) -> int:
    """Record a site; the other columns are those of `Site`. Returns its key.

    longitude, latitude: WGS84 degrees, both or neither; uncertainty_m: metres.
    """
    record.actor.must(Verb.CHANGE, Resource.FIELD)
    if not code.strip() or not title_en.strip() or not kind.strip():
        raise InvalidInput("a site has a code, a title and a kind")
    if (longitude is None) != (latitude is None):
        raise InvalidInput(f"site {code}: a place has both a longitude and a latitude, or neither")
    if longitude is None and uncertainty_m is not None:
        raise InvalidInput(f"site {code}: an uncertainty needs a point that it is about")
    if longitude is not None and latitude is not None and not (abs(longitude) <= 180 and abs(latitude) <= 90):
        raise InvalidInput(f"site {code}: longitude and latitude are degrees, within 180 and 90")
    if uncertainty_m is not None and not (math.isfinite(uncertainty_m) and uncertainty_m >= 0):
        raise InvalidInput(f"site {code}: the uncertainty is a radius in metres")
    record.flush()
    if Site.objects.filter(code=code).exists():
        raise Conflict(f"a site with the code {code} is recorded already")
    key = record.next_id(Site)
    payload = {
        "id": key,
        "code": code,
        "title_en": title_en,
        "kind": kind,
        "longitude": longitude,
        "latitude": latitude,
        "uncertainty_m": uncertainty_m,
        **columns,
    }
    record.append("field.site_added", f"site/{key}", payload)
    return key


creates("field.site_added", Site)


def _site(record: Recording, key: int) -> Site:
    record.actor.must(Verb.CHANGE, Resource.FIELD)
    record.flush()
    found = Site.objects.filter(pk=key).first()
    if found is None:
        raise InvalidInput(f"there is no site {key}")
    return found


def add_lead(record: Recording, site_id: int, kind: str, text: str, *, received: str = "", **columns: Any) -> int:
    """Record what points to a site; the other columns are those of `SiteLead`. Returns its key."""
    site = _site(record, site_id)
    if not kind.strip() or not text.strip():
        raise InvalidInput("a lead has a kind and says what it is")
    received = dated(record, received, f"lead to {site.code}, received", required=False)
    key = record.next_id(SiteLead)
    payload = {"id": key, "site_id": site.pk, "kind": kind, "text": text, "received": received, **columns}
    record.append("field.lead_added", f"site/{site.pk}", payload)
    return key


creates("field.lead_added", SiteLead)


def judge_site(record: Recording, site_id: int, likelihood: float, *, on: str, authority: str, reason: str) -> None:
    """Record how likely a site is held to be (0 to 1), by whom and why; earlier judgements stay."""
    site = _site(record, site_id)
    if not 0 <= likelihood <= 1:
        raise InvalidInput(f"site {site.code}: a likelihood is 0 to 1")
    if not authority.strip() or not reason.strip():
        raise InvalidInput("a judgement names who judges and why")
    last = open_rows(SiteLikelihood, site=site).values_list("begins", flat=True).first()
    on = dated(record, on, f"site {site.code} judged", cause=last, because="the judgement it replaces")
    payload = {
        "id": record.next_id(SiteLikelihood),
        "site_id": site.pk,
        "value": float(likelihood),
        "since": on,
        "authority": authority,
        "reason": reason,
    }
    record.append("field.site_judged", f"site/{site.pk}", payload)


@projects("field.site_judged")
def _site_judged(facts: list[Fact]) -> None:
    for fact in facts:
        take_turns(SiteLikelihood, "site_id", fact.seq, [fact.payload])
        Site.objects.filter(pk=fact.payload["site_id"]).update(likelihood=fact.payload["value"])
