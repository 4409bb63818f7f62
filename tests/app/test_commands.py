"""The commands as an admin runs them: exit codes, and what they write."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner
from sqlalchemy.exc import OperationalError

from cli.main import COMMANDS, commands
from seed.entries import entries_path
from tests.fixtures.repository import ROOT
from tests.fixtures.services import row

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own; no other setting is taken from the machine."""
    for name in [name for name in os.environ if name.startswith("EXEMPELBANKEN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("EXEMPELBANKEN_DATA", str(tmp_path / "data"))
    return tmp_path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments])


@pytest.fixture
def one_curated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the release have one curated entry, to be quick."""
    one = tmp_path / "one.ndjson"
    with entries_path().open("rb") as lines:
        one.write_bytes(next(lines))
    monkeypatch.setattr("app.seeding.entries_path", lambda: one)


def write_rows(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(each) for each in rows), encoding="utf-8")
    return path


@pytest.mark.usefixtures("data")
def test_seeding_again_changes_nothing() -> None:
    entries = len(entries_path().read_text(encoding="utf-8").splitlines())

    first, second = run("seed"), run("seed")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert f"{entries} nya, 0 ändrade, 0 oförändrade, 0 avvisade" in first.stderr
    assert f"0 nya, 0 ändrade, {entries} oförändrade, 0 avvisade" in second.stderr
    assert first.stderr.count(f"{entries}/{entries}") == len(("entries", "index"))
    assert run("index", "verify").exit_code == 0


@pytest.mark.usefixtures("data", "one_curated")
@pytest.mark.parametrize("start", [("seed", "--without-entries"), ("migrate",)])
def test_a_catalogue_that_began_without_curated_entries_gets_them_only_by_name(
    start: tuple[str, ...],
) -> None:
    run(*start)
    for command in (("seed",), ("migrate",), ("seed", "--dry-run"), ("migrate", "--dry-run")):
        assert "utan de medföljande exemplen" in run(*command).output
    assert "exempel:    0 av 0 publicerade" in run("index", "status").output

    assert "1 nya\n" in run("seed", "--with-entries", "--dry-run").output
    run("seed", "--with-entries")

    assert "1 oförändrade" in run("migrate").stderr
    assert "exempel:    1 av 1 publicerade" in run("index", "status").output


@pytest.mark.usefixtures("one_curated")
def test_a_catalogue_that_began_with_a_load_gets_no_curated_entries(data: Path) -> None:
    run("import", write_rows(data / "rows.ndjson", row("a")), "--source", "test", "--publish")
    run("seed")
    assert "exempel:    1 av 1 publicerade" in run("index", "status").output


@pytest.mark.usefixtures("data", "one_curated")
def test_a_first_start_that_was_broken_off_loads_the_curated_entries_when_run_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("cli.seed.seed_entries", broken_off)
        assert run("seed").exit_code
    assert "1 nya" in run("migrate").stderr


@pytest.mark.usefixtures("data")
def test_curated_entries_cannot_be_both_wanted_and_unwanted() -> None:
    assert run("seed", "--with-entries", "--without-entries").exit_code == 2


def test_a_load_with_a_bad_row_loads_the_others_and_ends_with_1(data: Path) -> None:
    rows = write_rows(data / "rows.ndjson", row("a"), row("b", counties=["Halland"]), row("c"))

    outcome = run("import", rows, "--source", "test", "--publish", "--json")

    assert outcome.exit_code == 1
    told = json.loads(outcome.stdout)
    assert (told["created"], told["rejected"]) == (2, 1)
    assert [(each["row"], each["externalId"]) for each in told["rows"]] == [(2, "b")]
    assert told["rows"][0]["errors"][0]["nearest"][0] == "13"


def test_a_bad_row_is_reported_with_its_line_its_field_and_what_comes_nearest(data: Path) -> None:
    rows = write_rows(data / "rows.ndjson", row("a"), row("b", counties=["Halland"]))

    told = run("import", rows, "--source", "test").stderr

    assert "rad 2 (b)" in told
    assert "/counties/0: Det finns inget sådant värde. Värde: 'Halland'. Närmast: 13" in told


def test_a_dry_run_leaves_nothing_behind(data: Path) -> None:
    rows = write_rows(data / "rows.ndjson", row("a"))

    outcome = run("import", rows, "--source", "test", "--publish", "--dry-run")

    assert outcome.exit_code == 0
    assert "1 nya" in outcome.stderr
    run("seed", "--without-entries")
    assert "exempel:    0 av 0 publicerade" in run("index", "status").output


def test_what_is_loaded_is_in_the_index_when_the_command_ends(data: Path) -> None:
    rows = write_rows(data / "rows.ndjson", row("a"))

    run("import", rows, "--source", "test", "--publish")

    status = run("index", "status")
    assert status.exit_code == 0
    assert "exempel:    1 av 1 publicerade" in status.output


@pytest.mark.usefixtures("data")
def test_a_rebuilt_index_takes_the_place_of_the_one_before() -> None:
    run("seed", "--without-entries")
    before = run("index", "status").output

    rebuilt = run("index", "rebuild")

    assert rebuilt.exit_code == 0
    assert rebuilt.stdout.strip() in run("index", "status").output
    assert rebuilt.stdout.strip() not in before


def test_syncing_tells_the_position_that_the_index_has_reached(data: Path) -> None:
    run("import", write_rows(data / "rows.ndjson", row("a")), "--source", "test", "--publish")

    synced = run("index", "sync")

    assert f"position:   {synced.stdout.strip()} av {synced.stdout.strip()}" in (
        run("index", "status").output
    )


@pytest.mark.usefixtures("data")
def test_a_setting_that_cannot_be_used_is_reported_in_a_sentence() -> None:
    command = [sys.executable, "-m", "cli.main", "seed"]
    environment = {**os.environ, "EXEMPELBANKEN_RATE_LIMIT": "many"}

    ended = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert ended.returncode == 2
    assert "EXEMPELBANKEN_RATE_LIMIT: 'many'" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_file_that_does_not_exist_is_reported(data: Path) -> None:
    outcome = run("import", data / "nothing.ndjson")

    assert outcome.exit_code == 2
    assert "nothing.ndjson" in outcome.stderr


@pytest.mark.usefixtures("data")
def test_a_command_that_waits_for_the_database_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"postgresql+psycopg://a@127.0.0.1:{mute.getsockname()[1]}/a"
        monkeypatch.setenv("EXEMPELBANKEN_DATABASE_URL", address)
        monkeypatch.setenv("EXEMPELBANKEN_SECRET_KEY", "x" * 40)
        waited = run("jobs", "list")
    assert isinstance(waited.exception, OperationalError)
    assert waited.stderr == "Väntar på databasen ...\n"


def imported_by(data: Path, *arguments: str) -> set[str]:
    """Return the modules that a command has imported when it ends."""
    script = f"""
