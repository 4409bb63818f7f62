"""Where the words of a part stand in the reply, also when it runs over several lines."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import Match, SequenceMatcher
from typing import NamedTuple

from swedish.folding import fold
from swedish.tokens import Token, tokenize

Span = tuple[int, int]


NEARLY_ALL = 0.8
"""Share of a part's words that are the reply's, in its order, where somebody has mended a few."""

MOST_COMPARED = 4_000_000
"""Pairs of words of two texts that are compared: it takes a second where many are alike."""


class Words(NamedTuple):
    """Words of a reply: as they stand, without personal data, and their places in the document."""

    text: str
    public_text: str
    spans: Sequence[Sequence[int]]


def words_of_part(whole: Words, part: str) -> Words | None:
    """Return the words of the whole that a part consists of; None if it has other words."""
    at = whole.public_text.find(part)
    public = (at, at + len(part)) if at >= 0 else _alike(whole.public_text, part)
    if not part or public is None:
        return None
    within = _same_range(whole.public_text, whole.text, public)
    spans = _cut(whole, within) if within else []
    lines = _lines(whole, spans)
    own = whole.public_text[slice(*public)]
    return Words(" ".join(lines), own, spans) if spans else Words(own, own, whole.spans)


def _alike(text: str, part: str) -> Span | None:
    """Return from which word of a text to which a part goes that has nearly all its words."""
    own, other = tokenize(part), tokenize(text)
    blocks = [each for each in _matching(own, other) if each.size]
    same = sum(each.size for each in blocks)
    if not own or same < NEARLY_ALL * len(own):
        return None
    last = blocks[-1]
    return _whole_words(text, other[blocks[0].b].start, other[last.b + last.size - 1].end)


def _same_range(one: str, other: str, span: Span) -> Span | None:
    """Return where in another text, that has more words, the words of a span stand."""
    own, others = tokenize(one), tokenize(other)
    place = {
        block.a + step: block.b + step
        for block in _matching_whole(own, others)
        for step in range(block.size)
    }
    inside = [
        others[place[at]]
        for at, each in enumerate(own)
        if at in place and span[0] <= each.start and each.end <= span[1]
    ]
    return _whole_words(other, inside[0].start, inside[-1].end) if inside else None


def _matching_whole(own: Sequence[Token], others: Sequence[Token]) -> list[Match]:
    """Return where the words of a text stand in another that has more of them.

    What both begin and end with alike is compared word by word: a long text takes no longer.
    """
    one, other = _fold_words(own), _fold_words(others)
    most = min(len(one), len(other))
    same = (at for at in range(most) if one[at] != other[at])
    begin = next(same, most)
    same_end = (at for at in range(most - begin) if one[-1 - at] != other[-1 - at])
    end = next(same_end, most - begin)
    within = _matching(own[begin : len(own) - end], others[begin : len(others) - end])
    return [
        Match(0, 0, begin),
        *(Match(each.a + begin, each.b + begin, each.size) for each in within),
        Match(len(one) - end, len(other) - end, end),
    ]


def _matching(own: Sequence[Token], others: Sequence[Token]) -> list[Match]:
    """Return where words of one text stand in another; nowhere where both are very long."""
    if len(own) * len(others) > MOST_COMPARED:
        return []
    matcher = SequenceMatcher(None, _fold_words(own), _fold_words(others), autojunk=False)
    return matcher.get_matching_blocks()


def _fold_words(words: Sequence[Token]) -> list[str]:
    return [fold(each.text) for each in words]


def _whole_words(text: str, start: int, end: int) -> Span:
    """Return a span with the marks that stand at its ends without space between."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _cut(whole: Words, within: Span) -> list[list[int]]:
    """Return where in the document a range of the words stands: pieces that a space joins."""
    found, at = [], 0
    for start, end in whole.spans:
        first, last = max(within[0] - at, 0), min(within[1] - at, end - start)
        if first < last:
            found.append([start + first, start + last])
        at += end - start + 1
    return found if at == len(whole.text) + 1 else []  # else the text is not what they hold


def _lines(whole: Words, spans: Sequence[Sequence[int]]) -> list[str]:
    """Return the words that stand at places within those of the whole."""
    at, found = 0, []
    for start, end in whole.spans:
        found += [
            whole.text[at + first - start : at + last - start]
            for first, last in spans
            if start <= first and last <= end
        ]
        at += end - start + 1
    return found
