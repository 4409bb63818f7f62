"""What leads to the subject of a search text, or closes the question, and says nothing of it."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from swedish.analysis import is_stop
from swedish.lexicon import DATA, lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from swedish.tokens import Token

LEAD_INS = DATA / "lead_ins.txt"
VERBS = frozenset({"seeks", "asks", "does"})
ENDINGS = frozenset({"ends", "thing"})
LEADING_ON = (("does", "on"), ("talks", "about"))
"""A verb and its preposition, which lead to something by themselves (jobba med, läsa om)."""


def without_lead_ins(
    tokens: Sequence[Token],
    name_at: Callable[[Sequence[str], int], int] = lambda _words, _at: 0,
    *,
    beside: bool = False,
) -> Sequence[Token]:
    """Return the words of a text without such phrases; all where nothing else would be left.

    "Har någon kommun jobbat med biogas?", "biogas, goda exempel".

    Args:
        tokens: the words of a text, in order.
        name_at: tells how many of some words, without function words, are one name from a place
            on. No name is cut.
        beside: whether something else is asked for beside the words.
    """
    words = [token.text for token in tokens]
    said = [_kinds().get(word, frozenset()) for word in words]
    known = [bool(kinds) or is_stop(word) for word, kinds in zip(words, said, strict=True)]
    count = len(words)
    leading = known.index(False) if False in known else count
    closing = count - known[::-1].index(False) if False in known else count

    @cache
    def inside_names() -> AbstractSet[int]:
        return _inside_names(words, name_at)

    def may_go(start: int, end: int) -> bool:
        rest = zip((*known[:start], *known[end:]), (*said[:start], *said[end:]), strict=True)
        is_asked = beside or any("thing" in kinds or not idle for idle, kinds in rest)
        return is_asked and inside_names().isdisjoint((start, end))

    leads = (
        end for end in range(leading, 0, -1) if _leads(words[:end], said[:end]) and may_go(0, end)
    )
    first = next(leads, 0)
    closes = (
        start
        for start in range(max(closing, first), count)
        if not is_stop(words[start]) or "question" in said[start]
        if _asks(said[start:]) and may_go(start, count) and (beside or first < start)
    )
    return tokens[first : next(closes, count)]


def _leads(words: Sequence[str], said: Sequence[AbstractSet[str]]) -> bool:
    """Tell whether some words, all of them known here or function words, lead to a subject."""
    asks = _asks(said)
    last = said[-1]
    if not (is_stop(words[-1]) or last & ENDINGS or (asks and last & VERBS)):
        return False
    return asks or _any_is("seeks", said) or ("who" not in said[0] and _leads_on(words, said))


def _asks(said: Sequence[AbstractSet[str]]) -> bool:
    """Tell whether some words ask for something, and do not begin with whose it is."""
    asks = any(kinds & VERBS for kinds in said) and _any_is("question", said)
    return "who" not in said[0] and (asks or _any_is("thing", said))


def _any_is(kind: str, said: Sequence[AbstractSet[str]]) -> bool:
    return any(kind in kinds for kinds in said)


def _leads_on(words: Sequence[str], said: Sequence[AbstractSet[str]]) -> bool:
    """Tell whether a verb stands before the last word, its preposition (berätta för oss om)."""
    before = (kinds for word, kinds in zip(words[:-1], said, strict=False) if not is_stop(word))
    *_, verb = ((), *before)
    return any(one in verb and other in said[-1] for one, other in LEADING_ON)


def _inside_names(
    words: Sequence[str], name_at: Callable[[Sequence[str], int], int]
) -> AbstractSet[int]:
    """Return the places in the text where a cut would part a name from a thing, and none begins.

    "Dela erfarenheter" is one; to have worked with something is no other thing than that.
    """
    content = [word for word in words if not is_stop(word)]
    names = {at: name_at(content, at) for at in range(len(content))}
    beginning = {at for at, length in names.items() if length > 1}
    inside = {
        place
        for at, length in names.items()
        for place in range(at + 1, at + length)
        if any("thing" in _kinds().get(each, ()) for each in content[place - 1 : place + 1])
    }
    before = accumulate((not is_stop(word) for word in words), initial=0)
    return {place for place, count in enumerate(before) if count in inside - beginning}


@cache
def _kinds() -> Mapping[str, AbstractSet[str]]:
    """Return what each word may be of such a phrase."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines(LEAD_INS):
        kind, _, words = line.partition(": ")
        for word in words.split():
            found[word].add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}
