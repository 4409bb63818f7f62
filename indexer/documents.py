"""From a public entry to what an index holds of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

import msgspec

from indexer.concepts import counted_as
from indexer.entry_texts import AnalysedText, read_text, read_texts
from indexer.fields import (
    AFTER_ALL,
    BEFORE_ALL,
    DETAIL_FIELDS,
    HOLDS,
    KEYS,
    KEYWORDS,
    LEAD,
    LEAD_TOPICS,
    NGRAMS,
    ORDERED,
    PLACEHOLDER,
    SOURCE,
    TAG_FIELDS,
    TITLE_WORDS,
    TOPIC_MARK,
    TOPICS,
    first_of,
    last_of,
    ordering_of,
)
from record.field import Search
from record.fields import BY_NAME, RANGED, SEARCHED, WANTED
from record.filters import AUTHORITY_OF, FILTERS, HOLDINGS, NATIONAL, YEAR_UNKNOWN
from record.filters import BY_NAME as FILTER
from record.texts import texts_of
from swedish.collation import collation_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from indexer.concepts import Labels
    from indexer.topics import Topics

LINKED = {each.name: field for each in FILTERS for field in each.fields if BY_NAME[field].link}
"""Facet -> field of the entry whose links it counts."""
AFTER_ANY_YEAR = 9999
OWN_COUNTY = 1 << 52
"""Added to a date in microseconds, puts entries of single counties before national ones."""
SIGNED_64 = 1 << 63
_SOURCED = {
    search: tuple(each for each in held if each.quoted) for search, held in SEARCHED.items()
}
_UNSOURCED = tuple(each for each in SEARCHED[Search.TEXT] if not each.quoted)

_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """Everything an engine stores of one entry.

    Attributes:
        id: entry id.
        seq: ledger position of the event that caused the write; the external version.
        text: TEXT_FIELDS -> space-separated tokens.
        facets: KEYWORDS and KEYS -> values.
        numbers: NUMBER_FIELDS -> value.
        title_order: collation key.
        words: distinct words as written, lower case, for spelling and suggestions; and topics,
            each after TOPIC_MARK, for how common they are.
        source: the entry's public JSON in UTF-8, as it is answered.
        meaning: what it is about, see `swedish.meaning`.
    """

    id: str
    seq: int
    text: Mapping[str, str]
    facets: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    title_order: str
    words: tuple[str, ...]
    source: bytes
    meaning: bytes


def to_document(
    entry: Mapping[str, Any],
    seq: int,
    labels: Labels,
    topics: Topics,
) -> IndexDocument:
    """Build the document of one published entry."""
    facets = {name: facet_values(entry, name) for name in (*KEYWORDS, *KEYS)}
    for name in AUTHORITY_OF:
        facets[name] = tuple(dict.fromkeys(counted_as(labels, name, each) for each in facets[name]))
    title, text = (read_texts(_texts(entry, of)) for of in (Search.TITLE, Search.TEXT))
    keywords = read_texts([text for _, _, text in texts_of(entry, _UNSOURCED)])
    summary = read_text(entry["summary"])
    labelled = list(_labels(entry))
    fields = {"title": [title], "text": [text, keywords], "labels": labelled}
    about_title = topics.in_entry(title.content)
    about = [*about_title * 2, *_topics(entry, text, topics)]
    return IndexDocument(
        id=entry["id"],
        seq=seq,
        text={
            **{name: _joined(each.keys for each in texts) for name, texts in fields.items()},
            LEAD: _joined((title.keys, summary.keys, title.parts, summary.parts)),
            "title_parts": _joined([title.parts]),
            "text_parts": _joined([text.parts, keywords.parts]),
            **{
                field: _joined(map(facet_token, facets[facet]))
                for facet, field in TAG_FIELDS.items()
            },
            TITLE_WORDS: _joined(title.words),
            NGRAMS: ngram_text((title, text, keywords, *labelled)),
            TOPICS: _joined(about),
            LEAD_TOPICS: _joined(about_title + topics.in_entry(summary.content)),
        },
        facets=facets,
        numbers=_numbers(entry, seq),
        title_order=collation_key(entry["title"]),
        words=_words((title, text, keywords, *labelled), about),
        source=_encode(entry),
        meaning=_meaning((title, text, keywords)),
    )


def _meaning(texts: Sequence[AnalysedText]) -> bytes:
    """Return what texts mean, packed (`swedish.meaning`)."""
    from swedish.meaning import meaning, packed  # noqa: PLC0415 - imports numpy

    return packed(meaning(chain.from_iterable([each.content for each in texts])))


def ngram_text(texts: Sequence[AnalysedText]) -> str:
    """Return the words of texts as the engine splits them, blanks at both ends."""
    return f" {' '.join(chain.from_iterable([each.content for each in texts]))} "


def _words(texts: Sequence[AnalysedText], about: Iterable[str]) -> tuple[str, ...]:
    """Return the words of texts, sorted, and topics, marked."""
    topics = (f"{TOPIC_MARK}{topic}" for topic in about)
    return tuple(sorted({*topics}.union(*(each.words for each in texts))))


def _topics(entry: Mapping[str, Any], text: AnalysedText, topics: Topics) -> list[str]:
    """List what the entry is about by its texts and by what it is linked to."""
    labels = list(texts_of(entry, _SOURCED[Search.LABEL]))
    described = (read_text(each) for field, _, each in labels if not field.organisation)
    named = (read_text(each) for field, _, each in labels if field.organisation)
    words = chain(text.content, *(each.content for each in described))
    return [
        *topics.in_entry(words),
        *topics.in_entry(chain.from_iterable(each.content for each in named), whole=True),
    ]


def _labels(entry: Mapping[str, Any]) -> Iterator[AnalysedText]:
    return (read_text(text) for _, _, text in texts_of(entry, SEARCHED[Search.LABEL]))


def facet_token(value: str) -> str:
    """Return the token under which a concept stands in its facet's field of tags."""
    return value.replace(" ", "-")


