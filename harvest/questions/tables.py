"""Tables with a respondent in each row, or in each column."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from types import MappingProxyType

from harvest.documents.document import Block
from harvest.questions import Questionnaire
from harvest.questions.numbering import (
    FEWEST_LETTERED,
    LETTERED,
    NAKED,
    Numbering,
    possible_questions,
)
from harvest.questions.wording import LIKELY, Wording

FIRST_COLUMNS = range(3)
FIRST_ROWS = 10
FEWEST_RESPONDENTS = 2
"""Columns that name a county; with one the table is read like any other text."""
FEWEST_QUESTIONS = 3
"""Different questions in one row or column that make it the table's head."""
OF_NUMBER = 0.8
PLACE = "Län"
"""Head of what tells where a respondent is."""
_PARTS = re.compile(r"\s[–—-]\s|[/|>:\[(]|(?<=[.?!])\s+")
_PLACE = re.compile(
    r"(?:[\w.]+[.:\])]\s+)?\W*(?:län|länsstyrelse|county|region|organisation|myndighet|avsändare)\w*",
    re.IGNORECASE,
)
COMMENT = re.compile(
    r"(?:.{0,20}\W)?(?:kommentar(?:er)?|beskriv(?:ning)?|motiver(?:a|ing)|utveckla|förklara)\W*",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:namn|name|kontakt|e-?post|e-?mail|mejl|telefon|tfn|mobil|uppgiftslämnare"
    r"|handläggare|respondent)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RespondentCells:
    """One row or column of a table: cells by question, and others by what their head says.

    Attributes:
        answers: lines by question.
        places: lines that tell the county or the organisation.
        persons: lines that tell who answered.
    """

    answers: Mapping[str, tuple[Block, ...]]
    places: tuple[Block, ...]
    persons: tuple[Block, ...]


class Heads:
    """Tells which question the head of a row or column asks."""

    def __init__(self, survey: Questionnaire, wording: Wording, numbering: Numbering) -> None:
        self._wording = wording
        self._numbering = numbering
        self._headings = {each.id for each in survey.questions if each.kind == "heading"}
        self.deciding = {each.id for each in survey.questions if each.kind == "yes-no"}

    def questions(self, texts: Mapping[int, str]) -> dict[int, str | None]:
        """Return what each of the heads asks; a comment is on the question before it."""
        own = {at: self.question(text) for at, text in texts.items()}
        if self._numbering.are_numbers(texts.values()):
            alone = {at: text for at, text in texts.items() if self._numbering.stands_alone(text)}
            own |= {at: self._numbered(text) for at, text in alone.items() if not own[at]}
        own |= {at: each for at, each in self._naked(texts).items() if not own[at]}
        wanted: dict[int, str | None] = {}
        before = None
        for at, text in sorted(texts.items()):
            elsewhere = {each for other, each in own.items() if other != at} | {None}
            is_comment = COMMENT.fullmatch(text) and own[at] in elsewhere
            before = wanted[at] = before if is_comment else own[at]
        return wanted

    def _naked(self, texts: Mapping[int, str]) -> dict[int, str | None]:
        """Return what heads ask by digits without a mark: "3 Stöd" beside "2a Nätverk"."""
        numbers = {at: self._numbering.written(text) for at, text in texts.items()}
        strengths = [each.strength for each in numbers.values() if each]
        lettered = strengths.count(LETTERED)
        if lettered < FEWEST_LETTERED:
            return {}
        return {
            at: self._numbered(each.keys[0])
            for at, each in numbers.items()
            if each and each.strength == NAKED
        }

    def question(self, text: str) -> str | None:
        """Return the question that a head asks, by its number, code or wording."""
        scores: dict[str, float] = defaultdict(float)
        above = ""
        for part in (text, *_PARTS.split(text)):
            for each, score in self._of_part(part, above).items():
                scores[each] = max(scores[each], score)
            number = self._numbering.written(part + " ")
            above = number.keys[0] if number and number.keys[0].isdigit() else above
        wanted = {each: score for each, score in scores.items() if each not in self._headings}
        best = max(wanted or scores, key=lambda each: scores[each], default=None)
        if not best or scores[best] < LIKELY:
            return None
        by_number = scores[best] <= OF_NUMBER
        return None if by_number and (_PERSON.search(text) or _PLACE.match(text)) else best

    def together(self, text: str) -> list[str]:
        """Return the questions whose numbers a head has, where it has several: "2a och b"."""
        for part in (text, *_PARTS.split(text)):
            number = self._numbering.written(part + " ")
            if number and number.strength > NAKED and len(number.keys) > 1:
                return possible_questions(number.keys, self._numbering.asked, "")
        return []

    def _numbered(self, text: str) -> str | None:
        """Return the question whose number stands alone in a cell."""
        found = self._numbering.asked.get(text.lower().strip(" .):"), ())
        return next((each for each in found if each not in self._headings), None)

    def _of_part(self, part: str, above: str) -> dict[str, float]:
        number = self._numbering.written(part + " ")
        code = self._numbering.code(part.strip(" ]"))
        keys = [code] if code else []
        if number and number.strength > NAKED:
            keys = list(number.keys)
        scores = dict.fromkeys(
            possible_questions(keys, self._numbering.asked, above)[:1], OF_NUMBER
        )
        for each, like in self._wording.question_similarity(
            part[number.end :] if number else part
        ).items():
            scores[each] = scores.get(each, 0) + like
        return scores


def respondents(
    blocks: Iterable[Block], heads: Heads, is_place: Callable[[str], bool]
) -> list[RespondentCells]:
    """Return the respondents of all tables that hold one in each row or column.

    Args:
        blocks: of a whole document.
        heads: tells the question of a head.
        is_place: tells whether a text names a county.
    """
    tables: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.table is not None and block.row is not None and block.column is not None:
            tables[block.table].append(block)
    found: list[RespondentCells] = []
    for table in tables.values():
        found += _by_row(table, heads, is_place) or _by_column(table, heads, is_place)
    return found


def _by_row(
    table: Sequence[Block], heads: Heads, is_place: Callable[[str], bool]
) -> list[RespondentCells]:
    for row in sorted({block.row for block in table if block.row is not None})[:FIRST_ROWS]:
        texts = _cells([block for block in table if block.row == row], by_row=False)
        wanted = heads.questions(texts)
        if _distinct(wanted.values()) >= FEWEST_QUESTIONS:
            below = [block for block in table if (block.row or 0) > row]
            texts_ = _with_places(texts, wanted, below, is_place)
            also = {at: heads.together(text) for at, text in texts.items() if wanted.get(at)}
            return _with_merged(_split(below, wanted, texts_, also, by_row=True), heads.deciding)
    return []


def _items(cells: Sequence[Block]) -> Iterator[Block]:
    """Yield the cells of a row as items of the list that they are with those above and below."""
    for cell in cells:
        is_item = cell.kind == "cell" and not cell.continues
        yield replace(cell, kind="list-item", number="•", level=1) if is_item else cell


def _with_merged(
    rows: Iterable[RespondentCells], deciding: AbstractSet[str]
) -> list[RespondentCells]:
    """Put rows together that go on with the one above, whose other cells are merged over them.

    Such a row tells neither who answers nor yes or no.
    """
    found: list[RespondentCells] = []
    for row in rows:
        is_own = row.places or row.persons or row.answers.keys() & deciding
        if found and not is_own and found[-1].answers.keys() & deciding:
            above = found[-1]
            wanted = dict.fromkeys((*above.answers, *row.answers))
            answers = {
                each: (*_items(above.answers.get(each, ())), *_items(row.answers.get(each, ())))
                for each in wanted
            }
            found[-1] = replace(above, answers=answers)
        else:
            found.append(row)
    return found


def _with_places(
    texts: Mapping[int, str],
    wanted: Mapping[int, str | None],
    below: Sequence[Block],
    is_place: Callable[[str], bool],
) -> dict[int, str]:
    """Name the column that holds counties, where no head of a column says so."""
    if any(_PLACE.match(text) and not wanted.get(at) for at, text in texts.items()):
        return dict(texts)
    for column in sorted({block.column or 0 for block in below}):
        cells = [block.text for block in below if block.column == column]
        if not wanted.get(column) and all(map(is_place, cells)):
            return {**texts, column: PLACE}
    return dict(texts)


def _by_column(
    table: Sequence[Block], heads: Heads, is_place: Callable[[str], bool]
) -> list[RespondentCells]:
    wanted = _column_of_questions(table, heads)
    if not wanted:
        return []
    column, questions, texts = wanted
    to_the_right = [block for block in table if (block.column or 0) > column]
    named = [block for block in to_the_right if _is_head(block, questions, texts)]
    columns = {block.column for block in named if is_place(block.text)}
    if len(columns) < FEWEST_RESPONDENTS:
        return []
    answers = [block for block in to_the_right if block.column in columns]
    questions = _carried_on(questions, texts, {block.row or 0 for block in answers})
    naming = dict.fromkeys((block.row or 0 for block in named if is_place(block.text)), PLACE)
    return _split([*answers, *named], questions, {**texts, **naming}, by_row=False)


def _carried_on(
    wanted: Mapping[int, str | None], texts: Mapping[int, str], rows: set[int]
) -> dict[int, str | None]:
    """Let rows whose head is empty, or merged with the one above, answer what that one asks."""
    found = dict(wanted)
    before = None
    for row in sorted(rows | set(texts)):
        found[row] = before = found.get(row) if row in texts else before
    return found


def _column_of_questions(
    table: Sequence[Block], heads: Heads
) -> tuple[int, dict[int, str | None], dict[int, str]] | None:
    """Return the last column that asks (one before it may hold the numbers), and what it asks."""
    found = None
    for column in FIRST_COLUMNS:
        texts = _cells([block for block in table if block.column == column], by_row=True)
        wanted = heads.questions(texts)
        if _distinct(wanted.values()) >= FEWEST_QUESTIONS:
            found = column, wanted, texts
    return found


def _is_head(block: Block, wanted: Mapping[int, str | None], texts: Mapping[int, str]) -> bool:
    row = block.row or 0
    first = min((each for each, question in wanted.items() if question), default=0)
    return (
        row == 0 or row < first or (not wanted.get(row) and bool(_PLACE.match(texts.get(row, ""))))
    )


def _distinct(wanted: Iterable[str | None]) -> int:
    return len({each for each in wanted if each})


def _cells(blocks: Iterable[Block], *, by_row: bool) -> dict[int, str]:
    texts: dict[int, str] = defaultdict(str)
    for block in blocks:
        at = block.row if by_row else block.column
        if at is not None:
            texts[at] = f"{texts[at]} {block.text}".strip()
    return texts


def _split(
    cells: Sequence[Block],
    wanted: Mapping[int, str | None],
    texts: Mapping[int, str],
    also: Mapping[int, Sequence[str]] = MappingProxyType({}),
    *,
    by_row: bool,
) -> list[RespondentCells]:
    """Make a respondent of each row (or column) of the cells; the other index tells the head."""
    each: dict[int, list[tuple[int, Block]]] = defaultdict(list)
    for cell in cells:
        one, head = (cell.row, cell.column) if by_row else (cell.column, cell.row)
        if one is not None and head is not None:
            each[one].append((head, replace(cell, header=False)))
    found = (_respondent(own, wanted, texts, also) for _, own in sorted(each.items()))
    return [one for one in found if one.answers]


def _respondent(
    own: Sequence[tuple[int, Block]],
    wanted: Mapping[int, str | None],
    texts: Mapping[int, str],
    also: Mapping[int, Sequence[str]],
) -> RespondentCells:
    answers: dict[str, list[Block]] = defaultdict(list)
    places, persons = [], []
    for head, cell in own:
        question = wanted.get(head)
        if question:
            for each in dict.fromkeys((question, *also.get(head, ()))):
                answers[each].append(cell)
        elif _PERSON.search(texts.get(head, "")):
            persons.append(cell)
        elif _PLACE.match(texts.get(head, "")):
            places.append(cell)
    return RespondentCells(
        {question: tuple(lines) for question, lines in answers.items()},
        tuple(places),
        tuple(persons),
    )
