"""Who a token or a session belongs to."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from app.accounts.access import ADMIN, WRITE, Actor
from app.accounts.secrets import SESSION, TOKEN, Credential, is_of, keyed_hash, read_credential
from app.availability import reading
from app.errors import SignInNeeded
from catalogue.accounts import sessions, tokens

if TYPE_CHECKING:
    from app.wiring import Services
    from catalogue.accounts.sessions import SessionRecord
    from catalogue.accounts.tokens import TokenRecord

SCOPES_OF_ROLE = {
    "contributor": (WRITE,),
    "curator": (
        "entries:read-drafts",
        "entries:write",
        "entries:publish",
        "imports:run",
        "replies:harvest",
    ),
    "admin": (ADMIN,),
}
USE_NOTED_EVERY = timedelta(minutes=1)
NOBODY = "0" * 64
"""What an unknown id is compared with, so that it takes as long as a known one."""


def authenticate(services: Services, secret: str) -> Actor:
    """Return who presents `secret`, the whole token or session.

    Raises:
        SignInNeeded: it is malformed, unknown, wrong, expired or revoked (not saying which).
    """
    credential = read_credential(secret)
    if credential is None:
        raise SignInNeeded(presented=True)
    by_kind = {TOKEN: _token_actor, SESSION: _session_actor}.get(credential.kind)
    if by_kind is None:
        raise SignInNeeded(presented=True)
    return by_kind(services, credential)


def session_id_of(secret: str) -> str | None:
    """Return the id of the session that a text is of; None when it is of none."""
    credential = read_credential(secret)
    return credential.id if credential and credential.kind == SESSION else None


def _token_actor(services: Services, credential: Credential) -> Actor:
    with reading(services.database) as connection:
        token = tokens.get(connection, credential.id)
    known = is_of(services.settings, credential, token.hash if token else NOBODY)
    now = datetime.now(UTC)
    if token is None or not known or not token.valid(now):
        raise SignInNeeded(presented=True)
    _note_use(services, credential, token, now)
    return Actor("token", token.id, token.label, frozenset(token.scopes))


def _note_use(
    services: Services, credential: Credential, token: TokenRecord, now: datetime
) -> None:
    """Note the use, once a minute at most; a database that cannot be written stops no reading."""
    if token.last_used_at and now - token.last_used_at < USE_NOTED_EVERY:
        return
    credential_hash = keyed_hash(services.settings, credential)
    with contextlib.suppress(SQLAlchemyError), services.database.write() as unit:
        tokens.note_use(unit, token.id, credential_hash)


def _session_actor(services: Services, credential: Credential) -> Actor:
    with reading(services.database) as connection:
        session = sessions.get(connection, credential.id)
    known = is_of(services.settings, credential, session.hash if session else NOBODY)
    if session is None or not known or not session.valid(datetime.now(UTC)):
        raise SignInNeeded(presented=True)
    _note_use_of_session(services, session)
    scopes = frozenset(SCOPES_OF_ROLE[session.role])
    return Actor("user", session.account_id, session.role, scopes, session.county)


def _note_use_of_session(services: Services, session: SessionRecord) -> None:
    """Note the use, as of a token: who works goes on working."""
    if datetime.now(UTC) - session.used_at < USE_NOTED_EVERY:
        return
    with contextlib.suppress(SQLAlchemyError), services.database.write() as unit:
        sessions.note_use(unit, session.id)
