"""Questions are known by their numbers, by their wording, and by what stands around them."""

from __future__ import annotations

import pytest

from harvest.questions import Marker
from harvest.questions.numbering import possible_questions
from harvest.questions.sequence import best_sequence
from harvest.questions.tables import Heads
from harvest.questions.wording import CLEAR, LIKELY, Wording
from tests.unit.harvest.survey import FORM, SURVEY, WORDING, answers, blocks, harvest

NUMBERING = FORM.numbering
ORDER = ["1", "2", "2a", "2b", "2c", "2d", "3", "4"]


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("2c Exempel", ("2c",)),
        ("2 c) Exempel", ("2c",)),
        ("2.c. Exempel", ("2c",)),
        ("2C: Exempel", ("2c",)),
        ("Fråga 2 c – exempel", ("2c",)),
        ("Svar 2c", ("2c",)),
        ("Svar på fråga 2c:", ("2c",)),
        ("Q2c.", ("2c",)),
        ("Ad 2c.", ("2c",)),
        ("Beträffande fråga 2 c", ("2c",)),
        ("c) Exempel", ("c",)),
        ("2C/ Exempel", ("2c",)),
        ("2.3 Exempel", ("2.3",)),
        ("2c och d: Exempel", ("2c", "2d")),
        ("2c och 2d", ("2c", "2d")),
        ("2a-c:", ("2a", "2b", "2c")),
        ("Fråga 3 och 4:", ("3", "4")),
    ],
)
def test_a_number_is_read_however_it_is_written(line: str, keys: tuple[str, ...]) -> None:
    number = NUMBERING.written(line)

    assert number is not None
    assert number.keys == keys


@pytest.mark.parametrize(
    "line",
    [
        "Exempel",
        "2030 ska länet",
        "25% av dem",
        "Fråga 2c var svårast",
        "Frågorna 1 och 3 hör ihop.",
    ],
)
def test_an_amount_or_a_sentence_has_no_number_of_a_question(line: str) -> None:
    assert NUMBERING.written(line) is None


def test_a_number_in_full_says_more_than_a_bare_one() -> None:
    strengths = [NUMBERING.written(line) for line in ("3 mål", "3. Mål", "2c Mål")]

    assert [each.strength for each in strengths if each] == [0.1, 0.7, 2.0]


def test_numbers_mean_what_the_survey_asks_or_are_counted_through() -> None:
    assert possible_questions(["c"], NUMBERING.asked, "2") == ["2c"]
    assert possible_questions(["2.3"], NUMBERING.asked, "") == ["2c"]
    assert possible_questions(["4"], NUMBERING.counted, "") == ["2c"]
    assert possible_questions(["d"], NUMBERING.counted, "") == ["2c"]


def test_a_question_may_begin_within_a_line() -> None:
    line = "Svar på fråga 1: Ja. Svar på fråga 2a: Nej. Se fråga 3."

    assert [line[at:] for at in NUMBERING.inside(line)] == ["Svar på fråga 2a: Nej. Se fråga 3."]


def test_a_line_may_sum_up_the_whole_reply() -> None:
    summed = "Kort svar: 1 ja, 2a ja, 2b nej"

    assert answers(f"Hej!\n{summed}\nHälsningar\nAnna") == {"1": "ja,", "2a": "ja,", "2b": "nej"}


def test_labels_of_projects_ask_nothing() -> None:
    project = "Exempel {}\nKurs om gas.\nSamarbete: LRF och kommunen\n"
    text = "A. Utåtriktat arbete?\nJa\nB. Exempel på aktiviteter\n"
    found = answers(text + project.format(1) + project.format(2) + "C. Branscher\nSkog")

    assert (found["2c"].count("Samarbete"), found["2d"]) == (2, "Skog")


def test_a_sum_of_what_is_told_below_answers_nothing() -> None:
    told = "1. Ja, i en grupp.\n2a. Ja, med råd.\n2b. Nej, inte än."

    assert answers(f"Kort: 1 ja, 2a ja, 2b nej\n\n{told}") == answers(told)


def test_parts_of_a_question_are_counted_in_words() -> None:
    text = (
        "Den första frågan: Ja.\n\nDen andra frågans första del (utåtriktat): Nej.\n"
        "Den andra frågans andra del (strategier): Ja, i en strategi.\n\n"
        "Tredje delen, exempel:\n§ 1   Energiråd.\n§ 2   Matråd.\n\nDen tredje frågan: Tid."
    )

    assert list(answers(text)) == ["1", "2a", "2b", "2c", "3"]


def test_the_next_question_may_follow_on_the_line_of_one() -> None:
    line = "Fråga 2a ja, se fråga 1 fråga 2b nej"

    assert [line[at:] for at in NUMBERING.inside(line)] == ["fråga 2b nej"]
    assert NUMBERING.inside("Vi svarar på fråga 2a som fråga 2b") == []


@pytest.mark.parametrize("question", ORDER)
def test_the_full_wording_is_clearly_its_question(question: str) -> None:
    likes = Wording(SURVEY).question_similarity(WORDING[question])

    assert max(likes, key=lambda each: likes[each]) == question
    assert likes[question] >= CLEAR


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("Ge exempel på aktiviteter", "2c"),
        ("Vilka branscher arbetar ni med?", "2d"),
        ("Har ni någon intern dialog eller strategi?", "1"),
        ("Vilket behov av stöd har ni?", "3"),
        ("Driver ni utåtriktat arbete mot företagen?", "2a"),
    ],
)
def test_other_words_are_likest_the_question_that_they_ask(words: str, question: str) -> None:
    likes = Wording(SURVEY).question_similarity(words)

    assert max(likes, key=lambda each: likes[each]) == question
    assert likes[question] >= LIKELY


