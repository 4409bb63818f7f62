"""What the confidence of candidates means, on replies that nobody mends for.

`make harvest-confidence` learns it from rounds left out, and writes down what it means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bench.harvest.certainty import as_json as as_weights
from bench.harvest.certainty import learnt, tried
from bench.harvest.harvested import harvested
from bench.harvest.measures import pairs_of_examples
from bench.harvest.replies import replies_of
from harvest.splitting.certainty import PATH as WEIGHTS
from harvest.splitting.certainty import forget
from seed.confidence import PATH, Level, Measured, as_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bench.harvest.harvested import Outcome

LEVELS = (0.99, 0.98, 0.95, 0.9, 0.8, 0.7, 0.5)


class Judged(NamedTuple):
    """A candidate: how sure it was, whether it was right, and whether its kind was."""

    confidence: float
    right: bool
    kind: bool


def judged(outcomes: Iterable[Outcome]) -> Iterator[Judged]:
    """Yield the examples that were found, beside those that people found."""
    for outcome in outcomes:
        for items, others, pairs in pairs_of_examples(outcome.found, outcome.reply.gold):
            own = dict(pairs)
            for at, item in enumerate(items):
                gold = others[own[at]] if at in own else None
                same = gold is not None and gold["kind"] == item["kind"]
                yield Judged(item["confidence"], gold is not None, same)


def measure(outcomes: Sequence[Outcome]) -> Measured:
    """Measure it on what became of the frozen part."""
    all_ = list(judged(outcomes))
    gold = [
        len((each["answers"].get("2c") or {"items": []})["items"])
        for one in outcomes
        for each in one.reply.gold
    ]
    levels = tuple(_level(least, all_) for least in LEVELS)
    return Measured(len(gold), sum(gold), levels)


def _level(least: float, all_: Iterable[Judged]) -> Level:
    sure = [each for each in all_ if each.confidence >= least]
    right, kind = sum(each.right for each in sure), sum(each.kind for each in sure)
    return Level(least, len(sure), right, kind)


def main() -> None:
    """Learn how sure candidates are, and write down what that means."""
    WEIGHTS.write_text(as_weights(learnt(tried())), encoding="utf-8")
    forget()
    PATH.write_text(as_json(measure(harvested(replies_of("frozen")))), encoding="utf-8")


if __name__ == "__main__":
    main()
