"""What was erased is in no row, file, index or dump, wherever the product has kept it before."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

import pytest

from app.accounts.access import COMMAND
from app.accounts.users import list_users
from app.candidates.reading import CandidateFilter, get_candidate, list_candidates
from app.copies.dumps import service as dumps
from app.entries.provenance import provenance
from app.erasing.service import erase, preview
from app.imports.service import list_imports
from app.indexing import verify_index
from app.linking.models import model_path
from app.replies.service import get_reply
from app.replies.views import whole_reply_view
from app.searching.requests import SearchRequest
from app.searching.search import search
from app.searching.suggesting import suggest
from app.uploads import upload_path
from app.wiring import build_engine
from catalogue import entries, jobs, ledger
from catalogue.erasing.text import BLOCK
from indexer.engine import EngineQuery, SearchEngineError
from indexer.engines.elastic.engine import ElasticEngine
from tests.app.erasure_requests import request, silently
from tests.app.importing import entry_of, imported, ndjson
from tests.app.planting import NAME, RARE, files_with_name, plant, tables_with_name
from tests.fixtures.services import row, services_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.wiring import Services

TABLES = [
    *("account", "candidate", "candidate_step", "entry", "entry_version", "import"),
    *("import_row", "ledger", "link", "reply", "reply_document", "reply_respondent", "token"),
]


class Planted(NamedTuple):
    """An installation with the name everywhere, and ids by what they are of."""

    services: Services
    ids: dict[str, str]


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A data folder with everything planted, to be copied."""
    folder = tmp_path_factory.mktemp("planted")
    services = services_in(folder)
    with closing(services.database):
        return folder, plant(services)


