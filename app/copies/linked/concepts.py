"""Vocabularies in SKOS."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.copies.linked.graph import Node, Ref, Text, bilingual, day, node, plain, ref, swedish
from app.copies.linked.names import CC0, Names
from app.vocabularies import Vocabularies

_GEONAMES = re.compile(r"https?://(?:sws|www)\.geonames\.org/(\d+)/?")


def vocabulary_nodes(vocabularies: Vocabularies, vocabulary_id: str, names: Names) -> list[Node]:
    """Return a scheme and its concepts.

    Raises:
        NotFound: there is no such vocabulary.
    """
    found = vocabularies.vocabulary(vocabulary_id)
    ids = [each["id"] for each in found["concepts"]]
    concepts = [concept_node(vocabularies, vocabulary_id, each, names) for each in ids]
    return [_scheme(found, names), *concepts]


def concept_node(
    vocabularies: Vocabularies, vocabulary_id: str, concept_id: str, names: Names
) -> Node:
    """Return a concept.

    Raises:
        NotFound: there is no such vocabulary or concept.
    """
    concept = vocabularies.concept(vocabulary_id, concept_id)
    hidden = vocabularies.hidden_labels(vocabulary_id, concept_id)
    return _concept_node(concept, hidden, names)


def _concept_node(concept: Mapping[str, Any], hidden: Iterable[str], names: Names) -> Node:
    vocabulary_id = concept["vocabulary"]
    scheme = Ref(names.vocabulary(vocabulary_id))
    preferred = bilingual(concept["prefLabel"]["sv"], concept["prefLabel"]["en"])
    others = _without_labels(_labels(concept["altLabels"]), preferred)
    return node(
        names.concept(vocabulary_id, concept["id"]),
        "skos:Concept",
        {
            "skos:inScheme": scheme,
            "skos:topConceptOf": scheme if _is_top(concept) else None,
            "skos:notation": plain(concept["notation"]),
            "skos:prefLabel": preferred,
            "skos:altLabel": others,
            "skos:hiddenLabel": _without_labels(_labels({"sv": hidden}), (*preferred, *others)),
            "skos:definition": bilingual(**concept["definition"]),
            "skos:broader": _place(concept["broader"], names),
            "skos:narrower": [_place(each, names) for each in concept["narrowerConcepts"]],
            **_matches(concept, names),
        },
    )


def _scheme(vocabulary: Mapping[str, Any], names: Names) -> Node:
    concepts = vocabulary["concepts"]
    tops = [names.concept(vocabulary["id"], each["id"]) for each in concepts if _is_top(each)]
    return node(
        names.vocabulary(vocabulary["id"]),
        "skos:ConceptScheme",
        {
            "dcterms:title": bilingual(**vocabulary["title"]),
            "dcterms:description": bilingual(**vocabulary["description"]),
            "dcterms:modified": day(vocabulary["checkedOn"]),
            "dcterms:license": Ref(CC0),
            "dcterms:source": [_source(each) for each in vocabulary["sources"]],
            "skos:note": list(_labels(vocabulary["notes"])),
            "skos:hasTopConcept": [Ref(each) for each in tops],
        },
    )


def _is_top(concept: Mapping[str, Any]) -> bool:
    """Return whether nothing of its own vocabulary stands above a concept."""
    broader = concept["broader"]
    return not broader or broader["vocabulary"] != concept["vocabulary"]


def _labels(labels: Mapping[str, Iterable[str]]) -> Iterator[Text]:
    yield from (Text(label, tag) for tag, each in labels.items() for label in each)


def _without_labels(labels: Iterable[Text], other_labels: Iterable[Text]) -> list[Text]:
    """Leave out what is a label already: SKOS keeps the kinds of labels apart."""
    known = set(other_labels)
    return [label for label in labels if label not in known]


def _place(concept: Mapping[str, str] | None, names: Names) -> Ref | None:
    return Ref(names.concept(concept["vocabulary"], concept["id"])) if concept else None


def _source(source: Mapping[str, str]) -> Ref | Text | None:
    """Return the address of a source, or the words for where it was found."""
    if source["url"].startswith(("http://", "https://")) and " " not in source["url"]:
        return ref(source["url"])
    return swedish(f"{source['title']} ({source['url']})")


def _matches(concept: Mapping[str, Any], names: Names) -> dict[str, list[Ref | None]]:
    """Return the same concept, and concepts like it, in vocabularies of others and our own."""
    attributes = concept["attributes"]
    geonames = _GEONAMES.fullmatch(attributes.get("geonames", ""))
    found = {
        "skos:exactMatch": [
            ref(concept["uri"]),
            ref(f"http://sws.geonames.org/{geonames[1]}") if geonames else None,
        ],
        "skos:closeMatch": [ref(each) for each in attributes.get("eurovoc", ())],
    }
    for each in concept["mappings"]:
        place = {"vocabulary": each["vocabulary"], "id": each["id"]}
        found.setdefault(f"skos:{each['relation']}", []).append(_place(place, names))
    return found
