from __future__ import annotations

from typing import TYPE_CHECKING, Any

from indexer import weights
from indexer.engine import Hit
from indexer.meaning import entry_meaning, query_meaning
from indexer.readings import ConceptReading, TopicReading, Understanding, WordReading
from indexer.reordering import by_meaning
from indexer.topics import SearchTopic, Topics
from swedish.word_vectors import likeness, meaning, packed
from tests.fixtures.entries import NO_TOPICS, no_labels

if TYPE_CHECKING:
    from swedish.word_vectors import Vector

NAMES = {("sector", "lantbruk"): ("jordbruk",), ("county", "12"): ("Skåne län",)}


def names(facet: str, concept: str) -> tuple[str, ...]:
    return NAMES[facet, concept]


def hit(number: int, score: float, about: str) -> Hit:
    return Hit({"number": number}, number, score, packed(meaning(about.split())))


def vector(text: str) -> Vector:
    found = meaning(text.split())
    assert found is not None
    return found


def asked(*words: str, **parts: Any) -> Vector | None:
    read = [WordReading(word, "used") for word in words]
    return query_meaning(Understanding("", words=read, **parts), names)


def order(*hits: Hit) -> list[int]:
    return [each.seq for each in by_meaning(hits, vector("solceller"))]


def test_of_hits_that_score_about_alike_the_nearer_one_comes_first() -> None:
    assert order(hit(1, 10.0, "matsvinn"), hit(2, 9.5, "solenergi")) == [2, 1]


def test_a_hit_that_scores_far_less_stays_behind() -> None:
    assert order(hit(1, 10.0, "matsvinn"), hit(2, 3.0, "solenergi")) == [1, 2]


def test_hits_that_are_alike_in_both_keep_the_engines_order() -> None:
    assert order(*(hit(number, 2.0, "solenergi") for number in (3, 1, 2))) == [3, 1, 2]


def test_the_order_is_that_of_the_scores_none_of_which_has_become_less() -> None:
    hits = [hit(1, 3.0, "skog"), hit(2, 2.0, "solenergi"), hit(3, 1.0, "")]
    found = by_meaning(hits, vector("solceller"))
    scores = [each.score or 0 for each in found]
    assert scores == sorted(scores, reverse=True)
    assert all((each.score or 0) >= hits[each.seq - 1].score for each in found)
    assert max(scores) <= 3.0 + 2 * weights.MEANING * 3.0


def test_no_hits_stay_none() -> None:
    assert by_meaning((), vector("solceller")) == ()


def test_a_search_means_its_words_as_they_are_read() -> None:
    read = [WordReading("och", "ignored"), WordReading("biogsa", "corrected", ("biogas",))]
    found = query_meaning(Understanding("", words=read), no_labels)
    assert found is not None
    assert likeness(found, [packed(vector("biogas"))])[0] > 0.99


def test_what_the_words_name_counts_but_not_a_place() -> None:
    farming = ConceptReading("sector", "lantbruk", "bönder", 0, 6)
    skane = ConceptReading("county", "12", "skåne", 0, 5)
    topic = TopicReading("t1", "vindkraft", "snurror")
    plain, in_skane = asked("energi"), asked("energi", concepts=[skane])
    farmed, about = asked("energi", concepts=[farming]), asked("energi", topics=[topic])
    assert plain is not None
    assert in_skane is not None
    assert (plain == in_skane).all()
    assert farmed is not None
    assert about is not None
    jordbruk, vindkraft = packed(vector("jordbruk")), packed(vector("vindkraft"))
    assert likeness(farmed, [jordbruk]) > likeness(plain, [jordbruk])
    assert likeness(about, [vindkraft]) > likeness(plain, [vindkraft])


def test_a_quoted_phrase_means_something_too() -> None:
    assert asked(phrases=("cirkulär ekonomi",)) is not None


def test_a_search_without_words_means_nothing() -> None:
    assert asked() is None


def test_an_entry_means_its_words_and_the_names_of_its_topics() -> None:
    topics = Topics([SearchTopic("sol", "solenergi", ("solpanel",))])
    plain = entry_meaning(["paneler"], ["taket"], (), NO_TOPICS)
    tagged = entry_meaning(["paneler"], ["taket"], ("sol", "sol", "gone"), topics)
    asked_for = vector("solceller")
    assert likeness(asked_for, [tagged])[0] > likeness(asked_for, [plain])[0]
