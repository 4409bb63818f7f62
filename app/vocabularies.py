"""The vocabularies as use cases ask for them: labels, filter values, valid ids, and as JSON."""

from __future__ import annotations

from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from app.errors import Issue, Message, NotFound
from record.fields import VOCABULARY_OF as VOCABULARY_OF_FIELD
from record.filters import (
    AUTHORITY_OF,
    FILTER_OF,
    NATIONAL,
    SEARCHED_BY,
    VOCABULARY_OF,
    YEAR_UNKNOWN,
)
from schemas.faults import fault, nearest_or_all
from seed.vocabularies import VOCABULARY_IDS, read_mapping_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from seed.vocabularies import Concept, ConceptMapping, Vocabulary

IDS = VOCABULARY_IDS
"""Ids of the vocabularies, in the order in which they are listed."""
INVERSE = {"broadMatch": "narrowMatch", "narrowMatch": "broadMatch"}
"""Relations that read differently from the other end; the others are symmetric."""


def summary_view(vocabulary: Vocabulary) -> dict[str, Any]:
    """Return a vocabulary without its concepts."""
    return {
        "id": vocabulary.id,
        "title": {"sv": vocabulary.title_sv, "en": vocabulary.title_en},
        "description": {"sv": vocabulary.description_sv, "en": vocabulary.description_en},
        "checkedOn": vocabulary.checked,
        "filter": SEARCHED_BY.get(vocabulary.id),
        "conceptCount": len(vocabulary.concepts),
    }


def detail_view(vocabulary: Vocabulary, everything: Sequence[Vocabulary]) -> dict[str, Any]:
    """Return a vocabulary with its concepts, notes and sources."""
    return {
        **summary_view(vocabulary),
        "notes": {"sv": list(vocabulary.notes_sv), "en": list(vocabulary.notes_en)},
        "attributes": dict(vocabulary.attributes),
        "sources": [_source(each) for each in vocabulary.sources],
        "concepts": [concept_view(vocabulary, each, everything) for each in vocabulary.concepts],
    }


def concept_view(
    vocabulary: Vocabulary, found: Concept, everything: Sequence[Vocabulary]
) -> dict[str, Any]:
    """Return a concept; `broader` and `narrowerConcepts` may lie in another vocabulary."""
    broader = found.broader and {"vocabulary": vocabulary.broader_vocabulary, "id": found.broader}
    return {
        "vocabulary": vocabulary.id,
        "id": found.id,
        "notation": found.notation,
        "prefLabel": {"sv": found.pref_sv, "en": found.pref_en},
        "altLabels": {"sv": list(found.alt_sv), "en": list(found.alt_en)},
        "definition": {"sv": found.definition_sv, "en": found.definition_en},
        "broader": broader or None,
        "narrowerConcepts": _narrower(vocabulary.id, found.id, everything),
        "uri": found.uri,
        "position": found.position,
        "attributes": dict(found.attributes),
        "asFilter": _search_for(vocabulary, found, everything),
    }


def _search_for(
    vocabulary: Vocabulary, found: Concept, everything: Sequence[Vocabulary]
) -> dict[str, list[str]]:
    """Return the parameters of a search for a concept; empty if there are none.

    A municipality is searched for as a text: entries are linked to counties. A division of SNI 2007
    is searched for as the sectors that it is mapped to.
    """
    if vocabulary.id in FILTER_OF:
        return {FILTER_OF[vocabulary.id]: [found.id]}
    if vocabulary.id in SEARCHED_BY:
        return {SEARCHED_BY[vocabulary.id]: [found.pref_sv]}
    if vocabulary.id == "municipalities":
        return {"q": [found.alt_sv[0] if found.attributes.get("ambiguous") else found.pref_sv]}
    sectors = [] if vocabulary.id != "sni2007" else _sectors_of(found, everything)
    return {"sector": sectors} if sectors else {}


def _sectors_of(division: Concept, everything: Sequence[Vocabulary]) -> list[str]:
    """Return the ids of the sectors that a division or section of SNI 2007 is mapped to."""
    (sectors,) = (each.concepts for each in everything if each.id == "sectors")
    return [
        sector.id
        for sector in sectors
        if division.id in (*sector.attributes["sniDivisions"], *sector.attributes["sniSections"])
    ]


def _narrower(
    vocabulary_id: str, concept_id: str, everything: Sequence[Vocabulary]
) -> list[dict[str, str]]:
    return [
        {"vocabulary": vocabulary.id, "id": each.id}
        for vocabulary in everything
        if vocabulary.broader_vocabulary == vocabulary_id
        for each in vocabulary.concepts
        if each.broader == concept_id
    ]


