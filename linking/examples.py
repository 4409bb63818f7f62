"""Training data: entries with their links, and curators' decisions on suggested links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Quote(NamedTuple):
    """Words of an example that a link rests on."""

    scheme: str
    concept: str
    text: str


@dataclass(frozen=True, slots=True)
class Example:
    """A text with what is known of its links.

    Attributes:
        id: of the entry; empty for a text that is no entry, which is never shown as an example.
        text: the title, the summary and the facts, a line each.
        links: scheme -> concepts that hold.
        refused: scheme -> concepts that do not; None means every one that is not in `links`.
        sources: what tells that two examples speak of the same thing (pages, organisations).
    """

    id: str
    text: str
    links: Mapping[str, frozenset[str]]
    quotes: tuple[Quote, ...] = ()
    refused: Mapping[str, frozenset[str]] | None = None
    sources: tuple[str, ...] = ()

    def holds(self, scheme: str, concept: str) -> bool | None:
        """Return whether a link holds; None where nobody has decided."""
        if concept in self.links.get(scheme, ()):
            return True
        if self.refused is None or concept in self.refused.get(scheme, ()):
            return False
        return None


class Decision(NamedTuple):
    """A curator's decision on a link that was suggested for a text."""

    text: str
    scheme: str
    concept: str
    accepted: bool


def from_decisions(decisions: Iterable[Decision]) -> list[Example]:
    """Return an example for each text; the last decision on a link counts."""
    accepted: dict[str, dict[tuple[str, str], bool]] = defaultdict(dict)
    for each in decisions:
        accepted[each.text][each.scheme, each.concept] = each.accepted
    return [
        Example("", text, _concepts(links, accepted=True), (), _concepts(links, accepted=False))
        for text, links in accepted.items()
    ]


def _concepts(
    decided: Mapping[tuple[str, str], bool], *, accepted: bool
) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for (scheme, concept), is_accepted in decided.items():
        if is_accepted is accepted:
            found[scheme].add(concept)
    return {scheme: frozenset(concepts) for scheme, concepts in found.items()}
