"""What a decision rests on, as it is frozen: lines with a number, circumstances without one, and the posterior.

Evidence is a list of JSON objects. A **line** has one log10 likelihood ratio with its two hypotheses, population,
parameters, inputs (digests) and software version. A **circumstance** is documented and has no number; it never stands
for a line. A **posterior** is not a likelihood ratio: it names its prior and the search it was worked out from; where
there is none, the reason stands in its place (see ``posterior.py``).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from repatria import __version__
from repatria.canonical import digest
from repatria.errors import InvalidInput
from repatria.registry.decisions.models import Discipline
from repatria.registry.laboratory.models import Remains
from repatria.registry.roster.models import MissingPerson
from repatria.registry.runs.consents import stopped_since
from repatria.registry.runs.models import Hit, SearchRun
from repatria.registry.runs.pair_inputs import pair_inputs

Evidence = dict[str, Any]
SEARCHED = "autosomal STR"
"""The name of the line that a search gives; nobody states one."""
LINE_FIELDS = ("line", "numerator", "denominator", "log10_lr", "population", "parameters", "inputs", "version")


def is_line(item: Mapping[str, Any]) -> bool:
    """Whether an item of the evidence is a line, with a likelihood ratio."""
    return not {"circumstance", "posterior", "no_posterior"} & set(item)


def check_evidence(evidence: Sequence[Mapping[str, Any]]) -> None:
    """Raise InvalidInput, naming the item and what it lacks, unless every item is whole and one is a line."""
    for number, item in enumerate(evidence, start=1):
        if is_line(item):
            _check_line(number, item)
        elif "circumstance" in item:
            absent = [name for name in ("circumstance", "statement", "source") if not str(item.get(name) or "").strip()]
            if absent:
                raise InvalidInput(f"circumstance {number} lacks {', '.join(absent)}")
        elif "posterior" in item and not _is_posterior(item):
            raise InvalidInput(f"posterior {number} is a probability with its prior named")
    if not any(is_line(item) for item in evidence):
        raise InvalidInput("a decision rests on at least one line of evidence")


def _is_posterior(item: Mapping[str, Any]) -> bool:
    return bool(item.get("prior")) and _finite(item["posterior"]) and 0 <= item["posterior"] <= 1


def _check_line(number: int, item: Mapping[str, Any]) -> None:
    absent = [name for name in LINE_FIELDS if item.get(name) in (None, "")]
    if absent:
        raise InvalidInput(f"line of evidence {number} lacks {', '.join(absent)}")
    if not _finite(item["log10_lr"]):
        raise InvalidInput(f"line of evidence {number}: log10 LR is a number; an exclusion is not proposed")


def searched_pairs(
    evidence: Sequence[Mapping[str, Any]], person: MissingPerson, remains: Sequence[Remains], *, reason: str
) -> list[Hit]:
    """The pairs whose lines are among the evidence; raises InvalidInput for a line that no search on the record says.

    A line of a search is that of its pair, of this person and of these remains, and speaks for the pairing; one below
    the threshold of its search, or from a search that is not the newest, needs a `reason`.
    """
    keys, pairs = {each.pk for each in remains}, []
    for number, item in enumerate(evidence, start=1):
        if not is_line(item) or not (
            "pair" in item or "run" in item or item["line"].strip().casefold() == SEARCHED.casefold()
        ):
            continue
        hits = Hit.objects.select_related("run", "sample", "remains", "person", "family__population")
        hit = hits.filter(pk=item["pair"]).first() if isinstance(item.get("pair"), int) else None
        if hit is None or dict(item) != dna_line(hit):
            raise InvalidInput(f"line of evidence {number}: no search on the record says this; propose from a pair")
        if hit.person_id != person.pk or hit.remains_id not in keys:
            raise InvalidInput(f"line of evidence {number} is of another person or of other remains")
        if hit.log10_lr <= 0:
            raise InvalidInput(f"line of evidence {number}: the DNA of this pair speaks against identity")
        if not reason.strip() and not (hit.above and item["newest_search"] == hit.run_id):
            raise InvalidInput(
                f"line of evidence {number}: the pair is below the threshold of its search, or a newer search has"
                " been run since: say in the summary why it is proposed all the same"
            )
        pairs.append(hit)
    return pairs


def _finite(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def dna_line(hit: Hit) -> Evidence:
    """The line of a pair that a search found, with the digests of what went into the search and of the pair itself."""
    if not math.isfinite(hit.log10_lr):
        raise InvalidInput("the DNA of this pair excludes it: there is nothing to propose")
    sample = f"sample {hit.sample.code} of remains {hit.remains.code}"
    same = Hit.objects.filter(run=hit.run, sample=hit.sample, rank=hit.rank).exclude(person=hit.person)
    return {
        "line": SEARCHED,
        "numerator": f"{sample} is of {hit.person.reference}",
        "denominator": f"{sample} is of someone unrelated to family {hit.family.code}",
        "log10_lr": hit.log10_lr,
        "population": hit.family.population.title if hit.family.population else "",
        "parameters": dict(hit.run.parameters),
        "inputs": {
            **hit.run.inputs,
            "pair": digest([hit.sample.code, hit.person.reference, hit.markers]),
            **pair_inputs(hit),
        },
        "version": hit.run.version,
        "run": hit.run_id,
        "pair": hit.pk,
        "above_threshold": hit.above,
        "rank": hit.rank,
        "tied_with": sorted(same.values_list("person__reference", flat=True)),
        "consents_ended_since": [asdict(each) for each in stopped_since(hit.run, hit.family_id)],
        "newest_search": SearchRun.objects.order_by("-pk").values_list("pk", flat=True)[0],
    }


def pairs_of(hit: Hit, codes: Iterable[str]) -> list[Hit]:
    """`hit`, and for each further set of remains its best pair with the same person in the same search."""
    pairs = [hit]
    for code in dict.fromkeys(code for code in codes if code != hit.remains.code):
        same = Hit.objects.filter(run=hit.run, person=hit.person, remains__code=code).order_by("-log10_lr", "id")
        best = same.select_related("run", "sample", "remains", "person", "family__population").first()
        if best is None:
            raise InvalidInput(f"remains {code} have no pair with this person in search {hit.run_id}")
        pairs.append(best)
    return pairs


def stated_line(
    discipline: str, statement: str, log10_lr: float, *, numerator: str, denominator: str, population: str, source: str
) -> Evidence:
    """A line that a discipline gives outside the program, with where its number comes from."""
    return {
        "line": Discipline(discipline).value,
        "statement": statement,
        "numerator": numerator,
        "denominator": denominator,
        "log10_lr": log10_lr,
        "population": population,
        "parameters": {"source": source},
        "inputs": {"statement": digest(statement)},
        "version": f"stated by a person; kept by {__version__}",
    }


def circumstance(discipline: str, statement: str, source: str) -> Evidence:
    """What is documented and weighed by people alone: no number is given, and none is made up for it."""
    return {"circumstance": Discipline(discipline).value, "statement": statement, "source": source}