def mappings_view(
    found: Iterable[ConceptMapping],
    vocabulary_id: str,
    concept_id: str,
    by_id: Mapping[str, Vocabulary],
) -> list[dict[str, Any]]:
    """Return the mappings of a concept, those that name it from the other end turned round."""
    here = (vocabulary_id, concept_id)
    views = []
    for mapping in found:
        start = (mapping.from_vocabulary, mapping.from_id)
        end = (mapping.to_vocabulary, mapping.to_id)
        if start == here:
            views.append(_mapping(mapping, mapping.relation, end, by_id))
        elif end == here:
            relation = INVERSE.get(mapping.relation, mapping.relation)
            views.append(_mapping(mapping, relation, start, by_id))
    return views


def _mapping(
    mapping: ConceptMapping,
    relation: str,
    other: tuple[str, str],
    by_id: Mapping[str, Vocabulary],
) -> dict[str, Any]:
    vocabulary_id, concept_id = other
    labels = {each.id: each for each in by_id[vocabulary_id].concepts}[concept_id]
    known = read_mapping_sources()
    return {
        "relation": relation,
        "vocabulary": vocabulary_id,
        "id": concept_id,
        "prefLabel": {"sv": labels.pref_sv, "en": labels.pref_en},
        "strength": mapping.strength,
        "editorial": mapping.editorial,
        "reason": mapping.reason_sv,
        "sources": [_source(known[key]) for key in mapping.sources],
        "relatedSources": [_source(known[key]) for key in mapping.related_sources],
        "targets": list(mapping.targets),
    }


VERY_FEW = 6
"""Values of a filter that are all named when another is given."""
CODES = ("letter", "iso", "nuts3", "shortName")
"""Attributes of a concept under which it is also known."""
NUMBERED: Mapping[str, tuple[str, ...]] = {
    "objectives": ("Miljömål", "Objective"),
    "goals": ("Mål", "Globalt mål", "SDG", "Goal"),
    "targets": ("Delmål", "SDG", "Target"),
}
"""Vocabulary -> what may stand before the numbers of its concepts."""
NO_VOCABULARY = {
    "county": {NATIONAL: Message(sv="Nationella exempel", en="National examples")},
    "year": {YEAR_UNKNOWN: Message(sv="År okänt", en="Year unknown")},
}
"""Filter values that are no concepts."""
NO_SUCH_VOCABULARY = Message(
    sv="Det finns ingen sådan vokabulär. /vocabularies räknar upp dem som finns.",
    en="There is no such vocabulary. /vocabularies lists them.",
)
NO_SUCH_CONCEPT = Message(sv="Det finns inget sådant begrepp.", en="No such concept.")


