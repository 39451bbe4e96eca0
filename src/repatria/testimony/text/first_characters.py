"""Regular expressions that know with which characters they may begin, so that a search passes over all others at once.

The engine of the standard library works this out only for an expression that begins with a letter or a set of them, and
forgets it behind a word boundary, a group or a look at what stands around: it then tries the expression at every place
of a text. Here it is worked out for these too and put into the compiled code, which then searches several times as fast
and finds the same. Where a later version of the engine takes no such code, the expression is compiled as it always is.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import re
from re import _compiler as compiler  # type: ignore[attr-defined]
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

# One item of a set: a literal character, a range of them or a category ("digit"), as the engine writes it.
_Item = tuple[Any, Any]
_NO_PREFIX = 0  # the engine found no way of its own to pass over places
# Characters beyond ASCII that match an ASCII letter when case is ignored: dotted I, dotless i, long s, kelvin.
_ALSO = frozenset((code.LITERAL, ord(character)) for character in "İıſK")
_WIDEST_RANGE = 200


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile`, with a search that passes over places where no match can begin."""
    try:
        return _compiled(pattern, int(flags)) or re.compile(pattern, flags)
    except (AttributeError, TypeError, RuntimeError, IndexError):  # an engine of another make
        return re.compile(pattern, flags)


def _compiled(pattern: str, flags: int) -> re.Pattern[str] | None:
    parsed = parser.parse(pattern, flags)
    flags |= parsed.state.flags
    words = compiler._code(parsed, flags)
    if words[0] != code.INFO or words[2] != _NO_PREFIX or words[3] == 0:
        return None
    first, nullable = _first(parsed, bool(flags & re.I))
    if first is None or nullable:
        return None
    charset: list[int] = []
    items, _ = compiler._optimize_charset(sorted(first, key=str))
    compiler._compile_charset(items, flags & ~re.I, charset)
    head = [code.INFO, 4 + len(charset), code.SRE_INFO_CHARSET, *words[3:5], *charset]
    names = parsed.state.groupdict
    groups: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        groups[number] = name
    found: re.Pattern[str] = _sre.compile(
        pattern, flags, head + words[1 + words[1] :], parsed.state.groups - 1, names, tuple(groups)
    )
    return found


def first_characters(pattern: str) -> frozenset[str]:
    """The characters with one of which every match of a pattern begins; empty when it may match nothing or begins with a class."""
    found, nullable = _first(parser.parse(pattern), False)
    if found is None or nullable or any(operator is not code.LITERAL for operator, _ in found):
        return frozenset()
    return frozenset(chr(value) for _, value in found)


def _first(items: Any, any_case: bool) -> tuple[frozenset[_Item] | None, bool]:
    """What the first character of a match may be (None: anything), and whether the sequence may match nothing."""
    found: frozenset[_Item] = frozenset()
    for operator, argument in items:
        if operator in (code.AT, code.ASSERT, code.ASSERT_NOT):  # these take no place
            continue
        nullable = False
        here: frozenset[_Item] | None = None
        if operator is code.LITERAL:
            here = _cased([(operator, argument)], any_case)
        elif operator is code.IN:
            here = _cased(argument, any_case)
        elif operator is code.SUBPATTERN:
            _, added, removed, inner = argument
            here, nullable = _first(inner, (any_case or bool(added & re.I)) and not removed & re.I)
        elif operator is code.BRANCH:
            branches = [_first(branch, any_case) for branch in argument[1]]
            nullable = any(empty for _, empty in branches)
            sets = [chars for chars, _ in branches if chars is not None]
            here = frozenset().union(*sets) if len(sets) == len(branches) else None
        elif operator in (code.MAX_REPEAT, code.MIN_REPEAT):
            here, nullable = _first(argument[2], any_case)
            nullable = nullable or argument[0] == 0
        if here is None:
            return None, nullable
        found |= here
        if not nullable:
            return found, False
    return found, True


def _cased(items: list[_Item], any_case: bool) -> frozenset[_Item] | None:
    """The items of a set in either case; None for a set told by what it leaves out and for letters whose cases are not known."""
    found: set[_Item] = set()
    for operator, argument in items:
        if operator is code.RANGE and any_case:
            first, last = argument
            if last - first > _WIDEST_RANGE:
                return None
            found.update((code.LITERAL, value) for value in range(first, last + 1))
        elif operator in (code.LITERAL, code.RANGE, code.CATEGORY):
            found.add((operator, argument))
        else:
            return None
    if not any_case:
        return frozenset(found)
    both = {
        (code.LITERAL, ord(other))
        for operator, value in found
        if operator is code.LITERAL
        for other in (chr(value).lower(), chr(value).upper())
        if len(other) == 1
    }
    if any(operator is code.LITERAL and value > 127 for operator, value in found):
        return None
    return frozenset(found) | both | _ALSO
