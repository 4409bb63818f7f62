"""Why a hit was found, in plain sentences, and why it stands where it does, in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.errors import Message
from app.searching.finding import DECIMALS
from indexer.engine import EngineQuery
from indexer.entry_occurrences import ORGANISATIONS
from indexer.explaining import Reason, reasons
from indexer.query import Bool, OneOf
from indexer.scoring import signals, weights
from indexer.signals.meaning import nearness
from indexer.signals.similarity import similarity
from record.fields import TEXTS
from record.filters import BY_NAME as FILTER
from record.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.searching.prepared import PreparedSearch
    from indexer.engine import Hit

FIELDS = {field.name: field.spoken for field in TEXTS if field.spoken} | {
    ORGANISATIONS: Words("organisationerna", "the organisations"),
}
"""Where in an entry a word may stand."""

QUOTES = {"sv": "””", "en": "“”"}

WORDED = {
    "word": Message("”{text}” står i {fields}.", "“{text}” stands in {fields}."),
    "correction": Message(
        "”{text}” lästes som ”{found}”, som står i {fields}.",
        "“{text}” was read as “{found}”, which stands in {fields}.",
    ),
    "topic": Message(
        "Ett annat namn på ”{text}” står i {fields}.",
        "Another name for “{text}” stands in {fields}.",
    ),
    "phrase": Message(
        "Frasen ”{text}” står i {fields}.", "The phrase “{text}” stands in {fields}."
    ),
    "concept": Message(
        "”{text}” tolkas som {found}, som exemplet är kopplat till.",
        "“{text}” is read as {found}, which the entry is linked to.",
    ),
}
"""Reasons that need no other words of the entry."""
IN_OTHER_WORDS = {
    "word": Message(
        "{words} i {fields} läses som samma ord som ”{text}”.",
        "{words} in {fields} is read as the same word as “{text}”.",
    ),
    "correction": Message(
        "”{text}” lästes som ”{found}”; i {fields} står {words}.",
        "“{text}” was read as “{found}”; {words} stands in {fields}.",
    ),
    "part": Message(
        "”{text}” är en del av {words} i {fields}.", "“{text}” is part of {words} in {fields}."
    ),
    "topic": Message(
        "{words} i {fields} hör ihop med ”{text}”.", "{words} in {fields} goes with “{text}”."
    ),
}
"""Reasons that name what the entry says instead."""
BY_NAME = Message("Exemplet är kopplat till {found}.", "The entry is linked to {found}.")
"""Of a concept that the search calls by its own name."""
PHRASE_SOMEWHERE = Message(
    "Frasen ”{text}” står ordagrant.", "The phrase “{text}” stands word for word."
)
"""Of a phrase in the name of a concept, or from the end of one text to the next."""


def explanation(search: PreparedSearch, entry: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the reasons, each {type, text, found, filter, inFields, words, message}."""
    found = reasons(entry, search.reading, search.lexicon)
    return [_to_dict(search, reason) for reason in dict.fromkeys(found)]


def score_parts(
    search: PreparedSearch, hits: Sequence[Hit], weighed: int
) -> list[list[dict[str, Any]]]:
    """Return for each hit the signals {name, value, weight, points} that make its score.

    Args:
        search: what found the hits.
        hits: as ranked; those in another order have no parts.
        weighed: how many of them, from the first, what they mean counts for.
    """
    ids, reading = OneOf("id", tuple(hit.id for hit in hits)), search.reading
    if not hits or hits[0].score is None:
        return [[] for _ in hits]
    queries, weight = signals(reading), {**weights(), "phrases": 1.0}
    if reading.required:
        queries["phrases"] = Bool(must=reading.required)
    values = {}
    for name, query in queries.items():
        part = EngineQuery(query, filters=(ids,), limit=len(hits), whole=False)
        scored = search.snapshot.search(part).hits
        values[name] = {hit.id: hit.score or 0.0 for hit in scored}
    meanings = [hit.meaning for hit in hits[:weighed]]
    of_meaning = {
        "meaning": nearness(reading.canonical, meanings),
        "similarity": similarity(search.found.centre, meanings),
    }
    return [
        [
            *(_part(name, by_id.get(hit.id, 0.0), weight[name]) for name, by_id in values.items()),
            *(
                _part(name, each[at], weight[name])
                for name, each in of_meaning.items()
                if at < weighed
            ),
        ]
        for at, hit in enumerate(hits)
    ]


def _part(name: str, value: float, weight: float) -> dict[str, Any]:
    points = round(value * weight, DECIMALS)
    return {"name": name, "value": round(value, DECIMALS), "weight": weight, "points": points}


def _to_dict(search: PreparedSearch, reason: Reason) -> dict[str, Any]:
    return {
        "type": reason.kind,
        "text": reason.text,
        "found": reason.found or None,
        "filter": reason.facet or None,
        "inFields": list(reason.fields),
        "words": list(reason.words),
        "message": _sentence(search, reason),
    }


def _sentence(search: PreparedSearch, reason: Reason) -> str:
    language = search.request.language
    named, opening, closing = reason.found, *QUOTES[language]
    worded = (IN_OTHER_WORDS if reason.words else WORDED)[reason.kind]
    if reason.kind == "phrase" and not reason.fields:
        worded = PHRASE_SOMEWHERE
    if reason.facet:
        label = search.label(reason.facet, reason.found)
        spoken = FILTER[reason.facet].spoken
        named = f"{spoken.text(language)} {label}" if spoken else label
        if reason.kind == "concept" and reason.text == label.casefold():
            worded = BY_NAME
    return worded.text(language).format(
        text=reason.text,
        found=named,
        fields=_list_names([FIELDS[name].text(language) for name in reason.fields], language),
        words=_list_names([f"{opening}{word}{closing}" for word in reason.words], language),
    )


def _list_names(names: Sequence[str], language: str) -> str:
    *first, last = names or ("",)
    joint = " och " if language == "sv" else " and "
    return f"{', '.join(first)}{joint}{last}" if first else last
