"""People: passwords, signing in and out, and what slows guessing down."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select, update

from app.accounts import passwords as accounts_passwords
from app.accounts.access import COMMAND
from app.accounts.callers import authenticate
from app.accounts.passwords import WeakPassword
from app.accounts.sessions import (
    FREE_FAILURES,
    LASTS,
    LONGEST_WAIT,
    sign_in,
    sign_in_by_address,
    sign_out,
    wait_after,
)
from app.accounts.users import (
    InvalidAddress,
    create_user,
    disable_user,
    list_users,
    set_password,
)
from app.errors import Conflict, NotFound, SignInFailed, SignInNeeded, TooManyAttempts
from catalogue.tables import FailedSignIn, Session

if TYPE_CHECKING:
    from pathlib import Path

    from app.wiring import Services

pytestmark = pytest.mark.usefixtures("quick_hashes")
ADDRESS = "kurator@example.org"
PASSWORD = "hav-cykel-torv-ljus"  # noqa: S105  # of an account that the test makes
OTHER = "fjäll-tåg-vante-ost"


@pytest.fixture
def services(account_services: Services) -> Services:
    create_user(account_services, ADDRESS, "curator", PASSWORD)
    return account_services


def let_pass(services: Services, time: timedelta) -> None:
    """Make failures that much older."""
    with services.database.write() as unit:
        last = unit.connection.scalars(select(FailedSignIn.last_at)).one()
        unit.connection.execute(update(FailedSignIn).values(last_at=last - time))


def fail(services: Services, address: str = ADDRESS, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(SignInFailed):
            sign_in(services, address, "fel lösenord")


def test_there_is_no_account_from_the_start(account_services: Services) -> None:
    assert list_users(account_services) == []


def test_whoever_signs_in_may_do_what_the_role_gives(services: Services) -> None:
    session = sign_in(services, ADDRESS, PASSWORD)
    actor = authenticate(services, session.credential.text)
    assert actor.kind == "user"
    assert actor.may("entries:publish")
    assert not actor.may("admin")


def test_an_administrator_may_do_everything(services: Services) -> None:
    create_user(services, "forvaltare@example.org", "admin", OTHER)
    session = sign_in(services, "forvaltare@example.org", OTHER)
    assert authenticate(services, session.credential.text).may("admin")


def test_the_name_that_is_kept_of_somebody_is_no_personal_data(services: Services) -> None:
    actor = authenticate(services, sign_in(services, ADDRESS, PASSWORD).credential.text)
    assert actor.name.startswith("user:")
    assert ADDRESS not in repr(actor)


def test_an_address_is_read_without_case_or_outer_space(services: Services) -> None:
    assert sign_in(services, "  Kurator@Example.ORG ", PASSWORD)


def test_a_password_may_be_typed_with_composed_or_combined_letters(services: Services) -> None:
    set_password(services, ADDRESS, "fjäll-tåg-vante-ost")
    assert sign_in(services, ADDRESS, "fja\u0308ll-ta\u030ag-vante-ost")


def test_neither_password_nor_session_is_in_the_database(
    services: Services, tmp_path: Path
) -> None:
    secret = sign_in(services, ADDRESS, PASSWORD).credential.secret
    with closing(sqlite3.connect(tmp_path / "exempelbanken.sqlite3")) as database:
        dump = "\n".join(database.iterdump())
    assert "$argon2id$" in dump
    assert PASSWORD not in dump
    assert secret not in dump


def test_unknown_closed_and_passwordless_accounts_get_the_same_answer(services: Services) -> None:
    create_user(services, "stangd@example.org", "curator", PASSWORD)
    disable_user(services, "stangd@example.org")
    create_user(services, "utan@example.org", "curator", None)
    told = set()
    for address in (ADDRESS, "okand@example.org", "utan@example.org", "stangd@example.org"):
        password = PASSWORD if address == "stangd@example.org" else "fel lösenord"
        with pytest.raises(SignInFailed) as failed:
            sign_in(services, address, password)
        told.add(failed.value.message)
    assert len(told) == 1


def test_an_unknown_account_takes_the_same_work(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    work: list[tuple[str, ...]] = []

    class Watched(PasswordHasher):
        def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
            work.append(("hash",))
            return super().hash(password, salt=salt)

        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002  # as upstream
            algorithm, version, costs, salt, digest = str(hash).split("$")[1:]
            work.append((algorithm, version, costs, str(len(salt)), str(len(digest))))
            return super().verify(hash, password)

    watched = Watched(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(accounts_passwords, "_hasher", watched)
    fail(services, "okand@example.org")
    fail(services, ADDRESS)
    unknown, known = work
    assert unknown == known


@pytest.mark.parametrize("address", [ADDRESS, "okand@example.org"])
def test_after_some_failures_the_next_attempt_must_wait_longer_each_time(
    services: Services, address: str
) -> None:
    fail(services, address, FREE_FAILURES)
    waits = []
    for _ in range(3):
        with pytest.raises(TooManyAttempts) as refused:
            sign_in(services, address, PASSWORD)
        waits.append(refused.value.retry_after)
        let_pass(services, timedelta(seconds=waits[-1]))
        fail(services, address)
    assert waits == [1, 2, 4]


def test_the_wait_grows_to_a_quarter_of_an_hour_and_no_further() -> None:
    waits = [wait_after(failures) for failures in range(40)]
    assert waits == sorted(waits)
    assert waits[:FREE_FAILURES] == [0] * FREE_FAILURES
    assert waits[-1] == LONGEST_WAIT


def test_the_right_password_opens_nothing_while_it_must_be_waited(services: Services) -> None:
    fail(services, times=FREE_FAILURES)
    with pytest.raises(TooManyAttempts):
        sign_in(services, ADDRESS, PASSWORD)
    let_pass(services, timedelta(seconds=1))
    assert sign_in(services, ADDRESS, PASSWORD)


def test_whoever_signs_in_starts_anew(services: Services) -> None:
    fail(services, times=FREE_FAILURES - 1)
    sign_in(services, ADDRESS, PASSWORD)
    fail(services, times=FREE_FAILURES)


def test_failures_of_one_account_do_not_slow_another(services: Services) -> None:
    fail(services, "okand@example.org", FREE_FAILURES)
    assert sign_in(services, ADDRESS, PASSWORD)


def test_what_is_kept_of_failures_names_nobody(services: Services, tmp_path: Path) -> None:
    fail(services, "okand@example.org")
    with closing(sqlite3.connect(tmp_path / "exempelbanken.sqlite3")) as database:
        assert "okand" not in "\n".join(database.iterdump())


def test_failures_are_forgotten_after_a_day(services: Services) -> None:
    fail(services, "okand@example.org", FREE_FAILURES)
    let_pass(services, timedelta(days=1, seconds=1))
    fail(services)
    with services.database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(FailedSignIn)) == 1


def test_signing_out_ends_one_session(services: Services) -> None:
    here, there = (sign_in(services, ADDRESS, PASSWORD).credential for _ in range(2))
    sign_out(services, here.id)
    with pytest.raises(SignInNeeded):
        authenticate(services, here.text)
    assert authenticate(services, there.text)


def test_a_session_ends_by_itself(services: Services) -> None:
    session = sign_in(services, ADDRESS, PASSWORD).credential
    with services.database.write() as unit:
        unit.connection.execute(update(Session).values(expires_at=unit.now))
    with pytest.raises(SignInNeeded):
        authenticate(services, session.text)


def test_sessions_of_the_past_are_swept(services: Services) -> None:
    sign_in(services, ADDRESS, PASSWORD)
    with services.database.write() as unit:
        past = unit.now - timedelta(days=2)
        unit.connection.execute(update(Session).values(expires_at=past))
    sign_in(services, ADDRESS, PASSWORD)
    with services.database.read() as connection:
        (kept,) = connection.execute(select(Session.created_at, Session.expires_at)).all()
    assert kept.expires_at - kept.created_at == LASTS


def test_another_password_signs_everybody_out(services: Services) -> None:
    sessions = [sign_in(services, ADDRESS, PASSWORD).credential for _ in range(2)]
    set_password(services, ADDRESS, OTHER)
    for session in sessions:
        with pytest.raises(SignInNeeded):
            authenticate(services, session.text)
    fail(services)
    assert sign_in(services, ADDRESS, OTHER)


def test_a_closed_account_is_signed_out_and_stays_out(services: Services) -> None:
    session = sign_in(services, ADDRESS, PASSWORD).credential
    disable_user(services, ADDRESS)
    with pytest.raises(SignInNeeded):
        authenticate(services, session.text)
    with pytest.raises(SignInFailed):
        sign_in(services, ADDRESS, PASSWORD)
    with pytest.raises(SignInFailed):
        sign_in_by_address(services, ADDRESS)


def test_a_weak_hash_is_made_stronger_at_the_next_sign_in(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    (before,) = list_users(services)
    stronger = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)
    monkeypatch.setattr(accounts_passwords, "_hasher", stronger)
    sign_in(services, ADDRESS, PASSWORD)
    (after,) = list_users(services)
    assert before.password_hash != after.password_hash
    assert sign_in(services, ADDRESS, PASSWORD)


def test_an_address_has_one_account(services: Services) -> None:
    with pytest.raises(Conflict):
        create_user(services, ADDRESS.upper(), "admin", OTHER)


@pytest.mark.parametrize("address", ["kurator", "a b@example.org", "a@b", "@example.org", ""])
def test_what_is_no_address_gets_no_account(services: Services, address: str) -> None:
    with pytest.raises(InvalidAddress):
        create_user(services, address, "curator", OTHER)


def test_a_weak_password_changes_nothing(services: Services) -> None:
    with pytest.raises(WeakPassword):
        set_password(services, ADDRESS, "kort")
    assert sign_in(services, ADDRESS, PASSWORD)


def test_an_account_that_is_not_there_cannot_be_changed(services: Services) -> None:
    with pytest.raises(NotFound):
        set_password(services, "okand@example.org", OTHER)
    with pytest.raises(NotFound):
        disable_user(services, "okand@example.org")


def test_a_command_is_an_actor_with_every_scope() -> None:
    assert (COMMAND.name, COMMAND.may("admin")) == ("command", True)
