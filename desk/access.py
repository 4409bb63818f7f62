"""Who uses the desk: a session in a cookie that no script sees, and what it may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, g
from flask import request as http
from sqlalchemy.exc import SQLAlchemyError

from app.accounts.access import ANONYMOUS, Actor
from app.accounts.callers import authenticate, session_id_of
from app.entries import states
from app.errors import ExempelbankenError, SignInNeeded
from web.language import home as start_page
from web.language import without_language

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from app.accounts.sessions import SignedIn
    from app.wiring import Services

PATH = "redaktion"
"""What addresses of the desk begin with, after the language."""


def home(rest: str = "") -> str:
    """Return an address of the desk in the language of this page: that of its first page, or more.

    `rest` begins without a slash.
    """
    return f"{start_page()}{PATH}/{rest}".rstrip("/")


def services() -> Services:
    """Return what use cases work with."""
    found: Services = current_app.extensions["services"]
    return found


def is_secure() -> bool:
    """Return whether the site is reached by https, so that cookies go nowhere else."""
    return services().settings.public_url.startswith("https:")


def cookie_name(name: str) -> str:
    """Return the name of a cookie; by https one that no other host and no plain page can set."""
    return f"__Host-{name}" if is_secure() else name


def set_cookie(response: Response, name: str, value: str, *, seconds: int | None = None) -> None:
    """Keep something in the browser, for no script to see; without `seconds` until it is closed.

    Lax, so that a link in a mail finds somebody signed in; what changes something is a form with a
    token of its own.
    """
    response.set_cookie(
        cookie_name(name),
        value,
        max_age=seconds,
        path="/",  # the language of a page stands before the address of the desk
        secure=is_secure(),
        httponly=True,
        samesite="Lax",
    )


def drop_cookie(response: Response, name: str) -> None:
    """Let the browser forget."""
    response.delete_cookie(
        cookie_name(name), path="/", secure=is_secure(), httponly=True, samesite="Lax"
    )


def cookie(name: str) -> str:
    """Return what the browser kept; nothing when it kept none."""
    return http.cookies.get(cookie_name(name), "")


def begin(response: Response, session: SignedIn) -> None:
    """Let the browser go on with a new session."""
    set_cookie(response, PATH, session.credential.text)


def end(response: Response) -> None:
    """Let the browser forget its session."""
    drop_cookie(response, PATH)


def session_id() -> str | None:
    """Return the public id of the session that the browser presents, valid or not."""
    return session_id_of(cookie(PATH))


def caller() -> Actor:
    """Return who has signed in, found out once; a session that has ended is nobody's."""
    if "caller" not in g:
        g.caller = _caller()
    found: Actor = g.caller
    return found


def _caller() -> Actor:
    if session_id() is None:
        return ANONYMOUS
    try:
        return authenticate(services(), cookie(PATH))
    except SignInNeeded:
        return ANONYMOUS


def signed_in() -> Actor | None:
    """Return who has signed in, for a page to name; nobody when that cannot be found out now."""
    try:
        return None if caller() is ANONYMOUS else caller()
    except (ExempelbankenError, SQLAlchemyError):
        return None


def is_known() -> bool:
    """Return whether somebody who has signed in asks for a page of the desk.

    The edge limits the other calls.
    """
    first = without_language(http.path).removeprefix("/").partition("/")[0]
    return first == PATH and signed_in() is not None


def check_scope(*scopes: str) -> Actor:
    """Return who has signed in, with all the scopes.

    Raises:
        SignInNeeded: nobody has.
        NotAllowed: names the first scope that is missing.
    """
    found = caller()
    if found is ANONYMOUS:
        raise SignInNeeded
    states.check_scope(found, *scopes)
    return found
