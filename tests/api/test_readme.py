"""What README.md says of searches is what the seeded catalogue finds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.fixtures.repository import text_of

if TYPE_CHECKING:
    from tests.api.contract import ContractClient

README = text_of("README.md")
SEARCH = re.compile(r"^\| `(.+?)` \| (.+?) \|", re.MULTILINE)


@pytest.mark.parametrize(("text", "title"), SEARCH.findall(README))
def test_a_search_in_the_readme_finds_what_it_says(
    client: ContractClient, text: str, title: str
) -> None:
    answer = client.get("/entries", query_string={"q": text, "limit": 3, "fields": "title"})

    assert title in [item["title"] for item in answer.get_json()["items"]]
