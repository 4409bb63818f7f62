"""The pieces of an answer that an example may begin or end with: sentences and parts of lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from harvest.documents.document import Block
from harvest.splitting.boilerplate import is_introduction
from harvest.splitting.sentences import TYPED, inline_items, parted_at, sentences, split_on

Break = Literal["line", "sentence", "mark", "semicolon", "colon", "comma"]

REMEMBERED = 2048
"""Lines whose pieces are kept: each way to divide an answer needs them again."""
_NUMBER = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){1,3}[.)]?|\(?[IVX]{1,5}[.)]|\([ivx]{1,5}\)|\d{1,2}:[oae]\b[.)]?|\+"
    r"|§\s?\d{1,2}[.:]?)\s+(?=\S)"
)
"""Of sections, in Roman, of letters: "5.3.1 Digital tillsyn", "§ 2 Båtar", "IV. Renare hamnar",
"2:o Hamnen"; or a plus."""
_REPORTING = (
    r"(?:det )?(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|nästa|sista)"
)
_COUNTS = r"ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\d{1,2}"
_CALLED = r"(?:exempel(?: på \w+)?|aktivitet|insats|projekt|åtgärd)(?: nr\.?| nummer)?"
_COUNTED = re.compile(rf"{_CALLED}(?:\s*\d{{1,2}}\s*[:.)–-]|:)\s+(?=\S)", re.IGNORECASE)
_SPOKEN = re.compile(
    rf"(?:(?:och )?(?:(?:{_REPORTING}) exemplet|nästa exempel|exempel (?:nummer )?(?:{_COUNTS}))"
    rf"(?: är| det är)?[ ,:]+|\b{_CALLED} \d{{1,2}}\s?[:–-]\s+)(?=\S)",
    re.IGNORECASE,
)
_MARK_AT_END = re.compile(r"[\s(]*(?:\d{1,2}|[a-j]|[•▪◦●])[.),]?\s*$")
_JOINT = re.compile(r"(?:och|samt)\s+")
_COLON = re.compile(r":\s+(?=\S)")
_ANOTHER = re.compile(
    r",\s(?:och|samt)\s(?=\w)|\s(?:samt|dels)\s|,\s(?=dels\s)"
    r"|(?:,|\s(?:och|samt))\s(?=(?:en|ett|två|tre|fyra|fem|flera)\s)"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of a line, without its mark: what parts it from the one before, and its place.

    Attributes:
        block: the piece, with the format of its line.
        line: which line of the answer, from 0.
        at: which piece of its line, from 0.
        parted_by: what stands before it.
        typed: a number or letter that was typed before the first piece of a line.
    """

    block: Block
    line: int
    at: int
    parted_by: Break
    typed: str = ""

    @property
    def text(self) -> str:
        """Its words."""
        return self.block.text


def units_of(lines: Iterable[Block]) -> list[Unit]:
    """Return the pieces of an answer in order."""
    return [unit for number, line in enumerate(lines) for unit in _of_line(line, number)]


def _of_line(line: Block, number: int) -> Iterator[Unit]:
    for at, (piece, parted_by, typed) in enumerate(_pieces_of(line)):
        yield Unit(piece, number, at, parted_by, typed)


@lru_cache(maxsize=REMEMBERED)
def _pieces_of(line: Block) -> tuple[tuple[Block, Break, str], ...]:
    return tuple(each for each in _pieces(line) if each[0].text)


def _pieces(line: Block) -> Iterator[tuple[Block, Break, str]]:
    spoken = list(_SPOKEN.finditer(line.text))
    inside = inline_items(line) or parted_at(line, spoken)
    if inside:
        before = inside[0].start - line.start
        if before > 0:
            lead = line.text[:before]
            end = next((each.start() for each in spoken if each.end() == before), before)
            lead = _MARK_AT_END.sub("", lead[:end])
            yield from _sentences(line.subspan(0, len(lead)), "line", "")
        for part in inside:
            yield from _sentences(part, "mark", "")
        return
    typed = TYPED.match(line.text) or _NUMBER.match(line.text) or _COUNTED.match(line.text)
    typed = typed or _SPOKEN.match(line.text)
    mark = typed[0].strip() if typed else ""
    own = line.subspan(typed.end(), len(line.text)) if typed and mark else line
    yield from _sentences(own, "line", mark)


def _sentences(block: Block, parted_by: Break, typed: str) -> Iterator[tuple[Block, Break, str]]:
    for number, sentence in enumerate(sentences(block)):
        first: Break = "sentence" if number else parted_by
        for at, (part, by) in enumerate(_parts(sentence)):
            yield part, (by if at else first), ("" if at or number else typed)


def _parts(sentence: Block) -> Iterator[tuple[Block, Break]]:
    for at, part in enumerate(split_on(sentence, ";")):
        for number, (piece, by) in enumerate(_at_joints(part)):
            if at and not number:
                joint = _JOINT.match(piece.text)
                yield piece.subspan(joint.end() if joint else 0, len(piece.text)), "semicolon"
            else:
                yield piece, by


def _at_joints(part: Block) -> Iterator[tuple[Block, Break]]:
    colon = _COLON.search(part.text)
    start = 0
    by: Break = "sentence"
    if colon and is_introduction(part.text[: colon.start() + 1]):
        yield part.subspan(0, colon.start() + 1), by
        start, by = colon.end(), "colon"
    for joint in _ANOTHER.finditer(part.text, start):
        if joint.start() > start and _balanced(part.text[start : joint.start()]):
            yield part.subspan(start, joint.start()), by
            start, by = joint.end(), "comma"
    yield part.subspan(start, len(part.text)), by


def _balanced(text: str) -> bool:
    return text.count("(") == text.count(")")


def joined(units: Sequence[Unit], lines: Sequence[Block]) -> tuple[Block, ...]:
    """Return the text of units that belong together, a piece for each stretch of a line."""
    parts: list[Block] = []
    before: Unit | None = None
    for unit in units:
        follows = before and unit.line == before.line and unit.at == before.at + 1
        if follows and parts:
            line = lines[unit.line]
            first = parts[-1].start - line.start
            whole = line.subspan(first, unit.block.end - line.start)
            parts[-1] = replace(whole, kind=parts[-1].kind, number=parts[-1].number)
        else:
            parts.append(unit.block)
        before = unit
    return tuple(parts)
