"""What curators write is nowhere to be found by readers before it is published."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from app.indexing import sync_index
from tests.api.contract import DOCUMENT, ContractClient
from tests.api.editing import Curator
from tests.fixtures.packed import unpacked

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from app.wiring import Services

WORD = "zeppelinarkitektur"
PLACES = {"version": "1", "vocabularyId": "goals", "conceptId": "12", "problemId": "not-found"}
QUERIES = {
    "/entries": (
        f"q={WORD}",
        f"q={WORD[:-2]}",
        "facets=organisation&facets=goal",
        f"organisation={WORD}",
    ),
    "/suggestions": (f"q={WORD[:5]}", "q=zepelin"),
    "/coverage": (f"q={WORD}", "rows=kind&columns=goal"),
    "/changes": ("since=0",),
}
REPEATED = {"query", "errors", "_links"}
"""Members of an answer that repeat the question."""
PATHS = [path for path, methods in DOCUMENT["paths"].items() if "get" in methods]


@pytest.fixture
def planted(fresh: ContractClient, empty_services: Services) -> list[str]:
    """The word in a draft beside a published entry, in one in review, and in a withdrawn one."""
    curator = Curator(fresh, empty_services, "admin")
    texts: dict[str, Any] = {
        "title": WORD,
        "leadOrganisation": WORD,
        "reason": WORD,
        "facts": [WORD],
    }
    beside = curator.create(title="Biogas", publish=True)["id"]
    curator.patch(beside, **texts)
    reviewed = curator.create(**texts)["id"]
    curator.take(reviewed, "submit", reason=WORD)
    related = [{"type": "part-of", "entryId": reviewed}]
    curator.send("PUT", f"/entries/{beside}/relations", {"items": related, "reason": WORD})
    gone = curator.create(**texts, publish=True)["id"]
    curator.take(gone, "withdraw", reason="Dubblett")
    sync_index(empty_services)
    return [beside, reviewed, gone]


def test_the_word_is_in_no_answer_to_a_reader(fresh: ContractClient, planted: list[str]) -> None:
    for path in PATHS:
        for entry_id in planted:
            asked = re.sub(r"\{(\w+)\}", partial(place, entry_id), path)
            for query in ("", *QUERIES.get(path, ())):
                answer = fresh.get(f"{asked}?{query}")
                assert WORD not in told(answer), (asked, query)


def place(entry_id: str, parameter: re.Match[str]) -> str:
    return PLACES.get(parameter[1], entry_id)


def told(answer: TestResponse) -> str:
    """Return what an answer says, without the question that it repeats."""
    body = answer.get_json(silent=True)
    if not isinstance(body, dict):
        return unpacked(answer.data)
    return json.dumps({name: body[name] for name in body.keys() - REPEATED}, ensure_ascii=False)


@pytest.mark.parametrize("part", ["/versions", "/versions/2", "/versions/2?diff=1", "/transitions"])
def test_a_reader_gets_nothing_of_a_draft_beside_a_published_entry(
    fresh: ContractClient, planted: list[str], part: str
) -> None:
    response = fresh.get(f"/entries/{planted[0]}{part}")
    assert WORD not in response.text
    assert response.status_code in ({200} if part == "/versions" else {401, 404})


def test_a_token_for_something_else_sees_no_more_than_a_reader(
    fresh: ContractClient, empty_services: Services, planted: list[str]
) -> None:
    importer = Curator(fresh, empty_services, "imports:run", "replies:harvest")
    for entry_id in planted:
        for part in ("", "/versions", "/relations", "/provenance", "/transitions"):
            assert WORD not in importer.get(f"/entries/{entry_id}{part}").text
    assert importer.get("/entries?status=draft").status_code == 403