@pytest.fixture
def planted(original: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[Planted]:
    folder, ids = original
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    services = services_in(tmp_path)
    yield Planted(services, ids)
    services.database.close()


@pytest.fixture
def on_servers(postgresql_url: str, elasticsearch_url: str, tmp_path: Path) -> Iterator[Planted]:
    services = services_in(
        tmp_path,
        EXEMPELBANKEN_DATABASE_URL=postgresql_url,
        EXEMPELBANKEN_ELASTICSEARCH_URL=elasticsearch_url,
        EXEMPELBANKEN_ELASTICSEARCH_PREFIX=f"test-{uuid4().hex[:12]}",
        EXEMPELBANKEN_SECRET_KEY="s" * 40,
    )
    yield Planted(services, plant(services))
    services.database.close()
    assert isinstance(services.engine, ElasticEngine)
    services.engine.remove_all()


def indexed(services: Services) -> str:
    """Return every document and word of the index."""
    snapshot = build_engine(services.settings).snapshot()
    hits = snapshot.search(EngineQuery(limit=1000)).hits
    return json.dumps([[hit.entry for hit in hits], list(snapshot.words())], ensure_ascii=False)


def titles(services: Services, entry_id: str) -> list[str]:
    with services.database.read() as connection:
        found = entries.versions(connection, entry_id, published_only=False)
    return [each.entry.content["title"] for each in found]


def gone_everywhere(services: Services, ids: dict[str, str]) -> None:
    """Erase the name, also where it is part of an address; it must be everywhere before."""
    assert tables_with_name(services) == TABLES
    assert len(files_with_name(services.settings.data)) > 5
    assert RARE in indexed(services).casefold()

    assert not erase(services, request(NAME), silently)
    assert tables_with_name(services) == []
    assert files_with_name(services.settings.data) == []
    assert RARE not in indexed(services).casefold()
    assert not verify_index(services)
    assert titles(services, ids["entry"])[:2] == ["Före: [raderat]", "Nu: [raderat]"]
    assert not search(services, SearchRequest(NAME)).items
    assert RARE not in json.dumps(suggest(services, RARE[:5]))
    assert not model_path(services.settings).exists()
    assert [user.disabled_at is None for user in list_users(services)] == [False]


def test_a_text_is_gone_from_every_row_file_index_and_dump(planted: Planted) -> None:
    gone_everywhere(*planted)


@pytest.mark.postgresql
@pytest.mark.elasticsearch
def test_a_text_is_gone_from_servers_too(on_servers: Planted) -> None:
    gone_everywhere(*on_servers)


def test_a_look_tells_where_it_stands_and_changes_nothing(planted: Planted) -> None:
    services, ids = planted
    before = files_with_name(services.settings.data)
    found = preview(services, request(NAME), silently)
    assert sorted(found.rows) == TABLES
    assert ids["entry"] in found.entry_ids
    assert (found.files, found.dumps, found.release) == (13, 1, ())
    assert files_with_name(services.settings.data) == before
    assert preview(services, request(NAME), silently) == found


def test_an_entry_is_gone_whole_and_another_one_is_not(planted: Planted) -> None:
    services, ids = planted
    left = erase(services, request(entry_id=ids["entry"]), silently)
    assert not left
    assert set(titles(services, ids["entry"])) == {"[raderat]"}
    with services.database.read() as connection:
        stone = entries.tombstone(connection, ids["entry"])
        events = ledger.changes(connection, 0, 1000)
    assert stone
    assert stone.reason == "[raderat]"
    assert [(each.action, each.public) for each in events[-4:]] == [
        ("withdraw", True),
        ("erase", False),
        ("erase", False),
        ("relate", True),
    ]
    assert "Nu: " not in indexed(services)
    draft = entry_of(services, "draft", public=False)
    assert draft
    assert draft.content["partners"] == [f"{NAME} AB"]


def test_a_file_that_could_not_be_read_is_known_by_the_title_of_its_entry(
    planted: Planted,
) -> None:
    services, ids = planted
    title = titles(services, ids["entry"])[-1]
    failed, other = (
        imported(services, f"ingen tabell: {text}".encode("utf-16")) for text in (title, "annat")
    )
    assert (failed.state, other.state) == ("failed", "failed")
    erase(services, request(entry_id=ids["entry"]), silently)
    assert not upload_path(services.settings, failed.record.id).exists()
    assert upload_path(services.settings, other.record.id).exists()


def test_an_erased_entry_does_not_come_back_with_its_source(planted: Planted) -> None:
    services, ids = planted
    erase(services, request(entry_id=ids["entry"]), silently)
    again = imported(services, ndjson(row("public", title="Nu igen")))
    assert again.record.rejected == 1
    assert set(titles(services, ids["entry"])) == {"[raderat]"}


def test_an_entry_takes_the_words_of_its_reply_along(planted: Planted) -> None:
    services, ids = planted
    made = get_candidate(services, ids["candidate"])["entryId"]
    said = get_candidate(services, ids["candidate"])["said"]["text"]
    assert said
    assert not erase(services, request(entry_id=made), silently)
    with services.database.read() as connection:
        for table in ("reply_document", "reply_respondent", "candidate"):
            rows = connection.exec_driver_sql(f"SELECT * FROM {table}").mappings()  # noqa: S608
            assert said not in json.dumps([dict(each) for each in rows], default=str)


def test_a_reply_is_gone_whole(planted: Planted) -> None:
    services, ids = planted
    path = services.settings.data / "replies" / ids["reply"]
    assert path.exists()
    assert not erase(services, request(reply_id=ids["reply"]), silently)
    assert not path.exists()
    assert {"reply", "reply_document", "reply_respondent"}.isdisjoint(tables_with_name(services))
    _, left = list_candidates(services, CandidateFilter(reply_id=ids["reply"]), 1, 50)
    assert [each["id"] for each in left] == [ids["candidate"]]
    assert get_reply(services, ids["reply"]).record.forgotten_at


def test_what_is_left_can_still_be_shown(planted: Planted) -> None:
    services, ids = planted
    erase(services, request(NAME), silently)
    shown = whole_reply_view(services, get_reply(services, ids["reply"]))
    assert BLOCK * 5 in json.dumps(shown, ensure_ascii=False)
    _, found = list_candidates(services, CandidateFilter(reply_id=ids["reply"]), 1, 50)
    made = next(each["entryId"] for each in found if each["entryId"])
    told = provenance(services, made, COMMAND)
    in_both = json.dumps([found, told], default=lambda each: [each.sv, each.en])
    assert "zeppelin" not in in_both.casefold()


def test_an_import_under_way_fails_when_its_file_is_erased(planted: Planted) -> None:
    services = planted.services
    waiting = list_imports(services, 1, 1)[1][0]
    assert waiting.state == "queued"
    erase(services, request(NAME), silently)
    latest = list_imports(services, 1, 1)[1][0]
    assert (latest.state, latest.record.fault and latest.record.fault["code"]) == (
        "failed",
        "erased",
    )
    assert not upload_path(services.settings, latest.record.id).exists()
    with services.database.read() as connection:
        job = jobs.get(connection, latest.record.job_id)
    assert job
    assert job.state == "failed"


def test_what_was_cut_off_is_done_by_the_next_run(
    planted: Planted, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = planted.services

    def away(*_: object) -> None:
        raise SearchEngineError("away")

    with monkeypatch.context() as broken:
        broken.setattr("app.erasing.service.rebuild_index", away)
        with pytest.raises(SearchEngineError):
            erase(services, request(RARE), silently)
    assert RARE in indexed(services).casefold()
    assert preview(services, request(RARE), silently).rows == {}
    assert not erase(services, request(RARE), silently)
    assert files_with_name(services.settings.data) == []
    assert RARE not in indexed(services).casefold()


def test_copies_get_the_new_version_from_a_dump_of_its_own(planted: Planted) -> None:
    services = planted.services
    (before,) = dumps.list_dumps(services)
    erase(services, request(NAME), silently)
    (now,) = dumps.list_dumps(services)
    assert now["id"] != before["id"]
    assert now["seq"] > before["seq"]


def test_the_event_says_nothing_of_what_was_erased(planted: Planted) -> None:
    services = planted.services
    erase(services, request(NAME), silently)
    with services.database.read() as connection:
        events = [each for each in ledger.changes(connection, 0, 1000) if each.action == "erase"]
    assert events
    assert {(each.actor, each.job_id) for each in events} == {("command", None)}
    assert NAME not in repr(events)
