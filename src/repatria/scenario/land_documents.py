"""Puts a made-up article on the record for the demonstration, with its claims waiting for an officer's decision."""

from __future__ import annotations

from repatria.registry.ledger.append import recording
from repatria.registry.people.actors import Actor
from repatria.registry.sources.document_reading import from_pasted
from repatria.registry.sources.document_verbs import record_document, reject_claim
from repatria.registry.sources.documents import ProposedClaim

TITLE = "Made-up article, for the demonstration"
ARTICLE = """\
MADE-UP ARTICLE, for the demonstration of the review page; no such report was published.

WASHINGTON, Aug. 2, 2018

North Korea handed over 56 cases of remains on July 27, 2018, a spokeswoman for the Defense Department said on
Thursday. "We do not know how many persons are in the cases," she added.

About 7,700 U.S. service members are still missing from the Korean War, and some 5,300 of them are believed to
have died in North Korea, the department said. Nearly 8,000 Americans are still unaccounted for from the war,
a veterans' group said in a letter.

Between 1996 and 2005, joint operations recovered 229 remains of U.S. soldiers. More than 82,000 Americans are
missing from all wars.

A working-level meeting planned for next Tuesday has been postponed, according to an official who asked not to
be named.
"""


def land_documents(actor: Actor) -> int:
    """Keep the article and reject its first claim, the line that says it is made up; returns the document's key.

    Nothing of it is cited: a made-up number must not stand among the figures of real sources.
    """
    reading = from_pasted(ARTICLE, "made-up article")
    with recording(actor) as record:
        key = record_document(record, reading, publisher="Made up for the demonstration", title=TITLE)
        record.flush()
        heading = ProposedClaim.objects.get(document=key, number=1)
        reject_claim(record, heading, reason="Says what the article is: no claim of its own.")
    return key
