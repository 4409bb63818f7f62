"""What a document answers to each question: the lines between questions, without the form's own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from harvest.answers.question_end import end_of_question
from harvest.answers.signatures import tells_who_answered, without_signature
from harvest.answers.tables import last_columns, of_the_marker, tables_of_examples
from harvest.documents.document import Block
from harvest.questions import Marker, Questionnaire
from harvest.questions.candidates import Candidates
from harvest.questions.headings import with_unknown
from harvest.questions.numbering import LETTERED, Numbering, head_of
from harvest.questions.sequence import best_sequence
from harvest.questions.wording import LIKELY, Wording

BETTER = 1.0
"""By how much another numbering than the survey's must fit better."""
SURE = 3
"""Questions written as "2a" from which no other numbering than the survey's is thought of."""
FEWEST_SHEETS = 3
"""Questions that sheets have as their names."""
FEWEST_DEEPER = 2
"""Questions answered as deep in a quotation from which that text is the reply, not the form."""
_ANSWER_WORD = re.compile(
    r"(?:svar|vårt svar|kommentar(?:er)?)(?: \([^()]*\))?(?:\s*[:–-]\s*|\s*$)", re.IGNORECASE
)
_OF_MAIL = re.compile(
    r"(?:från|till|kopia|skickat|datum|ämne|from|to|cc|sent|date|subject):\s", re.IGNORECASE
)
"""The head of a mail that a reply quotes."""
_BULLET = re.compile(r"[-–—*•·▪◦›»►▶→◆]\s+(?=\w)")
_OUTLINE = re.compile(
    r"((\d{1,2})(?:\.\d{1,2}){1,4})\.?\s+(?=\w)(?!(?:miljon|miljard|mnkr|mkr|ton|procent|kr|mil)\w*\b)"
)
EMPTY = re.compile(
    r"\W*|\W*(?:inget svar|ej svar|ej besvarad|obesvarad|n/?a|skriv (?:ditt |ert )?svar(?:et)? här"
    r"|_+|(?:bild|sida|slide)\s*\d{1,3}|\(?(?:kryssa|ringa in|markera)(?: \w+){0,4}\)?"
    r"|klicka (?:eller tryck )?här för att ange text)\W*",
    re.IGNORECASE,
)
"""What stands where there is no answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The lines that answer a question; `joint` are all the questions that they answer."""

    question: str
    joint: tuple[str, ...]
    lines: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """Answers in the order of the survey, and what of the document is none of them.

    `lines` are all that were looked through, and `markers` where questions stand in them.
    """

    answers: tuple[Answer, ...]
    outside: tuple[Block, ...]
    lines: tuple[Block, ...] = ()
    markers: tuple[Marker, ...] = ()


class Form:
    """A survey made ready to look for."""

    def __init__(self, survey: Questionnaire) -> None:
        self.order = [question.id for question in survey.questions]
        self.kinds = {question.id: question.kind for question in survey.questions}
        self.wording = Wording(survey)
        self.numbering = Numbering(survey)
        self._candidates = [
            Candidates(self.wording, self.numbering, questions)
            for questions in (
                self.numbering.asked,
                self.numbering.counted,
                self.numbering.counted_all,
            )
        ]

    def markers(self, lines: Sequence[Block]) -> list[Marker]:
        """Return where the questions stand, by the numbering that fits best."""
        tables = tables_of_examples(lines).keys() - self._asking(lines)
        (by_question, of_question), (counted, of_counted), (every, of_every) = (
            best_sequence(
                _of_sheets(
                    [
                        each
                        for each in found.of(lines)
                        if self._may_ask(each, lines[each.line], tables)
                    ],
                    lines,
                ),
                self.order,
            )
            for found in self._candidates
        )
        if of_every > of_counted and len(every) >= len(self.order):
            counted, of_counted = every, of_every
        sure = sum(
            len(each.questions[0]) > 1
            and each.score >= LETTERED
            and lines[each.line].column is None
            for each in by_question
        )
        found = counted if of_counted > of_question + BETTER and sure < SURE else by_question
        found = [*_without_heads(found, lines)]
        return with_unknown(found, lines, self.order, self.kinds)

    def _asking(self, lines: Sequence[Block]) -> set[int | None]:
        """Return the tables that have the numbers of questions in a column."""
        columns: dict[tuple[int | None, int], list[str]] = defaultdict(list)
        for line in lines:
            if line.column is not None:
                columns[line.table, line.column].append(line.text)
        return {table for (table, _), texts in columns.items() if self.numbering.are_numbers(texts)}

    def _may_ask(self, marker: Marker, line: Block, tables: Container[int | None]) -> bool:
        """Return whether a line is no cell of a table of examples, nor what such a sheet is called.

        The name of a sheet asks if it has the question's number, or asks for examples itself.
        """
        if line.table not in tables:
            return True
        asks_examples = all(self.kinds[each] == "examples" for each in marker.questions)
        return line.column is None and (marker.numbered or asks_examples)


