"""Functions that run in a guarded process, and what becomes of those that go too far."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from app.work.guarded import GuardedFailure, Limits, run_guarded

if TYPE_CHECKING:
    from pathlib import Path


def doubled(number: int) -> int:
    print("noise")  # noqa: T201  what a parser prints must not reach the answer
    return 2 * number


def environment() -> list[str]:
    return sorted(os.environ)


def idle() -> None:
    time.sleep(60)


def busy() -> None:
    while True:
        pass


def greedy() -> int:
    return len(bytearray(10_000_000_000))


def wordy(path: str) -> None:
    with open(path, "wb") as file:  # noqa: PTH123  no more than it takes
        file.write(bytes(2_000_000))


def broken() -> None:
    os.kill(os.getpid(), 9)


def test_the_result_comes_back() -> None:
    assert run_guarded(doubled, [21], Limits()) == 42


def test_the_process_sees_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXEMPELBANKEN_SECRET_KEY", "secret")
    assert not [name for name in run_guarded(environment, [], Limits()) if "SECRET" in name]


@pytest.mark.parametrize(
    ("function", "reason"),
    [(idle, "time"), (busy, "time"), (greedy, "memory"), (broken, "died")],
)
def test_a_function_that_goes_too_far_is_ended(function: object, reason: str) -> None:
    assert callable(function)
    with pytest.raises(GuardedFailure) as failure:
        run_guarded(function, [], Limits(seconds=1))
    assert failure.value.reason == reason


def test_a_file_that_grows_too_large_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(GuardedFailure) as failure:
        run_guarded(wordy, [str(tmp_path / "file")], Limits(written=1_000_000))
    assert failure.value.reason == "size"


def test_a_full_disk_is_told() -> None:
    with pytest.raises(GuardedFailure) as failure:
        run_guarded(wordy, ["/dev/full"], Limits())
    assert failure.value.reason == "disk"


def test_what_the_sign_of_life_raises_ends_the_process() -> None:
    def lost() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        run_guarded(idle, [], Limits(seconds=30), lost)
