"""What words and names of a search text mean: rules that hold for many, each tried on many."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from app.searching.requests import SearchRequest
from app.searching.search import search
from indexer.understanding import understand
from seed.schemes import vocabulary
from seed.words import read_same_names
from swedish.analysis import (
    base_form,
    is_generic,
    is_stop,
    key,
)
from swedish.folding import fold
from swedish.lexicon import is_dictionary_word, split
from swedish.spelling import nearest, undoubled
from tests.app.asked import county_names

if TYPE_CHECKING:
    from app.wiring import Services
    from indexer.lexicons import QueryLexicon


@pytest.fixture(scope="module")
def lexicon(services: Services) -> QueryLexicon:
    return services.lexicons.of(services.engine.snapshot())


def test_a_word_and_a_letter_or_two_more_is_read_as_a_longer_one(lexicon: QueryLexicon) -> None:
    for half in ("vattenb", "vattenbr", "cirk", "energik"):
        (read,) = understand(half, lexicon).words
        assert read.corrections
        assert read.corrections[0].startswith(half)


def read_as(lexicon: QueryLexicon, word: str) -> str:
    """Return the key of what a word is read as."""
    reading, *_ = understand(word, lexicon).words
    return key(next(iter(reading.corrections), word))


def test_a_letter_lost_inside_a_compound_is_mended(
    services: Services, lexicon: QueryLexicon
) -> None:
    known = {word for word in services.engine.snapshot().words() if word.isalpha()}
    words = sorted(word for word in known if len(word) > 9 and len(split(word)) == 2)[::5]
    assert len(words) > 100
    lost = {word[: len(word) // 2] + word[len(word) // 2 + 1 :]: key(word) for word in words}
    wrong = [word for word in lost if read_as(lexicon, word) != lost[word]]
    assert len(wrong) <= 0.02 * len(words), wrong


def test_half_a_word_is_read_as_what_most_entries_say_that_begins_so(
    services: Services, lexicon: QueryLexicon
) -> None:
    said: dict[str, Counter[str]] = {}
    for word, frequency in services.engine.snapshot().words().items():
        if word.isalpha() and not (is_stop(word) or is_generic(word)):
            for length in (5, 6):
                said.setdefault(fold(word)[:length], Counter())[key(word)] += frequency
    named = (each.spellings.words for each in (lexicon.recogniser, lexicon.topics))
    lists = (lexicon.words.spelling, *named)
    tried = 0
    for half, counted in sorted(said.items()):
        (most, times), *others = counted.most_common(2)
        surely = times >= 8 and all(3 * other < times for _, other in others)
        if any(names.folded(half) for names in lists):
            continue
        if any(each.df > times for each in nearest(half, lists)):  # skogsn is nearly skogen
            continue
        if surely and len(most) > len(half) and not is_dictionary_word(half):
            tried += 1
            assert read_as(lexicon, half) in (most, key(half)), half
    assert tried > 50


def test_names_of_places_are_understood_without_marks_or_doubled_letters(
    services: Services, lexicon: QueryLexicon
) -> None:
    places = [each.pref_sv for each in services.vocabularies.concepts("municipalities")]
    places = [each for each in (*places, *county_names(services)) if len(each) > 5]
    misspelled = {(each, fold(each)) for each in places} | {
        (each, each[:at] + fold(each[at]) + each[at + 1 :])
        for each in places
        for at in range(len(each))
    }
    misspelled |= {(each, undoubled(each)) for each in places if " " not in each}
    tried = [(place, typed) for place, typed in misspelled if typed != place]
    assert len(tried) > 100
    for place, typed in tried:
        meant, found = (understand(each, lexicon).concepts for each in (place, typed.lower()))
        assert {each.id for each in meant} == {each.id for each in found}, typed


def test_names_that_mean_the_same_are_one_search(lexicon: QueryLexicon) -> None:
    tried = 0
    for names in read_same_names()[::2]:
        first, *others = (understand(each, lexicon) for each in (*names.swedish, *names.english))
        tried += len(others)
        assert [each.terms for each in others] == [first.terms for _ in others], names
    assert tried > 400


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lantbruk Skåne", "farming in Skåne"),
        ("cirkulär ekonomi i byggbranschen", "circular economy in the construction industry"),
        ("bekämpning av invasiva arter", "bekämpning av främmande arter"),
    ],
)
def test_the_same_in_other_words_finds_the_same_in_the_same_order(
    services: Services, one: str, other: str
) -> None:
    first, second = (search(services, SearchRequest(each, limit=10)) for each in (one, other))
    assert first.total == second.total
    assert [each["id"] for each in first.items] == [each["id"] for each in second.items]


def test_other_names_are_not_searched_where_topics_are_left_unread(services: Services) -> None:
    found = search(services, SearchRequest("solpaneler"))
    ignored = tuple(f"topic:{each['id']}" for each in found.query["topics"])
    left = search(services, SearchRequest("solpaneler", ignore=ignored))
    assert left.total < found.total


FUNDERS = [
    (concept, name)
    for concept in vocabulary("funding").concepts
    for name in (concept.pref_sv, *concept.alt_sv)
]


def test_who_names_a_funder_means_that_one(lexicon: QueryLexicon) -> None:
    for concept, name in FUNDERS:
        for text in (name, f"{name} matsvinn", f"projekt från {name} om vatten"):
            found = understand(text, lexicon)
            assert ("funding", concept.id) in {(each.facet, each.id) for each in found.concepts}


LANDSCAPES = """
    Skåne Blekinge Halland Småland Öland Gotland Östergötland Västergötland Bohuslän Dalsland Närke
    Värmland Västmanland Södermanland Uppland Dalarna Gästrikland Hälsingland Medelpad Ångermanland
    Härjedalen Jämtland Västerbotten Norrbotten Lappland
