"""Following a search by e-mail: asking for it, confirming it, leaving it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from urllib.parse import parse_qsl

from itsdangerous import BadData, URLSafeSerializer, URLSafeTimedSerializer
from marshmallow import ValidationError

from app.availability import reading, writing
from app.errors import ExempelbankenError, InvalidContent, Issue, Message
from app.query_strings import invalid_query
from app.retention import UNCONFIRMED_KEPT, leave_no_traces, note_scrubbing
from app.searching.requests import SearchRequest
from app.settings import Settings
from app.wiring import Services
from catalogue import subscriptions
from catalogue.identifiers import uuid7
from catalogue.subscriptions import SubscriptionRecord
from schemas.arguments import ConditionsArgsSchema
from schemas.checks import clean

PERIODS = {"day": timedelta(days=1), "week": timedelta(days=7)}
"""Frequency -> time between two mails."""
MOST_OF_ADDRESS, MOST_ASKED_OF_ADDRESS = 20, 3
"""Searches that an address may follow, and those that it may be asked to confirm at a time."""
MOST_UNCONFIRMED = 500
"""Questions without an answer; with more, somebody makes them up."""
LONGEST_ADDRESS, LONGEST_QUERY = 200, 2000
"""Characters."""
_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+"
)
"""A mailbox as browsers check it, of a domain with a point."""
_CONFIRMING, _LEAVING = "subscription-confirm", "subscription-leave"
_CONDITIONS = ConditionsArgsSchema()


class NewSubscription(NamedTuple):
    """What somebody wants to follow: `query` is the query string of a search."""

    address: str
    query: str
    language: str
    frequency: str


class UnknownSubscription(ExempelbankenError):
    """A link in a mail that leads to no subscription, or no longer."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            Message(
                sv="Länken gäller inte längre. Vill du följa en sökning, gör sökningen och välj"
                " Följ sökningen.",
                en="The link is no longer valid. To follow a search, make the search and choose"
                " Follow the search.",
            )
        )


class TooManyUnconfirmed(ExempelbankenError):
    """So many questions wait for an answer that somebody must be making them up."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            Message(
                sv="Just nu tar vi inte emot fler adresser. Försök igen i morgon, eller följ"
                " sökningen som flöde.",
                en="We accept no more addresses just now. Try again tomorrow, or follow the search"
                " as a feed.",
            )
        )


def ask_to_follow(services: Services, new: NewSubscription) -> None:
    """Keep a wish to follow a search; the worker asks the address to confirm it.

    An address that has been asked enough, or follows enough, is not asked again: who sends the form
    is not shown, since it may be somebody else's address.

    Raises:
        InvalidContent: with every fault.
        TooManyUnconfirmed: too many wait for an answer.
    """
    address = clean(new.address)
    if issues := [*_faults(address, new)]:
        raise InvalidContent(issues)
    now = datetime.now(UTC)
    with writing(services.database) as unit:
        if subscriptions.count_unconfirmed(unit.connection) >= MOST_UNCONFIRMED:
            raise TooManyUnconfirmed
        every, unconfirmed = subscriptions.count_of_address(unit.connection, address)
        if every >= MOST_OF_ADDRESS or unconfirmed >= MOST_ASKED_OF_ADDRESS:
            return
        record = SubscriptionRecord(
            id=uuid7(),
            address=address,
            query=new.query,
            language=new.language,
            frequency=new.frequency,
            created_at=now,
            confirmed_at=None,
            since=now,
            due_at=now,
        )
        subscriptions.create(unit, record)


def _faults(address: str, new: NewSubscription) -> list[Issue]:
    found = []
    if len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        message = Message(
            sv="Skriv en e-postadress, som namn@example.org.",
            en="Write an e-mail address, as name@example.org.",
        )
        found.append(Issue("/address", "not-a-mailbox", message))
    if new.frequency not in PERIODS:
        message = Message(sv="Välj hur ofta.", en="Choose how often.")
        found.append(Issue("/frequency", "unknown-value", message, new.frequency, tuple(PERIODS)))
    if len(new.query) > LONGEST_QUERY:
        message = Message(
            sv="Sökningen har för många villkor för att följas. Ta bort något.",
            en="The search has too many conditions to be followed. Remove some.",
        )
        found.append(Issue("/query", "too-long", message))
    return found


def request_of(query: str, language: str) -> SearchRequest:
    """Make the search of a query string.

    Raises:
        InvalidQuery: a parameter is unknown, repeated or holds what it cannot.
    """
    given: dict[str, list[str]] = {}
    for name, value in parse_qsl(query):
        given.setdefault(name, []).append(value)
    try:
        arguments = _CONDITIONS.load(given)
    except ValidationError as error:
        raise invalid_query(error.messages, (), given) from None
    return SearchRequest.of(arguments, language)


def confirming_token(settings: Settings, subscription_id: str) -> str:
    """Return what the link holds that confirms a subscription; nothing of it is stored."""
    serializer = URLSafeTimedSerializer(settings.signing_keys, salt=_CONFIRMING)
    return str(serializer.dumps(subscription_id))


def leaving_token(settings: Settings, subscription_id: str) -> str:
    """Return what the link holds that ends a subscription; nothing of it is stored."""
    return str(URLSafeSerializer(settings.signing_keys, salt=_LEAVING).dumps(subscription_id))


def find_unconfirmed(services: Services, token: str) -> SubscriptionRecord:
    """Return the subscription that a link confirms, which may be confirmed already.

    Raises:
        UnknownSubscription: the link is not ours or too old, or its subscription has ended.
    """
    serializer = URLSafeTimedSerializer(services.settings.signing_keys, salt=_CONFIRMING)
    try:
        subscription_id = str(serializer.loads(token, int(UNCONFIRMED_KEPT.total_seconds())))
    except BadData:
        raise UnknownSubscription from None
    return _find(services, subscription_id)


def confirm(services: Services, token: str) -> SubscriptionRecord:
    """Begin to send mails; a second time changes nothing.

    Raises:
        UnknownSubscription: the link is not ours or too old, or its subscription has ended.
    """
    record = find_unconfirmed(services, token)
    if record.confirmed_at is None:
        with writing(services.database) as unit:
            subscriptions.confirm(unit, record, unit.now + PERIODS[record.frequency])
    return record


def find_followed(services: Services, token: str) -> SubscriptionRecord:
    """Return the subscription that a link ends.

    Raises:
        UnknownSubscription: the link is not ours, or its subscription has ended.
    """
    serializer = URLSafeSerializer(services.settings.signing_keys, salt=_LEAVING)
    try:
        subscription_id = str(serializer.loads(token))
    except BadData:
        raise UnknownSubscription from None
    return _find(services, subscription_id)


def leave(services: Services, token: str) -> None:
    """End a subscription and delete all of it.

    Raises:
        UnknownSubscription: the link is not ours, or its subscription has ended.
    """
    remove(services, find_followed(services, token).id)


def remove(services: Services, subscription_id: str) -> None:
    """Delete a subscription, with the bytes of its address."""
    note_scrubbing(services, due=True)
    with writing(services.database) as unit:
        leave_no_traces(unit)
        subscriptions.remove(unit, subscription_id)


def _find(services: Services, subscription_id: str) -> SubscriptionRecord:
    with reading(services.database) as connection:
        record = subscriptions.get(connection, subscription_id)
    if record is None or record.address is None:
        raise UnknownSubscription
    return record
