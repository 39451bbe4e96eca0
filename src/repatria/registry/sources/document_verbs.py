"""Verbs on documents: record one with what it is proposed to say; accept, edit, reject or reopen a claim of it."""

from __future__ import annotations

from typing import Any

from repatria import __version__
from repatria.errors import Conflict, InvalidInput
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.sources.cut_claims import cut
from repatria.registry.sources.documents import (
    ACCEPTED,
    EDITED,
    PROPOSED,
    PUBLISHING,
    REJECTED,
    REOPENED,
    CitedPassage,
    ClaimDecision,
    Document,
    ProposedClaim,
)
from repatria.registry.sources.headings import heading
from repatria.registry.sources.models import NOT_A_COUNT, CitedFigure, Source
from repatria.registry.sources.proposals import COLUMNS, checked, columns_of
from repatria.registry.sources.published import contradicted, not_in_the_future
from repatria.registry.sources.said import IN_WORDS, TO_BE_CHOSEN
from repatria.registry.sources.verbs import add_source
from repatria.registry.sources.withdrawals import may_read, must_stand, nothing_by_hand
from repatria.testimony.model import Reading

_SPEAKER = 300
_SAYS = frozenset({"value", "low", "high", "qualifier", "unit", "predicate", "said"})
"""What of a figure its words say: one that is cited otherwise says why."""


def record_document(
    record: Recording,
    reading: Reading,
    *,
    publisher: str,
    title: str = "",
    published: str = "",
    code: str = "",
    address: str = "",
    restricted: bool = False,
    date_is_right: bool = False,
) -> int:
    """Keep a document with its reading; returns its key. Its claims are proposals: nothing is cited yet.

    Without a title it is called by its headline or first line, see `headings`; address: where on the web it stands.

    A source registered earlier from the very same text or file takes it; otherwise one is registered. A text that is
    kept already is a Conflict. restricted: only those who may see families read it. date_is_right: `published` stands
    although the text's own date line says otherwise; without it that is refused, so that somebody looks.
    """
    record.actor.must(Verb.CHANGE, Resource.SOURCES)
    document = reading.document
    if not document.text.strip():
        raise InvalidInput("the document has no text; nothing was kept")
    record.flush()
    not_in_the_future(published, "published")
    against = contradicted(reading)
    if against and not date_is_right:
        raise InvalidInput(
            f"the text itself says “{against}”, which does not go with its publication on {reading.published.value}: "
            "all its relative dates would be wrong. Correct the date, or say that it is right all the same"
        )
    kept = Document.objects.filter(text_sha256=document.text_sha256, withdrawn=False).select_related("source").first()
    if kept is not None:
        if not may_read(record.actor.role, kept):
            raise Conflict(f"this very text is kept already, as document {kept.pk}")
        raise Conflict(f"this very text is kept already, as document {kept.pk} ({kept.source.publisher})")
    key = record.next_id(Document)
    standing = standing_source(reading)
    source = standing.pk if standing is not None else None
    if source is not None and restricted:
        nothing_by_hand(source)
    if source is None:
        date = reading.published
        source = add_source(
            record,
            code.strip() or f"DOC-{key}",
            publisher,
            title=title.strip() or heading(reading),
            address=address,
            published=published or _partial(date.value),
            published_basis=date.basis if date.known else "",
            earliest=_partial(date.earliest),
            latest=_partial(date.latest),
            sha256=document.text_sha256,
        )
    told = reading.as_dict()
    parts = [part for claim in told.pop("claims") for part in cut(claim, document.text)]
    claims = sorted(parts, key=lambda claim: (claim["evidence"]["start"], claim["evidence"]["end"]))
    payload = {
        "id": key,
        "source_id": source,
        "name": document.name[:200],
        "media_type": document.media_type,
        "encoding": document.encoding,
        "text": document.text,
        "sha256": document.sha256,
        "text_sha256": document.text_sha256,
        "version": __version__,
        "restricted": restricted,
        "claims": [{"id": record.next_id(ProposedClaim), **{"reading": claim}} for claim in claims],
        "reading": told,
    }
    record.append("sources.document_read", f"document/{key}", payload)
    return key


def standing_source(reading: Reading) -> Source | None:
    """The source on the record to which a text belongs, by the digest of the text or of its file, if there is one."""
    digests = {reading.document.text_sha256, reading.document.sha256} - {""}
    given_up = Document.objects.filter(withdrawn=True).values("source")  # its publisher or date may have been wrong
    return Source.objects.filter(sha256__in=digests).exclude(pk__in=given_up).order_by("id").first()


