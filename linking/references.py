"""The quotes that links of examples rest on, and which of them a text is like."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from linking.suggestions import Reference
from linking.texts import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scipy.sparse import csr_matrix

    from linking.examples import Example
    from linking.vectorizer import Terms, Vectorizer


class Likeness(NamedTuple):
    """The quote that a text is most like, by one of its sentences; `cosine` from 0 to 1."""

    reference: Reference
    sentence: int
    cosine: float


class References:
    """Quotes as weighted terms."""

    def __init__(self, found: Sequence[Reference], rows: csr_matrix) -> None:
        self.all = tuple(found)
        self.rows = rows
        self._of: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for at, each in enumerate(self.all):
            self._of[each.scheme, each.concept].append(at)

    @classmethod
    def of(cls, examples: Sequence[Example], terms: Terms, vectorizers: Vectorizer) -> References:
        """Collect the quotes of examples that are entries."""
        found = [each for example in examples if example.id for each in _references(example)]
        return cls(found, vectorizers([terms.of(read(each.quote)) for each in found]))

    def nearest(self, scheme: str, concept: str, sentences: csr_matrix) -> Likeness | None:
        """Return the quote that sentences are most like; None when there is none at all."""
        places = self._of.get((scheme, concept))
        if not places:
            return None
        alike = (sentences @ self.rows[places].T).toarray()
        sentence, place = np.unravel_index(np.argmax(alike), alike.shape)
        return Likeness(self.all[places[place]], int(sentence), float(alike[sentence, place]))


def _references(example: Example) -> Iterator[Reference]:
    """Yield a reference for each link; one without a quote rests on the title."""
    title = example.text.partition("\n")[0]
    quoted = set()
    for scheme, concept, text in example.quotes:
        quoted.add((scheme, concept))
        yield Reference(example.id, title, scheme, concept, text)
    for scheme, concepts in example.links.items():
        for concept in sorted(concepts):
            if (scheme, concept) not in quoted:
                yield Reference(example.id, title, scheme, concept, title)
