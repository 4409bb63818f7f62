from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from catalogue.database import Database
from catalogue.errors import LockTimeout
from catalogue.writer_lock import writer_lock
from tests.rows.processes import add_under_lock, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_processes_write_one_at_a_time(database: Database, url: str, tmp_path: Path) -> None:
    counter = tmp_path / "counter"
    counter.write_text("0")
    run(add_under_lock, [(url, tmp_path, 20)] * 3)

    assert counter.read_text() == "60"
    assert database.is_alive()


def test_the_lock_is_waited_for_no_longer_than_told(database: Database, tmp_path: Path) -> None:
    with (
        writer_lock(database, tmp_path),
        pytest.raises(LockTimeout),
        writer_lock(database, tmp_path, timeout=0),
    ):
        pass


def test_the_lock_is_free_again_after_an_error(database: Database, tmp_path: Path) -> None:
    with pytest.raises(InterruptedError), writer_lock(database, tmp_path):
        raise InterruptedError
    with writer_lock(database, tmp_path, timeout=0):
        pass


def test_the_data_folder_is_made_when_it_is_missing(database: Database, tmp_path: Path) -> None:
    with writer_lock(database, tmp_path / "data"):
        assert (tmp_path / "data").is_dir()


@contextmanager
def locked_from_another_machine(url: str, folder: Path) -> Iterator[None]:
    """Hold the lock with a data folder that the others do not share."""
    other = Database(url)
    with writer_lock(other, folder / "other"):
        yield
    other.close()


@pytest.mark.postgresql
def test_on_postgresql_another_machine_is_kept_out_too(postgresql_url: str, tmp_path: Path) -> None:
    database = Database(postgresql_url)
    with (
        locked_from_another_machine(postgresql_url, tmp_path),
        pytest.raises(LockTimeout),
        writer_lock(database, tmp_path / "here", timeout=0),
    ):
        pass
    with writer_lock(database, tmp_path / "here", timeout=0):
        pass
    database.close()


@pytest.mark.postgresql
def test_on_postgresql_no_transaction_stays_open_while_the_lock_is_held(
    postgresql_url: str, tmp_path: Path
) -> None:
    database = Database(postgresql_url)
    with writer_lock(database, tmp_path), database.read() as connection:
        open_ones = connection.exec_driver_sql(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
        ).scalar()

    assert open_ones == 0
    database.close()
