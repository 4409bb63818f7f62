"""Tips from anybody about an example that is missing: drafts for curators to find."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from itsdangerous import BadData, URLSafeTimedSerializer

from app.accounts.access import WRITE, Actor
from app.availability import reading
from app.entries.editing import create
from app.errors import ExempelbankenError, Message
from catalogue import drafts
from catalogue.drafts import EntryFilter
from record.lists import DRAFT

if TYPE_CHECKING:
    from app.settings import Settings
    from app.wiring import Services

TIPS = "tips"
"""Source system of what comes in."""
SENDER = Actor("anonymous", "", "tip", frozenset({WRITE}))
"""May hand in a draft here, and nothing else anywhere."""
MOST_WAITING = 50
"""Drafts from tips that may wait for curators; more would hide the others."""
GOOD_FOR = 6 * 3600
"""Seconds that a form can be filled in."""
SALT = "tip-form"


@dataclass(frozen=True, slots=True)
class Tip:
    """What somebody tells of; `counties` are ids, all of them for the whole country."""

    kind: str
    title: str
    summary: str
    counties: tuple[str, ...]
    url: str


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


class EnoughTips(ExempelbankenError):
    """As many tips wait as curators can read."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            Message(
                sv="Många tips väntar på att läsas. Försök igen om några dagar.",
                en="Many tips are waiting to be read. Try again in some days.",
            )
        )


def form_token(settings: Settings, nonce: str) -> str:
    """Return what a form of ours brings back; `nonce` makes it one of its own."""
    return str(URLSafeTimedSerializer(settings.secret_key, salt=SALT).dumps(nonce))


def take_tip(services: Services, tip: Tip, token: str) -> None:
    """Keep a tip as a draft; the same form sent twice is one tip.

    Raises:
        StaleForm: the token is not one of ours, or too old.
        EnoughTips: too many wait.
        InvalidContent: with every fault.
    """
    serializer = URLSafeTimedSerializer(services.settings.signing_keys, salt=SALT)
    try:
        nonce = serializer.loads(token, max_age=GOOD_FOR)
    except BadData:
        raise StaleForm from None
    with reading(services.database) as connection:
        waiting, _ = drafts.page(connection, (DRAFT,), 0, 0, EntryFilter(source_systems=(TIPS,)))
    if waiting >= MOST_WAITING:
        raise EnoughTips
    create(services, SENDER, _content(tip, str(nonce)), key=str(nonce))


def _content(tip: Tip, nonce: str) -> dict[str, Any]:
    return {
        "sourceSystem": TIPS,
        "externalId": nonce,
        "kind": tip.kind,
        "title": tip.title,
        "summary": tip.summary,
        "counties": list(tip.counties),
        "source": {"type": "web-page", "title": tip.title, "url": tip.url},
    }