def _of_sheets(markers: Sequence[Marker], lines: Sequence[Block]) -> list[Marker]:
    """Return markers without cells that ask in other tables what sheets have as their names."""
    sheets = {
        question: lines[each.line].table
        for each in markers
        for question in each.questions
        if each.numbered and lines[each.line].column is None and lines[each.line].table is not None
    }
    if len(sheets) < FEWEST_SHEETS:
        return list(markers)
    return [
        each
        for each in markers
        if lines[each.line].table is None
        or all(
            sheets.get(one, lines[each.line].table) == lines[each.line].table
            for one in each.questions
        )
    ]


def _without_heads(markers: Sequence[Marker], lines: Sequence[Block]) -> Iterator[Marker]:
    """Yield markers without heads of columns that only repeat what the table is headed by."""
    before: Marker | None = None
    for marker in markers:
        line = lines[marker.line]
        is_head = line.header and line.column is not None and not marker.numbered
        if not (is_head and before and before.questions == marker.questions):
            yield marker
            before = marker


def answers_in(blocks: Iterable[Block], form: Form) -> Answered:
    """Return what the lines of a document, or of a cell or row, answer."""
    whole = list(blocks)
    lines = list(_parted(whole, form))
    firsts = {block.start for block in whole}
    found: dict[str, dict[int, list[Block]]] = defaultdict(lambda: defaultdict(list))
    joints: dict[str, tuple[str, ...]] = {}
    markers = form.markers(lines)
    for marker, body in _bodies(lines, markers, form.wording):
        own = (_in_outline(line, marker.questions[0]) for line in _own(body, form.wording))
        content = [line for line in own if not EMPTY.fullmatch(line.text)]
        on_line = 1 if content and content[0].end <= lines[marker.line].end else 0
        content[on_line:], _ = without_signature(content[on_line:])
        for question in marker.questions:
            for line in content:
                found[question][line.quote].append(line)
            if content:
                joints[question] = marker.questions
    chosen = _as_deep_as_the_reply(found)
    answers = tuple(
        Answer(question, joints[question], tuple(_joined(chosen[question], firsts)))
        for question in form.order
        if chosen.get(question)
    )
    used = {line.start for answer in answers for line in answer.lines}
    outside = tuple(line for line in lines if line.start not in used)
    return Answered(answers, outside, tuple(lines), tuple(markers))


def with_answer(answered: Answered, own: Answer, order: Sequence[str]) -> Answered:
    """Return answers with another one to a question, whose lines no other answer has."""
    used = {line.start for line in own.lines}
    rest = (
        replace(each, lines=tuple(line for line in each.lines if line.start not in used))
        for each in answered.answers
        if each.question != own.question
    )
    answers = [*(each for each in rest if each.lines), own]
    return replace(
        answered,
        answers=tuple(sorted(answers, key=lambda each: order.index(each.question))),
        outside=tuple(line for line in answered.outside if line.start not in used),
    )


def _parted(blocks: Sequence[Block], form: Form) -> Iterator[Block]:
    """Part lines where a question may begin within, as in a sum of what no other line tells."""
    numbers = [form.numbering.written(block.text) for block in blocks]
    is_short = sum(bool(each) for each in numbers) <= 1
    for block in blocks:
        inside = {*form.numbering.inside(block.text), *form.wording.labels_inside(block.text)}
        inside |= set(form.numbering.summed(block.text)) if is_short else set()
        ends = [*sorted(inside), len(block.text)]
        for start, end in zip([0, *ends], ends, strict=False):
            if end > start:
                yield block.subspan(start, end)


