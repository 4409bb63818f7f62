"""Paragraphs: under headings, with several activities in running text, or a list in one line."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from harvest.splitting.boilerplate import (
    is_contact_sentence,
    is_heading,
    is_introduction,
    points_elsewhere,
)
from harvest.splitting.example import Example
from harvest.splitting.labelled import with_fields
from harvest.splitting.prose import activities
from harvest.splitting.sentences import sentences, split_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from harvest.documents.document import Block

FEWEST_IN_A_ROW = 3
"""Parts between semicolons that make a list of a line; two where it is all there is."""
SHORTEST = 2
"""Words of a part of such a list, unless it is all there is."""
SHORTEST_ENUMERATED = 4
"""Words of each thing that a sentence lists, if it is an example."""
LONGEST_TITLE = 5
"""Words of a sentence that is the title of its paragraph."""
FEWEST_TITLED, MOST_TITLED = 3, 0.7
"""Paragraphs that begin with one, and their share of all, from which each is an example."""
FEWEST_PARAGRAPHS, LONGEST_PARAGRAPH = 4, 5
"""Paragraphs of more than one sentence, and sentences of each, if each tells of one activity."""
_ANOTHER = re.compile(r"(?:,|,?\s(?:och|samt))\s(?=(?:en|ett|två|tre|fyra|fem|flera)\s)")
_MIDDLE = re.compile(
    r"(?:där|som|den|det|de|ska|med|bl\.a\.|vilket|dock|även|\d{4})\b", re.IGNORECASE
)


def of_paragraphs(lines: Sequence[Block], *, alone: bool) -> Iterator[Example]:
    """Yield the examples of paragraphs.

    Args:
        lines: that are in no list.
        alone: they are all of the answer.
    """
    context: Block | None = None
    titled = _titled(lines)
    run_in = _have_run_in_titles(lines)
    told = [_told(line) for line in lines]
    one_each = _tell_of_one_each(told)
    groups = with_fields(lines)
    at = 0
    for number, (line, *fields) in enumerate(groups):
        following = groups[number + 1][0] if number + 1 < len(groups) else None
        if not fields and is_heading(line, following):
            context = line
        elif fields:
            yield Example((line, *fields), context)
        elif context and at in titled:
            if told[at]:
                yield Example((context, _whole(line, told[at])))
        elif run_in and _opens_with_title(line) and told[at]:
            yield Example((_whole(line, told[at]),), context)
        elif not points_elsewhere(line.text):
            row = _as_row(line, alone=alone and len(lines) == 1)
            one = one_each or bool(context)
            for part in row or _parted(line, activities(told[at], one_a_paragraph=one)):
                yield Example((part,), context)
        at += 1 + len(fields)


def _as_row(line: Block, *, alone: bool) -> list[Block]:
    """Return what a line lists; nothing where it is running text."""
    return _in_a_row(line, alone=alone) or (_enumerated(line) if alone else [])


def _parted(line: Block, groups: Iterable[Sequence[Block]]) -> Iterator[Block]:
    return (_whole(line, group) for group in groups)


def _tell_of_one_each(told: Sequence[Sequence[Block]]) -> bool:
    """Tell whether there are several paragraphs of a few sentences each, none of them long."""
    several = sum(len(each) > 1 for each in told)
    return several >= FEWEST_PARAGRAPHS and max(map(len, told)) <= LONGEST_PARAGRAPH


def _titled(lines: Sequence[Block]) -> set[int]:
    """Return which lines stand alone under a heading, each under its own: the heading is theirs."""
    heads = [is_heading(a, b) for a, b in zip(lines, [*lines[1:], None], strict=False)]
    alone = {
        at
        for at in range(1, len(lines))
        if heads[at - 1] and not heads[at] and (at + 1 == len(lines) or heads[at + 1])
    }
    return alone if len(alone) == sum(heads) > 1 and len(alone) * 2 == len(lines) else set()


def _have_run_in_titles(lines: Sequence[Block]) -> bool:
    """Tell whether paragraphs begin with a title of their own: "Ren kust. Under våren ..."."""
    paragraphs = [line for line in lines if len(sentences(line)) > 1]
    titled = sum(map(_opens_with_title, paragraphs))
    return titled >= FEWEST_TITLED and titled >= MOST_TITLED * len(paragraphs)


def _opens_with_title(line: Block) -> bool:
    first, *more = sentences(line)
    short = len(first.text.split()) <= LONGEST_TITLE and first.text.endswith(".")
    return bool(more) and short and not is_introduction(first.text)


def _told(line: Block) -> list[Block]:
    """Return the sentences of a paragraph without those that are no part of an example."""
    return [
        sentence
        for sentence in sentences(line)
        if not is_introduction(sentence.text) and not is_contact_sentence(sentence.text)
    ]


def _whole(line: Block, group: Sequence[Block]) -> Block:
    return line.subspan(group[0].start - line.start, group[-1].end - line.start)


def _in_a_row(line: Block, *, alone: bool) -> list[Block]:
    """Return the parts of a list between semicolons; nothing where the line is none."""
    parts = split_on(line, ";")
    enough = FEWEST_IN_A_ROW - alone
    shortest = SHORTEST - (alone and len(parts) >= FEWEST_IN_A_ROW)
    if len(parts) < enough or any(len(part.text.split()) < shortest for part in parts):
        return []
    if len(parts) < FEWEST_IN_A_ROW and any(_MIDDLE.match(part.text) for part in parts[1:]):
        return []
    first = sentences(parts[0])
    begin = 1 if len(first) > 1 and is_introduction(first[0].text) else 0
    head = line.subspan(first[begin].start - line.start, parts[0].end - line.start)
    row = [_after_colon(head), *(_without_and(part) for part in parts[1:])]
    return [replace(part, kind="list-item") for part in row]


def _enumerated(line: Block) -> list[Block]:
    """Return what a single sentence lists: "a network ..., a tour of ... and a form ..."."""
    if len(sentences(line)) > 1:
        return []
    marks = list(_ANOTHER.finditer(line.text))
    starts = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(line.text)]
    parts = [line.subspan(start, end) for start, end in zip(starts, ends, strict=True)]
    long_enough = all(len(part.text.split()) >= SHORTEST_ENUMERATED for part in parts)
    return parts if len(parts) >= FEWEST_IN_A_ROW and long_enough else []


def _after_colon(part: Block) -> Block:
    """Leave out what introduces a list on its first line."""
    colon = part.text.find(":")
    is_said = colon > 0 and is_introduction(part.text[: colon + 1])
    return part.subspan(colon + 1, len(part.text)) if is_said else part


def _without_and(part: Block) -> Block:
    joint = re.match(r"(?:och|samt) ", part.text)
    return part.subspan(joint.end(), len(part.text)) if joint else part
