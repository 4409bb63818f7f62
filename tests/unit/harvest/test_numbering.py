"""A survey may number its questions as it likes: what stands in its file is what is looked for."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from string import ascii_lowercase
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvest.answers import Form, answers_in
from harvest.questions.numbering import Numbering
from harvest.questions.tables import Heads
from seed.questionnaires import Question, Questionnaire, read_questionnaires
from tests.unit.harvest.survey import SURVEY, blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

ASKED = [question for question in SURVEY.questions if question.kind != "heading"]
MORE = [
    Question("", "text", text, ())
    for text in (
        "Hur mycket personal och pengar avsätter ni för arbetet?",
        "Hur följer ni upp resultaten?",
        "Vilka målkonflikter har ni stött på?",
        "Hur tar ni hjälp av kommunerna?",
        "Vad planerar ni för de kommande åren?",
    )
]
ANSWERS = {
    "yes-no": ["Ja, i en grupp.", "Nej.", "Ja, det finns med.", "Nej, inte ännu."],
    "examples": ["Vi lånar ut elcyklar.|Vi driver en verktygspool.", "Ett råd för lantbrukare."],
    "sectors": ["Skogsbruk och handel.", "Besöksnäring.|Sjöfart."],
    "text": ["Mer tid.", "En gemensam webbplats.", "Det vet vi först i höst."],
}
STYLES = {
    "letters": (
        "{head}{tail}",
        "{head}{tail}.",
        "{head} {tail})",
        "{head}.{tail}",
        "{HEAD}{TAIL}:",
    ),
    "sections": (
        "{HEAD}{tail}",
        "{HEAD}{tail}.",
        "{HEAD} {tail}:",
        "{head}{tail})",
        "{HEAD}.{tail} ",
    ),
    "decimals": ("{head}.{tail}", "{head}.{tail}.", "{head}.{tail})", "{head}.{tail}:"),
    "numbers": ("{head}.", "{head})", "{head}:"),
}
"""How replies write the numbers of each style."""
WORDED = ("", "Fråga ", "Svar på fråga ")


class Place(NamedTuple):
    """A question's place in its survey, from 0: which section, and which question of it."""

    section: int
    at: int


def number(style: str, place: Place) -> tuple[str, str]:
    if style == "letters":
        return str(place.section + 1), ascii_lowercase[place.at]
    if style == "sections":
        return ascii_lowercase[place.section], str(place.at + 1)
    return str(place.section + 1), str(place.at + 1)


def identifier(style: str, place: Place) -> str:
    head, tail = number(style, place)
    joint = "." if style == "decimals" else ""
    return head if style == "numbers" else f"{head.upper()}{joint}{tail}"


@st.composite
def places(draw: st.DrawFn, style: str) -> list[Place]:
    """Draw how many questions there are, and in which sections they stand."""
    count = draw(st.integers(4, len(ASKED) + len(MORE)))
    if style == "numbers":
        return [Place(at, 0) for at in range(count)]
    begins = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    sections = [sum(begins[1 : at + 1]) for at in range(count)]
    return [Place(section, at) for section, own in groupby(sections) for at, _ in enumerate(own)]


@st.composite
def surveys(draw: st.DrawFn, style: str) -> tuple[Questionnaire, list[Place]]:
    """Draw the survey of 2018 with other numbers, and more or fewer questions."""
    drawn = draw(places(style))
    questions = draw(st.permutations([*ASKED, *MORE]))[: len(drawn)]
    numbered = [
        replace(question, id=identifier(style, place))
        for question, place in zip(questions, drawn, strict=True)
    ]
    return replace(SURVEY, questions=tuple(numbered)), drawn


