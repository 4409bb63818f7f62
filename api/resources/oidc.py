"""/sessions/oidc: a person's browser signs in through an identity provider.

Steps of a browser, not calls of a program: they are not in the OpenAPI document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, request

from api.addresses import public_root
from api.answers import services
from api.resources.sessions import session_answer
from app.accounts.oidc import ATTEMPT_SECONDS, begin, finish
from app.errors import SignInFailed
from edge.attempts import count_failure, refuse_exhausted

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

PATH = "/sessions/oidc"
CALLBACK = f"{PATH}/callback"
COOKIE = "exempelbanken-sign-in"
oidc = Blueprint("oidc", __name__)


@oidc.get(PATH)
def start() -> Response:
    """Send somebody to the identity provider, and remember in their browser that they went."""
    address, kept = begin(services(), _redirect_uri())
    response = redirect(address, 303)
    # Lax, since the way back comes from another site; it opens nothing by itself.
    response.set_cookie(
        COOKIE,
        kept,
        max_age=ATTEMPT_SECONDS,
        path=_cookie_path(),
        secure=_redirect_uri().startswith("https:"),
        httponly=True,
        samesite="Lax",
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@oidc.get(CALLBACK)
def callback() -> Response:
    """Sign in whoever comes back, and forget that they went."""
    refuse_exhausted()
    try:
        session = finish(
            services(),
            _redirect_uri(),
            kept=request.cookies.get(COOKIE, ""),
            state=request.args.get("state", ""),
            code=request.args.get("code", ""),
        )
    except SignInFailed:
        count_failure()
        raise
    response = session_answer(session)
    response.delete_cookie(COOKIE, path=_cookie_path())
    return response


def _redirect_uri() -> str:
    return f"{public_root()}{CALLBACK}"


def _cookie_path() -> str:
    return f"{request.root_path}{PATH}"
