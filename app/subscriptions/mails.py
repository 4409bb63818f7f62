"""The mails of searches that are followed: the question at first, then what is new."""

from __future__ import annotations

import smtplib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import structlog

from app.addresses import entry_name
from app.availability import reading, writing
from app.entries.documents import timestamp
from app.errors import InvalidQuery
from app.exports.atom import feed_page
from app.mail_server import Outcome, hand_in, open_server
from app.mail_settings import MailSettings
from app.searching.search import live_index
from app.subscriptions import service
from app.subscriptions.service import PERIODS, request_of
from app.wiring import Services
from catalogue import subscriptions
from catalogue.subscriptions import SubscriptionRecord
from record.words import Words
from schemas.arguments import MOST_ITEMS

AT_ONCE = 50
"""Mails of one round."""
SETTLED = timedelta(hours=1)
"""How old a change is at least when a mail has it: by then it is in the index."""
AGAIN_AFTER = timedelta(minutes=15)
"""When a mail is tried again that the server does not take for now."""
MOST_TITLES = 30
PATH = "folj"
"""Where the pages of subscriptions are."""

log = structlog.get_logger("exempelbanken")


class Mail(NamedTuple):
    """What a mail says, in the language of its receiver."""

    subject: Words
    text: Words


def send_due_mails(services: Services) -> int:
    """Send the mails of subscriptions that are due; return how many were sent.

    An address that its server refuses for good is deleted with its subscription.

    Raises:
        OSError: the mail server cannot be reached, or refuses to be used.
        SearchUnavailable: the engine does not answer.
    """
    settings = services.settings.mail
    if settings is None:
        return 0
    now = datetime.now(UTC)
    with reading(services.database) as connection:
        waiting = subscriptions.due(connection, now, AT_ONCE)
    if not waiting:
        return 0
    with open_server(settings) as server:
        return sum(_send(services, settings, server, each, now) for each in waiting)


def _send(
    services: Services,
    settings: MailSettings,
    server: smtplib.SMTP,
    record: SubscriptionRecord,
    now: datetime,
) -> bool:
    """Send the mail of one subscription, if there is anything to say; return whether it was."""
    until = now - SETTLED if record.confirmed_at else record.since
    mail = _news(services, record, until) if record.confirmed_at else _question(services, record)
    outcome = Outcome.ACCEPTED
    if mail:
        outcome = hand_in(server, _message(services, settings, record, mail))
    if outcome is Outcome.REFUSED:
        log.warning("mail refused", about="subscription")
        service.remove(services, record.id)
        return False
    with writing(services.database) as unit:
        if outcome is Outcome.DELAYED:
            subscriptions.plan(unit, record.id, now + AGAIN_AFTER)
        else:
            due_at = now + PERIODS[record.frequency] if record.confirmed_at else None
            subscriptions.plan(unit, record.id, due_at, max(record.since, until))
    return mail is not None and outcome is Outcome.ACCEPTED


def _question(services: Services, record: SubscriptionRecord) -> Mail:
    token = service.confirming_token(services.settings, record.id)
    there = f"{_home(services, record)}{PATH}/bekrafta/{token}"
    search = _search_address(services, record)
    return Mail(
        Words("Bekräfta att du vill följa en sökning", "Confirm that you want to follow a search"),
        Words(
            f"Någon, troligen du, vill att Exempelbanken mejlar den här adressen om nya exempel i"
            f" en sökning:\n{search}\n\nBekräfta inom två dygn:\n{there}\n\nVar det inte du? Gör"
            " ingenting, så raderas adressen.",
            f"Somebody, probably you, wants Exempelbanken to mail this address about new examples"
            f" in a search:\n{search}\n\nConfirm within two days:\n{there}\n\nWas it not you? Do"
            " nothing, and the address will be deleted.",
        ),
    )


def _news(services: Services, record: SubscriptionRecord, until: datetime) -> Mail | None:
    """Return the mail about what was published since the last one; None where nothing was."""
    search = _search_address(services, record)
    try:
        request = request_of(record.query, record.language)
        page = feed_page(services, replace(request, limit=MOST_ITEMS), live_index(services))
    except InvalidQuery:
        return _unusable(search)
    since, last = str(timestamp(record.since)), str(timestamp(until))
    found = [each for each in page.entries if since < each["updatedAt"] <= last]
    if not found:
        return None
    lines = [_line(services, record, each, since) for each in found[:MOST_TITLES]]
    rest = len(found) - len(lines)
    if rest:
        lines.append(
            Words(f"och minst {rest} till", f"and at least {rest} more").text(record.language)
        )
    changes = "\n\n".join(lines)
    number = len(found)
    return Mail(
        Words(
            f"Exempelbanken: {number} {'nytt eller ändrat' if number == 1 else 'nya eller ändrade'}"
            " exempel",
            f"Exempelbanken: {number} new or changed example{'' if number == 1 else 's'}",
        ),
        Words(
            f"I sökningen som du följer:\n{search}\n\n{changes}",
            f"In the search that you follow:\n{search}\n\n{changes}",
        ),
    )


def _unusable(search: str) -> Mail:
    return Mail(
        Words("En sökning som du följer går inte längre", "A search that you follow fails"),
        Words(
            f"Ett filter i sökningen finns inte längre:\n{search}\n\nGör sökningen på nytt om du"
            " vill följa den, och avsluta den här.",
            f"A filter of the search is no longer there:\n{search}\n\nMake the search again if you"
            " want to follow it, and end this one.",
        ),
    )


def _line(
    services: Services, record: SubscriptionRecord, entry: Mapping[str, Any], since: str
) -> str:
    """Return title and address of an example, with a word on whether it is new."""
    english = entry["english"] if record.language == "en" else None
    title = (english or entry)["title"]
    is_new = entry["publishedAt"] > since
    kind = Words("Nytt", "New") if is_new else Words("Ändrat", "Changed")
    address = f"{_home(services, record)}exempel/{entry_name(entry)}"
    return f"{kind.text(record.language)}: {title}\n{address}"


def _message(
    services: Services, settings: MailSettings, record: SubscriptionRecord, mail: Mail
) -> EmailMessage:
    """Write a mail; of one that is followed it can be left by one click (RFC 8058)."""
    language = record.language
    text = f"{mail.text.text(language)}\n"
    message = EmailMessage()
    message["From"], message["To"] = settings.sender, str(record.address)
    message["Subject"] = mail.subject.text(language)
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=settings.sender.rpartition("@")[2].rstrip(">"))
    message["Auto-Submitted"] = "auto-generated"
    if record.confirmed_at:
        token = service.leaving_token(services.settings, record.id)
        leaving = f"{_home(services, record)}{PATH}/sluta/{token}"
        host = urlsplit(services.settings.public_url).hostname
        message["List-Id"] = f"<{record.id}.{host}>"
        message["List-Unsubscribe"] = f"<{leaving}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        words = Words("Sluta följa sökningen", "Stop following the search")
        text += f"\n--\n{words.text(language)}:\n{leaving}\n"
    message.set_content(text, cte="quoted-printable")
    message["Content-Language"] = language  # of the content: set with it
    return message


def _home(services: Services, record: SubscriptionRecord) -> str:
    prefix = "/en/" if record.language == "en" else "/"
    return f"{services.settings.public_url}{prefix}"


def _search_address(services: Services, record: SubscriptionRecord) -> str:
    query = record.query or "q="
    return f"{_home(services, record)}?{query}&sort=-updatedAt"