@st.composite
def replies(draw: st.DrawFn, style: str) -> tuple[Questionnaire, str, dict[str, str]]:
    """Draw a survey, a reply to it, and what that answers to each question."""
    survey, drawn = draw(surveys(style))
    written = draw(st.sampled_from(WORDED)) + draw(st.sampled_from(STYLES[style]))
    with_wording = draw(st.booleans())
    lines, expected = [], {}
    for question, place in zip(survey.questions, drawn, strict=True):
        head, tail = number(style, place)
        told = written.format(head=head, tail=tail, HEAD=head.upper(), TAIL=tail.upper())
        answer = draw(st.sampled_from(ANSWERS[question.kind]))
        expected[question.id] = answer
        words = question.text + "\n" if with_wording else ""
        lines.append(f"{told} {words}{answer.replace('|', chr(10))}\n")
    return survey, "\n".join(lines), expected


def answered(survey: Questionnaire, text: str) -> dict[str, str]:
    found = answers_in(blocks(text), Form(survey)).answers
    return {each.question: "|".join(line.text for line in each.lines) for each in found}


@pytest.mark.parametrize("style", STYLES)
@settings(deadline=None)
@given(data=st.data())
def test_all_answers_are_found_however_a_survey_is_numbered(
    style: str, data: st.DataObject
) -> None:
    survey, text, expected = data.draw(replies(style))

    assert answered(survey, text) == expected


@pytest.mark.parametrize("style", STYLES)
@settings(deadline=None)
@given(data=st.data())
def test_the_columns_of_an_export_are_found_however_a_survey_is_numbered(
    style: str, data: st.DataObject
) -> None:
    survey, _ = data.draw(surveys(style))
    form = Form(survey)
    word = data.draw(st.sampled_from(["Fråga ", "Q", ""]))
    heads = ["Län", *(f"{word}{each.id}" for each in survey.questions)]

    asked = Heads(survey, form.wording, form.numbering).questions(dict(enumerate(heads)))

    assert [*asked.values()] == [None, *(each.id for each in survey.questions)]


def survey_of(ids: Sequence[str]) -> Questionnaire:
    questions = [replace(ASKED[0], id=each) for each in ids]
    return replace(SURVEY, questions=tuple(questions))


def test_the_questions_of_every_survey_have_numbers() -> None:
    for survey in read_questionnaires():
        assert Numbering(survey).asked


@pytest.mark.parametrize("identifier", ["", "2 c", "fråga 2", "2cd", "123", "A1b"])
def test_what_is_no_number_is_refused(identifier: str) -> None:
    with pytest.raises(ValueError, match="no number of a question"):
        Numbering(survey_of([identifier]))


@settings(deadline=None)
@given(st.text(alphabet="0123 12abcikABC.,:()_-–/oſİıKfråga och", max_size=30))
def test_no_text_breaks_the_reading_of_numbers(text: str) -> None:
    for ids in (["2a", "2k"], ["A1", "C12"], ["1.1", "3.12"], ["1", "12"]):
        numbering = Numbering(survey_of(ids))
        numbering.written(text)
        numbering.pointer(text)
        numbering.code(text)


def test_a_letter_that_is_a_word_is_one_only_where_it_cannot_be() -> None:
    numbering = Numbering(survey_of([f"1{letter}" for letter in ascii_lowercase[:12]]))

    assert numbering.written("1 i länet finns")  # the number is 1
    assert [
        each.keys
        for line in ("1 i länet", "1i Svar", "1 i) Svar", "1 l) Svar")
        if (each := numbering.written(line))
    ] == [("1",), ("1i",), ("1i",), ("1l",)]


@pytest.mark.parametrize("written", ["1.i", "1i", "1.i)"])
def test_a_letter_that_is_a_word_numbers_a_question_beside_its_digits(written: str) -> None:
    ids = [identifier("letters", Place(0, at)) for at in range(9)]
    questions = [
        replace(question, id=each) for question, each in zip([*ASKED, *MORE], ids, strict=False)
    ]
    survey = replace(SURVEY, questions=tuple(questions))
    found = answered(survey, f"1.h Mer tid.\n\n{written} En gemensam webbplats.\n")
    assert found == {"1h": "Mer tid.", "1i": "En gemensam webbplats."}
