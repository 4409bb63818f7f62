"""Accounts of people, as whoever runs the catalogue looks after them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.accounts.access import COMMAND, Actor
from app.accounts.passwords import check_strength, hash_password
from app.availability import reading
from app.errors import Conflict, ExempelbankenError, Message, NotFound
from catalogue import ledger
from catalogue.accounts import users as rows

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from app.wiring import Services
    from catalogue.accounts.users import AccountRecord
    from catalogue.unit import Unit

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LONGEST_ADDRESS = 254
LONGEST_NAME = 80
NO_SUCH_ACCOUNT = Message(
    sv="Det finns inget konto med den adressen.", en="There is no account with that address."
)
ADDRESS_IN_USE = Message(
    sv="Det finns redan ett konto med den adressen.",
    en="There is an account with that address already.",
)


LAST_ADMIN = Message(
    sv="Det är det enda öppna kontot för en administratör. Skapa eller öppna ett till först.",
    en="It is the only open account of an admin. Open another one first.",
)
ERASED = Message(
    sv="Adressen är raderad, så ingen kan logga in. Skapa ett nytt konto i stället.",
    en="The address has been erased, so nobody can sign in. Create a new account instead.",
)


class InvalidAddress(ExempelbankenError):
    """What was given as an e-mail address is none."""

    def __init__(self) -> None:
        super().__init__(
            Message(
                sv="Det är ingen e-postadress. Skriv den som namn@exempel.se.",
                en="That is no e-mail address. Write it as name@example.org.",
            )
        )


class CountyOfContributor(ExempelbankenError):
    """A contributor has no county, or somebody else has one."""

    def __init__(self) -> None:
        super().__init__(
            Message(
                sv="Den som bidrar från ett län har just ett län, och ingen annan har något. Ange"
                " länet, eller en annan roll.",
                en="A contributor has one county, and nobody else has any. Give the county, or"
                " another role.",
            )
        )


def create_user(  # noqa: PLR0913  what an account is, and who opens it
    services: Services,
    address: str,
    role: str,
    password: str | None,
    county: str | None = None,
    *,
    actor: Actor = COMMAND,
) -> AccountRecord:
    """Open an account.

    Without a password it signs in through OpenID Connect, or sets one with a link. `county` is the
    id of that of a contributor.

    Raises:
        InvalidAddress, WeakPassword, CountyOfContributor: say what to mend.
        Conflict: the address has an account.
    """
    address = normal_address(address)
    if not _ADDRESS.fullmatch(address) or len(address) > LONGEST_ADDRESS:
        raise InvalidAddress
    _check_county(services, role, county)
    password_hash = _checked_hash(password, address) if password is not None else None
    with services.database.write() as unit:
        if rows.by_address(unit.connection, address):
            raise Conflict(ADDRESS_IN_USE)
        account = rows.create(unit, address, role, password_hash, county)
        record(unit, ledger.CREATE_ACCOUNT, account, actor)
        return account


def _check_county(services: Services, role: str, county: str | None) -> None:
    known = county in services.vocabularies.known["counties"]
    if known != (role == "contributor") or (county is not None and not known):
        raise CountyOfContributor


def change_user(
    services: Services, address: str, role: str, county: str | None, actor: Actor = COMMAND
) -> None:
    """Give an account another role or county; whoever is signed in to it is signed out.

    Raises:
        NotFound: there is no such account.
        CountyOfContributor: says what to mend.
        Conflict: it is the last admin's.
    """
    _check_county(services, role, county)
    with services.database.write() as unit:
        account = account_of(unit.connection, normal_address(address))
        if (account.role, account.county) == (role, county):
            return
        if role != "admin":
            _keep_an_admin(unit, account)
        rows.assign(unit, account.id, role, county)
        change = f"{_role_in_words(account.role, account.county)} → {_role_in_words(role, county)}"
        record(unit, ledger.CHANGE_ACCOUNT, account, actor, change)


def _role_in_words(role: str, county: str | None) -> str:
    return f"{role} {county}" if county else role


def name_user(services: Services, address: str, name: str) -> None:
    """Keep what colleagues read of somebody at the desk; their role where that is empty.

    Raises:
        NotFound: there is no such account.
    """
    with services.database.write() as unit:
        account = account_of(unit.connection, normal_address(address))
        rows.call(unit, account.id, " ".join(name.split())[:LONGEST_NAME] or None)


def _keep_an_admin(unit: Unit, account: AccountRecord) -> None:
    if rows.open_admins(unit) == [account.id]:
        raise Conflict(LAST_ADMIN)


def get_user(services: Services, account_id: str) -> AccountRecord:
    """Return an account by its id.

    Raises:
        NotFound: there is none.
    """
    with reading(services.database) as connection:
        found = rows.get(connection, account_id)
    if found is None:
        raise NotFound(NO_SUCH_ACCOUNT)
    return found


def user_of(services: Services, address: str) -> AccountRecord:
    """Return the account with an address.

    Raises:
        NotFound: there is none.
    """
    with reading(services.database) as connection:
        return account_of(connection, normal_address(address))


def list_users(services: Services) -> list[AccountRecord]:
    """Return all accounts by address."""
    with reading(services.database) as connection:
        return rows.list_all(connection)


def set_password(services: Services, address: str, password: str) -> None:
    """Change a password; whoever is signed in to the account is signed out.

    Raises:
        NotFound: there is no such account.
        WeakPassword: says what to mend.
    """
    address = normal_address(address)
    password_hash = _checked_hash(password, address)
    with services.database.write() as unit:
        account = account_of(unit.connection, address)
        rows.set_password(unit, account.id, password_hash)
        record(unit, ledger.CHANGE_PASSWORD, account, COMMAND)


def disable_user(services: Services, address: str, actor: Actor = COMMAND) -> None:
    """Close an account and sign it out.

    Raises:
        NotFound: there is no such account.
        Conflict: it is the last admin's.
    """
    with services.database.write() as unit:
        account = account_of(unit.connection, normal_address(address))
        if account.disabled_at is None:
            _keep_an_admin(unit, account)
            rows.disable(unit, account.id)
            record(unit, ledger.CLOSE_ACCOUNT, account, actor)


def reopen_user(services: Services, address: str, actor: Actor = COMMAND) -> None:
    """Open a closed account again, without the password that it had: that may be known to others.

    Raises:
        NotFound: there is no such account.
        Conflict: its address has been erased.
    """
    with services.database.write() as unit:
        account = account_of(unit.connection, normal_address(address))
        if not _ADDRESS.fullmatch(account.address):
            raise Conflict(ERASED)
        if account.disabled_at is not None:
            rows.reopen(unit, account.id)
            record(unit, ledger.REOPEN_ACCOUNT, account, actor)


def normal_address(address: str) -> str:
    """Return the one spelling of an address that accounts are found by."""
    return address.strip().lower()


def _checked_hash(password: str, address: str) -> str:
    check_strength(password, address)
    return hash_password(password)


def record(
    unit: Unit, action: str, account: AccountRecord, actor: Actor, reason: str | None = None
) -> None:
    """Tell the audit what was done to an account."""
    subject = f"user:{account.id}"
    unit.record(ledger.event_without_entry(action, actor.name, subject, reason=reason))


def record_own(unit: Unit, action: str, account_id: str) -> None:
    """Tell the audit what somebody did to their own account."""
    own = f"user:{account_id}"
    unit.record(ledger.event_without_entry(action, own, own))


def account_of(connection: Connection, address: str) -> AccountRecord:
    """Return the account with an address in its normal spelling.

    Raises:
        NotFound: there is none.
    """
    account = rows.by_address(connection, address)
    if account is None:
        raise NotFound(NO_SUCH_ACCOUNT)
    return account
