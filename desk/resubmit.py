"""What was sent when the session had ended: carried through signing in, and shown to be sent again.

It goes from page to page in forms, so that nothing of it is kept here; files and passwords do not.
"""

from __future__ import annotations

import hmac
import json
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote_plus

from flask import g
from flask import request as http

from app.accounts.secrets import keyed
from desk.access import services
from desk.forms import FIELD, LARGEST_FORM, ForeignForm, check_form, way_on
from desk.pages import page
from web.origin import surely_from_here

if TYPE_CHECKING:
    from flask import Response

    from app.accounts.sessions import SignedIn

FIELDS, ADDRESS, SEAL = "kvar", "kvar-till", "kvar-sigill"
LARGEST = LARGEST_FORM - 20_000
"""Bytes of what the form to sign in carries beside its own fields."""
SECRET = frozenset({"password", "current", "new", "again"})


class UnsentForm(NamedTuple):
    """A form: where it is sent, and its fields as they were filled in."""

    address: str
    fields: list[tuple[str, str]]

    @property
    def as_json(self) -> str:
        """The fields as the form to sign in carries them."""
        return json.dumps(self.fields, ensure_ascii=False)

    @property
    def seal(self) -> str:
        """What shows that this site has made it."""
        return self._sealed(services().settings.secret_key)

    @property
    def is_ours(self) -> bool:
        """Return whether the form to sign in brings back what this site had it carry."""
        given = http.form.get(SEAL, "").encode()
        made = [self._sealed(key).encode() for key in services().settings.signing_keys]
        return any(hmac.compare_digest(each, given) for each in made)

    def _sealed(self, key: str) -> str:
        return keyed(key, f"kept:{self.address}\n{self.as_json}")

    @property
    def fits(self) -> bool:
        """Return whether the form to sign in can carry it."""
        return len(quote_plus(self.as_json)) <= LARGEST

    @property
    def texts(self) -> list[str]:
        """What somebody has written, of more than a word."""
        return [value for _, value in self.fields if " " in value.strip()]


def sent_in_vain() -> UnsentForm | None:
    """Return the form of this request, if a page of ours sent it and it holds no secret.

    Its token tells that only while the browser has the cookie of the session.
    """
    try:
        check_form()
    except ForeignForm:
        if not surely_from_here():
            return None
    if http.files or not SECRET.isdisjoint(http.form):
        return None
    fields = [(name, value) for name, value in http.form.items(multi=True) if name != FIELD]
    return UnsentForm(f"{http.script_root}{http.path}", fields) if fields else None


def carried() -> UnsentForm | None:
    """Return what the form to sign in has carried, if anything."""
    try:
        fields: Any = json.loads(http.form.get(FIELDS, ""))
        form = UnsentForm(
            way_on(http.form[ADDRESS]), [(str(name), str(each)) for name, each in fields]
        )
    except (ValueError, TypeError, LookupError):
        return None
    return form if form.is_ours else None


def shown_again(form: UnsentForm, session: SignedIn) -> Response:
    """Show what was carried in a form of the session that has just begun."""
    g.form_session = session.credential.text
    return page("desk/kept.html", kept=form, session_account=session.account_id)


def sign_in_form(status: int, onward: str, kept: UnsentForm | None, **details: object) -> Response:
    """Show the form to sign in; `details`: account, faults and seconds to wait."""
    return page(
        "desk/sign_in.html",
        status,
        onward=onward,
        kept=kept,
        provider=services().settings.oidc is not None,
        **{"account": "", "faults": [], "wait": 0, **details},
    )
