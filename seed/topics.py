"""Reads the topics: what search knows about words that mean the same, or a kind of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import Any

from seed.concepts import Topic
from seed.files import VOCABULARIES, read_yaml
from seed.words import read_synonyms

FOLDER = "topics"


@cache
def read_topics() -> tuple[Topic, ...]:
    """All topics: those of the thesaurus, and each synonym set, abbreviation and widening.

    What English words lead to is the topic that is called so, with all that is a kind of it.
    """
    own = (*_thesaurus(), *_synonym_sets(), *_abbreviations())
    widenings = read_yaml("widenings")["widenings"]
    others = []
    translated: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for each in widenings:
        if each["kind"] == "english" and (meant := _called(own, each["to"])):
            for topic in meant:
                translated[topic] |= dict.fromkeys(each["from"], tuple(each["to"]))
            others.append({**each, "from": []})
        else:
            others.append(each)
    return (
        *(_translated(each, translated[each.id]) for each in own),
        *_widenings(others),
    )


def _translated(topic: Topic, words: Mapping[str, tuple[str, ...]]) -> Topic:
    """Add English words; an entry says them by their translations and what means the same."""
    said = {
        word: tuple(dict.fromkeys((*terms, *chain.from_iterable(map(topic.said, terms)))))
        for word, terms in words.items()
    }
    return replace(topic, hidden=(*topic.hidden, *words), same={**topic.same, **said})


def _called(topics: Iterable[Topic], terms: Iterable[str]) -> list[str]:
    """Return the topics that are called as one of the terms; none where one term has none."""
    found = [
        [topic.id for topic in topics if term == topic.label]
        or [topic.id for topic in topics if term in topic.names]
        for term in terms
    ]
    return [each for ids in found for each in ids] if all(found) else []


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
                same={raw["pref"]: (raw["pref"],)},
            )


def _synonym_sets() -> Iterator[Topic]:
    for each in read_synonyms():
        names = tuple(term for term in each.terms if term not in each.one_way)
        own = tuple(term for term in names if term not in (*each.kinds, *each.near))
        alone = {term: (term,) for term in names}
        same = alone | dict.fromkeys(own, (*own, *each.kinds))
        yield Topic(each.id, each.preferred, names, hidden=each.one_way, same=same)


def _abbreviations() -> Iterator[Topic]:
    for raw in read_yaml("abbreviations")["abbreviations"]:
        short, full = tuple(raw["short"]), tuple(raw["full"])
        names, hidden = ((*full, *short), ()) if raw.get("both_ways") else (full, short)
        yield Topic(raw["id"], full[0], names, hidden, same=dict.fromkeys((*full, *short), names))


def _widenings(widenings: Iterable[dict[str, Any]]) -> Iterator[Topic]:
    """Make one of each term that a widening leads to, so that its terms do not find each other."""
    for raw in widenings:
        asked, kind = tuple(raw["from"]), raw["kind"]
        found = tuple(raw["to"])
        yield Topic(
            raw["id"],
            ", ".join(found) if kind == "narrower" else found[0],
            (),
            asked,
            found=found,
            wider=kind == "broader",
            narrower=kind == "narrower",
            same=dict.fromkeys(asked, found) if kind == "english" else {},
        )