class Vocabularies:
    """Every vocabulary; read once, never changed.

    Attributes:
        known: entry field -> valid id -> Swedish label, as `schemas.loading` asks for it.
    """

    def __init__(
        self, vocabularies: Iterable[Vocabulary], mappings: Iterable[ConceptMapping]
    ) -> None:
        self._by_id = {vocabulary.id: vocabulary for vocabulary in vocabularies}
        self._mappings = tuple(mappings)
        self._names = {
            vocabulary.id: {
                concept.id: Message(sv=concept.pref_sv, en=concept.pref_en)
                for concept in vocabulary.concepts
            }
            for vocabulary in self._by_id.values()
        }
        labels = {name: self._labels_of(name) for name in (*VOCABULARY_OF, *NO_VOCABULARY)}
        self._texts = {
            language: {
                name: {value: label.text(language) for value, label in of_values.items()}
                for name, of_values in labels.items()
            }
            for language in ("sv", "en")
        }
        self._ids = {name: self._ids_by_name(name) for name in VOCABULARY_OF}
        self._authorities = {
            name: [
                (called.casefold(), called, concept)
                for concept in self._by_id[vocabulary_id].concepts
                for called in (*labels_of(concept), concept.id)
            ]
            for name, vocabulary_id in AUTHORITY_OF.items()
        }
        self._preferred = {
            name: {called: concept.pref_sv for called, _, concept in names}
            for name, names in self._authorities.items()
        }
        self.known: Mapping[str, Mapping[str, str]] = {
            field: {concept.id: concept.pref_sv for concept in self._by_id[vocabulary].concepts}
            for field, vocabulary in VOCABULARY_OF_FIELD.items()
        }

    def vocabulary_of(self, parameter: str) -> str | None:
        """Return the id of the vocabulary behind a filter; organisations and years have none."""
        return VOCABULARY_OF.get(parameter)

    def label(self, parameter: str, value: str, language: str) -> str:
        """Return the label of a filter value; what has none is its own label."""
        return self.labels(parameter, language).get(value, value)

    def labels(self, parameter: str, language: str) -> Mapping[str, str]:
        """Return the label of each value of a filter that has one."""
        return self._texts[language].get(parameter, {})

    def name(self, vocabulary_id: str, concept_id: str, language: str) -> str:
        """Return the label of a concept; what is none is its own label."""
        message = self._names[vocabulary_id].get(concept_id)
        return message.text(language) if message else concept_id

    def values(self, parameter: str, language: str = "sv") -> list[dict[str, str]]:
        """Return all values of a filter, {id, label}, in the vocabulary's order."""
        labels = self._texts[language][parameter]
        return [{"id": value, "label": label} for value, label in labels.items()]

    def resolve(self, parameter: str, value: str) -> str | Issue:
        """Return the id for an id, notation, code or name in either language.

        A name that concepts share (a landscape in three counties) is an error too.
        """
        ids = self._ids[parameter].get(value.strip().casefold(), ())
        if len(ids) == 1:
            return ids[0]
        if ids:
            return self._ambiguous(parameter, value, ids)
        if "," in value:
            found = fault("comma-separated", value)
            message = Message(sv=found.message_sv, en=found.message_en)
            return Issue(parameter, found.code, message, found.value)
        return self._unknown_value(parameter, value, self._nearest(parameter, value))

    def _nearest(self, parameter: str, value: str) -> tuple[str, ...]:
        """Return the valid values that come nearest, a municipality's county for its name."""
        if parameter == "county":
            sought = value.strip().casefold()
            for each in self.concepts("municipalities"):
                if each.broader and sought in {each.id, each.pref_sv.casefold()}:
                    return (each.broader,)
        labels = self._texts["sv"][parameter]
        return tuple(labels) if len(labels) <= VERY_FEW else nearest_or_all(value, labels)

    def preferred_name(self, parameter: str, value: str) -> str | None:
        """Return the preferred name for an id or a name of an authority, if it knows it."""
        return self._preferred[parameter].get(value.strip().casefold())

    def names_beginning(self, parameter: str, text: str) -> dict[str, tuple[Concept, str]]:
        """Return id -> concept of an authority with a name that begins so, and that name."""
        typed = text.strip().casefold()
        begun = [
            (folded != typed, concept, called)
            for folded, called, concept in self._authorities[parameter]
            if folded.startswith(typed) and called in labels_of(concept)
        ]
        begun.sort(key=itemgetter(0))  # the name that is typed in full comes before the others
        found: dict[str, tuple[Concept, str]] = {}
        for _, concept, called in begun:
            found.setdefault(concept.id, (concept, called))
        return found

    def concepts(self, vocabulary_id: str) -> tuple[Concept, ...]:
        """Return the concepts of a vocabulary.

        Raises:
            NotFound: there is none of that id.
        """
        return self._vocabulary(vocabulary_id).concepts

    def matching(self, vocabulary_id: str, text: str, most: int) -> list[Concept]:
        """Return the concepts with a name that holds each word of a text, or with its number.

        Those with a name that begins with the text come first, then in the vocabulary's order.

        Raises:
            NotFound: there is no such vocabulary.
        """
        sought, words = text.strip().casefold(), text.casefold().split()
        found = []
        for concept in self.concepts(vocabulary_id):
            of_number = (*codes_of(concept), *numbered(vocabulary_id, concept))
            names = [each.casefold() for each in (*labels_of(concept), *of_number)]
            if words and any(all(word in name for word in words) for name in names):
                found.append((not any(name.startswith(sought) for name in names), concept))
        return [concept for _, concept in sorted(found, key=itemgetter(0))][:most]

    def collection(self) -> list[dict[str, Any]]:
        """Return every vocabulary without its concepts."""
        return [summary_view(vocabulary) for vocabulary in self._by_id.values()]

    def vocabulary(self, vocabulary_id: str) -> dict[str, Any]:
        """Return a vocabulary with its concepts.

        Raises:
            NotFound: there is none of that id.
        """
        found = self._vocabulary(vocabulary_id)
        return detail_view(found, list(self._by_id.values()))

    def concept(self, vocabulary_id: str, concept_id: str) -> dict[str, Any]:
        """Return a concept with its mappings to other vocabularies.

        Raises:
            NotFound: there is no such vocabulary or concept.
        """
        vocabulary = self._vocabulary(vocabulary_id)
        found = {concept.id: concept for concept in vocabulary.concepts}.get(concept_id)
        if found is None:
            raise NotFound(NO_SUCH_CONCEPT)
        return {
            **concept_view(vocabulary, found, list(self._by_id.values())),
            "mappings": mappings_view(self._mappings, vocabulary_id, concept_id, self._by_id),
        }

    def mapped(self, vocabulary_id: str, concept_id: str) -> list[tuple[str, str]]:
        """Return (vocabulary, concept) of what a concept is first of all mapped to."""
        here, found = (vocabulary_id, concept_id), []
        for mapping in self._mappings:
            ends = [
                (mapping.from_vocabulary, mapping.from_id),
                (mapping.to_vocabulary, mapping.to_id),
            ]
            if mapping.strength == "primary" and here in ends:
                ends.remove(here)
                found += ends
        return found

    def hidden_labels(self, vocabulary_id: str, concept_id: str) -> tuple[str, ...]:
        """Return the words that find a concept but are not shown as its names.

        Raises:
            NotFound: there is no such vocabulary.
        """
        concepts = self._vocabulary(vocabulary_id).concepts
        return next((each.hidden_sv for each in concepts if each.id == concept_id), ())

    def _vocabulary(self, vocabulary_id: str) -> Vocabulary:
        if vocabulary_id not in self._by_id:
            raise NotFound(NO_SUCH_VOCABULARY)
        return self._by_id[vocabulary_id]

    def _concepts(self, parameter: str) -> tuple[Concept, ...]:
        vocabulary_id = VOCABULARY_OF.get(parameter)
        return self._by_id[vocabulary_id].concepts if vocabulary_id else ()

    def _labels_of(self, parameter: str) -> dict[str, Message]:
        concepts = self._names.get(VOCABULARY_OF.get(parameter, ""), {})
        return concepts | NO_VOCABULARY.get(parameter, {})

    def _ids_by_name(self, parameter: str) -> dict[str, tuple[str, ...]]:
        """Return names -> ids; a surer kind of name (id before label before search word) wins."""
        ids: dict[str, tuple[str, ...]] = {
            name.casefold(): (value,)
            for value, label in NO_VOCABULARY.get(parameter, {}).items()
            for name in (value, label.sv, label.en)
        }
        with_number = partial(numbered, VOCABULARY_OF[parameter])
        for names_of in (codes_of, with_number, labels_of, _search_words):
            found: dict[str, tuple[str, ...]] = {}
            for concept in self._concepts(parameter):
                for name in {name.casefold() for name in names_of(concept)}:
                    found[name] = (*found.get(name, ()), concept.id)
            ids = found | ids
        return ids

    def _ambiguous(self, parameter: str, value: str, ids: tuple[str, ...]) -> Issue:
        named = " / ".join(f"{each} ({self.label(parameter, each, 'sv')})" for each in ids)
        return Issue(
            parameter=parameter,
            code="ambiguous-value",
            message=Message(
                sv=f"Värdet kan betyda flera saker: {named}.",
                en=f"The value may mean several things: {named}.",
            ),
            value=value,
            nearest=ids,
        )

    def _unknown_value(self, parameter: str, value: str, near: tuple[str, ...]) -> Issue:
        return Issue(
            parameter=parameter,
            code="unknown-value",
            message=Message(
                sv=f"Värdet finns inte för {parameter}. {self._hint(parameter, near, 'sv')}",
                en=f"There is no such value of {parameter}. {self._hint(parameter, near, 'en')}",
            ),
            value=value,
            nearest=near,
        )

    def _hint(self, parameter: str, near: tuple[str, ...], language: str) -> str:
        """Name what is near, or else where all values are."""
        if not near:
            path = f"/vocabularies/{self.vocabulary_of(parameter)}"
            return Message(sv=f"Alla värden finns i {path}.", en=f"See {path}.").text(language)
        named = ", ".join(f"{each} ({self.label(parameter, each, language)})" for each in near)
        return Message(sv=f"Närmast: {named}.", en=f"Nearest: {named}.").text(language)


def codes_of(concept: Concept) -> Iterator[str]:
    """Yield the id of a concept and what else identifies it."""
    yield concept.id
    if concept.notation:
        yield concept.notation
    yield from (str(concept.attributes[code]) for code in CODES if code in concept.attributes)


def numbered(vocabulary_id: str, concept: Concept) -> Iterator[str]:
    """Yield the number of a concept with what it is a number of, as Mål 7."""
    for before in NUMBERED.get(vocabulary_id, ()):
        yield f"{before} {concept.id}"
        yield f"{before}{concept.id}"


def _source(source: Mapping[str, str]) -> dict[str, str | None]:
    return {"unverified": None, **source}


def labels_of(concept: Concept) -> Iterator[str]:
    """Yield the names of a concept in both languages, the preferred ones first."""
    yield from (concept.pref_sv, concept.pref_en)
    yield from concept.alt_sv
    yield from concept.alt_en


def _search_words(concept: Concept) -> Iterator[str]:
    yield from concept.hidden_sv
