"""One-time links: an admin makes one, and whoever has it sets the password of an account, once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from app.accounts.access import Actor
from app.accounts.callers import NOBODY
from app.accounts.passwords import check_strength, hash_password
from app.accounts.secrets import RESET, is_of, keyed_hash, new_credential, read_credential
from app.accounts.users import account_of, normal_address, record, record_own
from app.availability import reading
from app.errors import Conflict, ExempelbankenError, Message
from app.wiring import Services
from catalogue import ledger
from catalogue.accounts import resets as rows
from catalogue.accounts import users
from catalogue.accounts.users import AccountRecord

LASTS = timedelta(hours=1)
PATH = "redaktion/nytt-losenord"
"""Where the page is that takes the link."""
CLOSED = Message(
    sv="Kontot är stängt, och får inget nytt lösenord.",
    en="The account is closed, and gets no new password.",
)


@dataclass(frozen=True, slots=True)
class PasswordLink:
    """A new link; its secret is here and nowhere else."""

    link: str = field(repr=False)
    address: str
    expires_at: datetime


class SpentLink(ExempelbankenError):
    """The link has been used, is too old, or is none of ours; the error does not say which."""

    def __init__(self) -> None:
        super().__init__(
            Message(
                sv="Länken gäller inte längre: den går att använda en gång, inom en timme. Be den"
                " som förvaltar katalogen om en ny.",
                en="The link is not valid any more: it works once, within an hour. Ask whoever runs"
                " the catalogue for a new one.",
            )
        )


def create_reset(services: Services, actor: Actor, address: str) -> PasswordLink:
    """Make a link for an account; one that was made before opens nothing from now on.

    The password stays until the link is used.

    Raises:
        NotFound: there is no such account.
        Conflict: it is closed.
    """
    credential = new_credential(RESET)
    with services.database.write() as unit:
        account = account_of(unit.connection, normal_address(address))
        if account.disabled_at is not None:
            raise Conflict(CLOSED)
        ends = unit.now + LASTS
        credential_hash = keyed_hash(services.settings, credential)
        rows.create(unit, credential.id, credential_hash, account.id, ends)
        record(unit, ledger.CREATE_RESET, account, actor)
    link = f"{services.settings.public_url}/{PATH}/{credential.text}"
    return PasswordLink(link, account.address, ends)


def account_of_reset(services: Services, secret: str) -> AccountRecord:
    """Return the account that a link sets the password of; reading uses up nothing.

    Raises:
        SpentLink: it is not valid (any more).
    """
    return _valid(services, secret)[1]


def _valid(services: Services, secret: str) -> tuple[str, AccountRecord]:
    """Return the public id of a link that is valid, and its account."""
    credential = read_credential(secret)
    if credential is None or credential.kind != RESET:
        raise SpentLink
    with reading(services.database) as connection:
        found = rows.get(connection, credential.id)
        account = users.get(connection, found.account_id) if found else None
    known = is_of(services.settings, credential, found.hash if found else NOBODY)
    if found is None or account is None or not known or not found.valid(datetime.now(UTC)):
        raise SpentLink
    if account.disabled_at is not None:
        raise SpentLink
    return found.id, account


def set_password_by_reset(services: Services, secret: str, password: str) -> None:
    """Set the password of an account by its link, which is used up; all its sessions end.

    Raises:
        SpentLink: it is not valid (any more).
        WeakPassword: says what to mend; the link stays valid.
    """
    link_id, account = _valid(services, secret)
    check_strength(password, account.address)
    password_hash = hash_password(password)
    with services.database.write() as unit:
        if not rows.use(unit, link_id):
            raise SpentLink
        users.set_password(unit, account.id, password_hash)
        record_own(unit, ledger.USE_RESET, account.id)
