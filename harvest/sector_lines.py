"""Lines of the answer to a question for sectors, without those that name none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from harvest.documents.document import Block
from harvest.sector_names import Sectors
from harvest.splitting.boilerplate import is_contact_sentence, is_introduction, refers, says_none
from harvest.splitting.sentences import TYPED, inline_items, sentences
from harvest.splitting.tables import first_column, is_table

SAYS = re.compile(
    r"\b(?:vi|arbetar|arbetat|jobbar|samarbetar|samverkar|riktar|riktat|fokuserar|fokus|har|är"
    r"|gäller|prioriter\w+|ligger|når"
    r"|vänder|främst med|satsar|finns|blir|blev|sköter|kommer|avser|omfattar)\b",
    re.IGNORECASE,
)
"""What sentences have that lists have not."""


def lines_that_list(lines: Sequence[Block], sectors: Sectors) -> list[Block]:
    """Return the lines, or parts of them, that list or tell of sectors, without their numbers."""
    lines = _of_tables(lines) or _without_details(lines, sectors)
    ticked = [part for line in lines for part in _ticked(line)]
    items = [part for line in ticked for part in inline_items(line) or [_without_number(line)]]
    return [item for line in items if not _announces(line) for item in _without_remarks(line)]


_CROSS = re.compile(r"\W*x\W*", re.IGNORECASE)
FEWEST_CROSSED = 2
"""Crosses beside sectors, where those without are not worked with."""
_NOT_WORKED_WITH = re.compile(
    r"\W*(?:0|nej|ej|inte|ännu inte|inte ännu|inga|ingen|saknas)\b.{0,30}", re.IGNORECASE
)
"""A cell beside a sector that says that it is not worked with."""


def _of_tables(lines: Sequence[Block]) -> list[Block]:
    """Return the sectors that tables of several rows and columns list; none where there is none."""
    tables: dict[int, list[Block]] = defaultdict(list)
    for line in lines:
        if line.table is not None:
            tables[line.table].append(line)
    found = []
    for table in tables.values():
        if is_table(table) and not any(_BOX.search(line.text) for line in table):
            first = first_column(table)
            columns = {line.column for line in first}
            none = {
                line.row
                for line in table
                if line.column not in columns and _NOT_WORKED_WITH.fullmatch(line.text)
            }
            crossed = {line.row for line in table if _CROSS.fullmatch(line.text)}
            some = crossed if len(crossed) >= FEWEST_CROSSED else {line.row for line in first}
            found += [line for line in first if line.row in some - none]
    return found


_BOX = re.compile(r"([☐☒☑✓✔]|\[[ xX]?\])\s*")


def _ticked(line: Block) -> list[Block]:
    """Return what stands beside the ticked boxes of a line; a line without boxes as it is."""
    boxes = list(_BOX.finditer(line.text))
    if line.number and _BOX.fullmatch(line.number):
        return [] if _is_empty(line.number) else [line]
    if not boxes:
        return [line]
    ends = [*(box.start() for box in boxes[1:]), len(line.text)]
    return [
        line.subspan(box.end(), end)
        for box, end in zip(boxes, ends, strict=True)
        if not _is_empty(box[1])
    ]


def _is_empty(box: str) -> bool:
    return box == "☐" or not box.strip("[] ")


_NOT = (
    r"\b(?:nej|inte|ej|aldrig|ingen|inget|inga|ingenting|not|none)\b"
    r"(?!\s(?:bara|enbart|endast|minst|lika|så)\b)"
)
_NEGATED = re.compile(
    rf"(?:^|[,;:]|\.\s(?={_NOT})|\b(?:men|fast|medan)\s|\boch\s(?={_NOT}))"
    rf"(?:(?!\.\s|\b(?:som|där|eftersom|då|när|att|vilket|men|fast|medan|och\s{_NOT})\b)[^,;:])*?{_NOT}"
    r".*?(?=,?\s(?:men|utan|däremot|dock)\b|$)",
    re.IGNORECASE,
)


def negated(line: Block) -> list[tuple[int, int]]:
    """Return where a line tells what is not worked with, as characters of the document."""
    return [
        (sentence.start + found.start(), sentence.start + found.end())
        for sentence in sentences(line)
        for found in _NEGATED.finditer(without_asides(sentence.text))
    ]


_DENIES = re.compile(rf"\s*\([^()]*{_NOT}[^()]*\)[\s.]*$", re.IGNORECASE)


def without_denial(line: Block) -> Block:
    """Return a sector without what its parentheses at the end say of another: "(inte hotell)"."""
    denial = _DENIES.search(line.text)
    return line.subspan(0, denial.start()) if denial else line


def without_asides(text: str) -> str:
    """Return a text of the same length with what stands in parentheses blanked."""
    return re.sub(r"\([^)]*\)", lambda found: "_" * len(found[0]), text)


def _without_details(lines: Sequence[Block], sectors: Sectors) -> list[Block]:
    """Leave out list items that only say more of the sector that they stand below."""
    remaining: list[Block] = []
    last: dict[int, int] = {}  # level -> the last line of it that is kept
    for line in lines:
        level = line.level or 0
        at = max((at for each, at in last.items() if each < level), default=None)
        above = None if at is None else remaining[at]
        if not (above and sectors.of(above.text) and not sectors.of(line.text)):
            last[level] = len(remaining)
            remaining.append(line)
    return remaining


def _without_number(line: Block) -> Block:
    typed = TYPED.match(line.text)
    return line.subspan(typed.end(), len(line.text)) if typed else line


def _without_remarks(line: Block) -> list[Block]:
    """Return a line without sentences that name no sector; nothing where there are only such."""
    whole = sentences(line)
    remaining = [each for each in whole if not _is_remark(each.text)]
    if len(remaining) == len(whole):
        return [line]
    return (
        [line.subspan(remaining[0].start - line.start, remaining[-1].end - line.start)]
        if remaining
        else []
    )


def _is_remark(text: str) -> bool:
    announces = is_introduction(text) and ":" not in text.rstrip(" :")
    return announces or refers(text) or is_contact_sentence(text) or says_none(text)


def _announces(line: Block) -> bool:
    """Return whether a line is a sentence that only leads to the list below it."""
    return line.text.endswith(":") and not line.number and bool(SAYS.search(line.text))
