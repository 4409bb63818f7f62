"""Paragraphs of a letter that names no question: each answers what its first sentence speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from harvest.documents.document import Block
from harvest.questions import Marker, Questionnaire
from harvest.questions.sequence import best_sequence
from swedish.naming import NameMatcher, words_of

FEWEST = 2
"""Questions that a letter speaks of, that for examples among them."""
SCORE = 1.0
_SENTENCE = re.compile(r".+?(?:[.!?](?=\s|$)|$)")


class Topics:
    """The short headings of a survey's questions, looked for within sentences."""

    def __init__(self, survey: Questionnaire) -> None:
        questions = [each for each in survey.questions if each.kind != "heading"]
        self._order = [each.id for each in survey.questions]
        self._examples = {each.id for each in questions if each.kind == "examples"}
        self._matcher = NameMatcher((label, each.id) for each in questions for label in each.labels)

    def markers(self, lines: Sequence[Block]) -> list[Marker]:
        """Return the paragraphs that begin answers; none where too few are known."""
        found, _ = best_sequence(list(self._of(lines)), self._order)
        named = {question for each in found for question in each.questions}
        return found if len(named) >= FEWEST and named & self._examples else []

    def _of(self, lines: Sequence[Block]) -> Iterator[Marker]:
        for at, line in enumerate(lines):
            first = _SENTENCE.match(line.text)
            if first and line.table is None and not line.quote:
                hits = self._matcher.hits(words_of(first[0]))
                for question in dict.fromkeys(hit.value for hit in hits if not hit.inside):
                    yield Marker(at, (question,), 0, SCORE, numbered=False)
