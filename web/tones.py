"""How many examples something has, as a tone: the same classes on every map and table."""

from __future__ import annotations

from web.language import marked

FROM = (1, 3, 6, 11)
"""Fewest examples of each class but the first, which is none at all."""
CLASSES = (
    (0, marked("0 (inga exempel)")),
    (1, "1–2"),
    (2, "3–5"),
    (3, "6–10"),
    (4, marked("11 eller fler")),
)
"""Class, and what it holds; a search changes neither, so that two pictures can be compared."""


def tone(count: int) -> int:
    """Return the class of a number of examples: 0 for none, up to 4."""
    return sum(count >= fewest for fewest in FROM)
