"""Work on batches, done in this process or shared with others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
Batch = TypeVar("Batch")
Result = TypeVar("Result")


class BatchWork:
    """Does the work in this process; see `app.shared_batch_work`."""

    def each(
        self, work: Callable[[Batch], Result], batches: Iterable[tuple[Item, Batch]]
    ) -> Iterator[tuple[Item, Result]]:
        """Yield in order what is kept of each batch, and what the work makes of the batch.

        Args:
            work: a function of a module, which opens no connection.
            batches: each with what only this process needs.
        """
        for item, batch in batches:
            yield item, work(batch)
