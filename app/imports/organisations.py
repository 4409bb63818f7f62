"""Pointing out organisations of rows that the catalogue knows under another name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from rapidfuzz import fuzz, process

from app.errors import Message
from app.imports.results import warning
from app.searching.concepts import other_names
from record.filters import AUTHORITY_OF, BY_NAME
from schemas.loading import LoadedEntry
from seed.vocabularies import vocabulary

CODE = "other-name"
CACHED_NAMES = 4_096
LIKE_ENOUGH = 90
"""Similarity (0 to 100) from which two names may be of one organisation: a slip or an ending."""


def organisation_warnings(entry: LoadedEntry) -> list[dict[str, Any]]:
    """Return a warning for each organisation of a row that has another name, or nearly one."""
    named = ((pointer, name, preferred_name(name)) for pointer, name in _names(entry.content))
    return [
        warning(CODE, _message(preferred), pointer=pointer, value=name)
        for pointer, name, preferred in named
        if preferred != name
    ]


@lru_cache(maxsize=CACHED_NAMES)
def preferred_name(name: str) -> str:
    """Return the name of the organisation that goes by a name or nearly so, or else the name."""
    known = _preferred_names()
    folded = name.casefold()
    if folded in known:
        return known[folded]
    nearest = process.extractOne(folded, known.keys(), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
    return known[nearest[0]] if nearest else name


@cache
def _preferred_names() -> Mapping[str, str]:
    """Return every name, folded -> the preferred one."""
    concepts = vocabulary(AUTHORITY_OF["organisation"]).concepts
    others = {name.casefold(): each.pref_sv for each in concepts for name in other_names(each)}
    return others | {each.pref_sv.casefold(): each.pref_sv for each in concepts}


def _names(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the pointer and name of each organisation."""
    for field in BY_NAME["organisation"].fields:
        value = content[field]
        if isinstance(value, str):
            yield f"/{field}", value
        else:
            yield from ((f"/{field}/{at}", each) for at, each in enumerate(value or ()))


def _message(preferred: str) -> Message:
    return Message(
        sv=f"Organisationen heter {preferred} i katalogen; skriv så om det är den som menas.",
        en=f"The catalogue calls the organisation {preferred}; write that if it is the one meant.",
    )
