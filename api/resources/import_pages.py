"""The numbers and links of a page of rows from the database."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from api.addresses import self_link

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from api.addresses import LinkDescription


def list_meta(args: Mapping[str, Any], total: int, items: Sequence[object]) -> dict[str, int]:
    """Return the `_meta` of a page."""
    page, limit = args["page"], args["limit"]
    return {"totalRecords": total, "page": page, "limit": limit, "count": len(items)}


def list_links(args: Mapping[str, Any], total: int) -> list[LinkDescription]:
    """Return the `_links` of a page: all parameters are kept, only the place changes."""
    page, last = args["page"], max(1, ceil(total / args["limit"]))
    links = [self_link(), self_link("first", page=1)]
    if page > 1:
        links.append(self_link("prev", page=min(page - 1, last)))
    if page < last:
        links.append(self_link("next", page=page + 1))
    return [*links, self_link("last", page=last)]
