"""Who makes a call, and which scopes a method takes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from flask import Response, g, request
from flask_smorest import Blueprint

from api.answers import services
from app.accounts.access import ANONYMOUS, SCOPES, Actor
from app.accounts.callers import authenticate, session_id_of
from app.entries import states
from app.errors import ExempelbankenError, SignInNeeded
from edge.attempts import count_failure, refuse_exhausted

SCHEME = "bearer"
SECURITY_SCHEME: dict[str, Any] = {
    "type": "http",
    "scheme": SCHEME,
    "description": "A token, or a session of somebody who has signed in. Its scopes decide what it"
    f" may do: {', '.join(SCOPES)} (admin implies the others). Reading what is published takes"
    " none.",
}
PRIVATE = "private, no-store"


def actor() -> Actor:
    """Return who makes this call, found out once.

    Raises:
        SignInNeeded: the call came with a token that is not valid.
        TooManyAttempts: the calling address has sent too many of those.
    """
    if "actor" not in g:
        try:
            g.actor = _actor()
        except ExempelbankenError as fault:  # raised again without being counted again
            g.actor = fault
    found: Actor | ExempelbankenError = g.actor
    if isinstance(found, ExempelbankenError):
        raise found
    return found


def is_known() -> bool:
    """Return whether a valid token came with the call; the edge limits the other calls."""
    try:
        return actor() is not ANONYMOUS
    except ExempelbankenError:
        return False  # counted as anonymous; the resource tells what is wrong


def _actor() -> Actor:
    header = request.headers.get("Authorization")
    if header is None:
        return ANONYMOUS
    refuse_exhausted()
    scheme, _, secret = header.strip().partition(" ")
    try:
        if scheme.lower() != SCHEME:
            raise SignInNeeded(presented=True)  # noqa: TRY301  # counted like a wrong token
        return authenticate(services(), secret.strip())
    except SignInNeeded:
        count_failure()
        raise


def session_id() -> str | None:
    """Return the id of the session that this call came with; None when it came with a token."""
    _, _, text = request.headers.get("Authorization", "").strip().partition(" ")
    return session_id_of(text.strip())


def identify() -> None:
    """Refuse a call with a token that is not valid, also where none is needed."""
    actor()


def check_scope(*scopes: str) -> Actor:
    """Return who makes this call, who has all the scopes.

    Raises:
        SignInNeeded: the call is anonymous.
        NotAllowed: names the first scope that is missing.
    """
    caller = actor()
    if caller is ANONYMOUS:
        raise SignInNeeded
    states.check_scope(caller, *scopes)
    return caller


def require_scope(*scopes: str) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Let a method be called with all of `scopes` only; none = whoever has signed in.

    Stands above every other decorator of the method, so that nothing is read for strangers. It
    documents what it does, and no cache keeps the answer.
    """

    def decorator(view: Callable[..., Response]) -> Callable[..., Response]:
        @wraps(view)
        def guarded(*args: object, **kwargs: object) -> Response:
            check_scope(*scopes)
            response = view(*args, **kwargs)
            response.headers["Cache-Control"] = PRIVATE
            return response

        documented: Callable[..., Response] = Blueprint.doc(
            security=[{SCHEME: list(scopes)}],
            responses={
                status: HTTPStatus(status).name
                for status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
            },
        )(guarded)
        return documented

    return decorator
