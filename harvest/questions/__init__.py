"""What the harvest needs to know of a survey, and where in a document its questions stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

QuestionKind = Literal["yes-no", "examples", "sectors", "text", "heading"]


class Question(Protocol):
    """A question; a "heading" has its answers in the questions below it."""

    @property
    def id(self) -> str:
        """A number, perhaps with a letter: "2c"."""

    @property
    def kind(self) -> QuestionKind:
        """What an answer is."""

    @property
    def text(self) -> str:
        """The wording, with what it says of how to answer."""

    @property
    def labels(self) -> tuple[str, ...]:
        """Short headings that replies write in the wording's place."""


class Questionnaire(Protocol):
    """A survey."""

    @property
    def id(self) -> str:
        """Its name in links: "rus-2018"."""

    @property
    def title(self) -> str:
        """What it is about."""

    @property
    def instruction(self) -> str:
        """The instruction to all respondents."""

    @property
    def questions(self) -> Sequence[Question]:
        """In the order of the survey."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A place of one question, or of more where one answer is to all of them.

    Attributes:
        line: which of the lines.
        questions: ids, in the order of the survey.
        body: where on the line, in characters, the question ends and an answer may begin.
        score: how sure it is: 0.7 for a bare number, 5 for number and wording.
        numbered: a number tells it, perhaps with the wording.
    """

    line: int
    questions: tuple[str, ...]
    body: int
    score: float
    numbered: bool = True
