"""`import` and `jobs` as an admin runs them."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from app.errors import ExempelbankenError
from app.imports.files.columns import COLUMNS, REASON
from app.settings import read_settings
from app.wiring import build_services
from catalogue import jobs
from cli.main import commands
from indexer.engine import SearchEngineError
from tests.app.importing import ndjson
from tests.fixtures.repository import text_of
from tests.fixtures.services import row

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own; no other setting is taken from the machine."""
    for name in [name for name in os.environ if name.startswith("EXEMPELBANKEN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("EXEMPELBANKEN_DATA", str(tmp_path / "data"))
    return tmp_path


def run(*arguments: str | Path, content: bytes | None = None) -> Result:
    return CliRunner().invoke(commands, [str(each) for each in arguments], input=content)


def load(content: bytes, *options: str | Path) -> Result:
    return run("import", "-", "--source", "test", "--json", *options, content=content)


def told(outcome: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(outcome.stdout)
    return found


def test_standard_input_is_loaded_whatever_kind_it_is() -> None:
    heads = "externalId\tkind\ttitle\tsummary\tcounties\tsource.type\tsource.title"
    cells = "a\tactivity\tTitel\tText\t12; 4\tweb-page\tSida"
    outcome = load(f"{heads}\n{cells}\n".encode("utf-16"))
    assert (outcome.exit_code, told(outcome)["created"]) == (0, 1)


def test_rejected_rows_are_written_and_load_once_they_are_corrected(folder: Path) -> None:
    rejected = folder / "rejected.ndjson"
    bad = row("b", counties=["99"])
    assert load(ndjson(row("a"), bad), "--rejected", rejected).exit_code == 1
    corrected = rejected.read_bytes().replace(b'"99"', b'"12"')
    assert told(load(corrected))["created"] == 1


def test_the_outcome_is_reported_also_when_the_index_cannot_follow(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("seed", "--without-entries")
    monkeypatch.setenv("EXEMPELBANKEN_ELASTICSEARCH_URL", "http://127.0.0.1:9")
    rejected = folder / "rejected.ndjson"
    rows = ndjson(row("a"), row("b", kind="annat"), *(row(f"c{n}") for n in range(4_000)))
    outcome = load(rows, "--publish", "--rejected", rejected)
    assert told(outcome)["created"] == 4_001
    assert b"annat" in rejected.read_bytes()
    assert isinstance(outcome.exception, SearchEngineError)


def test_no_file_is_written_when_nothing_was_rejected(folder: Path) -> None:
    load(ndjson(row("a")), "--rejected", folder / "rejected.ndjson")
    assert not (folder / "rejected.ndjson").exists()


def test_abort_ends_with_1_and_loads_nothing() -> None:
    outcome = load(ndjson(row("a"), row("b", kind="annat")), "--on-error", "abort")
    assert (outcome.exit_code, told(outcome)["state"]) == (1, "aborted")
    assert told(load(ndjson(row("a"))))["created"] == 1


def test_a_dry_run_says_so_and_changes_nothing() -> None:
    outcome = run("import", "-", "--source", "test", "--dry-run", content=ndjson(row("a")))
    assert "Provkörning, inget är ändrat" in outcome.stderr
    assert told(load(ndjson(row("a"))))["created"] == 1


def test_entries_are_withdrawn_by_a_sheet_of_keys_and_reasons() -> None:
    load(ndjson(row("a")), "--publish")
    outcome = load(b"externalId;Orsak\na;Nedlagt\n", "--mode", "withdraw")
    assert told(outcome)["withdrawn"] == 1
    assert "0 av 0 publicerade" in run("index", "status").output


def test_a_file_that_cannot_be_read_is_reported_in_a_sentence() -> None:
    outcome = load(b"externalId;titlle\na;b\n")
    assert isinstance(outcome.exception, ExempelbankenError)
    assert "titlle" in outcome.exception.message.sv


@pytest.mark.parametrize("source", ["", "mitt län"])
def test_a_source_that_is_no_key_is_refused(source: str) -> None:
    outcome = run("import", "-", "--source", source, content=ndjson(row("a")))
    assert isinstance(outcome.exception, ExempelbankenError)


def test_warnings_are_reported() -> None:
    text = "Kontakta anna.andersson@example.org."
    assert told(load(ndjson(row("a", summary=text))))["warnings"][0]["externalId"] == "a"
    shown = run("import", "-", "--source", "other", content=ndjson(row("b", summary=text)))
    assert "Att se över" in shown.stderr


def test_jobs_are_listed_and_shown() -> None:
    import_id = told(load(ndjson(row("a"))))["importId"]
    (job,) = json.loads(run("jobs", "list", "--json").stdout)
    assert (job["id"], job["state"], job["progress"]) == (
        import_id,
        "finished",
        {"done": 1, "total": 1},
    )
    assert import_id in run("jobs", "list").stdout
    assert json.loads(run("jobs", "show", import_id).stdout) == job
    assert isinstance(run("jobs", "show", "nothing").exception, ExempelbankenError)


def test_a_job_is_cancelled_and_retried() -> None:
    import_id = told(load(ndjson(row("a"))))["importId"]
    assert isinstance(run("jobs", "cancel", import_id).exception, ExempelbankenError)
    services = build_services(read_settings(os.environ))
    with services.database.write() as unit:
        job_id = jobs.create(unit, "dump", {})
    services.database.close()
    assert json.loads(run("jobs", "cancel", job_id).stdout)["fault"]["code"] == "cancelled"
    listed = run("jobs", "list")
    assert "cancelled" in listed.stdout
    assert f"{job_id}: Jobbet är avbrutet" in listed.stderr
    assert json.loads(run("jobs", "retry", job_id).stdout)["state"] == "queued"


def test_every_column_is_documented_with_its_head() -> None:
    document = text_of("docs/loading.md")
    for column in (*COLUMNS, REASON):
        assert f"| `{column.field}` | {column.head} |" in document, column.field


def test_personal_data_are_published_by_a_mark_of_their_own() -> None:
    rows = ndjson(
        row("h", leadOrganisation="Länsstyrelsen Skåne"), row("p", results="Ring 070-123 45 67.")
    )
    first = run("import", "-", "--source", "test", "--publish", content=rows)
    (listed,) = (each for each in first.stderr.splitlines() if "070-123 45 67" in each)
    assert "rad 2 (p): /results: Det ser ut som ett telefonnummer." in listed
    mark = first.stderr.partition("--confirm-personal ")[2].split()[0]
    wrong = run(
        "import", "-", "--source", "test", "--publish", "--confirm-personal", "0" * 16, content=rows
    )
    assert "är inte det som bekräftas" in wrong.stderr
    assert f"--confirm-personal {mark}" in wrong.stderr
    done = load(rows, "--publish", "--confirm-personal", mark)
    assert "bekräftas" not in done.stderr
    outcome = told(done)
    assert (outcome["updated"], outcome["unchanged"], outcome["personal"]) == (1, 1, 0)
    assert outcome["confirmPersonal"] is None
