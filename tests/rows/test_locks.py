"""Whoever changes entries takes the same locks in the same order: nobody fails for another."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import OperationalError

from catalogue import imports, publishing
from catalogue.database import Database
from catalogue.imports import RowRecord
from catalogue.loading.write import load
from catalogue.reverting import Reverting
from tests.rows.building import SOURCE, loaded, row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from catalogue.imports import EntryState
    from catalogue.unit import Unit

    Change = Callable[[Unit, Sequence[str]], object]

KEYS = [str(number) for number in range(8)]
ROUNDS = 10


@pytest.fixture
def database(postgresql_url: str) -> Iterator[Database]:
    """A database that looks for deadlocks at once, and fails one of those who wait."""
    database = Database(f"{postgresql_url}&options=-c%20deadlock_timeout%3D5ms")
    database.migrate()
    yield database
    database.close()


def load_texts(unit: Unit, keys: Sequence[str]) -> None:
    rows = [row(key, summary=f"Text {unit.now}.") for key in keys]
    load(unit, rows, actor="tester", publish=True)


def withdraw(unit: Unit, keys: Sequence[str]) -> None:
    for key in keys:
        publishing.withdraw(unit, state_of(unit, key).id, "prov", actor="tester")


def revert(unit: Unit, keys: Sequence[str]) -> None:
    for key in keys:
        Reverting(unit, "import", "tester").revert([created(state_of(unit, key))])


def state_of(unit: Unit, key: str) -> EntryState:
    return imports.entry_states(unit.connection, [(SOURCE, key)])[SOURCE, key]


def created(state: EntryState) -> RowRecord:
    """Return the row of an import that made an entry."""
    left = {"version": state.version, "public_version": state.public_version}
    return RowRecord(1, 1, 0, SOURCE, "", "created", entry_id=state.id, **left)


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "changes",
    [
        pytest.param((load_texts, withdraw), id="load-and-withdraw"),
        pytest.param((load_texts, revert), id="load-and-revert"),
        pytest.param((withdraw, revert), id="withdraw-and-revert"),
    ],
)
def test_changes_of_the_same_entries_in_another_order_wait_for_each_other(
    database: Database, changes: tuple[Change, Change]
) -> None:
    loaded(database, *map(row, KEYS))
    faults: list[OperationalError] = []
    barrier = Barrier(len(changes))

    def work(change: Change, keys: Sequence[str]) -> None:
        for _ in range(ROUNDS):
            barrier.wait()
            try:
                with database.rehearse() as unit:
                    change(unit, keys)
            except OperationalError as error:
                faults.append(error)

    orders = (KEYS, KEYS[::-1])
    threads = [Thread(target=work, args=each) for each in zip(changes, orders, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
