"""Writes the rows of a small catalogue as this release has them, for tests of later upgrades.

    .venv/bin/python -m tests.upgrades.make tests/upgrades/1.0.0.sql.gz

Run it at the last commit of a release, and keep its file beside those of earlier ones. Every table
has rows, and all people in them are made up.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import func, insert, select

from app.accounts.access import COMMAND
from app.accounts.sessions import sign_in
from app.accounts.users import create_user, user_of
from app.entries.editing import BaseVersion, patch
from app.imports.bulk_load import ImportOptions, import_lines
from app.seeding import ACTOR
from app.surveys.answering import save_answer
from app.surveys.links import form_of_link, make_links
from app.surveys.opening import open_survey
from catalogue import entries, tables
from record.lists import PUBLISHED
from seed.entries import SEED_SOURCE, entries_path, removed_entries
from tests.app.importing import ndjson
from tests.app.planting import plant
from tests.fixtures.services import DATABASE, row, services_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.wiring import Services
    from catalogue.records import EntryRecord

CURATED = 6
"""Of the first curated entries."""
EDITED_TITLE = "En rubrik som länet har skrivit om"
REMOVED = ("borttaget-orört", "borttaget-redigerat")
EDITOR, PASSWORD = "redaktor@example.org", "en lång mening som ingen gissar"
NOW = datetime.now(UTC)


def write_rows(file: Path) -> None:
    """Write the rows of the catalogue as SQL for SQLite, packed."""
    with TemporaryDirectory() as folder:
        services = services_in(Path(folder))
        fill(services)
        services.database.close()
        with closing(sqlite3.connect(Path(folder) / DATABASE)) as rows:
            lines = "\n".join(rows.iterdump())
    file.write_bytes(gzip.compress(lines.encode(), mtime=0))


def fill(services: Services) -> None:
    """Do what fills every table.

    Raises:
        LookupError: a table is empty, as a new one that this command does not know.
    """
    _load_curated(services)
    planted = plant(services)
    _sign_in(services)
    _answer_form(services)
    _edit_curated(services)
    with services.database.write() as unit:
        for table, values in _other_rows(planted, user_of(services, EDITOR).id).items():
            unit.connection.execute(insert(table).values(values))
    with services.database.read() as connection:
        empty = [
            table.name
            for table in tables.Base.metadata.sorted_tables
            if not connection.scalar(select(func.count()).select_from(table))
        ]
    if empty:
        raise LookupError(f"These tables are empty: {', '.join(empty)}. Fill them in {__file__}.")


def _load_curated(services: Services) -> None:
    """Load curated entries, and two that the release after them takes out."""
    options = ImportOptions(source_system=SEED_SOURCE, publish=True, actor=ACTOR)
    with entries_path().open("rb") as lines:
        import_lines(services, [next(lines) for _ in range(CURATED)], options)
    removed = ndjson(*(row(each.external_id) for each in removed_entries()[:2]))
    import_lines(services, removed.splitlines(), options)


def _edit_curated(services: Services) -> None:
    with entries_path().open("rb") as lines:
        first = json.loads(next(lines))["externalId"]
    for key in (first, removed_entries()[1].external_id):
        edited = _entry(services, key)
        base = BaseVersion(edited.id, frozenset({f"{edited.version}-{PUBLISHED}"}))
        patch(services, COMMAND, base, {"title": EDITED_TITLE, "publish": True})


def _entry(services: Services, key: str) -> EntryRecord:
    with services.database.read() as connection:
        found = entries.by_key(connection, SEED_SOURCE, key, published_only=False)
    if found is None:
        raise LookupError(key)
    return found


def _sign_in(services: Services) -> None:
    create_user(services, EDITOR, "admin", PASSWORD)
    sign_in(services, EDITOR, PASSWORD)


def _answer_form(services: Services) -> None:
    survey = open_survey(services, COMMAND, "rus-2018", NOW.year, f"{NOW.year}-12-31")
    (made,) = make_links(services, COMMAND, survey, ["07"])
    form = form_of_link(services, made.link.rpartition("/")[2])
    save_answer(services, form, "3", {"text": "Vi lånar ut verktyg."}, 0)


def _other_rows(
    planted: Mapping[str, str], account: str
) -> dict[type[tables.Base], dict[str, Any]]:
    """Return a row for each table that nothing above fills."""
    subject = {"kind": "entry", "subject_id": planted["entry"]}
    acted = {"actor": f"user:{account}"}
    return {
        tables.Assignment: {**subject, **acted, "account_id": account, "assigned_at": NOW},
        tables.Comment: {**subject, **acted, "text": "Stämmer året?", "created_at": NOW},
        tables.Notice: {
            **subject,
            **acted,
            "account_id": account,
            "about": "comment",
            "created_at": NOW,
        },
        tables.Presence: {**subject, "account_id": account, "since": NOW, "seen_at": NOW},
        tables.ErasedPlace: {**subject, "erased_at": NOW},
        tables.FailedSignIn: {"key": "0" * 64, "count": 2, "last_at": NOW},
        tables.PasswordReset: {
            "id": "prov0001",
            "hash": "0" * 64,
            "account_id": account,
            "created_at": NOW,
            "expires_at": NOW + timedelta(hours=1),
        },
        tables.Subscription: {
            "id": str(uuid4()),
            "address": EDITOR,
            "query": "q=biogas",
            "language": "sv",
            "frequency": "week",
            "created_at": NOW,
            "confirmed_at": NOW,
            "since": NOW,
            "due_at": NOW + timedelta(days=7),
        },
        tables.UsageCount: {
            "day": NOW.date(),
            "kind": "search",
            "channel": "pages",
            "subject": "topic:biogas",
            "place": "12",
            "count": 3,
        },
        tables.AnswerCorrection: {
            "reply_pk": 1,
            "respondent": 0,
            "question": "3",
            "version": 1,
            "text": "Rättat.",
            "actor": f"user:{account}",
            "at": NOW,
        },
        tables.Report: {
            "id": str(uuid4()),
            "entry_pk": 1,
            "kind": "dead-source",
            "created_at": NOW,
            "text": "Sidan är borta.",
        },
        tables.TaskPause: {
            "entry_pk": 1,
            "kind": "without-results",
            "until": NOW + timedelta(days=90),
        },
        tables.SourceCheck: {
            "entry_pk": 1,
            "version": 1,
            "checked_at": NOW,
            "outcome": "gone",
            "http_status": 404,
            "failures": 2,
            "failing_since": NOW,
        },
    }


if __name__ == "__main__":
    write_rows(Path(sys.argv[1]))
