"""An index that was damaged or lost is built anew; a command tells what it cannot do."""

from __future__ import annotations

import shutil
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from sqlalchemy.exc import OperationalError
from werkzeug.test import Client

from app.errors import SearchUnavailable
from app.imports.bulk_load import ImportOptions, import_lines
from app.indexing import index_status, sync_index, verify_index
from app.searching.requests import SearchRequest
from app.searching.search import search
from app.tables import UnfitTables
from catalogue.migrating import Tables
from cli.errors import MENDABLE, message_for
from cli.main import commands
from cli.wsgi import build_application
from indexer.engine import AccessRefused, DamagedIndex, UnfitEngine
from tests.app.importing import ndjson
from tests.fixtures.services import row, services_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.wiring import Services
    from tests.fixtures.services import Loader


def live_folder(services: Services) -> Path:
    live = services.engine.live()
    assert live is not None
    return services.settings.index_folder / live


def spoil_state(services: Services) -> None:
    (live_folder(services) / "state.json").write_text("x")


def spoil_meta(services: Services) -> None:
    (live_folder(services) / "meta.json").write_text("x")


def lose_the_index(services: Services) -> None:
    shutil.rmtree(live_folder(services))


def lose_everything(services: Services) -> None:
    shutil.rmtree(services.settings.index_folder)


def spoil_the_alias(services: Services) -> None:
    (services.settings.index_folder / "live").write_bytes(b"\xff\xfe")


UNREADABLE = (spoil_state, spoil_meta, lose_the_index)
"""Of these an index is live; after the others there is none."""
DAMAGES = (spoil_state, spoil_meta, lose_the_index, lose_everything, spoil_the_alias)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_reported_and_the_next_sync_builds_it_anew(
    load: Loader, empty_services: Services, damage: Callable[[Services], None]
) -> None:
    load(row("a"), row("b"))
    damage(empty_services)
    if damage is not spoil_meta:  # an index that is open stays readable
        with pytest.raises(SearchUnavailable):
            search(empty_services, SearchRequest())
    fresh = services_in(empty_services.settings.data)
    assert not index_status(fresh).current
    if damage in UNREADABLE:
        with pytest.raises(DamagedIndex):
            verify_index(fresh)
    else:
        assert len(verify_index(fresh).missing) == 2
    sync_index(fresh)
    assert not verify_index(fresh)
    assert search(fresh, SearchRequest()).total == 2
    fresh.database.close()


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (PermissionError(13, "Permission denied", "/x/y"), "/x/y"),
        (UnfitTables(Tables.MISSING), "exempelbanken seed"),
        (OperationalError("SELECT 1", {}, Exception("refused")), "EXEMPELBANKEN_DATABASE_URL"),
        (AccessRefused("the user is wrong"), "EXEMPELBANKEN_ELASTICSEARCH_API_KEY"),
        (UnfitEngine("the address leads to no Elasticsearch"), "EXEMPELBANKEN_ELASTICSEARCH_URL"),
    ],
)
def test_a_fault_that_can_be_mended_is_reported_in_both_languages(
    error: Exception, expected: str
) -> None:
    assert isinstance(error, MENDABLE)
    message = message_for(error)
    assert expected in message.sv
    assert expected in message.en


def test_an_index_ahead_of_restored_rows_is_reported_and_built_anew(
    load: Loader, empty_services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(row("a"))
    older = services_in(tmp_path / "older")
    shutil.copytree(
        empty_services.settings.index_folder, older.settings.index_folder, dirs_exist_ok=True
    )
    monkeypatch.setenv("EXEMPELBANKEN_DATA", str(older.settings.data))
    status = CliRunner().invoke(commands, ["index", "status"])
    assert status.exit_code == 1
    assert "nej: före raderna" in status.output
    assert "index rebuild" in status.output
    sync_index(older)
    assert not verify_index(older)
    assert search(older, SearchRequest()).total == 0
    older.database.close()


def test_verify_ends_well_while_the_index_is_behind_and_not_when_it_missed_something(
    empty_services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As while a load runs, or after one was stopped; then as if its position had run ahead."""
    monkeypatch.setattr("app.indexing.VERIFY_SECONDS", 0)
    monkeypatch.setenv("EXEMPELBANKEN_DATA", str(empty_services.settings.data))
    rows = ndjson(row("a"), row("b")).splitlines()
    position = import_lines(empty_services, rows, ImportOptions("test", publish=True)).seq
    behind = CliRunner().invoke(commands, ["index", "verify"])
    assert (behind.exit_code, "2 händelser efter" in behind.output) == (0, True)

    with empty_services.engine.writing(empty_services.engine.live() or "") as write:
        write([], [], position)
    missed = CliRunner().invoke(commands, ["index", "verify"])
    assert (missed.exit_code, "2 saknas i indexet" in missed.output) == (1, True)


def test_a_database_that_does_not_answer_is_a_503_page_and_problem(
    load: Loader, empty_services: Services
) -> None:
    load(row("a"))
    entry = search(empty_services, SearchRequest()).items[0]["id"]
    empty_services.database.close()
    Path(str(empty_services.database.url.database)).write_bytes(b"no database at all" * 100)
    client = Client(build_application(empty_services))
    for path in (f"/api/v1/entries/{entry}", f"/exempel/{entry}"):
        answer = client.get(path, base_url="http://localhost")
        assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
        assert answer.headers["Retry-After"]
