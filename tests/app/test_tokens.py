"""Tokens: what opens, what does not, and what is kept of them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from app.accounts.access import COMMAND, SCOPES
from app.accounts.callers import authenticate
from app.accounts.tokens import (
    Grant,
    create_token,
    list_tokens,
    revoke_token,
    rotate_token,
    token_state,
)
from app.accounts.tokens import get_token as read_token
from app.errors import Conflict, InvalidContent, NotFound, SignInNeeded
from catalogue.accounts import tokens as rows
from tests.fixtures.accounts import id_of, new_token

if TYPE_CHECKING:
    from pathlib import Path

    from app.wiring import Services

NEXT_YEAR = datetime.now(UTC) + timedelta(days=365)
GRANT = Grant("Diariet", ("entries:write",), NEXT_YEAR)
OTHER_KEY = "en helt annan nyckel med minst trettiotvå tecken"


@pytest.fixture
def services(account_services: Services) -> Services:
    return account_services


def last_use(services: Services, token: str) -> datetime | None:
    return read_token(services, id_of(token)).last_used_at


def use_again_after(services: Services, token: str, pause: timedelta) -> bool:
    """Use the token as if the last time was `pause` ago; tell whether that was noted."""
    with services.database.write() as unit:
        kept = rows.get(unit.connection, id_of(token))
        assert kept
        unit.now -= pause
        rows.note_use(unit, kept.id, kept.hash)
    before = last_use(services, token)
    authenticate(services, token)
    return last_use(services, token) != before


def test_a_token_tells_who_asks_and_what_they_may_do(services: Services) -> None:
    record, credential = create_token(services, COMMAND, GRANT)
    actor = authenticate(services, credential.text)
    assert actor.name == f"token:{record.id}"
    assert actor.may("entries:write")
    assert not actor.may("entries:publish")
    assert record.created_by == "command"


def test_admin_implies_every_scope(services: Services) -> None:
    actor = authenticate(services, new_token(services, "admin"))
    assert all(actor.may(scope) for scope in SCOPES)


def test_a_token_can_be_recognised_where_it_has_leaked(services: Services) -> None:
    assert new_token(services, "admin").startswith("exb_")


def test_no_part_of_the_secret_is_in_the_database(services: Services, tmp_path: Path) -> None:
    secret = new_token(services, "admin").split("_")[2]
    with closing(sqlite3.connect(tmp_path / "exempelbanken.sqlite3")) as database:
        dump = "\n".join(database.iterdump())
    assert 'INSERT INTO "token"' in dump
    assert secret not in dump


def test_a_stolen_prefix_opens_nothing(services: Services) -> None:
    token = new_token(services, "admin")
    stolen = token[: token.rindex("_")]
    own_secret = new_token(services, "admin").split("_")[2]
    for tried in (stolen, f"{stolen}_", f"{stolen}_{'A' * 43}", f"{stolen}_{own_secret}"):
        with pytest.raises(SignInNeeded):
            authenticate(services, tried)


def test_the_kept_hash_opens_nothing(services: Services) -> None:
    token = new_token(services, "admin")
    kept = read_token(services, id_of(token)).hash
    for tried in (kept, f"exb_{id_of(token)}_{kept}", f"exb_{id_of(token)}_{kept[:43]}"):
        with pytest.raises(SignInNeeded):
            authenticate(services, tried)


def wrong_ones(services: Services) -> dict[str, str]:
    """Return a token for each way of not being valid."""
    revoked, expired, sound = (new_token(services, "admin") for _ in range(3))
    revoke_token(services, COMMAND, id_of(revoked))
    with services.database.write() as unit:
        rows.expire(unit, id_of(expired), unit.now)
    last = "A" if sound[-1] != "A" else "B"
    return {
        "revoked": revoked,
        "expired": expired,
        "wrong": sound[:-1] + last,
        "unknown": f"exb_{'0' * 16}_{'A' * 43}",
        "session that is none": sound.replace("exb_", "exs_"),
        "malformed": "admin",
        "empty": "",
        "with a tail": sound + "\n",
        "not ASCII": sound[:-1] + "å",
    }


def test_what_is_not_valid_is_refused_without_telling_why(services: Services) -> None:
    told = set()
    for name, tried in wrong_ones(services).items():
        with pytest.raises(SignInNeeded) as refused:
            authenticate(services, tried)
        told.add((refused.value.message, refused.value.presented))
        assert refused.value.__cause__ is None, name
    assert len(told) == 1


def test_a_use_is_noted_once_a_minute_at_most(services: Services) -> None:
    token = new_token(services, "admin")
    assert last_use(services, token) is None
    authenticate(services, token)
    assert last_use(services, token) is not None
    assert not use_again_after(services, token, timedelta(seconds=50))
    assert use_again_after(services, token, timedelta(seconds=61))


def test_a_token_outlives_one_change_of_the_key(services: Services) -> None:
    token = new_token(services, "admin")
    old_key = services.settings.secret_key
    settings = replace(services.settings, secret_key=OTHER_KEY, previous_secret_key=old_key)
    changed = replace(services, settings=settings)
    assert authenticate(changed, token).may("admin")


def test_a_token_used_under_both_keys_needs_the_old_one_no_more(services: Services) -> None:
    used, unused = new_token(services, "admin"), new_token(services, "admin")
    old_key = services.settings.secret_key
    settings = replace(services.settings, secret_key=OTHER_KEY, previous_secret_key=old_key)
    authenticate(replace(services, settings=settings), used)
    settled = replace(services, settings=replace(settings, previous_secret_key=None))
    assert authenticate(settled, used).may("admin")
    with pytest.raises(SignInNeeded):
        authenticate(settled, unused)


def test_old_and_new_are_both_valid_until_the_time_that_was_chosen(services: Services) -> None:
    old = new_token(services, "imports:run", "entries:write")
    until = datetime.now(UTC) + timedelta(days=3)
    record, new = rotate_token(services, COMMAND, id_of(old), old_until=until, expires_at=NEXT_YEAR)
    assert authenticate(services, old).scopes == authenticate(services, new.text).scopes
    assert record.replaces == id_of(old)
    assert read_token(services, id_of(old)).expires_at == until


def test_a_rotated_token_ends_at_once_when_asked(services: Services) -> None:
    old = new_token(services, "admin")
    _, new = rotate_token(
        services, COMMAND, id_of(old), old_until=datetime.now(UTC), expires_at=None
    )
    with pytest.raises(SignInNeeded):
        authenticate(services, old)
    assert authenticate(services, new.text)


def test_a_rotation_never_lengthens_the_old_token(services: Services) -> None:
    _, old = create_token(services, COMMAND, GRANT)
    later = NEXT_YEAR + timedelta(days=30)
    rotate_token(services, COMMAND, old.id, old_until=later, expires_at=later)
    assert read_token(services, old.id).expires_at == NEXT_YEAR


def rotated(services: Services, token_id: str) -> str:
    until = datetime.now(UTC) + timedelta(days=3)
    return rotate_token(services, COMMAND, token_id, old_until=until, expires_at=None)[0].id


def test_no_more_than_two_are_valid_side_by_side(services: Services) -> None:
    first = id_of(new_token(services, "admin"))
    second = rotated(services, first)
    for token_id in (first, second):
        with pytest.raises(Conflict):
            rotated(services, token_id)
    revoke_token(services, COMMAND, first)
    assert rotated(services, second)


def test_a_token_that_has_ended_is_not_rotated(services: Services) -> None:
    token_id = id_of(new_token(services, "admin"))
    revoke_token(services, COMMAND, token_id)
    with pytest.raises(Conflict):
        rotated(services, token_id)


def test_a_token_cannot_be_born_expired(services: Services) -> None:
    past = datetime.now(UTC) - timedelta(seconds=1)
    with pytest.raises(InvalidContent):
        create_token(services, COMMAND, replace(GRANT, expires_at=past))
    assert list_tokens(services) == []


def test_a_list_tells_the_state_of_each(services: Services) -> None:
    wrong = wrong_ones(services)
    states = {each.id: token_state(each) for each in list_tokens(services)}
    assert states[id_of(wrong["revoked"])] == "revoked"
    assert states[id_of(wrong["expired"])] == "expired"
    assert states[id_of(wrong["wrong"])] == "valid"


def revoked(services: Services, token_id: str) -> None:
    revoke_token(services, COMMAND, token_id)


@pytest.mark.parametrize("ask", [read_token, revoked, rotated])
def test_there_is_no_such_token(services: Services, ask: Any) -> None:
    with pytest.raises(NotFound):
        ask(services, "0" * 16)
