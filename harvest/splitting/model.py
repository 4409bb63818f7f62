"""The model that tells of each piece of an answer whether it begins an example or goes on.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001), trained by
`make harvest-train` on the training part of the corpus.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from harvest.splitting.crf import TrainedModel

PATH = Path(__file__).with_name("examples.crf")


class Model(TrainedModel):
    """A trained model of the bounds of examples."""

    PATH = PATH

    def labels(self, features: Sequence[Sequence[str]]) -> tuple[list[str], list[dict[str, float]]]:
        """Return B, I or O for each piece, and the probability of each of them."""
        labels: list[str] = self._tagger.tag(features)
        own = self._tagger.labels()
        probable = [
            {label: self._tagger.marginal(label, at) for label in own} for at in range(len(labels))
        ]
        return labels, probable
