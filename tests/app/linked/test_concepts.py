"""Vocabularies as SKOS: what the standard asks of labels, tops and mappings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, SKOS, Literal, URIRef

from seed.schemes import VOCABULARY_IDS

if TYPE_CHECKING:
    from rdflib import Graph

    from tests.app.linked.conftest import Read

BASE = "http://127.0.0.1:8000/id"


@pytest.fixture(params=VOCABULARY_IDS)
def vocabulary(request: pytest.FixtureRequest, read: Read) -> Graph:
    """Each vocabulary in turn."""
    return read("vocabulary", request.param)


def test_every_concept_belongs_to_the_one_scheme(vocabulary: Graph) -> None:
    (scheme,) = vocabulary.subjects(RDF.type, SKOS.ConceptScheme)
    concepts = set(vocabulary.subjects(RDF.type, SKOS.Concept))
    assert concepts
    assert set(vocabulary.subjects(SKOS.inScheme, scheme)) == concepts
    tops = set(vocabulary.objects(scheme, SKOS.hasTopConcept))
    assert tops
    assert tops == set(vocabulary.subjects(SKOS.topConceptOf, scheme))


def test_a_concept_has_one_preferred_label_a_language(vocabulary: Graph) -> None:
    for concept in vocabulary.subjects(RDF.type, SKOS.Concept):
        languages = Counter(
            label.language
            for label in vocabulary.objects(concept, SKOS.prefLabel)
            if isinstance(label, Literal)
        )
        assert languages == {"sv": 1, "en": 1}


def test_preferred_other_and_hidden_labels_are_apart(vocabulary: Graph) -> None:
    for concept in vocabulary.subjects(RDF.type, SKOS.Concept):
        labels = [
            label
            for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
            for label in vocabulary.objects(concept, kind)
        ]
        assert len(labels) == len(set(labels)), concept


def test_a_target_lies_under_its_goal_and_is_that_of_the_united_nations(read: Read) -> None:
    target = URIRef(f"{BASE}/targets/12.3")
    graph = read("vocabulary", "targets")
    assert (target, SKOS.broader, URIRef(f"{BASE}/goals/12")) in graph
    assert (target, SKOS.exactMatch, URIRef("http://metadata.un.org/sdg/12.3")) in graph
    assert (URIRef(f"{BASE}/goals/12"), SKOS.narrower, target) in read("vocabulary", "goals")


def test_objectives_and_goals_are_related_and_never_the_same(read: Read) -> None:
    graph = read("vocabulary", "objectives")
    ours = {str(each) for each in graph.objects(None, SKOS.relatedMatch)}
    assert any(each.startswith(f"{BASE}/goals/") for each in ours)
    same = {str(each) for each in graph.objects(None, SKOS.exactMatch)}
    assert not any("/goals/" in each for each in same)


def test_a_county_has_the_place_of_the_national_portal_beside_nuts(read: Read) -> None:
    graph = read("concept", "counties", "01")
    same = {str(each) for each in graph.objects(URIRef(f"{BASE}/counties/01"), SKOS.exactMatch)}
    assert same == {
        "http://data.europa.eu/nuts/code/SE110",
        "http://sws.geonames.org/2673722",
    }
