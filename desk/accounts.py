"""Accounts of people, for admins: opened, named, given a role or a link, closed, reopened."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import request as http
from werkzeug.wrappers import Response

from app.accounts.access import ADMIN
from app.accounts.callers import SCOPES_OF_ROLE
from app.accounts.resets import create_reset
from app.accounts.users import (
    LONGEST_NAME,
    CountyOfContributor,
    InvalidAddress,
    change_user,
    create_user,
    disable_user,
    get_user,
    list_users,
    name_user,
    reopen_user,
    user_of,
)
from app.errors import Conflict
from desk.access import caller, home, services
from desk.flash import redirect_with_message
from desk.forms import text_of, text_or
from desk.pages import county_options, page
from desk.routes import Routes
from web.language import gettext, language, marked
from web.wording import InLanguage

routes = Routes()
PATH = "konton"
ROLES = InLanguage(
    {
        "contributor": marked("Länets skribent: skriver utkast för ett län"),
        "curator": marked("Redaktör: granskar och publicerar"),
        "admin": marked("Administratör: allt, även konton"),
    }
)
"""Role -> what it is called and lets one do."""


@routes.get(f"/{PATH}", ADMIN)
def accounts_page() -> Response:
    """List all accounts."""
    return _page({}, [])


@routes.post(f"/{PATH}", ADMIN)
def send_account() -> Response:
    """Open an account; whoever it is for sets the password with a link."""
    given = {name: text_of(name) for name in ("address", "name", "role", "county")}
    if given["role"] not in SCOPES_OF_ROLE:
        return _page(given, [("role", gettext("Välj en roll."))])
    try:
        account = create_user(
            services(),
            given["address"],
            given["role"],
            None,
            given["county"] or None,
            actor=caller(),
        )
    except (InvalidAddress, Conflict) as error:
        return _page(given, [("address", error.message.text(language()))])
    except CountyOfContributor as error:
        return _page(given, [("county", error.message.text(language()))])
    name_user(services(), account.address, given["name"])
    return _link(account.address)


@routes.get(f"/{PATH}/<uuid:account_id>", ADMIN)
def account_page(account_id: UUID) -> Response:
    """Show an account, and what can be done with it."""
    return _account(str(account_id))


@routes.post(f"/{PATH}/<uuid:account_id>", ADMIN)
def send_change(account_id: UUID) -> Response:
    """Give an account a name, a role and a county; one's own keeps its role."""
    account = get_user(services(), str(account_id))
    is_own = account.id == caller().id
    role = account.role if is_own else text_or("role", account.role)
    county = account.county if is_own else text_or("county", account.county or "") or None
    if role not in SCOPES_OF_ROLE:
        return _account(account.id, [("role", gettext("Välj en roll."))])
    try:
        change_user(services(), account.address, role, county, caller())
    except CountyOfContributor as error:
        return _account(account.id, [("county", error.message.text(language()))])
    except Conflict as error:
        return _account(account.id, [("role", error.message.text(language()))])
    name_user(services(), account.address, text_or("name", account.name or ""))
    return redirect_with_message(home(PATH), gettext("Kontot %s är ändrat.") % account.address)


@routes.post(f"/{PATH}/lank", ADMIN)
def send_link() -> Response:
    """Make a link with which somebody sets their password; it is shown here and nowhere else."""
    return _link(text_of("address"))


@routes.post(f"/{PATH}/stang", ADMIN)
def send_close() -> Response:
    """Close an account, if that was ticked; one's own is closed by somebody else."""
    account = user_of(services(), text_of("address"))
    is_own = account.id == caller().id
    if is_own or http.form.get("sure") != "yes":
        return _account(account.id, closing=not is_own)
    try:
        disable_user(services(), account.address, caller())
    except Conflict as error:
        return _account(account.id, [("role", error.message.text(language()))])
    return redirect_with_message(home(PATH), gettext("Kontot %s är stängt.") % account.address)


@routes.post(f"/{PATH}/oppna", ADMIN)
def send_reopen() -> Response:
    """Open a closed account again; its holder sets a new password with a link."""
    reopen_user(services(), text_of("address"), caller())
    return _link(text_of("address"))


def _link(address: str) -> Response:
    return page("desk/link.html", made=create_reset(services(), caller(), address))


def _account(
    account_id: str, faults: Sequence[tuple[str, str]] = (), *, closing: bool = False
) -> Response:
    account = get_user(services(), account_id)
    chosen = {"name": account.name, "role": account.role, "county": account.county}
    return page(
        "desk/account_of.html",
        422 if faults else 200,
        account=account,
        given={**chosen, **{name: text_of(name) for name in chosen if name in http.form}},
        faults=list(faults),
        closing=closing,
        roles=ROLES,
        is_own=account.id == caller().id,
        counties=county_options(),
        longest=LONGEST_NAME,
    )


def _page(given: dict[str, str], faults: list[tuple[str, str]]) -> Response:
    return page(
        "desk/accounts.html",
        422 if faults else 200,
        accounts=list_users(services()),
        given=given,
        faults=faults,
        roles=ROLES,
        counties=county_options(),
        longest=LONGEST_NAME,
    )
