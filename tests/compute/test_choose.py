"""Engines by name."""

from __future__ import annotations

import pytest

from repatria.compute.choose import ENGINES, engine_named
from repatria.errors import InvalidInput


@pytest.mark.parametrize("name", ENGINES)
def test_each_engine_answers_to_its_name(name):
    assert engine_named(name, say=lambda message: None).name == name


def test_another_name_is_refused_with_the_names_there_are():
    with pytest.raises(InvalidInput, match="local, dask, gpu"):
        engine_named("quantum")
