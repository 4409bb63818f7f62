"""Letters without their marks, for typists without å, ä and ö."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_UNDIVIDED = str.maketrans({"æ": "a", "ø": "o", "ß": "ss", "đ": "d", "ł": "l", "þ": "th"})
"""Letters that have no decomposition in Unicode."""


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Return the text in lower case without marks: "Åkeri" and "akeri" become the same."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_UNDIVIDED))
    return "".join(char for char in decomposed if not unicodedata.combining(char))
