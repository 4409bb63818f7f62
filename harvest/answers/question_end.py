"""Where on its line a question ends that is worded otherwise than the survey's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harvest.documents.document import Block

LONGEST_HEADING = 10
"""Words of a heading that is a question in other words."""
_ASKS = re.compile(r"[^.!?]{3,200}\?+\s*")
_ASIDE = re.compile(r"\([^()]*\)\s*[:.–-]*|\W*forts(?:ättning|\b)\.?\W*", re.IGNORECASE)
_LEAD = re.compile(
    r"\W*(?!(?:ja|jo|nej)\b)[\w/-]+(?: [\w/-]+){0,3}\s?[.?!:–-]\s+"
    r"(?=(?:ja|jo|joo|jodå|nej|delvis)\b)",
    re.IGNORECASE,
)
"""A few words that repeat the question, before the answer: "Utåt? Ja"."""
_ANSWERS = re.compile(r"\W*(?:ja|nej|yes|no)\b", re.IGNORECASE)


def end_of_question(line: Block, start: int, below: Sequence[Block]) -> int:
    """Return where on a line its question ends, after its number and known wording.

    Args:
        line: that asks.
        start: where the number and the wording end.
        below: the lines up to the next question.
    """
    aside = _ASIDE.match(line.text, start)
    start = aside.end() if aside else start
    asks = _ASKS.match(line.text, start)
    if asks and not _ANSWERS.match(asks[0]):
        start = asks.end()
    lead = _LEAD.match(line.text, start)
    start = lead.end() if lead else start
    rest = line.text[start:].strip()
    looks = line.bold or line.kind == "heading" or rest.endswith(":")
    plain = any(not each.bold and each.kind != "heading" for each in below)
    is_heading = looks and plain and len(rest.split()) <= LONGEST_HEADING
    return len(line.text) if is_heading and not _ANSWERS.match(rest) else start
