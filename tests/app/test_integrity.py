"""Damage of files is found, told in a sentence, and told by `ready`."""

from __future__ import annotations

import json
import random
import sys
from typing import TYPE_CHECKING

import pytest

from app.health import readiness
from app.indexing import verify_index
from app.integrity import look_for_damage
from app.jobs.registry import PERIODIC_TASKS
from catalogue.database import Database
from catalogue.integrity import file_faults
from cli.errors import MENDABLE, message_for
from cli.main import main
from indexer.engine import DamagedIndex
from tests.fixtures.services import row

if TYPE_CHECKING:
    from pathlib import Path

    from app.wiring import Services
    from tests.fixtures.services import Loader

FLIPS = 20
"""Bytes changed in a file, at places that a seed gives."""


def flip(path: Path, seed: int, first: int = 0) -> None:
    content = bytearray(path.read_bytes())
    chosen = random.Random(seed)
    for _ in range(FLIPS):
        content[chosen.randrange(first, len(content))] ^= 1 << chosen.randrange(8)
    path.write_bytes(content)


def segment_files(services: Services) -> list[Path]:
    live = services.engine.live()
    assert live is not None
    folder = services.settings.index_folder / live
    segments = json.loads((folder / "meta.json").read_text())["segments"]
    names = {each["segment_id"].replace("-", "") for each in segments}
    return [each for each in folder.iterdir() if each.name.partition(".")[0] in names]


def test_a_changed_byte_in_any_file_of_the_index_is_reported_with_its_name(
    load: Loader, empty_services: Services
) -> None:
    load(row("a"), row("b"))
    files = segment_files(empty_services)
    assert {each.suffix for each in files} >= {".store", ".term", ".idx", ".fast", ".pos"}
    for seed, path in enumerate(files):
        sound = path.read_bytes()
        flip(path, seed)
        with pytest.raises(DamagedIndex, match=path.name) as raised:
            verify_index(empty_services)
        assert "index rebuild" in message_for(raised.value).sv
        path.write_bytes(sound)
    assert not verify_index(empty_services)


def damage_the_database(services: Services) -> None:
    with services.database.read() as connection:
        pages = connection.exec_driver_sql("SELECT rootpage FROM sqlite_master WHERE name='entry'")
        size = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
        first = (pages.scalar_one() - 1) * size
    services.database.close()
    path = services.settings.data / "exempelbanken.sqlite3"
    content = bytearray(path.read_bytes())
    content[first : first + size] = random.Random(1).randbytes(size)
    path.write_bytes(content)


def test_damage_in_the_database_is_told_by_ready_until_it_is_mended(
    load: Loader, empty_services: Services
) -> None:
    load(row("a"))
    path = empty_services.settings.data / "exempelbanken.sqlite3"
    empty_services.database.close()
    sound = path.read_bytes()
    damage_the_database(empty_services)
    assert look_for_damage in PERIODIC_TASKS

    assert look_for_damage(empty_services)
    assert not readiness(empty_services)["database"]

    empty_services.database.close()
    path.write_bytes(sound)
    assert look_for_damage(empty_services) == []
    assert readiness(empty_services)["database"]


def test_check_says_what_is_damaged_and_ends_with_1(
    load: Loader,
    empty_services: Services,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    load(row("a"))
    monkeypatch.setenv("EXEMPELBANKEN_DATA", str(empty_services.settings.data))
    monkeypatch.setattr(sys, "argv", ["exempelbanken", "check"])
    ended = []
    for _ in range(2):
        with pytest.raises(SystemExit) as raised:
            main()
        ended.append(raised.value.code)
        damage_the_database(empty_services)

    assert ended == [0, 1]
    assert "läs tillbaka en säkerhetskopia" in capsys.readouterr().out


def test_a_postgresql_has_no_file_of_ours_to_look_at(migrated_postgresql_url: str) -> None:
    database = Database(migrated_postgresql_url)
    with database.read() as connection:
        assert file_faults(connection, thorough=True) == []
    database.close()


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), BrokenPipeError(), ConnectionResetError()]
)
def test_a_fault_without_a_file_blames_none(error: OSError) -> None:
    assert isinstance(error, MENDABLE)
    assert "EXEMPELBANKEN_DATA" not in message_for(error).sv + message_for(error).en
