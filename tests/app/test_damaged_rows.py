"""A row whose stored JSON is damaged is named and left out; everything else goes on."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs
from werkzeug.test import Client

from app.accounts.access import ANONYMOUS, COMMAND
from app.copies.dumps.service import make_dump
from app.copies.feed import list_changes
from app.entries import damage
from app.entries.history import list_versions
from app.entries.reading import Wanted, get_entry, list_by_status
from app.erasing.looks import places_to_look_at
from app.erasing.service import erase
from app.errors import EntryDamaged
from app.imports.bulk_load import ImportOptions, import_lines
from app.indexing import rebuild_index, sync_index, verify_index
from app.integrity import look_for_damaged_rows
from app.jobs.metrics import work_metrics
from app.jobs.registry import PERIODIC_TASKS
from app.searching.requests import SearchRequest
from app.searching.search import search
from catalogue import duplicates, sources, tasks
from catalogue.narrowing import Narrowing
from catalogue.tasks import Times
from cli.main import main
from cli.wsgi import build_application
from record.tasks import TASKS
from tests.app.erasure_requests import request, silently
from tests.app.importing import imported, ndjson
from tests.fixtures.services import row, services_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from app.wiring import Services
    from tests.fixtures.services import Loader

CONTENT = "UPDATE entry_version SET content = {} WHERE entry_pk = 2"
EVIDENCE = "UPDATE link SET evidence = {} WHERE entry_pk = 2"
ONLY_SQLITE = {
    "cut off": CONTENT.format("substr(content, 1, 40)"),
    "empty": CONTENT.format("''"),
    "not UTF-8": CONTENT.format("CAST(replace(content, 'Titel', x'FF') AS TEXT)"),
    "quotes cut off": EVIDENCE.format("'[5'"),
}
"""PostgreSQL takes none of these."""
DAMAGES = {
    "a list": CONTENT.format("'[]'"),
    "a title that is a number": CONTENT.format("replace(content{0}, '\"Titel\"', '5'){1}"),
    "counties that are a text": CONTENT.format("replace(content{0}, '[\"12\"]', '\"12\"'){1}"),
    "an unknown kind": CONTENT.format("replace(content{0}, 'activity', 'hobby'){1}"),
    "an unknown source": CONTENT.format("replace(content{0}, 'web-page', 'rumour'){1}"),
    "no summary": CONTENT.format("replace(content{0}, '\"summary\"', '\"summery\"'){1}"),
    "quotes that are numbers": EVIDENCE.format("'[5]'"),
}
ROWS = [
    row(name, goals=["12"], evidence=[{"field": "goals", "value": "12", "quote": "Sammanfattning"}])
    for name in "abc"
]


def execute(services: Services, statement: str) -> None:
    embedded = services.database.is_embedded
    casts = ("", "") if embedded else ("::text", "::jsonb")
    with services.database.write() as unit:
        result = unit.connection.execute(text(statement.format(*casts).replace(":", r"\:")))
        assert result.rowcount == 1


def damaged_id(services: Services) -> str:
    with services.database.read() as connection:
        found: str = connection.execute(text("SELECT id FROM entry WHERE pk = 2")).scalar_one()
    return found


@pytest.fixture(autouse=True)
def nothing_logged_yet() -> None:
    damage.log_damaged_row_once.cache_clear()


@pytest.fixture
def on_postgresql(migrated_postgresql_url: str, tmp_path: Path) -> Iterator[Services]:
    services = services_in(
        tmp_path,
        EXEMPELBANKEN_DATABASE_URL=migrated_postgresql_url,
        EXEMPELBANKEN_SECRET_KEY="s" * 40,
    )
    import_lines(services, ndjson(*ROWS).splitlines(), ImportOptions("test", publish=True))
    sync_index(services)
    yield services
    services.database.close()


def check_left_out(services: Services) -> None:
    """See that the second of three entries is in nothing that is made of all, and is named."""
    entry_id = damaged_id(services)
    with capture_logs() as lines:
        rebuild_index(services)
        assert make_dump(services).entries == 2
        changes = list_changes(services, 0, None, 100)
    assert search(services, SearchRequest()).total == 2
    assert entry_id not in [item["entryId"] for item in changes.items]
    assert (len(changes.items), changes.more) == (2, False)
    difference = verify_index(services)
    assert (difference.missing, difference.unreadable) == ((), (entry_id,))
    named = [line for line in lines if line["event"] == "row damaged"]
    assert [(line["log_level"], line["entry_id"]) for line in named] == [("error", entry_id)]
    assert [each.entry_id for each in look_for_damaged_rows(services)] == [entry_id]
    assert look_for_damaged_rows in PERIODIC_TASKS
    assert work_metrics(services).damaged_rows == 1


@pytest.mark.parametrize("statement", [*ONLY_SQLITE.values(), *DAMAGES.values()])
def test_a_damaged_row_is_named_and_left_out(
    load: Loader, empty_services: Services, statement: str
) -> None:
    load(*ROWS)
    execute(empty_services, statement)
    check_left_out(empty_services)


@pytest.mark.postgresql
def test_a_damaged_row_of_postgresql_is_named_and_left_out(on_postgresql: Services) -> None:
    for statement in ("an unknown kind", "a list"):
        execute(on_postgresql, DAMAGES[statement])
        damage.log_damaged_row_once.cache_clear()
        check_left_out(on_postgresql)


def test_nothing_but_the_damaged_entry_itself_is_refused(
    load: Loader, empty_services: Services
) -> None:
    load(*ROWS)
    entry_id = damaged_id(empty_services)
    execute(empty_services, ONLY_SQLITE["cut off"])
    client = Client(build_application(empty_services))
    answers = {
        path: client.get(path, base_url="http://localhost")
        for path in (
            f"/api/v1/entries/{entry_id}",
            f"/exempel/{entry_id}",
            "/api/v1/changes",
            "/api/v1/oai-pmh?verb=ListRecords&metadataPrefix=oai_dc",
            "/api/v1/oai-pmh?verb=ListIdentifiers&metadataPrefix=oai_dc",
            "/api/v1/entries",
            "/",
        )
    }
    refused = {path for path, answer in answers.items() if answer.status_code != HTTPStatus.OK}
    assert {path.rpartition("/")[2] for path in refused} == {entry_id}
    for path in refused:
        assert answers[path].status_code == HTTPStatus.SERVICE_UNAVAILABLE
        assert "skadad" in answers[path].text


def test_what_reads_a_field_of_many_rows_goes_on(load: Loader, empty_services: Services) -> None:
    """Imports and replies compare titles; the desk searches drafts and lists tasks."""
    load(*ROWS)
    execute(empty_services, ONLY_SQLITE["cut off"])
    assert imported(empty_services, ndjson(row("d"))).record.state == "loaded"
    now = datetime.now(UTC)
    every = Times(*(now for _ in Times._fields))
    with empty_services.database.read() as connection:
        assert len(list(duplicates.all_titles(connection))) == 3
        assert len(list(duplicates.texts_of_counties(connection, ["12"]))) == 3
        assert len(sources.due(connection, sources.Before(now, now), 100)) == 4
        for kind in TASKS:
            tasks.page(connection, kind, every, 0, 100)
    for wanted in (
        Wanted(("published",), {}, None, narrowed=Narrowing(("Titel",))),
        Wanted(("published",), {}, None, "12"),
    ):
        list_by_status(empty_services, wanted, 1, 100)


def test_check_names_the_row_says_what_to_do_and_ends_with_1(
    load: Loader,
    empty_services: Services,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    load(*ROWS)
    execute(empty_services, DAMAGES["an unknown kind"])
    monkeypatch.setenv("EXEMPELBANKEN_DATA", str(empty_services.settings.data))
    monkeypatch.setattr(sys, "argv", ["exempelbanken", "check"])
    with pytest.raises(SystemExit) as raised:
        main()
    assert raised.value.code == 1
    printed = capsys.readouterr().out
    for expected in ("entry_version", damaged_id(empty_services), "/kind", "säkerhetskopia"):
        assert expected in printed


@pytest.mark.parametrize("content", ["{}", '{"title": "Titel"}', "[]", "{"])
def test_a_damaged_version_is_left_out_of_the_history(
    load: Loader, empty_services: Services, content: str
) -> None:
    load(*ROWS)
    load({**ROWS[1], "title": "Ny titel"})
    entry_id = damaged_id(empty_services)
    of_version = "UPDATE entry_version SET content = ? WHERE entry_pk = 2 AND version = ?"
    with empty_services.database.write() as unit:
        unit.connection.exec_driver_sql(of_version, (content, 1))
    for actor in (COMMAND, ANONYMOUS):
        versions = list_versions(empty_services, entry_id, actor)
        assert [each["title"] for each in versions] == ["Ny titel"]
    with empty_services.database.write() as unit:
        unit.connection.exec_driver_sql(of_version, (content, 2))
    assert list_versions(empty_services, entry_id, COMMAND) == []
    with pytest.raises(EntryDamaged):
        get_entry(empty_services, entry_id, COMMAND)


def test_a_damaged_place_of_an_erasure_is_looked_at_without_its_text(
    load: Loader, empty_services: Services
) -> None:
    load(*ROWS, {**row("d"), "title": "Pant av Berit Blomkvist"})
    erase(empty_services, request("Berit Blomkvist"), silently)
    (entry_id,) = (each.place.id for each in places_to_look_at(empty_services, 1, 10)[1])
    with empty_services.database.write() as unit:
        unit.connection.exec_driver_sql("UPDATE entry_version SET content = '{}'")
    _, (place,) = places_to_look_at(empty_services, 1, 10)
    assert (place.place.id, place.title, place.pieces) == (entry_id, "", [])


def test_an_entry_that_is_loaded_anew_is_whole_again(
    load: Loader, empty_services: Services
) -> None:
    load(*ROWS)
    execute(empty_services, ONLY_SQLITE["cut off"])
    rebuild_index(empty_services)
    load({**ROWS[1], "title": "Ny titel"})
    assert search(empty_services, SearchRequest()).total == 3
    assert not verify_index(empty_services)
    assert len(list_changes(empty_services, 0, None, 100).items) == 3


def test_an_entry_that_breaks_a_rebuild_for_another_reason_is_named_without_its_text(
    load: Loader, empty_services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(*ROWS)

    def breaking(entry: Mapping[str, Any], *_: object) -> None:
        raise ValueError(entry["title"])

    monkeypatch.setattr("app.indexing.to_document", breaking)
    with pytest.raises(ValueError, match="Titel"), capture_logs() as lines:
        rebuild_index(empty_services)
    (line,) = (each for each in lines if each["event"] == "entry failed")
    assert line["error"] == "ValueError"
    assert line["entry_id"] in {
        item["id"] for item in search(empty_services, SearchRequest()).items
    }
    assert "Titel" not in str(line)
