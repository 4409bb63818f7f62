"""The model that tells of each piece of an answer whether it begins an example or goes on.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001), trained by
`make harvest-train` on the training part of the corpus.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pycrfsuite  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Sequence

PATH = Path(__file__).with_name("examples.crf")


class Model:
    """A trained model, as bytes of the format of CRFsuite."""

    def __init__(self, content: bytes) -> None:
        self._content = content  # the tagger reads it where it is
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(content)

    @staticmethod
    @cache
    def shipped() -> Model:
        """Return the model of this version, read once a process."""
        return Model(PATH.read_bytes())

    def labels(self, features: Sequence[Sequence[str]]) -> tuple[list[str], list[float]]:
        """Return B, I or O for each piece, and the probability of that label."""
        labels: list[str] = self._tagger.tag(features)
        return labels, [self._tagger.marginal(label, at) for at, label in enumerate(labels)]
