"""What the desk calls those who did something, as ledger and rows name them."""

from __future__ import annotations

from flask import g

from app.accounts.tokens import list_tokens
from app.accounts.users import list_users
from desk.access import caller, services
from web.language import gettext


def actor_name(name: str) -> str:
    """Return who did something: whoever asks, an account's address, a token's label."""
    if name == caller().name:
        return gettext("du")
    if name == "command":
        return gettext("ett kommando")
    if name.startswith("form:"):
        return gettext("länets formulär")
    return _names().get(name, name)


def _names() -> dict[str, str]:
    """Return what is kept of somebody -> what they are called, read once for a page."""
    if "actor_names" not in g:
        people = {f"user:{each.id}": each.address for each in list_users(services())}
        programs = {f"token:{each.id}": each.label for each in list_tokens(services())}
        g.actor_names = people | programs
    found: dict[str, str] = g.actor_names
    return found
