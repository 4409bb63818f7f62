from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.concept_recogniser import ConceptRecogniser
from indexer.concepts import ConceptName, SearchConcept
from indexer.lexicons import QueryLexicon
from indexer.query import Bool, Phrase, Query, Term
from indexer.readings import Understanding
from indexer.scoring import build_query
from indexer.topics import SearchTopic, Topics
from indexer.understanding import understand
from indexer.word_statistics import WordStatistics
from swedish.analysis import key

CONCEPTS = (
    SearchConcept("county", "25", "Norrbottens län", (ConceptName("Norrbotten"),)),
    SearchConcept("objective", "4", "Giftfri miljö", (ConceptName("Giftfri miljö"),)),
    SearchConcept("sector", "akeri", "Åkeri", (ConceptName("åkeri"),)),
    SearchConcept("sector", "va", "Vatten och avlopp", (ConceptName("VA"),)),
)
TOPICS = (
    SearchTopic("solel", "solel", ("solel", "solceller"), hidden=("PV", "ström från taket")),
    SearchTopic("lca", "livscykelanalys", ("livscykelanalys", "LCA")),
    SearchTopic("jobb", "arbetsmarknad", ("jobb",)),
)
WORDS = {
    "biogas": 20, "solceller": 5, "solel": 3, "åkeri": 4, "miljö": 50, "energi": 40, "klimat": 60,
    "livscykelanalys": 2, "kommun": 80, "livsmedelsstrategi": 6,
}  # fmt: skip
TAGS = ("county_tags", "objective_tags")
LEXICON = QueryLexicon(WordStatistics(WORDS, 100), ConceptRecogniser(CONCEPTS), Topics(TOPICS))


def read(text: str) -> Understanding:
    return understand(text, LEXICON)


def query_for(text: str) -> Query:
    return build_query(read(text))


def nodes(query: object) -> list[object]:
    """Return every node of a tree."""
    found = [query]
    for name in getattr(query, "__slots__", ()):
        value = getattr(query, name)
        children = value if isinstance(value, tuple) else (value,)
        for child in children:
            if hasattr(child, "__slots__"):
                found += nodes(child)
    return found


def tokens(query: Query, field: str) -> set[str]:
    return {n.token for n in nodes(query) if isinstance(n, Term) and n.field == field}


def statuses(text: str) -> list[tuple[str, str]]:
    return [(word.text, word.status) for word in read(text).words]


def test_a_general_word_names_no_topic_beside_others_and_is_not_missed() -> None:
    assert [each.id for each in read("jobbar").topics] == ["jobb"]
    assert read("jobbar biogas").topics == []
    assert statuses("minska biogas gruva") == [
        ("minska", "ignored"),
        ("biogas", "used"),
        ("gruva", "unknown"),
    ]


def test_an_empty_text_asks_for_everything() -> None:
    assert not read("  ").asks_something


def test_function_words_are_ignored() -> None:
    assert statuses("hur kan vi biogas") == [
        ("hur", "ignored"),
        ("kan", "ignored"),
        ("vi", "ignored"),
        ("biogas", "used"),
    ]


@pytest.mark.parametrize("text", ["och i", "är", '"och"', "-och"])
def test_function_words_alone_ask_for_everything(text: str) -> None:
    reading = read(text)
    assert not reading.asks_something
    assert [word.status for word in reading.words] in ([], ["ignored"], ["ignored", "ignored"])


@pytest.mark.parametrize("text", ["🌱", "*", '"'])
def test_a_text_without_words_is_told_to_be_ignored(text: str) -> None:
    assert statuses(text) == [(text, "ignored")]


def test_a_short_name_is_recognised_only_as_written() -> None:
    assert [concept.id for concept in read("VA").concepts] == ["va"]
    assert [concept.id for concept in read("var va").concepts] == ["va"]
    assert read("varar").concepts == []


def test_a_corrected_word_means_what_the_right_one_means() -> None:
    assert [concept.id for concept in read("akeri").concepts] == ["akeri"]


def test_a_misspelled_word_is_looked_for_as_the_word_it_is_like() -> None:
    reading = read("boigas")
    assert reading.words[0].status == "corrected"
    assert reading.words[0].corrections[0] == "biogas"
    assert key("biogas") in tokens(build_query(reading), "title")


def test_missing_dots_and_rings_are_found() -> None:
    assert read("akeri").words[0].corrections[0] == "åkeri"


def test_a_word_that_occurs_is_never_corrected() -> None:
    assert statuses("energi") == [("energi", "used")]


def test_a_word_like_no_other_is_unknown() -> None:
    assert statuses("xylofonkvartett") == [("xylofonkvartett", "unknown")]


def test_a_named_concept_is_looked_for_among_the_links_too() -> None:
    reading = read("biogas i Norrbotten")
    assert [(c.facet, c.id, c.text) for c in reading.concepts] == [("county", "25", "norrbotten")]
    assert "25" in tokens(build_query(reading), "county_tags")


def test_a_name_of_several_words_is_one_concept() -> None:
    assert [concept.id for concept in read("giftfri miljö").concepts] == ["4"]


def test_a_number_names_its_concept() -> None:
    reading = read("miljömål 4")
    assert [(concept.facet, concept.id) for concept in reading.concepts] == [("objective", "4")]
    assert "4" in tokens(build_query(reading), "objective_tags")


def test_a_topic_is_looked_for_by_any_of_its_names() -> None:
    for text in ("solceller", "solel", "PV", "ström på taket"):
        assert tokens(query_for(text), "topics") == {"solel"}, text


def test_the_answer_says_which_words_named_a_topic() -> None:
    assert [(t.label, t.text) for t in read("billig ström från taket").topics] == [
        ("solel", "ström taket")
    ]


def test_a_topic_named_by_several_words_needs_them_all() -> None:
    assert not read("ström").topics


def test_a_phrase_is_asked_for_as_it_stands() -> None:
    phrases = [n for n in nodes(query_for('"energi klimat"')) if isinstance(n, Phrase)]
    assert phrases
    assert all(phrase.tokens == (key("energi"), key("klimat")) for phrase in phrases)


def test_a_year_is_not_what_is_sought() -> None:
    found = read("biogas 2019-2021")
    assert found.sought == read("biogas").sought
    assert found.period is not None
    assert (found.period.first, found.period.last) == (2019, 2021)


def test_an_excluded_word_excludes() -> None:
    query = query_for("biogas -kommun")
    assert isinstance(query, Bool)
    assert key("kommun") in {t for n in query.must_not for t in tokens(n, "title")}


@pytest.mark.parametrize("text", ["biogas -Norrbotten", "-miljömål 4", '-"giftfri miljö"'])
def test_an_excluded_concept_excludes_what_is_linked_to_it(text: str) -> None:
    query = query_for(text)
    assert isinstance(query, Bool)
    unwanted = [tag for n in query.must_not for field in TAGS for tag in tokens(n, field)]
    assert unwanted in (["25"], ["4"])
    assert read(text).concepts == []


def test_what_is_excluded_is_told_as_it_was_written() -> None:
    assert read("biogas -kommun -Miljömål 4").excluded == ("Miljömål 4", "kommun")


def test_matching_words_are_marked_with_synonyms_and_corrections() -> None:
    assert {key("solceller"), key("solel")} <= read("solceller").marks
    assert key("biogas") in read("boigas").marks


@pytest.mark.parametrize("text", ['"', '-"', "- -", '""', '-""', "\x00", "'", "((", "a" * 5000])
def test_odd_texts_are_read(text: str) -> None:
    assert isinstance(read(text), Understanding)


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(read(text), Understanding)
