"""What an entry leads with, rather than mentions: its title, its summary and its links."""

from __future__ import annotations

from dataclasses import replace

from indexer.fields import COMPOUND_PARTS, LEAD, LEAD_TOPICS, TOPICS
from indexer.query import Bool, Boost, DisMax, Phrase, Query, Term

LED_BY = {
    **dict.fromkeys((*COMPOUND_PARTS, *COMPOUND_PARTS.values()), LEAD),
    TOPICS: LEAD_TOPICS,
    "labels": None,
}
"""Scored field -> the one of what an entry leads with. A name says little: the Farmers' Union takes
part in more than farming."""


def leading(query: Query) -> Query | None:
    """Return what a query finds in titles, summaries and links; None where that is nothing."""
    match query:
        case Term(field) | Phrase(field):
            led = LED_BY.get(field, field)
            return replace(query, field=led) if led else None
        case Boost(child, _):
            return leading(child)
        case DisMax(children, _):
            return _any_of(children)
        case Bool() if query.minimum:
            return _any_of(query.should)
        case Bool():
            every = [leading(each) for each in (*query.must, *query.filter)]
            kept = tuple(each for each in every if each)
            return Bool(must=kept) if len(kept) == len(every) else None
        case _:
            return query


def _any_of(queries: tuple[Query, ...]) -> Query | None:
    kept = {each: None for query in queries if (each := leading(query))}
    return Bool(should=tuple(kept), minimum=1) if kept else None
