"""One's own account: a name, another password, and signing out everywhere."""

from __future__ import annotations

from flask import request as http
from werkzeug.wrappers import Response

from app.accounts.passwords import SHORTEST, WeakPassword
from app.accounts.sessions import change_password, sign_out_everywhere
from app.accounts.users import LONGEST_NAME, get_user, name_user
from app.errors import SignInFailed, TooManyAttempts
from desk.access import begin, caller, end, home, services
from desk.flash import redirect_with_message
from desk.forms import text_or
from desk.pages import address_of_sign_in, page
from desk.routes import Routes
from edge.attempts import count_failure, refuse_exhausted
from web.language import gettext, language

routes = Routes()
PATH = "konto"


@routes.get(f"/{PATH}")
def account_page() -> Response:
    """Show what can be done with the account."""
    return _page()


@routes.post(f"/{PATH}/namn")
def send_name() -> Response:
    """Keep what colleagues read."""
    account = get_user(services(), caller().id)
    name_user(services(), account.address, text_or("name", account.name or ""))
    return redirect_with_message(home(PATH), gettext("Namnet är sparat."))


@routes.post(f"/{PATH}/losenord")
def send_password() -> Response:
    """Change the password; all other sessions end."""
    current, new, again = (http.form.get(name, "") for name in ("current", "new", "again"))
    if new != again:
        return _page([("again", gettext("Lösenorden är inte lika."))])
    try:
        refuse_exhausted()
        session = change_password(services(), caller().id, current, new)
    except WeakPassword as error:
        return _page([("new", error.message.text(language()))])
    except SignInFailed:
        count_failure()
        return _page([("current", gettext("Det är inte ditt nuvarande lösenord."))])
    except TooManyAttempts as error:
        return _page([("current", error.message.text(language()))])
    sentence = gettext("Lösenordet är bytt, och du är utloggad överallt utom här.")
    response = redirect_with_message(home(PATH), sentence)
    begin(response, session)
    return response


@routes.post(f"/{PATH}/logga-ut-overallt")
def send_sign_out_everywhere() -> Response:
    """End all sessions of the account, also this one."""
    sign_out_everywhere(services(), caller().id)
    response = redirect_with_message(address_of_sign_in(), gettext("Du är utloggad överallt."))
    end(response)
    return response


def _page(faults: list[tuple[str, str]] | None = None) -> Response:
    return page(
        "desk/account.html",
        422 if faults else 200,
        account=get_user(services(), caller().id),
        faults=faults or [],
        shortest=SHORTEST,
        longest=LONGEST_NAME,
    )
