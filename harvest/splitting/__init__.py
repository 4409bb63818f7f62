"""The answer to a question for examples, split into single ones."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from harvest.splitting.prose import activities
from harvest.splitting.remarks import is_contact_sentence, is_heading, is_introduction, refers
from harvest.splitting.sentences import numbered_inside, parted_at, piece, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from harvest.text import Block

FEWEST_IN_A_ROW = 3
"""Parts between semicolons that make a list of a line; two where it is all there is."""
NEXT = 2
"""Characters between a heading and the list below it, at most: they follow each other."""
SHORTEST = 2
"""Words of an example."""
LONGEST_TITLE = 6
"""Words of a list item that is only a heading of those below it."""
SHORTEST_ALONE = 4
"""Words on average of list items that can stand without the one above."""
_TYPED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s+(?=\S)")
_MIDDLE = re.compile(
    r"(?:där|som|den|det|de|ska|med|bl\.a\.|vilket|dock|även|\d{4})\b", re.IGNORECASE
)
_COLUMN = re.compile(
    r"(?:nr|namn|titel|rubrik|exempel|aktivitet(?:er)?|arbetssätt|insats(?:er)?|åtgärd(?:er)?|projekt"
    r"|beskrivning|kommentar|syfte|resultat|bransch(?:er)?|sektor(?:er)?|målgrupp|aktörer"
    r"|samverkan(?:sparter)?|partner|tid|år|period|status|kontakt(?:person)?|länk|mål|miljömål"
    r"|vad|vem|när|hur)\W*",
    re.IGNORECASE,
)
"""What columns of a table of examples are called."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example: the pieces of text that tell it, and the heading that it stands under."""

    parts: tuple[Block, ...]
    context: Block | None = None

    @property
    def text(self) -> str:
        """The words of the reply, parts joined by spaces."""
        return " ".join(part.text for part in self.parts)


@dataclass
class _Item:
    line: Block
    more: list[Block]
    below: list[_Item]

    @property
    def parts(self) -> list[Block]:
        return [self.line, *self.more]


def examples(lines: Sequence[Block]) -> list[Example]:
    """Return the examples of an answer in order; what is none is left out."""
    if _is_table(lines):
        return list(_rows(lines))
    found: list[Example] = []
    context: Block | None = None
    plain: list[Block] = []
    untyped = _headed([each for line in lines for each in _typed(line)])
    for is_list, run in groupby(untyped, key=_in_list):
        block = list(run)
        if is_list:
            found += _of_list(block, context)
            continue
        plain, context = _with_heading(block, _after(block[-1], untyped))
        found += _of_paragraphs(plain, alone=len(plain) == len(untyped))
    return [each for each in found if len(each.text.split()) >= SHORTEST and not refers(each.text)]


def _typed(line: Block) -> list[tuple[Block, bool]]:
    """Return a line without its typed number, or the parts of one with several; tells which."""
    inside = numbered_inside(line)
    return [(part, True) for part in inside] if inside else [_without_number(line)]


def _without_number(line: Block) -> tuple[Block, bool]:
    """Take the typed number off a line; also tells whether there was one."""
    typed = _TYPED.match(line.text) if line.kind != "list-item" else None
    return (piece(line, typed.end(), len(line.text)), True) if typed else (line, False)


def _headed(lines: list[tuple[Block, bool]]) -> list[tuple[Block, bool]]:
    """Make headings of list items if each is only the title of a paragraph below it."""
    listed = [at for at, line in enumerate(lines) if _in_list(line)]
    following = [lines[at + 1] if at + 1 < len(lines) else None for at in listed]
    are_heads = all(
        after and not _in_list(after) and len(lines[at][0].text.split()) <= LONGEST_TITLE
        for at, after in zip(listed, following, strict=True)
    )
    if len(listed) < SHORTEST or not are_heads:
        return lines
    return [
        (replace(line, kind="heading", number=None), False) if at in listed else (line, typed)
        for at, (line, typed) in enumerate(lines)
    ]


def _in_list(line: tuple[Block, bool]) -> bool:
    return line[1] or line[0].kind == "list-item"


def _after(line: tuple[Block, bool], lines: Sequence[tuple[Block, bool]]) -> Block | None:
    at = lines.index(line) + 1
    return lines[at][0] if at < len(lines) else None


def _with_heading(
    lines: Sequence[tuple[Block, bool]], following: Block | None
) -> tuple[list[Block], Block | None]:
    """Part the last line off where it is a heading or introduction of the list that follows."""
    plain = [line for line, _ in lines]
    if following and plain and following.start - plain[-1].end <= NEXT:
        last = plain[-1]
        if is_heading(last, following) or last.text.endswith(":") or is_introduction(last.text):
            return plain[:-1], last if not is_introduction(last.text) else None
    return plain, None