def facet_values(entry: Mapping[str, Any], facet: str) -> tuple[str, ...]:
    """Return the values under which a facet counts a public entry."""
    if facet in _DERIVED:
        return _DERIVED[facet](entry)
    return tuple(dict.fromkeys(_values(entry, FILTER[facet].fields)))


def _values(entry: Mapping[str, Any], fields: Iterable[str]) -> Iterator[str]:
    for field in fields:
        value = entry[field]
        if isinstance(value, list):
            yield from value
        elif value is not None:
            yield value


def _counties(entry: Mapping[str, Any]) -> tuple[str, ...]:
    return (NATIONAL,) if entry["national"] else tuple(entry["counties"])


def _goals(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """A target rolls up to its goal: an entry with 12.3 is found under 12."""
    parents = (target.partition(".")[0] for target in entry["targets"])
    return tuple(dict.fromkeys([*entry["goals"], *parents]))


def _year(entry: Mapping[str, Any]) -> tuple[str, ...]:
    year = entry["startYear"]
    return (YEAR_UNKNOWN if year is None else str(year),)


def _document_kinds(entry: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each["kind"] for each in entry["documents"]))


_DERIVED: Mapping[str, Callable[[Mapping[str, Any]], tuple[str, ...]]] = {
    "county": _counties,
    "goal": _goals,
    "year": _year,
    "documentKind": _document_kinds,
    SOURCE: lambda entry: (entry["source"]["type"],),
    DETAIL_FIELDS: lambda entry: tuple(name for name in WANTED if entry[name]),
    HOLDS: lambda entry: tuple(each.name for each in HOLDINGS if each.has(entry)),
}
"""Facets whose values are not simply those of their fields."""


def _texts(entry: Mapping[str, Any], search: Search) -> Iterator[str]:
    """Yield the texts that go into a scored field; one that names two things the same way once.

    Not keywords: their words are searched, but what an entry is about is what its source says. A
    topic that a keyword names brings all that is near to it.
    """
    return (text for _, _, text in texts_of(entry, _SOURCED[search]))


def _joined(tokens: Iterable[str]) -> str:
    return " ".join(filter(None, tokens)) or PLACEHOLDER


def _numbers(entry: Mapping[str, Any], seq: int) -> dict[str, int]:
    updated = _microseconds_of(entry["updatedAt"])
    number = int(entry["id"].replace("-", ""), base=16)
    return {
        "seq": seq,
        "updated": updated,
        "published": _microseconds_of(entry["publishedAt"]),
        "browse": updated + (0 if entry["national"] else OWN_COUNTY),
        "national": int(entry["national"]),
        **_bounds("year", _years(entry)),
        **{
            name: bound
            for field in RANGED
            for name, bound in _bounds(field.name, (entry[field.name],) * 2).items()
        },
        **_orders(entry),
        "id_high": (number >> 64) - SIGNED_64,
        "id_low": (number & (2 * SIGNED_64 - 1)) - SIGNED_64,
    }


def _years(entry: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """Return the first and the last year; work counts as continuing until it is known to end."""
    start, end = entry["startYear"], entry["endYear"]
    first = start if start is not None else end
    if first is not None and end is None and entry["state"] != "completed":
        return first, AFTER_ANY_YEAR
    return first, end if end is not None else first


def _bounds(name: str, span: tuple[int | None, int | None]) -> dict[str, int]:
    first, last = span
    return {
        first_of(name): AFTER_ALL if first is None else first,
        last_of(name): BEFORE_ALL if last is None else last,
    }


def _orders(entry: Mapping[str, Any]) -> dict[str, int]:
    missing = ((False, AFTER_ALL), (True, BEFORE_ALL))
    return {
        ordering_of(name, descending=down): last if entry[name] is None else entry[name]
        for name in ORDERED
        for down, last in missing
    }


def _microseconds_of(timestamp: str) -> int:
    return microseconds(datetime.fromisoformat(timestamp))


def microseconds(moment: datetime) -> int:
    """Return a moment as the index holds it."""
    return round(moment.timestamp() * 1_000_000)
