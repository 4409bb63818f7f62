"""Signing in and out. Failures of one address slow down whoever guesses, known account or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING

from app.accounts.access import ANONYMOUS
from app.accounts.callers import SCOPES_OF_ROLE
from app.accounts.passwords import check_strength, hash_password, is_outdated, is_password
from app.accounts.secrets import SESSION, Credential, keyed, keyed_hash, new_credential
from app.accounts.users import normal_address, record_own
from app.availability import reading
from app.errors import SignInFailed, TooManyAttempts
from catalogue import ledger
from catalogue.accounts import sessions as rows
from catalogue.accounts import users

if TYPE_CHECKING:
    from datetime import datetime

    from app.wiring import Services
    from catalogue.accounts.users import AccountRecord
    from catalogue.unit import Unit

LASTS = timedelta(hours=12)
"""A working day; nobody is signed in over night."""
FREE_FAILURES = 5
LONGEST_WAIT = 900
"""Seconds between two attempts, at most; the wait doubles from one second on."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session; its secret is here and nowhere else."""

    credential: Credential
    account_id: str
    role: str
    expires_at: datetime

    @property
    def scopes(self) -> tuple[str, ...]:
        """What the session may do."""
        return SCOPES_OF_ROLE[self.role]


def sign_in(services: Services, address: str, password: str) -> SignedIn:
    """Sign in with a password.

    Unknown, closed and passwordless accounts get the answer of a wrong password, after the same
    work.

    Raises:
        SignInFailed: address and password do not belong together.
        TooManyAttempts: it must be waited before the next attempt.
    """
    account = _holder(services, normal_address(address), password)
    with services.database.write() as unit:
        rows.forget_failures(unit, _attempts_key(services, account.address))
        if is_outdated(account.password_hash or ""):
            users.rehash(unit, account.id, hash_password(password))
        return _open_session(services, unit, account)


def change_password(services: Services, account_id: str, current: str, new: str) -> SignedIn:
    """Change one's own password; all sessions end, and a new one begins.

    Raises:
        SignInFailed, TooManyAttempts: as for signing in with the current one.
        WeakPassword: says what to mend in the new one.
    """
    with reading(services.database) as connection:
        found = users.get(connection, account_id)
    account = _holder(services, found.address if found else "", current)
    check_strength(new, account.address)
    password_hash = hash_password(new)
    with services.database.write() as unit:
        rows.forget_failures(unit, _attempts_key(services, account.address))
        users.set_password(unit, account.id, password_hash)
        record_own(unit, ledger.CHANGE_PASSWORD, account.id)
        return _open_session(services, unit, account)


def _holder(services: Services, address: str, password: str) -> AccountRecord:
    """Return whose address and password these are, an attempt counted as failed until then."""
    attempts = _begin_attempt(services, _attempts_key(services, address))
    with reading(services.database) as connection:
        account = users.by_address(connection, address)
    right = is_password(account.password_hash if account else None, password)
    if account is None or account.disabled_at is not None or not right:
        if attempts == FREE_FAILURES:
            _record_slowing(services, account)
        raise SignInFailed
    return account


def _attempts_key(services: Services, address: str) -> str:
    return keyed(services.settings.secret_key, f"address:{address}")


def sign_in_by_address(services: Services, address: str) -> SignedIn:
    """Sign in somebody whose address an identity provider vouches for.

    Raises:
        SignInFailed: the address has no open account.
    """
    with services.database.write() as unit:
        account = users.by_address(unit.connection, normal_address(address))
        if account is None or account.disabled_at is not None:
            raise SignInFailed
        return _open_session(services, unit, account)


def sign_out(services: Services, session_id: str) -> None:
    """End a session."""
    with services.database.write() as unit:
        rows.revoke(unit, session_id)


def sign_out_everywhere(services: Services, account_id: str) -> None:
    """End all sessions of an account."""
    with services.database.write() as unit:
        users.sign_out(unit, account_id)
        record_own(unit, ledger.SIGN_OUT_EVERYWHERE, account_id)


def wait_after(failures: int) -> int:
    """Return the seconds to wait before the next attempt."""
    if failures < FREE_FAILURES:
        return 0
    return int(min(2 ** (failures - FREE_FAILURES), LONGEST_WAIT))


def _begin_attempt(services: Services, key: str) -> int:
    """Count the attempt as failed before it is looked at: of many at once, none slips through.

    Returns how many in a row have failed, if this one does.
    """
    with services.database.write() as unit:
        failures, last = rows.failures(unit, key)
        remaining = last + timedelta(seconds=wait_after(failures)) - unit.now
        if remaining > timedelta():
            raise TooManyAttempts(ceil(remaining.total_seconds()))
        rows.note_failure(unit, key, failures + 1)
        return failures + 1


def _record_slowing(services: Services, account: AccountRecord | None) -> None:
    """Note that whoever fails must wait from now on; the same for any address, as all else is."""
    subject = f"user:{account.id}" if account else None
    with services.database.write() as unit:
        unit.record(ledger.event_without_entry(ledger.SLOW_SIGN_IN, ANONYMOUS.name, subject))


def _open_session(services: Services, unit: Unit, account: AccountRecord) -> SignedIn:
    credential = new_credential(SESSION)
    expires_at = unit.now + LASTS
    credential_hash = keyed_hash(services.settings, credential)
    rows.create(unit, credential.id, credential_hash, account.id, expires_at)
    return SignedIn(credential, account.id, account.role, expires_at)
