"""The promise that whoever has read the ledger up to a position has missed nothing before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from catalogue import ledger
from tests.rows.building import loaded, row
from tests.rows.processes import publish_slowly, running

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from catalogue.database import Database

WRITERS = 4
UNITS = 15


def drafts(database: Database) -> list[list[str]]:
    """Return for each writer the ids of the drafts it is to publish."""
    rows = [row(str(number)) for number in range(WRITERS * UNITS)]
    ids = [str(each.entry_id) for each in loaded(database, *rows, publish=False)]
    return [ids[writer::WRITERS] for writer in range(WRITERS)]


def follow(database: Database, since: int, writers: list[BaseProcess]) -> list[int]:
    """Return the positions that a reader meets who asks for what is new all the time."""
    seen: list[int] = []
    going = True
    while going:
        going = any(writer.is_alive() for writer in writers)
        with database.read() as connection:
            new = ledger.changes(connection, seen[-1] if seen else since, 1000)
        seen += [each.seq for each in new]
    return seen


@pytest.mark.slow
def test_a_position_never_becomes_visible_before_a_smaller_one(
    database: Database, url: str
) -> None:
    arguments = [(url, ids) for ids in drafts(database)]
    before = WRITERS * UNITS
    with running(publish_slowly, arguments) as writers:
        seen = follow(database, before, writers)

    assert seen == list(range(before + 1, before + WRITERS * UNITS + 1))
