"""Personal data in texts: what may tell of a single person, also by less sure signs than a name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from seed.sensitive import sensitive_words
from swedish.personal import Finding, find_personal
from swedish.personal_cues import names_after_cues
from swedish.tokens import WORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from catalogue.replies import DocumentSummary
    from swedish.personal import Kind

    Find: TypeAlias = Callable[[str], Sequence[Finding]]

STEM = 6
"""Letters of words with a `*`, of which each has so many, by which most texts are left at once."""


def find_likely(text: str) -> tuple[Finding, ...]:
    """Return what is likely to tell of a single person, in order, none overlapping.

    Beside what `find_personal` finds: names after words that lead to one, and words on health,
    trade unions, belief, sex life and crime (seed/personal/sensitive.yaml).
    """
    found = list(find_personal(text))
    for finding in (*names_after_cues(text), *_sensitive(text)):
        if all(finding.end <= each.start or each.end <= finding.start for each in found):
            found.append(finding)
    return tuple(sorted(found))


def _sensitive(text: str) -> Iterator[Finding]:
    lowered = text.lower()
    words = WORD.findall(lowered)
    if _whole().isdisjoint(words) and _stems().isdisjoint([word[:STEM] for word in words]):
        return
    for match in _pattern().finditer(lowered):
        yield Finding(match.start(), match.end(), "sensitive")


@cache
def _whole() -> frozenset[str]:
    return frozenset(max(text.split(), key=len) for text in sensitive_words())


@cache
def _stems() -> frozenset[str]:
    return frozenset(word[:STEM] for word in _whole() if word.endswith("*"))


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(sensitive_words(), key=len, reverse=True)
    either = "|".join(
        re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words
    )
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


BETWEEN = r"[\W_]+"
"""What may stand between the words of what was withheld."""


def finder(documents: Iterable[DocumentSummary]) -> Find:
    """Return a search for what looks personal and for what was withheld."""
    patterns = [(kind, _withheld_pattern(text)) for kind, text in _withheld(documents)]

    def find(text: str) -> list[Finding]:
        found = list(find_likely(text))
        for kind, pattern in patterns:
            for match in pattern.finditer(text):
                if all(match.end() <= each.start or each.end <= match.start() for each in found):
                    found.append(Finding(match.start(), match.end(), kind))
        return sorted(found)

    return find


def _withheld(documents: Iterable[DocumentSummary]) -> list[tuple[Kind, str]]:
    """Return what was withheld, each once, the longest first; none when the text is forgotten."""
    found: dict[str, Kind] = {
        each.text: each.kind
        for document in documents
        for each in document.withheld
        if each.text is not None
    }
    texts = sorted(filter(WORD.search, found), key=len, reverse=True)
    return [(found[text], text) for text in texts]


def _withheld_pattern(text: str) -> re.Pattern[str]:
    """Return what finds a text whatever stands between its words, and in the genitive.

    A word alone is found with its capitals only: Berg is somebody, berg is not.
    """
    words = [re.escape(word) for word in WORD.findall(text)]
    flags = re.IGNORECASE if len(words) > 1 else re.NOFLAG
    return re.compile(rf"(?<!\w){BETWEEN.join(words)}(?::?s)?(?!\w)", flags)
