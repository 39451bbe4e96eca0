"""Whom a read figure counts, in Korean."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from repatria.web.group_words import group_words


@pytest.mark.parametrize(
    ("told", "korean"),
    [
        ("US missing in action, Korean War", "한국전쟁 미국 전투 중 실종자"),
        ("US unaccounted for, all wars", "모든 전쟁 미국 미확인자"),
        ("missing", "실종자"),
        ("ROK dead", "남한 사망자"),
        ("boxes handed over", "boxes handed over"),
        ("US missing in action, Crimean War", "US missing in action, Crimean War"),
    ],
)
def test_what_the_reading_puts_together_is_put_together_in_korean(told, korean):
    with override("ko"):
        assert group_words(told) == korean
    with override("en"):
        assert group_words(told) == told
