"""What a call may ask for, however it is made up: none takes long to refuse or to answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from api.json_limits import DEEPEST, MOST_FIELDS, MOST_VALUES
from api.smorest import SMALL_BODY
from app import query_strings
from app.searching.resolving import MOST_ISSUES
from schemas import arguments
from schemas.arguments import MOST_IDS
from schemas.faults import MOST_FAULTS
from schemas.link_suggestions import LONGEST_TEXT
from tests.api.contract import DOCUMENT
from tests.api.faults import only_error, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.api.contract import ContractClient

JSON = "application/json"
SENT = [
    (method, path, operation)
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
    if JSON in operation.get("requestBody", {}).get("content", {})
]
"""Every operation that takes JSON."""
OPEN = [f"{method} {path}" for method, path, operation in SENT if not operation.get("security")]


def sent(client: ContractClient, operation: str, data: bytes | str) -> tuple[int, dict[str, Any]]:
    method, path = operation.split()
    answer = client.open(path, method=method, data=data, content_type=JSON)
    return answer.status_code, answer.get_json()


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What nearest values were looked for."""
    found: list[str] = []
    look = query_strings.nearest_or_all

    def counted(value: object, labels: Any) -> tuple[str, ...]:
        found.append(str(value))
        return look(value, labels)

    monkeypatch.setattr(query_strings, "nearest_or_all", counted)
    return found


def test_strangers_may_send_content_to_two_operations() -> None:
    assert OPEN == ["post /link-suggestions", "post /sessions"]


@pytest.mark.parametrize("operation", OPEN)
def test_what_strangers_send_is_refused_by_its_size_before_it_is_read(
    client: ContractClient, operation: str
) -> None:
    status, _ = sent(client, operation, b"x" * (SMALL_BODY + 1))
    assert status == 413


@pytest.mark.parametrize("operation", OPEN)
def test_thousands_of_unknown_fields_are_one_fault_that_nothing_is_looked_up_for(
    client: ContractClient, looks: list[str], operation: str
) -> None:
    status, told = sent(client, operation, json.dumps(dict.fromkeys(map(str, range(3_000)))))
    assert (status, [error["code"] for error in told["errors"]]) == (422, ["too-large"])
    assert looks == []


@pytest.mark.parametrize("operation", OPEN)
def test_nearest_fields_are_looked_up_for_the_faults_that_are_reported_alone(
    client: ContractClient, looks: list[str], operation: str
) -> None:
    status, told = sent(client, operation, json.dumps(dict.fromkeys(map(str, range(MOST_FIELDS)))))
    assert (status, len(told["errors"])) == (422, MOST_FAULTS)
    assert len(looks) <= MOST_FAULTS


def test_nearest_parameters_are_looked_up_for_the_faults_that_are_reported_alone(
    client: ContractClient, looks: list[str]
) -> None:
    query = "&".join(f"p{number}=" for number in range(1_000))
    assert len(problem(client, f"/entries?{query}", 400)["errors"]) == MOST_FAULTS
    assert len(looks) == MOST_FAULTS


@pytest.mark.parametrize("operation", OPEN)
@pytest.mark.parametrize(
    "content",
    [
        "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1),
        '{"text":' * (DEEPEST + 1) + "1" + "}" * (DEEPEST + 1),
        json.dumps({"text": [0] * (MOST_VALUES + 1)}, separators=(",", ":")),
    ],
    ids=["lists", "objects", "values"],
)
def test_content_that_is_too_deep_or_too_much_is_one_fault(
    client: ContractClient, operation: str, content: str
) -> None:
    status, told = sent(client, operation, content)
    assert (status, [error["code"] for error in told["errors"]]) == (422, ["too-large"])


def test_the_longest_text_fits_however_json_spells_it(client: ContractClient) -> None:
    text = json.dumps({"text": "å" * LONGEST_TEXT})
    assert len(text) > 6 * LONGEST_TEXT
    assert sent(client, "post /link-suggestions", text)[0] == 200


def strings(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the way to every text of an example."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from strings(inner, (*path, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from strings(inner, (*path, place))
    elif isinstance(value, str):
        yield path


def with_half_a_character(value: Any, path: tuple[str | int, ...]) -> Any:
    copy = json.loads(json.dumps(value))
    inner = copy
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = "a\ud800"
    return copy


TEXTS = [
    (f"{method} {path}", operation["requestBody"]["content"][JSON]["example"], place)
    for method, path, operation in SENT
    if f"{method} {path}" in OPEN
    for place in strings(operation["requestBody"]["content"][JSON]["example"])
]
"""Every text that strangers send: (operation, example, way to it in the example)."""


@pytest.mark.parametrize(
    ("operation", "example", "place"),
    TEXTS,
    ids=lambda each: str(each) if isinstance(each, tuple) else "",
)
def test_half_a_character_is_never_a_fault_of_ours(
    client: ContractClient, operation: str, example: Any, place: tuple[str | int, ...]
) -> None:
    status, _ = sent(client, operation, json.dumps(with_half_a_character(example, place)))
    assert 400 <= status < 500


def test_half_a_character_in_a_verbatim_text_is_told_as_that(client: ContractClient) -> None:
    _, told = sent(client, "post /link-suggestions", '{"text": "energi \\ud800"}')
    assert [(error["pointer"], error["code"]) for error in told["errors"]] == [
        ("/text", "not-unicode")
    ]


def test_organisations_are_resolved_together_however_many_they_are(
    client: ContractClient, engine_calls: list[str]
) -> None:
    many = "&".join(f"organisation=Ingen+{number}" for number in range(arguments.MOST_VALUES))
    assert len(problem(client, f"/entries?{many}", 400)["errors"]) == MOST_ISSUES
    assert engine_calls == ["counts", "search"]


def test_organisations_are_told_apart_from_those_that_are_none(
    client: ContractClient, engine_calls: list[str]
) -> None:
    facets = client.get("/entries?limit=0&facets=organisation").get_json()["facets"]
    names = [value["id"] for value in facets["organisation"][:3]]
    engine_calls.clear()
    (error,) = problem(
        client, f"/entries?organisation={names[0]}&organisation=Qxz&organisation={names[1]}", 400
    )["errors"]
    assert (error["parameter"], error["value"]) == ("organisation", "Qxz")
    assert len(engine_calls) == 2


def test_ids_beyond_the_highest_number_are_reported_and_none_is_left_out(
    client: ContractClient,
) -> None:
    ids = [f"00000000-0000-4000-8000-{number:012}" for number in range(MOST_IDS + 1)]
    query = "&".join(f"id={each}" for each in ids)
    assert only_error(client, query)["code"] == "too-many"
    assert client.get(f"/entries?{query.rpartition('&')[0]}").status_code == 200


def test_every_list_of_values_has_a_highest_number() -> None:
    lists = [
        (path, parameter["name"])
        for path, operations in DOCUMENT["paths"].items()
        for operation in operations.values()
        for parameter in operation.get("parameters", [])
        if parameter.get("schema", {}).get("type") == "array"
        and "maxItems" not in parameter["schema"]
    ]
    assert lists == []
