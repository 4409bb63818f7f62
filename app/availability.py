"""What cannot be answered without the engine, and what that means to a user."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.errors import SearchUnavailable
from indexer.engine import SearchEngineError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def engine_needed() -> Iterator[None]:
    """Wrap a use case that needs the engine from beginning to end.

    Raises:
        SearchUnavailable: the engine does not answer, or no index is live.
    """
    try:
        yield
    except SearchEngineError as error:
        raise SearchUnavailable from error
