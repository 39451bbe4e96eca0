"""Verbs on a document as a whole: withdraw it and bring it back, keep it from those who may not see families."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import NOW, AsOf
from repatria.registry.figures.cited import statement
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Resource, Role, Verb, allows
from repatria.registry.sources.documents import PUBLISHING, Document, DocumentWithdrawal, ProposedClaim
from repatria.registry.sources.models import HAND, CitedFigure, Source

_LONGEST = 500
_NAMED = 20  # of what stands in the way
_BY_HAND = rf"^S[0-9]+{HAND}[0-9]+$"


def may_read(role: Role | str, document: Document) -> bool:
    """Whether a role may read a document: a restricted one is for those who may see families."""
    return not document.restricted or allows(role, Verb.SEE, Resource.FAMILIES)


def must_read(actor: Actor, document: Document) -> None:
    """Raise NotPermitted where `may_read` says no."""
    if document.restricted:
        actor.must(Verb.SEE, Resource.FAMILIES)


def readable(role: Role | str) -> Q:
    """The documents that a role may read."""
    return Q() if allows(role, Verb.SEE, Resource.FAMILIES) else Q(restricted=False)


def hidden_sources(role: Role | str) -> QuerySet[Source]:
    """Sources that a role may not see: those of restricted documents, unless more is known of them.

    A text that is open, or a figure that was on the record before the text, keeps a source public. A figure cited by
    hand does not: its words are those of the text.
    """
    if allows(role, Verb.SEE, Resource.FAMILIES):
        return Source.objects.none()
    of_it = {"source": OuterRef("pk")}
    cited = CitedFigure.objects.filter(**of_it, corrected_seq=None).exclude(code__regex=_BY_HAND)
    open_texts = Document.objects.filter(**of_it, restricted=False, withdrawn=False)
    restricted = Document.objects.filter(restricted=True).values("source")
    return Source.objects.filter(~Exists(cited), ~Exists(open_texts), pk__in=restricted)


def seen_sources(role: Role | str) -> QuerySet[Source]:
    """The sources that a role may know of, with their titles and publishers."""
    return Source.objects.exclude(pk__in=hidden_sources(role))


def withdrawn(point: AsOf = NOW) -> QuerySet[DocumentWithdrawal]:
    """The withdrawals that stood at a point, as far as we knew."""
    return DocumentWithdrawal.objects.filter(point.known(), point.not_corrected())


def withdraw_document(record: Recording, document: Document, *, reason: str) -> int:
    """Take a document off the list, and say why; returns the entry. It stays on the record with what was decided.

    Refused while a claim of it is accepted or a figure stands that was cited from it by hand: each is taken back first.
    The same text can be added anew, with the right publisher and date.
    """
    record.actor.must(Verb.CHANGE, Resource.SOURCES)
    why = _why(reason, "a withdrawal says why")
    now = _now(record, document)
    if now.withdrawn:
        raise Conflict(f"document {document.pk} is withdrawn already")
    accepted = document.claims.filter(state__in=PUBLISHING).order_by("number").values_list("number", flat=True)
    _nothing_stands(document, accepted)
    payload = {"id": document.pk, "withdrawal_id": record.next_id(DocumentWithdrawal), "reason": why}
    return record.append("sources.document_withdrawn", f"document/{document.pk}", payload)


@projects("sources.document_withdrawn")
def _withdrawn(facts: list[Fact]) -> None:
    for fact in facts:
        told = fact.payload
        row = {
            "id": told["withdrawal_id"],
            "recorded_seq": fact.seq,
            "document_id": told["id"],
            "reason": told["reason"],
            "decided_by": fact.actor,
        }
        insert_rows(DocumentWithdrawal, [row])
        Document.objects.filter(pk=told["id"]).update(withdrawn=True)


def bring_back_document(record: Recording, document: Document, *, reason: str) -> int:
    """Undo the withdrawal of a document, and say why; returns the entry.

    Refused when its text was added anew since: one text is not kept twice.
    """
    record.actor.must(Verb.CHANGE, Resource.SOURCES)
    why = _why(reason, "to bring a document back, say why")
    now = _now(record, document)
    if not now.withdrawn:
        raise Conflict(f"document {document.pk} is not withdrawn")
    anew = Document.objects.filter(text_sha256=now.text_sha256, withdrawn=False).first()
    if anew is not None:
        raise Conflict(f"this very text was added anew since, as document {anew.pk}")
    return record.append("sources.document_brought_back", f"document/{document.pk}", {"id": document.pk, "reason": why})


@projects("sources.document_brought_back")
def _brought_back(facts: list[Fact]) -> None:
    for fact in facts:
        key = fact.payload["id"]
        standing = DocumentWithdrawal.objects.filter(document=key, corrected_seq=None)
        standing.update(corrected_seq=fact.seq, brought_back_because=fact.payload["reason"])
        Document.objects.filter(pk=key).update(withdrawn=False)


def restrict_document(record: Recording, document: Document, *, restricted: bool, reason: str) -> int:
    """Keep a document from those who may not see families, or open it to all who see sources; returns the entry.

    Refused while figures of it are cited, because those are public; only who may read it opens it again.
    """
    record.actor.must(Verb.CHANGE, Resource.SOURCES)
    why = _why(reason, "say why; it stays on the record")
    now = _now(record, document)
    if now.restricted == restricted:
        raise Conflict(f"document {document.pk} is {'restricted' if restricted else 'open'} already")
    cited = document.claims.filter(passages__figure__corrected_seq=None, passages__isnull=False).distinct()
    if restricted:
        publishing = cited.order_by("number").values_list("number", flat=True)
        _nothing_stands(document, publishing, public=True)
    payload = {"id": document.pk, "restricted": restricted, "reason": why}
    return record.append("sources.document_restricted", f"document/{document.pk}", payload)


@projects("sources.document_restricted")
def _restricted(facts: list[Fact]) -> None:
    for fact in facts:
        Document.objects.filter(pk=fact.payload["id"]).update(restricted=fact.payload["restricted"])


def must_stand(record: Recording, document: Document, *, cites: bool = False) -> None:
    """Refuse a decision on a document that is withdrawn or not for whoever decides; cites: figures would be public."""
    now = _now(record, document)
    if now.withdrawn:
        raise Conflict(f"document {document.pk} is withdrawn: bring it back first")
    if cites and now.restricted:
        raise Conflict(
            f"document {document.pk} is restricted, and cited figures are public: leave the figures out, or open it "
            "first"
        )


def _now(record: Recording, document: Document) -> Document:
    """The document as the record has it now; whoever acts must be allowed to read it."""
    record.flush()
    now = Document.objects.defer("text").get(pk=document.pk)
    must_read(record.actor, now)
    return now


def nothing_by_hand(source: int, document: Document | None = None) -> None:
    """Raise Conflict, naming them, while figures stand that were cited by hand: their words are those of the text.

    document: without it, a text that is added only now; no place of a figure can be in it.
    """
    if named := _by_hand(source, document):
        raise Conflict(f"take back first what is cited by hand, {named}")


def _by_hand(source: int, document: Document | None) -> str:
    rows = CitedFigure.objects.filter(corrected_seq=None, source=source, code__regex=_BY_HAND)
    from_it = Q(hand_passage=None) | (Q(hand_passage__document=document) if document else Q())
    standing = rows.filter(from_it).select_related("source").order_by("id")[:_NAMED]
    return ", ".join(f"{statement(row).as_said()} {row.unit} ({row.code})" for row in standing)


def _nothing_stands(document: Document, claims: QuerySet[ProposedClaim, int], *, public: bool = False) -> None:
    """Raise Conflict, naming claims and figures cited by hand alike, while any of them stands in the way.

    public: it is that their figures can be seen.
    """
    numbers, named = ", ".join(map(str, claims[:_NAMED])), _by_hand(document.source_id, document)
    if numbers and named:
        raise Conflict(f"document {document.pk}: take back first claim {numbers}, and what is cited by hand: {named}")
    if numbers and public:
        raise Conflict(f"document {document.pk}: its figures are public; take them back first, claim {numbers}")
    if numbers:
        raise Conflict(f"document {document.pk}: take back first what is accepted, claim {numbers}")
    nothing_by_hand(document.source_id, document)


def _why(reason: str, else_: str) -> str:
    if not reason.strip():
        raise InvalidInput(else_)
    return reason.strip()[:_LONGEST]
