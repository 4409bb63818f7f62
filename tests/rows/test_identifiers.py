from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from uuid import RFC_4122, UUID

from catalogue.identifiers import uuid7

if TYPE_CHECKING:
    import pytest


def test_an_identifier_is_a_uuid_of_version_7() -> None:
    made = UUID(uuid7())

    assert (made.version, made.variant) == (7, RFC_4122)


def test_an_identifier_carries_its_time_in_milliseconds() -> None:
    before = time.time_ns() // 1_000_000
    made = UUID(uuid7()).int >> 80

    assert before <= made <= time.time_ns() // 1_000_000 + 1


def test_identifiers_grow_also_within_a_millisecond() -> None:
    made = [uuid7() for _ in range(20_000)]

    assert made == sorted(set(made))


def test_threads_never_get_the_same_identifier() -> None:
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: uuid7(), range(20_000)))

    assert len(set(made)) == len(made)


def test_identifiers_grow_when_the_clock_is_turned_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = uuid7()
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000_000)

    assert uuid7() > before
