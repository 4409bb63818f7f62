"""Reading files from outside in a process of its own, which may die of them in our stead.

The process gets limits on time, memory and what it writes, none of our environment, and no
connection: what it is to do goes in as JSON, what it found comes back as JSON, and bulk lies in
files whose paths it was given.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).parents[2]
TICK = 0.5
"""Seconds between two signs of life while the process works."""
LARGEST_ANSWER = 64 * 1024 * 1024
"""Bytes that are read of an answer."""

Reason = Literal["time", "memory", "disk", "size", "died"]
REASONS: dict[int, Reason] = {3: "memory", 4: "disk", 5: "size"}
"""Exit code of `app.work.guarded_process` -> what ended it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a guarded process may use.

    Attributes:
        seconds: of wall clock, and as much of the processor.
        memory: bytes of address space.
        written: bytes of the largest file that it writes.
    """

    seconds: int = 20
    memory: int = 500_000_000
    written: int = 1_000_000_000


class GuardedFailure(Exception):
    """The process did not come to an answer.

    Attributes:
        reason: what it ran out of (time, memory, disk, size of its output), or "died".
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(f"guarded process: {reason}")
        self.reason = reason


def _no_sign() -> None:
    """Give no sign of life."""


def run_guarded(
    function: Callable[..., Any],
    arguments: Sequence[object],
    limits: Limits,
    alive: Callable[[], None] = _no_sign,
) -> Any:  # noqa: ANN401  whatever JSON the function returns
    """Run a function in a guarded process and return its result.

    Args:
        function: of a module, imported there by name; arguments and result are JSON.
        arguments: in order; paths are absolute, since it works in the project's folder.
        limits: what it may use.
        alive: called about twice a second while it works; what it raises ends the process.

    Raises:
        GuardedFailure: it ran out of what it may use, or died.
    """
    call = {
        "function": f"{function.__module__}:{function.__qualname__}",
        "arguments": list(arguments),
        "limits": asdict(limits),
    }
    with subprocess.Popen(
        [sys.executable, "-m", "app.work.guarded_process"],
        cwd=ROOT,
        env={"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a parser's complaint may quote the file
    ) as process:
        try:
            answer = _converse(process, json.dumps(call).encode(), limits.seconds, alive)
        finally:
            process.kill()
    return _result(process.returncode, answer)


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
    raise GuardedFailure("time")


def _result(exit_code: int, answer: bytes) -> Any:  # noqa: ANN401  as above
    if exit_code == 0 and len(answer) <= LARGEST_ANSWER:
        return json.loads(answer)
    if exit_code in (-24, -14):  # SIGXCPU, SIGALRM
        raise GuardedFailure("time")
    if exit_code == -6:  # noqa: PLR2004  SIGABRT: how compiled parsers end without memory
        raise GuardedFailure("memory")
    raise GuardedFailure(REASONS.get(exit_code, "died"))
