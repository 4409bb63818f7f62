"""Changes of entries: the version that they start from, and what they answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response, request

from api.access import PRIVATE, actor
from api.addresses import LinkDescription, link, with_uri
from api.answers import answer, changed
from api.language import language
from app.accounts.access import READ_DRAFTS, WRITE
from app.entries import duplicates
from app.entries.duplicates import Duplicate
from app.entries.editing import BaseVersion, ChangedEntry
from app.entries.putting import ANY, KeyCondition
from app.entries.reading import sees_drafts
from app.entries.states import state_tag
from app.errors import InvalidIfMatch, InvalidIfNoneMatch, Message, VersionNeeded
from schemas.entries import LABELS
from schemas.faults import FieldFault

TEXTS = "sv"
"""The language of what is answered here: entries are in Swedish, and nothing is translated."""
IF_MATCH: dict[str, Any] = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "description": "ETag of the entry as it was read. What counts is version and state, before the"
    " first point; * names none.",
    "schema": {"type": "string", "example": '"3-draft.sv.0a1b2c3d4e5f6071"'},
}
IF_KNOWN: dict[str, Any] = {
    **{name: value for name, value in IF_MATCH.items() if name != "required"},
    "description": "ETag of the entry as it was read, or * for any; 412 if no entry has the key."
    " Without it the entry is changed whatever its state.",
}
IF_NEW: dict[str, Any] = {
    "in": "header",
    "name": "If-None-Match",
    "description": "* creates only: 412 if an entry has the key.",
    "schema": {"type": "string", "enum": ["*"]},
}
PRESERVED = Message(
    sv="Fältet är ändrat för hand och står kvar. Ändra det med PATCH, om det ska bli ett annat.",
    en="The field was edited by hand and stays. Change it with PATCH if it is to be another.",
)
OPEN_OR_SIGNED: list[dict[str, list[str]]] = [{}, {"bearer": ["entries:read-drafts"]}]
"""Published entries are for everybody; with a scope the latest version is shown."""
_TAG = re.compile(r'(?:W/)?"([^".]*)(?:\.[^"]*)?"')
_TAGS = re.compile(rf"{_TAG.pattern}(?:\s*,\s*{_TAG.pattern})*")


def base_version(entry_id: UUID) -> BaseVersion:
    """Return what the call says that it starts from.

    A weak ETag will do: a proxy that compresses makes it so, and only the state counts.

    Raises:
        VersionNeeded: If-Match is missing, or * .
        InvalidIfMatch: it holds no ETags.
    """
    states = known_states()
    if not states:
        raise VersionNeeded
    return BaseVersion(str(entry_id), states)


def known_states() -> frozenset[str]:
    """Return the states that the call says it knows, none without If-Match, or with * .

    Raises:
        InvalidIfMatch: it holds no ETags.
    """
    header = request.headers.get("If-Match", "").strip()
    if header in {"", "*"}:
        return frozenset()
    if not _TAGS.fullmatch(header):
        raise InvalidIfMatch
    return frozenset(_TAG.findall(header))


def key_condition() -> KeyCondition:
    """Return what the call requires of the entry of a key.

    Raises:
        InvalidIfMatch: If-Match holds no ETags.
        InvalidIfNoneMatch: If-None-Match is not * .
    """
    if_none_match = request.headers.get("If-None-Match", "").strip()
    if if_none_match not in {"", "*"}:
        raise InvalidIfNoneMatch
    states = known_states()
    if if_none_match:
        return KeyCondition(exists=False, states=states)
    return KeyCondition(exists=True, states=states) if "If-Match" in request.headers else ANY


def read_answer(payload: Mapping[str, object], state: str) -> Response:
    """Return what was read, which no cache keeps when it may hold drafts."""
    response = answer(payload, version=state, spoken=spoken(payload))
    if sees_drafts(actor()):
        response.headers["Cache-Control"] = PRIVATE
    return response


def spoken(payload: Mapping[str, object]) -> str:
    """Return the languages of an entry: its labels are in the requested one."""
    return ", ".join(dict.fromkeys([TEXTS, language()] if LABELS in payload else [TEXTS]))


def unversioned_answer(payload: Mapping[str, object]) -> Response:
    """Return what was read and is of no single version."""
    response = answer(payload, spoken=TEXTS)
    if sees_drafts(actor()):
        response.headers["Cache-Control"] = PRIVATE
    return response


def changed_answer(
    payload: Mapping[str, Any], result: ChangedEntry, location: str | None = None
) -> Response:
    """Return what a change led to; its ETag is that of reading the same."""
    warnings = [
        *map(_duplicate_warning, result.duplicates),
        *map(_warning_of_edited_field, result.preserved),
        *map(_warning, result.warnings),
    ]
    meta = {**payload.get("_meta", {}), "seq": result.seq, "warnings": warnings}
    return changed(
        payload,
        {"_meta": meta},
        version=entity_tag(result.entry),
        location=location,
        spoken=TEXTS,
    )


def entry_changed(result: ChangedEntry, location: str | None = None) -> Response:
    """Return an entry as a change left it."""
    payload = {**with_uri(result.entry), "_links": entry_links(result.entry)}
    return changed_answer(payload, result, location)


def entry_links(entry: Mapping[str, Any]) -> list[LinkDescription]:
    """Return where to go from an entry; the first link is to itself."""
    entry_id, caller = entry["id"], actor()
    public = entry["status"] == "published"
    steps = ("entries", entry_id, "transitions")
    changes = caller.may(WRITE) and entry["status"] != "withdrawn"
    return [
        link("self", "entries", entry_id),
        link("collection", "entries"),
        link("version-history", "entries", entry_id, "versions"),
        link("related", "entries", entry_id, "relations"),
        *([link("similar", "entries", entry_id, "similar")] if public else []),
        link("provenance", "entries", entry_id, "provenance"),
        *([link("transitions", *steps)] if caller.may(READ_DRAFTS) else []),
        *([link("edit", "entries", entry_id, method="PATCH")] if changes else []),
    ]


def entity_tag(entry: Mapping[str, Any]) -> str:
    """Return what the ETag of an entry begins with: which version, in which state."""
    return state_tag(entry["version"], entry["status"])


def _duplicate_warning(duplicate: Duplicate) -> dict[str, Any]:
    return {
        "parameter": None,
        "pointer": "/title",
        "code": duplicates.CODE,
        "message": duplicates.LIKE_ANOTHER,
        "value": duplicate.title,
        "nearest": [],
        "entryId": duplicate.entry_id,
        "likeness": duplicate.likeness,
    }


def _warning_of_edited_field(field: str) -> dict[str, Any]:
    return _warning(FieldFault(f"/{field}", "kept", PRESERVED.sv, PRESERVED.en))


def _warning(fault: FieldFault) -> dict[str, Any]:
    return {
        "parameter": None,
        "pointer": fault.pointer,
        "code": fault.code,
        "message": Message(sv=fault.message_sv, en=fault.message_en),
        "value": fault.value,
        "nearest": [],
        "entryId": None,
        "likeness": None,
    }
