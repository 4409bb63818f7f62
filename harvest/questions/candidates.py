"""Lines that may be questions: by their number, their wording and their look."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from harvest.documents.document import Block
from harvest.questions import Marker
from harvest.questions.numbering import (
    BARE,
    LETTERED,
    NAKED,
    Numbering,
    QuestionNumber,
    head_of,
    possible_questions,
)
from harvest.questions.spelt import LONGEST_REST
from harvest.questions.wording import CLEAR, LIKELY, Wording

_NOT_ALIKE = (0.0, 0)
_ANNEX = re.compile(
    r"\W*bilaga\s?(?:\d{1,2}|[a-z])?\s?[.:,–-]?\s*(?:till\s+)?(?=\w)", re.IGNORECASE
)
"""What stands before the question that an annex answers."""
_STYLED = re.compile(
    r"(?P<before>[^\w\s]{0,2}\s?(?:[a-zåäö]{1,6}\.?)?\s?[^\w\s]{0,2}\s?)(?P<digits>\d{1,2})"
    r"(?:\s?(?P<letter>[a-h])(?![^\W_]))?(?P<after>\s?(?:[^\w\s(]|_){0,3})(?=\s|$)\s*",
    re.IGNORECASE,
)
"""A number with what somebody writes around it."""
PLAIN = ".,:;)-–—=/]"
"""What is often written after a number, of a question and of an item of a list alike."""
BEFORE_A = chr(ord("a") - 1)
_COMMENT = re.compile(r"kommentar(?::\s+\w|\W*$)", re.IGNORECASE)
"""What a form has below each question: "Kommentar: ..."."""
_ANSWERS = re.compile(r"(?:ja|jo|nej|inget|inga|ingen)\b(?!\s?/)", re.IGNORECASE)
"""What an answer begins with and no question: "3. Inget behov."."""
_SAYS = re.compile(r"(?:ja|jo|nej)\b\W*$", re.IGNORECASE)
"""All that stands after a number without a mark, beside "2a ja"."""
_OF_QUESTIONS = re.compile(
    r"\W*(?:fråg(?:a|or)|fr|nr|frågenummer|frågans nummer)\W*", re.IGNORECASE
)
"""Head of a column of numbers."""
_NAKED = re.compile(r"\s*\d{1,2}(?: (?=[a-zåäö])|\W*$)")
_FIRST = re.compile(r"\s*\(?1[.)]\s")
"""The first item of a list, on the line of its question."""
ENOUGH_LETTERED = 3
"""Lines that begin as "2a" does, beside which "3 pengar" answers a question too."""
FEWEST_LONE = 2
"""Letters alone on lines, in their order, that are questions."""
FEWEST_BELOW = 3
"""A head "Fråga" and numbers below it."""
FEWEST_NAKED = 3
"""Digits without a mark, each higher than the one before, that are questions."""
OF_WORDING = 3.0
"""Score of the full wording; a number's is in `numbers`."""
OF_LOOK = 0.3
OTHER_WORDING = 0.25
"""How much liker another question a line may be than the one that its number says."""
LONGEST_HEADING = 14
"""Words of a line that may be a question by its wording alone, unless it is the full wording."""
FEWEST_THROUGH = 6
"""Numbers from 1 on, without gaps, that are questions: in Roman, or in words."""
ENOUGH_NUMBERED = 3
"""Questions with numbers from which those without are none."""
BELOW = 0.6
"""Added to a lone letter that stands below the number that it belongs to."""


