"""The engine that a person names."""

from __future__ import annotations

from collections.abc import Callable

from repatria.compute.engine import Engine
from repatria.errors import InvalidInput

ENGINES = ("local", "dask", "gpu")


def engine_named(name: str, *, address: str | None = None, say: Callable[[str], None] = print) -> Engine:
    """The engine of that name.

    address: of a Dask scheduler, or the PyTorch device of the GPU engine; None lets the engine choose. say: where the
    GPU engine's message goes when there is no device. Raises InvalidInput for another name.
    """
    # Each engine is loaded when it is asked for: its libraries take longer than most commands run.
    if name == "local":
        from repatria.compute.local import LocalEngine

        return LocalEngine()
    if name == "dask":
        from repatria.compute.cluster import DaskEngine

        return DaskEngine(address)
    if name == "gpu":
        from repatria.compute.gpu import GpuEngine

        return GpuEngine(address, say=say)
    raise InvalidInput(f"there is no engine {name!r}; there are {', '.join(ENGINES)}")
