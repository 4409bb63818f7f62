"""Which pages of a result list are linked."""

from __future__ import annotations

from dataclasses import dataclass

from app.searching.requests import last_page
from web.query_string import QueryString

AROUND = 2


@dataclass(frozen=True, slots=True)
class Paging:
    """The page shown and the links to others; `numbers` has None where pages are left out."""

    page: int
    last: int
    previous: str | None
    next: str | None
    numbers: tuple[tuple[int, str] | None, ...]


def paging(query: QueryString, path: str, page: int, limit: int, total: int) -> Paging:
    """Lay out the links for `total` hits; pages beyond the window have no links."""
    last = last_page(total, limit)

    def link(to: int) -> str:
        bare = query.without("page")
        return (bare if to == 1 else bare.replacing("page", str(to))).at(path)

    return Paging(
        page=page,
        last=last,
        previous=link(min(page - 1, last)) if page > 1 else None,
        next=link(page + 1) if page < last else None,
        numbers=tuple(
            None if number is None else (number, link(number)) for number in _numbers(page, last)
        ),
    )


def _numbers(page: int, last: int) -> list[int | None]:
    """First, last and those around the page; a gap of one page is filled with that page."""
    near = range(page - AROUND, page + AROUND + 1)
    shown = sorted({1, last, *(number for number in near if 1 <= number <= last)})
    numbers: list[int | None] = []
    for number in shown:
        before = numbers[-1] if numbers else None
        if before is not None and number - before == 2:  # noqa: PLR2004 - exactly one left out
            numbers.append(number - 1)
        elif before is not None and number - before > 2:  # noqa: PLR2004
            numbers.append(None)
        numbers.append(number)
    return numbers
