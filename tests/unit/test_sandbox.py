"""Functions that run in a guarded process, and what becomes of those that go too far."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.sandbox.parent import SandboxFailure, SandboxLimits, run_sandboxed

if TYPE_CHECKING:
    from collections.abc import Callable


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


def process() -> dict[str, Any]:
    supervisor = Path(f"/proc/{os.getppid()}/status").read_text()
    return {
        "pid": os.getpid(),
        "server": int(re.findall(r"PPid:\t(\d+)", supervisor)[0]),
        "prepared": "PREPARED" in os.environ,
    }


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


def prepared() -> None:
    os.environ["PREPARED"] = "1"


@pytest.fixture(params=["started", "forked"])
def run(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """`run_sandboxed` in a new process, and in a fork of one that has prepared."""
    return partial(run_sandboxed, prepare=prepared if request.param == "forked" else None)


def test_the_result_comes_back(run: Callable[..., Any]) -> None:
    assert run(doubled, [21], SandboxLimits()) == 42


def test_the_process_sees_nothing_of_our_environment(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXEMPELBANKEN_SECRET_KEY", "secret")
    assert not [name for name in run(environment, [], SandboxLimits()) if "SECRET" in name]


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
    run: Callable[..., Any],
    function: object,
    seconds: int,
    reason: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert callable(function)
    monkeypatch.setattr("app.sandbox.parent.PATIENCE", 1 if function is idle else 60)
    with pytest.raises(SandboxFailure) as failure:
        run(function, [], SandboxLimits(seconds=seconds))
    assert failure.value.reason == reason


def test_a_file_that_grows_too_large_is_stopped(run: Callable[..., Any], tmp_path: Path) -> None:
    with pytest.raises(SandboxFailure) as failure:
        run(wordy, [str(tmp_path / "file")], SandboxLimits(written=1_000_000))
    assert failure.value.reason == "size"


def test_a_full_disk_is_reported(run: Callable[..., Any]) -> None:
    with pytest.raises(SandboxFailure) as failure:
        run(wordy, ["/dev/full"], SandboxLimits())
    assert failure.value.reason == "disk"


def test_what_the_sign_of_life_raises_ends_the_process(run: Callable[..., Any]) -> None:
    def lost() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        run(idle, [], SandboxLimits(seconds=30), lost)


@pytest.mark.parametrize("function", [crashing, noisy])
def test_a_function_that_breaks_tells_kind_and_place_and_no_text(
    run: Callable[..., Any], function: object
) -> None:
    assert callable(function)
    with pytest.raises(SandboxFailure) as failure:
        run(function, [], SandboxLimits())
    assert (failure.value.reason, failure.value.error) == ("died", "LookupError")
    assert any(function.__name__ in each for each in failure.value.place)
    assert SAID not in f"{failure.value} {failure.value.place}"


def test_a_compiled_library_that_crashes_tells_where_it_was_called(run: Callable[..., Any]) -> None:
    with pytest.raises(SandboxFailure) as failure:
        run(segfaulting, [], SandboxLimits())
    assert (failure.value.reason, failure.value.error) == ("died", "signal 11")
    assert any("segfaulting" in each for each in failure.value.place)


def test_a_file_that_cannot_be_opened_is_reported_with_its_path(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    with pytest.raises(IsADirectoryError) as failure:
        run(denied, [str(tmp_path)], SandboxLimits())
    assert failure.value.filename == str(tmp_path)


def test_each_call_is_a_new_fork_of_one_server() -> None:
    first, second = (run_sandboxed(process, [], SandboxLimits(), prepare=prepared) for _ in "ab")
    assert (first["prepared"], second["prepared"]) == (True, True)
    assert first["pid"] != second["pid"]
    assert first["server"] == second["server"]


def test_a_server_that_has_ended_is_replaced() -> None:
    first = run_sandboxed(process, [], SandboxLimits(), prepare=prepared)
    os.kill(first["server"], signal.SIGKILL)
    second = run_sandboxed(process, [], SandboxLimits(), prepare=prepared)
    assert second["server"] != first["server"]


def test_what_cannot_prepare_is_a_failure_of_ours() -> None:
    with pytest.raises(SandboxFailure) as failure:
        run_sandboxed(doubled, [21], SandboxLimits(), prepare=crashing)
    assert failure.value.reason == "died"


def test_a_call_that_is_ended_leaves_no_process() -> None:
    def lost() -> None:
        raise LookupError

    server = run_sandboxed(process, [], SandboxLimits(), prepare=prepared)["server"]
    with pytest.raises(LookupError):
        run_sandboxed(idle, [], SandboxLimits(seconds=30), lost, prepared)
    deadline = time.monotonic() + 60
    while left := Path(f"/proc/{server}/task/{server}/children").read_text():
        assert time.monotonic() < deadline, left
        time.sleep(0.05)
