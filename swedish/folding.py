"""Letters without their marks, for typists without å, ä and ö."""

import unicodedata
from functools import lru_cache

# Letters that have no decomposition in Unicode.
_UNDIVIDED = str.maketrans({"æ": "a", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "ł": "l", "þ": "th"})


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return the text in lower case without marks: "Åkeri" and "akeri" become the same."""
    decomposed = unicodedata.normalize("NFKD", text.lower()).lower().translate(_UNDIVIDED)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
