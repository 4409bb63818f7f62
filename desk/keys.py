"""Keys of the desk: one table for the buttons, the script and the list of keys.

Letters of the left hand, as the right one holds the mouse; none is Enter or Backspace, and in a
text field only Esc and Ctrl+Enter do anything. Whoever does not want them turns them off (WCAG
2.1.4).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from flask import request as http
from werkzeug.wrappers import Response

from desk.access import cookie, drop_cookie, home, set_cookie
from desk.flash import redirect_with_message
from desk.forms import way_on
from desk.pages import page
from desk.routes import Routes
from web.language import gettext, marked

routes = Routes()
PATH, COOKIE = "tangenter", "tangenter"
A_YEAR = 365 * 24 * 3600


class Key(NamedTuple):
    """What a key does; `text` is for the list of keys."""

    key: str
    text: str


KEYS = {
    "accept": Key("a", marked("Godkänn och gå till nästa")),
    "publish": Key("q", marked("Godkänn, publicera och gå till nästa")),
    "reject": Key("x", marked("Avvisa och gå till nästa")),
    "postpone": Key("w", marked("Vänta med den, eller: inget att hitta i en arbetslista")),
    "merge": Key("c", marked("För samman med nästa kandidat i texten")),
    "section": Key("b", marked("För samman allt som följer under samma rubrik")),
    "split": Key("v", marked("Dela där markören stod i sammanfattningen, eller välj var")),
    "save": Key("s", marked("Spara och stanna kvar")),
    "heading": Key("r", marked("Ta rubriken ovanför i svaret som rubrik")),
    "words": Key("t", marked("Ta de ord som är markerade i texten som rubrik")),
    "edit": Key("e", marked("Skriv i rubriken, eller i fältet som en arbetslista gäller")),
    "kind-1": Key("1", marked("Första typen")),
    "kind-2": Key("2", marked("Andra typen")),
    "kind-3": Key("3", marked("Tredje typen")),
    "many": Key("g", marked("Godkänn de säkraste i svaret tillsammans")),
    "undo": Key("z", marked("Ångra det senaste du gjorde i svaret, hur många gånger som helst")),
    "reading": Key("n", marked("Läs svaret på det näst troligaste sättet")),
    "next": Key("d", marked("Nästa kandidat, eller nästa exempel i en arbetslista")),
    "previous": Key("f", marked("Kandidaten före, eller exemplet före i en arbetslista")),
    "list": Key("?", marked("Den här listan")),
}
"""What can be done -> its key."""


QUESTION_KEYS = "123456789"
"""Of the questions on the page of a reply, in their order."""
LINK_KEYS = "4567890yuiophjklm"
"""Of the links of a candidate, in their order."""


def link_keys() -> str:
    """Return the keys that tick or untick links; none where keys are off."""
    return LINK_KEYS if keys_are_on() else ""


def question_keys(questions: Iterable[str]) -> list[tuple[str, str]]:
    """Return each question with the key that gives it marked words, if it has one."""
    keys = QUESTION_KEYS if keys_are_on() else ""
    return [(each, keys[at : at + 1]) for at, each in enumerate(questions)]


def keys_are_on() -> bool:
    """Return whether keys do anything in this browser."""
    return cookie(COOKIE) != "av"


def key_of(name: str) -> str:
    """Return the key for something that can be done; nothing where keys are off."""
    return KEYS[name].key if keys_are_on() else ""


@routes.get(f"/{PATH}")
def keys_page() -> Response:
    """List the keys, with a way to turn them off."""
    return page(
        "desk/keys.html",
        keys=[
            *((each.key, gettext(each.text)) for each in KEYS.values()),
            (QUESTION_KEYS, gettext("På ett svars sida: ger det markerade till en fråga")),
            (LINK_KEYS, gettext("Kryssar för eller av kopplingen som tangenten står på")),
        ],
        on=keys_are_on(),
        onward=way_on(http.args.get("vidare", "")),
    )


@routes.post(f"/{PATH}")
def send_keys() -> Response:
    """Turn the keys on or off in this browser."""
    on = http.form.get("keys") == "on"
    response = redirect_with_message(
        home(PATH), gettext("Tangenterna är på.") if on else gettext("Tangenterna är av.")
    )
    if on:
        drop_cookie(response, COOKIE)
    else:
        set_cookie(response, COOKIE, "av", seconds=A_YEAR)
    return response
