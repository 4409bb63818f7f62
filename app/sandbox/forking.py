"""Calls of sandboxed functions in processes that `app.sandbox.fork_server` forks."""

from __future__ import annotations

import atexit
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from threading import Lock
from typing import NamedTuple, Self

from app.sandbox.child import ROOT

AVAILABLE = hasattr(os, "pidfd_open")
"""Whether the system can: Linux."""
PYTHON = (sys.executable, "-P", "-X", "faulthandler", "-m")
"""Starts a module, whatever lies in the folder that it works in; a crash shows where it was."""
ENVIRONMENT = {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
"""All that a sandboxed process sees of the environment."""
PIECE = 1 << 16

_lock = Lock()


class OutOfTime(Exception):
    """The process had not ended by its deadline."""


class Clock(NamedTuple):
    """What to do while a process works.

    Attributes:
        seconds: that it may take, from its start.
        tick: seconds between two calls of `alive`.
        alive: what it raises ends the process.
    """

    seconds: float
    tick: float
    alive: Callable[[], None]

    def wait_for(self, file: int, deadline: float = float("inf")) -> None:
        """Return when something can be read.

        Raises:
            OutOfTime: the deadline, of `time.monotonic`, has passed.
        """
        while (left := deadline - time.monotonic()) > 0:
            if select.select([file], [], [], min(self.tick, left))[0]:
                return
            self.alive()
        raise OutOfTime


class ForkedProcess:
    """A process for one call, killed at the end of the block if it still runs.

    Raises:
        ConnectionError: the server, or what watches the process there, has ended.
    """

    def __init__(self, server: socket.socket, errors: int, clock: Clock) -> None:
        """Have the server fork, once it has prepared.

        Args:
            server: its socket.
            errors: file descriptor for the standard error of the process.
            clock: its time begins when the process has been forked.
        """
        self._clock = clock
        with ExitStack() as files, ExitStack() as theirs:
            self._control, other = socket.socketpair()
            files.callback(self._control.close)
            theirs.callback(other.close)
            call, sending = os.pipe()
            self._call = os.fdopen(sending, "wb", buffering=0)
            files.callback(self._call.close)
            theirs.callback(os.close, call)
            self._answer, answer = os.pipe()
            files.callback(os.close, self._answer)
            theirs.callback(os.close, answer)
            socket.send_fds(server, [b"c"], [other.fileno(), call, answer, errors])
            theirs.close()
            clock.wait_for(self._control.fileno())
            _, pids, _, _ = socket.recv_fds(self._control, 1, 1)
            if not pids:
                raise ConnectionResetError
            self._pid = pids[0]
            files.callback(os.close, self._pid)
            self._files = files.pop_all()
        self._deadline = time.monotonic() + clock.seconds

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._pid, signal.SIGKILL)
        self._files.close()

    def answer(self, call: bytes, largest: int) -> bytes:
        """Return what the process answers, read up to the first piece past `largest` bytes.

        Raises:
            OutOfTime: it has not ended in time.
        """
        with suppress(BrokenPipeError):
            self._call.write(call)
        self._call.close()
        answer = bytearray()
        while len(answer) <= largest:
            self._clock.wait_for(self._answer, self._deadline)
            piece = os.read(self._answer, PIECE)
            if not piece:
                break
            answer.extend(piece)
        return bytes(answer)

    def exit_code(self) -> int:
        """Return the exit code, -N after signal N, once the process has closed its answer.

        Raises:
            OutOfTime: it has not ended in time.
        """
        self._clock.wait_for(self._control.fileno(), self._deadline)
        code = self._control.recv(4)
        if not code:
            raise ConnectionResetError
        return int.from_bytes(code, signed=True)


def start(prepare: str, errors: int, clock: Clock) -> ForkedProcess:
    """Return a process for one call; see `ForkedProcess`. A server that has ended is replaced.

    `prepare` ("module:function") loads the modules and data that calls need.

    Raises:
        ConnectionError: the server cannot prepare.
    """
    server = _server(prepare)
    try:
        return ForkedProcess(server.calls, errors, clock)
    except ConnectionError:
        _remove(server)
        return ForkedProcess(_server(prepare).calls, errors, clock)


class _Server:
    def __init__(self, prepare: str) -> None:
        self.key = (os.getpid(), prepare)
        self.calls, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  the name of a function of ours
                [*PYTHON, "app.sandbox.fork_server", prepare],
                cwd=ROOT,
                env=ENVIRONMENT,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

    def end(self) -> None:
        self.calls.close()
        self._process.kill()
        self._process.wait()


_servers: dict[tuple[int, str], _Server] = {}
"""By process and what it prepares: a fork of this process must not use those of its parent."""


def _server(prepare: str) -> _Server:
    """Return this process's server for `prepare`, started by the first call."""
    with _lock:
        key = (os.getpid(), prepare)
        if key not in _servers:
            _servers[key] = _Server(prepare)
        return _servers[key]


def _remove(server: _Server) -> None:
    """End a server, unless another call has already replaced it."""
    with _lock:
        if _servers.get(server.key) is server:
            del _servers[server.key]
            server.end()


@atexit.register
def _end_servers() -> None:
    for (owner, _), server in _servers.items():
        if owner == os.getpid():
            server.end()
