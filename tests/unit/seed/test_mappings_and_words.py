from collections import Counter
from dataclasses import replace

import pytest

from seed.mappings import check_mappings
from seed.vocabularies import (
    ConceptMapping,
    read_keywords,
    read_mapping_sources,
    read_mappings,
    read_vocabularies,
    vocabulary,
)


def mappings_from(vocabulary_id: str) -> list[ConceptMapping]:
    return [found for found in read_mappings() if found.from_vocabulary == vocabulary_id]


def concept_ids() -> set[tuple[str, str]]:
    return {(s.id, concept.id) for s in read_vocabularies() for concept in s.concepts}


def test_61_pairs_link_objectives_to_goals_and_11_have_a_source() -> None:
    pairs = mappings_from("objectives")
    assert Counter(pair.editorial for pair in pairs) == {True: 50, False: 11}


def test_a_pair_that_is_not_editorial_names_a_source_that_exists() -> None:
    sources = read_mapping_sources()
    for pair in read_mappings():
        assert pair.editorial or pair.sources
        assert {*pair.sources, *pair.related_sources} <= sources.keys()


def test_both_ends_of_every_mapping_exist() -> None:
    check_mappings(read_mappings())


def test_a_mapping_to_a_missing_concept_is_refused_by_its_name() -> None:
    with pytest.raises(LookupError, match=r"99.*goals"):
        check_mappings([replace(mappings_from("objectives")[0], to_id="99")])


def test_a_pair_rests_on_targets_of_its_own_goal() -> None:
    goal_of = {target.id: target.broader for target in vocabulary("targets").concepts}
    for pair in mappings_from("objectives"):
        assert pair.targets
        assert {goal_of[target] for target in pair.targets} == {pair.to_id}


def test_no_two_mappings_say_the_same() -> None:
    ends = [(m.from_vocabulary, m.from_id, m.to_vocabulary, m.to_id) for m in read_mappings()]
    assert len(ends) == len(set(ends))


def test_every_sector_but_the_general_one_leads_to_sni() -> None:
    mapped = {pair.from_id for pair in mappings_from("sectors")}
    sectors = {sector.id for sector in vocabulary("sectors").concepts}
    assert sectors - mapped == {"branschovergripande"}


def test_the_divisions_of_a_sector_lie_in_its_sections() -> None:
    section_of = {concept.id: concept.broader for concept in vocabulary("sni2007").concepts}
    for sector in vocabulary("sectors").concepts:
        sections = {section_of[code] for code in sector.attributes["sniDivisions"]}
        assert sections <= set(sector.attributes["sniSections"]), sector.id


def test_keywords_belong_to_concepts_that_exist() -> None:
    known = concept_ids()
    lists = {
        (v, c): words for v, concepts in read_keywords().items() for c, words in concepts.items()
    }
    assert len(lists) == 40
    assert lists.keys() <= known
    assert all(10 <= len(words) <= 25 for words in lists.values())
