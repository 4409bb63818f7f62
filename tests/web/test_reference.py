"""The page that shows the API, and where what it is made of comes from."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from tests.fixtures.repository import text_of

if TYPE_CHECKING:
    from tests.web.conftest import Visit

VENDORED = "api/reference/swagger-ui"
SUMS = [line.split() for line in text_of(f"{VENDORED}/sha256").splitlines()]


@pytest.mark.parametrize(("checksum", "name"), SUMS)
def test_a_vendored_file_is_the_one_that_was_published(checksum: str, name: str) -> None:
    content = text_of(f"{VENDORED}/{name}").encode()

    assert hashlib.sha256(content).hexdigest() == checksum


def test_files_of_the_page_are_kept_for_a_year_under_addresses_of_their_own(visit: Visit) -> None:
    page = visit("/api/v1/docs")
    addresses = [tag.attributes["src"] for tag in page.all("script")]

    assert len(addresses) == 2
    for address in addresses:
        assert "?v=" in address
        assert "max-age=31536000" in visit(f"/api/v1/{address}").headers["Cache-Control"]


def test_the_page_keeps_to_the_policy_of_all_pages(visit: Visit) -> None:
    policy = visit("/").headers["Content-Security-Policy"]

    assert visit("/api/v1/docs").headers["Content-Security-Policy"] == policy
    assert "unsafe" not in policy


def test_the_page_has_a_swedish_title_and_leads_back(visit: Visit) -> None:
    page = visit("/api/v1/docs")

    assert (page.one("title").text, page.one("html").attributes["lang"]) == (
        "Pröva API:et – Exempelbanken",
        "sv",
    )
    for name in ("Exempelbanken", "För utvecklare", "In English"):
        assert visit(page.link(name).attributes["href"]).status == 200


def test_there_is_no_other_file(visit: Visit) -> None:
    assert visit("/api/v1/docs/__init__.py").status == 404
