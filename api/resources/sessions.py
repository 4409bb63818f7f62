"""/sessions: people sign in and out; /sessions/current tells who is signed in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import structlog
from flask import Response
from flask.views import MethodView

from api.access import actor, require_scope, session_id
from api.addresses import href, link, self_link
from api.answers import answer, created, no_content, services
from api.smorest import SMALL_BODY, Blueprint
from app.accounts.sessions import SignedIn, sign_in, sign_out
from app.entries.documents import timestamp
from app.errors import Conflict, Message
from edge.attempts import password_attempt
from schemas.accounts import CallerSchema, SessionSchema, SignInSchema
from schemas.examples import read_examples

examples = read_examples("accounts")

sessions = Blueprint("sessions", "People sign in and out.")
log = structlog.get_logger("exempelbanken")
NOT_SIGNED_IN = Message(
    sv="En nyckel loggas inte ut utan återkallas: DELETE på dess adress under /tokens.",
    en="A token is not signed out but revoked: DELETE its address under /tokens.",
)


@sessions.route("/sessions")
class Sessions(MethodView):
    """Signing in."""

    @sessions.operation("createSession")
    @sessions.content(SignInSchema(), examples.sign_in, largest=SMALL_BODY)
    @sessions.changes(201, SessionSchema, examples.session)
    def post(self, content: Mapping[str, Any]) -> Response:
        """Sign in with address and password.

        The answer holds a token that ends after twelve hours, or two without use. After some
        failures the next attempt must wait, longer each time (429 with Retry-After).
        """
        with password_attempt():
            session = sign_in(services(), content["address"], content["password"])
        return session_answer(session)


@sessions.route("/sessions/current")
class CurrentSession(MethodView):
    """The session of the caller."""

    @require_scope()
    @sessions.operation("getCurrentSession")
    @sessions.answers(CallerSchema, examples.caller)
    def get(self) -> Response:
        """Tell who makes the call, and which scopes that gives."""
        caller = actor()
        return answer(
            {
                "name": caller.name,
                "kind": caller.kind,
                "scopes": sorted(caller.scopes),
                "_links": [self_link()],
            }
        )

    @require_scope()
    @sessions.operation("deleteCurrentSession")
    @sessions.changes(204, None, None, 409)
    def delete(self) -> Response:
        """Sign out: the token of the session opens nothing from now on."""
        current = session_id()
        if current is None:
            raise Conflict(NOT_SIGNED_IN)
        sign_out(services(), current)
        return no_content()


def session_answer(session: SignedIn) -> Response:
    """Return what somebody gets who has just signed in; no cache keeps it."""
    log.info("signed in", user=session.account_id)
    response = created(
        {
            "token": session.credential.text,
            "role": session.role,
            "scopes": list(session.scopes),
            "expiresAt": timestamp(session.expires_at),
            "_links": [link("self", "sessions", "current")],
        },
        href("sessions", "current"),
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response
