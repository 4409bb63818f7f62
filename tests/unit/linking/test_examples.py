from __future__ import annotations

from dataclasses import replace

import numpy as np

from linking.examples import Decision, Example, Quote, from_decisions
from linking.groups import FEWEST, groups
from linking.rules import Rules
from linking.sentence_labels import SentenceLabels
from linking.texts import read
from linking.vectorizer import Vectorizer
from tests.unit.linking.small import GOALS, example, preprocessor

UNKNOWN = -1.0


def marks(made: Example) -> list[list[float]]:
    """Return for each sentence whether goals 7, 12, 14 rest on it; -1 where nobody knows."""
    holds = np.array([[float(bool(made.holds("goals", each))) for each in GOALS.concepts]])
    found = SentenceLabels(GOALS, Rules(GOALS)).marks([made], [read(made.text)], holds)
    return np.nan_to_num(found, nan=UNKNOWN).tolist()


def group(*made: Example) -> list[int]:
    ready = preprocessor()
    analysed = ready.analyse([each.text for each in made])
    found: list[int] = groups(made, Vectorizer.of(analysed.of_texts)(analysed.of_texts)).tolist()
    return found


def test_an_entry_says_of_every_link_whether_it_holds() -> None:
    made = example("e1", "Sol", "7")
    assert made.holds("goals", "7") is True
    assert made.holds("goals", "12") is False


def test_decisions_say_nothing_of_other_links() -> None:
    (made,) = from_decisions([Decision("Sol", "goals", "7", accepted=True)])
    assert made.holds("goals", "7") is True
    assert made.holds("goals", "12") is None


def test_what_was_said_last_counts() -> None:
    said = [
        Decision("Sol", "goals", "7", accepted=True),
        Decision("Sol", "goals", "7", accepted=False),
    ]
    (made,) = from_decisions(said)
    assert made.holds("goals", "7") is False


def test_a_link_rests_on_the_sentence_that_is_quoted() -> None:
    text = "Krogar i Skåne\nMatsvinnet minskar. Gästerna är nöjda."
    made = example("e1", text, "12", "Matsvinnet minskar")
    assert marks(made) == [[0, UNKNOWN, 0], [0, 1, 0], [0, UNKNOWN, 0]]


def test_a_quote_over_two_sentences_marks_both() -> None:
    made = example("e1", "Möte\nDe mäter. Svinnet minskar.", "12", "mäter. Svinnet")
    assert [row[1] for row in marks(made)] == [UNKNOWN, 1, 1]


def test_a_link_without_a_quote_rests_on_the_sentence_that_names_it() -> None:
    made = example("e1", "Krogar i Skåne\nMatsvinnet minskar.", "12")
    assert [row[1] for row in marks(made)] == [UNKNOWN, 1]


def test_a_link_that_nothing_names_rests_on_the_title() -> None:
    made = example("e1", "Krogar i Skåne\nGästerna är nöjda.", "12")
    assert [row[1] for row in marks(made)] == [1, UNKNOWN]


def test_a_quote_that_is_not_in_the_text_marks_nothing_by_itself() -> None:
    made = example("e1", "Krogar\nMatsvinnet minskar.", "12", "står inte här")
    assert [row[1] for row in marks(made)] == [UNKNOWN, 1]


def test_a_quote_for_a_concept_that_is_gone_is_passed_over() -> None:
    quotes = (Quote("goals", "99", "Sol"),)
    made = Example("e1", "Sol i Skåne", {"goals": frozenset()}, quotes)
    assert marks(made) == [[0, 0, 0]]


def unlike(count: int) -> list[Example]:
    words = (
        "tång",
        "musslor",
        "torv",
        "spannmål",
        "betong",
        "cyklar",
        "radon",
        "kalk",
        "lax",
        "bin",
    )
    return [Example(word, f"{word} {word}", {}, sources=(word,)) for word in words[:count]]


def test_examples_of_one_source_are_in_one_group() -> None:
    first = Example("a", "Krogar mäter svinnet", {}, sources=("sida-1", "Regionen"))
    second = Example("b", "Gårdar får solceller", {}, sources=("sida-2", "Regionen"))
    third = Example("c", "Fiskare odlar ostron", {}, sources=("sida-2",))
    found = group(first, second, third, *unlike(FEWEST))
    assert found[0] == found[1] == found[2]
    assert len(set(found)) == 1 + FEWEST


def test_examples_of_nearly_one_text_are_in_one_group() -> None:
    text = "Krogar i Skåne mäter sitt matsvinn varje vecka"
    first, second = Example("a", text, {}), Example("b", f"{text} tillsammans", {})
    found = group(first, second, *unlike(FEWEST))
    assert found[0] == found[1]
    assert len(set(found)) == 1 + FEWEST


def test_what_one_organisation_leads_is_grouped_by_likeness_alone() -> None:
    led = [replace(each, sources=("Regionen",)) for each in unlike(FEWEST)]
    assert len(set(group(*led))) == FEWEST


def test_like_examples_of_one_organisation_are_each_by_themselves() -> None:
    same = [Example(str(at), "Krogar i Skåne", {}, sources=("Regionen",)) for at in range(6)]
    assert len(set(group(*same))) == len(same)
