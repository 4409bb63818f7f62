"""Reading files from outside in a process of its own, which may die of them in our stead.

The process gets limits on time, memory and what it writes, none of our environment, and no
connection: what it is to do goes in as JSON, what it found comes back as JSON, and bulk lies in
files whose paths it was given. What it says on standard error may quote the file: of that only
kinds of errors and places in the code are taken.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from threading import Thread
from typing import Any, Literal

from app.sandbox import forking
from app.sandbox.child import ROOT

TICK = 0.5
"""Seconds between two signs of life while the process works."""
LARGEST_ANSWER = 64 * 1024 * 1024
"""Bytes that are read of an answer."""
LONGEST_COMPLAINT = 64 * 1024
"""Bytes of the end of its standard error that go to the log."""
PIECE = 4096

_FRAME = re.compile(r'^ +File "([^"\n]+\.py)", line (\d+),? in (\S+)', re.MULTILINE)
"""A line of a trace, as Python and its fault handler write it."""

PATIENCE = 6
"""Seconds by the clock for one of the processor."""
Reason = Literal["time", "clock", "memory", "disk", "size", "died"]
REASONS: dict[int, Reason] = {3: "memory", 4: "disk", 5: "size"}
"""Exit code of `app.sandbox.child` -> what ended it."""


@dataclass(frozen=True, slots=True)
class SandboxLimits:
    """What a sandboxed process may use.

    Attributes:
        seconds: of the processor; by the clock `PATIENCE` times as many, for a busy machine.
        memory: bytes of address space.
        written: bytes of the largest file that it writes.
    """

    seconds: int = 20
    memory: int = 500_000_000
    written: int = 1_000_000_000

    @property
    def clock(self) -> int:
        """Seconds by the clock."""
        return self.seconds * PATIENCE


class SandboxFailure(Exception):
    """The process did not come to an answer.

    Attributes:
        reason: what it ran out of (processor time, memory, disk, size of its output), which the
            file is to blame for, "clock", which a busy machine may be, or "died": the code broke,
            or somebody ended the process.
        error: of one that died: the class of the error, if there was one.
        place: of one that died: where in the code it was.
    """

    def __init__(self, reason: Reason, error: str | None = None, place: Sequence[str] = ()) -> None:
        super().__init__(f"sandboxed process: {reason}")
        self.reason = reason
        self.error = error
        self.place = tuple(place)


def _no_sign() -> None:
    """Give no sign of life."""


def run_sandboxed(
    function: Callable[..., Any],
    arguments: Sequence[object],
    limits: SandboxLimits,
    alive: Callable[[], None] = _no_sign,
    prepare: Callable[[], None] | None = None,
) -> Any:  # noqa: ANN401  whatever JSON the function returns
    """Run a function in a sandboxed process and return its result.

    Args:
        function: of a module, imported there by name; arguments and result are JSON.
        arguments: in order; paths are absolute, since it works in the project's folder.
        limits: what it may use.
        alive: called about twice a second while it works; what it raises ends the process.
        prepare: a function of a module that loads what `function` needs, for one that is called
            often: on Linux it runs once, in a process of which each call is a fork. It counts
            towards the memory of a call, not towards its seconds.

    Raises:
        SandboxFailure: it ran out of what it may use, or died.
        OSError: it could not use one of the files that it was given.
    """
    call = {
        "function": _name(function),
        "arguments": list(arguments),
        "limits": {**asdict(limits), "clock": limits.clock},
    }
    text = json.dumps(call).encode()
    with _tail() as (complaints, stderr):
        if prepare and forking.AVAILABLE:
            code, answer = _call_forked(prepare, text, stderr, limits, alive)
        else:
            code, answer = _call(text, stderr, limits, alive)
    if code == 0 and len(answer) <= LARGEST_ANSWER:
        return json.loads(answer)
    raise _failure(code, bytes(complaints), arguments)


def _call(
    call: bytes, stderr: int, limits: SandboxLimits, alive: Callable[[], None]
) -> tuple[int, bytes]:
    """Return the exit code and the answer of a new process."""
    with subprocess.Popen(  # noqa: S603  a module of ours
        [*forking.PYTHON, "app.sandbox.child"],
        cwd=ROOT,
        env=forking.ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
    ) as process:
        try:
            answer = _converse(process, call, limits.clock, alive)
        finally:
            process.kill()
    return process.returncode, answer


def _call_forked(
    prepare: Callable[[], None],
    call: bytes,
    stderr: int,
    limits: SandboxLimits,
    alive: Callable[[], None],
) -> tuple[int, bytes]:
    """Return the exit code and the answer of a fork of a process that has prepared."""
    clock = forking.Clock(limits.clock, TICK, alive)
    try:
        with forking.start(_name(prepare), stderr, clock) as process:
            answer = process.answer(call, LARGEST_ANSWER)
            return process.exit_code() if len(answer) <= LARGEST_ANSWER else 0, answer
    except forking.OutOfTime as late:
        raise SandboxFailure("clock") from late
    except ConnectionError as ended:
        raise SandboxFailure("died", place=[_name(prepare)]) from ended


def _name(function: Callable[..., object]) -> str:
    return f"{function.__module__}:{function.__qualname__}"


@contextmanager
def _tail() -> Iterator[tuple[bytearray, int]]:
    """Give the end of what is written to a file descriptor, and that; whole when the block ends."""
    end, start = os.pipe()
    tail = bytearray()

    def keep() -> None:
        with os.fdopen(end, "rb", buffering=0) as pipe:
            while piece := pipe.read(PIECE):
                tail.extend(piece)
                del tail[:-LONGEST_COMPLAINT]

    reading = Thread(target=keep, daemon=True)
    reading.start()
    try:
        yield tail, start
    finally:
        os.close(start)
        reading.join()


def _converse(
    process: subprocess.Popen[bytes], call: bytes, seconds: int, alive: Callable[[], None]
) -> bytes:
    deadline = time.monotonic() + seconds
    sent: bytes | None = call
    while time.monotonic() < deadline:
        with suppress(subprocess.TimeoutExpired):
            return process.communicate(sent, TICK)[0]
        sent = None  # communicate goes on where it was
        alive()
    raise SandboxFailure("clock")


def _failure(
    exit_code: int, complaints: bytes, arguments: Sequence[object]
) -> SandboxFailure | OSError:
    if exit_code == -24:  # noqa: PLR2004  SIGXCPU
        return SandboxFailure("time")
    if exit_code == -14:  # noqa: PLR2004  SIGALRM
        return SandboxFailure("clock")
    if exit_code == -6:  # noqa: PLR2004  SIGABRT: how compiled parsers end without memory
        return SandboxFailure("memory")
    if exit_code in REASONS:
        return SandboxFailure(REASONS[exit_code])
    crash = _crash(complaints.decode(errors="replace"))
    if crash.get("errno") and crash.get("filename") in arguments:
        return OSError(crash["errno"], os.strerror(crash["errno"]), crash["filename"])
    signal = f"signal {-exit_code}" if exit_code < 0 else None
    return SandboxFailure("died", crash.get("error") or signal, crash["place"])


def _crash(complaints: str) -> dict[str, Any]:
    """Return what the child reports of an error, or else the places in a trace."""
    for line in reversed(complaints.splitlines()):
        with suppress(ValueError):
            report = json.loads(line)
            if isinstance(report, dict) and "place" in report:
                return report
    return {"place": [f"{file}:{line} {name}" for file, line, name in _FRAME.findall(complaints)]}
