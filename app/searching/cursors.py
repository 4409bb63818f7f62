"""Signed positions for reading a whole search, in the order of the ledger."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from itsdangerous import BadData, URLSafeSerializer

if TYPE_CHECKING:
    from app.searching.requests import SearchRequest
    from app.settings import Settings

SALT = "search-cursor"


class InvalidCursor(Exception):
    """The cursor was not made here, or for another search."""


def make_cursor(settings: Settings, request: SearchRequest, seq: int) -> str:
    """Return the position after `seq` in this search."""
    payload = [seq, _conditions(request)]
    return str(URLSafeSerializer(settings.secret_key, salt=SALT).dumps(payload))


def read_cursor(settings: Settings, request: SearchRequest) -> int:
    """Return the position that the cursor of a request, with ids for filters, holds.

    Raises:
        InvalidCursor: it was altered, or belongs to other conditions or another order.
    """
    try:
        serializer = URLSafeSerializer(settings.signing_keys, salt=SALT)
        seq, conditions = serializer.loads(request.cursor or "")
    except (BadData, ValueError, TypeError) as error:
        raise InvalidCursor from error
    if request.sort != "seq" or conditions != _conditions(request):
        raise InvalidCursor
    return int(seq)


def _conditions(request: SearchRequest) -> str:
    parts = (
        request.text,
        sorted(request.filters.items()),
        sorted(request.match_all),
        request.ids,
        request.national,
        sorted(request.ranges.items()),
        sorted(request.having.items()),
        sorted(request.since.items()),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
