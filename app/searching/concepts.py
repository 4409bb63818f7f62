"""The vocabularies as search needs them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from app.geography import county_neighbours
from indexer.concepts import ConceptName, SearchConcept
from indexer.topics import SearchTopic
from record.filters import AUTHORITY_OF, FILTERS, NATIONAL
from swedish.analysis import is_stop
from swedish.naming import name_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from seed.vocabularies import Concept as SeedConcept
    from seed.vocabularies import Topic as SeedTopic
    from seed.vocabularies import Vocabulary

OTHER_SHORT_FORMS = ("AB", "AC")
"""Letters of counties that mean a company form and air conditioning where no "län" follows."""

THE_COUNTRY = SearchConcept(
    "county",
    NATIONAL,
    "Nationella exempel",
    (
        *(ConceptName(text) for text in ("nationell", "hela landet", "hela Sverige")),
        *(ConceptName(text) for text in ("rikstäckande", "landsomfattande")),
        ConceptName("Sverige", is_part=True),
    ),
)
"""What is found at the filter value of no single county."""


@dataclass(frozen=True, slots=True)
class ConceptNames:
    """(facet, other name) -> the preferred name of what has an authority, alone."""

    by_id: Mapping[tuple[str, str], tuple[str, ...]]

    def __call__(self, facet: str, concept_id: str) -> Iterable[str]:
        """Return the preferred name, none where it is not known or preferred itself."""
        return self.by_id.get((facet, concept_id), ())

    def others(self, facet: str, preferred: Iterable[str]) -> tuple[str, ...]:
        """Return the other names of what a facet with an authority counts."""
        if facet not in AUTHORITY_OF:
            return ()
        known = set(preferred)
        return tuple(
            other for (of, other), names in self.by_id.items() if of == facet and names[0] in known
        )


def concept_names(vocabularies: Iterable[Vocabulary]) -> ConceptNames:
    """Return the preferred names of what has an authority, by the others."""
    by_id = {vocabulary.id: vocabulary for vocabulary in vocabularies}
    preferred = {
        (facet, name): (concept.pref_sv,)
        for facet, vocabulary_id in AUTHORITY_OF.items()
        for concept in by_id[vocabulary_id].concepts
        for name in other_names(concept)
    }
    return ConceptNames(preferred)


def other_names(concept: SeedConcept) -> tuple[str, ...]:
    """Return the names of a concept that are not the preferred Swedish one."""
    return tuple({concept.pref_en, *concept.alt_sv, *concept.alt_en} - {concept.pref_sv})


def search_concepts(vocabularies: Iterable[Vocabulary]) -> tuple[SearchConcept, ...]:
    """Return every concept that a search text may name, with its names by how sure they are."""
    by_id = {vocabulary.id: vocabulary for vocabulary in vocabularies}
    places = _municipal_names(by_id["municipalities"])
    around = _neighbourly_names(by_id["counties"])
    named = [(each.name, each.vocabulary) for each in FILTERS if each.vocabulary and each.in_texts]
    concepts = (
        SearchConcept(
            facet,
            concept.id,
            concept.pref_sv,
            (
                *_names(facet, concept),
                *((*places[concept.id], *around[concept.id]) if facet == "county" else ()),
            ),
        )
        for facet, vocabulary_id in named
        for concept in by_id[vocabulary_id].concepts
    )
    return (*concepts, THE_COUNTRY)


def _municipal_names(municipalities: Vocabulary) -> Mapping[str, list[ConceptName]]:
    """Return county -> the names of its municipalities, which mean it less surely.

    A name that is also a function word (Vara) is one: only a text without others is read as it.
    """
    names: defaultdict[str, list[ConceptName]] = defaultdict(list)
    for each in municipalities.concepts:
        others = (*each.alt_sv, *each.hidden_sv)
        word = each.attributes.get("ambiguous") and not is_stop(each.pref_sv.lower())
        own = () if word else (each.pref_sv,)
        found = (ConceptName(text, is_part=True) for text in (*own, *others))
        names[each.broader or ""] += found
    return names


def _neighbourly_names(counties: Vocabulary) -> Mapping[str, list[ConceptName]]:
    """Return county -> what it is called as a neighbour of others: Dalarnas grannlän."""
    names: defaultdict[str, list[ConceptName]] = defaultdict(list)
    for each in counties.concepts:
        own = (each.pref_sv.removesuffix(" län"), *each.alt_sv)
        ways = ("{} grannlän", "{} grannar", "grannlän till {}", "grannar till {}")
        names_of = [way.format(name) for name in own for way in ways]
        for neighbour in county_neighbours()[each.id]:
            names[neighbour] += (ConceptName(text) for text in names_of)
    return names


def search_topics(topics: Iterable[SeedTopic]) -> tuple[SearchTopic, ...]:
    """Return the topics as search needs them; those of one label are one."""
    by_label: dict[tuple[str, bool], list[SeedTopic]] = {}
    for each in topics:
        label = each.label.casefold() if each.names else each.id  # a widening stays by itself
        by_label.setdefault((label, each.wider), []).append(each)
    first = {one.id: same[0].id for same in by_label.values() for one in same}
    return tuple(_topic(same, first) for same in by_label.values())


def _topic(same: Sequence[SeedTopic], first: Mapping[str, str]) -> SearchTopic:
    def all_of(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(chain.from_iterable(lists)))

    broader = all_of(each.broader for each in same)
    return SearchTopic(
        id=same[0].id,
        label=same[0].label,
        names=all_of(each.names for each in same),
        hidden=all_of(each.hidden for each in same),
        found=all_of(each.found for each in same),
        broader=tuple(dict.fromkeys(first.get(each, each) for each in broader)),
        wider=same[0].wider,
        role=next((each.role for each in same if each.role), ""),
        narrower=same[0].narrower,
    )


def _names(facet: str, concept: SeedConcept) -> tuple[ConceptName, ...]:
    """Return the names of a concept: a word of a goal's (hunger) is not all that serves it."""
    pref = [text for text in (concept.pref_sv, concept.pref_en) if text]
    alt = (*concept.alt_sv, *concept.alt_en, *concept.hidden_sv, *_by_letter(concept))
    same = concept.attributes.get("synonyms", alt)
    in_it = concept.attributes.get("parts", ())
    loose = facet == "goal" and " " in concept.pref_sv

    def named(text: str, *, is_part: bool = False) -> ConceptName:
        return ConceptName(text, is_part or (loose and len(name_keys(text)) == 1))

    return (
        *map(named, pref),
        *(named(text, is_part=text not in same or text in in_it) for text in alt),
    )


def _by_letter(concept: SeedConcept) -> tuple[str, ...]:
    """Return how a county is called by its letter; two letters say it by themselves.

    Not those that are also the short form of something else: AB and AC; nor Gotland's, since
    "i länet" speaks of a county that the reader knows.
    """
    letter = concept.attributes.get("letter", "")
    if letter == "I":
        return ()
    alone = (letter,) if len(letter) > 1 and letter not in OTHER_SHORT_FORMS else ()
    return (*([f"{letter}-län"] if letter else ()), *alone)
