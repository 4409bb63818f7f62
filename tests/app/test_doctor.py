"""`exempelbanken doctor` on an installation that is in order, and on broken ones."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from app.accounts.access import ADMIN
from app.indexing import sync_index
from catalogue import jobs, ledger
from cli.doctor import judge_space
from cli.main import commands
from tests.fixtures.accounts import bearer
from tests.fixtures.answering import answering
from tests.fixtures.services import DATABASE, services_in

if TYPE_CHECKING:
    from pathlib import Path

    from app.wiring import Services

PARTS = (
    *("inställningar", "versioner", "databas", "nyckel", "utrymme", "sökmotor"),
    *("sökindex", "jobb", "e-post", "klocka", "proxy"),
)


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Services:
    for name in [name for name in os.environ if name.startswith("EXEMPELBANKEN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("EXEMPELBANKEN_DATA", str(tmp_path))
    found = services_in(tmp_path)
    sync_index(found)
    return found


def examine() -> dict[str, str]:
    """Return part -> its line, but for the space on the disk of the tests."""
    result = CliRunner().invoke(commands, ["doctor"], catch_exceptions=False)
    lines = {line[5:].partition(":")[0]: line for line in result.output.splitlines()}
    assert result.exit_code == any(line.startswith("FEL") for line in lines.values())
    lines.pop("utrymme", None)
    return lines


def faults() -> dict[str, str]:
    return {part: line for part, line in examine().items() if line.startswith("FEL")}


@pytest.mark.usefixtures("services")
def test_a_healthy_installation_has_a_good_line_for_each_part() -> None:
    assert list(examine()) == [part for part in PARTS if part != "utrymme"]
    assert faults() == {}


def test_a_data_folder_that_is_not_there_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXEMPELBANKEN_DATA", str(tmp_path))
    assert list(faults()) == ["databas"]
    for folder in (tmp_path / "not-yet", tmp_path / "nor" / "this" / "one"):
        monkeypatch.setenv("EXEMPELBANKEN_DATA", str(folder))
        assert list(faults()) == ["inställningar", "databas"]
        assert f"{folder} finns inte; närmast finns {tmp_path}." in faults()["inställningar"]
    assert list(tmp_path.iterdir()) == []


def test_all_faults_of_settings_are_named_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.touch()
    for name, value in (
        ("DATA", str(file / "data")),
        ("DTA", "/srv"),
        ("RATE_LIMIT", "many"),
        ("TRUSTED_PROXIES", "proxy.example.org"),
    ):
        monkeypatch.setenv(f"EXEMPELBANKEN_{name}", value)
    shown = CliRunner().invoke(commands, ["doctor"], catch_exceptions=False)
    assert shown.exit_code == 1
    for named in (
        "EXEMPELBANKEN_DTA finns inte",
        "EXEMPELBANKEN_RATE_LIMIT: ",
        "EXEMPELBANKEN_TRUSTED_PROXIES: ",
        str(file),
    ):
        assert named in shown.output


def test_nothing_is_written(services: Services) -> None:
    services.database.close()
    file = services.settings.data / DATABASE
    whole = file.read_bytes()
    no_log = bytearray(whole)
    no_log[18:20] = b"\x01\x01"  # as in a backup: SQLite's header says that there is no log
    for content in (whole, bytes(no_log), b""):
        file.write_bytes(content)
        before = contents_of(services.settings.data)
        examine()
        assert contents_of(services.settings.data) == before


def contents_of(folder: Path) -> dict[Path, bytes]:
    return {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()}


@pytest.mark.usefixtures("services")
def test_each_unusable_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXEMPELBANKEN_RATE_LIMIT", "many")
    (line,) = examine().values()
    assert "EXEMPELBANKEN_RATE_LIMIT" in line
    monkeypatch.setenv("EXEMPELBANKEN_RATE_LIMIT", "")
    monkeypatch.setenv("EXEMPELBANKEN_TRUSTED_PROXIES", "proxy.example.org")
    (line,) = examine().values()
    assert "EXEMPELBANKEN_TRUSTED_PROXIES" in line


@pytest.mark.usefixtures("services")
@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("EXEMPELBANKEN_RATELIMIT", "EXEMPELBANKEN_RATE_LIMIT"),
        ("EXEMPELBANK_PUBLIC_URL", "EXEMPELBANKEN_PUBLIC_URL"),
        ("exempelbanken_trusted_proxies", "EXEMPELBANKEN_TRUSTED_PROXIES"),
        ("EXEMPELBANKEN_ELASTICSEARCH_KEY", "EXEMPELBANKEN_ELASTICSEARCH_API_KEY"),
    ],
)
def test_a_misspelt_setting_is_named_with_the_nearest_one(
    name: str, meant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "1")
    line = faults()["inställningar"]
    assert f"{name} finns inte" in line
    assert line.endswith(f"Menas {meant}?")


def test_a_database_that_is_not_prepared_is_told(services: Services) -> None:
    services.database.close()
    (services.settings.data / DATABASE).unlink()
    assert "exempelbanken seed" in faults()["databas"]


@pytest.mark.usefixtures("services")
def test_a_fault_of_the_database_is_one_line_and_what_needs_it_is_not_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("EXEMPELBANKEN_DATABASE_URL", "postgresql+psycopg://127.0.0.1:1/none")
    monkeypatch.setenv("EXEMPELBANKEN_SECRET_KEY", "x" * 32)
    assert list(faults()) == ["databas"]
    lines = examine()
    for part in ("sökindex", "jobb", "klocka"):
        assert lines[part].startswith("-    ")
        assert "rätta först databas" in lines[part]


def test_a_database_of_a_newer_release_is_told(services: Services) -> None:
    with services.database.write() as unit:
        unit.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert "äldre än databasen" in faults()["databas"]
    assert examine()["sökindex"].startswith("-    ")


@pytest.mark.usefixtures("services")
def test_a_wrong_key_of_elasticsearch_is_not_taken_for_a_server_that_is_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with answering(401) as url:
        monkeypatch.setenv("EXEMPELBANKEN_ELASTICSEARCH_URL", url)
        monkeypatch.setenv("EXEMPELBANKEN_ELASTICSEARCH_API_KEY", "hemlig")
        line = faults()["sökmotor"]
    assert "EXEMPELBANKEN_ELASTICSEARCH_API_KEY" in line
    assert "API key is wrong" in line
    assert "hemlig" not in line
    assert "away" not in line


@pytest.mark.usefixtures("services")
def test_a_search_engine_that_does_not_answer_is_named_by_its_address_without_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("EXEMPELBANKEN_ELASTICSEARCH_URL", "http://anna:hemligt@127.0.0.1:1")
    line = faults()["sökmotor"]
    assert "http://127.0.0.1:1: " in line
    assert "hemligt" not in line


def test_a_damaged_file_of_the_database_is_told(services: Services) -> None:
    services.database.close()
    with (services.settings.data / DATABASE).open("r+b") as file:
        for page in range(20, 120):
            file.seek(page * 4096)
            file.write(b"x" * 4096)
    assert "läs tillbaka en säkerhetskopia" in faults()["databas"]


def test_a_lost_secret_key_is_told_while_tokens_are_made_with_it(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    (services.settings.data / "secret-key").unlink(missing_ok=True)
    assert "skapas vid nästa start" in examine()["nyckel"]
    bearer(services, ADMIN)
    assert "1 token är gjorda med nyckeln" in faults()["nyckel"]
    monkeypatch.setenv("EXEMPELBANKEN_SECRET_KEY", "x" * 32)
    assert "nyckel" not in faults()


@pytest.mark.parametrize("key", ["", "short\n"])
def test_a_file_without_a_whole_secret_key_is_refused(services: Services, key: str) -> None:
    (services.settings.data / "secret-key").write_text(key)
    assert "kortare än 32 tecken" in faults()["inställningar"]


@pytest.mark.usefixtures("services")
@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("DATABASE_URL", "postgres://anna:hemligt@db/bank", "postgresql+psycopg://"),
        ("CONTACT", "ring oss", "varken en e-postadress eller"),
        ("ABOUT", "/nowhere/about.yaml", "/nowhere/about.yaml går inte att läsa (No such file"),
    ],
)
def test_an_unusable_setting_says_what_it_should_hold(
    name: str, value: str, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"EXEMPELBANKEN_{name}", value)
    monkeypatch.setenv("EXEMPELBANKEN_SECRET_KEY", "x" * 32)
    line = faults()["inställningar"]
    assert advice in line
    assert "hemligt" not in line


def test_a_missing_index_is_told(services: Services) -> None:
    shutil.rmtree(services.settings.index_folder)
    assert "index rebuild" in faults()["sökindex"]


def test_failed_jobs_and_jobs_that_wait_in_vain_are_told(services: Services) -> None:
    with services.database.write() as unit:
        job = jobs.create(unit, "dump", {})
    age = "UPDATE job SET created_at = '2026-01-01 00:00:00'"
    with services.database.write() as unit:
        unit.connection.execute(text(age))
    assert "Starta worker" in faults()["jobb"]
    with services.database.write() as unit:
        jobs.cancel(unit, job, "cancelled")
        unit.connection.execute(text("UPDATE job SET state = 'failed'"))
    assert "jobs retry" in faults()["jobb"]


@pytest.mark.usefixtures("services")
def test_a_mail_server_that_does_not_answer_is_told_without_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("EXEMPELBANKEN_SMTP_URL", "smtp://anna:hemligt@127.0.0.1:1")
    monkeypatch.setenv("EXEMPELBANKEN_MAIL_FROM", "anna@example.org")
    line = faults()["e-post"]
    assert "EXEMPELBANKEN_SMTP_URL" in line
    assert "hemligt" not in line


def test_a_clock_before_what_has_happened_is_told(services: Services) -> None:
    with services.database.write() as unit:
        unit.record(ledger.event_without_entry("create", "token:1", "test"))
    with services.database.write() as unit:
        unit.connection.execute(text("UPDATE ledger SET at = '2999-01-01 00:00:00'"))
    assert "Går klockan efter" in faults()["klocka"]


@pytest.mark.usefixtures("services")
@pytest.mark.parametrize(
    ("address", "proxies", "expected"),
    [
        ("http://example.org", "127.0.0.1", "inte https"),
        ("https://example.org", "", "EXEMPELBANKEN_TRUSTED_PROXIES"),
        ("https://example.org", "127.0.0.1", None),
    ],
)
def test_a_public_address_needs_a_proxy_that_is_trusted(
    address: str, proxies: str, expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXEMPELBANKEN_PUBLIC_URL", address)
    monkeypatch.setenv("EXEMPELBANKEN_TRUSTED_PROXIES", proxies)
    assert (expected or "") in faults().get("proxy", "")
    assert bool(faults()) == bool(expected)


@pytest.mark.parametrize(("free", "is_good"), [(19, False), (20, True)])
def test_a_fifth_of_the_disk_should_be_free(free: int, is_good: bool) -> None:  # noqa: FBT001
    assert judge_space(100, 100 - free, free)[0] == is_good
