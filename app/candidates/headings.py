"""The heading that a candidate stands under in its reply, as a title to take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.availability import reading
from app.candidates.marking import withheld_in
from app.replies.service import reply_of
from catalogue import replies
from harvest.personal import without

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.candidates.queue import Queued
    from app.wiring import Services

MOST_WORDS = 12
ENDS = (".", "!", "?", ",", ";")
"""What no heading ends with."""


def heading_above(
    services: Services, reply_id: str, queue: Sequence[Queued], candidate_id: str
) -> str | None:
    """Return the nearest heading above a candidate in the same answer, without personal data.

    That is a line that no candidate uses, set as a heading or in bold, or short and no sentence.
    None: there is none, or the text is no longer kept.
    """
    own = next(each for each in queue if each.id == candidate_id)
    with reading(services.database) as connection:
        pk = reply_of(connection, reply_id).pk
        document = replies.document(connection, pk, own.document)
        respondents = replies.respondents(connection, pk)
    if not own.spans or document.text is None:
        return None
    at = own.spans[0][0]
    begins = [
        min(answer["spans"])[0]
        for each in respondents
        for answer in each.answers
        if each.document == own.document and answer["question"] == own.question and answer["spans"]
    ]
    begin = max((each for each in begins if each <= at), default=at)
    used = [span for each in queue if each.document == own.document for span in each.spans]
    for block in reversed(document.blocks or ()):
        start, end = block["start"], block["end"]
        if begin <= start and end <= at and not any(a < end and start < b for a, b in used):
            line = document.text[start:end]
            if _is_heading(block, line):
                return without(line, withheld_in(document, (start, end))).rstrip(" :") or None
    return None


def _is_heading(block: Mapping[str, Any], line: str) -> bool:
    if len(line.split()) > MOST_WORDS:
        return False
    is_set = block.get("kind") == "heading" or block.get("bold", False)
    is_plain = "kind" not in block and not line.endswith(ENDS)
    return is_set or is_plain
