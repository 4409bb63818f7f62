"""The parent of `serve`: keeps the web processes and the background worker running.

On Linux they are forked from it, once it has made what they have in common (`cli.prepared`): it
has no thread, and nothing open but sockets. After SIGUSR1 they start anew, each by itself, since
they are to run the code that is then on disk.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from typing import Any

import structlog

SPAWN = multiprocessing.get_context("spawn")
FORK = multiprocessing.get_context("fork") if sys.platform != "win32" else SPAWN
CAN_FORK = sys.platform == "linux"  # libraries of macOS do not survive it
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGUSR1) if sys.platform != "win32" else ()
TICK = 0.2  # seconds between two looks at children and signals
STEADY = 60.0  # seconds after which a child's earlier deaths no longer count
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds before a restart; doubled at each death
GRACE = 30.0  # seconds for children to end by themselves; web processes give requests 20 of them

log = structlog.get_logger("exempelbanken")


@dataclass(slots=True)
class Child:
    """A process that is to run all the time.

    Attributes:
        not_inherited: sockets of the parent that it does not work with.
        is_forked: begins with what the parent has made, and not by itself.
    """

    name: str
    target: Callable[..., None]
    arguments: tuple[Any, ...]
    ready: Event | None = None
    ended: Callable[[int], None] | None = None
    not_inherited: Sequence[socket.socket] = ()
    is_forked: bool = CAN_FORK
    process: BaseProcess | None = None
    exit_code: int | None = None
    started: float = 0.0
    deaths: int = 0
    due: float = 0.0
    is_replaced: bool = False

    @property
    def is_ready(self) -> bool:
        """Whether the process runs and, if it tells so, does its work."""
        runs = self.process is not None and not self.is_replaced
        return runs and (self.ready is None or self.ready.is_set())

    def tend(self, now: float) -> None:
        """Start the process when it is due; note its death, and when to start it anew."""
        if self.process is None and now >= self.due:
            self.process = self._start()
            self.started = now
        elif self.process is not None and self.process.exitcode is not None:
            self._note_death(now, self.process)

    def _start(self) -> BaseProcess:
        """Start the process deaf to signals; it listens for itself, and leaves Ctrl+C to us.

        Ctrl+C reaches the whole group. A signal that came at once would find our own handlers in a
        fork.
        """
        process: BaseProcess
        if self.is_forked:
            process = FORK.Process(target=self._run_fork, name=self.name)
        else:
            arguments = (self.target, self.arguments)
            process = SPAWN.Process(target=run_child, args=arguments, name=self.name)
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        return process

    def _run_fork(self) -> None:
        for each in self.not_inherited:
            each.close()
        run_child(self.target, self.arguments)

    def _note_death(self, now: float, process: BaseProcess) -> None:
        if self.ended is not None and process.pid is not None:
            self.ended(process.pid)
        if self.ready is not None:
            self.ready.clear()
        self.process = None
        if self.is_replaced:
            self.is_replaced, self.due = False, now
            log.info("process replaced", process=self.name)
            return
        self.deaths = 1 if now - self.started > STEADY else self.deaths + 1
        pause = min(FIRST_PAUSE * 2 ** (self.deaths - 1), LONGEST_PAUSE)
        self.exit_code, self.due = process.exitcode, now + pause
        log.error("process ended", process=self.name, exit_code=self.exit_code, restart_in=pause)

    def replace(self) -> None:
        """End the process in order to start it anew at once."""
        self.is_replaced = self.process is not None
        self.ask_to_stop()

    def ask_to_stop(self) -> None:
        """Send SIGTERM."""
        if self.process is not None:
            self.process.terminate()

    def see_off(self, deadline: float) -> None:
        """Wait until the process has ended; kill it at the deadline."""
        if self.process is not None:
            self.process.join(max(0.0, deadline - time.monotonic()))
            self.process.kill()
            self.process.join()


def run_child(target: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    """Do the work of a child, which SIGTERM ends from now on."""
    ending = (signal.SIGTERM, signal.SIGUSR1)
    for number in ending:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ending)
    target(*arguments)


def keep_running(children: Sequence[Child], watch: Callable[[], bool]) -> None:
    """Start the children and restart any that dies, until a signal or until `watch` says stop.

    `watch` is called every TICK and when a child dies; it returns whether to go on. SIGUSR1
    replaces the children one after another, each when all others are ready, by such as import the
    code anew.
    """
    stopping = False
    outdated: list[Child] = []

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    def replace_all(*_: object) -> None:
        for child in children:
            child.is_forked = False
        outdated.extend(children)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    signal.signal(signal.SIGUSR1, replace_all)
    try:
        while not stopping and watch():
            for child in children:
                child.tend(time.monotonic())
            if outdated and all(child.is_ready for child in children):
                outdated.pop(0).replace()
            running = [child.process.sentinel for child in children if child.process]
            multiprocessing.connection.wait(running, TICK)
    finally:
        _end(children)


def _end(children: Sequence[Child]) -> None:
    deadline = time.monotonic() + GRACE
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.see_off(deadline)
