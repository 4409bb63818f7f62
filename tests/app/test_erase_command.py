"""`exempelbanken erase`, as whoever runs the catalogue types it."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from app.erasing.requests import InvalidErasure
from app.errors import NotFound
from catalogue.erasing import scrubbing
from cli.main import commands
from tests.app.importing import entry_of, title_of
from tests.fixtures.services import row

if TYPE_CHECKING:
    from click.testing import Result

    from app.wiring import Services
    from tests.fixtures.services import Loader

pytestmark = pytest.mark.slow

NAME = "Örjan Zeppelinqvist"
WHY = ("--reason", "begäran 17")


@pytest.fixture(autouse=True)
def services(empty_services: Services, load: Loader, monkeypatch: pytest.MonkeyPatch) -> Services:
    """A catalogue with one entry, which the command finds in the environment."""
    load(row("one", title=f"Av {NAME}"))
    for name in [name for name in os.environ if name.startswith("EXEMPELBANKEN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("EXEMPELBANKEN_DATA", str(empty_services.settings.data))
    return empty_services


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, ["erase", *arguments, *WHY])


def test_a_dry_run_lists_where_it_stands_and_changes_nothing(services: Services) -> None:
    result = run("--text", NAME, "--dry-run")
    assert result.exit_code == 0
    assert "versioner av exempel: 1" in result.stderr
    entry = entry_of(services, "one")
    assert entry
    assert entry.id in result.stderr
    assert title_of(services, "one") == f"Av {NAME}"


def test_the_outcome_is_alone_on_standard_output_as_json(services: Services) -> None:
    result = run("--text", NAME, "--yes", "--json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert told["dryRun"] is False
    assert told["found"]["rows"] == {"entry_version": 1}
    assert told["remaining"] == {
        "rows": {},
        "entries": [],
        "files": 0,
        "dumps": 0,
        "release": [],
        "inUse": False,
    }
    assert "Skriver om databasen" in result.stderr
    assert title_of(services, "one") == "Av [raderat]"


def test_a_program_has_to_confirm(services: Services) -> None:
    result = run("--text", NAME)
    assert isinstance(result.exception, InvalidErasure)
    assert "--yes" in result.exception.message.sv
    assert title_of(services, "one") == f"Av {NAME}"


def test_what_the_release_brings_is_reported_with_exit_code_1() -> None:
    result = run("--text", "Hållbara städer", "--yes")
    assert result.exit_code == 1
    assert "vokabulärer: följer med installationen" in result.stderr


def test_an_entry_that_is_not_there_is_reported() -> None:
    assert isinstance(run("--entry", "none", "--yes").exception, NotFound)


def test_an_entry_is_erased(services: Services) -> None:
    entry = entry_of(services, "one")
    assert entry
    result = run("--entry", entry.id, "--yes")
    assert result.exit_code == 0
    assert "ingenstans" in result.stderr
    assert entry_of(services, "one") is None


def test_a_reader_who_holds_old_pages_is_reported(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scrubbing, "PATIENCE", 0.3)
    with services.database.read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM entry").scalar()
        result = run("--text", NAME, "--yes", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["remaining"]["inUse"] is True
    assert run("--text", NAME, "--yes").exit_code == 0
