"""Tips from anybody about an example that is missing: drafts for curators to find."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.accounts.access import WRITE, Actor
from app.availability import reading
from app.entries.editing import create
from app.errors import ExempelbankenError, InvalidContent, Issue, Message
from app.forms import nonce_of
from app.personal_data import holds_identity_number
from app.wiring import Services
from catalogue import drafts
from catalogue.drafts import EntryFilter
from record.lists import DRAFT, TIPS

SENDER = Actor("anonymous", "", "tip", frozenset({WRITE}))
"""May hand in a draft here, and nothing else anywhere."""
MOST_WAITING = 50
"""Drafts from tips that may wait for curators; more would hide the others."""
FORM = "tip-form"
NO_IDENTITY_NUMBER = Message(
    sv="Ta bort personnumret. Exempel handlar om verksamheter, inte om enskilda personer.",
    en="Remove the personal identity number. Examples are about activities, not about persons.",
)


@dataclass(frozen=True, slots=True)
class Tip:
    """What somebody tells of; `counties` are ids, all of them for the whole country."""

    kind: str
    title: str
    summary: str
    counties: tuple[str, ...]
    url: str


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


def take_tip(services: Services, tip: Tip, token: str) -> None:
    """Keep a tip as a draft; the same form sent twice is one tip.

    Raises:
        StaleForm: the token is not one of ours, or too old.
        EnoughTips: too many wait.
        InvalidContent: with every fault, first of all that an identity number is in the texts.
    """
    nonce = nonce_of(services.settings, FORM, token)
    with reading(services.database) as connection:
        waiting, _ = drafts.page(connection, (DRAFT,), 0, 0, EntryFilter(source_systems=(TIPS,)))
    if waiting >= MOST_WAITING:
        raise EnoughTips
    texts = {"/title": tip.title, "/summary": tip.summary}
    if found := [each for each, text in texts.items() if holds_identity_number(text)]:
        raise InvalidContent([Issue(each, "personal-number", NO_IDENTITY_NUMBER) for each in found])
    create(services, SENDER, _content_of(tip, nonce), key=nonce)


def _content_of(tip: Tip, nonce: str) -> dict[str, Any]:
    return {
        "sourceSystem": TIPS,
        "externalId": nonce,
        "kind": tip.kind,
        "title": tip.title,
        "summary": tip.summary,
        "counties": list(tip.counties),
        "source": {"type": "web-page", "title": tip.title, "url": tip.url},
    }
