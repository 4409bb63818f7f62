"""How many examples something has, as a tone: the same classes on every map and table."""

from __future__ import annotations

from web.language import marked

FROM = (1, 3, 7, 15, 30)
"""Fewest examples of each class but the first, which is none at all.

Each begins at about twice the one before: cells of a table have a few, counties have tens.
"""
CLASSES = (
    (0, marked("0 (inga exempel)")),
    (1, "1–2"),
    (2, "3–6"),
    (3, "7–14"),
    (4, "15–29"),
    (5, marked("30 eller fler")),
)
"""Class, and what it holds; a search changes neither, so that two pictures can be compared."""


def tone(count: int) -> int:
    """Return the class of a number of examples: 0 for none, up to 5."""
    return sum(count >= fewest for fewest in FROM)
