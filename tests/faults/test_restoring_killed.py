"""A restore that is killed: no index of other rows is left, and the restore can be run again."""

from __future__ import annotations

import shutil
import signal
from functools import partial
from typing import TYPE_CHECKING

import pytest

from app.indexing import sync_index, verify_index
from catalogue import entries
from tests.faults.acting import die_at
from tests.faults.installation import rows_of
from tests.fixtures.services import DATABASE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.conftest import Install
    from tests.faults.installation import Installation

ENTRIES = 20
PLACES = (
    ("catalogue/backups", "_close_log"),
    ("catalogue/backups", "_free_name"),
    ("app/seeding", "prepare_database"),
    ("app/indexing", "make_documents"),
)
"""Where the restore is killed: folder and function."""


@pytest.fixture
def installation(install_embedded: Install) -> Installation:
    return install_embedded(ENTRIES)


def titles(installation: Installation) -> set[str]:
    with installation.services.database.read() as connection:
        page = entries.published_page(connection, 0, ENTRIES)
    return {str(record.content["title"]).split()[-1] for record in page}


def replace_rows(installation: Installation, mark: str) -> None:
    """Begin anew, with as many events as another mark has."""
    installation.services.database.close()
    file: Path = installation.services.settings.data / DATABASE
    file.write_bytes(rows_of(ENTRIES))
    installation.load(ENTRIES, mark=mark)


def test_a_restore_killed_anywhere_leaves_no_index_of_other_rows(
    installation: Installation,
) -> None:
    services = installation.services
    installation.load(ENTRIES, mark="sparad")
    folder = services.settings.data.parent / f"{services.settings.data.name}-backups"
    backup = installation.run("backup", str(folder)).stdout.strip()
    for place in PLACES:
        replace_rows(installation, "senare")
        installation.run("index", "rebuild")
        services.database.close()
        killed = installation.run("restore", backup, prepare=partial(die_at, 1, *place))
        assert killed.wait() == -signal.SIGKILL, place
        assert titles(installation) in ({"senare"}, {"sparad"}), place
        sync_index(services)
        assert not verify_index(services), place
    services.database.close()
    assert installation.run("restore", backup).wait() == 0
    assert titles(installation) == {"sparad"}
    assert not verify_index(services)
    assert not list(services.settings.data.glob("*.restoring"))
    shutil.rmtree(folder)
