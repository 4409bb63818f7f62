"""Numbers of examples as bars beside one another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

WIDEST = 100
"""Length of the longest bar, in the units of its drawing."""


class Bar(NamedTuple):
    """A value with its number of examples; `width` is of WIDEST."""

    label: str
    number: int
    width: int
    address: str


def bars(counted: Iterable[tuple[str, int, str]]) -> tuple[Bar, ...]:
    """Draw (label, number, address) in their order; the largest number has the longest bar."""
    counts = tuple(counted)
    most = max((number for _, number, _ in counts), default=0) or 1
    return tuple(
        Bar(label, number, round(WIDEST * number / most), address)
        for label, number, address in counts
    )
