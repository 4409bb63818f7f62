"""Commands in processes of their own, which may be told where to die."""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.main import main
from tests.fixtures.forking import fresh

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

PATIENCE = 300
"""Seconds that a command may take on a busy machine."""


class Command:
    """A command of the installation, running."""

    def __init__(
        self,
        environment: Mapping[str, str],
        arguments: Sequence[str],
        output: Path,
        prepare: Callable[[], object] | None = None,
    ) -> None:
        self._out, self._err = output.with_suffix(".out"), output.with_suffix(".err")
        self._out.touch()
        self._err.touch()
        self._process = fresh.Process(
            target=_run, args=(environment, arguments, self._out, self._err, prepare)
        )
        self._process.start()

    @property
    def children(self) -> list[int]:
        """The processes that it has started and that run."""
        tasks = Path(f"/proc/{self._process.pid}/task").glob("*/children")
        return [int(each) for task in tasks for each in task.read_text(encoding="ascii").split()]

    @property
    def is_stopped(self) -> bool:
        """Whether it stands still, by a signal that one may resume it from."""
        state = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii").rpartition(")")
        return state[2].split()[0] == "T"

    def resume(self) -> None:
        assert self._process.pid
        os.kill(self._process.pid, signal.SIGCONT)

    def kill(self) -> None:
        self._process.kill()
        self._process.join()

    def wait(self, seconds: float = PATIENCE) -> int:
        """Wait for its end and return its exit code, below zero for the signal that ended it."""
        self._process.join(seconds)
        assert self._process.exitcode is not None, "the command does not end"
        return self._process.exitcode

    @property
    def stdout(self) -> str:
        return self._out.read_text(encoding="utf-8")

    @property
    def stderr(self) -> str:
        return self._err.read_text(encoding="utf-8")

    def said(self, text: str) -> bool:
        """Return whether it has written a text."""
        return text in self.stdout or text in self.stderr


def _run(
    environment: Mapping[str, str],
    arguments: Sequence[str],
    out: Path,
    err: Path,
    prepare: Callable[[], object] | None,
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    for stream, path in ((sys.stdout, out), (sys.stderr, err)):
        with path.open("wb") as file:
            os.dup2(file.fileno(), stream.fileno())
    sys.argv = ["exempelbanken", *arguments]
    if prepare:
        prepare()
    main()


def halt_in(place: str, call: int, how: signal.Signals = signal.SIGKILL) -> None:
    """Have this process killed or stopped at so many calls of a method, module:Class.name."""
    module, _, names = place.partition(":")
    owner, name = names.split(".")
    holder = getattr(import_module(module), owner)
    original, calls = getattr(holder, name), count(1)

    def counted(*arguments: Any, **named: Any) -> Any:
        if next(calls) == call:
            os.kill(os.getpid(), how)
        return original(*arguments, **named)

    setattr(holder, name, counted)


def die_at(call: int, folder: str, function: str = "") -> None:
    """Have this process killed at so many calls of functions of a folder's modules, or of one.

    That is anywhere in its work, but at the same place on a quick machine and on a busy one.
    """
    calls = count(1)

    def look(frame: Any, event: str, _argument: object) -> None:
        code = frame.f_code
        counts = folder in code.co_filename and function in {"", code.co_name}
        if event == "call" and counts and next(calls) == call:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(look)
