"""Surveys that replies answer, as data: one file each in `questionnaires/`."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from record.words import Words
from seed.files import data_path, parse_yaml

QuestionKind = Literal["yes-no", "examples", "sectors", "text", "heading"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question; `kind` tells what an answer is, and a "heading" has its answers below it.

    `labels` are short headings, without capitals, that replies write in place of the text; `short`
    is what pages call it, of those whose answers may be public.
    """

    id: str
    kind: QuestionKind
    text: str
    labels: tuple[str, ...]
    short: Words | None = None


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A survey in the order of its questions; `instruction` is for all respondents."""

    id: str
    title: str
    issuer: str
    instruction: str
    sent_on: str
    questions: tuple[Question, ...]

    @property
    def year(self) -> int:
        """The year in which it was first sent out."""
        return int(self.sent_on[:4])

    @property
    def to_answer(self) -> tuple[Question, ...]:
        """The questions that have an answer of their own."""
        return tuple(each for each in self.questions if each.kind != "heading")


@cache
def read_questionnaires() -> tuple[Questionnaire, ...]:
    """Return all surveys, the newest first."""
    found = (
        _questionnaire(parse_yaml(path.read_text(encoding="utf-8")))
        for path in data_path("questionnaires").glob("*.yaml")
    )
    return tuple(sorted(found, key=lambda survey: survey.sent_on, reverse=True))


def questionnaire(questionnaire_id: str) -> Questionnaire:
    """Return one survey; KeyError if there is none of that id."""
    return {found.id: found for found in read_questionnaires()}[questionnaire_id]


def _questionnaire(raw: dict[str, Any]) -> Questionnaire:
    return Questionnaire(
        id=raw["id"],
        title=raw["title"],
        issuer=raw["issuer"],
        instruction=raw["instruction"],
        sent_on=raw["asked"],
        questions=tuple(
            Question(
                each["id"],
                each["kind"],
                each["text"],
                tuple(each.get("labels", ())),
                Words(**each["short"]) if "short" in each else None,
            )
            for each in raw["questions"]
        ),
    )
