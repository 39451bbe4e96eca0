"""Cite a number that the reading did not propose: by hand, with the very words of the text; withdraw one cited so."""

from __future__ import annotations

import re
from typing import Any

from repatria.errors import Conflict, InvalidInput
from repatria.registry.ledger.append import Recording
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.sources.documents import Document, HandPassage
from repatria.registry.sources.models import HAND, CitedFigure, Source
from repatria.registry.sources.number_in_words import gives
from repatria.registry.sources.proposals import checked
from repatria.registry.sources.said import ASSERTED, IN_WORDS
from repatria.registry.sources.said_there import said_there
from repatria.registry.sources.verbs import cite_figure, withdraw_figure
from repatria.registry.sources.withdrawals import must_read
from repatria.testimony.dates.dated_spans import Span

_MOST = 500  # characters of the words
_WHOLE = (r"(?<!\w)(?<!\w[-‑])(?<!\d[.,'’])", r"(?!\w)(?![-‑]\w)(?![.,'’]\d)")
"""No word and no number is cut: neither "five" of "twenty-five", nor "700" of "7,700"."""
_SPEAKER = CitedFigure._meta.get_field("speaker").max_length or 0


def cite_by_hand(
    record: Recording, source: Source, *, words: str, speaker: str = "", otherwise: str = "", **columns: Any
) -> int:
    """Cite a figure with the words that say it; returns its key. The other columns are those of a proposal.

    The words must stand in a text of the source that is neither withdrawn nor restricted, where one is kept, and their
    place is kept with the figure: line ends and runs of spaces make no difference, and no word is cut. Where they
    stand more than once, the first place is kept. The number must stand in them, in digits or in number words;
    otherwise: why it does not, when they say it in another way ("both").

    said: how the text says it, as the officer has it; left out, the sentence must plainly assert it, read by the rules
    of proposals. What is denied, promised or said with reserve is refused until somebody says how it is cited.
    """
    record.actor.must(Verb.CHANGE, Resource.SOURCES)
    quoted = " ".join(words.split())
    if not quoted:
        raise InvalidInput("say in which words the text gives the number")
    if len(quoted) > _MOST:
        raise InvalidInput(f"the words have {len(quoted)} characters; the limit is {_MOST}")
    if len(speaker.strip()) > _SPEAKER:
        raise InvalidInput(f"the name of who said so has {len(speaker.strip())} characters; the limit is {_SPEAKER}")
    record.flush()
    passage = _passage(record, source, quoted)
    chosen = columns.get("said") or ""
    given = checked("the figure", columns | {"said": chosen or ASSERTED})
    why = " ".join(otherwise.split())[:_MOST]
    if not why:
        _numbers_stand(quoted, given)
    if not chosen:
        _asserted(given, quoted, passage)
    turn = source.figures.filter(code__startswith=_begin(source)).count() + 1
    note = f"“{quoted}”" + (f" ({why})" if why else "")
    return cite_figure(
        record,
        f"{_begin(source)}{turn}",
        source.pk,
        **given,
        speaker=speaker.strip(),
        note_en=note,
        note_ko=note,
        passage=passage,
    )


def _passage(record: Recording, source: Source, quoted: str) -> dict[str, Any] | None:
    """Where the words stand in a text that may be cited; None for a source without a text."""
    kept = source.documents.order_by("pk")
    texts = list(kept.filter(withdrawn=False, restricted=False))
    if kept.exists() and not texts:
        for document in kept.defer("text"):
            must_read(record.actor, document)
        if kept.filter(withdrawn=False).exists():
            raise InvalidInput("the document is restricted, and cited figures are public: open it first")
        raise Conflict("the document is withdrawn: bring it back first")
    before, after = _WHOLE[0] * quoted[0].isalnum(), _WHOLE[1] * quoted[-1].isalnum()
    pattern = re.compile(before + r"\s+".join(map(re.escape, quoted.split())) + after)
    for document in texts:
        if (match := pattern.search(document.text)) is not None:
            place = Span.of(document.text, *match.span()).as_dict()
            return {"id": record.next_id(HandPassage), "document_id": document.pk, "exact": place.pop("quote"), **place}
    if texts:
        raise InvalidInput("these words do not stand in the text of the source: copy them from it")
    return None


def _numbers_stand(quoted: str, figure: dict[str, Any]) -> None:
    for number in dict.fromkeys(figure[name] for name in ("value", "low", "high") if figure[name] is not None):
        if not gives(quoted, number):
            raise InvalidInput(
                f"the number {number:.15g} does not stand in these words: copy the words that give it, or say that "
                "they say it otherwise, and why"
            )


def _asserted(figure: dict[str, Any], quoted: str, passage: dict[str, Any] | None) -> None:
    if passage is None:
        said = said_there(figure, quoted, 0, len(quoted))
    else:
        document = Document.objects.get(pk=passage["document_id"])
        said = said_there(figure, document.text, passage["start"], passage["end"], document)
    if said != ASSERTED:
        raise InvalidInput(f"the text says it as {IN_WORDS[said]}: say how it is said")


def withdraw_by_hand(record: Recording, figure: CitedFigure, *, reason: str) -> None:
    """Say that a figure was cited wrongly by hand, and why; it stays on the record for points before now."""
    record.actor.must(Verb.CHANGE, Resource.SOURCES)
    if not cited_by_hand(figure):
        raise InvalidInput("this figure was not cited by hand: it goes with the decision on its claim")
    withdraw_figure(record, figure, reason=reason)


def cited_by_hand(figure: CitedFigure) -> bool:
    """Whether a figure was cited here, and so is withdrawn by itself; one of a claim goes with the claim's decision."""
    return figure.code.startswith(f"S{figure.source_id}{HAND}")


def _begin(source: Source) -> str:
    return f"S{source.pk}{HAND}"
