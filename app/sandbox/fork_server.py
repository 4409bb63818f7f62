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
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from app.sandbox import child

IDLE = 600
"""Seconds without a call after which the process ends, to free its memory."""


def main() -> None:
    """Serve calls until the other end closes the socket, or nothing comes for `IDLE` seconds."""
    child.find_own_modules()
    calls = socket.socket(fileno=os.dup(0))
    module, _, name = sys.argv[1].partition(":")
    getattr(import_module(module), name)()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system removes processes that have ended
    calls.settimeout(IDLE)
    while files := _next_call(calls):
        if os.fork() == 0:
            calls.close()
            _supervise(*files)
        for file in files:
            os.close(file)


def _next_call(calls: socket.socket) -> list[int]:
    """Return the file descriptors of a call, or nothing when there are to be no more.

    They are those of a socket to the caller, and of its standard input, output and error.
    """
    try:
        return socket.recv_fds(calls, 1, 4)[1]
    except TimeoutError:
        return []


def _supervise(caller: int, *streams: int) -> NoReturn:
    """Fork the process of a call, hand over a reference to it, and then its exit code."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    pid = os.fork()
    if pid == 0:
        os.close(caller)
        _run(streams)
    for stream in streams:
        os.close(stream)
    control = socket.socket(fileno=caller)
    socket.send_fds(control, [b"p"], [os.pidfd_open(pid)])
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    control.sendall(code.to_bytes(4, signed=True))
    os._exit(0)


def _run(streams: Sequence[int]) -> NoReturn:
    for target, stream in enumerate(streams):
        os.dup2(stream, target)
        os.close(stream)
    child.main()
    os._exit(0)


if __name__ == "__main__":
    main()
