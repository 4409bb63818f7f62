"""Accounts of people, for admins: opened, given a link to set a password, closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request as http

from app.accounts.access import ADMIN
from app.accounts.callers import SCOPES_OF_ROLE
from app.accounts.resets import create_reset
from app.accounts.users import (
    CountyOfContributor,
    InvalidAddress,
    create_user,
    disable_user,
    list_users,
)
from app.errors import Conflict
from desk.access import caller, home, services
from desk.flash import told
from desk.forms import text_of
from desk.pages import county_options, page
from desk.routes import Routes
from web.language import gettext, language, marked
from web.wording import InLanguage

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

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
    given = {name: text_of(name) for name in ("address", "role", "county")}
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
    return _link(account.address)


@routes.post(f"/{PATH}/lank", ADMIN)
def send_link() -> Response:
    """Make a link with which somebody sets their password; it is shown here and nowhere else."""
    return _link(text_of("address"))


@routes.post(f"/{PATH}/stang", ADMIN)
def send_close() -> Response:
    """Close an account, if that was ticked."""
    address = text_of("address")
    if http.form.get("sure") != "yes":
        return _page({}, [], closing=address)
    disable_user(services(), address, caller())
    return told(home(PATH), gettext("Kontot %s är stängt.") % address)


def _link(address: str) -> Response:
    return page("desk/link.html", made=create_reset(services(), caller(), address))


def _page(given: dict[str, str], faults: list[tuple[str, str]], closing: str = "") -> Response:
    return page(
        "desk/accounts.html",
        422 if faults else 200,
        accounts=list_users(services()),
        given=given,
        faults=faults,
        closing=closing,
        roles=ROLES,
        own=caller().id,
        counties=county_options(),
    )
