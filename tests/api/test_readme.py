"""What README.md shows is what the seeded catalogue answers."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.fixtures.repository import text_of

if TYPE_CHECKING:
    from tests.api.contract import ContractClient

README = text_of("README.md")
BASE = "http://127.0.0.1:8000/api/v1"
CALL = re.compile(
    rf"^curl (?:-H '(Accept-Language): (\w+)' )?'{re.escape(BASE)}(\S+)'$", re.MULTILINE
)
ANSWERED = re.compile(
    CALL.pattern + r"\n```\n(?:\nThe answer, shortened:\n)?\n```json\n(.*?)```",
    re.DOTALL | re.MULTILINE,
)
SEARCH = re.compile(r"^\| `(.+?)` \| (.+?) \|", re.MULTILINE)


def holds(answer: Any, shown: Any) -> bool:
    """Whether an answer has all that is shown of it; a list shown has to be whole."""
    if isinstance(shown, dict):
        return all(name in answer and holds(answer[name], part) for name, part in shown.items())
    if isinstance(shown, list):
        return len(answer) == len(shown) and all(map(holds, answer, shown))
    return bool(answer == shown)


@pytest.mark.parametrize(("header", "language", "path", "shown"), ANSWERED.findall(README))
def test_an_answer_in_the_readme_is_what_is_answered(
    client: ContractClient, header: str, language: str, path: str, shown: str
) -> None:
    answer = client.get(path, headers={header: language} if header else {})

    assert holds(answer.get_json(), json.loads(shown)), answer.get_json()


def test_every_call_in_the_readme_is_answered_in_words(client: ContractClient) -> None:
    calls = CALL.findall(README)

    assert len(calls) > len(ANSWERED.findall(README)) > 0
    assert {client.get(path).status_code for _, _, path in calls} == {200, 400}


@pytest.mark.parametrize(("text", "title"), SEARCH.findall(README))
def test_a_search_in_the_readme_finds_what_it_says(
    client: ContractClient, text: str, title: str
) -> None:
    answer = client.get("/entries", query_string={"q": text, "limit": 3, "fields": "title"})

    assert title in [item["title"] for item in answer.get_json()["items"]]
