"""Tokens of programs: made, listed, revoked, and rotated without a gap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.accounts.secrets import TOKEN, Credential, keyed_hash, new_credential
from app.availability import reading
from app.errors import Conflict, InvalidContent, Issue, Message, NotFound
from catalogue import ledger
from catalogue.accounts import tokens as rows
from catalogue.accounts.tokens import TokenRecord
from schemas.checks import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from app.accounts.access import Actor
    from app.wiring import Services
    from catalogue.unit import Unit

NO_SUCH_TOKEN = Message(sv="Det finns ingen sådan nyckel.", en="There is no such token.")
IN_THE_PAST = Message(
    sv="Tiden har redan passerat; ange en som ligger framåt.",
    en="The time has passed already; give one that is to come.",
)
NOT_IN_USE = Message(
    sv="Nyckeln gäller inte längre; skapa en ny i stället.",
    en="The token is not valid any more; create a new one instead.",
)
TWO_AT_MOST = Message(
    sv="Två nycklar gäller redan sida vid sida. Återkalla den äldre först.",
    en="Two tokens are valid side by side already. Revoke the older one first.",
)


TokenDescription = TokenRecord
"""All of a token but its secret, which nobody keeps."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token is to be: called, allowed, and until when (None: until it is revoked)."""

    label: str
    scopes: Sequence[str]
    expires_at: datetime | None


def create_token(services: Services, actor: Actor, grant: Grant) -> tuple[TokenRecord, Credential]:
    """Make a token; its secret is in the answer and nowhere else.

    Raises:
        InvalidContent: the token would have expired already.
    """
    with services.database.write() as unit:
        return _create(services, unit, actor, grant)


def list_tokens(services: Services) -> list[TokenRecord]:
    """Return all tokens, latest first."""
    with reading(services.database) as connection:
        return rows.list_all(connection)


def get_token(services: Services, token_id: str) -> TokenRecord:
    """Return a token.

    Raises:
        NotFound: there is none.
    """
    with reading(services.database) as connection:
        return _get_record(connection, token_id)


def revoke_token(services: Services, actor: Actor, token_id: str) -> None:
    """End a token at once.

    Raises:
        NotFound: there is none.
    """
    with services.database.write() as unit:
        if _get_record(unit.connection, token_id).revoked_at is None:
            rows.revoke(unit, token_id)
            _record_event(unit, ledger.REVOKE_TOKEN, actor, token_id)


def rotate_token(
    services: Services,
    actor: Actor,
    token_id: str,
    *,
    old_until: datetime,
    expires_at: datetime | None,
) -> tuple[TokenRecord, Credential]:
    """Make a successor with the same label and scopes; the old token is valid to `old_until`.

    Never more than two are valid at a time: the one before must have ended.

    Raises:
        NotFound: there is no such token.
        Conflict: it has ended, or two are valid already.
        InvalidContent: the new one would have expired already.
    """
    with services.database.write() as unit:
        old = rows.get_for_update(unit, token_id)
        if old is None:
            raise NotFound(NO_SUCH_TOKEN)
        _check_rotation(unit.connection, old, unit.now)
        if old.expires_at is None or old_until < old.expires_at:
            rows.expire(unit, old.id, old_until)
        _record_event(unit, ledger.ROTATE_TOKEN, actor, old.id)
        grant = Grant(old.label, old.scopes, expires_at)
        return _create(services, unit, actor, grant, replaces=old.id)


def token_state(record: TokenRecord) -> str:
    """Return "valid", "expired" or "revoked"."""
    if record.revoked_at is not None:
        return "revoked"
    return "valid" if record.valid(datetime.now(UTC)) else "expired"


def _check_rotation(connection: Connection, old: TokenRecord, now: datetime) -> None:
    if not old.valid(now):
        raise Conflict(NOT_IN_USE)
    before = rows.get(connection, old.replaces) if old.replaces else None
    other_tokens = [*rows.successors(connection, old.id), *([before] if before else [])]
    if any(other.valid(now) for other in other_tokens):
        raise Conflict(TWO_AT_MOST)


def _create(
    services: Services, unit: Unit, actor: Actor, grant: Grant, replaces: str | None = None
) -> tuple[TokenRecord, Credential]:
    if grant.expires_at is not None and grant.expires_at <= unit.now:
        expiry_text = grant.expires_at.isoformat()
        raise InvalidContent([Issue("/expiresAt", "out-of-range", IN_THE_PAST, expiry_text)])
    credential = new_credential(TOKEN)
    record = TokenRecord(
        id=credential.id,
        hash=keyed_hash(services.settings, credential),
        label=clean(grant.label),
        scopes=sorted(set(grant.scopes)),
        created_at=unit.now,
        created_by=actor.name,
        expires_at=grant.expires_at,
        last_used_at=None,
        revoked_at=None,
        replaces=replaces,
    )
    rows.create(unit, record)
    _record_event(unit, ledger.CREATE_TOKEN, actor, record.id)
    return record, credential


def _record_event(unit: Unit, action: str, actor: Actor, token_id: str) -> None:
    unit.record(ledger.event_without_entry(action, actor.name, f"token:{token_id}"))


def _get_record(connection: Connection, token_id: str) -> TokenRecord:
    record = rows.get(connection, token_id)
    if record is None:
        raise NotFound(NO_SUCH_TOKEN)
    return record
