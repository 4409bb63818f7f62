"""The words that search reads queries with: nothing in them may join what does not belong."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import permutations, product
from typing import Any

from seed.files import read_yaml
from seed.vocabularies import read_same_names, read_synonyms, read_topics
from swedish.analysis import analyse, key

ABBREVIATIONS: list[dict[str, Any]] = read_yaml("abbreviations")["abbreviations"]
WIDENINGS: list[dict[str, Any]] = read_yaml("widenings")["widenings"]
MOST_SETS = 4
"""Sets of the same meaning that a term may stand in; more say that it means too many things."""
SWEEPING = 16
"""Words that one widening may lead to; more would find nearly every entry."""
OPPOSITES = (
    ("öka", "minska"),
    ("fossil", "fossilfri"),
    ("förnybar", "fossil"),
    ("offentlig", "privat"),
    ("stad", "landsbygd"),
    ("import", "export"),
    ("konsument", "producent"),
    ("köpare", "säljare"),
    ("skyfall", "torka"),
    ("översvämning", "vattenbrist"),
    ("avverkning", "hyggesfritt"),
    ("linjär", "cirkulär"),
    ("engångs", "återbruk"),
    ("deponi", "återvinning"),
    ("utsläpp", "nettonoll"),
    ("barriär", "framgångsfaktor"),
    ("frivillig", "tillsyn"),
    ("löfte", "tillsyn"),
    ("bidrag", "skatt"),
    ("ekologisk", "konstgödsel"),
    ("klimatanpassning", "utsläppsminskning"),
    ("småföretag", "storföretag"),
    ("sötvatten", "hav"),
)


def test_every_set_abbreviation_and_widening_has_an_id_of_its_own() -> None:
    ids = [raw["id"] for raw in (*ABBREVIATIONS, *WIDENINGS)] + [s.id for s in read_synonyms()]
    assert len(ids) == len(set(ids))


def test_there_are_hundreds_of_each() -> None:
    assert len(read_synonyms()) >= 500
    assert sum(len(raw["short"]) for raw in ABBREVIATIONS) >= 200
    assert len(WIDENINGS) >= 300


def test_a_synonym_set_holds_its_preferred_term_and_others() -> None:
    for synonyms in read_synonyms():
        assert synonyms.preferred in synonyms.terms
        assert len(set(synonyms.terms)) == len(synonyms.terms) > 1
        assert set(synonyms.one_way) < set(synonyms.terms)
        assert synonyms.preferred not in synonyms.one_way


def test_an_abbreviation_stands_in_one_place_only() -> None:
    places = defaultdict(list)
    for raw in ABBREVIATIONS:
        for short in raw["short"]:
            places[short.casefold()].append(raw["id"])
    assert {short: ids for short, ids in places.items() if len(ids) > 1} == {}


def test_a_widening_leads_to_other_words_than_its_own() -> None:
    for raw in WIDENINGS:
        assert raw["kind"] in {"everyday", "broader", "narrower"}, raw["id"]
        assert not {*map(said, raw["from"])} & {*map(said, raw["to"])}, raw["id"]
        assert 0 < len(raw["to"]) <= SWEEPING, raw["id"]


def test_every_term_has_words_that_are_searched_for() -> None:
    terms = {term for terms in meanings() for term in terms}
    assert [term for term in sorted(terms) if not said(term)] == []


def test_no_set_joins_opposites() -> None:
    joined = {pair for terms in meanings() for pair in permutations(map(said, terms), 2)}
    assert [pair for pair in OPPOSITES if (said(pair[0]), said(pair[1])) in joined] == []


def test_no_term_means_too_many_things() -> None:
    places = defaultdict(set)
    for synonyms in read_synonyms():
        for term in synonyms.terms:
            places[said(term)].add(synonyms.id)
    assert {term: ids for term, ids in places.items() if len(ids) > MOST_SETS} == {}


def test_no_everyday_phrase_is_reduced_to_a_word_that_says_nothing() -> None:
    """Function words drop out, so "ta till vara" would be "ta", and "nå ut" would be "nå"."""
    empty = {(key(verb),) for verb in ("ta", "gå", "få", "göra", "nå", "ge", "se", "komma", "bli")}
    phrases = {phrase for raw in WIDENINGS for phrase in raw["from"]}
    assert [phrase for phrase in sorted(phrases) if said(phrase) in empty] == []


def said(term: str) -> tuple[str, ...]:
    return tuple(analyse(term).keys)


def meanings() -> Iterator[tuple[str, ...]]:
    """Terms that find each other, or one the other."""
    yield from (synonyms.terms for synonyms in read_synonyms())
    for raw in ABBREVIATIONS:
        yield from product(raw["short"], raw["full"])
    for raw in WIDENINGS:
        yield from product(raw["from"], raw["to"])


def test_what_a_widening_leads_to_does_not_find_its_other_terms() -> None:
    widened = [topic for topic in read_topics() if topic.found]
    assert widened
    assert not any(topic.names for topic in widened)


def test_an_abbreviation_from_a_list_names_one_that_is_described() -> None:
    described = {source["key"]: source["url"] for source in read_yaml("abbreviations")["sources"]}
    named = {raw["source"] for raw in ABBREVIATIONS if "source" in raw}
    assert named == described.keys() - {"own"}
    assert all(described[each].startswith("https://") for each in named)


def test_a_name_that_means_just_the_same_as_others_stands_in_one_set() -> None:
    sets = read_same_names()
    names = [name.casefold() for each in sets for name in (*each.swedish, *each.english)]
    assert len(names) == len(set(names))
    assert len(sets) > 400
