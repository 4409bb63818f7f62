"""Commands that are typed wrong: told in Swedish, with exit code 2."""

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
    ("typed", "told"),
    [
        ("tokens create --label x", "'--scope' saknas. Välj bland: "),
        ("tokens revoke", "'ID' saknas."),
        ("tokens create --scope x --label y", "Fel värde för '--scope'. Välj bland:"),
        ("serve --port x", "Fel värde för '--port'. Ange ett heltal, minst 0 och högst 65535."),
        ("serve --workers 0", "Fel värde för '--workers'. Ange ett heltal, minst 1."),
        ("serve --prt 1", "Det finns ingen flagga --prt. Menade du --port"),
        ("--verson", "Det finns ingen flagga --verson. Menade du --version?"),
        ("tokns", "Det finns inget kommando tokns. Menade du tokens?"),
        ("tokens list --json=1", "Flaggan --json saknar sitt värde, eller"),
        ("tokens list mer", "Kommandot har fler uppgifter än det tar."),
        (
            "tokens rotate ID --expires snart",
            "Fel värde för '--expires': 'snart'; skriv 90d, 2027-01-31 eller never.",
        ),
        ("candidates accept", "Ange minst ett ID."),
        ("candidates accept 1", "Fel värde för 'ID...': '1'; ange ett id, som 01a2"),
        ("suggest", "TEXT saknas; - läser standard in"),
        ("import ingen.csv", "Fel värde för 'FILE'. ingen.csv finns inte."),
        ("restore ingen", "Fel värde för 'BACKUP'. ingen finns inte."),
        ("restore /etc/passwd", "Fel värde för 'BACKUP'. /etc/passwd är en fil. Ange en mapp."),
        ("import .", "Fel värde för 'FILE'. . är en mapp."),
    ],
)
def test_a_mistake_is_reported_in_one_language(typed: str, told: str) -> None:
    result = run(typed)
    assert result.exit_code == 2
    *usage, last = result.stderr.splitlines()
    assert usage[:1] == [] or usage[0].startswith("Användning: ")
    assert last.startswith("Fel: ")
    assert told in last
    english = ("Usage", "Try", "Error", "Invalid", "Missing", "unexpected", "must")
    assert not any(word in result.stderr for word in english)


def test_a_group_without_a_command_shows_its_help() -> None:
    output = run("tokens").output
    assert output.startswith("Usage:")
    assert "rotate" in output


def test_help_is_no_mistake() -> None:
    result = run("tokens create --help")
    assert (result.exit_code, result.stderr) == (0, "")
