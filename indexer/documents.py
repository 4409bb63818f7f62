"""From a public entry to what an index holds of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from indexer.fields import NATIONAL, PLACEHOLDER, TAG_FIELDS, YEAR_UNKNOWN
from swedish.analysis import analyse
from swedish.collation import collation_key
from swedish.tokens import WORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Labels = Callable[[str, str], Iterable[str]]
    """(facet, concept id) -> the names under which the concept should be found."""

OPTIONAL_TEXTS = ("methods", "results", "obstacles", "preconditions", "targetGroup")
LINK_FIELDS = {
    "sector": "sectors",
    "objective": "environmentalObjectives",
    "goal": "goals",
    "target": "targets",
    "resolve": "resolve",
}
"""Facet -> field of the public entry."""
LATEST_YEAR = 9999
OWN_COUNTY = 1 << 52
"""Added to a date in microseconds, puts entries of single counties before national ones."""
SIGNED_64 = 1 << 63


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """Everything an engine stores of one entry.

    Attributes:
        id: entry id.
        seq: ledger position of the event that caused the write; the external version.
        text: TEXT_FIELDS -> space-separated tokens.
        facets: FACETS -> values.
        numbers: NUMBER_FIELDS -> value.
        title_order: collation key.
        words: distinct words as written, lower case, for spelling and suggestions.
        source: the entry's public JSON, as it is answered.
    """

    id: str
    seq: int
    text: Mapping[str, str]
    facets: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    title_order: str
    words: tuple[str, ...]
    source: str


def to_document(entry: Mapping[str, Any], seq: int, labels: Labels) -> IndexDocument:
    """Build the document of one published entry."""
    facets = _facets(entry)
    texts = {
        "title": entry["title"],
        "text": " . ".join(_texts(entry)),
        "labels": " . ".join(_label_texts(entry, facets, labels)),
    }
    return IndexDocument(
        id=entry["id"],
        seq=seq,
        text=_tokens(texts, facets),
        facets=facets,
        numbers=_numbers(entry, seq),
        title_order=collation_key(entry["title"]),
        words=tuple(sorted({word for text in texts.values() for word in _words(text)})),
        source=json.dumps(entry, ensure_ascii=False, separators=(",", ":")),
    )


def tag(value: str) -> str:
    """Return the token under which a concept stands in its facet's field of tags."""
    return value.replace(" ", "-")


def _facets(entry: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    values = {facet: tuple(entry[field]) for facet, field in LINK_FIELDS.items()}
    values["goal"] = _with_parents(values["goal"], values["target"])
    values["county"] = (NATIONAL,) if entry["national"] else tuple(entry["counties"])
    values["kind"] = (entry["kind"],)
    values["organisation"] = tuple(dict.fromkeys(_organisations(entry)))
    year = entry["startYear"] if entry["startYear"] is not None else entry["endYear"]
    values["year"] = (YEAR_UNKNOWN if year is None else str(year),)
    return values


def _with_parents(goals: tuple[str, ...], targets: tuple[str, ...]) -> tuple[str, ...]:
    """A target rolls up to its goal: an entry with 12.3 is found under 12."""
    return tuple(dict.fromkeys([*goals, *(target.partition(".")[0] for target in targets)]))


def _organisations(entry: Mapping[str, Any]) -> list[str]:
    lead = entry["leadOrganisation"]
    return [*([lead] if lead else []), *entry["partners"]]


def _texts(entry: Mapping[str, Any]) -> list[str]:
    optional = [entry[field] for field in OPTIONAL_TEXTS if entry[field]]
    return [entry["summary"], *entry["facts"], *optional]


def _label_texts(
    entry: Mapping[str, Any], facets: Mapping[str, tuple[str, ...]], labels: Labels
) -> list[str]:
    named = [
        name
        for facet in ("county", *LINK_FIELDS)
        for value in facets[facet]
        for name in labels(facet, value)
    ]
    return [*named, *entry["sectorText"], *facets["organisation"]]


def _tokens(texts: Mapping[str, str], facets: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for name, text in texts.items():
        keys, parts = analyse(text)
        fields[name] = " ".join(keys) or PLACEHOLDER
        fields[f"{name}_parts"] = " ".join(parts) or PLACEHOLDER
    for facet, field in TAG_FIELDS.items():
        fields[field] = " ".join(map(tag, facets[facet])) or PLACEHOLDER
    fields["title_words"] = " ".join(_words(texts["title"])) or PLACEHOLDER
    return fields


def _words(text: str) -> Iterable[str]:
    return map(str.lower, WORD.findall(text))


def _numbers(entry: Mapping[str, Any], seq: int) -> dict[str, int]:
    start, end = entry["startYear"], entry["endYear"]
    first = start if start is not None else end
    ongoing = entry["period"]["status"] == "ongoing"
    last = end if end is not None else LATEST_YEAR if ongoing else first
    updated = _microseconds(entry["updatedAt"])
    number = UUID(entry["id"]).int
    return {
        "seq": seq,
        "updated": updated,
        "browse": updated + (0 if entry["national"] else OWN_COUNTY),
        "national": int(entry["national"]),
        # An entry without years must match no range: first year after any, last year before any.
        "year_first": LATEST_YEAR + 1 if first is None else first,
        "year_last": -1 if first is None or last is None else last,
        # Entries without a year stand last whichever way the list is turned.
        "start_ascending": LATEST_YEAR + 1 if start is None else start,
        "start_descending": -1 if start is None else start,
        "id_high": (number >> 64) - SIGNED_64,
        "id_low": (number & (2 * SIGNED_64 - 1)) - SIGNED_64,
    }


def _microseconds(timestamp: str) -> int:
    return round(datetime.fromisoformat(timestamp).timestamp() * 1_000_000)
