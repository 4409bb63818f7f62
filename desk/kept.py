"""What was sent when the session had ended: carried through signing in, and shown to be sent again.

It goes from page to page in forms, so that nothing of it is kept here; files and passwords do not.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from flask import g
from flask import request as http

from desk.access import services, session_id
from desk.forms import FIELD, ForeignForm, check_form, way_on
from desk.pages import page

if TYPE_CHECKING:
    from flask import Response

    from app.accounts.sessions import SignedIn

FIELDS, ADDRESS = "kvar", "kvar-till"
SECRET = frozenset({"password", "current", "new", "again"})


class Kept(NamedTuple):
    """A form: where it is sent, and its fields as they were filled in."""

    address: str
    fields: list[tuple[str, str]]

    @property
    def as_json(self) -> str:
        """The fields as the form to sign in carries them."""
        return json.dumps(self.fields, ensure_ascii=False)

    @property
    def texts(self) -> list[str]:
        """What somebody has written, of more than a word."""
        return [value for _, value in self.fields if " " in value.strip()]


def sent_in_vain() -> Kept | None:
    """Return the form of this request, if a page of a session sent it and it holds no secret."""
    if session_id() is None:
        return None
    try:
        check_form()
    except ForeignForm:
        return None
    if http.files or not SECRET.isdisjoint(http.form):
        return None
    fields = [(name, value) for name, value in http.form.items(multi=True) if name != FIELD]
    return Kept(f"{http.script_root}{http.path}", fields)


def carried() -> Kept | None:
    """Return what the form to sign in has carried, if anything."""
    try:
        fields: Any = json.loads(http.form.get(FIELDS, ""))
        return Kept(way_on(http.form[ADDRESS]), [(str(name), str(each)) for name, each in fields])
    except (ValueError, TypeError, LookupError):
        return None


def shown_again(kept: Kept, session: SignedIn) -> Response:
    """Show what was carried in a form of the session that has just begun."""
    g.form_session = session.credential.text
    return page("desk/kept.html", kept=kept)


def sign_in_form(status: int, onward: str, kept: Kept | None, **told: object) -> Response:
    """Show the form to sign in; `told` are account, faults and seconds to wait, where there are."""
    return page(
        "desk/sign_in.html",
        status,
        onward=onward,
        kept=kept,
        provider=services().settings.oidc is not None,
        **{"account": "", "faults": [], "wait": 0, **told},
    )
