"""`exempelbanken suggest` as people and programs run it."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from app.linking.suggesting import LONGEST_TEXT
from cli.main import commands

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from app.wiring import Services

TEXT = "Skolkök mäter sitt matsvinn. Avfallet minskar."


@pytest.fixture
def data(empty_services: Services, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of a catalogue without entries; no setting is taken from the machine."""
    for name in [name for name in os.environ if name.startswith("EXEMPELBANKEN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("EXEMPELBANKEN_DATA", str(empty_services.settings.data))
    return empty_services.settings.data


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(commands, ["suggest", *arguments], input=stdin)


@pytest.mark.usefixtures("data")
def test_people_are_shown_concepts_with_precision_and_evidence() -> None:
    shown = run(TEXT).stdout
    assert "Globala mål" in shown
    assert "12  Hållbar konsumtion och produktion" in shown
    assert "nyckelord ”matsvinn”" in shown
    assert "%" in shown


@pytest.mark.usefixtures("data")
def test_programs_get_the_answer_of_the_api() -> None:
    found = json.loads(run(TEXT, "--json").stdout)
    assert ("goals", "12") in {(each["field"], each["value"]) for each in found["items"]}
    assert set(found["model"]) == {"trainedAt", "examples", "trainingSet", "madeWith"}


@pytest.mark.usefixtures("data")
def test_a_hyphen_reads_standard_input() -> None:
    piped, given = run("-", "--json", stdin=TEXT), run(TEXT, "--json")
    assert json.loads(piped.stdout) == json.loads(given.stdout)


@pytest.mark.usefixtures("data")
def test_a_precision_leaves_out_what_is_less_sure() -> None:
    found = json.loads(run(TEXT, "--json", "--min-precision", "0.8").stdout)["items"]
    assert found
    assert min(each["precision"] for each in found) >= 0.8


@pytest.mark.usefixtures("data")
def test_nothing_to_suggest_is_said() -> None:
    assert run("Hej!").stdout == "Inga förslag.\n"


def test_learning_anew_needs_no_text(data: Path) -> None:
    done = run("--train")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Lärt av" in done.stderr
    assert (data / "linking" / "model.npz").is_file()


@pytest.mark.usefixtures("data")
def test_the_first_text_says_what_it_waits_for() -> None:
    first, second = run(TEXT), run(TEXT)
    assert first.stderr.startswith("Lär in länkförslag av publicerade exempel")
    assert (second.stdout, second.stderr) == (first.stdout, "")


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize("arguments", [(), ("",), (" \n",), ("-",), ("", "--train")])
def test_a_text_is_asked_for(arguments: tuple[str, ...]) -> None:
    refused = run(*arguments)
    assert refused.exit_code == 2
    assert "TEXT saknas" in refused.stderr


@pytest.mark.usefixtures("data")
def test_a_text_that_is_too_long_is_refused() -> None:
    refused = run("x" * (LONGEST_TEXT + 1))
    assert refused.exit_code == 2
    assert f"högst {LONGEST_TEXT}" in refused.stderr
