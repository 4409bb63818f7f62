"""Commands that are typed wrong: told in both languages, with exit code 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from cli.main import commands

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXEMPELBANKEN_DATA", str(tmp_path))


def run(typed: str) -> Result:
    return CliRunner().invoke(commands, typed.split())


@pytest.mark.parametrize(
    ("typed", "swedish", "english"),
    [
        ("tokens create --label x", "'--scope' saknas. Välj bland: ", "Missing option '--scope'"),
        ("tokens revoke", "'ID' saknas.", "Missing argument 'ID'"),
        ("tokens create --scope x --label y", "Fel värde för '--scope'. Välj bland:", "is not one"),
        ("serve --port x", "Fel värde för '--port'.", "Invalid value for '--port'"),
        ("serve --prt 1", "Det finns ingen flagga --prt. Menade du --port", "No such option"),
        ("--verson", "Det finns ingen flagga --verson. Menade du --version?", "No such option"),
        ("tokns", "Det finns inget kommando tokns. Menade du tokens?", "No such command"),
        ("tokens list --json=1", "Flaggan --json saknar sitt värde, eller", "does not take"),
        (
            "tokens list mer",
            "Kommandot har fler uppgifter än det tar.",
            "unexpected extra argument",
        ),
        (
            "tokens rotate ID --expires snart",
            "Fel värde för '--expires': 'snart'; skriv 90d, 2027-01-31 eller never.",
            "write 90d, 2027-01-31 or never",
        ),
        ("candidates accept", "Ange minst ett ID.", "Give one ID at least."),
        ("suggest", "TEXT saknas; - läser standard in", "TEXT is missing"),
    ],
)
def test_a_mistake_is_reported_in_both_languages(typed: str, swedish: str, english: str) -> None:
    result = run(typed)
    assert result.exit_code == 2
    assert swedish in result.stderr.partition("Usage:")[0]
    assert english in " ".join(result.stderr.split())


def test_a_group_without_a_command_shows_its_help() -> None:
    output = run("tokens").output
    assert output.startswith("Usage:")
    assert "rotate" in output


def test_help_is_no_mistake() -> None:
    result = run("tokens create --help")
    assert (result.exit_code, result.stderr) == (0, "")
