"""Entries that a candidate may tell of again: of the same county, in nearly the same words."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from app.entries.reading import visible_to
from app.imports.duplicates import DuplicateFinder
from catalogue.duplicates import texts_of_counties
from schemas.loading import LoadedEntry
from swedish.analysis import analyse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from app.accounts.access import Actor
    from app.wiring import Services
    from catalogue.candidates import CandidateRecord

ALIKE = 0.3
"""Least cosine of the weighed words of two texts. Of the 93 examples in the development replies,
each of which tells of a curated entry, it finds 91, and names two other entries."""
MOST_NAMED = 3


def hide_unknown(
    connection: Connection, actor: Actor, found: Sequence[CandidateRecord]
) -> list[CandidateRecord]:
    """Return candidates without the likenesses to entries that the actor may not know of."""
    known = visible_to(
        connection, actor, {_id_and_title(like) for each in found for like in each.duplicates}
    )
    return [
        replace(each, duplicates=[like for like in each.duplicates if _id_and_title(like) in known])
        for each in found
    ]


def _id_and_title(like: Mapping[str, Any]) -> tuple[str, str]:
    return like["entryId"], like["title"]


class _Text(NamedTuple):
    """An entry, and the weights of its words."""

    entry_id: str
    title: str
    weights: Mapping[str, float]


class CandidateDuplicateFinder:
    """Compares candidates with the entries of their counties, which it reads when first used."""

    def __init__(self, services: Services) -> None:
        self._database = services.database
        self._by_title = DuplicateFinder(services.database)
        self._texts: dict[tuple[str, ...], _Texts] = {}

    def of(self, content: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the entries that are like a candidate, the likest first.

        Each is {entryId, title, likeness of 100}, found by the titles alone or by all words.
        """
        counties = tuple(sorted(content["counties"]))
        if not counties:
            return []
        found = {each["entryId"]: each for each in self._of(counties).like(content)}
        for each in self._by_title.of(LoadedEntry("", "", dict(content), (), ())):
            found[each["entryId"]] = _duplicate_json(
                each["entryId"], each["value"], each["likeness"]
            )
        return sorted(found.values(), key=lambda each: -each["likeness"])[:MOST_NAMED]

    def _of(self, counties: tuple[str, ...]) -> _Texts:
        if counties not in self._texts:
            with self._database.read() as connection:
                self._texts[counties] = _Texts(texts_of_counties(connection, counties))
        return self._texts[counties]


class _Texts:
    """The entries of some counties, their words weighed by how rare they are among them."""

    def __init__(self, entries: Iterable[Mapping[str, Any]]) -> None:
        words = [(each["id"], each["title"], _words(each)) for each in entries]
        self._number = len(words)
        self._frequency = Counter(word for *_, counted in words for word in counted)
        self._texts = [
            _Text(entry_id, title, self._weights(counted)) for entry_id, title, counted in words
        ]

    def like(self, content: Mapping[str, Any]) -> Sequence[dict[str, Any]]:
        weights = self._weights(_words(content))
        found = [(_cosine(weights, text.weights), text) for text in self._texts]
        return [
            _duplicate_json(text.entry_id, text.title, round(100 * cosine))
            for cosine, text in found
            if cosine >= ALIKE
        ]

    def _weights(self, counted: Mapping[str, int]) -> dict[str, float]:
        weights = {
            word: (1 + math.log(count)) * self._rarity(word) for word, count in counted.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {word: weight / length for word, weight in weights.items()}

    def _rarity(self, word: str) -> float:
        return math.log((self._number + 1) / (self._frequency[word] + 0.5))


def _words(content: Mapping[str, Any]) -> Counter[str]:
    """Count the keys of the words; those of the title count twice."""
    texts = (content["title"], content["title"], content["summary"], *content.get("facts", ()))
    return Counter(analyse("\n".join(texts)).keys)


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())


def _duplicate_json(entry_id: str, title: str, likeness: int) -> dict[str, Any]:
    return {"entryId": entry_id, "title": title, "likeness": min(likeness, 100)}
