"""Catalogues of earlier releases are brought to this one, and lose nothing."""

from __future__ import annotations

import gzip
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from api.app import create_api
from app.accounts.sessions import sign_in
from app.settings import read_settings
from app.wiring import build_services
from cli.main import commands
from seed.entries import SEED_SOURCE, entries_path, removed_entries
from tests.fixtures.services import DATABASE
from tests.upgrades.make import EDITED_TITLE, EDITOR, PASSWORD

if TYPE_CHECKING:
    from click.testing import Result

RELEASES = sorted(Path(__file__).parent.glob("*.sql.gz"))
CURATED_IDS = "SELECT external_id FROM entry WHERE source_system = ?"
EDITED = "SELECT external_id FROM entry JOIN curated_field ON entry_pk = pk WHERE source_system = ?"
WITHDRAWN = "SELECT external_id FROM entry WHERE source_system = ? AND status = 'withdrawn'"


@pytest.fixture(params=RELEASES, ids=lambda path: path.name)
def data(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of an earlier release; the new one has few curated entries, to be quick."""
    with closing(sqlite3.connect(tmp_path / DATABASE)) as rows:
        rows.executescript(gzip.decompress(request.param.read_bytes()).decode())
    few = tmp_path / "few.ndjson"
    released = {key for (key,) in select(tmp_path, CURATED_IDS, SEED_SOURCE)}
    few.write_text("".join(curated_lines(released)), encoding="utf-8")
    monkeypatch.setattr("app.seeding.entries_path", lambda: few)
    monkeypatch.setenv("EXEMPELBANKEN_DATA", str(tmp_path))
    return tmp_path


def curated_lines(released: set[str]) -> list[str]:
    """Return the lines of the entries that a release has, and of one that it has not."""
    known: list[str] = []
    new: list[str] = []
    for line in entries_path().read_text(encoding="utf-8").splitlines(keepends=True):
        (known if json.loads(line)["externalId"] in released else new).append(line)
    return [*known, new[0]]


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(commands, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result


def select(data: Path, statement: str, *values: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(data / DATABASE)) as rows:
        return rows.execute(statement, values).fetchall()


def count_rows(data: Path) -> dict[str, int]:
    """Return table -> number of rows."""
    tables = select(data, "SELECT name FROM sqlite_schema WHERE type = 'table'")
    return {
        name: int(select(data, f'SELECT count(*) FROM "{name}"')[0][0])  # noqa: S608  of the schema
        for (name,) in tables
        if not name.startswith("sqlite_")
    }


def test_every_table_of_the_release_has_rows(data: Path) -> None:
    assert [name for name, rows in count_rows(data).items() if not rows] == []


def test_what_the_upgrade_does_is_shown_before_it_happens(data: Path) -> None:
    before = count_rows(data)
    removed = {each.external_id for each in removed_entries()}
    edited = {key for (key,) in select(data, EDITED, SEED_SOURCE)}

    shown = run("migrate", "--dry-run").output

    (left,), (kept,) = edited & removed, edited - removed
    assert "1 nya\n" in shown
    assert "\n1 dras tillbaka, för utgåvan har dem inte längre\n" in shown
    assert f"\n1 har ändrats här och finns inte i utgåvan, och är kvar\n  {left}\n" in shown
    assert f"\n1 behåller fält som har ändrats här\n  {kept}: title\n" in shown
    assert count_rows(data) == before


def test_the_upgrade_keeps_all_rows_and_the_new_release_answers_from_them(data: Path) -> None:
    before = count_rows(data)

    run("migrate")
    assert "Katalogen har redan de medföljande" in run("seed", "--without-entries").stderr

    after = count_rows(data)
    assert {name: rows for name, rows in before.items() if after[name] < rows} == {}
    removed = {each.external_id for each in removed_entries()}
    assert len({key for (key,) in select(data, WITHDRAWN, SEED_SOURCE)} & removed) == 1
    assert "Databasen är hel." in run("check").output
    services = build_services(read_settings({"EXEMPELBANKEN_DATA": str(data)}))
    assert sign_in(services, EDITOR, PASSWORD)
    found = (
        create_api(services).test_client().get("/entries", query_string={"q": EDITED_TITLE}).json
    )
    services.database.close()
    assert found
    assert [each["title"] for each in found["items"]].count(EDITED_TITLE) == 2


def test_a_backup_from_before_the_upgrade_is_restored_and_upgraded(
    data: Path, tmp_path: Path
) -> None:
    before = count_rows(data)
    made = run("backup", str(tmp_path / "backups")).output.strip()
    (data / DATABASE).unlink()

    run("restore", made)

    after = count_rows(data)
    assert {name: rows for name, rows in before.items() if after[name] < rows} == {}
    assert "Databasen är hel." in run("check").output
