"""The lines that answer a question into what was answered, with personal data held back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from harvest.answers import Answer
from harvest.candidates import Candidate, Extract, GivenAnswer, SectorItem, Span, Withheld, YesNo
from harvest.collaborations import collaborations
from harvest.documents.dewrap import ends_sentence
from harvest.documents.document import Block
from harvest.labels import NAME, PARTNERS
from harvest.lines_together import paragraphs_of
from harvest.public_words import PublicWords
from harvest.sector_names import Sectors
from harvest.sectors import sector_items
from harvest.splitting import examples
from harvest.splitting.details import LONGEST_PARTNER, extract_details
from harvest.splitting.example import Example
from harvest.splitting.example_kind import Kind, KindEstimate
from harvest.splitting.fields import (
    CONTACT,
    PAGE,
    Detail,
    Head,
    Labels,
    contact_in,
    details,
    own_labels,
    parse_label_line,
)
from harvest.splitting.records import heads_in
from harvest.splitting.sentences import sentences
from harvest.splitting.titles import title_of_parts
from harvest.withholding import Withholding
from harvest.yes_no import own_words, without_title, yes_or_no

_WORD = re.compile(r"\w+")
DIGITS = 4
"""Of a confidence; further ones differ by processor."""


class CandidateBuilder:
    """Makes answers and candidates of the lines of one respondent."""

    def __init__(
        self,
        sectors: Sectors,
        withholding: Withholding,
        kind_of: Callable[[str], KindEstimate],
        split: Callable[[Sequence[Block]], list[Example]] = examples,
        crossed: Mapping[int, YesNo] = MappingProxyType({}),
    ) -> None:
        self._sectors = sectors
        self._words = PublicWords(withholding)
        self._crossed = crossed
        self._kind_of = kind_of
        self._split = split

    @property
    def withheld(self) -> tuple[Withheld, ...]:
        """All that is held back of the document, in order, as far as its lines were used."""
        return self._words.withheld

    def answer(self, answer: Answer, *, is_yes_no: bool) -> GivenAnswer:
        """Return the answer to a question."""
        lines = without_title(answer.lines) if is_yes_no else answer.lines
        extract = self.extract_text(lines)
        crosses = (self._crossed.get(line.start) for line in answer.lines)
        crossed = next((each for each in crosses if each), None)
        yes_no = crossed or yes_or_no(extract.text) if is_yes_no else None
        if is_yes_no:
            extract = self.extract_text(own_words(lines))
        return GivenAnswer(answer.question, answer.joint, extract, yes_no)

    def examples(
        self, answer: Answer, *, found: Sequence[Example] | None = None
    ) -> tuple[Candidate, ...]:
        """Return the examples of an answer.

        Args:
            answer: to a question for examples.
            found: the examples, where they have been found already.
        """
        lines = answer.lines
        if found is None:
            found = self._split(lines)
        labels = Labels(heads_in(lines), own_labels(each.parts for each in found))
        in_order = sorted(lines, key=lambda line: line.start)  # a table may stand in a cell
        begins = [each.parts[0].start for each in found]
        ends = [max(part.end for part in each.parts) for each in found]
        places = zip([0, *ends], [*begins[1:], None], strict=False)
        return tuple(
            self._example(answer.question, each, labels, in_order, place)
            for each, place in zip(found, places, strict=False)
        )

    def _example(
        self,
        question: str,
        found: Example,
        labels: Labels,
        lines: Sequence[Block],
        place: tuple[int, int | None],
    ) -> Candidate:
        """Return an example with its details.

        Args:
            question: that it answers.
            found: the example.
            labels: of lines and of the columns that they stand in.
            lines: of the answer, in order, with those left out of it.
            place: where the example before ends and the next one begins.
        """
        around = _between_places(lines, found.parts[0].start, place[1])
        named = [part for part in found.parts if labels.of(part).field == NAME]
        candidate = self._candidate(question, found.parts, found.context, named=named)
        contact_fields: dict[str, str] = {}
        for line in around:
            contact_fields = contact_in(line.text, labels.of(line)) | contact_fields
        fields = extract_details(list(self._details(found.parts, labels)), candidate.title)
        fields |= {CONTACT: contact_fields[CONTACT]} if CONTACT in contact_fields else {}
        within = self._within(found, _between_places(lines, *place))
        return replace(
            candidate,
            confidence=round(found.score, DIGITS),
            given={
                **({"fields": fields} if fields else {}),
                **({"url": contact_fields[PAGE]} if PAGE in contact_fields else {}),
            },
            within=within,
        )

    def _details(self, parts: Sequence[Block], labels: Labels) -> Iterator[Detail]:
        """Yield what the pieces of an example tell; a label may stand on the line before."""
        above: Head | None = None
        for at, (part, text) in enumerate(zip(parts, self._words.of(parts), strict=True)):
            alone = parse_label_line(text) if at + 1 < len(parts) else None
            if alone and (at or text[-1:].isdigit()):
                above = alone
            elif text:
                head = above or labels.of(part)
                yield from details(text, head, own=labels.own, is_first=not at)
                above = above if above and _lists(above, part) else None

    def _within(self, found: Example, around: Sequence[Block]) -> tuple[Span, ...]:
        """Return where an example stands, with what is left of its lines and goes on with them."""
        own = paragraphs_of(found.parts, around)
        for sentence in (each for line in own for each in sentences(line)):
            is_used = any(
                part.start < sentence.end and sentence.start < part.end for part in found.parts
            )
            if not is_used:
                self._words.leave_out(sentence)
        spans = {Span(each.start, each.end) for each in (*found.parts, *own)}
        return tuple(sorted(spans))

    def example(
        self, question: str, parts: Sequence[Block], title: str, details: Mapping[str, Any]
    ) -> Candidate:
        """Return an example that somebody has set apart from others and given a title."""
        return replace(self._candidate(question, parts, None), title=title, given=details)

    def sectors(self, answer: Answer) -> tuple[SectorItem, ...]:
        """Return the sectors of an answer."""
        parts = sector_items(answer.lines, self._sectors)
        items = (
            SectorItem(self.extract_text([part]), self._sectors.of(part.text)) for part in parts
        )
        return tuple(each for each in items if each.said.public_text)

    def collaborations(self, answer: Answer) -> tuple[Candidate, ...]:
        """Return the collaborations that an answer on sectors tells of."""
        return tuple(
            self._candidate(answer.question, [sentence], None, kind="sector-collaboration")
            for sentence in collaborations(answer.lines, self._sectors)
        )

    def _candidate(
        self,
        question: str,
        parts: Sequence[Block],
        context: Block | None,
        kind: Kind | None = None,
        named: Sequence[Block] = (),
    ) -> Candidate:
        extract = self.extract_text(parts)
        estimate = KindEstimate(kind, None) if kind else self._kind_of(extract.text)
        first = [*named, *(part for part in parts if part not in named)]
        return Candidate(
            question,
            estimate.kind,
            title_of_parts(self._words.of(first), extract.public_text),
            extract,
            self._heading(context) if context else None,
            self._sectors.of(extract.text),
            kind_confidence=estimate.probability,
        )

    def _heading(self, context: Block) -> Extract | None:
        """Return the words of a heading; none if it only names a person."""
        extract = self.extract_text([context])
        return extract if _WORD.search(extract.public_text) else None

    def extract_text(self, lines: Sequence[Block]) -> Extract:
        """Return the words of lines, and the same without personal data."""
        spans = tuple(Span(line.start, line.end) for line in lines)
        public = _together(list(zip(lines, self._words.of(lines), strict=True)))
        return Extract(" ".join(line.text for line in lines), public, spans)


def _lists(label: Head, part: Block) -> bool:
    """Return whether the items of a list are all of its label: partners, one an item."""
    is_name = part.kind == "list-item" and len(part.text.split()) <= LONGEST_PARTNER
    return label.field == PARTNERS and is_name


def _between_places(lines: Sequence[Block], start: int, end: int | None) -> list[Block]:
    """Return the lines of an answer, in order, between two places; None is the end.

    Of a line that begins before or ends after them, the part between is returned.
    """
    last = lines[-1].end if end is None else end
    first = bisect_right(lines, start, key=lambda line: line.end)
    around = lines[first : bisect_left(lines, last, lo=first, key=lambda line: line.start)]
    parts = (
        line
        if start <= line.start and line.end <= last
        else line.subspan(max(0, start - line.start), last - line.start)
        for line in around
    )
    return [part for part in parts if part.text]


def _together(named: Sequence[tuple[Block, str]]) -> str:
    """Join what lines tell; list items that end without a mark are parted by one."""
    text, before = "", None
    for line, words in named:
        if words and before:
            text += _between(text, before, line)
        text += words
        before = line if words else before
    return text


def _between(text: str, before: Block, line: Block) -> str:
    if line.kind != "list-item" or text.endswith(",") or ends_sentence(text):
        return " "
    return ": " if (line.level or 0) > (before.level or 0) else "; "
