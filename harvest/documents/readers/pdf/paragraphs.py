"""The lines of a PDF joined to paragraphs: it stores none, only where each letter stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from harvest.documents.dewrap import ends_sentence, is_bullet, is_marked, joined, parts_word
from harvest.documents.document import BlockFormat

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from harvest.documents.readers.pdf.pages import PageLine

SPREAD = 1.25
"""Of the usual distance between lines: a larger one parts paragraphs."""
SAME_PLACE = 4
"""Points within which lines begin at the same place."""
DEEPEST_INDENT = 40
"""Points that the first line of a paragraph may begin before or after the others."""
SAME_SIZE = 0.6
STEP, DEEPEST = 14, 8
"""Points of a step that a line is set in, and steps at most."""
LARGER = 1.15
"""Times the size of the text: a heading."""
SPACE = 0.25
"""Of the size: the width of a space."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph that is being read."""

    lines: list[PageLine] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its lines joined, with hyphenation undone."""
        text = self.lines[0].text
        for line in self.lines[1:]:
            text = joined(text, line.text, hyphenated=True)
        return text


class Layout:
    """What a document's lines have in common: margins, distance, sizes."""

    def __init__(self, lines: Sequence[PageLine]) -> None:
        self._rights: dict[tuple[int, int] | None, float] = {}
        for line in lines:
            key = self._column(line)
            self._rights[key] = max(self._rights.get(key, 0), line.right, line.room)
        self._leading = _leading(lines)
        self._left = {
            part: min(line.left for line in lines if self._column(line) == part)
            for part in self._rights
        }
        sizes = Counter[float]()
        for line in lines:
            sizes[line.size] += len(line.text)
        self.body = sizes.most_common(1)[0][0] if sizes else 0
        larger = sorted((size for size in sizes if size > self.body * LARGER), reverse=True)
        self.level_of_size = {size: level for level, size in enumerate(larger, start=1)}
        bullets = sorted({round(self._set_in(line)) for line in lines if is_bullet(line.text)})
        parted = [at for before, at in pairwise(bullets) if at - before > SAME_PLACE]
        self._bullets = bullets[:1] + parted

    @staticmethod
    def _column(line: PageLine) -> tuple[int, int] | None:
        if line.cell is None:
            return (-line.page, line.part) if line.part else None
        return line.cell[0], line.cell[2]

    def goes_on(self, paragraph: Paragraph, line: PageLine) -> bool:
        """Return whether a line belongs to the paragraph before it."""
        before = paragraph.lines[-1]
        if before.cell != line.cell or before.bold != line.bold or is_bullet(line.text):
            return False
        if abs(before.size - line.size) > SAME_SIZE or is_marked(line.text, before.text):
            return False
        if not (self._is_full(before, line) or parts_word(before.text, line.text)):
            return False
        if before.page != line.page:
            return not ends_sentence(before.text)
        near = line.top - before.top <= SPREAD * self._leading.get(before.size, before.size * 1.5)
        return near and _is_aligned(paragraph, line)

    def is_spaced(self, before: PageLine | None, line: PageLine) -> bool:
        """Return whether there is more space before a line than between lines."""
        if before is None or before.page != line.page or before.cell != line.cell:
            return False
        return line.top - before.top > SPREAD * self._leading.get(line.size, line.size * 1.5)

    def _set_in(self, line: PageLine) -> float:
        """Return how far a line begins from where its column does; within a table, the page."""
        return line.left if line.cell else line.left - self._left[self._column(line)]

    def indent_of(self, line: PageLine) -> int:
        """Return how many steps a line is set in from where most lines begin."""
        return 0 if line.cell else min(round(self._set_in(line) / STEP), DEEPEST)

    def _is_full(self, before: PageLine, line: PageLine) -> bool:
        """Return whether the first word of a line had no room on the one before."""
        needed = before.right + SPACE * line.size + line.lead
        return needed > self._rights[self._column(before)] - 1

    def level_of_bullet(self, line: PageLine) -> int:
        """Return how deep a bullet is set in, from 1."""
        return max(1, sum(at <= self._set_in(line) + SAME_PLACE for at in self._bullets))


def _leading(lines: Sequence[PageLine]) -> dict[float, float]:
    """Return the usual distance between lines of each size: the smallest that is common."""
    steps: dict[float, Counter[float]] = {}
    for before, line in pairwise(lines):
        step = round(line.top - before.top, 0)
        if before.page == line.page and before.size == line.size and 0 < step < 3 * line.size:
            steps.setdefault(line.size, Counter())[step] += 1
    return {
        size: min(step for step, times in found.items() if times * 4 >= max(found.values()))
        for size, found in steps.items()
    }


def _is_aligned(paragraph: Paragraph, line: PageLine) -> bool:
    if len(paragraph.lines) > 1:
        return abs(line.left - paragraph.lines[-1].left) <= SAME_PLACE
    shift = line.left - paragraph.lines[0].left
    if is_bullet(paragraph.lines[0].text):
        return -SAME_PLACE <= shift <= DEEPEST_INDENT
    return abs(shift) <= DEEPEST_INDENT


def paragraphs(lines: Sequence[PageLine]) -> Iterator[tuple[str, BlockFormat]]:
    """Yield the paragraphs of a document, without the breaks of lines and pages."""
    layout = Layout(lines)
    found: list[Paragraph] = []
    for line in lines:
        if found and layout.goes_on(found[-1], line):
            found[-1].lines.append(line)
        else:
            found.append(Paragraph([line]))
    before: PageLine | None = None
    for paragraph in found:
        fmt = _format(paragraph, layout)
        yield paragraph.text, replace(fmt, spaced=layout.is_spaced(before, paragraph.lines[0]))
        before = paragraph.lines[-1]


def _format(paragraph: Paragraph, layout: Layout) -> BlockFormat:
    first = paragraph.lines[0]
    table, row, column = first.cell or (None, None, None)
    colors = {line.color for line in paragraph.lines}
    heading = None if first.cell else layout.level_of_size.get(first.size)
    bullet = layout.level_of_bullet(first) if is_bullet(first.text) else None
    return BlockFormat(
        kind="heading" if heading else "cell" if first.cell else "paragraph",
        level=heading or bullet,
        bold=all(line.bold for line in paragraph.lines),
        color=next(iter(colors)) if len(colors) == 1 else None,
        page=first.page,
        table=table,
        row=row,
        column=column,
        indent=0 if heading or bullet else layout.indent_of(first),
    )
