"""Search texts that take long to understand, each as long as a parameter admits."""

from __future__ import annotations

from itertools import cycle, islice, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.wiring import Services

LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"
LONG_WORD = 9
"""Letters from which a word is likely to be a compound."""


def texts(services: Services, longest: int) -> dict[str, str]:
    """Return name -> text of at most `longest` characters."""
    counted = services.engine.snapshot().words()
    rare = _by_count(counted)
    long_ = [word for word in rare if len(word) >= LONG_WORD] or rare
    labels = [concept.pref_sv for concept in services.vocabularies.concepts("targets")]
    places = [concept.pref_sv for concept in services.vocabularies.concepts("counties")]
    joined = [one + other for one, other in pairwise(long_)]
    found = {
        "rare words": _filled(rare, longest),
        "frequent words": _filled(reversed(rare), longest),
        "long words": _filled(long_, longest),
        "misspelt words": _filled(map(_misspelt, long_), longest),
        "words without their dots": _filled(map(_plain, rare), longest),
        "unknown compounds": _filled(joined, longest),
        "misspelt compounds": _filled(map(_misspelt, joined), longest),
        "one endless word": "".join(long_)[:longest],
        "one endless misspelling": _misspelt("".join(rare))[:longest],
        "quoted phrases": _filled((f'"{one} {other}"' for one, other in _pairs(rare)), longest),
        "one long phrase": f'"{_filled(reversed(rare), longest - 2)}"',
        "excluded words": _filled((f"-{word}" for word in rare), longest),
        "excluded phrases": _filled((f'-"{one} {two}"' for one, two in _pairs(rare)), longest),
        "hanging parts": _filled((f"{one}- och {other}" for one, other in _pairs(long_)), longest),
        "single letters": _filled(LETTERS, longest),
        "numbers": _filled(map(str, range(longest)), longest),
        "goal numbers": _filled((f"mål {number}" for number in range(1, 18)), longest),
        "targets": _filled((f"{goal}.{part}" for goal in range(1, 18) for part in "123"), longest),
        "names of concepts": _filled(labels, longest),
        "names of places": _filled(places, longest),
        "letters that unfold": ("ﷺ" * longest)[:longest],
        "combining marks": ("a" + "\u0301" * longest)[:longest],
        "signs": _filled(['"', "-", '-"', "/", "--", "(", "*"], longest),
        "words and signs": _filled((f"{word}/-,{word}" for word in long_), longest),
    }
    return {name: text for name, text in found.items() if text}


def _by_count(counted: Mapping[str, int]) -> list[str]:
    return sorted(counted, key=lambda word: (counted[word], -len(word), word))


def _filled(words: Iterable[str], longest: int) -> str:
    """Join words until there is room for no more; a short list begins anew."""
    text = " ".join(islice(cycle([*islice(words, longest)] or [""]), longest))[:longest]
    return text.rpartition(" ")[0] or text


def _pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    return [*zip(words[::2], words[1::2], strict=False)]


def _misspelt(word: str) -> str:
    """Exchange two letters in the middle."""
    at = len(word) // 2
    return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :] if at else word


def _plain(word: str) -> str:
    return word.translate(str.maketrans("åäö", "aao"))
