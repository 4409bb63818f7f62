"""What kind of example a text tells of: a logistic regression on its words.

CRFsuite's model of a sequence of one piece is one. It was learnt by `make harvest-train` from the
training part of the corpus and the curated entries. Two people who sort the same texts differ as
well, and a curator has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple, get_args

import pycrfsuite  # type: ignore[import-untyped]

from harvest.splitting.crf import TrainedModel
from swedish.naming import words_of
from swedish.sections import sections

Kind = Literal["activity", "working-method", "sector-collaboration"]
KINDS: tuple[Kind, ...] = get_args(Kind)

PATH = Path(__file__).with_name("kinds.crf")
CUES = Path(__file__).with_name("kind_cues.txt")
TITLE_WORDS = 8
"""Words at the beginning that are seen as such as well: they say more."""
LONGEST, MOST_WORDS, MOST_PAIRS = 1_000, 80, 30
"""Characters and words of a text that are looked at, and pairs of words."""
ENDING = 4
"""Letters at the end of a word."""
TENS = 5
DIGITS = 4
"""Of a probability; further ones differ by processor."""
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LABEL = re.compile(
    r"\b(?:syfte|samverkan|metod|verktyg|mål|partner|arbetssätt)\s*:", re.IGNORECASE
)
"""What a field is called, which says nothing of what stands in it."""


class KindEstimate(NamedTuple):
    """A kind, and how probable it is, 0 to 1; None where somebody has chosen it."""

    kind: Kind
    probability: float | None


class KindModel(TrainedModel):
    """A trained model of the kinds of examples."""

    PATH = PATH

    def of(self, text: str) -> KindEstimate:
        """Return the likeliest kind of an example, and how probable it is."""
        self._tagger.set(pycrfsuite.ItemSequence([features_of(text)]))
        probable = {kind: self._tagger.marginal(kind, 0) for kind in KINDS}
        kind = max(KINDS, key=lambda each: probable[each])
        return KindEstimate(kind, round(probable[kind], DIGITS))


def kind_of(text: str) -> KindEstimate:
    """Return the likeliest kind of an example."""
    return KindModel.shipped().of(text)


def features_of(text: str) -> Mapping[str, float]:
    """Return what is seen of an example: its words, their parts and endings, and cues."""
    text = _LABEL.sub(" ", text[:LONGEST])
    seen: dict[str, float] = {}
    for at, word in enumerate(words_of(text)[:MOST_WORDS]):
        for name in (word.key, *(f"_{part}" for part in word.parts)):
            seen[f"word={name}"] = 1.0
            if at < TITLE_WORDS:
                seen[f"title={name}"] = 1.0
    plain = _WORD.findall(text.lower())
    for each in plain[:MOST_WORDS]:
        seen[f"ending={each[-ENDING:]}"] = 0.3
    for one, other in pairwise(plain[:MOST_PAIRS]):
        seen[f"pair={one} {other}"] = 0.5
    seen[f"first={' '.join(plain[:1])}"] = 1.0
    seen[f"tens={min(TENS, len(plain) // 10)}"] = 1.0
    seen["year"] = float(bool(_YEAR.search(text)))
    return seen | _cued(text)


def _cued(text: str) -> dict[str, float]:
    title = " ".join(text.split()[:TITLE_WORDS])
    found: dict[str, float] = {}
    for name, cue in _cues():
        if cue.search(text):
            kind = name.partition("/")[0]
            found[f"cue={name}"] = 1.0
            found[f"cued={kind}"] = found.get(f"cued={kind}", 0.0) + 1.0
            if cue.search(title):
                found[f"cued first={kind}"] = found.get(f"cued first={kind}", 0.0) + 1.0
    return found


class _Cue(NamedTuple):
    name: str
    pattern: re.Pattern[str]


@cache
def _cues() -> tuple[_Cue, ...]:
    return tuple(
        _Cue(f"{kind}/{number}", re.compile(line, re.IGNORECASE))
        for kind, lines in sections(CUES).items()
        for number, line in enumerate(lines)
    )
