from __future__ import annotations

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from edge.limits import SLOTS, CallLimit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask.testing import FlaskClient

SECRET = "a secret that is only used by tests"  # noqa: S105 - it guards nothing
NOON = 12 * 3600.0


@pytest.fixture
def calls(tmp_path: Path) -> Iterator[CallLimit]:
    counter = CallLimit(tmp_path / "run" / "calls", SECRET, limit=3)
    yield counter
    counter.close()


def test_calls_are_allowed_up_to_the_limit_and_refused_after_it(calls: CallLimit) -> None:
    assert [calls.take("203.0.113.7", NOON).exceeded for _ in range(4)] == [False] * 3 + [True]


def test_each_address_has_its_own_calls(calls: CallLimit) -> None:
    for _ in range(4):
        calls.take("203.0.113.7", NOON)
    assert not calls.take("203.0.113.8", NOON).exceeded


def test_a_new_minute_starts_from_nothing(calls: CallLimit) -> None:
    for _ in range(4):
        calls.take("203.0.113.7", NOON + 59)
    assert calls.take("203.0.113.7", NOON + 60).used == 1


def test_the_answer_says_how_long_the_minute_lasts(calls: CallLimit) -> None:
    allowance = calls.take("203.0.113.7", NOON + 18)
    assert allowance.seconds_left == 42
    assert allowance.headers == {
        "RateLimit-Policy": '"anonymous";q=3;w=60',
        "RateLimit": '"anonymous";r=2;t=42',
    }


def test_looking_at_the_count_does_not_count(calls: CallLimit) -> None:
    calls.take("192.0.2.1", NOON)
    seen = [calls.seen("192.0.2.1", NOON).used for _ in range(3)]
    assert seen == [1, 1, 1]
    assert calls.seen("192.0.2.2", NOON).used == 0
    assert calls.seen("192.0.2.1", NOON + 60).used == 0


def test_an_ipv6_subscriber_is_one_client_whatever_its_last_half(calls: CallLimit) -> None:
    calls.take("2001:db8:1:2::1", NOON)
    assert calls.take("2001:db8:1:2:ffff::9", NOON).used == 2
    assert calls.take("2001:db8:1:3::1", NOON).used == 1


def test_the_file_holds_no_address_and_forgets_the_last_minute(
    calls: CallLimit, tmp_path: Path
) -> None:
    file = tmp_path / "run" / "calls"
    calls.take("203.0.113.7", NOON)
    first = file.read_bytes()
    key = first.strip(b"\0")
    assert key
    assert b"203.0.113" not in first
    calls.take("198.51.100.1", NOON + 60)
    calls.take("203.0.113.7", NOON + 120)
    calls.take("198.51.100.1", NOON + 180)
    held = file.read_bytes()[8:]
    assert len(held.replace(b"\0", b"")) <= 12
    assert file.stat().st_mode & 0o077 == 0


def test_the_count_survives_more_addresses_than_there_is_room_for(calls: CallLimit) -> None:
    for number in range(SLOTS + 500):
        calls.take(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", NOON)
    assert calls.take("203.0.113.7", NOON).used >= 1


def _take_many(path: Path) -> None:
    counter = CallLimit(path, SECRET, limit=10)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: counter.take("203.0.113.7", NOON), range(500)))


def test_no_call_is_lost_between_processes_and_threads(calls: CallLimit, tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    workers = [
        spawn.Process(target=_take_many, args=(tmp_path / "run" / "calls",)) for _ in range(3)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    assert calls.take("203.0.113.7", NOON).used == 3 * 500 + 1


def test_the_call_after_the_last_gets_429_with_when_to_come_back(
    behind: Callable[..., FlaskClient], calls: CallLimit
) -> None:
    client = behind(calls)
    answers = [client.get("/seen") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    assert answers[-1].headers["RateLimit"].startswith('"anonymous";r=0;')


def test_health_is_never_limited(behind: Callable[..., FlaskClient], calls: CallLimit) -> None:
    client = behind(calls)
    assert {client.get("/health/live").status_code for _ in range(9)} == {200}


def test_a_browsers_question_before_a_call_is_not_counted(
    behind: Callable[..., FlaskClient], calls: CallLimit
) -> None:
    client = behind(calls)
    assert {client.options("/seen").status_code for _ in range(9)} == {200}
    assert client.get("/seen").status_code == 200


def test_a_call_that_takes_the_processor_for_long_counts_as_several(
    behind: Callable[..., FlaskClient], calls: CallLimit
) -> None:
    client = behind(calls)
    dear = client.get("/dear")
    assert (dear.status_code, dear.headers["RateLimit"][:15]) == (200, '"anonymous";r=0')
    assert client.get("/seen").status_code == 429
