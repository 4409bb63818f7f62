"""Functions that run in a guarded process, and what becomes of those that go too far."""

from __future__ import annotations

import ctypes
import os
import time
from typing import TYPE_CHECKING

import pytest

from app.sandbox.parent import SandboxFailure, SandboxLimits, run_sandboxed

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


SAID = "words of the file"


def crashing() -> None:
    print(SAID)  # noqa: T201  a parser that complains
    raise LookupError(SAID)


def noisy() -> None:
    for _ in range(200):
        os.write(2, SAID.encode() * 1_000)
    raise LookupError(SAID)


def segfaulting() -> None:
    ctypes.string_at(0)


def denied(path: str) -> None:
    with open(path, "rb"):  # noqa: PTH123  no more than it takes
        pass


def test_the_result_comes_back() -> None:
    assert run_sandboxed(doubled, [21], SandboxLimits()) == 42


def test_the_process_sees_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXEMPELBANKEN_SECRET_KEY", "secret")
    assert not [
        name for name in run_sandboxed(environment, [], SandboxLimits()) if "SECRET" in name
    ]


def test_no_module_is_taken_from_the_folder_that_the_process_works_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("copy", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(7)")
    monkeypatch.setattr("app.sandbox.parent.ROOT", tmp_path)
    assert run_sandboxed(doubled, [21], SandboxLimits()) == 42


@pytest.mark.parametrize(
    ("function", "seconds", "reason"),
    [(idle, 1, "clock"), (busy, 1, "time"), (greedy, 60, "memory"), (broken, 60, "died")],
)
def test_a_function_that_goes_too_far_is_ended(
    function: object, seconds: int, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(function)
    monkeypatch.setattr("app.sandbox.parent.PATIENCE", 1 if function is idle else 60)
    with pytest.raises(SandboxFailure) as failure:
        run_sandboxed(function, [], SandboxLimits(seconds=seconds))
    assert failure.value.reason == reason


def test_a_file_that_grows_too_large_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(SandboxFailure) as failure:
        run_sandboxed(wordy, [str(tmp_path / "file")], SandboxLimits(written=1_000_000))
    assert failure.value.reason == "size"


def test_a_full_disk_is_reported() -> None:
    with pytest.raises(SandboxFailure) as failure:
        run_sandboxed(wordy, ["/dev/full"], SandboxLimits())
    assert failure.value.reason == "disk"


def test_what_the_sign_of_life_raises_ends_the_process() -> None:
    def lost() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        run_sandboxed(idle, [], SandboxLimits(seconds=30), lost)


@pytest.mark.parametrize("function", [crashing, noisy])
def test_a_function_that_breaks_tells_kind_and_place_and_no_text(function: object) -> None:
    assert callable(function)
    with pytest.raises(SandboxFailure) as failure:
        run_sandboxed(function, [], SandboxLimits())
    assert (failure.value.reason, failure.value.error) == ("died", "LookupError")
    assert any(function.__name__ in each for each in failure.value.place)
    assert SAID not in f"{failure.value} {failure.value.place}"


def test_a_compiled_library_that_crashes_tells_where_it_was_called() -> None:
    with pytest.raises(SandboxFailure) as failure:
        run_sandboxed(segfaulting, [], SandboxLimits())
    assert (failure.value.reason, failure.value.error) == ("died", "signal 11")
    assert any("segfaulting" in each for each in failure.value.place)


def test_a_file_that_cannot_be_opened_is_reported_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError) as failure:
        run_sandboxed(denied, [str(tmp_path)], SandboxLimits())
    assert failure.value.filename == str(tmp_path)
