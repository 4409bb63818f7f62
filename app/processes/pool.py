"""Work done in processes of its own: analysing a large catalogue fills more than one core."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import TYPE_CHECKING, Any, TypeVar

import structlog

from app.processes.memory import available_memory
from indexer.prefetch import prefetch

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST_PROCESSES = 4
"""More than one process can send on is of no use."""
MEMORY_EACH = 260_000_000
"""Bytes that a process takes with its pages in hand, at most: 235 MB measured."""
MEMORY_KEPT = 350_000_000
"""Bytes left to this process, which grows by so much while it writes an index."""
BEGUN_EACH = 2
"""Items that each process has in hand, so that it never waits for the next."""

log = structlog.get_logger("exempelbanken")


def map_in_processes(
    prepare: Callable[[Any], Callable[[Item], Result]],
    argument: object,
    items: Iterator[Item],
    processes: int,
) -> Generator[Result]:
    """Yield `prepare(argument)(item)` of each item, in order, computed in other processes.

    `prepare` is called once in each process; it, its argument, items and results are pickled. An
    error of the work is raised here. Should a process be killed, the rest is done in this one.
    """
    begun: deque[Item] = deque()
    pool = ProcessPoolExecutor(processes, _DeafSpawn(), _begin, (prepare, argument))
    try:
        for result in prefetch(pool, _work, _noted(items, begun), processes * BEGUN_EACH):
            begun.popleft()
            yield result
    except BrokenProcessPool:
        log.warning("processes beside ended: doing the rest alone")
        yield from map(prepare(argument), chain(begun, items))
    finally:
        pool.shutdown(cancel_futures=True)


def spare_cores() -> int:
    """Return how many processes are worth having beside this one, and have room."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return max(0, min(MOST_PROCESSES, cores - 1, with_room(available_memory())))


def with_room(available: int | None) -> int:
    """Return how many processes there is memory for; as many as we like where nobody tells."""
    if available is None:
        return MOST_PROCESSES
    return max(0, (available - MEMORY_KEPT) // MEMORY_EACH)


def _noted(items: Iterator[Item], begun: deque[Item]) -> Iterator[Item]:
    for item in items:
        begun.append(item)
        yield item


_prepared: Callable[[Any], Any] | None = None
"""In a process beside: what it does with an item."""


def _begin(prepare: Callable[[Any], Callable[[Any], Any]], argument: object) -> None:
    global _prepared  # noqa: PLW0603 - a pool hands its processes nothing else to keep
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _prepared = prepare(argument)
    gc.freeze()  # what was prepared stays: looking through it for garbage is in vain


def _work(item: Any) -> Any:  # noqa: ANN401 - whatever `prepare` agreed on
    assert _prepared is not None, "_begin ran first"  # noqa: S101 - for the type
    return _prepared(item)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class _DeafProcess(SpawnProcess):
    """Leaves Ctrl+C, which reaches the whole group, to its parent."""

    def start(self) -> None:
        if sys.platform == "win32":
            super().start()
            return
        before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        try:
            super().start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _DeafSpawn(SpawnContext):
    Process = _DeafProcess
