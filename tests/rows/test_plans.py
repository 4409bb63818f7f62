"""How both databases find what a list shows: by an index, or in its order up to a limit."""

from __future__ import annotations

import re
import shutil
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, insert, update

from catalogue import audit, candidates, drafts, feed, imports, ledger, replies, reports, tasks
from catalogue.audit import EventFilter
from catalogue.candidates import CandidateFilter
from catalogue.database import Database
from catalogue.identifiers import uuid7
from catalogue.loading.write import load
from catalogue.records import LinkRecord
from catalogue.reports import ReportFilter
from catalogue.tables import (
    Base,
    Candidate,
    Entry,
    ErasedPlace,
    Reply,
    ReplyRespondent,
    Report,
    SourceCheck,
)
from catalogue.tasks import Times
from record.tasks import TASKS
from tests.rows.building import row, uses
from tests.rows.conftest import BOTH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sqlalchemy import Connection

    List = Callable[[Connection], object]

MANY, FEW = 3_000, 10
SEEN, LONG_AGO = "2026-01-01", "2020-01-01"
OBJECTIVE = (LinkRecord("objectives", "1"),)
NOW = datetime(2026, 6, 1, tzinfo=UTC)
TIMES = Times(NOW - timedelta(days=1_000), NOW - timedelta(days=300), NOW)
JOB = uuid7()
PARTIAL = {
    index.name
    for table in Base.metadata.tables.values()
    for index in table.indexes
    if index.dialect_kwargs.get("sqlite_where") is not None
}
"""Indexes that hold what is asked for and nothing else."""
WHOLE = re.compile(r"SELECT count\(\*\) AS count_1 \nFROM \w+")
"""How many rows a table has, which is asked of the narrowest index."""
PAGE = (0, 20)


@pytest.fixture(scope="module", params=BOTH)
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """A database with many rows of each kind, and few that a list asks for."""
    if request.param == "sqlite":
        file = tmp_path_factory.mktemp("plans") / "rows.sqlite3"
        shutil.copy(request.getfixturevalue("migrated_file"), file)
        url = f"sqlite:///{file}"
    else:
        template = request.getfixturevalue("migrated_template")
        url = request.getfixturevalue("postgresql_server").new_database(template)
    database = Database(url)
    fill(database)
    yield database
    database.close()


def fill(database: Database) -> None:
    source = {"checkedOn": SEEN}
    known = {"state": "ongoing", "stateAsOf": NOW.year}
    fill_entries(database, "many", MANY, source=source, links=OBJECTIVE, **known)
    ended = {"state": "completed", "endYear": 2000, "contact": "info@example.org"}
    fill_entries(database, "ended", FEW, source=source, links=OBJECTIVE, **ended)
    fill_entries(database, "old", FEW, source={"retrievedOn": LONG_AGO}, links=OBJECTIVE)
    fill_entries(database, "undated", FEW, links=OBJECTIVE)
    fill_entries(database, "unlinked", FEW, source=source)
    fill_entries(database, "draft", FEW, publish=False, job_id=JOB, actor="token:few")
    fill_entries(database, "old", FEW, publish=False, source=source, title="Nytt")
    fill_entries(database, "tip", FEW, publish=False, source_system="tips")
    fill_replies(database)
    with database.write() as unit:
        unit.record(ledger.event_without_entry("create-token", "user:few", "token:1"))
        withdrawn = update(Entry).where(Entry.external_id == "unlinked 1")
        unit.connection.execute(withdrawn.values(status="withdrawn", published_version=None))
        for number in range(FEW):
            told = {"actor": "token:many", "sha256": f"{number}", "size": 1, "options": {}}
            imports.create(unit, uuid7(), told)
    if not database.is_embedded:
        with database.engine.connect() as connection:
            connection.exec_driver_sql("ANALYZE")
            connection.commit()


def fill_entries(
    database: Database, name: str, count: int, *, publish: bool = True, **changes: Any
) -> None:
    how = {"actor": changes.pop("actor", "token:many"), "job_id": changes.pop("job_id", None)}
    links = changes.pop("links", ())
    rows = [
        row(f"{name} {number}", links=links, relations=[uses(f"{name} {number ^ 1}")], **changes)
        for number in range(count)
    ]
    with database.write() as unit:
        load(unit, rows, publish=publish, **how)


