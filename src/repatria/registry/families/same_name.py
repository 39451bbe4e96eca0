"""Relatives of one name in one family: often one person entered twice, sometimes a father and his son."""

from __future__ import annotations

from repatria.registry.families.models import Family
from repatria.registry.families.struck_off import standing_relatives
from repatria.registry.identities.comparable import name_key


def same_name_warnings(family: Family, name: str) -> list[str]:
    """What to say of a name that a relative of the family has already: a warning, for two can have one name."""
    found = [each for each in standing_relatives(family) if name_key(each.name) == name_key(name)]
    return [
        f"{each.name}, born {each.born}, is a relative of this family already"
        if each.born
        else f"{each.name} is a relative of this family already"
        for each in found
    ]
