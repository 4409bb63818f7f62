"""Lines of a document read together, so that what a line break parts is seen whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from harvest.documents.document import Block
from swedish.person_names import is_listed_name, may_go_on
from swedish.personal import FEWEST_DIGITS, MOST_DIGITS, Finding, Kind

SEPARATOR = "\n.\n"
"""Between lines that have nothing to do with each other: nothing is found across it."""
SHORTEST_BROKEN = 40
"""Characters of a line after which a sentence may go on, whatever the next line begins with."""
_ENDED = re.compile(
    r"(?:[!?;]|(?<!\d)(?<!\b[^\W\d_])(?<!\btfn)(?<!\btel)(?<!\bmob)(?<!\bankn)(?<!\bnr)\.)[)\"”’]*$",
    re.IGNORECASE,
)
"""What ends a sentence, not a part of a number, an initial or a short word before a number."""
_LEADS_ON = re.compile(
    r"(?:\b(?:av|med|till|hos|via|från|enligt|åt|är|heter|och|samt|ring)|[,:(–-])$"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NUMBER = re.compile(r"[1-9][\d .,%]*")
"""A cell that holds an amount; telephone numbers begin with 0 or a plus."""
_MARKS = "-–/_+@("
"""What a number or an address goes on after."""
_MARKS_FIRST = "-–/_@)"
_WITHIN_ADDRESS = "-_+"
_ADDRESS_BEGUN = re.compile(r"@[^\s.]*$")


class Together(NamedTuple):
    """Lines as one text.

    Attributes:
        text: of all lines.
        blocks: the lines.
        places: where in the text each of them begins.
        sure: which lines are of one paragraph with the one before or after, so that the words of
            one tell of the other.
        is_tight: whether nothing stands between lines, so that a word may go on in the next.
    """

    text: str
    blocks: Sequence[Block]
    places: Sequence[int]
    sure: Sequence[bool]
    is_tight: bool

    def line_at(self, place: int) -> int:
        """Return which line a place in the text is of."""
        return bisect_right(self.places, place) - 1

    def parts(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return where in the document [start, end) of the text stands, for each line."""
        first = max(0, bisect_right(self.places, start) - 1)
        found = []
        for block, place in zip(self.blocks[first:], self.places[first:], strict=True):
            if place >= end:
                break
            begin, stop = max(start - place, 0), min(end - place, len(block.text))
            if begin < stop:
                found.append((block.start + begin, block.start + stop))
        return found


class Across(NamedTuple):
    """What was found in lines read together: its words, and where each part of them stands."""

    kind: Kind
    words: str
    parts: Sequence[tuple[int, int]]


def found_alone(blocks: Sequence[Block], find: Callable[[str], Iterable[Finding]]) -> list[Finding]:
    """Return what tells of a person in lines, each alone, by its place in the document."""
    return [
        Finding(block.start + start, block.start + end, kind)
        for block in blocks
        for start, end, kind in find(block.text)
    ]


def found_across(
    blocks: Sequence[Block], find: Callable[[str], Iterable[Finding]], own: Sequence[Finding]
) -> Iterator[Across]:
    """Yield what tells of a person only where lines are read together, some of it twice.

    `own` is what tells of one in lines alone, in order.
    """
    ends = [each.end for each in own]
    for lines in together(blocks):
        for found in find(lines.text):
            parts = lines.parts(found.start, found.end)
            if len(parts) == 1:
                line = lines.line_at(found.start)
                is_first = found.kind != "name" and found.start == lines.places[line]
                is_new = lines.sure[line] or is_first
            else:
                at = [(bisect_right(ends, start), end) for start, end in parts]
                whole = [
                    each for first, end in at for each in own[first : first + 1] if each.start < end
                ]
                is_new = _is_broken(lines, found, parts, whole)
            if is_new:
                yield Across(found.kind, lines.text[found.start : found.end], parts)


def _is_broken(
    lines: Together, found: Finding, parts: Sequence[tuple[int, int]], whole: Sequence[Finding]
) -> bool:
    """Return whether what reaches over lines is one, and not whole in one of them already.

    Args:
        lines: that it was found in.
        found: its place in their text.
        parts: where each of its parts stands in the document.
        whole: what was found in each line alone, at the place of its part.
    """
    words = lines.text[found.start : found.end]
    first = words[: parts[0][1] - parts[0][0]]
    last = words[len(words) - (parts[-1][1] - parts[-1][0]) :]
    match found.kind:
        case "name":
            return _is_broken_name(lines, found, first, last, whole)
        case "phone":
            sizes = [sum(map(str.isdigit, part)) for part in (first, last)]
            begins = all(each.start >= parts[0][0] for each in whole)
            if whole:
                return begins and max(sizes) < FEWEST_DIGITS and sum(sizes) < MOST_DIGITS
            return sum(sizes) <= MOST_DIGITS or words.startswith("+")
        case "address":
            line = lines.line_at(found.start)
            return bool(_WORD.search(first)) or (not lines.is_tight and lines.sure[line])
        case "email":
            return not whole or (lines.is_tight and first[-1] in _WITHIN_ADDRESS)
    # the rest of an identity number may look like a telephone number
    other = ("name", "phone") if found.kind == "personal-number" else ("name",)
    return all(each.kind in other for each in whole)


