"""Why a hit was found, in plain sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.errors import Message
from indexer.explaining import Reason, reasons

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.wiring import Services
    from indexer.readings import Understanding
    from indexer.understanding import Lexicon

FIELDS = {
    "title": Message("rubriken", "the title"),
    "summary": Message("sammanfattningen", "the summary"),
    "facts": Message("fakta", "the facts"),
    "methods": Message("beskrivningen av hur det gick till", "the methods"),
    "results": Message("resultaten", "the results"),
    "obstacles": Message("hindren", "the obstacles"),
    "preconditions": Message("förutsättningarna", "the preconditions"),
    "targetGroup": Message("målgruppen", "the target group"),
    "organisations": Message("organisationerna och branscherna", "the organisations and sectors"),
}
"""Where in an entry a word may stand."""

WORDED = {
    "word": Message("”{text}” står i {fields}.", "“{text}” stands in {fields}."),
    "correction": Message(
        "”{text}” lästes som ”{found}”, som står i {fields}.",
        "“{text}” was read as “{found}”, which stands in {fields}.",
    ),
    "part": Message(
        "”{text}” är en del av ett ord i {fields}.", "“{text}” is part of a word in {fields}."
    ),
    "derived": Message(
        "Ett ord av samma familj som ”{text}” står i {fields}.",
        "A word of the same family as “{text}” stands in {fields}.",
    ),
    "phrase": Message(
        "Frasen ”{text}” står ordagrant.", "The phrase “{text}” stands word for word."
    ),
    "concept": Message(
        "Exemplet är kopplat till {found}, som ”{text}” betyder.",
        "The entry is linked to {found}, which “{text}” means.",
    ),
    "topic": Message(
        "Exemplet handlar om {found}, som ”{text}” hör till.",
        "The entry is about {found}, which “{text}” belongs to.",
    ),
}


def explanation(
    services: Services, lexicon: Lexicon, entry: Mapping[str, Any], reading: Understanding
) -> list[dict[str, Any]]:
    """Return the reasons for a hit, each {type, text, found, filter, inFields, message}."""
    found = reasons(entry, reading, lexicon.words, lexicon.topics)
    return [_told(services, reason) for reason in dict.fromkeys(found)]


def _told(services: Services, reason: Reason) -> dict[str, Any]:
    return {
        "type": reason.kind,
        "text": reason.text,
        "found": reason.found or None,
        "filter": reason.facet or None,
        "inFields": list(reason.fields),
        "message": Message(_sentence(services, reason, "sv"), _sentence(services, reason, "en")),
    }


def _sentence(services: Services, reason: Reason, language: str) -> str:
    named = reason.found
    if reason.facet:
        named = services.vocabularies.label(reason.facet, reason.found, language)
    fields = _listed([FIELDS[name].in_(language) for name in reason.fields], language)
    worded = WORDED[reason.kind].in_(language)
    return worded.format(text=reason.text, found=named, fields=fields)


def _listed(names: Sequence[str], language: str) -> str:
    *first, last = names or ("",)
    joint = " och " if language == "sv" else " and "
    return f"{', '.join(first)}{joint}{last}" if first else last
