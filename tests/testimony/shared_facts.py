"""The shared facts in the form that the scores use: closed lists for open words, alternatives where a person would accept them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

DEVELOPMENT = ("S0", "S1", "S2")
HELD_OUT = ("S3", "S4")
_UNITS = {"remains of persons": "remains", "ratio": "other", "points": "other", "year": "other"}
_QUALIFIERS = {"about": "approx", "thousands": "approx"}
# What the closed list of predicates has for the facts' free words, by claim; several where the words bear several.
_PREDICATES: dict[str, list[Any]] = {
    "S0.05": ["died"], "S0.06": ["missing"], "S0.07": [["missing", "held", "other"]], "S0.08": ["handed_over"], "S0.10": ["identified"],
    "S0.11": [["identified", "returned"]], "S0.16": ["missing"], "S0.17": ["lost_at_sea"], "S1.09": [["handed_over", "returned", "other"]],
    "S1.12": ["unaccounted_for", "died"], "S1.13": [["missing", "held", "other"]], "S2.06": ["unaccounted_for"], "S2.07": ["other"],
    "S2.12": ["recovered"], "S2.14": [["handed_over", "returned", "other"], "returned"],
}  # fmt: skip
_ALL_WARS = ("S0.16", "S0.17")
# The days between which the text alone leaves the publication of a document that cannot fix it: S3 tells of "an unprecedented
# summit last month in Singapore" (12 June 2018), S4 of "a June 12 meeting" there without a year, which press style leaves out
# within the running year only.
_WITHIN = {"S3": ("2018-07-01", "2018-07-31"), "S4": ("2018-06-12", "2018-12-31")}
# Relative dates of the development documents: words, occurrence, first and last day.
_DATES: dict[str, list[tuple[str, int, str, str]]] = {
    "S0": [
        ("Wednesday", 1, "2019-05-08", "2019-05-08"), ("February", 1, "2019-02-01", "2019-02-28"), ("this fiscal year", 1, "2018-10-01", "2019-09-30"),
        ("Last July", 1, "2018-07-01", "2018-07-31"), ("65th anniversary of the armistice", 1, "2018-07-27", "2018-07-27"), ("Days later", 1, "2018-07-28", "2018-08-10"),
        ("the last year", 1, "2018-05-08", "2019-05-08"), ("14 years ago", 1, "2005", "2005"), ("February", 2, "2019-02-01", "2019-02-28"),
    ],
    "S1": [
        ("Thursday", 1, "2018-07-12", "2018-07-12"), ("June", 1, "2018-06-01", "2018-06-30"), ("last week", 1, "2018-07-01", "2018-07-08"), ("Thursday's", 1, "2018-07-12", "2018-07-12"),
        ("July 6", 1, "2018-07-06", "2018-07-06"), ("June 12", 1, "2018-06-12", "2018-06-12"),
    ],
    "S2": [
        ("Thursday", 1, "2018-07-12", "2018-07-12"), ("July 15", 1, "2018-07-15", "2018-07-15"), ("June 12", 1, "2018-06-12", "2018-06-12"), ("late June", 1, "2018-06-20", "2018-06-30"),
    ],
}  # fmt: skip
_KINDS = {
    "operation_halted": ["operation_halted", "operation_suspended"], "operation_suspended": ["operation_suspended", "operation_halted"], "talks": ["talks", "scheduled_meeting"],
    "scheduled_meeting": ["scheduled_meeting", "talks"], "statement": ["statement", "public_statement"], "public_statement": ["public_statement", "statement"],
}  # fmt: skip
_SIDE = {
    "DPAA": "US",
    "DOD": "US",
    "USARMY": "US",
    "HOFFMAN": "US",
    "PENCE": "US",
    "POMPEO": "US",
    "BUSH": "US",
    "TRUMP": "US",
}


def facts(shared: Path) -> dict[str, Any]:
    """The facts file."""
    return json.loads((shared / "facts" / "documents_facts.json").read_text(encoding="utf-8"))


def document_path(shared: Path, all_facts: dict[str, Any], identity: str) -> Path:
    """The file of a document of the facts."""
    return shared / "documents" / next(d["file"] for d in all_facts["documents"] if d["id"] == identity)


def expectations(shared: Path, all_facts: dict[str, Any], identity: str) -> dict[str, Any]:
    """What one document should give, in the form of the scores."""
    names = {a["id"]: [a["id"], a["name"], *a["aliases"]] for a in all_facts["actors"]}
    names["ANON_US"] = ["an official", "official"]
    names["ANON_YONHAP"] = ["source"]
    wanted: dict[str, Any] = {"figures": [], "speakers": [], "events": [], "dates": []}
    document = next(d for d in all_facts["documents"] if d["id"] == identity)
    published = document["published"]
    wanted["published"] = {"earliest": published["earliest"], "latest": published["latest"]}
    if identity in _WITHIN:
        wanted["published"]["within"] = _WITHIN[identity]
    wanted["given"] = published["value"]
    wanted["furniture"] = [
        part["quote"].split("\n")[0] for part in (*document["boilerplate"], *document.get("bio", ()))
    ]
    claims = [c for c in all_facts["claims"] if c["evidence"]["doc"] == identity]
    for claim in claims:
        at = {"start": claim["evidence"]["start"], "end": claim["evidence"]["end"]}
        wanted["speakers"].append({**at, "speaker": names.get(claim["speaker"], [None])})
        for figure, predicate in zip(claim["figures"], _PREDICATES.get(claim["id"], []), strict=True):
            entry = {
                **at,
                "value": figure["value"],
                "qualifier": _QUALIFIERS.get(figure["qualifier"], figure["qualifier"]),
                "unit": _UNITS.get(figure["unit"], figure["unit"]),
                "predicate": predicate,
            }
            if entry["unit"] != "other" or claim["id"] == "S0.17":
                entry["nation"] = "US"
                entry["war"] = "all wars" if claim["id"] in _ALL_WARS else "Korean War"
            wanted["figures"].append(entry)
    ids = {c["id"] for c in claims}
    wanted["events"] = [_event(e) for e in all_facts["events"] if ids & set(e["claims"])]
    wanted["dates"] = [
        {"quote": words, "nth": nth, "earliest": a, "latest": b} for words, nth, a, b in _DATES.get(identity, [])
    ]
    return wanted


def told_events(all_facts: dict[str, Any], identity: str) -> list[dict[str, Any]]:
    """Events of which a document tells, also where its claims are not among the facts."""
    return [_event(e) for e in all_facts["events"] if any(c.startswith(f"{identity}.") for c in e["claims"])]


def _event(event: dict[str, Any]) -> dict[str, Any]:
    parties = [*event["participants"], *(_SIDE[p] for p in event["participants"] if p in _SIDE)]
    date = event["date"]
    return {
        "kind": _KINDS.get(event["kind"], [event["kind"]]),
        "earliest": date["earliest"],
        "latest": date["latest"],
        "parties": parties,
        "id": event["id"],
    }