def test_words_of_something_else_are_no_question() -> None:
    likes = Wording(SURVEY).question_similarity("Biogas i tunga fordon längs kusten")

    assert max(likes.values(), default=0) < LIKELY


def test_what_repeats_the_form_ends_where_the_answer_begins() -> None:
    line = f"{WORDING['2c']} Energiråd i tre kommuner"

    assert line[Wording(SURVEY).form_end(line) :] == "Energiråd i tre kommuner"


def _marker(line: int, question: str, score: float = 2) -> Marker:
    return Marker(line, (question,), 0, score)


def test_the_sequence_leaves_out_a_number_that_goes_back() -> None:
    markers = [_marker(0, "2c"), _marker(1, "1", 0.7), _marker(2, "2d")]

    found, _ = best_sequence(markers, ORDER)

    assert [marker.questions[0] for marker in found] == ["2c", "2d"]


def test_the_sequence_follows_answers_in_another_order() -> None:
    found, _ = best_sequence([_marker(at, each) for at, each in enumerate(ORDER[::-1])], ORDER)

    assert [marker.questions[0] for marker in found] == ORDER[::-1]


def test_of_one_line_at_most_one_question_is_chosen() -> None:
    found, _ = best_sequence([_marker(0, "2a"), _marker(0, "2b", 3), _marker(1, "2c")], ORDER)

    assert [marker.questions[0] for marker in found] == ["2b", "2c"]


def test_no_markers_make_no_sequence() -> None:
    assert best_sequence([], ORDER) == ([], 0.0)
    assert FORM.markers(blocks("Hej! Vi återkommer.")) == []


def test_a_numbered_list_in_an_answer_holds_no_questions() -> None:
    found = answers("1. Ja\n\n2c.\n1. Energiråd\n2. Vattenråd\n3. Matråd\n\n2d. Skog\n\n3. Tid")

    assert found == {
        "1": "Ja",
        "2c": "1. Energiråd|2. Vattenråd|3. Matråd",
        "2d": "Skog",
        "3": "Tid",
    }


@pytest.mark.parametrize(
    "items",
    ["1. Skog|2. Jordbruk|3. Handel", "1, Skog|2, Jordbruk|3, Handel"],
)
def test_a_list_that_begins_on_the_line_of_its_question_holds_no_questions(items: str) -> None:
    found = answers(f"1. Ja.\n2a. Ja.\n2d. {items.replace('|', chr(10))}\n3. Tid.\n4. Nej.")

    assert found == {"1": "Ja.", "2a": "Ja.", "2d": items, "3": "Tid.", "4": "Nej."}


def test_letters_in_an_answer_are_no_questions_where_those_are_numbered_in_full() -> None:
    found = answers("2a. Ja\n\n2b. Nej\n\n2c.\na) energiråd\nb) vattenråd\n\n2d. Skog")

    assert found["2c"] == "a) energiråd|b) vattenråd"
    assert found["2b"] == "Nej"


def test_a_label_below_a_numbered_question_is_of_its_answer() -> None:
    text = "Fråga 1\nJa\nKommentar: Klimatrådet\nFråga 2a\nJa\nFråga 2b\nNej\nFråga 4\nInget"

    assert answers(text)["1"] == "Ja|Klimatrådet"
    assert answers(text)["4"] == "Inget"


def test_a_column_of_comments_is_on_the_question_before_it() -> None:
    heads = ["1. Intern dialog?", "1. Kommentar", "2a. Utåtriktat?", "Kommentar", "4. Övrigt"]
    asked = Heads(SURVEY, FORM.wording, NUMBERING).questions(dict(enumerate(heads)))

    assert list(asked.values()) == ["1", "1", "2a", "2a", "4"]


@pytest.mark.parametrize(
    ("head", "question"),
    [
        ("Q2c. Delge exempel på aktiviteter", "2c"),
        ("grupp/q2d", "2d"),
        ("Fråga 2a", "2a"),
        (WORDING["1"], "1"),
        ("Kontaktperson", None),
        ("G01Q01. Namn och e-post", None),
        ("Starttid", None),
    ],
)
def test_the_head_of_a_column_tells_its_question(head: str, question: str | None) -> None:
    assert Heads(SURVEY, FORM.wording, NUMBERING).question(head) == question


@pytest.mark.parametrize(
    "text",
    [
        "På er fråga om 2a svarar vi ja. På 2b: nej.\nI 2c:\nVi lånar ut elcyklar.\n2d: handel",
        "Fråga två a: ja. Fråga två b: nej.\nFråga två c: Vi lånar ut elcyklar.\nOch 2d: handel",
        "Arbete (er fråga 2a)\nJa\n(2b)\nNej\nExempel (2c)\nVi lånar ut elcyklar.\nOm (2d)\nHandel",
        "Ja på 2a, nej på 2b.\n2c. Vi lånar ut elcyklar.\nOch 2d: handel",
    ],
)
def test_sentences_and_headings_name_the_questions_that_they_answer(text: str) -> None:
    (found,) = harvest(f"Länsstyrelsen i Kalmar län\n{text}\n").respondents

    asked = {each.question: each.yes_no for each in found.answers}
    assert asked == {"2a": "ja", "2b": "nej", "2c": None, "2d": None}
    assert [each.said.text for each in found.examples] == ["Vi lånar ut elcyklar."]
    assert [each.said.text.lower() for each in found.sectors] == ["handel"]


def test_a_sentence_that_only_points_to_a_question_asks_none() -> None:
    found = answers("1. Ja\n2a. Ja, som framgår av 2c\n2b. Nej\n2c. Elcyklar i länet\n3. Nej")

    assert found["2a"] == "Ja, som framgår av 2c"