def _of_list(lines: Sequence[tuple[Block, bool]], context: Block | None) -> Iterator[Example]:
    for item in _nested(lines):
        if not item.below and all(is_contact_sentence(s.text) for s in sentences(item.line)):
            continue
        if not item.below:
            yield Example(tuple(item.parts), context)
        elif _is_only_heading(item):
            yield from _below(item.below, item.line)
        else:
            yield Example(tuple(_flat(item)), context)


def _below(items: Sequence[_Item], heading: Block) -> Iterator[Example]:
    for item in items:
        if item.below and _is_only_heading(item):
            yield from _below(item.below, item.line)
        else:
            yield Example(tuple(_flat(item)), heading)


def _nested(lines: Sequence[tuple[Block, bool]]) -> list[_Item]:
    top: list[_Item] = []
    open_items: list[_Item] = []
    for line, typed in lines:
        if line.number is None and not typed and line.continues and open_items:
            open_items[-1].more.append(line)
            continue
        level = line.level or 1
        while open_items and (open_items[-1].line.level or 1) >= level:
            open_items.pop()
        item = _Item(line, [], [])
        (open_items[-1].below if open_items else top).append(item)
        open_items.append(item)
    return top


def _flat(item: _Item) -> Iterator[Block]:
    yield from item.parts
    for each in item.below:
        yield from _flat(each)


def _is_only_heading(item: _Item) -> bool:
    """Tell whether a list item only names what those below it have in common."""
    text = item.line.text
    if len(text.split()) > LONGEST_TITLE or item.more or "," in text or text.endswith("."):
        return False
    texts = [each.line.text for each in item.below]
    words = sum(len(each.split()) for each in texts) / len(texts)
    capitals = sum(each[:1].isupper() or each[:1] == "#" for each in texts)
    return words >= SHORTEST_ALONE and 2 * capitals > len(texts)


def _of_paragraphs(lines: Sequence[Block], *, alone: bool) -> Iterator[Example]:
    context: Block | None = None
    titled = _titled(lines)
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        if is_heading(line, following):
            context = line
            continue
        heading = (context,) if context and at in titled else ()
        row = _in_a_row(line, alone=alone and len(lines) == 1)
        if row:
            yield from (Example((part,), context) for part in row)
            continue
        for place, group in enumerate(activities(_told(line))):
            if group:
                first = heading if place == 0 else ()
                yield Example((*first, _whole(line, group)), None if first else context)


def _titled(lines: Sequence[Block]) -> set[int]:
    """Return which lines stand alone under a heading, each under its own: the heading is theirs."""
    heads = [is_heading(a, b) for a, b in zip(lines, [*lines[1:], None], strict=False)]
    alone = {
        at
        for at in range(1, len(lines))
        if heads[at - 1] and not heads[at] and (at + 1 == len(lines) or heads[at + 1])
    }
    return alone if len(alone) == sum(heads) > 1 and len(alone) * 2 == len(lines) else set()


def _told(line: Block) -> list[Block]:
    """Return the sentences of a paragraph without those that are no part of an example."""
    return [
        sentence
        for sentence in sentences(line)
        if not is_introduction(sentence.text) and not is_contact_sentence(sentence.text)
    ]


def _whole(line: Block, group: Sequence[Block]) -> Block:
    return piece(line, group[0].start - line.start, group[-1].end - line.start)


def _in_a_row(line: Block, *, alone: bool) -> list[Block]:
    """Return the parts of a list between semicolons; nothing where the line is none."""
    parts = parted_at(line, ";")
    enough = FEWEST_IN_A_ROW - alone
    if len(parts) < enough or any(len(part.text.split()) < SHORTEST for part in parts):
        return []
    if len(parts) < FEWEST_IN_A_ROW and any(_MIDDLE.match(part.text) for part in parts[1:]):
        return []
    first = sentences(parts[0])
    begin = 1 if len(first) > 1 and is_introduction(first[0].text) else 0
    head = piece(line, first[begin].start - line.start, parts[0].end - line.start)
    return [_after_colon(head), *(_without_and(part) for part in parts[1:])]


def _after_colon(part: Block) -> Block:
    """Leave out what introduces a list on its first line."""
    colon = part.text.find(":")
    is_said = colon > 0 and is_introduction(part.text[: colon + 1])
    return piece(part, colon + 1, len(part.text)) if is_said else part


def _without_and(part: Block) -> Block:
    joint = re.match(r"(?:och|samt) ", part.text)
    return piece(part, joint.end(), len(part.text)) if joint else part


def _is_table(lines: Sequence[Block]) -> bool:
    """Tell whether the answer is a table of its own, with an example in each row."""
    rows = {(line.table, line.row) for line in lines if line.column is not None}
    columns = {line.column for line in lines if line.column is not None}
    return len(rows) > 1 and len(columns) > 1 and all(line.column is not None for line in lines)


def _rows(lines: Sequence[Block]) -> Iterator[Example]:
    for _, row in groupby(lines, key=lambda line: (line.table, line.row)):
        cells = list(row)
        if not all(cell.header or _COLUMN.fullmatch(cell.text) for cell in cells):
            yield Example(tuple(cells))
