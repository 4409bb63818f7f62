"""A list asks the database as often for thirty rows as for three."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from app.accounts.access import ADMIN, COMMAND
from app.copies.dumps.files import CSV
from app.copies.dumps.service import folder_of
from app.imports.bulk_load import ImportOptions, import_lines
from app.indexing import sync_index
from app.surveys.opening import open_survey
from app.usage.counting import TOPIC
from catalogue import candidates, dumps, imports, jobs, replies, reports, usage
from catalogue.candidates import MERGED, NewStep
from catalogue.dumps import DumpFile, DumpRecord
from catalogue.identifiers import uuid7
from catalogue.imports import RowRecord
from catalogue.reports import ReportRecord
from catalogue.usage import UsageKey
from record.usage import PAGES, UNANSWERED
from tests.api.conftest import guarded
from tests.api.contract import DOCUMENT
from tests.app.importing import ndjson
from tests.fixtures.accounts import bearer, new_token
from tests.fixtures.services import row, services_in
from tests.web.conftest import EVERY_COUNTY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from werkzeug.test import Client, TestResponse

    from app.wiring import Services

FEW, MANY = 3, 30
LISTS = {
    "searchEntries": "/entries?status=draft&limit=100",
    "listVersions": "/entries/{entry}/versions",
    "listRelations": "/entries/{entry}/relations",
    "listTransitions": "/entries/{entry}/transitions",
    "listAudit": "/audit?limit=100",
    "listChanges": "/changes?limit=100",
    "listImports": "/imports?limit=100",
    "listImportRows": "/imports/{import}/rows?limit=100",
    "listReplies": "/replies?limit=100",
    "listCandidates": "/candidates?limit=100",
    "listTasks": "/tasks?limit=100",
    "listReports": "/reports?limit=100",
    "listUnansweredSearches": "/statistics/unanswered-searches",
    "listSurveys": "/surveys",
    "listSurveyAnswers": "/survey-answers",
    "listTokens": "/tokens",
    "getProvenance": "/entries/{entry}/provenance",
    "listDumps": "/dumps",
    "listSimilarEntries": "/entries/{entry}/similar?limit=20",
    "listSuggestions": "/suggestions?q=tit&limit=20",
}
PAGED = [
    LISTS[name]
    for name in (
        *("searchEntries", "listAudit", "listImports", "listImportRows"),
        *("listReplies", "listCandidates", "listTasks", "listReports"),
    )
]
OF_THE_RELEASE = {"listVocabularies", "listProblemTypes"}
"""Lists that are the same in every catalogue, and ask no database for what they hold."""


class Filled:
    """A catalogue with so many of each, and what was asked of its database."""

    def __init__(self, services: Services, number: int) -> None:
        self.places = fill(services, number)
        self._headers = bearer(services, ADMIN)
        self._client: Client = guarded(services).test_client()
        self._engine = services.database.engine
        self._client.get("/tokens", headers=self._headers)  # the use of the token is noted now

    def statements(self, path: str) -> tuple[int, int]:
        """Return how many were sent for a list, and how long it is."""
        sent: list[str] = []

        def note(*arguments: Any) -> None:
            sent.append(arguments[2])

        event.listen(self._engine, "before_cursor_execute", note)
        answer = self.get(path)
        event.remove(self._engine, "before_cursor_execute", note)
        return len(sent), len(answer.data)

    def get(self, path: str) -> TestResponse:
        """Return a list."""
        answer = self._client.get(path.format(**self.places), headers=self._headers)
        assert answer.status_code == 200, answer.text
        return answer


def fill(services: Services, number: int) -> dict[str, str]:
    options = ImportOptions(source_system="test", publish=True)
    for version in range(number):
        import_lines(
            services, [ndjson(row("ett", summary=f"Text {version}.", state="ongoing"))], options
        )
    with services.database.read() as connection:
        entry = imports.entry_states(connection, [("test", "ett")])["test", "ett"].id
    relation = [{"type": "uses-method", "entryId": entry}]
    others = [row(str(each), relations=relation, state="ongoing") for each in range(number)]
    import_lines(services, ndjson(*others).splitlines(), options)
    drafts = [row(f"utkast-{each}", title=f"Utkast {each}") for each in range(number)]
    import_lines(services, ndjson(*drafts).splitlines(), ImportOptions(source_system="test"))
    for each in range(number):
        new_token(services, ADMIN)
        import_id = keep_import(services, str(each), number)
        keep_reply(services, str(each), entry)
        keep_report(services, entry)
        keep_dump(services)
        open_survey(services, COMMAND, "rus-2018", 2030 + each, "2100-01-01")
    keep_unanswered(services, number)
    sync_index(services)
    return {"entry": entry, "import": import_id}


def keep_import(services: Services, name: str, number: int) -> str:
    import_id = uuid7()
    described = {
        "actor": "token:test",
        "sha256": hash_of(name),
        "size": 1,
        "options": ImportOptions().stored(),
    }
    with services.database.write() as unit:
        imports.create(unit, import_id, described)
        jobs.create(unit, "import", {"import": import_id}, job_id=import_id)
        found = imports.get(unit.connection, import_id)
        assert found
        rows = [
            RowRecord(at, at + 1, 0, "test", "x", "created", reverted=True) for at in range(number)
        ]
        imports.replace_rows(unit, found.pk, rows)
        imports.change(unit, found.pk, state="reverted")
    return import_id


def keep_unanswered(services: Services, number: int) -> None:
    """Count searches in vain for so many topics."""
    today = datetime.now(UTC).date()
    topics = (f"{TOPIC}:{each.id}" for each in islice(services.topics, number))
    with services.database.write() as unit:
        usage.add(unit, {UsageKey(today, UNANSWERED, PAGES, each): 5 for each in topics})


def hash_of(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def keep_dump(services: Services) -> None:
    dump_id, file = uuid7(), DumpFile(CSV, 1, hash_of("dump"))
    (folder_of(services) / dump_id).mkdir(parents=True)
    with services.database.write() as unit:
        dumps.create(unit, DumpRecord(dump_id, unit.now, 0, "", 0, "1", (file,)))


def keep_report(services: Services, entry_id: str) -> None:
    with services.database.write() as unit:
        told = ("dead-source", "Sidan är borta.", None, unit.now, None, None, None)
        reports.create(unit, ReportRecord(uuid7(), entry_id, *told))


def keep_reply(services: Services, name: str, entry_id: str) -> None:
    reply_id = uuid7()
    told = {"actor": "token:test", "survey": "rus-2018", "sha256": hash_of(name), "size": 1}
    document = {
        "place": 0,
        "sha256": hash_of(name),
        "kind": "text",
        "text": "Vi lånar ut.",
        "withheld": [],
    }
    county = EVERY_COUNTY[int(name) % len(EVERY_COUNTY)]
    who = {"place": 0, "document": 0, "county": county, "answers": [], "sectors": []}
    content = {"kind": "activity", "title": name, "summary": "Vi lånar ut.", "counties": ["12"]}
    said = {"text": "Vi lånar ut.", "publicText": "Vi lånar ut.", "spans": [[0, 12]]}
    common = {"place": 0, "respondent": 0, "document": 0, "question": "2c", "county": "12"}
    more = {"said": said, "content": content, "suggestions": [], "duplicates": []}
    with services.database.write() as unit:
        replies.create(unit, reply_id, told)
        jobs.create(unit, "reply", {"reply": reply_id}, job_id=reply_id)
        reply = replies.get(unit.connection, reply_id)
        assert reply
        replies.keep_read(unit, reply.pk, [document], [{**who, "yes_no": {"1": "ja"}}])
        replies.change(unit, reply.pk, state="harvested")
        replies.release(unit, reply.pk, "token:test")
        one = {"reply_pk": reply.pk, **common, **more}
        first, second, third = candidates.create(unit, [one] * 3)
        for pk, values in (
            (second, {"state": MERGED, "merged_into_pk": first}),
            (third, {"state": "accepted", "entry_id": entry_id, "entry_version": 1}),
        ):
            found = candidates.by_pk(unit.connection, pk)
            assert found
            candidates.change(unit, found, NewStep("test", "token:test"), **values)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Filled]]:
    made = [(services_in(tmp_path_factory.mktemp("lists")), number) for number in (FEW, MANY)]
    yield [Filled(*each) for each in made]
    for services, _ in made:
        services.database.close()


@pytest.mark.parametrize("path", LISTS.values(), ids=LISTS)
def test_a_list_sends_as_many_statements_for_many_rows_as_for_few(
    filled: list[Filled], path: str
) -> None:
    few, many = (each.statements(path) for each in filled)
    assert few[1] < many[1]
    assert few[0] == many[0]


@pytest.mark.parametrize("path", PAGED)
def test_limit_0_gives_the_numbers_of_a_list_alone(filled: list[Filled], path: str) -> None:
    answer = filled[0].get(path.replace("limit=100", "limit=0")).get_json()
    meta = answer["_meta"]
    assert (answer["items"], meta["offset"], meta["count"]) == ([], 0, 0)
    assert meta["totalRecords"] >= FEW
    assert "first" not in {each["rel"] for each in answer["_links"]}


def test_every_list_of_the_api_is_counted() -> None:
    names = {
        operation["operationId"]
        for methods in DOCUMENT["paths"].values()
        for operation in methods.values()
    }
    lists = {name for name in names if name.startswith(("list", "search"))}
    assert lists <= {*LISTS, *OF_THE_RELEASE}
