"""What a text holds at all, looked up once, so that most searches in it need not be made."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from swedish.tokens import WORD

_SHORT_NUMBER = re.compile(r"[ \u00a0]\d{1,3}(?!\d)")
LONGEST_ENDING = 12


class Signs(NamedTuple):
    """What a text holds, all in lower case.

    Attributes:
        lowered: the text.
        words: in order.
        vocabulary: the same, each once.
        before_numbers: the ends of what stands before a space and a number of at most three digits.
    """

    lowered: str
    words: tuple[str, ...]
    vocabulary: frozenset[str]
    before_numbers: tuple[str, ...]

    def has_number_after(self, endings: tuple[str, ...]) -> bool:
        """Return whether such a number follows a word with one of some endings."""
        return any(before.endswith(endings) for before in self.before_numbers)


@lru_cache(maxsize=1)  # one text is searched for one thing after the other
def signs_of(text: str) -> Signs:
    """Return what a text holds."""
    lowered = text.lower()
    numbers = (number.start() for number in _SHORT_NUMBER.finditer(lowered))
    before = (lowered[max(0, end - LONGEST_ENDING) : end] for end in numbers)
    words = tuple(WORD.findall(lowered))
    return Signs(lowered, words, frozenset(words), tuple(before))
