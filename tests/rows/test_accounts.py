"""Tokens, accounts, sessions and failures as rows, on both databases."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from catalogue.accounts import sessions, tokens, users
from catalogue.accounts.tokens import TokenRecord

if TYPE_CHECKING:
    from catalogue.database import Database

NOW = datetime.now(UTC).replace(microsecond=123456)
TOKEN = TokenRecord(
    id="k3v9w2m5q8x1z7ab",
    hash="0" * 64,
    label="Diariet",
    scopes=["entries:write", "imports:run"],
    created_at=NOW,
    created_by="command",
    expires_at=NOW + timedelta(days=1),
    last_used_at=None,
    revoked_at=None,
    replaces=None,
)
ADDRESS = "kurator@example.org"


def test_a_token_is_kept_as_it_was_given(database: Database) -> None:
    with database.write() as unit:
        tokens.create(unit, TOKEN)
    with database.read() as connection:
        assert tokens.get(connection, TOKEN.id) == TOKEN
        assert tokens.get(connection, "another") is None


def test_a_token_is_valid_up_to_its_end_and_until_it_is_revoked() -> None:
    assert TOKEN.expires_at
    assert TOKEN.valid(TOKEN.expires_at - timedelta(microseconds=1))
    assert not TOKEN.valid(TOKEN.expires_at)
    assert not replace(TOKEN, revoked_at=NOW).valid(NOW)
    assert replace(TOKEN, expires_at=None).valid(NOW + timedelta(days=10_000))


def test_revoking_again_keeps_the_first_time(database: Database) -> None:
    with database.write() as unit:
        tokens.create(unit, TOKEN)
        tokens.revoke(unit, TOKEN.id)
        first = unit.now
    with database.write() as unit:
        tokens.revoke(unit, TOKEN.id)
    with database.read() as connection:
        found = tokens.get(connection, TOKEN.id)
    assert found
    assert found.revoked_at == first


def test_the_latest_token_comes_first(database: Database) -> None:
    later = replace(TOKEN, id="later", created_at=NOW + timedelta(seconds=1), replaces=TOKEN.id)
    with database.write() as unit:
        for token in (TOKEN, later):
            tokens.create(unit, token)
    with database.read() as connection:
        assert tokens.list_all(connection) == [later, TOKEN]
        assert tokens.successors(connection, TOKEN.id) == [later]


def test_a_token_is_replaced_by_one_of_many_who_try_at_once(database: Database) -> None:
    with database.write() as unit:
        tokens.create(unit, TOKEN)

    def replace_it(turn: int) -> None:
        with database.write() as unit:
            tokens.get_for_update(unit, TOKEN.id)
            if not tokens.successors(unit.connection, TOKEN.id):
                time.sleep(0.05)  # long enough for the others to look, were they let
                tokens.create(unit, replace(TOKEN, id=f"next{turn}", replaces=TOKEN.id))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(replace_it, range(4)))
    with database.read() as connection:
        assert len(tokens.successors(connection, TOKEN.id)) == 1


def test_an_address_has_one_account(database: Database) -> None:
    with database.write() as unit:
        users.create(unit, ADDRESS, "curator", None)
    with pytest.raises(IntegrityError), database.write() as unit:
        users.create(unit, ADDRESS, "admin", None)


def test_a_role_that_is_not_there_is_not_kept(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as unit:
        users.create(unit, ADDRESS, "king", None)


def test_a_session_ends_with_its_account(database: Database) -> None:
    with database.write() as unit:
        account = users.create(unit, ADDRESS, "curator", None)
        sessions.create(unit, "session", "0" * 64, account.id, NOW + timedelta(days=1))
    with database.read() as connection:
        session = sessions.get(connection, "session")
    assert session
    assert (session.role, session.valid(NOW)) == ("curator", True)
    with database.write() as unit:
        users.disable(unit, account.id)
    with database.read() as connection:
        session = sessions.get(connection, "session")
    assert session
    assert not session.valid(NOW)


def test_of_many_failures_at_once_none_is_lost(database: Database) -> None:
    def fail(_turn: int) -> None:
        with database.write() as unit:
            count, _ = sessions.failures(unit, "key")
            sessions.note_failure(unit, "key", count + 1)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(fail, range(40)))
    with database.write() as unit:
        assert sessions.failures(unit, "key")[0] == 40


def test_an_account_is_given_a_role_and_a_name_closed_and_opened_again(database: Database) -> None:
    with database.write() as unit:
        account = users.create(unit, ADDRESS, "curator", "hash")
        users.assign(unit, account.id, "admin", None)
        users.call(unit, account.id, "Ada")
        assert users.open_admins(unit) == [account.id]
        users.disable(unit, account.id)
        assert users.open_admins(unit) == []
        users.reopen(unit, account.id)
        found = users.get(unit.connection, account.id)
    assert found == replace(account, role="admin", name="Ada", password_hash=None)
