"""The promise that whoever has read the ledger up to a position has missed nothing before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from catalogue import ledger
from tests.rows.processes import running, write_slowly

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from catalogue.database import Database

WRITERS = 4
UNITS = 15


def follow(database: Database, writers: list[BaseProcess]) -> list[int]:
    """Return the positions that a reader meets who asks for what is new all the time."""
    seen: list[int] = []
    going = True
    while going:
        going = any(writer.is_alive() for writer in writers)
        with database.read() as connection:
            since = seen[-1] if seen else 0
            seen += [each.seq for each in ledger.changes(connection, since, 1000)]
    return seen


@pytest.mark.slow
def test_a_position_never_becomes_visible_before_a_smaller_one(
    database: Database, url: str
) -> None:
    arguments = [(url, f"writer-{number}", UNITS) for number in range(WRITERS)]
    with running(write_slowly, arguments) as writers:
        seen = follow(database, writers)

    assert seen == list(range(1, WRITERS * UNITS + 1))
