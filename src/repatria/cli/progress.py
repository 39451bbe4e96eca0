"""Long work shows a progress bar on stderr, and only there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress_bar(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar over `total` steps; yields the function that advances it. Nothing is drawn where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(label, total=total)
        yield lambda steps: progress.advance(task, steps)


@contextmanager
def steps() -> Iterator[Callable[[str], None]]:
    """Names the step under way on stderr; yields the function that is told each next step."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda text: None
        return
    with console.status("starting") as status:
        yield lambda text: status.update(text)


@contextmanager
def named_bars() -> Iterator[tuple[Callable[[str], None], Callable[[int, int], None]]]:
    """The step under way with a bar for it; yields what names the next step, and what says (done, in all) of it."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("starting", total=None)
        yield (
            lambda text: progress.reset(task, description=text, total=None),
            lambda done, total: progress.update(task, completed=done, total=total),
        )
