"""Reads the topics: what search knows about words that mean the same, or a kind of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from seed.concepts import Topic
from seed.files import VOCABULARIES, read_yaml
from seed.words import read_same_names, read_synonyms

FOLDER = "topics"


@cache
def read_topics() -> tuple[Topic, ...]:
    """All topics: those of the thesaurus, and each synonym set, abbreviation and widening.

    What has names that mean the same is one, too.
    """
    own = (*_thesaurus(), *_synonym_sets(), *_abbreviations())
    english: defaultdict[str, dict[str, None]] = defaultdict(dict)
    others = []
    for each in read_same_names():
        first = each.swedish[0]
        called = _topics_named(own, first)
        for topic in called:
            english[topic] |= dict.fromkeys(each.english)
        if not called:
            others.append(Topic(first.replace(" ", "-"), first, each.swedish))
    return (
        *(replace(each, hidden=(*each.hidden, *english[each.id])) for each in own),
        *others,
        *_widenings(read_yaml("widenings")["widenings"]),
    )


def _topics_named(topics: Iterable[Topic], name: str) -> list[str]:
    """Return the topics that are called so, or else those that have the name."""
    own = [topic.id for topic in topics if name == topic.label]
    return own or [topic.id for topic in topics if name in topic.names]


def _thesaurus() -> Iterator[Topic]:
    for path in sorted((VOCABULARIES / FOLDER).glob("*.yaml")):
        file = read_yaml(f"{FOLDER}/{path.stem}")
        for raw in file["topics"]:
            yield Topic(
                id=raw["id"],
                label=raw["pref"],
                names=(raw["pref"], *raw.get("alt", ())),
                hidden=tuple(raw.get("hidden", ())),
                broader=tuple(raw.get("broader", ())),
                role=raw.get("role", file["role"]),
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


def _widenings(widenings: Iterable[dict[str, Any]]) -> Iterator[Topic]:
    """Make one of each term that a widening leads to, so that its terms do not find each other."""
    for raw in widenings:
        names, kind = tuple(raw["from"]), raw["kind"]
        found = tuple(raw["to"])
        yield Topic(
            raw["id"],
            ", ".join(found) if kind == "narrower" else found[0],
            (),
            names,
            found=found,
            wider=kind == "broader",
            narrower=kind == "narrower",
        )
