"""Entries like another one: by shared links, then by shared words and topics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from indexer.documents import LINKED, facet_token
from indexer.fields import TAG_FIELDS, TOPICS
from indexer.query import Bool, Boost, DisMax, MatchNone, OneOf, Query, Term
from swedish.analysis import analyse

TIE = 0.45
"""Share of the weaker field that counts."""
LINK_WEIGHT = 1.0
KIND_WEIGHT = 0.3
WORD_WEIGHT = 0.5
TOPIC_WEIGHT = 0.2
MOST_WORDS = 25


def titled_query(title: str) -> Query:
    """Ask for entries whose titles share words with this one."""
    keys = list(dict.fromkeys(analyse(title).keys))[:MOST_WORDS]
    return (
        Bool(should=tuple(Term("title", each) for each in keys), minimum=1) if keys else MatchNone()
    )


def similar_query(entry: Mapping[str, Any], topics: Iterable[str]) -> Query:
    """Ask for entries that share links, words or topics with this one, without itself."""
    links = [
        Boost(Term(TAG_FIELDS[facet], facet_token(value)), LINK_WEIGHT)
        for facet, field in LINKED.items()
        for value in entry[field]
    ]
    kind = Boost(Term(TAG_FIELDS["kind"], facet_token(entry["kind"])), KIND_WEIGHT)
    keys = list(dict.fromkeys(analyse(f"{entry['title']} . {entry['summary']}").keys))
    words = [
        Boost(DisMax((Term("title", each), Term("text", each)), TIE), WORD_WEIGHT)
        for each in keys[:MOST_WORDS]
    ]
    about = [Boost(Term(TOPICS, each), TOPIC_WEIGHT) for each in topics]
    return Bool(
        should=(*links, kind, *words, *about), must_not=(OneOf("id", (entry["id"],)),), minimum=1
    )
