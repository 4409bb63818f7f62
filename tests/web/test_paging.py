from __future__ import annotations

import pytest

from web.paging import paging
from web.query_string import QueryString

ASKED = QueryString((("q", "sol"), ("page", "7")))


def numbers(page: int, total: int) -> list[int | None]:
    return [one and one[0] for one in paging(ASKED, "/", page, 10, total).numbers]


@pytest.mark.parametrize(
    ("page", "total", "expected"),
    [
        (1, 0, [1]),
        (1, 10, [1]),
        (1, 11, [1, 2]),
        (1, 100, [1, 2, 3, None, 10]),
        (4, 100, [1, 2, 3, 4, 5, 6, None, 10]),
        (5, 100, [1, 2, 3, 4, 5, 6, 7, None, 10]),
        (6, 120, [1, None, 4, 5, 6, 7, 8, None, 12]),
        (10, 100, [1, None, 8, 9, 10]),
        (7, 100, [1, None, 5, 6, 7, 8, 9, 10]),
    ],
)
def test_the_first_the_last_and_the_nearest_pages_are_linked(
    page: int, total: int, expected: list[int | None]
) -> None:
    assert numbers(page, total) == expected


def test_the_first_page_has_the_bare_address() -> None:
    assert paging(ASKED, "/", 2, 10, 100).previous == "/?q=sol"


def test_no_page_is_linked_that_cannot_be_asked_for() -> None:
    links = paging(ASKED, "/", 500, 20, 1_000_000)
    assert links.last == 500
    assert links.next is None


def test_a_page_past_the_end_leads_back_to_the_last() -> None:
    assert paging(ASKED, "/", 99, 10, 30).previous == "/?q=sol&page=3"


def test_no_hits_to_a_page_make_one_page() -> None:
    assert paging(ASKED, "/", 1, 0, 30).last == 1
