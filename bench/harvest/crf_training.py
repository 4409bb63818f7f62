"""Training of conditional random fields: the same texts give the same model."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pycrfsuite  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def train_crf(
    texts: Iterable[tuple[Sequence[Sequence[str]], Sequence[str]]], settings: Mapping[str, object]
) -> bytes:
    """Return a model of texts: what is seen of each piece, and the label of each."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for features, labels in texts:
        trainer.append(features, labels)
    trainer.set_params(settings)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        return path.read_bytes()