@projects("sources.document_read")
def _document_read(facts: list[Fact]) -> None:
    for fact in facts:
        columns = dict(fact.payload)
        claims, told = columns.pop("claims"), columns.pop("reading")
        row = {
            **columns,
            "recorded_seq": fact.seq,
            "published": told["document"]["published"],
            "furniture": told["document"]["boilerplate"],
            "conflicts": told["conflicts"],
            "events": told["events"],
            "commitments": told["commitments"],
            "problems": told["problems"],
        }
        insert_rows(Document, [row])
        insert_rows(
            ProposedClaim,
            (
                {
                    "id": item["id"],
                    "recorded_seq": fact.seq,
                    "document_id": columns["id"],
                    "number": number,
                    "reference": item["reading"]["id"],
                    "kind": item["reading"]["kind"],
                    "modality": item["reading"]["modality"],
                    "speaker": (item["reading"]["speaker"] or "")[:_SPEAKER],
                    "start": item["reading"]["evidence"]["start"],
                    "end": item["reading"]["evidence"]["end"],
                    "content": item["reading"],
                    "figure_count": len(item["reading"]["figures"]),
                    "state": PROPOSED,
                }
                for number, item in enumerate(claims, start=1)
            ),
        )


def accept_claim(
    record: Recording,
    claim: ProposedClaim,
    *,
    corrected: list[dict[str, Any] | None] | None = None,
    speaker: str | None = None,
    reason: str = "",
) -> int:
    """Publish a claim: its figures are cited from now on, each at its exact place. Returns the ledger entry.

    corrected: for each proposed figure its columns as the officer would have them (``counts`` may name what it is put
    beside), None for one left out; without it they are taken as proposed. Corrections are recorded as such, and the
    proposal is kept as it was. Another number, qualifier, unit, predicate, way of saying it or speaker needs a reason:
    the figure then says something else than its words. A claim without figures is accepted as such. What is denied,
    refuted or said under a condition is never cited as proposed: `corrected` says how each of its figures is said.

    speaker: who said so, as the officer has it; the name as it was read confirms one that is only assumed.
    """
    record.actor.must(Verb.CHANGE, Resource.SOURCES)
    _must_be(record, claim, PROPOSED)
    proposed = claim.content["figures"]
    spoken = (claim.speaker if speaker is None else speaker.strip())[:160]
    as_proposed = [columns_of(figure, claim) for figure in proposed]
    given = as_proposed if corrected is None else corrected
    if len(given) != len(proposed):
        raise InvalidInput(f"claim {claim.number} has {len(proposed)} figures, not {len(given)}")
    if corrected is None:
        _one_key_is_enough(claim, as_proposed)
    changes = [_changed(one, other) for one, other in zip(given, as_proposed, strict=True)]
    renamed = spoken != claim.speaker[:160]
    edited = renamed or any(changes) or [one is None for one in given] != [one is None for one in as_proposed]
    contrary = renamed or any(_SAYS.intersection(changed) for changed in changes)
    assumed = bool(spoken and speaker is None and claim.content.get("speaker_assumed"))
    before = ClaimDecision.objects.filter(claim=claim, decision__in=PUBLISHING).count()
    figures = []
    for place, (columns, original) in enumerate(zip(given, proposed, strict=True), start=1):
        if columns is None:
            continue
        code = f"D{claim.document_id}-C{claim.number}-F{place}" + (f"-R{before + 1}" if before else "")
        figures.append(
            {
                "id": record.next_id(CitedFigure),
                "code": code,
                "source_id": claim.document.source_id,
                **checked(f"figure {place} of claim {claim.number}", columns),
                "speaker": spoken,
                "speaker_assumed": assumed,
                "corrected": ["speaker"] * renamed + changes[place - 1],
                "evidence": original["evidence"],
                "passage_id": record.next_id(CitedPassage),
            }
        )
    if contrary and not reason.strip():
        raise InvalidInput(
            f"claim {claim.number}: another number, qualifier, unit, meaning, speaker or way of saying it than was "
            "read: say why"
        )
    must_stand(record, claim.document, cites=bool(figures))
    decision = EDITED if edited else ACCEPTED
    payload = {
        "id": claim.pk,
        "decision": decision,
        "reason": reason.strip()[:500],
        "speaker": spoken,
        "speaker_assumed": assumed,
        "figures": figures,
    }
    return record.append(f"sources.claim_{decision}", f"document/{claim.document_id}", payload)


def _changed(given: dict[str, Any] | None, proposed: dict[str, Any] | None) -> list[str]:
    """The columns in which a figure is cited otherwise than it was proposed; none of one that is left out."""
    if given is None:
        return []
    was = proposed or {}
    return [name for name in COLUMNS if given.get(name) != was.get(name)]


def _one_key_is_enough(claim: ProposedClaim, as_proposed: list[dict[str, Any] | None]) -> None:
    found = next((each["said"] for each in as_proposed if each and each["said"] in TO_BE_CHOSEN), None)
    if found is not None:
        raise InvalidInput(
            f"claim {claim.number} gives a number that is {IN_WORDS[found]}: correct it, and say how the number is "
            "said, or reject it"
        )


