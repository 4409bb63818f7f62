"""Dumps: which there are, and what is known of each."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from catalogue.tables import Dump

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection

    from catalogue.unit import Unit


@dataclass(frozen=True, slots=True)
class DumpFile:
    """A file of a dump; `sha256` and `bytes` are of the file as it lies there."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class DumpRecord:
    """A whole dump.

    Attributes:
        seq, mark: the position in the ledger whose public state the dump holds (`catalogue.feed`).
        entries: how many entries it holds.
        schema_version: of the entries' JSON.
    """

    id: str
    created_at: datetime
    seq: int
    mark: str
    entries: int
    schema_version: str
    files: tuple[DumpFile, ...]


def create(unit: Unit, record: DumpRecord) -> None:
    """Make a dump known; its files must be in place."""
    unit.connection.execute(insert(Dump).values(**asdict(record)))


def list_all(connection: Connection) -> list[DumpRecord]:
    """Return all dumps, latest first; ids are in order of time."""
    found = connection.execute(select(Dump.__table__).order_by(Dump.id.desc())).mappings()
    return [
        DumpRecord(**{**row, "files": tuple(DumpFile(**file) for file in row["files"])})
        for row in found
    ]


def remove(unit: Unit, ids: Collection[str]) -> None:
    """Forget dumps; their files may go once this is committed."""
    unit.connection.execute(delete(Dump).where(Dump.id.in_(ids)))
