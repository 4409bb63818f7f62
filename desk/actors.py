"""What the desk calls those who did something, as ledger and rows name them."""

from __future__ import annotations

from flask import g

from app.accounts.access import ADMIN
from app.accounts.tokens import list_tokens
from app.accounts.users import list_users
from desk.access import caller, services
from desk.pages import county_name
from web.language import gettext, marked
from web.wording import InLanguage

SOMEBODY = InLanguage(
    {
        "contributor": marked("länets skribent"),
        "curator": marked("en redaktör"),
        "admin": marked("en administratör"),
    }
)
"""Role -> what somebody without a name is called by colleagues."""


def actor_name(name: str) -> str:
    """Return who did something: whoever asks, what an account is called, a token's label.

    Addresses of accounts are for admins alone.
    """
    if name == caller().name:
        return gettext("du")
    if name == "command":
        return gettext("ett kommando")
    if name.startswith("form:"):
        return gettext("länets formulär")
    return known_names().get(name, name)


def known_names() -> dict[str, str]:
    """Return what is kept of somebody -> what they are called, read once for a page."""
    if "actor_names" not in g:
        people = {
            f"user:{each.id}": each.name or _by_role(each.address, each.role, each.county)
            for each in list_users(services())
        }
        programs = {f"token:{each.id}": each.label for each in list_tokens(services())}
        g.actor_names = people | programs
    found: dict[str, str] = g.actor_names
    return found


def _by_role(address: str, role: str, county: str | None) -> str:
    if caller().may(ADMIN):
        return address
    return f"{SOMEBODY[role]} ({county_name(county)})" if county else SOMEBODY[role]
