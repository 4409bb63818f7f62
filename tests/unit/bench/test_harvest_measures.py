"""The harvest is measured as the made-up replies' README says."""

from __future__ import annotations

from typing import Any

import pytest

from bench.harvest.leaks import leaked, leaks
from bench.harvest.links import linked_examples
from bench.harvest.measures import Tally, score
from bench.harvest.similarity import likeness, matched

EXAMPLE = {"text": "Energiråd för åkerier i Nybro", "kind": "activity", "sectors": ["transport"]}


def reply(**changes: Any) -> dict[str, Any]:
    answers = {
        "1": {"text": "Ja, i klimatrådet", "yesNo": "ja"},
        "2a": None,
        "2b": None,
        "2c": {"items": [EXAMPLE]},
        "2d": {"items": [{"text": "Skog"}]},
        "3": None,
        "4": None,
    }
    return {"file": "a.txt", "row": None, "county": "08", "answers": answers} | changes


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Energiråd, åkerier!", "energiråd åkerier", 1.0),
        ("miljömål", "miljo\u0308ma\u030al", 1.0),
        ("energi\u00adråd\u00a0nu", "energiråd nu", 1.0),
        ("se https://example.se/a energiråd", "se energiråd", 1.0),
        ("a b c d", "a b c e", 0.6),
        ("a", "b", 0.0),
    ],
)
def test_likeness_is_of_the_words_that_are_seen(one: str, other: str, expected: float) -> None:
    assert likeness(one, other) == pytest.approx(expected)


def test_items_are_matched_one_to_one_and_as_many_as_can_be() -> None:
    expected = ["a b c d e", "a b c d e f"]

    assert len(matched(["a b c d e f", "a b c d e"], expected)) == 2
    assert len(matched(["a b c d e"], expected)) == 1


def test_the_better_of_text_and_public_text_counts() -> None:
    expected = {"text": "Energiråd med Anna Ek som ledare", "publicText": "Energiråd"}

    assert matched([{"text": "Energiråd"}], [expected]) == [(0, 0)]


def test_a_reply_that_is_the_gold_is_right_in_all() -> None:
    scores = score([reply()], [reply()])

    assert scores.county == 1
    assert scores.questions == Tally(3, 0, 0)
    assert (scores.examples, scores.sectors, scores.kinds) == (Tally(1), Tally(1), Tally(1))
    assert scores.links["sectors"] == Tally(1)


def test_what_is_missed_and_what_is_too_much_is_counted() -> None:
    answers = reply()["answers"] | {"3": {"text": "Tid", "yesNo": None}, "2d": None}
    scores = score([reply(county="09", answers=answers)], [reply()])

    assert scores.county == 0
    assert scores.questions == Tally(2, 1, 1)
    assert scores.sectors == Tally(0, 0, 1)
    assert scores.sectors.recall == 0
    assert scores.questions.f1 == pytest.approx(2 / 3)


def test_respondents_of_a_file_are_paired_by_row_county_or_examples() -> None:
    gold = [reply(row="A"), reply(row="B", county="09")]

    assert score([reply(county="09", row="B"), reply(row="A")], gold).county == 1
    assert score([reply(county="09"), reply()], gold).county == 1
    assert score([], gold).questions == Tally(0, 0, 6)


@pytest.mark.parametrize(
    ("secret", "text", "is_leaked"),
    [
        ("Anna Ekström", "Råd med anna ekström", True),
        ("Anna Ekström", "Ekströms råd", True),
        ("Anna Ek", "ekskog", False),
        ("070-174 06 11", "+46 70 1740611", True),
        ("070-174 06 11", "070-174 06 12", False),
        ("a.b@example.se", "A.B@EXAMPLE.SE", True),
    ],
)
def test_a_secret_leaks_however_it_is_written(secret: str, text: str, *, is_leaked: bool) -> None:
    assert leaked(secret, [text]) is is_leaked


def test_text_that_has_a_public_one_beside_it_is_not_published() -> None:
    gold = reply(personalData=["Anna Ekström"], mustNotAppear=["struket"])
    said = {"text": "Råd med Anna Ekström", "publicText": "Råd"}

    assert leaks([{"answers": {"1": said}}], gold) == []
    assert leaks([{"answers": {"1": said}, "title": "Anna Ekström, struket"}], gold) == [
        "Anna Ekström",
        "struket",
    ]


def test_examples_in_an_annex_count_for_the_reply_that_refers_to_it() -> None:
    answers = dict(reply()["answers"])
    letter = reply(answers={**answers, "2c": {"items": []}})
    annex = reply(answers=dict.fromkeys(answers) | {"2c": answers["2c"]})

    scores = score([letter, annex], [reply()])

    assert scores.questions.f1 == scores.examples.f1 == 1


def test_links_are_scored_where_somebody_said_what_an_example_tells_of() -> None:
    told = EXAMPLE | {"sourceEntry": "kal-energirad"}
    answers = {**reply()["answers"], "2c": {"items": [EXAMPLE, told]}}

    assert linked_examples([reply(answers=answers), reply(answers={"2c": None})]) == [told]
