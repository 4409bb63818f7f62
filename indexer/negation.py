"""What a search text says that it does not ask for: `energi men inte vindkraft`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from swedish.analysis import is_generic, is_stop, is_unwanted
from swedish.lexicon import is_dictionary_word, is_head, lemma

_NEGATION = re.compile(
    r'"[^"]*"'  # a phrase is not read
    r"|(?<=\S)(?P<joined>,? (?:(?:(?:men|och|dock|fast) )?(?:ej|icke)|(?:men|och|dock|fast) inte"
    r"|utom|förutom|varken|neither|exklusive|undantaget|but not|except|excluding"
    r"|(?P<without>(?:men )?utan|without)|(?P<outside>utanför|outside(?: of)?))|, inte)(?= \w)"
    r"|(?P<bare>(?:^|(?<=\S),? )(?:"
    r"(?:som )?(?:inte|ej|icke) (?:är|har|gäller|rör|handlar om|ligger|finns)"
    r"|(?:inte|ej|icke)|(?:(?:that|which|who) (?:is|are) )?not)"
    r"(?! (?:bara|enbart|endast|längre|så|tillräckligt|only|just)\b))(?= \w)"
    r"|(?P<first>^(?:utan|without))(?= \w)",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r" (?:(?:i|på|från|inom|om|en|ett|in|from|about|a|an|the) )*(?=\w)", re.IGNORECASE
)
_WORDS = re.compile(r"\w[\w-]*+(?: \w[\w-]*+){0,3}")
_ONE_MORE = re.compile(
    r"(?:,? (?P<either>eller|or|nor) |(?:,? (?:och|samt|and) | ?[/&+] ?)(?P<all>)|,? )"
    r"(?:(?:i|på|från|inom|in|from) )?(?=\w)",
    re.IGNORECASE,
)
_IN = r"(?:(?:i|på|från|inom|om|för|av) )?"
_BUT = re.compile(rf"(?<!\S)((?:inte|ej|icke) {_IN}\w[\w-]*,?) utan (?=\w)", re.IGNORECASE)
_BUT_READ = re.compile(r"\w[\w-]*,? men  ")
"""Not this but that: what comes after is sought. As the places of words stay, a blank is added."""
_GOES_ON = re.compile(
    r"\Z|,|(?: ?[/&+] ?| (?:och|samt|and|eller|or|i|på|från|inom|för|in|from|for) )"
)
"""What may stand after a thing that "and" adds to a negation; anything else begins a sentence."""
_MOST = 3
"""Words of one thing."""
_WISH = re.compile(r"(?<!\S)(utan|without|inte|ej|icke|not) (\w[\w-]*)", re.IGNORECASE)
_VERBAL = re.compile(r"(?:a|r|s|[dt]e|[ai]t|tt)\Z")
_PLURAL = re.compile(r"ar(?:na)?s?\Z")
_IN_A_SENTENCE = frozenset(
    {"att", "hur", "varför", "när", "om", "man", "vi", "jag", "ni", "de", "det", "kan", "ska"}
    | {"får", "how", "why"}
)
"""Words after which "inte" denies a statement, and excludes nothing."""
_RELATIVE = frozenset({"som", "that", "which", "who"})
_ENGLISH = frozenset({"not", "except", "excluding", "without"})
"""The last words of what negates in English."""


class Name(NamedTuple):
    """How many words are one name together (0: none), and whether it is that of a place."""

    words: int
    is_place: bool


def unnamed(_words: Sequence[str]) -> Name:
    """Know no names."""
    return Name(0, is_place=False)


class Negations(NamedTuple):
    """A text with its negations written as one does with a hyphen.

    Attributes:
        text: `transporter utan lastbil` as `transporter      -lastbil`.
        hyphens: the places of those hyphens in it.
        wishes: negations that say what the work is for, and leave nothing out (utan plast).
    """

    text: str
    hyphens: frozenset[int]
    wishes: tuple[str, ...]


class _Kind(NamedTuple):
    """How a negation is worded.

    Attributes:
        english: up to three words are negated together.
        wish: it may ask for work against what it names.
        surely: it excludes something, and does not negate a verb.
    """

    english: bool
    wish: bool
    surely: bool


class _Item(NamedTuple):
    """What a list of negated things names at [start, end) of a text."""

    start: int
    end: int
    is_place: bool


def read_negations(text: str, name_of: Callable[[Sequence[str]], Name] = unnamed) -> Negations:
    """Write what is negated in words as one does with a hyphen; no place before it moves.

    An adjective and what it tells of are excluded together, in English up to three words, and all
    of a list: `ej sol eller vind`, `inte Lund Malmö och Ystad`. What the work is to get rid of is
    no exclusion after `utan`, nor where nothing stands before: `odla utan bekämpningsmedel` and `ej
    plast` ask for just that. A bare `inte` excludes names of things only: `elnätet inte räcker`
    tells something.

    Args:
        text: with plain quotation marks.
        name_of: tells what some lower-case words begin with.
    """
    text = _BUT.sub(r"\1 men  ", text)
    written, at = "", 0
    hyphens: set[int] = set()
    excluded: set[int] = set()
    while found := _NEGATION.search(text, at):
        written += text[at : found.start()]
        items = _listed(text, found, name_of)
        written += "" if items else found[0]
        at = found.start() if items else found.end()
        for start, end, _ in items:
            words, excluded = text[start:end], excluded | {start}
            minus = '-"' if " " in words else "-"
            written += " " * max(start - at - len(minus), at > 0)
            hyphens.add(len(written))
            written += minus + words + minus[1:]
            at = end + (len(minus) > 1 and end < len(text))
    wishes = (
        f"{found[1]} {found[2]}"
        for found in _WISH.finditer(text)
        if is_unwanted(found[2].lower()) and found.start(2) not in excluded
    )
    return Negations(written + text[at:], frozenset(hyphens), tuple(wishes))


def _listed(
    text: str, found: re.Match[str], name_of: Callable[[Sequence[str]], Name]
) -> list[_Item]:
    """Return what a negation leaves out; nothing if it tells or asks for something.

    Of a list without "and" or "or", which may have ended before, it is the first thing only, or
    all of its places.
    """
    negation, bare = found["joined"] or found["bare"] or found["first"], found["bare"]
    leading = negation and _LEADING.match(text, found.end())
    if not leading:
        return []
    spoken, sentence = negation.lower().split(), text[: found.start()].lower().split()
    if bare and spoken[0] not in _RELATIVE and not _IN_A_SENTENCE.isdisjoint(sentence):
        return []
    but = _BUT_READ.match(text, leading.end())
    kind = _Kind(
        english=spoken[-1] in _ENGLISH,
        wish=bool(found["without"] or not sentence) and not but,
        surely=not bare,
    )
    items: list[_Item] = []
    sure = 0
    for item, surely in _items(text, leading.end(), kind, name_of):
        items.append(item)
        sure = len(items) if surely else sure
    if found["outside"] and not (items and items[0].is_place):
        return []  # "bin utanför växthus" tells where something is
    return items[:sure]


def _items(
    text: str, at: int, kind: _Kind, name_of: Callable[[Sequence[str]], Name]
) -> Iterator[tuple[_Item, bool]]:
    """Yield the things of a list, and whether each surely is one of it."""
    first = item = _item(text, at, kind, name_of)
    surely = True
    while first and item:
        yield item, surely
        more = _ONE_MORE.match(text, item.end)
        if more is None:
            return
        item = _item(text, more.end(), kind, name_of)
        if more["either"] or not item:
            surely = True
            continue
        if item.is_place != first.is_place:
            return
        surely = item.is_place or more["all"] is not None
        adds = surely and not item.is_place
        if adds and not (_GOES_ON.match(text, item.end) and not _tells(text, item)):
            return


def _tells(text: str, item: _Item) -> bool:
    """Return whether it is a verb that a sentence goes on with."""
    first = text[item.start : item.end].lower().split()[0]
    return first.endswith(("a", "r")) and _is_verb(first)


def _item(
    text: str, at: int, kind: _Kind, name_of: Callable[[Sequence[str]], Name]
) -> _Item | None:
    """Return what is negated from a place on; None if it tells or asks for something."""
    found = _WORDS.match(text, at)
    words: list[str] = []
    for each in found[0].lower().split(" ") if found else ():
        if is_stop(each):
            break
        words.append(each)
    name = name_of(words)
    if not name.is_place:
        words = words[: max(name.words, _length(words, kind, name_of))]
        general = all(map(is_generic, words))
        if general or (kind.wish and any(map(is_unwanted, words))):
            return None
        if not kind.surely and _is_verb(words[0]):
            return None
    length = len(" ".join(words[: name.words] if name.is_place else words))
    return _Item(at, at + length, name.is_place)


def _length(words: Sequence[str], kind: _Kind, name_of: Callable[[Sequence[str]], Name]) -> int:
    """Return how many words are one thing: adjectives and a noun, in English up to three words."""
    for length in range(1, min(len(words), _MOST)):
        goes_on = kind.english or words[length - 1].endswith("a")  # tunga, farliga
        if not goes_on or name_of(words[length:]).is_place:
            return length
    return min(len(words), _MOST)


def _is_verb(word: str) -> bool:
    """Return whether a word is a verb form, by its ending: räcker, slänga; not skola, bussar."""
    base = lemma(word) or ""
    if not _VERBAL.search(word) or word.endswith("ss"):  # a bus (buss) is no passive
        return False
    if _PLURAL.search(word) and is_head(_PLURAL.sub("", word)):
        return False
    return base.endswith("a") and not is_dictionary_word(f"{base[:-1]}or")
