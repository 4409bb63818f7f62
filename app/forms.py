"""Forms for anybody: each is one of its own, made here, and good for some hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itsdangerous import BadData, URLSafeTimedSerializer

from app.errors import ExempelbankenError, Message

if TYPE_CHECKING:
    from app.settings import Settings

GOOD_FOR = 6 * 3600
"""Seconds that a form can be filled in."""


class StaleForm(ExempelbankenError):
    """The form is too old, or was not made here."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            Message(
                sv="Formuläret har stått öppet för länge. Skicka det en gång till.",
                en="The form has been open for too long. Send it once more.",
            )
        )


def form_token(settings: Settings, form: str, nonce: str) -> str:
    """Return what a form of ours brings back; `form` is which, `nonce` makes it one of its own."""
    return str(_serializer(settings, form).dumps(nonce))


def nonce_of(settings: Settings, form: str, token: str) -> str:
    """Return the nonce of a form that comes back.

    Raises:
        StaleForm: the token is not one of ours, or too old.
    """
    try:
        nonce = _serializer(settings, form).loads(token, GOOD_FOR)
    except BadData:
        raise StaleForm from None
    return str(nonce)


def _serializer(settings: Settings, form: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings.signing_keys, salt=form)