class Candidates:
    """Finds the lines of a document that may be questions, as one way of numbering has them."""

    def __init__(
        self, wording: Wording, numbering: Numbering, questions: Mapping[str, tuple[str, ...]]
    ) -> None:
        """Take the numbers that are written, and which questions each of them means."""
        self._wording = wording
        self._numbering = numbering
        self._questions = questions

    def of(self, lines: Sequence[Block]) -> list[Marker]:
        """Return every marker that a line can be, several for one line where it is open."""
        above = ""
        found: list[Marker] = []
        in_words = {line.table for line in lines if line.table is not None and self._asks(line)}
        of_numbers = self._columns_of_numbers(
            [line for line in lines if line.table not in in_words]
        )
        written = [self._numbering.written(line.text) for line in lines if not line.quote]
        many = sum(bool(each) and each.strength == LETTERED for each in written if each)
        lone = self._lone_letters(lines)
        letters = lone | self._romans(lines) | self._styled(lines) | self._in_words(lines)
        ascend = _ascend(written)
        lettered = many >= ENOUGH_LETTERED or ((many > 0 or bool(lone)) and ascend)
        for at, line in enumerate(lines):
            number, start = self._number(line)
            if at in letters:
                number = letters[at]
                start = number.end
            is_naked = number and number.strength == NAKED
            says = number and many and _SAYS.match(line.text, number.end)
            is_beside = lettered and (ascend or _NAKED.match(line.text))
            if number and is_naked and (says or is_beside):
                number = number._replace(strength=BARE)
            if (
                number
                and (line.table, line.column) in of_numbers
                and self._numbering.stands_alone(line.text)
            ):
                number = number._replace(strength=LETTERED)
            if number and head_of(number.keys[0]) in self._questions:
                above = head_of(number.keys[0])
            found += self._of_line(_Line(at, line, start, above), number)
        found = _without_labels(self._without_lists(found, lines), lines)
        return self._without_headings(found, lines)

    def _asks(self, line: Block) -> bool:
        likes = self._wording.heading(line.text, 0).values()
        return any(like >= LIKELY for like, _ in likes)

    def _of_line(self, place: _Line, number: QuestionNumber | None) -> list[Marker]:
        line = place.line
        is_answer = _COMMENT.match(line.text) or _ANSWERS.match(line.text, place.start)
        likes = {} if is_answer else self._wording.heading(line.text, place.start)
        found = self._numbered(place, number, likes) if number else []
        return found or [
            Marker(place.at, (each,), end, OF_WORDING * like + _look(line), numbered=False)
            for each, (like, end) in likes.items()
            if like >= CLEAR or (like >= LIKELY and _like_heading(line, end))
        ]

    def _numbered(
        self, place: _Line, number: QuestionNumber, likes: Mapping[str, tuple[float, int]]
    ) -> list[Marker]:
        choices = possible_questions(number.keys, self._questions, place.above)
        most = max((like for like, _ in likes.values()), default=0.0)
        if len(number.keys) > 1 and choices and number.strength > NAKED:
            ends = [likes[each][1] for each in choices if likes.get(each, _NOT_ALIKE)[0] >= LIKELY]
            end = max(ends, default=place.start)
            return [Marker(place.at, tuple(choices), end, number.strength + OF_WORDING * most)]
        is_lettered = number.strength == LETTERED and _look(place.line) > 0
        found = []
        for each in choices:
            like, end = likes.get(each, (0.0, place.start))
            if most - like > OTHER_WORDING and most >= (CLEAR if is_lettered else LIKELY):
                continue  # the words tell of another question than the number
            like, end = (like, end) if like >= LIKELY else (0.0, place.start)
            if number.strength > NAKED or like:
                is_below = place.above and each.startswith(place.above) and number.keys[0].isalpha()
                score = number.strength + OF_WORDING * like + _look(place.line)
                found.append(Marker(place.at, (each,), end, score + (BELOW if is_below else 0)))
        return found

    def _romans(self, lines: Sequence[Block]) -> dict[int, QuestionNumber]:
        """Return the lines that begin with Roman numbers of questions, where one has a letter."""
        numbers = (
            (at, self._numbering.roman(line.number or line.text)) for at, line in enumerate(lines)
        )
        found = {
            at: number._replace(end=0 if lines[at].number else number.end)
            for at, number in numbers
            if number and number.keys[0] in self._questions
        }
        return found if self._number_all([each.keys[0] for each in found.values()]) else {}

    def _number_all(self, keys: Sequence[str]) -> bool:
        """Return whether numbers are of questions: with letters, or from 1 on without gaps."""
        if any(not key.isdigit() for key in keys):
            return len({*keys}) >= ENOUGH_NUMBERED
        counted = [*map(str, range(1, len(keys) + 1))]
        return len(keys) >= FEWEST_THROUGH and [*keys] == counted

    def _in_words(self, lines: Sequence[Block]) -> dict[int, QuestionNumber]:
        """Return the lines that begin with numbers in words, where many do: "Två c, branscher".

        Where none goes on with a sentence, what follows the number is the question.
        """
        numbers = {
            at: number
            for at, line in enumerate(lines)
            if not line.quote and (number := self._numbering.short(line.text))
        }
        found = {at: each for at, each in numbers.items() if each.keys[0] in self._questions}
        if not self._number_all([each.keys[0] for each in found.values()]):
            return {}
        rests = {at: lines[at].text[each.end :].strip() for at, each in found.items()}
        below = all(at + 1 not in found and at + 1 < len(lines) for at in found)
        if below and all(_is_topic(rest) for rest in rests.values()):
            return {at: each._replace(end=len(lines[at].text)) for at, each in found.items()}
        return found

    def _lone_letters(self, lines: Sequence[Block]) -> dict[int, QuestionNumber]:
        """Return the lines that go on after "2a" with letters alone, each the next: "b", "c"."""
        found: dict[int, QuestionNumber] = {}
        last = ""
        for at, line in enumerate(lines):
            number = self._numbering.written(line.text)
            if number and number.strength == LETTERED and number.keys[-1][-1].isalpha():
                last = number.keys[-1][-1]
            elif self._numbering.stands_alone(line.text) and number and self._has_below(number):
                last = BEFORE_A
            elif last and not line.quote:
                lone = self._numbering.lone(line.text)
                if lone and ord(lone.keys[0]) == ord(last) + 1:
                    found[at], last = lone, lone.keys[0]
        return found if len(found) >= FEWEST_LONE else {}

    def _has_below(self, number: QuestionNumber) -> bool:
        """Return whether questions with letters stand below one."""
        return any(
            each != number.keys[0] and head_of(each) == number.keys[0] for each in self._questions
        )

    def _styled(self, lines: Sequence[Block]) -> dict[int, QuestionNumber]:
        """Return the lines whose numbers are written in one way, whatever it is: "§ 2a", "S3:"."""
        styles: dict[tuple[str, str], dict[int, QuestionNumber]] = defaultdict(dict)
        for at, line in enumerate(lines):
            found = None if line.quote else _STYLED.match(line.text)
            key = f"{found['digits']}{found['letter'] or ''}".lower() if found else ""
            known = self._numbering.written(line.text)
            if found and key in self._questions and not (known and len(known.keys) > 1):
                style = found["before"].strip().lower(), found["after"].strip()
                styles[style][at] = QuestionNumber((key,), found.end(), LETTERED)
        others = [
            found for (before, after), found in styles.items() if before or after.strip(PLAIN)
        ]
        largest = max(others, key=len, default={})
        keys = {number.keys[0] for number in largest.values()}
        lettered = sum(not key.isdigit() for key in keys)
        return largest if len(keys) > ENOUGH_NUMBERED and lettered > 1 else {}

    def _columns_of_numbers(self, lines: Sequence[Block]) -> set[tuple[int | None, int | None]]:
        """Return the columns of numbers of questions that stand alone; (None, None) is no table."""
        cells: dict[tuple[int | None, int | None], list[str]] = defaultdict(list)
        for line in lines:
            cells[line.table, line.column].append(line.text)
        return {
            column
            for column, texts in cells.items()
            if self._numbering.are_numbers(texts)
            or (
                column != (None, None)
                and _OF_QUESTIONS.fullmatch(texts[0])
                and len(texts) >= FEWEST_BELOW
                and all(text.strip(" .):").lower() in self._questions for text in texts[1:])
            )
        }

    def _number(self, line: Block) -> tuple[QuestionNumber | None, int]:
        """Return a line's number and where its words begin.

        The number that a list shows goes first, unless the line itself says which question it is.
        """
        shown = self._numbering.written(line.number + " ") if line.number else None
        typed = self._typed(line)
        if shown and not (typed and typed.strength > max(shown.strength, BARE)):
            return shown, 0
        return typed, typed.end if typed else _begin(line.text)

    def _typed(self, line: Block) -> QuestionNumber | None:
        """Return the number that a line of text begins with, or that a heading points to."""
        text = line.text
        is_heading = _look(line) and len(text.split()) <= LONGEST_HEADING
        if is_heading and (number := self._numbering.pointer(text)):
            return number._replace(end=_begin(text))
        if len(text.split()) <= LONGEST_HEADING and (
            number := self._numbering.at_line_end(text, is_heading=bool(is_heading))
        ):
            return number
        number = self._numbering.written(text)
        if number is None and line.table is None:
            return self._numbering.named(text)
        fills_line = number and number.end == len(text) and line.table is None
        if number and fills_line and number.strength == NAKED and _look(line):
            return number._replace(strength=BARE)
        return number

    def _without_lists(self, markers: Sequence[Marker], lines: Sequence[Block]) -> list[Marker]:
        """Take away bare numbers that count something else: a list that begins anew at 1."""
        remaining: list[Marker] = []
        run, begun = 0, False
        for marker in markers:
            line = lines[marker.line]
            number, _ = self._number(line)
            key = number.keys[0] if number else ""
            is_bare = bool(number) and key.isdigit() and marker.score <= BARE + OF_LOOK
            if is_bare and ((key == "1" and begun) or (run and int(key) == run + 1)):
                run = int(key)
                continue
            run = int(bool(_FIRST.match(line.text, marker.body)))
            begun = begun or marker.score >= BARE
            remaining.append(marker)
        return remaining

    def _without_headings(self, markers: Sequence[Marker], lines: Sequence[Block]) -> list[Marker]:
        """Take away what is not numbered in full where the others (as deep quoted) are.

        What only looks like a question goes, and what the numbered ones ask already: a "Kommentar:"
        below each answer, or a list that is counted "a)", "b)", "c)".
        """
        in_full = [self._is_in_full(marker, lines[marker.line]) for marker in markers]
        of_columns: dict[int, set[str]] = defaultdict(set)
        for marker, full in zip(markers, in_full, strict=True):
            if full and marker.score >= LETTERED:
                of_columns[lines[marker.line].quote].update(marker.questions)
        remaining = []
        for marker, full in zip(markers, in_full, strict=True):
            others = of_columns[lines[marker.line].quote]
            is_new = not others & set(marker.questions)
            is_clear = marker.numbered or marker.score >= OF_WORDING * CLEAR
            if full or len(others) < ENOUGH_NUMBERED or (is_new and is_clear):
                remaining.append(marker)
        return remaining

    def _is_in_full(self, marker: Marker, line: Block) -> bool:
        """Return whether more than a lone letter tells a question: digits, or words beside it."""
        number, _ = self._number(line)
        is_lone = number is None or number.keys[0].isalpha()
        return marker.numbered and (not is_lone or marker.score >= LETTERED)


