"""What tests start in processes of their own, which inherit nothing that a test has opened."""

from __future__ import annotations

import os
import random
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from catalogue import entries, jobs, usage
from catalogue.database import Database
from catalogue.editing import Edit, change
from catalogue.errors import VersionChanged
from catalogue.loading.rows import RelationKey
from catalogue.writer_lock import writer_lock
from tests.fixtures.forking import fresh
from tests.rows.building import loaded, row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from catalogue.usage import UsageKey

LONGEST_PAUSE = 0.02
GRACE_SECONDS = 120


@contextmanager
def running(
    target: Callable[..., None], arguments: Sequence[tuple[Any, ...]]
) -> Iterator[list[BaseProcess]]:
    """Run `target` once for each tuple of arguments; all must end well before the block does."""
    processes: list[BaseProcess] = [fresh.Process(target=target, args=each) for each in arguments]
    with ExitStack() as stack:
        for process in processes:
            process.start()
            stack.callback(process.kill)
        yield processes
        for process in processes:
            process.join(GRACE_SECONDS)
        assert [process.exitcode for process in processes] == [0] * len(processes)


def run(target: Callable[..., None], arguments: Sequence[tuple[Any, ...]]) -> None:
    """Run `target` once for each tuple of arguments, all at the same time, to the end."""
    with running(target, arguments):
        pass


def migrate(url: str) -> None:
    database = Database(url)
    database.migrate()
    assert database.is_alive()
    database.close()


def publish_slowly(url: str, ids: Sequence[str]) -> None:
    """Publish drafts one by one, and dawdle between the ledger's insert and each commit."""
    database = Database(url)
    dice = random.Random(ids[0])
    event.listen(database.engine, "commit", lambda _: time.sleep(dice.uniform(0, LONGEST_PAUSE)))
    for entry_id in ids:
        with database.write() as unit:
            entries.publish(unit, entry_id, actor="tester")
        time.sleep(dice.uniform(0, LONGEST_PAUSE))
    database.close()


def load_again(url: str, batches: int, size: int) -> None:
    """Load the same rows as every other process that runs this."""
    database = Database(url)
    for start in range(0, batches * size, size):
        loaded(database, *(row(str(number)) for number in range(start, start + size)))
    database.close()


def add_facts(url: str, entry_id: str, who: str, times: int) -> None:
    """Add facts to an entry as a curator does: read, change, and try again when refused."""
    database = Database(url)
    for number in range(times):
        while not _add_fact(database, entry_id, f"{who} {number}"):
            pass
    database.close()


def _add_fact(database: Database, entry_id: str, fact: str) -> bool:
    with database.read() as connection:
        found = entries.get(connection, entry_id, published_only=False)
    assert found
    facts = [*found.content.get("facts", ()), fact]
    try:
        with database.write() as unit:
            edit = Edit(fact, publish=True, based_on=found.version)
            change(unit, entry_id, row(facts=facts), edit)
    except VersionChanged:
        return False
    return True


def load_beside(url: str, times: int) -> None:
    """Load the entry that curators change, and one that names it, with other texts each time."""
    database = Database(url)
    for number in range(times):
        relations = [RelationKey("uses-method", external_id="one")]
        text = f"Text {number}."
        loaded(database, row("two", summary=text, relations=relations), row(summary=text))
    database.close()


def work_off(url: str, worker: str) -> None:
    """Claim jobs until there are none, and note who did each."""
    database = Database(url)
    while True:
        with database.write() as unit:
            job = jobs.claim(unit, ["test"], worker, 60)
        if job is None:
            break
        with database.write() as unit:
            jobs.finish(unit, job.id, worker, {"by": worker})
    database.close()


def add_under_lock(url: str, folder: Path, times: int) -> None:
    """Read a number from a file and write the next one, which loses some unless locked."""
    database = Database(url)
    counter = folder / "counter"
    for _ in range(times):
        with writer_lock(database, folder):
            number = int(counter.read_text())
            time.sleep(0.002)
            counter.write_text(str(number + 1))
    database.close()


def count_uses(url: str, keys: Sequence[UsageKey], times: int) -> None:
    """Add one to each count again and again, in an order of the process's own."""
    database = Database(url)
    own = list(keys)
    random.Random(os.getpid()).shuffle(own)
    for _ in range(times):
        with database.write() as unit:
            usage.add(unit, dict.fromkeys(own, 1))
    database.close()
