"""Work on batches that a command shares with processes of its own, where there are cores for it."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import replace

from app.batch_work import Batch, BatchWork, Item, Result
from app.wiring import Services, freeze_gc

MOST_PROCESSES = 2
"""The one that starts them reads and writes meanwhile."""


class SharedBatchWork(BatchWork):
    """Does the work in other processes, some batches ahead; here once one of them was killed."""

    def __init__(self, pool: ProcessPoolExecutor, ahead: int) -> None:
        self._pool = pool
        self._ahead = ahead

    def each(
        self, work: Callable[[Batch], Result], batches: Iterable[tuple[Item, Batch]]
    ) -> Iterator[tuple[Item, Result]]:
        """Yield in order what is kept of each batch, and what the work makes of the batch."""
        begun: deque[tuple[Item, Batch, Future[Result] | None]] = deque()
        for item, batch in batches:
            begun.append((item, batch, self._begin(work, batch)))
            if len(begun) == self._ahead:
                yield _finish(work, *begun.popleft())
        while begun:
            yield _finish(work, *begun.popleft())

    def _begin(self, work: Callable[[Batch], Result], batch: Batch) -> Future[Result] | None:
        try:
            return self._pool.submit(work, batch)
        except BrokenProcessPool:
            return None


def _finish(
    work: Callable[[Batch], Result], item: Item, batch: Batch, future: Future[Result] | None
) -> tuple[Item, Result]:
    if future is not None:
        with suppress(BrokenProcessPool):
            return item, future.result()
    return item, work(batch)


@contextmanager
def share_batch_work(services: Services, *, is_large: bool) -> Iterator[Services]:
    """Give services that share large work with processes which are copies of this one.

    To be called before this process has threads, locks or transactions. The processes end with the
    block, and with this process however it ends. Small work is not shared, nor any where there is
    one core or no safe way to copy a process.
    """
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    if not is_large or cores == 1:
        yield services
        return
    services.known.get_ready_to_index()
    freeze_gc()
    processes = min(MOST_PROCESSES, cores)
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, context, initializer=_begin) as pool:
        pool.submit(os.getpid)  # starts all of them
        try:
            yield replace(services, batch_work=SharedBatchWork(pool, processes + 1))
        finally:
            pool.shutdown(cancel_futures=True)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches all; the parent says when
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=when_parent_ends, args=(lambda: os._exit(1),), daemon=True).start()


def when_parent_ends(act: Callable[[], object]) -> None:
    """Wait for the end of the process that started this one, however it comes, and act."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    # What `join` waits for is open in the children that were forked later, too.
    try:
        multiprocessing.connection.wait([os.pidfd_open(parent.pid or 0)])
    except ProcessLookupError:
        pass  # it has ended already
    except (AttributeError, OSError):  # not on this system, or not allowed
        parent.join()
    act()
