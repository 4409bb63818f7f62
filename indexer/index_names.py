"""The name of an index tells what it was built by, with and when; and so whose turn it is."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from importlib.metadata import version

from indexer import fields
from indexer.engine import NoLiveIndex
from swedish.analysis import ANALYSIS_VERSION

DISTRIBUTION = "exempelbanken"
PREFIX = "entries"
PARTS = 3
MAPPING_VERSION = "16"
"""Raise it when documents or fields change their meaning; the index is then built anew."""


@dataclass(frozen=True, slots=True)
class Builder:
    """Who builds an index.

    Attributes:
        release: numbers with points between; tells which of two builders is newer.
        fingerprint: what it builds with.
        since: when it began to work, as in an index name.
    """

    release: str
    fingerprint: str
    since: str

    @classmethod
    def here(cls, vocabularies: str) -> Builder:
        """Return this process as a builder, with the vocabularies' checksum."""
        return cls(release(), fingerprint(vocabularies), now())


@dataclass(frozen=True, slots=True)
class IndexName:
    """`entries-<release>-<fingerprint>-<UTC time>`: what the index was built by, with, and when."""

    release: str
    fingerprint: str
    started: str

    @classmethod
    def new(cls, builder: Builder) -> IndexName:
        """Name an index that is built from now on."""
        return cls(builder.release, builder.fingerprint, now())

    @classmethod
    def parse(cls, name: str) -> IndexName | None:
        """Read a name back; None when it is none of this kind."""
        prefix, *rest = name.split("-")
        return cls(*rest) if prefix == PREFIX and len(rest) == PARTS else None

    def __str__(self) -> str:
        return f"{PREFIX}-{self.release}-{self.fingerprint}-{self.started}"


class Standing(Enum):
    """What a live index is to a builder."""

    CURRENT = "current"
    OUTDATED = "outdated"
    NEWER = "newer"


def standing(live: str | None, builder: Builder) -> Standing:
    """Return whether the live index is to be used, to be replaced, or of a newer release.

    Two releases at work would replace each other's index without end; so the older one leaves the
    index of the newer one alone. Of two that call themselves the same release, the one that began
    later is the newer.
    """
    name = IndexName.parse(live) if live else None
    if name is None:
        return Standing.OUTDATED
    if name.fingerprint == builder.fingerprint:
        return Standing.CURRENT
    theirs, ours = _place(name.release, name.started), _place(builder.release, builder.since)
    return Standing.NEWER if theirs > ours else Standing.OUTDATED


def _place(number: str, moment: str) -> tuple[tuple[int, ...], str]:
    return tuple(int(part) for part in number.split(".") if part.isdecimal()), moment


def now() -> str:
    """Return the UTC time as it stands in names; later ones sort after earlier ones."""
    return f"{datetime.now(UTC):%Y%m%dt%H%M%S%f}"


def release() -> str:
    """Return the numbers of this release, without what may follow them (1.2.0rc1 is 1.2.0)."""
    numbers = re.match(r"\d+(\.\d+)*", version(DISTRIBUTION))
    return numbers[0] if numbers else "0"


def fingerprint(vocabularies: str) -> str:
    """Return what an index depends on: its layout, analysis, and the vocabularies' checksum."""
    return layout() + _short_hash(ANALYSIS_VERSION, vocabularies)


@cache
def layout() -> str:
    """Return what a reader depends on: the fields and what they mean."""
    names = [*fields.TEXT_FIELDS, *fields.KEYWORDS, *fields.KEYS, *fields.NUMBER_FIELDS]
    return _short_hash(MAPPING_VERSION, *names)


def check_layout(live: str) -> None:
    """Look whether this release can read the live index.

    One of other fields would answer wrongly, or not at all; one of other vocabularies is read until
    the one of these is ready.

    Raises:
        NoLiveIndex: it was built by a release with other fields.
    """
    name = IndexName.parse(live)
    if name is not None and not name.fingerprint.startswith(layout()):
        raise NoLiveIndex(
            f"the index {live} has the fields of another release: run `exempelbanken index rebuild`"
        )


def _short_hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]
