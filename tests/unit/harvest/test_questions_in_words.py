"""Officials refer to a question in many ways: each is found, on a line of its own or before it."""

from __future__ import annotations

import pytest

from tests.unit.harvest.survey import FORM, answers

ASKED = ("1", "2a", "2b", "2c", "2d", "3", "4")
ANSWERS = (
    "Ja. Vi har en grupp med fem enheter.",
    "Ja, främst genom besök.",
    "Nej, men det planeras.",
    "Rådgivare letar läckande vattenrör på campingplatser.",
    "Sågverk, campingplatser och lackerare.",
    "Mer pengar till uppföljning.",
    "Tack för en bra enkät.",
)
BEFORE_THE_ANSWER = (
    "Till fråga 1.|Till fråga 2, led {}.|Till fråga 3.|Till fråga 4.",
    "Fråga 1|Fråga 2 led {}|Fråga 3|Fråga 4",
    "Första frågan:|Andra frågan, del {}:|Tredje frågan:|Fjärde frågan:",
    "Den första frågan|Den andra frågans del {}|Den tredje frågan|Den fjärde frågan",
    "Er första fråga:|Er andra fråga {}:|Er tredje fråga:|Er fjärde fråga:",
    "Ettan|Tvåan, {}|Trean|Fyran",
    "På ettan.|På tvåans {}-fråga.|På trean.|På fyran.",
    "Vad gäller ettan:|Vad gäller tvåan {}:|Vad gäller trean:|Vad gäller fyran:",
    "1:an.|2:an, {}.|3:an.|4:an.",
    "På första frågan:|På {}-frågan:|På tredje frågan:|På fjärde frågan:",
    "1-frågan|2{}-frågan|3-frågan|4-frågan",
    "Fråga ett.|Fråga två, punkt {}.|Fråga tre.|Fråga fyra.",
    "Fråga 1|Fråga 2 mom. {}|Fråga 3|Fråga 4",
    "Fråga 1|{} i fråga 2|Fråga 3|Fråga 4",
    "Er punkt 1:|Er punkt 2 {}:|Er punkt 3:|Er punkt 4:",
    "Question 1|Question 2 {}|Question 3|Question 4",
    "1 -|2-{}|3 -|4 -",
    "1|Fråga 2 – {}|3|4",
    "Fråga nr 1 (1)|Fråga nr 2 (2{})|Fråga nr 6 (3)|Fråga nr 7 (4)",
)
"""Ways of naming the questions 1, 2a to 2d, 3 and 4."""
ON_A_LINE = (
    "Ett, om internt|Två {}, som ni frågar|Tre, stöd|Fyra, övrigt",
    "ETT|TVÅ {}|TRE|FYRA",
    "Första:|Andra {}:|Tredje:|Fjärde:",
    "I|II:{}|III|IV",
    "1|2.{}|3|4",
)
"""Others that are known where the number, or what is asked, is all of a line."""
PARTS = ("Första", "Andra", "Tredje", "Fjärde")


def named(way: str) -> list[str]:
    """Return how each question is named."""
    one, two, three, four = way.split("|")
    letters = "1234" if "2.{}" in way else "abcd"
    return [one, *(two.format(each) for each in letters), three, four]


def reply(names: list[str], between: str) -> str:
    return "\n\n".join(f"{each}{between}{told}" for each, told in zip(names, ANSWERS, strict=True))


@pytest.mark.parametrize("between", [" ", "\n"])
@pytest.mark.parametrize("way", BEFORE_THE_ANSWER)
def test_a_question_is_found_by_its_name(way: str, between: str) -> None:
    assert answers(reply(named(way), between)) == dict(zip(ASKED, ANSWERS, strict=True))


@pytest.mark.parametrize("way", ON_A_LINE)
def test_a_question_is_found_by_a_line_that_names_it(way: str) -> None:
    assert answers(reply(named(way), "\n")) == dict(zip(ASKED, ANSWERS, strict=True))


@pytest.mark.parametrize("of", ["Fråga 2, {} delfrågan.", "Den {} delfrågan"])
def test_a_part_is_found_by_its_place(of: str) -> None:
    parts = [of.format(each.lower()) for each in PARTS]
    names = ["Fråga 1", *parts, "Fråga 3", "Fråga 4"]
    text = reply(names, "\n").replace(parts[0], f"Fråga 2\n\n{parts[0]}")

    assert answers(text) == dict(zip(ASKED, ANSWERS, strict=True))


@pytest.mark.parametrize("count", ["{}.", "({})"])
def test_questions_are_found_that_are_counted_with_the_heading_of_some(count: str) -> None:
    names = [count.format(at) for at in (1, 3, 4, 5, 6, 7, 8)]
    text = reply(names, "\n").replace(names[1], f"{count.format(2)} Hur verkar ni?\n\n{names[1]}")

    assert answers(text) == dict(zip(ASKED, ANSWERS, strict=True))


def test_a_word_of_one_letter_is_no_part_of_a_question() -> None:
    text = "Question 1: Yes. Question 2d: Quarries. Question 3: A national database."

    assert answers(text) == {"1": "Yes.", "2d": "Quarries.", "3": "A national database."}


def test_questions_are_found_that_are_counted_in_roman() -> None:
    names = ["I.", "II.", "III.", "IV.", "V.", "VI.", "VII."]

    assert answers(reply(names, "\n")) == dict(zip(ASKED, ANSWERS, strict=True))


@pytest.mark.parametrize(
    "line",
    [
        "Två företag har bytt till el.",
        "Andra frågan är svårare än första.",
        "Tre, fyra företag om året får besök.",
        "Första gången var 2019.",
        "Sedan blev det fler.",
        "Enligt fråga 2c ska exempel delges i 2c.",
    ],
)
def test_a_number_in_a_sentence_names_no_question(line: str) -> None:
    assert FORM.numbering.written(line) is None
    assert FORM.numbering.named(line) is None
