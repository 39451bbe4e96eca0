"""Read ``dna-golden/1`` questions (likelihoods, linked pairs, genotype distributions) and answer them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from repatria.errors import InvalidInput, RepatriaError
from repatria.exchange.dna_records import Family, Reader, is_number
from repatria.genetics.consistency import describe_conflict, mendelian_check
from repatria.genetics.genotype_distribution import genotype_distribution
from repatria.genetics.likelihood import UntypedFounders, likelihoods
from repatria.genetics.linked_pair import linked_pair_likelihood
from repatria.genetics.markers import Marker
from repatria.problems import Problem

SCHEMA = "dna-golden/1"
BLOCKS = ("cases", "linked", "genotype_distributions", "familias")


def answer_golden(
    raw: object, *, source: str, untyped_founders: UntypedFounders | None = None
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """One answer a question, in the order of the file, and everything wrong with the questions.

    A document is one question or an object with the lists `cases`, `linked`, `genotype_distributions`, `familias`.
    Logarithms are natural. Answers carry the field names of the questions' expected values.
    untyped_founders: None takes each block's own convention: Familias' prune for `familias`, keep for all others.
    """
    reader = Reader(source)
    if not isinstance(raw, dict):
        reader.note("file", "a dna-golden document is an object")
        return [], reader.problems
    if raw.get("schema", SCHEMA) != SCHEMA:
        reader.note("schema", f"this is not a {SCHEMA} file: the schema is {raw.get('schema')!r}")
        return [], reader.problems
    questions: list[object] = []
    for block in BLOCKS:
        if block in raw:
            questions += reader.listed(raw[block], block)
    if not any(block in raw for block in BLOCKS):
        questions = [raw]
    answers = []
    for number, question in enumerate(questions, start=1):
        name = str(question.get("id") or f"case {number}") if isinstance(question, dict) else f"case {number}"
        start = len(reader.problems)
        try:
            if not isinstance(question, dict):
                raise InvalidInput("a case is an object")
            convention = untyped_founders or ("prune" if "locus" in question else "keep")
            answers.append({"id": name, **_answer(reader, question, convention), "untyped_founders": convention})
        except RepatriaError as error:
            reader.note("case", str(error))
            answers.append({"id": name, "likelihoods_per_marker": {}, "loglik": {}, "LR_vs_last": {}})
        reader.problems[start:] = [
            Problem(problem.source, f"{name}, {problem.place}", problem.message) for problem in reader.problems[start:]
        ]
    return answers, reader.problems


def _answer(reader: Reader, question: Mapping[str, Any], untyped_founders: UntypedFounders) -> dict[str, Any]:
    reader.refused_markers.clear()
    if "locus" in question:
        return _familias(reader, question, untyped_founders)
    markers = reader.markers(question.get("markers"))
    if "target" in question:
        return _distribution(reader, question, markers, untyped_founders)
    if "rho" in question:
        return _linked(reader, question, markers, untyped_founders)
    pedigrees = question.get("pedigrees")
    if not isinstance(pedigrees, dict) or not pedigrees:
        raise InvalidInput("a case has pedigrees {hypothesis: [components]}")
    return _hypotheses(reader, question, markers, pedigrees, untyped_founders)


def _hypotheses(
    reader: Reader,
    question: Mapping[str, Any],
    markers: tuple[Marker, ...],
    pedigrees: Mapping[str, Any],
    untyped_founders: UntypedFounders,
) -> dict[str, Any]:
    """Likelihoods of each hypothesis, marker by marker and together."""
    theta = _theta(question)
    per_marker: dict[str, list[float | None]] = {}
    log: dict[str, float] = {}
    reasons: dict[str, list[str]] = {}
    for hypothesis, components in pedigrees.items():
        per_marker[hypothesis], log[hypothesis] = [None] * len(markers), float("nan")
        family = joined(reader, components, markers, f"hypothesis {hypothesis}")
        if family is None:
            continue
        try:
            found = likelihoods(
                family.pedigree, family.genotypes, markers, untyped_founders=untyped_founders, theta=theta
            )
        except RepatriaError as error:
            reader.note(f"hypothesis {hypothesis}", str(error))
            continue
        per_marker[hypothesis] = found.values.tolist()
        log[hypothesis] = float(found.log.sum())
        if (found.mantissa <= 0).any():
            check = mendelian_check(family.pedigree, family.genotypes, markers, mutation=True)
            reasons[hypothesis] = [
                describe_conflict(conflict, family.pedigree, family.genotypes, markers) for conflict in check.conflicts
            ]
    last = log[list(log)[-1]]
    ratios = {hypothesis: _ratio(value, last) for hypothesis, value in log.items()}
    answer: dict[str, Any] = {"likelihoods_per_marker": per_marker, "loglik": log, "LR_vs_last": ratios}
    if reasons:
        answer["reasons"] = reasons
    return answer


def _ratio(log: float, last: float) -> float:
    if math.isnan(log) or math.isnan(last) or last == -math.inf:
        return math.nan
    try:
        return math.exp(log - last)
    except OverflowError:
        return math.inf


def _theta(question: Mapping[str, Any]) -> float:
    theta = question.get("theta") or 0.0
    if not is_number(theta) or not 0 <= theta < 1:
        raise InvalidInput(f"theta is {theta!r}, not a number from 0 to below 1")
    return float(theta)


def _ids(part: object) -> set[str]:
    members = part.get("members") if isinstance(part, dict) else None
    return {str(row.get("id")) for row in members if isinstance(row, dict)} if isinstance(members, list) else set()


def joined(reader: Reader, components: object, markers: tuple[Marker, ...], place: str) -> Family | None:
    """The components of one hypothesis as one pedigree; ids that several components use are told apart."""
    members: list[Any] = []
    inbreeding: dict[str, Any] = {}
    twins: list[list[str]] = []
    listed = reader.listed(components, place)
    names = [_ids(part) for part in listed]
    for number, part in enumerate(listed):
        if not isinstance(part, dict) or not isinstance(part.get("members"), list):
            reader.note(place, "a component is an object with members")
            return None
        elsewhere = set().union(*(other for i, other in enumerate(names) if i != number)) if len(names) > 1 else set()

        def own(name: object, number: int = number, elsewhere: set[str] = elsewhere) -> str:
            return f"{name} ({number + 1})" if str(name) in elsewhere else str(name)

        for row in part["members"]:
            if not isinstance(row, dict):
                reader.note(place, "a member is an object with an id")
                return None
            changed = {key: own(row[key]) for key in ("id", "father", "mother") if isinstance(row.get(key), (str, int))}
            members.append({**row, **changed})
        given = part.get("founder_inbreeding") or {}
        if is_number(given):
            founders = [row for row in part["members"] if row.get("father") is None and row.get("mother") is None]
            given = {str(row.get("id")): given for row in founders}
        if isinstance(given, dict):
            inbreeding |= {own(name): value for name, value in given.items()}
        twins += [[own(name) for name in group] for group in part.get("twins") or [] if isinstance(group, list)]
    return reader.family({"members": members, "founder_inbreeding": inbreeding, "twins": twins}, markers, place)


def _required(reader: Reader, components: object, markers: tuple[Marker, ...]) -> Family:
    family = joined(reader, components, markers, "pedigree")
    if family is None:
        raise InvalidInput("the pedigree cannot be used")
    return family


def _linked(
    reader: Reader, question: Mapping[str, Any], markers: tuple[Marker, ...], untyped_founders: UntypedFounders
) -> dict[str, Any]:
    family = _required(reader, question.get("pedigree"), markers)
    rho = question["rho"]
    if not is_number(rho):
        raise InvalidInput(f"rho is {rho!r}, not a number")
    found = linked_pair_likelihood(
        family.pedigree, family.genotypes, markers, float(rho), untyped_founders=untyped_founders
    )
    single = likelihoods(family.pedigree, family.genotypes, markers, untyped_founders=untyped_founders)
    return {
        "rho": rho,
        "likelihood": float(found.values[0]),
        "unlinked_product": float(single.values.prod()),
        "likelihoods_per_marker": {"pedigree": single.values.tolist()},
        "loglik": {"pedigree": float(found.log[0])},
        "LR_vs_last": {"pedigree": 1.0 if found.mantissa[0] > 0 else math.nan},
    }


def _distribution(
    reader: Reader, question: Mapping[str, Any], markers: tuple[Marker, ...], untyped_founders: UntypedFounders
) -> dict[str, Any]:
    family = _required(reader, question.get("pedigree"), markers)
    if not markers:
        raise InvalidInput("the marker cannot be used")
    target = question["target"]
    names = [str(name) for name in (target if isinstance(target, list) else [target])]
    targets = [family.pedigree.index(name) for name in names]
    found = genotype_distribution(
        family.pedigree, family.genotypes, markers, 0, targets, untyped_founders=untyped_founders
    )
    marker = markers[0]
    labels, order = _genotype_labels(marker)
    blank = family.genotypes.copy()
    blank[targets] = -1
    alone = likelihoods(family.pedigree, blank, markers[:1], untyped_founders=untyped_founders).log[0]
    answer: dict[str, Any] = {"target": target, "loglik": {"pedigree": float(alone)}}
    probabilities = found.probabilities
    if alone > -math.inf and untyped_founders == "keep":
        # pedprobr's convention: published frequencies as they are, even where their sum misses 1 by rounding.
        probabilities = probabilities * math.exp(found.log_likelihood - alone)
    if len(names) == 1:
        answer["distribution"] = dict(zip(labels, probabilities[order].tolist(), strict=True))
    else:
        axes = np.ix_(*[order] * len(names))
        answer |= {"rows": labels, "cols": labels, "joint": probabilities[axes].tolist()}
    return answer


def _genotype_labels(marker: Marker) -> tuple[list[str], list[int]]:
    """Genotypes a/b in table order with the smaller allele number first, and where each stands in our arrays."""
    labels, order = [], []
    for low in range(marker.size):
        for high in range(low, marker.size):
            labels.append(f"{marker.alleles[low]}/{marker.alleles[high]}")
            order.append(high * (high + 1) // 2 + low)
    return labels, order


def _familias(reader: Reader, question: Mapping[str, Any], untyped_founders: UntypedFounders) -> dict[str, Any]:
    """One locus with pedigrees as parallel lists (id, dadid, momid, sex), as Familias takes them."""
    locus = question["locus"]
    genotypes = question.get("genotypes")
    if not isinstance(locus, dict) or not isinstance(genotypes, dict):
        raise InvalidInput("a Familias case has a locus and genotypes {id: [a, b]}")
    name = str(locus.get("name") or "locus")
    mutation = None
    if locus.get("female_matrix") is not None or locus.get("male_matrix") is not None:
        mutation = {sex: {"model": "custom", "matrix": locus.get(f"{sex}_matrix")} for sex in ("female", "male")}
    markers = reader.markers(
        [{"name": name, "alleles": locus.get("alleles"), "freqs": locus.get("freqs"), "mutation": mutation}]
    )
    if not markers:
        raise InvalidInput("the locus cannot be used")
    pedigrees: dict[str, Any] = {}
    given = question.get("pedigrees")
    for hypothesis, columns in (given if isinstance(given, dict) else {}).items():
        if not isinstance(columns, dict) or not all(
            isinstance(columns.get(key), list) and len(columns[key]) == len(columns.get("id") or [])
            for key in ("id", "dadid", "momid", "sex")
        ):
            raise InvalidInput(f"hypothesis {hypothesis} is not four lists id, dadid, momid, sex of one length")
        rows = zip(columns["id"], columns["dadid"], columns["momid"], columns["sex"], strict=True)
        pedigrees[hypothesis] = [
            {
                "members": [
                    {
                        "id": person,
                        "father": father,
                        "mother": mother,
                        "sex": sex,
                        "genotypes": {name: genotypes[str(person)]} if str(person) in genotypes else {},
                    }
                    for person, father, mother, sex in rows
                ]
            }
        ]
    if not pedigrees:
        raise InvalidInput("a case has pedigrees")
    answer = _hypotheses(reader, question, markers, pedigrees, untyped_founders)
    values = {hypothesis: row[0] for hypothesis, row in answer["likelihoods_per_marker"].items()}
    return {**answer, "likelihoods": values, "LR": answer["LR_vs_last"]}
