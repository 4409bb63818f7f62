"""Answers that point to another: "Se ovan" is what that one says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from harvest.answers import Answer
from harvest.candidates import GivenAnswer
from harvest.questions.numbering import Numbering
from harvest.splitting.boilerplate import refers

_ABOVE = re.compile(r"\b(?:ovan\w*|föregående|tidigare)\b", re.IGNORECASE)
_SAME = re.compile(r"\W*(?:samma (?:som|svar)\b.{0,30}|d:o|dito)\W*", re.IGNORECASE)


def with_referred(
    given: Sequence[GivenAnswer], kinds: Mapping[str, str], numbering: Numbering
) -> tuple[GivenAnswer, ...]:
    """Return the answers with yes or no taken from the one that a "Se ovan" points to."""
    found: list[GivenAnswer] = []
    for answer in given:
        target = None
        if kinds[answer.question] == "yes-no" and not answer.yes_no:
            target = referred(answer.said.text, [each.question for each in found], numbering)
        yes_no = {each.question: each.yes_no for each in found}
        found.append(replace(answer, yes_no=yes_no[target]) if target else answer)
    return tuple(found)


def referred(text: str, before: Sequence[str], numbering: Numbering) -> str | None:
    """Return which of the questions before (in order) an answer that only points to one means."""
    if not refers(text) and not _SAME.fullmatch(text):
        return None
    number = numbering.named_in(text)
    if number:
        return next((each for each in numbering.asked.get(number, ()) if each in before), None)
    return before[-1] if before and (_ABOVE.search(text) or _SAME.match(text)) else None


def pointed_to(answer: Answer, answers: Sequence[Answer], numbering: Numbering) -> Answer | None:
    """Return the answer that another only points to by its number."""
    before = answers[: answers.index(answer)]
    text = " ".join(line.text for line in answer.lines)
    questions = [each.question for each in before]
    target = referred(text, questions, numbering) if numbering.named_in(text) else None
    return next((each for each in before if each.question == target), None)