def fill_replies(database: Database) -> None:
    said = {"said": {}, "content": {"title": "Pool"}, "suggestions": [], "duplicates": []}
    with database.write() as unit:
        for table, rows in (
            (Reply, [*(a_reply(number) for number in range(MANY)), *without_candidates()]),
            (ReplyRespondent, [a_respondent(number) for number in range(MANY)]),
            (Candidate, [{**a_candidate(number), **said} for number in range(MANY)]),
            (Report, [a_report(number) for number in range(MANY)]),
            (SourceCheck, [a_look(number) for number in range(MANY)]),
            (ErasedPlace, [an_erased_place(number) for number in range(MANY)]),
        ):
            unit.connection.execute(insert(table), rows)


def without_candidates() -> list[dict[str, Any]]:
    undecided = {"state": "harvested", "reviewed_at": None}
    return [{**a_reply(MANY + number), **undecided} for number in range(FEW)]


def few_of(number: int, few: str, many: str) -> str:
    return few if number % (MANY // FEW) == 0 else many


def a_reply(number: int) -> dict[str, Any]:
    reviewed = None if number < FEW else NOW
    told = {"job_id": uuid7(), "actor": "token:many", "sha256": f"{number}", "size": 1}
    state = few_of(number, "failed", "harvested")
    at = {"created_at": NOW - timedelta(days=400), "reviewed_at": reviewed}
    survey = few_of(number, "few", "many")
    return {"pk": number + 1, "id": uuid7(), "state": state, "survey": survey, **told, **at}


def a_respondent(number: int) -> dict[str, Any]:
    told = {"document": 0, "yes_no": {}, "answers": [], "sectors": []}
    county = few_of(number, "12", "24")
    return {"reply_pk": number + 1, "place": 0, "county": county, **told}


def a_report(number: int) -> dict[str, Any]:
    told = {"entry_pk": number + 1, "kind": "dead-source", "text": "Borta.", "created_at": NOW}
    closed = None if number < FEW else NOW
    return {"pk": number + 1, "id": uuid7(), "closed_at": closed, **told}


def a_look(number: int) -> dict[str, Any]:
    failures = 2 if number < FEW else 0
    told = {"entry_pk": number + 1, "version": 1, "checked_at": NOW, "outcome": "silent"}
    return {**told, "failures": failures, "failing_since": NOW if failures else None}


def an_erased_place(number: int) -> dict[str, Any]:
    looked = None if number < FEW else NOW
    return {"kind": "entry", "subject_id": uuid7(), "erased_at": NOW, "looked_at": looked}


def a_candidate(number: int) -> dict[str, Any]:
    return {
        "pk": number + 1,
        "id": uuid7(),
        "reply_pk": number + 1,
        "place": 0,
        "respondent": 0,
        "document": 0,
        "question": few_of(number, "1a", "2c"),
        "county": few_of(number, "12", "24"),
        "state": few_of(number, "waiting", "rejected"),
        "revision": few_of(number, "new", "unchanged"),
        "entry_id": few_of(number, uuid7(), uuid7()),
        "version": 1,
        "created_at": NOW,
        "changed_at": NOW,
    }


@contextmanager
def noted(database: Database) -> Iterator[list[tuple[str, Any]]]:
    """Give the list of statements that are sent, with their parameters."""
    sent: list[tuple[str, Any]] = []

    def note(*arguments: Any) -> None:
        sent.append(arguments[2:4])

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def faults(database: Database, ask: List) -> list[str]:
    """Return what of the plans reads a table from end to end."""
    with database.read() as connection, noted(database) as sent:
        assert ask(connection) != (0, [])
    find = of_sqlite if database.is_embedded else of_postgresql
    with database.read() as connection:
        return [
            f"{fault}: {statement}"
            for statement, parameters in sent
            if not WHOLE.fullmatch(statement)
            for fault in find(connection, statement, parameters)
        ]


def of_sqlite(connection: Connection, statement: str, parameters: Any) -> Iterator[str]:
    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    sorted_in = {step.parent for step in plan if step.detail == "USE TEMP B-TREE FOR ORDER BY"}
    ends = " LIMIT " in statement and "count(" not in statement
    for step in plan:
        scan = re.match(r"SCAN (\w+)(?:.* INDEX (\w+))?", step.detail)
        if not scan or scan[1] not in Base.metadata.tables or scan[2] in PARTIAL:
            continue
        if not ends or step.parent in sorted_in:
            yield step.detail


def of_postgresql(connection: Connection, statement: str, parameters: Any) -> Iterator[str]:
    # What has few rows is soonest read whole: this is asked for the plan of many.
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    explained = f"EXPLAIN (FORMAT JSON) {statement}"
    (plan,) = connection.exec_driver_sql(explained, parameters).scalar_one()
    yield from _steps(plan["Plan"], ends=False)


def _steps(step: Mapping[str, Any], *, ends: bool) -> Iterator[str]:
    kind = step["Node Type"]
    found = "Index Cond" in step or step.get("Index Name") in PARTIAL
    reads = "Scan" in kind and "Relation Name" in step and kind != "Bitmap Heap Scan"
    if reads and not found and not (ends and "Index" in kind):
        yield f"{kind} of {step['Relation Name']}"
    if kind in {"Sort", "Aggregate", "Hash"}:
        ends = False
    for part in step.get("Plans", ()):
        yield from _steps(part, ends=ends or kind == "Limit")


def drafts_in(*statuses: str) -> List:
    return lambda connection: drafts.page(connection, statuses, *PAGE)


def tasks_of(kind: str) -> List:
    def ask(connection: Connection) -> tuple[int, list[Any]]:
        (count,) = tasks.count_by_kind(connection, [kind], TIMES)
        return count, tasks.page(connection, kind, TIMES, *PAGE)

    return ask


def events_of(**asked: Any) -> List:
    return lambda connection: audit.events(connection, EventFilter(**asked), *PAGE)


def candidates_of(**wanted: Any) -> List:
    return lambda connection: candidates.page(connection, CandidateFilter(**wanted), *PAGE)


def replies_of(**wanted: Any) -> List:
    return lambda connection: replies.page(connection, *PAGE, **wanted)


def reports_of(**wanted: Any) -> List:
    return lambda connection: reports.page(connection, ReportFilter(**wanted), *PAGE)


def of_an_entry(connection: Connection) -> object:
    entry_id = drafts.page(connection, ["draft"], 0, 1)[1][0].id
    return audit.events(connection, EventFilter(entry_ids=[entry_id]), *PAGE)


LISTS: dict[str, List] = {
    "drafts": drafts_in("draft"),
    "withdrawn": drafts_in("withdrawn"),
    "drafts and withdrawn": drafts_in("draft", "withdrawn"),
    **{f"tasks: {kind}": tasks_of(kind) for kind in TASKS if kind != "in-review"},
    "audit": events_of(),
    "audit by actor": events_of(actors=["token:few"]),
    "audit by action": events_of(actions=["create-token"]),
    "audit by import": events_of(job_ids=[JOB]),
    "audit by subject": events_of(subjects=["token:1"]),
    "audit by entry": of_an_entry,
    "audit since": events_of(since=datetime.now(UTC) - timedelta(days=1)),
    "imports": lambda connection: imports.page(connection, *PAGE),
    "replies": replies_of(),
    "replies by state": replies_of(states=["failed"]),
    "replies by county": replies_of(counties=["12"]),
    "candidates": candidates_of(),
    "candidates by state": candidates_of(states=["waiting"]),
    "candidates by county": candidates_of(counties=["12"]),
    "candidates by question": candidates_of(questions=["1a"]),
    "candidates by revision": candidates_of(revisions=["new"]),
    "candidates by survey and state": candidates_of(surveys=["few"], states=["waiting"]),
    "reports": reports_of(),
    "open reports": reports_of(open_ones=True),
    "changes": lambda connection: feed.page(connection, 5, 20),
    "changes with drafts": lambda connection: ledger.changes(connection, 5, 20),
    "last change": feed.last_change,
}


@pytest.mark.parametrize("ask", LISTS.values(), ids=LISTS)
def test_a_list_reads_no_table_from_end_to_end(filled: Database, ask: List) -> None:
    assert faults(filled, ask) == []
