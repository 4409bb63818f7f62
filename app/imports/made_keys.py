"""Keys for rows of sheets that have none: the same row again is known by what it says."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

PREFIX = "utan-id-"
DIGITS = 16
"""Hexadecimal digits of a hash: among a million rows two are alike once in 37 million times."""


def with_key(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of codes with an `externalId`: its own, or one of title, organisation, counties.

    Case, spaces and the order of counties make no difference.
    """
    if row.get("externalId"):
        return dict(row)
    counties = row.get("counties")
    parts = [
        _fold(row.get("title")),
        _fold(row.get("leadOrganisation")),
        sorted(map(_fold, counties if isinstance(counties, list) else ())),
    ]
    digest = sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
    return {**row, "externalId": f"{PREFIX}{digest[:DIGITS]}"}


def is_made(external_id: str) -> bool:
    """Return whether a key was made here."""
    return external_id.startswith(PREFIX)


def _fold(value: object) -> str:
    return " ".join(unicodedata.normalize("NFC", str(value or "")).casefold().split())
