"""Learning to tell kinds of examples, and how well it does on rounds left out."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pycrfsuite  # type: ignore[import-untyped]

from harvest.splitting.example_kind import KindModel, features_of
from seed.entries import entries_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bench.harvest.replies import Reply
    from harvest.splitting.example_kind import Kind

SETTINGS = {"c1": 0.05, "c2": 0.5, "feature.minfreq": 1.01, "max_iterations": 100}
"""Weights of the penalties, and more than one example must have a feature (a pair has 0.5 and an
ending 0.3 of one); tried on rounds left out."""

Sorted = tuple[str, "Kind"]
"""A text, and the kind that somebody said it is of."""
Confusion = Counter[tuple["Kind", "Kind"]]
"""How often which kind was taken for which."""


def sorted_examples(replies: Iterable[Reply]) -> list[Sorted]:
    """Return the examples in the gold of replies."""
    answers = (gold["answers"].get("2c") for reply in replies for gold in reply.gold)
    return [(item["text"], item["kind"]) for each in answers if each for item in each["items"]]


def sorted_entries() -> list[Sorted]:
    """Return the curated entries."""
    rows = map(json.loads, entries_path().read_text(encoding="utf-8").splitlines())
    return [(f"{row['title']}. {row['summary']}", row["kind"]) for row in rows]


def trained(examples: Iterable[Sorted]) -> bytes:
    """Return a model of examples; the same ones give the same model."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for text, kind in examples:
        trainer.append(pycrfsuite.ItemSequence([features_of(text)]), [kind])
    trainer.set_params(SETTINGS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        return path.read_bytes()


def confusion(model: KindModel, examples: Iterable[Sorted]) -> Confusion:
    """Return how often each kind is taken for each."""
    return Counter((kind, model.of(text)[0]) for text, kind in examples)


def left_out(rounds: Mapping[str, Sequence[Sorted]]) -> dict[str, Confusion]:
    """Return how each round is told by a model of the others and of the entries."""
    entries = sorted_entries()
    return {
        name: confusion(
            KindModel(
                trained([*entries, *(e for n, each in rounds.items() if n != name for e in each)])
            ),
            own,
        )
        for name, own in rounds.items()
    }
