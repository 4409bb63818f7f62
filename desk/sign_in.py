"""Signing in: with a password, through an identity provider, or by a link that an admin made."""

from __future__ import annotations

import structlog
from flask import redirect
from flask import request as http
from werkzeug.wrappers import Response

from app.accounts import oidc
from app.accounts.access import ANONYMOUS
from app.accounts.passwords import LONGEST, SHORTEST, WeakPassword
from app.accounts.resets import SpentLink, account_of_reset, set_password_by_reset
from app.accounts.sessions import SignedIn, sign_in, sign_out
from app.errors import ExempelbankenError, SignInFailed, TooManyAttempts
from desk.access import (
    PATH,
    begin,
    caller,
    cookie,
    drop_cookie,
    end,
    services,
    session_id,
    set_cookie,
)
from desk.failures import heading_of, sentences_of
from desk.flash import redirect_with_message
from desk.forms import text_of, way_on
from desk.pages import SIGN_IN, address_of_sign_in, page
from desk.resubmit import UnsentForm, carried, shown_again, sign_in_form
from desk.routes import Routes
from edge.attempts import count_failure, password_attempt, refuse_exhausted
from web.language import gettext, language, marked

routes = Routes()
log = structlog.get_logger("exempelbanken")
PROVIDER, BACK = "oidc", "oidc/tillbaka"
STATE_COOKIE, ONWARD = "oidc", "vidare"
NOT_VOUCHED = marked(
    "Du är inte inloggad. Organisationens konto har inget öppet konto här, eller så avbröts"
    " inloggningen. Försök igen, eller be den som förvaltar katalogen om ett konto."
)
NEW_PASSWORD = "nytt-losenord"  # noqa: S105  # a part of an address


@routes.open_get(f"/{SIGN_IN}")
def sign_in_page() -> Response:
    """Show the form."""
    onward = way_on(http.args.get(ONWARD, ""))
    return redirect(onward, 303) if caller() is not ANONYMOUS else _form(onward)


@routes.open_post(f"/{SIGN_IN}")
def send_sign_in() -> Response:
    """Sign in with a password."""
    onward, address = way_on(http.form.get(ONWARD, "")), text_of("address")
    try:
        with password_attempt():
            session = sign_in(services(), address, http.form.get("password", "")[:LONGEST])
    except (SignInFailed, TooManyAttempts) as error:
        return _form(onward, address, error)
    return _begun(session, onward, carried())


def _begun(session: SignedIn, onward: str, unsent: UnsentForm | None = None) -> Response:
    """Go on as somebody who has signed in; whoever was signed in here before is no more."""
    log.info("signed in", user=session.account_id)
    before = session_id()
    if before is not None:
        sign_out(services(), before)
    response = shown_again(unsent, session) if unsent else redirect(onward, 303)
    begin(response, session)
    return response


def _form(onward: str, address: str = "", error: ExempelbankenError | None = None) -> Response:
    response = sign_in_form(
        heading_of(error)[0] if error else 200,
        onward,
        carried(),
        account=address,
        faults=[("address", each) for each in sentences_of(error)] if error else [],
        wait=error.retry_after if isinstance(error, TooManyAttempts) else 0,
    )
    if isinstance(error, TooManyAttempts):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


@routes.post("/logga-ut")
def send_sign_out() -> Response:
    """End the session of this browser."""
    current = session_id()
    if current is not None:
        sign_out(services(), current)
    response = redirect_with_message(address_of_sign_in(), gettext("Du är utloggad."))
    end(response)
    return response


@routes.open_get(f"/{PROVIDER}")
def go_to_provider() -> Response:
    """Send somebody to the identity provider, and remember in their browser that they went.

    Led to by a link: what a form of ours leads to must stay on this site (form-action).
    """
    address, signed_state = oidc.begin(services(), _redirect_uri())
    response = redirect(address, 303)
    set_cookie(response, STATE_COOKIE, signed_state, seconds=oidc.ATTEMPT_SECONDS)
    set_cookie(response, ONWARD, way_on(http.args.get(ONWARD, "")), seconds=oidc.ATTEMPT_SECONDS)
    return response


@routes.open_get(f"/{BACK}")
def back_from_provider() -> Response:
    """Sign in whoever comes back, and forget that they went."""
    onward = way_on(cookie(ONWARD))
    try:
        refuse_exhausted()
        session = oidc.finish(
            services(),
            _redirect_uri(),
            kept=cookie(STATE_COOKIE),
            state=http.args.get("state", ""),
            code=http.args.get("code", ""),
        )
    except SignInFailed:
        count_failure()
        return redirect_with_message(address_of_sign_in(onward), gettext(NOT_VOUCHED))
    except TooManyAttempts as error:
        return redirect_with_message(address_of_sign_in(onward), error.message.text(language()))
    response = _begun(session, onward)
    drop_cookie(response, STATE_COOKIE)
    drop_cookie(response, ONWARD)
    return response


def _redirect_uri() -> str:
    return f"{services().settings.public_url}/{PATH}/{BACK}"


@routes.open_get(f"/{NEW_PASSWORD}/<secret>")
def new_password_page(secret: str) -> Response:
    """Show the form of a one-time link; looking at it uses up nothing."""
    return _new_password(secret)


@routes.open_post(f"/{NEW_PASSWORD}/<secret>")
def send_new_password(secret: str) -> Response:
    """Set the password."""
    new, again = http.form.get("new", ""), http.form.get("again", "")
    if new != again:
        return _new_password(secret, [("again", gettext("Lösenorden är inte lika."))])
    try:
        set_password_by_reset(services(), secret, new)
    except WeakPassword as error:
        return _new_password(secret, [("new", error.message.text(language()))])
    except SpentLink:
        return _new_password(secret)
    return redirect_with_message(
        address_of_sign_in(), gettext("Lösenordet är satt. Logga in med det.")
    )


def _new_password(secret: str, faults: list[tuple[str, str]] | None = None) -> Response:
    address = spent = ""
    try:
        address = account_of_reset(services(), secret).address
    except SpentLink as error:
        spent = error.message.text(language())
    status = 410 if spent else 422 if faults else 200
    return page(
        "desk/new_password.html",
        status,
        secret=secret,
        account=address,
        faults=faults or [],
        spent=spent,
        shortest=SHORTEST,
    )
