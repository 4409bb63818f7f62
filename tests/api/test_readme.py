"""What README.md says of searches is what the seeded catalogue finds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.indexing import sync_index
from app.seeding import seed_entries
from tests.api.conftest import guarded
from tests.api.contract import ContractClient
from tests.fixtures.repository import text_of
from tests.fixtures.services import services_in

if TYPE_CHECKING:
    from collections.abc import Iterator

README = text_of("README.md")
SEARCH = re.compile(r"^\| `(.+?)` \| (.+?) \|", re.MULTILINE)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ContractClient]:
    """The API over the curated entries, as they are released."""
    services = services_in(tmp_path_factory.mktemp("seeded"))
    seed_entries(services, lambda _rows: None)
    sync_index(services)
    client = guarded(services).test_client()
    assert isinstance(client, ContractClient)
    yield client
    services.database.close()


@pytest.mark.parametrize(("text", "title"), SEARCH.findall(README))
def test_a_search_in_the_readme_finds_what_it_says(
    seeded: ContractClient, text: str, title: str
) -> None:
    answer = seeded.get("/entries", query_string={"q": text, "limit": 3, "fields": "title"})

    assert title in [item["title"] for item in answer.get_json()["items"]]
