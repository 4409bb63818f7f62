"""What is not published can be found nowhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.indexing import sync_index, verify_index
from app.searching.requests import SearchRequest
from app.searching.search import search
from app.searching.suggesting import suggest
from catalogue import entries
from record.filters import FILTER_NAMES
from tests.fixtures.services import row, services_in

if TYPE_CHECKING:
    from pathlib import Path

    from app.wiring import Services
    from tests.fixtures.services import Loader

PLANTED = "zeppelinarkitektur"


@pytest.fixture
def planted(load: Loader, empty_services: Services) -> Services:
    """A published entry, and the word in a draft, in a draft beside it, and in a withdrawn one."""
    load(row("open", title="Biogas"), row("gone", title=PLANTED, leadOrganisation=PLANTED))
    load(row("draft", title=PLANTED, leadOrganisation=PLANTED), publish=False)
    load(row("open", title=PLANTED), publish=False)
    with empty_services.database.write() as unit:
        gone = entries.by_key(unit.connection, "test", "gone")
        assert gone is not None
        entries.withdraw(unit, gone.id, "prov", actor="test")
    sync_index(empty_services)
    return empty_services


def test_the_word_is_in_no_search_answer(planted: Services) -> None:
    for text in (PLANTED, PLANTED[:-2], "biogas", "", f'"{PLANTED}"', f"{PLANTED} biogas"):
        answer = search(planted, SearchRequest(text, facets=FILTER_NAMES))
        found = json.dumps([answer.items, answer.facets], ensure_ascii=False)
        assert PLANTED not in found
        corrections = [c for word in answer.query["words"] for c in word["corrections"]]
        assert PLANTED not in corrections


def test_the_word_is_never_suggested(planted: Services) -> None:
    for typed in (PLANTED[:5], PLANTED, "zepelin"):
        assert PLANTED not in json.dumps(suggest(planted, typed))


def test_the_published_version_is_still_found_beside_its_draft(planted: Services) -> None:
    answer = search(planted, SearchRequest("biogas"))
    assert [item["title"] for item in answer.items] == ["Biogas"]


def test_index_and_rows_agree(planted: Services) -> None:
    assert not verify_index(planted)


def test_nobody_else_can_look_into_the_data_folder(tmp_path: Path) -> None:
    data = tmp_path / "data"
    services = services_in(data)
    services.database.close()
    assert data.stat().st_mode & 0o077 == 0
