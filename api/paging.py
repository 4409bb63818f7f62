"""The numbers and links of a page of hits."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from api.addresses import LinkDescription, self_link
from app.searching.requests import MAX_WINDOW

if TYPE_CHECKING:
    from app.searching.requests import SearchAnswer, SearchRequest


def page_meta(request: SearchRequest, answer: SearchAnswer) -> dict[str, Any]:
    """Return the `_meta` of a page."""
    return {
        **numbers(answer.total, request.page, request.limit, len(answer.items)),
        "indexSeq": answer.index_seq,
        "nextCursor": answer.next_cursor,
    }


def numbers(total: int, page: int, limit: int, count: int) -> dict[str, Any]:
    """Return the numbers of a page."""
    return {
        "totalRecords": total,
        "page": page,
        "offset": (page - 1) * limit,
        "limit": limit,
        "count": count,
    }


def page_links(request: SearchRequest, answer: SearchAnswer) -> list[LinkDescription]:
    """Return the `_links` of a page: all parameters are kept, only the place changes."""
    if request.limit == 0:
        return [self_link()]
    if request.sort == "seq" and request.page == 1:  # with a cursor, too
        return _cursor_links(answer)
    return _around(request.page, last_page(answer.total, request.limit))


def pages(total: int, page: int, limit: int) -> list[LinkDescription]:
    """Return the links of a page of a list that can be read to its end."""
    return _around(page, max(1, ceil(total / limit))) if limit else [self_link()]


def _around(page: int, last: int) -> list[LinkDescription]:
    links = [self_link(), self_link("first", page=1)]
    if page > 1:
        links.append(self_link("prev", page=min(page - 1, last)))
    if page < last:
        links.append(self_link("next", page=page + 1))
    return [*links, self_link("last", page=last)]


def last_page(total: int, limit: int) -> int:
    """Return the last page that can be asked for; a cursor reads on beyond it."""
    return max(1, min(ceil(total / limit), MAX_WINDOW // limit))


def _cursor_links(answer: SearchAnswer) -> list[LinkDescription]:
    links = [self_link(), self_link("first", cursor=None)]
    if answer.next_cursor:
        links.append(self_link("next", cursor=answer.next_cursor, page=None))
    return links
