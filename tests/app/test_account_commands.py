"""The commands for tokens and people, as whoever runs the catalogue types them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from app.accounts.callers import authenticate
from app.accounts.sessions import sign_in
from app.accounts.tokens import list_tokens
from app.errors import Conflict, SignInFailed, SignInNeeded
from cli.main import commands
from tests.fixtures.accounts import id_of
from tests.fixtures.repository import ROOT

if TYPE_CHECKING:
    from click.testing import Result

    from app.wiring import Services

ADDRESS = "kurator@example.org"
PASSWORD = "hav-cykel-torv-ljus"  # noqa: S105  # of an account that the test makes

pytestmark = pytest.mark.usefixtures("quick_hashes")


@pytest.fixture(autouse=True)
def services(account_services: Services, monkeypatch: pytest.MonkeyPatch) -> Services:
    """A catalogue of the test's own, which the commands find in the environment."""
    settings = account_services.settings
    for name in [name for name in os.environ if name.startswith("EXEMPELBANKEN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("EXEMPELBANKEN_DATA", str(settings.data))
    monkeypatch.setenv("EXEMPELBANKEN_SECRET_KEY", settings.secret_key)
    return account_services


def run(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(commands, arguments, input=typed)


def created(*arguments: str) -> str:
    result = run("tokens", "create", "--label", "Diariet", *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout.strip()


def test_a_token_is_alone_on_standard_output(services: Services) -> None:
    result = run("tokens", "create", "--label", "Diariet", "--scope", "imports:run")
    assert "visas inte igen" in " ".join(result.stderr.split())
    (line,) = result.stdout.splitlines()
    assert authenticate(services, line).scopes == {"imports:run"}


def test_a_token_may_have_several_scopes_and_a_year(services: Services) -> None:
    created("--scope", "imports:run", "--scope", "entries:write")
    (token,) = list_tokens(services)
    assert token.scopes == ["entries:write", "imports:run"]
    assert token.expires_at
    assert token.expires_at - token.created_at > timedelta(days=364)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2099-01-31", datetime(2099, 1, 31, 23, 59, 59, 999999, tzinfo=UTC)),
        ("2099-01-31T12:00+01:00", datetime(2099, 1, 31, 11, tzinfo=UTC)),
        ("never", None),
    ],
)
def test_the_end_of_a_token_can_be_chosen(
    services: Services, written: str, expected: datetime | None
) -> None:
    created("--scope", "admin", "--expires", written)
    assert [each.expires_at for each in list_tokens(services)] == [expected]


@pytest.mark.parametrize("written", ["soon", "2020-01-31", "2099-01-31T12:00", "999999d", "now"])
def test_an_end_that_cannot_be_is_refused(services: Services, written: str) -> None:
    result = run("tokens", "create", "--label", "x", "--scope", "admin", "--expires", written)
    assert result.exit_code == 2
    assert list_tokens(services) == []


def test_an_unknown_scope_names_those_there_are() -> None:
    result = run("tokens", "create", "--label", "x", "--scope", "entries")
    assert result.exit_code == 2
    assert "entries:publish" in result.stderr


def test_the_list_shows_everything_but_the_secret() -> None:
    token = created("--scope", "admin")
    for listed in (run("tokens", "list").stdout, run("tokens", "list", "--json").stdout):
        assert id_of(token) in listed
        assert token.split("_")[2] not in listed
    (described,) = json.loads(run("tokens", "list", "--json").stdout)
    assert (described["label"], described["state"]) == ("Diariet", "valid")


def test_a_token_is_revoked(services: Services) -> None:
    token = created("--scope", "admin")
    assert run("tokens", "revoke", id_of(token)).exit_code == 0
    with pytest.raises(SignInNeeded):
        authenticate(services, token)
    assert "återkallad" in run("tokens", "list").stdout


def test_a_token_is_rotated(services: Services) -> None:
    old = created("--scope", "admin")
    new = run("tokens", "rotate", id_of(old), "--old-until", "2d").stdout.strip()
    assert authenticate(services, old).scopes == authenticate(services, new).scopes
    newest = run("tokens", "rotate", id_of(new), "--old-until", "now")
    assert newest.exit_code != 0
    assert run("tokens", "revoke", id_of(old)).exit_code == 0
    newest = run("tokens", "rotate", id_of(new), "--old-until", "now")
    assert authenticate(services, newest.stdout.strip())
    with pytest.raises(SignInNeeded):
        authenticate(services, new)


def test_an_account_is_opened_with_a_password_from_standard_input(services: Services) -> None:
    result = run("users", "create", ADDRESS, "--role", "admin", typed=f"{PASSWORD}\n")
    assert result.exit_code == 0
    assert PASSWORD not in result.output
    assert sign_in(services, ADDRESS, PASSWORD).role == "admin"


def test_accounts_are_listed_with_role_and_state() -> None:
    run("users", "create", ADDRESS, "--role", "curator", "--without-password")
    run("users", "disable", ADDRESS)
    listed = run("users", "list").stdout
    for told in (ADDRESS, "curator", "OpenID Connect", "stängt", "user:"):
        assert told in listed


def test_a_password_is_changed(services: Services) -> None:
    run("users", "create", ADDRESS, "--role", "admin", typed=f"{PASSWORD}\n")
    assert run("users", "password", ADDRESS, typed="annan-lång-hemlighet\n").exit_code == 0
    with pytest.raises(SignInFailed):
        sign_in(services, ADDRESS, PASSWORD)
    assert sign_in(services, ADDRESS, "annan-lång-hemlighet")


def test_an_account_is_changed_closed_and_opened_again(services: Services) -> None:
    run("users", "create", ADDRESS, "--role", "admin", "--name", "Ada", typed=f"{PASSWORD}\n")
    assert isinstance(run("users", "disable", ADDRESS).exception, Conflict)
    run("users", "create", "b@example.org", "--role", "admin", "--without-password")
    assert (
        run("users", "change", ADDRESS, "--role", "contributor", "--county", "Kalmar").exit_code
        == 0
    )
    assert run("users", "rename", ADDRESS, "Ada i Kalmar").exit_code == 0
    assert f"{ADDRESS} (Ada i Kalmar)  contributor (08)" in run("users", "list").stdout
    assert run("users", "disable", ADDRESS).exit_code == 0
    assert "utan lösenord" in run("users", "reopen", ADDRESS).stderr
    with pytest.raises(SignInFailed):
        sign_in(services, ADDRESS, PASSWORD)
    run("users", "password", ADDRESS, typed=f"{PASSWORD}\n")
    assert sign_in(services, ADDRESS, PASSWORD).role == "contributor"


def told(*arguments: str, typed: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own, to the sentence that it ends with."""
    command = [sys.executable, "-m", "cli.main", *arguments]
    return subprocess.run(
        command, cwd=ROOT, input=typed, capture_output=True, text=True, check=False
    )


def test_a_weak_password_is_told_in_a_sentence() -> None:
    result = told("users", "create", ADDRESS, "--role", "admin", typed="kort\n")
    assert result.returncode == 2
    assert "Lösenordet ska ha" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_label_is_kept_without_what_would_move_a_terminal() -> None:
    run("tokens", "create", "--label", "Dia\x1b[2Jriet\x07", "--scope", "imports:run")
    assert "\x1b" not in run("tokens", "list").stdout + run("tokens", "list", "--json").stdout
    assert "Dia[2Jriet" in run("tokens", "list").stdout
