"""Personal data of a document: where it stands, also where a line break parts it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from harvest.candidates import Withheld
from harvest.documents.document import Block
from harvest.lines_together import found_across, found_alone
from harvest.personal import Persons, merged
from swedish.personal import Finding


class Withholding:
    """Finds what tells of a single person in the lines of a document, and in parts of them.

    Attributes:
        all: of the document, in order, none overlapping; what a line break parts is one.
    """

    def __init__(self, blocks: Sequence[Block], persons: Persons) -> None:
        self._persons = persons
        self.all = tuple(Withheld(*each) for each in merged(_findings(blocks, persons)))
        self._ends = [each.end for each in self.all]
        self._found: dict[tuple[int, int], list[Finding]] = {}

    def find(self, line: Block) -> list[Finding]:
        """Return what of a line, or of a part of one, is withheld, by its places in its text."""
        place = (line.start, line.end)
        if place not in self._found:
            self._found[place] = self._find(line)
        return self._found[place]

    def _find(self, line: Block) -> list[Finding]:
        found = self._persons.find(line.text)
        for each in self.all[bisect_right(self._ends, line.start) :]:
            if each.start >= line.end:
                break
            begin, end = max(each.start, line.start), min(each.end, line.end)
            found.append(Finding(begin - line.start, end - line.start, each.kind))
        return merged(found)

    def with_others(self, text: str, findings: Sequence[Finding]) -> list[Finding]:
        """Return findings in a text that is left of a line, with what is found in it alone."""
        return merged([*findings, *self._persons.find(text)])


def _findings(blocks: Sequence[Block], persons: Persons) -> Iterator[Finding]:
    alone = found_alone(blocks, persons.find)
    yield from alone
    for found in found_across(blocks, persons.find, alone):
        yield from (Finding(*span, found.kind) for span in _spans(found.parts))


def _spans(parts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join parts that only a line break stands between."""
    spans = [parts[0]]
    for start, end in parts[1:]:
        if start <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans
