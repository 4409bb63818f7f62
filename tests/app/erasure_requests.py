"""What tests ask to be erased, without a progress bar."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from app.erasing.requests import ErasureRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def silently(_stage: str, _total: int | None) -> Iterator[Callable[[int], None]]:
    yield lambda _done: None


def request(text: str | None = None, **what: Any) -> ErasureRequest:
    return ErasureRequest("begäran 17", "command", text=text, **what)
