"""The name of an index: what it was built with, and when."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from indexer import fields
from swedish.analysis import ANALYSIS_VERSION

PREFIX = "entries"
MAPPING_VERSION = "1"
"""Raise it when documents or fields change their meaning; the index is then built anew."""


@dataclass(frozen=True, slots=True)
class IndexName:
    """`entries-<fingerprint>-<UTC time>`; the fingerprint tells what the index was built with."""

    fingerprint: str
    started: str

    @classmethod
    def new(cls, fingerprint: str) -> IndexName:
        """Name an index that is built from now on."""
        return cls(fingerprint, f"{datetime.now(UTC):%Y%m%dt%H%M%S%f}")

    @classmethod
    def parse(cls, name: str) -> IndexName | None:
        """Read a name back; None when it is not one of ours."""
        prefix, _, rest = name.partition("-")
        fingerprint, _, started = rest.partition("-")
        return cls(fingerprint, started) if prefix == PREFIX and fingerprint and started else None

    def __str__(self) -> str:
        return f"{PREFIX}-{self.fingerprint}-{self.started}"


def fingerprint(vocabularies: str) -> str:
    """Return what an index depends on: analysis, fields, and the vocabularies' checksum."""
    parts = [MAPPING_VERSION, ANALYSIS_VERSION, vocabularies]
    parts += [*fields.TEXT_FIELDS, *fields.FACETS, *fields.NUMBER_FIELDS]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
