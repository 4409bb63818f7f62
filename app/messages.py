"""Sentences that several use cases say."""

from __future__ import annotations

from app.errors import Message

NO_SUCH_ENTRY = Message(sv="Det finns inget sådant exempel.", en="There is no such entry.")
EMPTY_CELL = Message(
    sv="Tom ruta betyder att katalogen saknar exempel, inte att länet saknar arbete.",
    en="An empty cell means that the catalogue has no example, not that the county does no work.",
)
