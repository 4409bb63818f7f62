"""The heading that a candidate stands under in its reply, and what else stands there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from app.availability import reading
from app.candidates.marking import withheld_in
from app.candidates.queue import Queued
from app.replies.service import reply_of
from app.wiring import Services
from catalogue import replies
from catalogue.replies import DocumentRecord, RespondentRecord
from harvest.cutting import without

Span = tuple[int, int]


MOST_WORDS = 12
LONGEST_NAME = 5
"""Words of a cell that names what a row of a table tells."""
ENDS = (".", "!", "?", ",", ";")
"""What no heading ends with."""
_QUESTION = re.compile(r"\W*(?:fråga|svar|\d\s?[a-g]?\b)", re.IGNORECASE)
_MARK = re.compile(r"\s*(?:[-–•*]|\w{1,2}[.)/:])\s+")
"""Of a list, as it is typed."""


class Section(NamedTuple):
    """What a candidate stands under, and with what.

    Attributes:
        heading: the words before it on its line, or its own first cell or line if that is short, or
            the nearest heading above it; without personal data.
        following: ids of the candidates after it that wait, up to the next heading; none unless the
            heading is a line above them that leaves some candidate of the reply out.
    """

    heading: str | None
    following: list[str]


def section_of(
    services: Services, reply_id: str, queue: Sequence[Queued], candidate_id: str
) -> Section:
    """Return the section of an answer that a candidate stands in.

    A heading is a line that no candidate uses, set as one or in bold, or short and no sentence.
    Where the text is deleted, nothing is known.
    """
    own = next(each for each in queue if each.id == candidate_id)
    with reading(services.database) as connection:
        pk = reply_of(connection, reply_id).pk
        document = replies.document(connection, pk, own.document)
        respondents = replies.respondents(connection, pk)
    if not own.spans or document.text is None:
        return Section(None, [])
    neighbours = [each for each in queue if each.document == own.document and each.spans]
    used = [span for each in neighbours for span in each.spans]
    at = own.spans[0][0]
    begin = _begin_of_answer(respondents, own, at)
    lines = _headings(document, used)
    above = [each for each in lines if begin <= each[0] and each[1] <= at]
    after = next((start for start, _ in lines if start > at), len(document.text))
    beneath = [
        each.id
        for each in neighbours
        if each.waits and each.question == own.question and at < each.spans[0][0] < after
    ]
    # Words before a candidate on its line, and its own name, are of it alone.
    own_words = _words_before(document, used, at) or _own_name(document, own.spans)
    heading = own_words or (_words_at(document, above[-1]) if above else None)
    is_over_some = above and not own_words and len(beneath) + 1 < len(queue)
    return Section(heading, beneath if is_over_some else [])


def _begin_of_answer(respondents: Sequence[RespondentRecord], own: Queued, at: int) -> int:
    """Return where the answer begins that a place is in; the place itself where none is known."""
    begins = [
        min(answer["spans"])[0]
        for each in respondents
        for answer in each.answers
        if each.document == own.document and answer["question"] == own.question and answer["spans"]
    ]
    return max((each for each in begins if each <= at), default=at)


def _headings(document: DocumentRecord, used: Sequence[Sequence[int]]) -> list[Span]:
    text = document.text or ""
    lines = [(each["start"], each["end"], each) for each in document.blocks or ()]
    return [
        (start, end)
        for start, end, block in lines
        if not _overlaps(used, start, end) and _is_heading(block, text[start:end])
        if not withheld_in(document.withheld, (start, end))
    ]


def _overlaps(used: Sequence[Sequence[int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in used)


def _is_heading(block: Mapping[str, Any], line: str) -> bool:
    if ": " in line or not _is_short(line):
        return False
    is_set = block.get("kind") == "heading" or block.get("bold", False)
    is_plain = "kind" not in block and not line.endswith(ENDS)
    return is_set or is_plain


def _is_short(words: str) -> bool:
    """Return whether words may be a heading, and are no question of the survey."""
    return len(words.split()) <= MOST_WORDS and not _QUESTION.match(words)


def _words_before(document: DocumentRecord, used: Sequence[Sequence[int]], at: int) -> str | None:
    """Return the few words before a place on its line that no candidate uses."""
    start = next(
        (each["start"] for each in document.blocks or () if each["start"] < at < each["end"]), at
    )
    words = (document.text or "")[start:at]
    marked = _MARK.match(words)
    start += marked.end() if marked else 0
    is_free = start < at and not _overlaps(used, start, at) and _is_short(words)
    return _words_at(document, (start, at)) if is_free else None


def _own_name(document: DocumentRecord, spans: Sequence[Sequence[int]]) -> str | None:
    """Return the first of the cells or lines, where it is as short as a name."""
    (start, end), *more = spans
    line = (document.text or "")[start:end]
    is_name = more and len(line.split()) <= LONGEST_NAME and not line.endswith(ENDS)
    return _words_at(document, (start, end)) if is_name else None


def _words_at(document: DocumentRecord, span: Span) -> str | None:
    words = (document.text or "")[slice(*span)]
    return without(words, withheld_in(document.withheld, span)).strip().rstrip(" :.,–-") or None
