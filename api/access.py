"""Who makes a call, and which scopes a method takes."""

from __future__ import annotations

from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import g, request
from flask_smorest import Blueprint

from api.answers import services
from app.access import ANONYMOUS, SCOPES, Actor
from app.accounts import authenticate
from app.errors import NotAllowed, SignInNeeded

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Response

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
    """
    if "actor" not in g:
        g.actor = _actor()
    found: Actor = g.actor
    return found


def _actor() -> Actor:
    header = request.headers.get("Authorization")
    if header is None:
        return ANONYMOUS
    scheme, _, secret = header.strip().partition(" ")
    if scheme.lower() != SCHEME:
        raise SignInNeeded(presented=True)
    return authenticate(services(), secret.strip())


def identify() -> None:
    """Refuse a call with a token that is not valid, also where none is needed."""
    actor()


def require(*scopes: str) -> Actor:
    """Return who makes this call, who has all the scopes.

    Raises:
        SignInNeeded: the call is anonymous.
        NotAllowed: names the first scope that is missing.
    """
    caller = actor()
    if caller is ANONYMOUS:
        raise SignInNeeded
    for scope in scopes:
        if not caller.may(scope):
            raise NotAllowed(scope)
    return caller


def needs(*scopes: str) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Let a method be called with all of `scopes` only; none = whoever has signed in.

    Stands above every other decorator of the method, so that nothing is read for strangers. It
    documents what it does, and no cache keeps the answer.
    """

    def decorator(view: Callable[..., Response]) -> Callable[..., Response]:
        @wraps(view)
        def guarded(*args: object, **kwargs: object) -> Response:
            require(*scopes)
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
