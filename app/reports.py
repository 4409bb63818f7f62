"""Faults of entries that anybody reports: listed for curators, who close them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import IntegrityError

from app.accounts.access import ANONYMOUS
from app.availability import reading, writing
from app.entries.documents import timestamp
from app.entries.reading import get_entry
from app.errors import Conflict, ExempelbankenError, InvalidContent, Issue, Message, NotFound
from app.forms import form_token, nonce_of
from app.personal_data import holds_identity_number
from catalogue import ledger, reports
from catalogue.identifiers import uuid7
from catalogue.reports import ReportFilter, ReportRecord
from record.lists import REPORT_KINDS
from schemas.checks import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from app.accounts.access import Actor
    from app.settings import Settings
    from app.wiring import Services

__all__ = ["ReportFilter", "close_report", "get_report", "list_reports", "take_report"]

FORM = "report-form"
MOST_OPEN = 100
"""Reports that may wait for curators; with more, nobody would read any."""
LONGEST_TEXT, LONGEST_ADDRESS = 2_000, 200
"""Characters."""
MOST_LINKS = 3
"""Web addresses in a text; who sends more advertises them."""
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_MAILBOX = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]+")
NO_SUCH_REPORT = Message(sv="Det finns ingen sådan rapport.", en="There is no such report.")
ALREADY_CLOSED = Message(sv="Rapporten är redan avslutad.", en="The report is closed already.")


@dataclass(frozen=True, slots=True)
class NewReport:
    """What somebody reports of an entry; `answer_to` is a mailbox, or nothing."""

    kind: str
    text: str
    answer_to: str


class EnoughReports(ExempelbankenError):
    """As many reports wait as curators can read."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            Message(
                sv="Många rapporter väntar på att läsas. Försök igen om några dagar.",
                en="Many reports are waiting to be read. Try again in some days.",
            )
        )


def report_token(settings: Settings, entry_id: str) -> str:
    """Return what a form about an entry brings back: the id that its report will have."""
    return form_token(settings, f"{FORM}:{entry_id}", uuid7())


def take_report(services: Services, entry_id: str, report: NewReport, token: str) -> None:
    """Keep a report on a public entry; the same form sent twice is one report.

    Raises:
        NotFound, EntryWithdrawn: there is no such entry.
        StaleForm: the token is not one of ours, of another entry, or too old.
        EnoughReports: too many wait.
        InvalidContent: with every fault.
    """
    entry = get_entry(services, entry_id, ANONYMOUS)
    report_id = nonce_of(services.settings, f"{FORM}:{entry['id']}", token)
    text = clean(report.text, lines=True)
    answer_to = clean(report.answer_to)
    if issues := list(_faults(report.kind, text, answer_to)):
        raise InvalidContent(issues)
    record = ReportRecord(
        id=report_id,
        entry_id=entry["id"],
        kind=report.kind,
        text=text,
        answer_to=answer_to or None,
        created_at=datetime.now(UTC),
        closed_at=None,
        closed_by=None,
        reason=None,
    )
    try:
        with writing(services.database) as unit:
            if reports.get(unit.connection, report_id):
                return
            if reports.count_open(unit.connection) >= MOST_OPEN:
                raise EnoughReports
            reports.create(unit, record)
            unit.record(
                ledger.event_without_entry(
                    ledger.SUBMIT_REPORT, ANONYMOUS.name, f"report:{report_id}"
                )
            )
    except IntegrityError:  # the same form, sent twice at once
        return


def _faults(kind: str, text: str, answer_to: str) -> Iterator[Issue]:
    if kind not in REPORT_KINDS:
        message = Message(sv="Välj vad det gäller.", en="Choose what it is about.")
        yield Issue("/kind", "unknown-value", message, kind, REPORT_KINDS)
    if not text:
        yield Issue("/text", "empty", Message(sv="Skriv vad som är fel.", en="Say what is wrong."))
    elif len(text) > LONGEST_TEXT:
        yield Issue(
            "/text",
            "too-long",
            Message(
                sv=f"Skriv högst {LONGEST_TEXT} tecken.",
                en=f"Write {LONGEST_TEXT} characters at most.",
            ),
        )
    elif len(_LINK.findall(text)) > MOST_LINKS:
        yield Issue(
            "/text",
            "too-many-links",
            Message(
                sv=f"Skriv högst {MOST_LINKS} webbadresser.",
                en=f"Write {MOST_LINKS} web addresses at most.",
            ),
        )
    elif holds_identity_number(text):
        yield Issue(
            "/text",
            "personal-number",
            Message(
                sv="Ta bort personnumret. Det räcker att säga var i exemplet det står.",
                en="Remove the personal identity number. Say where in the example it stands.",
            ),
        )
    if answer_to and (len(answer_to) > LONGEST_ADDRESS or not _MAILBOX.fullmatch(answer_to)):
        yield Issue(
            "/answerTo",
            "not-a-mailbox",
            Message(
                sv="Skriv en e-postadress, som namn@example.org, eller lämna tomt.",
                en="Write an e-mail address, as name@example.org, or leave it empty.",
            ),
        )


def get_report(services: Services, report_id: str) -> dict[str, Any]:
    """Return a report as JSON.

    Raises:
        NotFound: there is none with this id.
    """
    with reading(services.database) as connection:
        return _view(_record(connection, report_id))


def _record(connection: Connection, report_id: str) -> ReportRecord:
    record = reports.get(connection, report_id)
    if record is None:
        raise NotFound(NO_SUCH_REPORT)
    return record


def list_reports(
    services: Services, wanted: ReportFilter, page: int, limit: int
) -> tuple[int, Sequence[dict[str, Any]]]:
    """Return how many reports are wanted, and a page of them as JSON, the newest first."""
    with reading(services.database) as connection:
        total, found = reports.page(connection, wanted, (page - 1) * limit, limit)
    return total, [_view(each) for each in found]


def close_report(services: Services, actor: Actor, report_id: str, reason: str) -> dict[str, Any]:
    """Close a report, which forgets where its sender wanted an answer.

    Raises:
        NotFound: there is none with this id.
        Conflict: it is closed already.
    """
    with writing(services.database) as unit:
        _record(unit.connection, report_id)  # or there is none
        if not reports.close(unit, report_id, actor.name, reason):
            raise Conflict(ALREADY_CLOSED, alternatives=())
        unit.record(
            ledger.event_without_entry(
                ledger.CLOSE_REPORT, actor.name, f"report:{report_id}", reason=reason
            )
        )
        return _view(_record(unit.connection, report_id))


def _view(record: ReportRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "state": "closed" if record.closed_at else "open",
        "entryId": record.entry_id,
        "kind": record.kind,
        "text": record.text,
        "answerTo": record.answer_to,
        "createdAt": timestamp(record.created_at),
        "closedAt": timestamp(record.closed_at),
        "closedBy": record.closed_by,
        "reason": record.reason,
    }
