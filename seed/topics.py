"""Reads the topics: what search knows about words that mean the same, or a kind of it."""

from collections.abc import Iterator
from functools import cache

from seed.concepts import Topic
from seed.files import VOCABULARIES, read_yaml
from seed.words import read_synonyms

FOLDER = "topics"


@cache
def read_topics() -> tuple[Topic, ...]:
    """All topics: those of the thesaurus, and each synonym set, abbreviation and widening."""
    return (*_thesaurus(), *_synonym_sets(), *_abbreviations(), *_widenings())


def _thesaurus() -> Iterator[Topic]:
    for path in sorted((VOCABULARIES / FOLDER).glob("*.yaml")):
        for raw in read_yaml(f"{FOLDER}/{path.stem}")["topics"]:
            yield Topic(
                id=raw["id"],
                label=raw["pref"],
                names=(raw["pref"], *raw.get("alt", ())),
                hidden=tuple(raw.get("hidden", ())),
                broader=tuple(raw.get("broader", ())),
            )


def _synonym_sets() -> Iterator[Topic]:
    for each in read_synonyms():
        names = tuple(term for term in each.terms if term not in each.one_way)
        yield Topic(each.id, each.preferred, names, hidden=each.one_way)


def _abbreviations() -> Iterator[Topic]:
    for raw in read_yaml("abbreviations")["abbreviations"]:
        short, full = tuple(raw["short"]), tuple(raw["full"])
        names, hidden = ((*full, *short), ()) if raw.get("both_ways") else (full, short)
        yield Topic(raw["id"], full[0], names, hidden)


def _widenings() -> Iterator[Topic]:
    """Make one of each term that a widening leads to, so that its terms do not find each other."""
    for raw in read_yaml("widenings")["widenings"]:
        asked, wider = tuple(raw["from"]), raw["kind"] == "broader"
        found = tuple(raw["to"])
        yield Topic(raw["id"], found[0], (), asked, found=found, wider=wider)
