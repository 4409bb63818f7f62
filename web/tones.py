"""How many examples something has, as a tone: the same classes on every map and table."""

from __future__ import annotations

from web.language import marked

FROM = (1, 4, 10, 40, 50)
"""Fewest examples of each class but the first, which is none at all.

The first two part the cells of tables, which have a few examples, the last three the counties,
which have tens.
"""
CLASSES = (
    (0, marked("0 (inga exempel)")),
    (1, "1–3"),
    (2, "4–9"),
    (3, "10–39"),
    (4, "40–49"),
    (5, marked("50 eller fler")),
)
"""Class, and what it holds; a search changes neither, so that two pictures can be compared."""


def tone(count: int) -> int:
    """Return the class of a number of examples: 0 for none, up to 5."""
    return sum(count >= fewest for fewest in FROM)
