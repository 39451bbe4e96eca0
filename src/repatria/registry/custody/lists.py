"""Many items named at once, as people write them: one a line, ranges of labels, everything of a hand-over."""

from __future__ import annotations

import re
from collections import Counter

from django.db.models.functions import Upper

from repatria.errors import Conflict, InvalidInput
from repatria.registry.custody.items import Holder, Item
from repatria.registry.custody.models import HandOver

MOST = 5_000
"""Labels in one list; a longer one is a slip, for example in a range."""
_LONGEST_LINE = 300
"""Characters: two labels and the dots between them."""
_DIGITS = re.compile(r"[0-9]{1,15}$")


def labels(written: str) -> list[str]:
    """The labels of a list in order, one a line; ``K208-001..K208-055`` is every one from the first to the last.

    Raises InvalidInput for a range that is none, a label that comes twice, and more than `MOST` of them.
    """
    found: list[str] = []
    for each in written.splitlines():
        text = " ".join(each.split())
        if not text:
            continue
        if len(text) > _LONGEST_LINE:
            raise InvalidInput(f"{text[:40]}: a line of {len(text):,} characters is no label")
        first, dots, last = (part.strip() for part in text.partition(".."))
        found += _between(first, last) if dots and first and last else [text]
        if len(found) > MOST:
            raise InvalidInput(f"more than {MOST:,} labels in one list: is a range too long?")
    label, number = next(iter(Counter(found).most_common(1)), ("", 0))
    if number > 1:
        raise InvalidInput(f"{label} stands twice in the list")
    return found


def _between(first: str, last: str) -> list[str]:
    """Both ends begin alike and end in a number; leading zeros of the first are kept."""
    one, other = _DIGITS.search(first), _DIGITS.search(last)
    if one is None or other is None or first[: one.start()] != last[: other.start()]:
        raise InvalidInput(f"{first}..{last}: both ends begin alike and end in a number, as K208-001..K208-055")
    stem, width = first[: one.start()], len(one[0])
    low, high = int(one[0]), int(other[0])
    if high < low:
        raise InvalidInput(f"{first}..{last}: the range ends before it begins")
    if high - low >= MOST:
        raise InvalidInput(f"{first}..{last}: more than {MOST:,} labels in one range")
    return [f"{stem}{number:0{width}d}" for number in range(low, high + 1)]


def items_named(written: str) -> list[Item]:
    """The items of a list, in its order; raises InvalidInput that names every label nobody knows, up to ten.

    A label typed in other letters, k208-001 for K208-001, is that item where no other is meant.
    """
    codes = labels(written)
    known = {item.code: item for item in Item.objects.filter(code__in=codes).select_related("holder")}
    _in_other_letters(codes, known)
    unknown = [code for code in codes if code not in known]
    if unknown:
        first, more = ", ".join(unknown[:10]), len(unknown) - 10
        none = f"there is no item with the label {first}"
        raise InvalidInput(f"{none} and {more:,} more" if more > 0 else none)
    return [known[code] for code in codes]


def _in_other_letters(codes: list[str], known: dict[str, Item]) -> None:
    """Add what labels mean that nobody knows as they are typed; two typed labels never mean one item."""
    wanted = {code.upper(): code for code in codes if code not in known}
    if not wanted:
        return
    rows = Item.objects.annotate(letters=Upper("code")).filter(letters__in=wanted).select_related("holder")
    meant: dict[str, list[Item]] = {}
    for item in rows:
        meant.setdefault(wanted[item.code.upper()], []).append(item)
    known |= {code: found[0] for code, found in meant.items() if len(found) == 1 and found[0].code not in codes}


def items_of(hand_over: HandOver) -> list[Item]:
    """The containers of a hand-over that are items in custody, by label; what is in them goes along with them."""
    rows = Item.objects.filter(container__hand_over=hand_over, ended_seq=None).select_related("holder", "parent")
    found = list(rows.order_by("code"))
    if not found:
        raise Conflict(f"no container of hand-over {hand_over.code} is in custody as an item")
    return found


def one_holder(items: list[Item]) -> Holder:
    """Who holds all of them; raises Conflict naming one of another holder."""
    if not items:
        raise InvalidInput("name at least one item")
    first = items[0].holder
    other = next((item for item in items if item.holder_id != first.pk), None)
    if other is not None:
        raise Conflict(
            f"{items[0].code} is held by {first.code} and {other.code} by {other.holder.code}: one holder offers"
        )
    return first
