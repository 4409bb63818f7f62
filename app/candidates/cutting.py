"""Splitting a candidate where somebody points: at the cursor, or after a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from app.accounts.access import Actor
from app.candidates.editing import ChangedCandidate
from app.candidates.transitions import apply_transition
from app.entries.editing import BaseVersion
from app.errors import InvalidContent, Issue, Message
from app.wiring import Services
from harvest.splitting.titles import title_of
from schemas.candidates import MOST_PARTS

NOWHERE = Message(
    sv="Välj var i sammanfattningen den ska delas: båda delarna behöver ord.",
    en="Choose where in the summary it is to be split: both parts need words.",
)
TOO_MANY = Message(
    sv=f"Dela i högst {MOST_PARTS} delar åt gången.",
    en=f"Split into {MOST_PARTS} parts at most at a time.",
)
_BETWEEN = re.compile(r"(?<=[.!?;:])\s+|\s*\n\s*|(?<=,)\s+")
_WORD = re.compile(r"\w")


def sentences_of(text: str) -> list[tuple[int, str]]:
    """Return where each sentence, line or clause of a text begins, with its words."""
    ends = [each.span() for each in _BETWEEN.finditer(text)]
    begins = [0, *(end for _, end in ends)]
    return [
        (begin, text[begin:end])
        for begin, end in zip(begins, [*(start for start, _ in ends), len(text)], strict=True)
        if _WORD.search(text[begin:end])
    ]


def cut(  # noqa: PLR0913  what is cut, where, and with which change before it
    services: Services,
    actor: Actor,
    base: BaseVersion,
    entry: Mapping[str, Any],
    places: Iterable[int],
    *,
    batch: str | None = None,
) -> ChangedCandidate:
    """Split a candidate at places of its summary, in characters; what is left of words is whole.

    The first part keeps the title, the others get one of their own words.

    Raises:
        InvalidContent: a part has no words.
        NotFound, VersionMismatch, Conflict: as for a step.
    """
    text = entry["summary"]
    edges = sorted({0, len(text), *(_between_words(text, each) for each in places)})
    parts = [text[start:end].strip(" \n,;") for start, end in pairwise(edges)]
    if len(parts) == 1 or not all(map(_WORD.search, parts)):
        raise InvalidContent([Issue("/summary", "required", NOWHERE)])
    if len(parts) > MOST_PARTS:
        raise InvalidContent([Issue("/summary", "too-many", TOO_MANY)])
    titles = [entry["title"], *map(title_of, parts[1:])]
    made = [{"title": title, "summary": part} for title, part in zip(titles, parts, strict=True)]
    content = {"transition": "split", "reason": None, "parts": made, "batch": batch}
    return apply_transition(services, actor, base, content)


def _between_words(text: str, place: int) -> int:
    """Return a place, or where the word begins that it is within."""
    at = min(max(place, 0), len(text))
    while 0 < at < len(text) and _WORD.match(text[at - 1]) and _WORD.match(text[at]):
        at -= 1
    return at
