"""Verbs on a document as a whole: withdraw it and bring it back, keep it from those who may not see families."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import NOW, AsOf
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Resource, Role, Verb, allows
from repatria.registry.sources.documents import PUBLISHING, Document, DocumentWithdrawal
from repatria.registry.sources.models import CitedFigure, Source

_LONGEST = 500


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
    """Sources that a role may not see: those of restricted documents, of which nothing is cited."""
    if allows(role, Verb.SEE, Resource.FAMILIES):
        return Source.objects.none()
    cited = CitedFigure.objects.filter(corrected_seq=None, source=OuterRef("pk"))
    return Source.objects.filter(~Exists(cited), pk__in=Document.objects.filter(restricted=True).values("source"))


def withdrawn(point: AsOf = NOW) -> QuerySet[DocumentWithdrawal]:
    """The withdrawals that stood at a point, as far as we knew."""
    return DocumentWithdrawal.objects.filter(point.known(), point.not_corrected())


def withdraw_document(record: Recording, document: Document, *, reason: str) -> int:
    """Take a document off the list, and say why; returns the entry. It stays on the record with what was decided.

    Refused while a claim of it is accepted: what is cited is taken back first, claim by claim. The same text can be
    added anew, with the right publisher and date.
    """
    record.actor.must(Verb.CHANGE, Resource.SOURCES)
    why = _why(reason, "a withdrawal says why")
    now = _now(record, document)
    if now.withdrawn:
        raise Conflict(f"document {document.pk} is withdrawn already")
    standing = _accepted(document)
    if standing:
        raise Conflict(f"document {document.pk}: take back first what is accepted, claim {standing}")
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
    cited = CitedFigure.objects.filter(passage__claim__document=document, corrected_seq=None)
    number = cited.order_by("id").values_list(F("passage__claim__number"), flat=True).first()
    if restricted and number is not None:
        raise Conflict(f"document {document.pk}: its figures are public; take them back first, claim {number}")
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


def _accepted(document: Document) -> str:
    numbers = document.claims.filter(state__in=PUBLISHING).order_by("number").values_list("number", flat=True)
    return ", ".join(map(str, numbers[:20]))


def _why(reason: str, else_: str) -> str:
    if not reason.strip():
        raise InvalidInput(else_)
    return reason.strip()[:_LONGEST]
