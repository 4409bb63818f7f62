"""The curated entries as examples, and the folds that keep like ones together."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from app.linking.examples import of_row
from app.linking.knowledge import knowledge
from bench.relevance.judged import CATALOGUE
from linking.groups import groups
from linking.preprocessing import Preprocessor
from linking.vectorizer import Vectorizer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from linking.examples import Example

    Numbers = NDArray[np.intp]


class Curated(NamedTuple):
    """The entries.

    Attributes:
        texts: what links are suggested for: title, summary, facts.
        with_sectors: the same and a line with the source's own words for its sectors.
        groups: entries of one page or organisation, or of nearly one text, share a number.
    """

    preprocessor: Preprocessor
    examples: list[Example]
    texts: list[str]
    with_sectors: list[str]
    groups: Numbers

    def holds(self, scheme: str) -> NDArray[np.bool_]:
        """Tell which links hold (entries x concepts)."""
        concepts = self.preprocessor.schemes[scheme].concepts
        return np.array([[each in one.links[scheme] for each in concepts] for one in self.examples])

    def folds(self, count: int, seed: int) -> Iterator[tuple[Numbers, Numbers]]:
        """Yield what is learnt from and what is tested on."""
        yield from folds(self.groups, count, seed)


def folds(groups: Numbers, count: int, seed: int) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield folds that keep groups together."""
    from sklearn.model_selection import GroupKFold  # noqa: PLC0415 - takes two seconds

    split = GroupKFold(count, shuffle=True, random_state=seed)
    yield from split.split(groups, groups=groups)


def curated() -> Curated:
    """Read the entries that all figures are measured over."""
    lines = CATALOGUE.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    examples = [of_row(row) for row in rows]
    texts = [example.text for example in examples]
    preprocessor = Preprocessor(knowledge())
    analysed = preprocessor.analyse(texts)
    alike = Vectorizer.of(analysed.of_texts)(analysed.of_texts)
    return Curated(
        preprocessor,
        examples,
        texts,
        [f"{text}\n{', '.join(row['sectorText'])}." for text, row in zip(texts, rows, strict=True)],
        groups(examples, alike),
    )
