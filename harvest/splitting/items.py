"""Lists: their items, nested ones with what they hang on, and titles of paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from harvest.splitting.boilerplate import is_contact_sentence
from harvest.splitting.example import Example
from harvest.splitting.sentences import NEXT, TYPED, inline_items, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from harvest.documents.document import Block

FEWEST_TITLES = 2
LONGEST_TITLE = 6
"""Words of a list item that is only a heading of those below it."""
SHORTEST_ALONE = 4
"""Words on average of list items that can stand without the one above."""
_ENDED = re.compile(r"[.!?:;]\W*$")


class AnswerLine(NamedTuple):
    """A line without its typed number, and whether it is an item of a list."""

    block: Block
    in_list: bool


def lines_of(blocks: Iterable[Block]) -> list[AnswerLine]:
    """Return the lines of an answer: those that are lists within are parted, lost ends joined."""
    lines: list[AnswerLine] = []
    for block in blocks:
        inside = inline_items(block)
        if inside:
            lines += [AnswerLine(part, in_list=True) for part in inside]
        elif lines and _ends_item(lines[-1], block):
            end = replace(block, kind="list-item", number=None, continues=True)
            lines.append(AnswerLine(end, in_list=True))
        else:
            lines.append(_without_number(block))
    return _headed(lines)


def _without_number(block: Block) -> AnswerLine:
    if block.kind == "list-item":
        return AnswerLine(block, in_list=True)
    typed = TYPED.match(block.text)
    whole = block.subspan(typed.end() if typed else 0, len(block.text))
    return AnswerLine(replace(whole, number=typed[0]) if typed else whole, in_list=bool(typed))


def _ends_item(before: AnswerLine, block: Block) -> bool:
    """Tell whether a line is what was broken off the list item before it."""
    goes_on = block.text[:1].islower() and not _ENDED.search(before.block.text)
    follows = block.start - before.block.end <= NEXT and block.kind != "list-item"
    leads = block.text.endswith(":")
    return before.in_list and goes_on and follows and not leads and not TYPED.match(block.text)


def _headed(lines: list[AnswerLine]) -> list[AnswerLine]:
    """Make headings of list items if each is only the title of a paragraph below it."""
    listed = [at for at, line in enumerate(lines) if line.in_list]
    following = [lines[at + 1] if at + 1 < len(lines) else None for at in listed]
    are_titles = all(
        after and not after.in_list and len(lines[at].block.text.split()) <= LONGEST_TITLE
        for at, after in zip(listed, following, strict=True)
    )
    if len(listed) < FEWEST_TITLES or not are_titles:
        return lines
    return [
        AnswerLine(replace(line.block, kind="heading", number=None), in_list=False)
        if line.in_list
        else line
        for line in lines
    ]


@dataclass
class _Item:
    line: Block
    more: list[Block]
    below: list[_Item]

    @property
    def parts(self) -> list[Block]:
        return [self.line, *self.more]


def of_list(lines: Sequence[Block], context: Block | None) -> Iterator[Example]:
    """Yield the examples of a list that stands below a heading, or below none."""
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


def _nested(lines: Sequence[Block]) -> list[_Item]:
    top: list[_Item] = []
    open_items: list[_Item] = []
    for line in lines:
        if line.number is None and line.continues and open_items:
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
