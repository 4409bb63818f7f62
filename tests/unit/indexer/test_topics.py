from __future__ import annotations

from indexer.topics import SearchTopic, Topics
from swedish.analysis import analyse, is_stop
from swedish.lexicon import lines
from swedish.naming import ALIKE, naming_key

SOLAR = SearchTopic(
    "solel",
    "solel",
    ("solel", "solceller"),
    hidden=("PV", "ström från taket"),
    found=("takinstallation",),
    broader=("fornybart",),
)
TOPICS = Topics(
    (
        SOLAR,
        SearchTopic("fornybart", "förnybar energi", ("förnybar energi",), broader=("energi",)),
        SearchTopic("energi", "energi", (), broader=("fornybart",)),
    )
)


def topics_of(text: str) -> list[str]:
    return TOPICS.in_entry([word for word in analyse(text).words if not is_stop(word)])


def named(*words: str) -> list[str]:
    return [each.topic.id for each in TOPICS.in_query(words)]


def test_an_entry_is_about_what_it_names_in_any_form() -> None:
    assert topics_of("Solcellerna på ladan")[0] == "solel"


def test_an_entry_is_about_what_a_compound_holds() -> None:
    assert "solel" in topics_of("en solcellspark")


def test_a_topic_is_named_as_often_as_the_entry_names_it() -> None:
    assert topics_of("solceller och solel").count("solel") == 2


def test_an_entry_of_a_topic_is_of_the_broader_ones_too_even_in_a_ring() -> None:
    assert topics_of("solel") == ["solel", "fornybart", "energi"]


def test_words_of_queries_are_not_looked_for_in_entries() -> None:
    assert topics_of("PV och ström från taket") == []


def test_words_of_entries_are_not_looked_for_in_queries() -> None:
    assert topics_of("takinstallation")[0] == "solel"
    assert named("takinstallation") == []


def test_a_query_names_a_topic_by_any_of_its_names() -> None:
    assert named("solcell") == ["solel"]
    assert named("pv") == ["solel"]


def test_the_words_of_a_name_may_stand_apart_in_a_query() -> None:
    assert named("taket", "ger", "ström") == ["solel"]
    assert named("taket") == []


def test_an_everyday_phrase_is_recognised_in_other_words_of_every_day() -> None:
    repair = SearchTopic("reparation", "reparation", ("lagning",), hidden=("laga prylar", "trasig"))
    topics = Topics((repair,))
    (found,) = topics.in_query(["fixar", "mina", "saker"])
    assert found.words == {naming_key("fixar"), naming_key("saker")}
    assert topics.in_query(["sönder"]) == []


def test_a_word_says_the_same_as_those_of_one_set_only() -> None:
    words = [word for line in lines(ALIKE) for word in set(map(naming_key, line.split()))]
    assert len(words) == len(set(words)) > 100


def test_a_name_of_several_words_stands_together_in_an_entry() -> None:
    assert "fornybart" in topics_of("mer förnybar energi")
    assert topics_of("förnybar el och energi") == []


def test_single_words_that_name_a_topic_or_a_narrower_one_are_marked() -> None:
    assert TOPICS.marks("solel") == {"solel", "solcell", "takinstallation"}
    assert TOPICS.marks("energi") == TOPICS.marks("solel")
