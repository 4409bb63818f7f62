"""Examples that stand elsewhere than below their question: in a table, a sheet or an attachment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from harvest.answers import Answered
from harvest.answers.tables import tables_of_examples
from harvest.documents.document import Block

LONGEST_POINTER = 25
"""Words of an answer that only says where the examples stand."""
_ELSEWHERE = re.compile(
    r"\b(?:bilag\w*|bifog\w*|medföljande|flik(?:en)?|blad(?:et)? \w+|kalkylblad\w*|tabell(?:en)?"
    r"|separat \w+|\w*listan?\b|\w*förteckning\w*|nästa sida|sist i|längst (?:ned|ner)|nedan)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\b(?:se|finns|ligger|framgår|redovisas|återfinns|står|hänvisas?|bifog\w*)\b", re.IGNORECASE
)


def only_points(lines: Sequence[Block]) -> bool:
    """Return whether an answer only says that its examples stand in a table or an attachment."""
    if any(line.kind == "list-item" and not _ELSEWHERE.search(line.text) for line in lines):
        return False
    return points_elsewhere(" ".join(line.text for line in lines))


def points_elsewhere(text: str) -> bool:
    """Return whether a text only says that the answer stands elsewhere."""
    few = len(text.split()) <= LONGEST_POINTER
    return few and bool(_ELSEWHERE.search(text)) and bool(_POINTS.search(text))


def with_table(answered: Answered, question: str) -> Answered:
    """Return the answers with a table of examples put to the question that only points to it."""
    own = next((each for each in answered.answers if each.question == question), None)
    tables = tables_of_examples(answered.outside).values()
    if not own or not tables or not only_points(own.lines):
        return answered
    table = tuple(line for each in tables for line in each)
    used = {line.start for line in table}
    return replace(
        answered,
        answers=tuple(
            replace(each, lines=table) if each is own else each for each in answered.answers
        ),
        outside=tuple(line for line in answered.outside if line.start not in used),
    )


def examples_of_attachment(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the lines of an attachment that answers no question: its tables, or all of it."""
    tables = tables_of_examples(blocks).values()
    if tables:
        return tuple(line for each in tables for line in each)
    return tuple(line for line in blocks if line.kind != "heading" or line.level != 1)
