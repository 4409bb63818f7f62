"""Links of the examples in replies: suggested by models that did not learn from what they tell of.

The examples of the development replies tell of curated entries. Each is scored by a model of the
fold in which its entry, and all that is like it, was left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.candidates.links import PREFILLED
from app.linking.examples import of_reply
from app.linking.knowledge import SCHEME_OF_FIELD
from bench.harvest.link_rows import add_tallies, link_rows, tallies
from bench.harvest.measures import Tally
from bench.linking.curated import curated
from linking.training import train

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from bench.harvest.replies import Reply
    from linking.examples import Example
    from linking.model import Model

FOLDS = 10


def linked_examples(replies: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the examples in the gold of replies for which somebody said what they link to."""
    answers = (reply["answers"].get("2c") for reply in replies)
    items = (item for answer in answers if answer for item in answer["items"])
    return [item for item in items if "sourceEntry" in item]


def link_tallies(
    examples: Iterable[Mapping[str, Any]], told: Callable[[int], None]
) -> dict[str, Tally]:
    """Return by vocabulary how the suggested links compare; `told` gets the folds just done."""
    data = curated()
    waiting = list(examples)
    tallies = {scheme: Tally() for scheme in SCHEME_OF_FIELD.values()}
    for learnt, tested in data.folds(FOLDS, seed=0):
        model = train([data.examples[at] for at in learnt], data.preprocessor)
        left_out = {_entry(data.examples[at]) for at in tested}
        for each in waiting:
            if each["sourceEntry"] in left_out:
                _add(tallies, model, each)
        told(1)
    return {scheme: tally for scheme, tally in tallies.items() if tally.right + tally.missed}


def left_out(
    rounds: Mapping[str, Sequence[Reply]], told: Callable[[int], None]
) -> tuple[dict[str, Tally], dict[str, Tally]]:
    """Return how links are filled in, by field: learnt from entries alone, and from replies too.

    Each round is measured with a model that has not learnt from it.
    """
    data = curated()
    rows = {name: found for name, own in rounds.items() if (found := link_rows(own))}
    alone = train(data.examples, data.preprocessor)
    before: dict[str, Tally] = {}
    after: dict[str, Tally] = {}
    for name, own in rows.items():
        others = [of_reply(row) for other, each in rows.items() if other != name for row in each]
        taught = train([*data.examples, *others], data.preprocessor)
        add_tallies(before, tallies(own, alone, PREFILLED))
        add_tallies(after, tallies(own, taught, PREFILLED))
        told(1)
    return before, after


def _entry(example: Example) -> str:
    return example.sources[0].rpartition("/")[2]


def _add(tallies: Mapping[str, Tally], model: Model, example: Mapping[str, Any]) -> None:
    found = set(_suggested(model, example["text"]))
    for field, scheme in SCHEME_OF_FIELD.items():
        if field in example:
            got = {concept for of, concept in found if of == scheme}
            want = set(example[field])
            tallies[scheme].add(len(got & want), len(got), len(want))


def _suggested(model: Model, text: str) -> Iterator[tuple[str, str]]:
    return ((each.scheme, each.concept) for each in model.suggest(text))
