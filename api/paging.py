"""The numbers and links of a page of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Sized
from math import ceil
from typing import Any

from api.addresses import LinkDescription, self_link
from app.searching.requests import SearchAnswer, SearchRequest, last_page


def page_meta(args: Mapping[str, Any], total: int, items: Sized) -> dict[str, Any]:
    """Return the `_meta` of a page of a list that can be read to its end."""
    return _numbers(args["page"], args["limit"], total, items)


def page_links(args: Mapping[str, Any], total: int) -> list[LinkDescription]:
    """Return the `_links` of such a page: with the same parameters at another place."""
    return _around(args["page"], args["limit"], ceil(total / (args["limit"] or 1)))


def page_list(
    args: Mapping[str, Any],
    total: int,
    items: Sequence[Mapping[str, Any]],
    *ways: LinkDescription,
) -> dict[str, Any]:
    """Return a page of a list that can be read to its end: items, their numbers, and links."""
    return {
        "items": items,
        "_meta": page_meta(args, total, items),
        "_links": [*page_links(args, total), *ways],
    }


def links_around(page: int, limit: int, total: int) -> list[LinkDescription]:
    """Return the `_links` of a page of hits as far as pages reach."""
    return _around(page, limit, last_page(total, limit))


def whole_list(
    items: Sequence[Mapping[str, Any]], *ways: LinkDescription, limit: int | None = None
) -> dict[str, Any]:
    """Return a list that is answered at once: its items, their numbers, and links.

    `limit` is the most that was requested, where a list stops there.
    """
    most = len(items) if limit is None else limit
    return {
        "items": items,
        "_meta": _numbers(1, most, len(items), items),
        "_links": [self_link(), *ways],
    }


def search_meta(request: SearchRequest, answer: SearchAnswer) -> dict[str, Any]:
    """Return the `_meta` of a page of hits."""
    unnumbered = {"page": None, "offset": None} if request.cursor else {}
    return {
        **_numbers(request.page, request.limit, answer.total, answer.items),
        **unnumbered,
        "indexSeq": answer.index_seq,
        "nextCursor": answer.next_cursor,
    }


def search_links(request: SearchRequest, answer: SearchAnswer) -> list[LinkDescription]:
    """Return the `_links` of a page of hits; a cursor reads on beyond the last page.

    Where that holds not all hits, `cursor` leads to all in the order of the ledger.
    """
    if request.limit and request.sort == "seq" and request.page == 1:  # with a cursor, too
        return _cursor_links(answer)
    last = last_page(answer.total, request.limit)
    links = links_around(request.page, request.limit, answer.total)
    if request.limit and request.page >= last and answer.total > last * request.limit:
        links.append(self_link("cursor", sort="seq", page=None))
    return links


def _numbers(page: int, limit: int, total: int, items: Sized) -> dict[str, Any]:
    return {
        "totalRecords": total,
        "page": page,
        "offset": (page - 1) * limit,
        "limit": limit,
        "count": len(items),
    }


def _around(page: int, limit: int, last: int) -> list[LinkDescription]:
    if limit == 0:
        return [self_link()]
    last = max(1, last)
    links = [self_link(), self_link("first", page=1)]
    if page > 1:
        links.append(self_link("prev", page=min(page - 1, last)))
    if page < last:
        links.append(self_link("next", page=page + 1))
    return [*links, self_link("last", page=last)]


def _cursor_links(answer: SearchAnswer) -> list[LinkDescription]:
    links = [self_link(), self_link("first", cursor=None)]
    if answer.next_cursor:
        links.append(self_link("next", cursor=answer.next_cursor, page=None))
    return links
