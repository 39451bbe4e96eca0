"""The engine that a person names."""

from __future__ import annotations

from collections.abc import Callable

from repatria.compute.cluster import DaskEngine
from repatria.compute.engine import Engine
from repatria.compute.gpu import GpuEngine
from repatria.compute.local import LocalEngine
from repatria.errors import InvalidInput

ENGINES = ("local", "dask", "gpu")


def engine_named(name: str, *, address: str | None = None, say: Callable[[str], None] = print) -> Engine:
    """The engine of that name.

    address: of a Dask scheduler, or the PyTorch device of the GPU engine; None lets the engine choose. say: where the
    GPU engine's message goes when there is no device. Raises InvalidInput for another name.
    """
    if name == "local":
        return LocalEngine()
    if name == "dask":
        return DaskEngine(address)
    if name == "gpu":
        return GpuEngine(address, say=say)
    raise InvalidInput(f"there is no engine {name!r}; there are {', '.join(ENGINES)}")
