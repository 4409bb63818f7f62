"""How far a measurement has come, on stderr."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EVERY = 10
"""Folds after which a line is written where the output is no terminal."""


@contextmanager
def counted(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show how many folds are done; yields a function that takes the number just done."""
    console = Console(stderr=True)
    done = 0
    with console.status(label) as status:

        def told(folds: int) -> None:
            nonlocal done
            done += folds
            status.update(f"{label}: {done} of {total} folds")
            if not console.is_terminal and (done % EVERY == 0 or done == total):
                console.print(f"{label}: {done} of {total} folds", highlight=False)

        yield told
