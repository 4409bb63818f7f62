"""What people call the readings of a reply."""

from __future__ import annotations

from app.errors import Message

ANSWER = "answer"
SHAPES = {
    "asked": Message(sv="som svaret på frågan delas", en="as the answer is divided"),
    "none": Message(sv="utan exempel", en="without examples"),
    "pieces": Message(sv="det som liknar exempel", en="what looks like examples"),
    "rows": Message(sv="som tabellrader", en="as rows of a table"),
    "columns": Message(sv="som tabellkolumner", en="as columns of a table"),
    "cells": Message(sv="som tabellceller", en="as cells of a table"),
    "tables": Message(sv="en tabell per exempel", en="one table an example"),
    "paragraphs": Message(sv="som stycken", en="as paragraphs"),
    "spaced-lines": Message(sv="efter tomma rader", en="after empty lines"),
    "labels": Message(sv="som kort med etiketter", en="as cards with labels"),
    "sentences": Message(sv="en mening per exempel", en="one sentence an example"),
    "list-items": Message(sv="en punkt per exempel", en="one list item an example"),
    "headings": Message(sv="en rubrik per exempel", en="one heading an example"),
    "bold-lines": Message(sv="från fet rad till fet rad", en="from bold line to bold line"),
    "indented-lines": Message(sv="från indragen rad", en="from indented line"),
    "plain-lines": Message(sv="från vanlig rad", en="from plain line"),
}
"""Shape of a reading -> how its examples are divided."""
WHOLE = Message(sv="i hela texten", en="in the whole text")


def reading_name(key: str) -> Message:
    """Return what people call the reading of a key, "rows-text"."""
    shape, _, scope = key.rpartition("-")
    own = SHAPES[shape]
    if scope == ANSWER or shape == "none":
        return own
    return Message(sv=f"{own.sv}, {WHOLE.sv}", en=f"{own.en}, {WHOLE.en}")
