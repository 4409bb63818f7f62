"""Tokens of programs, for admins: made, shown once, revoked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from flask import request as http
from werkzeug.wrappers import Response

from app.accounts.access import ADMIN, SCOPES
from app.accounts.tokens import (
    Grant,
    create_token,
    get_token,
    list_tokens,
    revoke_token,
    token_state,
)
from desk.access import caller, home, services
from desk.actors import actor_name
from desk.flash import redirect_with_message
from desk.forms import text_of
from desk.pages import page
from desk.routes import Routes
from schemas.accounts import LONGEST_LABEL
from web.language import gettext, marked
from web.wording import InLanguage

routes = Routes()
PATH = "nycklar"
STATES = InLanguage(
    {
        "valid": marked("gäller"),
        "expired": marked("har gått ut"),
        "revoked": marked("återkallad"),
    }
)
SCOPE_NAMES = InLanguage(
    {
        "entries:read-drafts": marked("läsa utkast"),
        "entries:write": marked("skriva utkast"),
        "entries:publish": marked("publicera och dra tillbaka"),
        "imports:run": marked("läsa in filer"),
        "replies:harvest": marked("läsa och granska svar"),
        ADMIN: marked("allt, även konton och nycklar"),
    }
)
LIVES = InLanguage(
    {
        "30": marked("i 30 dagar"),
        "90": marked("i 90 dagar"),
        "365": marked("i ett år"),
        "never": marked("tills den återkallas"),
    }
)
"""For how many days a token may be valid -> what that is called."""


@routes.get(f"/{PATH}", ADMIN)
def tokens_page() -> Response:
    """List all tokens, the latest first."""
    return _page({"life": "365"}, [])


@routes.post(f"/{PATH}", ADMIN)
def send_token() -> Response:
    """Make a token; it is shown in this answer and nowhere else."""
    given = {"label": text_of("label"), "life": text_of("life")}
    scopes = [each for each in SCOPES if each in http.form.getlist("scope")]
    faults = []
    if not 0 < len(given["label"]) <= LONGEST_LABEL:
        faults.append(("label", gettext("Skriv vilket system som ska använda nyckeln.")))
    if not scopes:
        faults.append(("scopes", gettext("Välj vad nyckeln får göra.")))
    if given["life"] not in LIVES:
        faults.append(("life", gettext("Välj hur länge nyckeln ska gälla.")))
    if faults:
        return _page(given, faults, scopes)
    life = given["life"]
    until = None if life == "never" else datetime.now(UTC) + timedelta(days=int(life))
    record, credential = create_token(services(), caller(), Grant(given["label"], scopes, until))
    return page("desk/token.html", label=record.label, secret=credential.text)


@routes.post(f"/{PATH}/aterkalla", ADMIN)
def send_revoke() -> Response:
    """Revoke a token, if that was ticked."""
    token_id = text_of("id")
    record = get_token(services(), token_id)
    if http.form.get("sure") != "yes":
        return _page({"life": "365"}, [], revoking=(token_id, record.label))
    revoke_token(services(), caller(), token_id)
    return redirect_with_message(home(PATH), gettext("Nyckeln %s är återkallad.") % record.label)


def _page(
    given: Mapping[str, str],
    faults: Sequence[tuple[str, str]],
    chosen: Sequence[str] = (),
    revoking: tuple[str, str] | None = None,
) -> Response:
    return page(
        "desk/tokens.html",
        422 if faults else 200,
        tokens=[
            (each, token_state(each), actor_name(each.created_by))
            for each in list_tokens(services())
        ],
        given=given,
        faults=list(faults),
        chosen=chosen,
        revoking=revoking,
        states=STATES,
        scopes=SCOPE_NAMES,
        names_of=lambda scopes: [SCOPE_NAMES[each] for each in scopes],
        lives=LIVES,
        longest=LONGEST_LABEL,
    )