def _is_broken_name(
    lines: Together, found: Finding, first: str, last: str, whole: Sequence[Finding]
) -> bool:
    line, other = lines.line_at(found.start), lines.line_at(found.end - 1)
    rest = _WORD.search(last)
    is_letter = len(first.strip(". ")) == 1 and first == lines.blocks[line].text
    if rest is None or is_letter:
        return False
    is_begun = not any(each.end - each.start > len(first.partition(" ")[0]) for each in whole)
    goes_on = is_begun and lines.sure[line] and lines.sure[other]
    are_names = all(map(is_listed_name, _WORD.findall(first)))
    return goes_on or (are_names and may_go_on(rest[0], is_begun=is_begun))


def together(blocks: Sequence[Block]) -> Iterator[Together]:
    """Yield the lines of a document, joined in each way in which something may be broken.

    By a space and by nothing, in the order of the text and in columns of tables.
    """
    for order in (blocks, *_columns(blocks)):
        may_be_one = [_may_be_one(*pair) for pair in pairwise(order)]
        yield _joined(order, may_be_one, " ")
        for begin in (0, 1):  # two and two, as the line after them may make a name of no person
            pairs = [is_one and at % 2 == begin for at, is_one in enumerate(may_be_one)]
            yield _joined(order, pairs, " ")
        yield _joined(order, [_is_tight(*pair) for pair in pairwise(order)], "")


def paragraphs_of(parts: Sequence[Block], lines: Sequence[Block]) -> list[Block]:
    """Return those of some lines, in order, that parts stand on, and those that go on with them."""
    runs: list[list[Block]] = []
    for line in lines:
        if runs and continues(runs[-1][-1], line):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [
        line
        for run in runs
        if any(part.start < run[-1].end and run[0].start < part.end for part in parts)
        for line in run
    ]


def _joined(blocks: Sequence[Block], are_one: Sequence[bool], between: str) -> Together:
    """Join lines that are one with the next; those that are with no other are left out."""
    joined = [False, *are_one, False]
    goes_on = (
        is_one and bool(between) and _goes_on(*pair)
        for is_one, pair in zip(are_one, pairwise(blocks), strict=True)
    )
    sure = [False, *goes_on, False]
    together = [at for at in range(len(blocks)) if joined[at] or joined[at + 1]]
    pieces = [(between if joined[at] else SEPARATOR) + blocks[at].text for at in together]
    own = [blocks[at] for at in together]
    ends = accumulate(map(len, pieces))
    places = [end - len(block.text) for end, block in zip(ends, own, strict=True)]
    are_sure = [sure[at] or sure[at + 1] for at in together]
    return Together("".join(pieces), own, places, are_sure, not between)


def _columns(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return the columns of tables, from the top."""
    columns: dict[tuple[int | None, int], list[Block]] = defaultdict(list)
    for block in blocks:
        if block.column is not None:
            columns[block.table, block.column].append(block)
    return [cells for cells in columns.values() if len(cells) > 1]


def _goes_on(one: Block, other: Block) -> bool:
    """Return whether a line may go on with the sentence of the one before."""
    is_long = len(one.text) >= SHORTEST_BROKEN
    return continues(one, other) or (is_long and _is_neighbour(one, other))


def continues(one: Block, other: Block) -> bool:
    """Return whether a line surely goes on with the sentence of the one before."""
    leads_on = not other.text[0].isupper() or _LEADS_ON.search(one.text)
    return _is_neighbour(one, other) and bool(leads_on)


def _is_neighbour(one: Block, other: Block) -> bool:
    are_one = _may_be_one(one, other) and _cell(one) == _cell(other) and not other.number
    return are_one and "heading" not in {one.kind, other.kind}


def _cell(block: Block) -> tuple[int | None, int | None, int | None]:
    return block.table, block.row, block.column


def _may_be_one(one: Block, other: Block) -> bool:
    if _ENDED.search(one.text):
        return False
    are_amounts = _NUMBER.fullmatch(one.text) and _NUMBER.fullmatch(other.text)
    return not (are_amounts and one.column is not None)


def _is_tight(one: Block, other: Block) -> bool:
    """Return whether a number or an address may have been broken without a space."""
    last, first = one.text[-1], other.text[0]
    if not _may_be_one(one, other):
        return False
    return (
        (last.isdigit() and first.isdigit())
        or (one.text[-2:-1].isdigit() and last == "." and first.isdigit())
        or last in _MARKS
        or first in _MARKS_FIRST
        or bool(_ADDRESS_BEGUN.search(one.text))
    )
