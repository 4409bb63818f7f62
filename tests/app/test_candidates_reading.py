"""A list of candidates reads what it shows of replies, however long those are."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, update

from catalogue.tables import ReplyDocument
from tests.app.replying import candidates_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.wiring import Services

MORE = "Vi har inget särskilt att säga om det. " * 5_000
SHOWN_MORE = 2_000
"""Bytes that the last candidates have around them of a longer text."""


class Texts:
    """How many bytes of text SQLite has handed over."""

    def __init__(self) -> None:
        self.bytes = 0

    def decode(self, text: bytes) -> str:
        self.bytes += len(text)
        return text.decode()


@contextmanager
def counted(services: Services) -> Iterator[Texts]:
    texts = Texts()

    def count(connection: Any, *_: object) -> None:
        connection.text_factory = texts.decode

    def stop(connection: Any, *_: object) -> None:
        connection.text_factory = str

    pool = services.database.engine.pool
    listeners = (("checkout", count), ("checkin", stop))
    for name, listener in listeners:
        event.listen(pool, name, listener)
    try:
        yield texts
    finally:
        for name, listener in listeners:
            event.remove(pool, name, listener)


def read_for_a_list(services: Services) -> int:
    with counted(services) as texts:
        assert len(candidates_of(services)) == 3
    return texts.bytes


def test_what_is_read_of_replies_does_not_grow_with_them(reply_services: Services) -> None:
    before = read_for_a_list(reply_services)
    with reply_services.database.write() as unit:
        unit.connection.execute(update(ReplyDocument).values(text=ReplyDocument.text + MORE))

    after = read_for_a_list(reply_services)
    assert 3_000 < before < after < before + SHOWN_MORE
