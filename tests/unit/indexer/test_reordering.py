from __future__ import annotations

from typing import TYPE_CHECKING

from indexer import weights
from indexer.engine import Hit
from indexer.fields import PLACEHOLDER
from indexer.meaning import entry_meaning
from indexer.reordering import by_meaning, by_topics
from indexer.topics import SearchTopic, Topics
from swedish.word_vectors import likeness, meaning, packed
from tests.fixtures.entries import NO_TOPICS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from swedish.word_vectors import Vector


def hit(number: int, score: float, said: str = "", topics: str = PLACEHOLDER) -> Hit:
    return Hit(
        str(number), {"number": number}, number, score, packed(meaning(said.split())), topics
    )


def about(number: int, score: float, topics: str = PLACEHOLDER) -> Hit:
    return hit(number, score, topics=topics)


def told(topic: str) -> float:
    return {"sol": 4.0, "energi": 1.0, "skog": 4.0}[topic]


def order(hits: Sequence[Hit]) -> list[int]:
    return [each.seq for each in hits]


def vector(text: str) -> Vector:
    found = meaning(text.split())
    assert found is not None
    return found


def test_what_is_about_the_same_as_the_best_hits_comes_first() -> None:
    hits = (about(1, 9.0, "sol energi"), about(2, 8.9, "skog"), about(3, 8.8, "sol"))
    assert order(by_topics(hits, told)) == [1, 3, 2]


def test_a_topic_counts_as_much_as_it_tells_and_once_however_often_it_is_named() -> None:
    hits = (about(1, 5.0, "sol energi"), about(2, 5.0, "energi energi"), about(3, 5.0, "sol"))
    assert order(by_topics(hits, told)) == [1, 3, 2]


def test_a_hit_that_scores_far_less_stays_behind() -> None:
    hits = (about(1, 9.0, "sol"), about(2, 8.0, "skog"), about(3, 2.0, "sol"))
    assert order(by_topics(hits, told)) == [1, 2, 3]


def test_only_the_best_hits_tell_what_is_asked() -> None:
    first = [about(number, 9.0, "sol") for number in range(weights.LEADING)]
    last = [about(20, 8.0, "energi"), about(21, 7.99, "skog"), about(22, 7.98, "skog sol")]
    assert order(by_topics((*first, *last), told))[-3:] == [22, 20, 21]


def test_without_topics_or_scores_the_engines_order_stays() -> None:
    assert order(by_topics([about(3, 2.0), about(1, 2.0)], told)) == [3, 1]
    assert order(by_topics([about(3, 0.0, "sol"), about(1, 0.0, "energi")], told)) == [3, 1]
    assert by_topics((), told) == by_meaning((), vector("solceller")) == ()


def test_what_lifts_a_hit_before_those_that_are_only_near_tells_nothing_of_what_is_asked() -> None:
    hits = (
        about(1, 9.0, "sol"),
        about(2, 1.0, "skog"),
        about(3, 0.9, "skog"),
        about(4, 0.8, "sol"),
    )
    lifted = tuple(about(each.seq, weights.FIRST + (each.score or 0), each.topics) for each in hits)
    assert order(by_topics(hits, told)) == order(by_topics(lifted, told)) == [1, 4, 2, 3]


def test_the_order_is_that_of_the_scores_none_of_which_has_become_less() -> None:
    hits = [hit(1, 3.0, "skog", "skog"), hit(2, 2.0, "solenergi", "sol"), hit(3, 1.0)]
    for found in (by_topics(hits, told), by_meaning(hits, vector("solceller"))):
        scores = [each.score or 0 for each in found]
        assert scores == sorted(scores, reverse=True)
        assert all((each.score or 0) >= (hits[each.seq - 1].score or 0) for each in found)


def test_of_hits_that_score_about_alike_the_nearer_in_meaning_comes_first() -> None:
    meant = vector("solceller")
    alike = (hit(1, 10.0, "matsvinn"), hit(2, 9.5, "solenergi"))
    assert order(by_meaning(alike, meant)) == [2, 1]
    assert order(by_meaning((hit(1, 10.0, "matsvinn"), hit(2, 3.0, "solenergi")), meant)) == [1, 2]


def test_hits_that_are_alike_in_both_keep_the_engines_order() -> None:
    hits = [hit(number, 2.0, "solenergi") for number in (3, 1, 2)]
    assert order(by_meaning(hits, vector("solceller"))) == [3, 1, 2]


def test_an_entry_means_its_words_and_the_names_of_its_topics() -> None:
    topics = Topics([SearchTopic("sol", "solenergi", ("solpanel",))])
    plain = entry_meaning(["paneler"], ["taket"], (), NO_TOPICS)
    tagged = entry_meaning(["paneler"], ["taket"], ("sol", "sol", "gone"), topics)
    asked_for = vector("solceller")
    assert likeness(asked_for, [tagged])[0] > likeness(asked_for, [plain])[0]