class _Line(NamedTuple):
    """A line, where words begin after its typed number, and the number that it stands below."""

    at: int
    line: Block
    start: int
    above: str


def _without_labels(markers: Sequence[Marker], lines: Sequence[Block]) -> list[Marker]:
    """Take away what comes again and is only somewhat like a question: "Samarbete:" of projects."""
    heads = [
        (marker.questions, lines[marker.line].quote, lines[marker.line].text[: marker.body].lower())
        for marker in markers
    ]
    times = Counter(heads)
    return [
        marker
        for marker, head in zip(markers, heads, strict=True)
        if marker.numbered
        or marker.score >= OF_WORDING * CLEAR
        or times[head] == 1
        or lines[marker.line].table is not None
    ]


def _ascend(numbers: Sequence[QuestionNumber | None]) -> bool:
    """Return whether the digits that lines begin with without a mark each go up."""
    naked = [each.keys[0] for each in numbers if each and each.strength == NAKED]
    heads = [int(key) for key in naked if key.isdigit()]
    return len(heads) >= FEWEST_NAKED and heads == sorted(set(heads))


def _begin(text: str) -> int:
    """Return where the words of a heading begin, after what calls it an annex."""
    annex = _ANNEX.match(text)
    return annex.end() if annex else 0


def _look(line: Block) -> float:
    return OF_LOOK if line.bold or line.kind == "heading" or line.header else 0


def _like_heading(line: Block, end: int) -> bool:
    """Return whether a line without a number looks like a question that ends at `end`."""
    if line.number:
        return False
    rest, head = line.text[end:].strip(), line.text[:end].strip()
    if len(head.split()) > LONGEST_HEADING:
        return False
    return bool(_look(line)) or head.endswith(("?", ":", " –", " -", "...", "…")) or not rest


def _is_topic(text: str) -> bool:
    """Return whether words after a number say what it asks: "internt", "exempel på vad vi gör"."""
    return len(text.split()) <= LONGEST_REST and not text.endswith((".", "!"))
