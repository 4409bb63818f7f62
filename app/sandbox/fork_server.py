"""A process that loads what a sandboxed function needs once, and forks for each call.

It reads no file from outside: each call does so in a process of its own, which ends with it. Its
argument is the function that loads, as "module:function". Standard input is a socket, and each
message on it hands over the file descriptors of a call. Linux only.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from app.sandbox import child

ROOT = Path(__file__).parents[2]
IDLE = 600
"""Seconds without a call after which the process ends, to free its memory."""
CONTROL, CALL, ANSWER, ERRORS = range(4)
"""File descriptors of a call, in this order: see `app.sandbox.forking`."""


def main() -> None:
    """Serve calls until the other end closes the socket, or nothing comes for `IDLE` seconds."""
    sys.path.append(str(ROOT))  # for what is not installed, as tests: last, so it shadows nothing
    calls = socket.socket(fileno=os.dup(0))
    module, _, name = sys.argv[1].partition(":")
    getattr(import_module(module), name)()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system removes processes that have ended
    calls.settimeout(IDLE)
    while files := _next_call(calls):
        if os.fork() == 0:
            calls.close()
            _supervise(files)
        for file in files:
            os.close(file)


def _next_call(calls: socket.socket) -> list[int]:
    try:
        return socket.recv_fds(calls, 1, 4)[1]
    except TimeoutError:
        return []


def _supervise(files: list[int]) -> NoReturn:
    """Fork the process of a call, hand over a reference to it, and then its exit status."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    pid = os.fork()
    if pid == 0:
        _run(files)
    control = socket.socket(fileno=files[CONTROL])
    for file in files[CALL:]:
        os.close(file)
    socket.send_fds(control, [b"p"], [os.pidfd_open(pid)])
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    control.sendall(status.to_bytes(4, signed=True))
    os._exit(0)


def _run(files: list[int]) -> NoReturn:
    os.close(files[CONTROL])
    for target, file in enumerate(files[CALL:]):
        os.dup2(file, target)
        os.close(file)
    child.main()
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
