"""Codes of what people enter: a letter and a number, so that nobody has to think of one."""

from __future__ import annotations

from django.db.models import Model


def next_code(table: type[Model], letter: str) -> str:
    """The next free code of a table: a letter and the number after the largest that its codes have."""
    taken = table._default_manager.filter(code__startswith=letter).values_list("code", flat=True)
    numbers = [int(code[len(letter) :]) for code in taken if code[len(letter) :].isdecimal()]
    return f"{letter}{max(numbers, default=0) + 1}"
