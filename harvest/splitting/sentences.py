"""Sentences and other parts of a line, each a line of its own with its place in the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from harvest.documents.document import Block

_END = re.compile(r"[.!?…]+[)\"”’»]*\s+(?=[\"”’«(#]?[A-ZÅÄÖÉ0-9])")
_WORD_BEFORE = re.compile(r"[\w.]+$")
_SHORT = """
    t.ex tex bl.a bla dvs d.v.s s.k resp ca c:a p.g.a pga f.n f.d fr.o.m t.o.m tom inkl exkl
    kl tel tfn jan feb mars apr aug sept sep okt nov dec kap nr dnr st tills jfr ev forts avd
    enl prop dr prof kr mkr max min m.a.o s.a.s el i.e e.g uppl bil fig vs
"""
ABBREVIATIONS = frozenset(_SHORT.split())
"""After which a sentence goes on even where a capital follows; "m.m." and "m.fl." may end one."""
TYPED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)/]\s+(?=\S)")
"""The number that somebody typed before an item of a list."""
_DIGIT = re.compile(r"(?<!\S)\(?(\d)(?:[.)]\s|,\s(?=[^\W\d]))")
_LETTER = re.compile(r"(?<!\S)\(?([a-j])[)/]\s")
_BULLET = re.compile(r"(?<!\S)([•▪◦●])\s")
_SLASHES = re.compile(r"\s//\s")
_PLUS = re.compile(r"(?:^|(?<=\s))\+\s+(?=[A-ZÅÄÖ])")
_JOINT = re.compile(r"[\s,;]*(?:\b(?:och|samt))?\s*$")
NEXT = 2
"""Characters between lines that follow each other, at most: a line break, and what it replaced."""
LONGEST = 40
"""Characters of a word before a full stop that are looked at."""
OPENING, CLOSING = "([{", ")]}"


def split_at(block: Block, ends: Iterable[int]) -> Iterator[Block]:
    """Yield the parts of a line that end at `ends`, the rest last; empty ones left out."""
    start = 0
    for end in (*ends, len(block.text)):
        part = block.subspan(start, end)
        if part.text:
            yield part
        start = end


def sentences(block: Block) -> list[Block]:
    """Return the sentences of a line."""
    return list(
        split_at(block, (match.end() for match in _END.finditer(block.text) if _ends(match)))
    )


def _ends(match: re.Match[str]) -> bool:
    if match[0][0] != ".":
        return True
    before = _WORD_BEFORE.search(match.string, max(0, match.start() - LONGEST), match.start())
    word = before[0] if before else ""
    is_initial = len(word) == 1 and word.isupper()
    is_number_of_list = word.isdigit() and match.start() == len(word)
    return word.lower() not in ABBREVIATIONS and not is_initial and not is_number_of_list


def split_on(block: Block, marks: str) -> list[Block]:
    """Return the parts of a line between marks that stand outside parentheses, without them."""
    depth, starts, found = 0, 0, []
    for at, character in enumerate(block.text):
        depth += (character in OPENING) - (character in CLOSING and depth > 0)
        if character in marks and not depth:
            found.append(block.subspan(starts, at))
            starts = at + 1
    found.append(block.subspan(starts, len(block.text)))
    return [part for part in found if part.text]


def inline_items(block: Block) -> list[Block]:
    """Return the parts of a line that is a list: "1) ... 2) ...", "a) ...; b) ...", "• ... • ...".

    What stands before the first is left out, but slashes stand between ("... // ..."); nothing
    where the line is no such list.
    """
    between = list(_SLASHES.finditer(block.text))
    if between:
        ends = [*(mark.start() for mark in between), len(block.text)]
        return list(_between(block, [0, *(mark.end() for mark in between)], ends))
    plus = list(_PLUS.finditer(block.text))
    if len(plus) > 1:
        return list(
            _between(
                block,
                [0, *(mark.end() for mark in plus)],
                [*(mark.start() for mark in plus), len(block.text)],
            )
        )
    for pattern, counted in ((_DIGIT, "123456789"), (_LETTER, "abcdefghij"), (_BULLET, "")):
        marks = list(pattern.finditer(block.text))
        if marks and marks[0][0].rstrip().endswith(",") and marks[0].start():
            continue  # "mål 1, vatten"
        shown = "".join(mark[1] for mark in marks)
        starts = [mark.end() for mark in marks]
        ends = [mark.start() for mark in marks]
        if not counted and marks and block.number == shown[0]:
            starts, ends = [0, *starts], [0, *ends]  # the first was taken for the line's own
        if len(starts) > 1 and shown == (counted[: len(marks)] or shown):
            return list(_between(block, starts, [*ends[1:], len(block.text)]))
    return []


def parted_at(block: Block, marks: Sequence[re.Match[str]]) -> list[Block]:
    """Return what follows each of several marks of items within a line."""
    ends = [*(mark.start() for mark in marks[1:]), len(block.text)]
    return list(_between(block, [mark.end() for mark in marks], ends)) if len(marks) > 1 else []


def _between(block: Block, starts: Iterable[int], ends: Iterable[int]) -> Iterator[Block]:
    for start, end in zip(starts, ends, strict=True):
        part = block.subspan(start, end)
        if part.text:
            yield part.subspan(0, len(_JOINT.sub("", part.text)))
