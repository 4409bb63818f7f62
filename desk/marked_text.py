"""The text of a reply as it was read: what is used, what is not, and what is held back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

from app.candidates.marking import public_words
from app.candidates.queue import Queued
from app.replies.remarks import is_of_form, words_of_form
from app.replies.views import questions_of

Span = tuple[int, int]


_WORD = re.compile(r"\w+")
SHORTEST_WORD = 4
"""Letters of a word that is missed: "och" between two sectors is not."""
AROUND = 4
"""Lines that are shown before and after what a candidate uses."""
FEWEST_UNREAD = 3
"""Words of a line that is to be read: greetings and addresses have fewer."""
GIVING = ("2c", "2d")
"""Questions whose answers are all meant to be used."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a line that are marked alike.

    Attributes:
        text: the words; of what is held back none.
        start: where it begins in the document, in characters.
        end: where it ends.
        masked: the kind of personal data that stands here, or nothing.
        used_by: number of the candidate among those of the reply, from 1; 0 = of none.
        names_sector: whether it became a sector of the county.
        unused: whether it answers a question whose answers are to be used, and nothing uses it.
    """

    text: str
    start: int
    end: int
    masked: str
    used_by: int
    names_sector: bool
    unused: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document.

    Attributes:
        number: from 1 within the document.
        question: the question whose first answer begins here, or nothing.
        is_unread: whether it has words that belong to no answer and are not of the form.
    """

    number: int
    question: str
    pieces: tuple[Piece, ...]
    is_unread: bool = False

    @property
    def users(self) -> list[int]:
        """Numbers of the candidates that use something of it, in order."""
        return sorted({each.used_by for each in self.pieces if each.used_by})

    @property
    def is_unused(self) -> bool:
        """Whether something of it should have been used and is not."""
        return any(each.unused for each in self.pieces)

    @property
    def is_partly_used(self) -> bool:
        """Whether something of it is used and something else is not."""
        return self.is_unused and any(each.used_by or each.names_sector for each in self.pieces)


class MarkedText:
    """A document of a reply, marked."""

    def __init__(
        self, reply: Mapping[str, Any], place: int, queue: Sequence[Queued], current: str = ""
    ) -> None:
        """Take the document of a reply at a place; what the current candidate uses is its own."""
        document = reply["documents"][place]
        self.place = place
        self.name: str = document["name"] or ""
        self._text: str = document["text"] or ""
        self._found: list[dict[str, Any]] = document["withheldSpans"]
        self._withheld = [(each["start"], each["end"], each["kind"]) for each in self._found]
        self._current = next((at for at, each in enumerate(queue, 1) if each.id == current), 0)
        used = [(each, at) for at, each in enumerate(queue, 1) if each.document == place]
        # Last is on top: the current one.
        used.sort(key=lambda pair: (pair[0].id == current, pair[0].waits))
        self._used = [(start, end, number) for each, number in used for start, end in each.spans]
        self._answers = list(_answers(reply, place))
        self._sectors = list(_sectors(reply, place))
        self._written = "\n".join(_written(reply, place))
        self._of_form = words_of_form(wording for _, wording in questions_of(reply["survey"]))

    @property
    def is_there(self) -> bool:
        """Whether the text is still kept."""
        return bool(self._text)

    def around(self) -> list[Line]:
        """Return the lines of the current candidate with some before and after; else all."""
        own = [at for at, each in enumerate(self.lines) if self._current in each.users]
        return self.lines[max(0, own[0] - AROUND) : own[-1] + 1 + AROUND] if own else self.lines

    @cached_property
    def lines(self) -> list[Line]:
        """The lines that hold something, marked once however often they are looked at."""
        found, text = [], ""
        for line in self._lines():
            found.append(replace(line, question="") if line.question == text else line)
            text = line.question or text
        return found

    def _lines(self) -> Iterator[Line]:
        begins = {start: question for start, _, question in reversed(self._answers)}
        at = 0
        for number, text in enumerate(self._text.split("\n"), 1):
            end = at + len(text)
            question = next((begins[each] for each in sorted(begins) if at <= each <= end), "")
            if text.strip():
                yield Line(number, question, tuple(self._pieces(at, end)), self._unread(at, end))
            at = end + 1

    def _unread(self, start: int, end: int) -> bool:
        read = [(each[0], each[1]) for each in (*self._used, *self._answers)]
        if any(first < end and start < last for first, last in (*read, *self._sectors)):
            return False
        shown = "".join(each.text for each in self._pieces(start, end)).strip()
        words = [each for each in _WORD.findall(shown) if len(each) >= SHORTEST_WORD]
        if len(words) < FEWEST_UNREAD or is_of_form(shown, self._of_form):
            return False
        return public_words(self._text, self._found, (start, end)).strip() not in self._written

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        marks = [(each[0], each[1]) for each in (*self._withheld, *self._used, *self._answers)]
        marks += self._sectors
        edges = sorted(
            {start, end, *(edge for mark in marks for edge in mark if start < edge < end)}
        )
        for first, last in pairwise(edges):
            yield self._piece(first, last)

    def _piece(self, first: int, last: int) -> Piece:
        masked = next((kind for a, b, kind in self._withheld if a <= first < b), "")
        used_by = next((each for a, b, each in reversed(self._used) if a <= first < b), 0)
        text = self._text[first:last]
        gives = any(a <= first < b and question in GIVING for a, b, question in self._answers)
        named = any(a <= first < b for a, b in self._sectors)
        has_words = any(len(word) >= SHORTEST_WORD for word in _WORD.findall(text))
        unused = bool(gives and has_words and not used_by and not named and not masked)
        return Piece("" if masked else text, first, last, masked, used_by, named, unused)


def _answers(reply: Mapping[str, Any], place: int) -> Iterator[tuple[int, int, str]]:
    for respondent in reply["respondents"]:
        if respondent["document"] == place:
            for answer in respondent["answers"]:
                for start, end in answer["spans"]:
                    yield start, end, answer["question"]


def _written(reply: Mapping[str, Any], place: int) -> Iterator[str]:
    """Yield answers that people have written in or added to: those have no places in the text."""
    for respondent in reply["respondents"]:
        if respondent["document"] == place:
            for answer in respondent["answers"]:
                if answer.get("version"):
                    yield answer["publicText"]


def _sectors(reply: Mapping[str, Any], place: int) -> Iterator[Span]:
    for respondent in reply["respondents"]:
        if respondent["document"] == place:
            for sector in respondent["sectors"]:
                yield from ((start, end) for start, end in sector["spans"])
