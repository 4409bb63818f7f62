"""One call of a tool while it lasts: what it asks of the catalogue, in which language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assistants import refusals
from assistants.catalogue import NOT_THE_API, Catalogue, Request, Unanswered
from assistants.refusals import Refusal
from record.fields import VOCABULARY_OF
from record.filters import VOCABULARY_OF as VOCABULARY_OF_FILTER

OK = 200
COUNTIES = VOCABULARY_OF_FILTER["county"]
Pairs = tuple[tuple[str, str], ...]
Labels = dict[str, str]


def pairs(given: Mapping[str, Iterable[str]]) -> Pairs:
    """Return parameters as a query string has them: one pair a value."""
    return tuple((name, value) for name, values in given.items() for value in values)


class KnownLabels:
    """Names of vocabularies and concepts, fetched once, as a server lives as long as a talk."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], Labels] = {}

    def of(self, asking: Asking, *path: str) -> Labels:
        """Return ids and labels of what lies at a path, in the language of the call."""
        key = (asking.language, *path)
        if key not in self._known:
            content = asking.ask("vocabularies", *path)
            title, listed = ("prefLabel", "concepts") if path else ("title", "items")
            try:
                found = {each["id"]: each[title][asking.language] for each in content[listed]}
            except (KeyError, TypeError):
                raise asking.refusal(Unanswered(NOT_THE_API)) from None
            self._known[key] = {str(each): str(label) for each, label in found.items()}
        return self._known[key]


@dataclass(frozen=True, slots=True)
class Asking:
    """A call of a tool.

    Attributes:
        catalogue: that is asked.
        known: labels that earlier calls have fetched.
        language: "sv" or "en".
    """

    catalogue: Catalogue
    known: KnownLabels
    language: str

    def ask(
        self, *path: str, query: Pairs = (), content: Mapping[str, object] | None = None
    ) -> dict[str, Any]:
        """Return the API's answer to a call.

        Raises:
            Refusal: there is none, or a problem; it says what to do.
        """
        try:
            answer = self.catalogue.answer(Request(path, query, content, self.language))
        except Unanswered as error:
            raise self.refusal(error) from None
        if not isinstance(answer.content, dict):
            raise self.refusal(Unanswered(NOT_THE_API))
        if answer.status != OK:
            raise refusals.problem(answer.status, answer.content, self.language)
        return answer.content

    def refusal(self, error: Unanswered) -> Refusal:
        """Return the refusal for a catalogue that gives no answer."""
        return refusals.unanswered(error, self.language)

    def vocabularies(self) -> Labels:
        """Return the ids and titles of the vocabularies."""
        return self.known.of(self)

    def concepts(self, vocabulary: str) -> Labels:
        """Return the ids and labels of a vocabulary's concepts."""
        return self.known.of(self, vocabulary)

    def labelled(self, entry: dict[str, Any]) -> dict[str, Any]:
        """Return an entry whose concepts have their names, as "12 Skåne län".

        All counties of a national one are left out: `national` says the same.
        """
        return {
            name: self._add_labels(name, value) if name in VOCABULARY_OF else value
            for name, value in entry.items()
            if not (entry.get("national") and VOCABULARY_OF.get(name) == COUNTIES)
        }

    def _add_labels(self, field: str, ids: Iterable[object]) -> list[object]:
        labels = self.concepts(VOCABULARY_OF[field])
        return [
            f"{each} {labels[each]}" if isinstance(each, str) and each in labels else each
            for each in ids
        ]