@projects("sources.claim_accepted")
def _accepted(facts: list[Fact]) -> None:
    for fact in facts:
        told = fact.payload
        figures = [dict(figure) for figure in told["figures"]]
        passages = [
            {
                "id": figure.pop("passage_id"),
                "recorded_seq": fact.seq,
                "figure_id": figure["id"],
                "claim_id": told["id"],
                "decision_id": fact.seq,
                "exact": (place := figure.pop("evidence"))["quote"],
                **{name: place[name] for name in ("prefix", "suffix", "start", "end")},
            }
            for figure in figures
        ]
        _decide(fact, claim_as_accepted={"speaker": told["speaker"], "figures": figures})
        earlier = {} if "speaker_assumed" in told else {"speaker_assumed": _still_assumed(told)}
        insert_rows(
            CitedFigure,
            ({"recorded_seq": fact.seq, **figure, **earlier, **_no_count(fact, figure)} for figure in figures),
        )
        insert_rows(CitedPassage, passages)


def _still_assumed(told: dict[str, Any]) -> bool:
    """Entries of earlier versions do not say it: a name that was left as it was read was confirmed by nobody."""
    claim = ProposedClaim.objects.only("speaker", "content").get(pk=told["id"])
    spoken = told["speaker"]
    return bool(spoken and claim.content.get("speaker_assumed") and spoken == claim.speaker[:160])


def _no_count(fact: Fact, figure: dict[str, Any]) -> dict[str, Any]:
    """A number below nothing, which entries of earlier versions may hold, has never stood as a figure."""
    if all((figure[name] or 0) >= 0 for name in ("value", "low", "high")):
        return {}
    return {"corrected_seq": fact.seq, "withdrawn_because": NOT_A_COUNT}


projects("sources.claim_edited")(_accepted)


def reject_claim(record: Recording, claim: ProposedClaim, *, reason: str) -> int:
    """Say that a proposed claim is not to be published, and why; it stays beside the text."""
    record.actor.must(Verb.CHANGE, Resource.SOURCES)
    if not reason.strip():
        raise InvalidInput("a rejection says why")
    _must_be(record, claim, PROPOSED)
    must_stand(record, claim.document)
    payload = {"id": claim.pk, "decision": REJECTED, "reason": reason.strip()[:500]}
    return record.append("sources.claim_rejected", f"document/{claim.document_id}", payload)


@projects("sources.claim_rejected")
def _rejected(facts: list[Fact]) -> None:
    for fact in facts:
        _decide(fact)


def reopen_claim(record: Recording, claim: ProposedClaim, *, reason: str) -> int:
    """Take a decision back, and say why: the claim is a proposal again, and figures it had published are withdrawn."""
    record.actor.must(Verb.CHANGE, Resource.SOURCES)
    if not reason.strip():
        raise InvalidInput("to reopen a claim, say why")
    _must_be(record, claim, ACCEPTED, EDITED, REJECTED)
    must_stand(record, claim.document)
    standing = CitedFigure.objects.filter(passage__claim=claim, corrected_seq__isnull=True)
    payload = {
        "id": claim.pk,
        "decision": REOPENED,
        "reason": reason.strip()[:500],
        "withdrawn": list(standing.order_by("id").values_list("id", flat=True)),
    }
    return record.append("sources.claim_reopened", f"document/{claim.document_id}", payload)


@projects("sources.claim_reopened")
def _reopened(facts: list[Fact]) -> None:
    for fact in facts:
        _decide(fact)
        figures = CitedFigure.objects.filter(pk__in=fact.payload["withdrawn"])
        figures.update(corrected_seq=fact.seq, withdrawn_because=fact.payload["reason"])


def _decide(fact: Fact, **columns: Any) -> None:
    told = fact.payload
    row = {
        "id": fact.seq,
        "recorded_seq": fact.seq,
        "claim_id": told["id"],
        "decision": told["decision"],
        "decided_by": fact.actor,
        "decided_at": fact.recorded_at,
        "reason": told["reason"],
    }
    insert_rows(ClaimDecision, [row | columns])
    state = PROPOSED if told["decision"] == REOPENED else told["decision"]
    ProposedClaim.objects.filter(pk=told["id"]).update(state=state)


def _must_be(record: Recording, claim: ProposedClaim, *states: str) -> None:
    """Another officer may have decided since the page was opened: what counts is what the record says now."""
    record.flush()
    now = ProposedClaim.objects.values_list("state", flat=True).get(pk=claim.pk)
    if now not in states:
        said = "open again" if now == PROPOSED else f"{now} already"
        raise Conflict(f"claim {claim.number} is {said}; look at it again")


def _partial(text: str | None) -> str:
    """A date of the reading as a partial date, empty where it is an interval or a fiscal year."""
    return text if text and len(text) in (4, 7, 10) and "/" not in text and not text.startswith("FY") else ""