"""
WATERS = """
    Kattegatt Skagerrak Bottenviken Bottenhavet Kalmarsund Vättern Vänern Mälaren Hjälmaren
"""


@pytest.mark.parametrize("framed", ["{} {}", "{} i {}", "{} runt {}", "{} vid {}"])
def test_landscapes_seas_and_great_lakes_are_places(lexicon: QueryLexicon, framed: str) -> None:
    alone = understand("återbruk", lexicon).sought
    for place in (LANDSCAPES + WATERS).split():
        text = framed.format("återbruk", place)
        read = understand(text, lexicon)
        assert {each.text for each in read.concepts if each.facet == "county"} == {place.lower()}
        assert read.sought == alone, text


ENGLISH_OF_THE_FIELD = """
    waste recycling reuse repair hydropower biogas hydrogen freight shipping ferries cycling
    wetlands forests forestry farming farmers agriculture aquaculture water wastewater
    eutrophication pesticides chemicals plastics textiles furniture construction buildings
    renovation concrete steel mining heating batteries tourism hotels restaurants retail
    procurement permits inspections guidance grants funding loans investments networks training
    education schools innovation drought emissions soil landfill packaging bottles clothes bees
    pollinators gear machinery trucks snowmobiles peat timber dairy meat fish vegetables
    certification cooperation
"""


def test_common_english_words_of_the_field_are_known(lexicon: QueryLexicon) -> None:
    unknown = [
        word.text
        for word in understand(ENGLISH_OF_THE_FIELD, lexicon).words
        if word.status == "unknown"
    ]
    assert not unknown
    for word in ENGLISH_OF_THE_FIELD.split():
        assert [each.status for each in understand(word, lexicon).words] != ["unknown"], word


@pytest.mark.parametrize("text", ["solceller på lada", "vågen trad", "en halla på gården"])
def test_a_word_without_marks_stands_where_the_text_has_them(
    lexicon: QueryLexicon, text: str
) -> None:
    assert not any(word.corrections for word in understand(text, lexicon).words)


@pytest.mark.parametrize("text", ["mat svin", "mat svinn", "matsvin", "mattsvin"])
def test_two_words_are_one_whichever_letters_are_doubled(lexicon: QueryLexicon, text: str) -> None:
    (word,) = understand(text, lexicon).words
    assert list(word.corrections) == ["matsvinn"]


@pytest.mark.parametrize("word", ["avfall", "avfallet", "underhåll", "mjölken", "noll"])
def test_a_noun_is_no_form_of_a_verb_that_looks_like_it(word: str) -> None:
    assert word.startswith(base_form(word))
