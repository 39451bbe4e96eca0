"""The GPU engine: bounds on a PyTorch device, float64 confirmation on the host (extra `repatria[gpu]`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from repatria.compute.engine import Job, Progress, Result
from repatria.compute.finished import FinishedBlocks
from repatria.compute.local import run_here
from repatria.genetics.machine import usable_cores


class GpuEngine:
    """Runs block after block on a device; without one, on this process's threads after saying so.

    device: "cuda", "mps", "cpu"..., by default the first accelerator there is. say: where the message goes.
    """

    name = "gpu"

    def __init__(self, device: str | None = None, *, say: Callable[[str], None] = print) -> None:
        self.arrays = find_device(device)
        if self.arrays is None:
            say("No GPU (or no PyTorch: install repatria[gpu]) on this machine: the search runs on the processor.")

    def run(
        self, job: Job[Result], *, finished: FinishedBlocks | None = None, progress: Progress | None = None
    ) -> Result:
        """See `Engine.run`."""
        threads = usable_cores()
        return run_here(job, finished=finished, progress=progress, threads=threads, arrays=self.arrays)


class ArrayDevice:
    """What the engine asks of a device, in the calls that PyTorch and NumPy share.

    library: torch, or numpy for the same lines on the host. device: as the library names it.
    """

    def __init__(self, library: Any, device: str) -> None:
        self.library = library
        self.device = device

    def put(self, array: NDArray[Any]) -> Any:
        """The array on the device, same shape and type."""
        return self.library.asarray(array, device=self.device)

    def where(self, mask: Any) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Row and column of each true element of a matrix, on the host, in row order."""
        places = self._take(self.library.argwhere(mask))
        return places[:, 0], places[:, 1]

    def smallest(self, matrix: Any, k: int) -> NDArray[np.int64]:
        """Columns of the k smallest elements of each row, on the host."""
        return self._take(self.library.argsort(matrix)[:, :k])

    def _take(self, tensor: Any) -> NDArray[np.int64]:
        return np.asarray(self.library.asarray(tensor, device="cpu"))


def find_device(device: str | None = None) -> ArrayDevice | None:
    """PyTorch on the device, or on the first accelerator there is; None where there is neither."""
    try:
        import torch
    except ImportError:
        return None
    if device is None:
        if torch.cuda.is_available():
            device = "cuda"
        elif torch.backends.mps.is_available():
            device = "mps"
        else:
            return None
    return ArrayDevice(torch, device)
