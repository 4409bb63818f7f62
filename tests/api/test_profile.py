"""docs/rest-api-profile.md answers every requirement, and what it names exists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from api import about
from api.addresses import EXTENSIONS, REGISTERED
from tests.api.contract import DOCUMENT
from tests.api.test_document import METHODS, SCHEMAS, WITHOUT_PLURAL
from tests.fixtures.repository import ROOT, text_of

if TYPE_CHECKING:
    from tests.api.contract import ContractClient

# Requirements of profile 1.2.0 by area; of 2.0.0 those on tracing (SPA); FOR is the linter's own.
NUMBERS = {
    "DOK": (*range(1, 14), *range(15, 25)),
    "DOT": range(1, 5),
    "RES": range(1, 7),
    "UFN": (*range(1, 6), 7, 8, 9),
    "MOG": range(1, 4),
    "SAK": (1, 2, 3, 5, 6, *range(8, 33), 35, 36, 37),
    "AME": (1, 2, 4, 5, 6, 7),
    "ARQ": (1, 2, 3, 5, 6),
    "ARP": (2, 3, 4),
    "FEL": (1, 2),
    "VER": range(1, 20),
    "WEB": range(1, 7),
    "HYP": range(1, 20),
    "FNS": (1, 2, 3, *range(5, 15)),
    "CAC": (1,),
    "SPA": (2, 4, 7),
    "FOR": (2,),
}
REQUIRED = [f"{area}.{number:02}" for area, numbers in NUMBERS.items() for number in numbers]
PROFILE_1_2 = 151
ROW = re.compile(
    r"^\| ([A-Z]{3}\.\d\d) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|([^|]*)\|$", re.MULTILINE
)
ROWS = ROW.findall(text_of("docs/rest-api-profile.md"))
SENTENCES = {identifier: sentence for identifier, _, _, sentence, _ in ROWS}


def existing_tests() -> set[str]:
    return {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }


def test_every_requirement_is_answered_once() -> None:
    assert [identifier for identifier, *_ in ROWS] == REQUIRED
    assert sum(not name.startswith(("SPA", "FOR")) for name in REQUIRED) == PROFILE_1_2


def test_every_test_that_is_named_exists() -> None:
    named = {name for *_, tests in ROWS for name in re.findall(r"`(\w+)`", tests)}
    assert named
    assert named <= existing_tests()


def test_every_answer_but_the_operators_is_held_by_a_test() -> None:
    for identifier, _, answer, _, tests in ROWS:
        assert tests.strip() or answer == "Operator", identifier


def test_every_obligation_is_met_or_does_not_apply() -> None:
    for identifier, level, answer, *_ in ROWS:
        if level.startswith("SKALL"):
            assert answer in {"Met", "Not applicable", "Operator"}, identifier


def test_the_sums_at_the_top_are_right() -> None:
    own = [answer for name, _, answer, *_ in ROWS if not name.startswith(("SPA", "FOR"))]
    text = text_of("docs/rest-api-profile.md")
    for answer in ("Met", "In part", "Operator", "Not applicable", "Not met"):
        assert re.search(rf"^\| {answer}[^|]*\| {own.count(answer)} \|$", text, re.MULTILINE)


def named(identifier: str) -> set[str]:
    """Return what stands as code in a sentence of the list."""
    return set(re.findall(r"`([^`]+)`", SENTENCES[identifier]))


def test_a_post_that_only_reads_says_why() -> None:
    reading = [
        operation
        for _, method, operation in METHODS
        if method == "post" and "security" not in operation and "200" in operation["responses"]
    ]
    assert [operation["operationId"] for operation in reading] == ["createLinkSuggestions"]
    assert "POST though it only reads" in reading[0]["description"]


def test_a_bearer_token_is_the_only_way_in() -> None:
    schemes = DOCUMENT["components"]["securitySchemes"]
    assert [(one["type"], one["scheme"]) for one in schemes.values()] == [("http", "bearer")]


def test_what_is_made_has_an_address() -> None:
    for path, _, operation in METHODS:
        for status in {"201", "202"} & operation["responses"].keys():
            assert "Location" in operation["responses"][status]["headers"], path


def test_there_is_one_version_and_it_is_active() -> None:
    assert about.STATUS == "active"
    assert [server["url"].rpartition("/")[2] for server in DOCUMENT["servers"]] == ["v1"]
    assert not any(operation.get("deprecated") for *_, operation in METHODS)
    for word in ("Livscykel", "Life cycle", "Deprecation", "Sunset"):
        assert word in DOCUMENT["info"]["description"]


def test_nothing_calls_back() -> None:
    assert "webhooks" not in DOCUMENT
    assert not any("callbacks" in operation for *_, operation in METHODS)


def test_the_statuses_of_the_list_are_those_of_the_document() -> None:
    told, elsewhere = SENTENCES["ARP.02"].split(" in the document; ")
    statuses = {status for *_, operation in METHODS for status in operation["responses"]}
    assert set(told.split(", ")) == statuses - {"default"}
    assert not set(re.findall(r"\d{3}", elsewhere)) & statuses


def test_what_is_no_json_is_a_file() -> None:
    others = set()
    for path, _, operation in METHODS:
        answers = [one for status, one in operation["responses"].items() if status[0] == "2"]
        for body in (*answers, operation.get("requestBody", {})):
            if body.get("content") and "application/json" not in body["content"]:
                others.add(path)
    assert {name for name in named("AME.01") if name.startswith("/")} == others


def test_the_relations_of_the_list_are_those_that_are_followed() -> None:
    told, others = SENTENCES["HYP.19"].split(". None fits ")
    assert set(told.split(", ")) == REGISTERED
    assert set(re.findall(r"`([a-z-]+)`", others)) == EXTENSIONS


def test_the_relations_of_the_list_are_all_in_use() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "api").rglob("*.py"))
    for relation in REGISTERED | EXTENSIONS:
        places = len(re.findall(f'"{relation}"', code))
        assert places > 1, f"{relation} stands in api/addresses.py alone"


def test_pages_of_other_origins_post_only_where_the_list_says(client: ContractClient) -> None:
    reading = {"GET", "HEAD", "OPTIONS"}
    asked = {"Origin": "https://app.example", "Access-Control-Request-Method": "POST"}
    written = set()
    for path in DOCUMENT["paths"]:
        address = re.sub(r"\{\w+\}", "00000000-0000-7000-8000-000000000000", path)
        headers = client.options(address, headers=asked).headers
        methods = set(headers["Access-Control-Allow-Methods"].split(", "))
        assert methods - reading <= {"POST"}
        written |= {path} if methods - reading else set()
    assert written == named("SAK.17")


def test_the_words_of_the_list_have_no_plural() -> None:
    assert named("AME.06") == WITHOUT_PLURAL


def test_the_numbers_of_a_page_are_those_of_the_list() -> None:
    profile = {"totalRecords", "page", "offset", "limit", "count"}
    assert profile | named("FNS.13") == SCHEMAS["SearchMeta"]["properties"].keys()