def _bodies(
    lines: Sequence[Block], markers: Sequence[Marker], wording: Wording
) -> Iterator[tuple[Marker, list[Block]]]:
    """Yield each marker with the lines up to the next, the rest of its own line first."""
    ends = [marker.line for marker in markers[1:]] + [len(lines)]
    last = last_columns(lines)
    for marker, end in zip(markers, ends, strict=False):
        line = lines[marker.line]
        body = list(lines[marker.line + 1 : end])
        rest = line.subspan(end_of_question(line, marker.body, body), len(line.text))
        rest = _as_item(rest, body)
        body = [*_without_wording(marker, line, body, wording)]
        yield marker, of_the_marker(line, [rest, *body] if rest.text else body, last)


def _as_item(rest: Block, body: Sequence[Block]) -> Block:
    """Return the rest of a question's line as the first item of the list that stands below it."""
    mark = _BULLET.match(rest.text)
    below = body[0] if body else None
    if not mark or below is None or below.kind != "list-item":
        return rest
    item = rest.subspan(mark.end(), len(rest.text))
    return replace(item, kind=below.kind, number=below.number, level=below.level)


def _without_wording(
    marker: Marker, line: Block, body: Sequence[Block], wording: Wording
) -> Iterator[Block]:
    """Yield the lines of a body without the cell beside a number that says what it asks."""
    row = [each for each in body if each.table == line.table and each.row == line.row]
    last = max((cell.column or 0 for cell in row), default=0)
    for each in body:
        is_neighbour = line.column is not None and each.column == line.column + 1 and each in row
        if not (is_neighbour and last > (each.column or 0) and _asks(each, marker, wording)):
            yield each


def _asks(cell: Block, marker: Marker, wording: Wording) -> bool:
    likes = wording.question_similarity(cell.text)
    return any(likes.get(each, 0.0) >= LIKELY for each in marker.questions)


def _own(body: Sequence[Block], wording: Wording) -> Iterator[Block]:
    """Yield what of the lines is the respondent's own."""
    begun = False
    for line in body:
        start = wording.form_end(line.text)
        answer = _ANSWER_WORD.match(line.text, start)
        rest = line.subspan(answer.end() if answer else start, len(line.text))
        if line.quote and _OF_MAIL.match(line.text):
            continue
        if not rest.text or (not begun and wording.is_fragment(rest.text)):
            continue
        if tells_who_answered(rest.text):
            continue
        begun = begun or not EMPTY.fullmatch(rest.text)
        yield rest


def _in_outline(line: Block, question: str) -> Block:
    """Return a line below question 2 that begins with "2.4.1" as the item of a list."""
    number = _OUTLINE.match(line.text)
    if not number or line.number or number[2] != head_of(question):
        return line
    rest = line.subspan(number.end(), len(line.text))
    return replace(rest, kind="list-item", number=number[1], level=number[1].count("."))


def _as_deep_as_the_reply(
    found: dict[str, dict[int, list[Block]]],
) -> dict[str, list[Block]]:
    """Choose for each question the copy that is quoted least, among those that are a reply.

    The form that is quoted below a reply, or around it, has words after its last question only.
    """
    counts: dict[int, int] = defaultdict(int)
    for by_depth in found.values():
        for depth in by_depth:
            counts[depth] += 1
    least = min(counts, default=0)
    depths = [depth for depth in sorted(counts) if depth == least or counts[depth] > FEWEST_DEEPER]
    if counts and counts[least] == 1 and max(counts.values()) > FEWEST_DEEPER:
        depths = [*depths[1:], depths[0]]
    return {
        question: next((by_depth[depth] for depth in depths if by_depth.get(depth)), [])
        for question, by_depth in found.items()
    }


def _joined(pieces: Sequence[Block], firsts: Container[int]) -> Iterator[Block]:
    """Join pieces of one line again that were parted where no question began."""
    before: Block | None = None
    for piece in pieces:
        if before and piece.start == before.end + 1 and piece.start not in firsts:
            before = replace(before, text=f"{before.text} {piece.text}", end=piece.end)
            continue
        if before:
            yield before
        before = piece
    if before:
        yield before
