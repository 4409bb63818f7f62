"""What each piece of a whole text is: of an example, of another answer, or of neither.

A linear-chain conditional random field, trained by `make harvest-train` on whole replies, half of
them without their questions: it does not depend on where the questions were found.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from harvest.splitting.crf import TrainedModel
from harvest.splitting.features import features_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from harvest.documents.document import Block
    from harvest.questions import Marker
    from harvest.splitting.units import Unit

BEGIN, INSIDE, YES_NO, SECTORS, TEXT, OUTSIDE = "B", "I", "Y", "S", "T", "O"
KIND_LABELS = {"yes-no": YES_NO, "sectors": SECTORS, "text": TEXT}
"""Label of the pieces of an answer, by the kind of its question."""
PLACES = 6
"""Parts of a text that a piece may stand in."""

Probabilities = dict[str, float]
"""By label; they add up to 1."""


class PieceModel(TrainedModel):
    """A trained model of the pieces of a text."""

    PATH = Path(__file__).with_name("pieces.crf")

    def probabilities(self, features: Sequence[Sequence[str]]) -> list[Probabilities]:
        """Return how probable each label is of each piece."""
        if not features:
            return []
        self._tagger.set(features)
        labels = self._tagger.labels()
        return [
            {label: self._tagger.marginal(label, at) for label in labels}
            for at in range(len(features))
        ]


def piece_features(
    units: Sequence[Unit],
    lines: Sequence[Block],
    markers: Sequence[Marker],
    kinds: Mapping[str, str],
) -> list[list[str]]:
    """Return what is seen of each piece of a text.

    Args:
        units: the pieces of the lines.
        lines: of the text.
        markers: where questions stand, as far as they were found.
        kinds: what an answer to each question is.
    """
    asked = _questions_around(lines, markers, kinds)
    return [
        [*features, *_of_place(at, len(units)), *asked[unit.line]]
        for at, (unit, features) in enumerate(zip(units, features_of(units, lines), strict=True))
    ]


def _of_place(at: int, size: int) -> Iterator[str]:
    yield f"place={at * PLACES // size}"
    yield f"first={min(at, 3)}"
    yield f"last={min(size - at, 3)}"


def _questions_around(
    lines: Sequence[Block], markers: Sequence[Marker], kinds: Mapping[str, str]
) -> list[list[str]]:
    """Return of each line which kind of question it asks, and below which kind it stands."""
    of_line = {marker.line: kinds[marker.questions[0]] for marker in markers}
    found = []
    below = "none"
    for at in range(len(lines)):
        below = of_line.get(at, below)
        found.append([f"asks={of_line.get(at)}", f"below={below}"])
    return found
