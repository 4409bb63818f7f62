"""When two texts count as the same, and which of two lists of texts belong together."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Item = Mapping[str, Any] | str | None

SAME = 0.8
"""Likeness (Jaccard, of sets of words) of the same item."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_SPACES = re.compile("[\u00a0\u202f]")
_ADDRESS = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def clean(text: str) -> str:
    """Return a text in NFC, without what is not seen, and with plain spaces."""
    return _SPACES.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFC", text)))


def words(text: str) -> frozenset[str]:
    """Return the words of a text without those of web addresses, unless there are no others."""
    lower = clean(text).casefold()
    return frozenset(_WORD.findall(_ADDRESS.sub(" ", lower)) or _WORD.findall(lower))


def words_in_order(text: str) -> list[str]:
    """Return the words of a text as they follow each other."""
    return _WORD.findall(clean(text).casefold())


def likeness(one: str, other: str) -> float:
    """Return how many of all words are shared, 0 to 1; two empty texts are the same."""
    a, b = words(one), words(other)
    return len(a & b) / len(a | b) if a | b else 1.0


def texts(item: Item) -> list[str]:
    """Return an item's text and the text without personal data, where there are both."""
    if not item:
        return []
    if isinstance(item, str):
        return [item]
    return [item[key] for key in ("text", "publicText") if item.get(key)]


def closest(found: Item, expected: Item) -> float:
    """Return the best likeness of any of the texts of two items."""
    pairs = [likeness(a, b) for a in texts(found) for b in texts(expected)]
    return max(pairs, default=0.0)


def matched(
    found: Sequence[Item], expected: Sequence[Item], threshold: float = SAME
) -> list[tuple[int, int]]:
    """Return the largest set of pairs (indices of both) at or above a likeness, one to one."""
    choices = [_choices(found, each, threshold) for each in expected]
    taken: dict[int, int] = {}

    def assign(want: int, seen: set[int]) -> bool:
        for choice in choices[want]:
            if choice not in seen:
                seen.add(choice)
                if choice not in taken or assign(taken[choice], seen):
                    taken[choice] = want
                    return True
        return False

    for want in sorted(range(len(expected)), key=lambda at: len(choices[at])):
        assign(want, set())
    return list(taken.items())


def _choices(found: Sequence[Item], expected: Item, threshold: float) -> list[int]:
    scores = [closest(each, expected) for each in found]
    enough = [at for at, score in enumerate(scores) if score >= threshold]
    return sorted(enough, key=lambda at: -scores[at])