import sys
from cli.main import commands
try:
    commands({list(arguments)}, standalone_mode=False)
except SystemExit:
    pass
print(*sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "EXEMPELBANKEN_DATA": str(data / "data")},
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return set(done.stdout.splitlines()[-1].split())


def test_help_and_version_import_no_command(data: Path) -> None:
    for option in ("--help", "--version"):
        imported = imported_by(data, option)
        assert {each for each in imported if each.startswith("cli.")} == {"cli.main", "cli.usage"}
        assert imported.isdisjoint({"sqlalchemy", "structlog", "yaml"})


def test_the_help_lists_each_command_as_its_own_help_begins() -> None:
    for name, (_, text) in COMMANDS.items():
        command = commands.get_command(click.Context(commands), name)
        assert command is not None
        assert text == command.get_short_help_str(limit=200)


@pytest.mark.parametrize(
    "arguments", [["tokens", "list"], ["users", "list"], ["jobs", "list", "--json"], ["check"]]
)
def test_a_command_that_reads_nothing_swedish_imports_nothing_of_it(
    data: Path, arguments: list[str]
) -> None:
    assert run("seed", "--without-entries").exit_code == 0
    imported = imported_by(data, *arguments)
    rooms = {"harvest", "seed", "swedish"}
    libraries = {"alembic", "numpy", "simplemma", "tantivy", "yaml"}
    assert imported.isdisjoint({*rooms, *libraries, "app.linking", "indexer.topics"})


def test_a_list_of_candidates_makes_nothing_that_only_a_search_or_a_migration_needs(
    data: Path,
) -> None:
    assert run("seed", "--without-entries").exit_code == 0
    script = """
import sys
from app.wiring import known
from cli.main import commands
commands(["candidates", "list"], standalone_mode=False)
heavy = {"alembic", "numpy", "pycrfsuite", "simplemma", "snowballstemmer"}
print(sorted(heavy & set(sys.modules)), sorted(vars(known())))
"""
    own = {**os.environ, "EXEMPELBANKEN_DATA": str(data / "data")}
    asked = subprocess.run(
        [sys.executable, "-c", script],
        env=own,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert asked.stdout.splitlines()[-1] == "[] []"
