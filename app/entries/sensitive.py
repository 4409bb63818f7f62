"""What may tell of a single person, for somebody to look at: also less sure signs than a name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from seed.sensitive import sensitive_words
from swedish.personal import Finding, find_personal
from swedish.personal_cues import names_after_cues
from swedish.tokens import WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

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
