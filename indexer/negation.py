"""What a search text says that it does not ask for: `energi men inte vindkraft`."""

from __future__ import annotations

import re
from typing import NamedTuple

from swedish.analysis import is_generic, is_stop, is_unwanted
from swedish.lexicon import is_dictionary_word, is_head, lemma

_NEGATION = re.compile(
    r'"[^"]*"'  # a phrase is not read
    r"|(?<=\S)(?P<said>,? (?:(?:(?:men|och|dock|fast) )?(?:ej|icke)|(?:men|och|dock|fast) inte"
    r"|utom|förutom|exklusive|undantaget|but not|except|excluding"
    r"|(?P<without>(?:men )?utan|without))|, inte)(?= \w)"
    r"|(?P<bare>(?:^|(?<=\S),? )(?:"
    r"(?:som )?(?:inte|ej|icke) (?:är|har|gäller|rör|handlar om|ligger|finns)"
    r"|(?:inte|ej|icke)|(?:(?:that|which|who) (?:is|are) )?not)"
    r"(?! (?:bara|enbart|endast|längre|så|tillräckligt|only|just)\b))(?= \w)",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r" (?:(?:i|på|från|inom|om|en|ett|in|from|about|a|an|the) )*(?=\w)", re.IGNORECASE
)
_WORDS = re.compile(r"\w[\w-]*+(?: \w[\w-]*+){0,2}")
_ONE_MORE = re.compile(
    r"(?:,? (?:eller|or|nor) |, (?=\w[\w-]*+(?:, \w[\w-]*+){0,9}+,? (?:eller|or|nor) ))"
    r"(?:(?:i|på|från|inom) )?(?=\w)",
    re.IGNORECASE,
)
_WISH = re.compile(r"(?<!\S)(utan|without|inte|ej|icke|not) (\w[\w-]*)", re.IGNORECASE)
_VERBAL = re.compile(r"(?:a|r|s|[dt]e|[ai]t|tt)\Z")
_PLURAL = re.compile(r"ar(?:na)?s?\Z")
_IN_A_SENTENCE = frozenset(
    {"att", "hur", "varför", "när", "om", "man", "vi", "jag", "ni", "de", "det", "kan", "ska"}
    | {"får", "how", "why"}
)
"""Words after which "inte" denies what is told, and leaves nothing out."""
_RELATIVE = frozenset({"som", "that", "which", "who"})
_ENGLISH = frozenset({"not", "except", "excluding", "without"})
"""The last words of what negates in English."""


class _Kind(NamedTuple):
    """How a negation is worded.

    Attributes:
        english: up to three words are negated together.
        wish: it may ask for work against what it names.
        surely: it leaves something out, and is not said of a verb.
    """

    english: bool
    wish: bool
    surely: bool


def negations_as_minus(text: str) -> str:
    """Write what is negated in words as one does with a hyphen; no place before it moves.

    An adjective and what it tells of are excluded together, in English up to three words.
    `transporter utan lastbil` gives `transporter      -lastbil`, and `ej sol eller vind` excludes
    both. What the work is to get rid of is no exclusion after `utan`, nor where nothing stands
    before: `odla utan bekämpningsmedel` and `ej plast` ask for just that. A bare `inte` excludes
    names of things only: `elnätet inte räcker` tells something.
    """
    written, at = "", 0
    while found := _NEGATION.search(text, at):
        written += text[at : found.start()]
        minus, at = _with_minus(text, found) or (found[0], found.end())
        written += minus
    return written + text[at:]


def wishes(text: str) -> list[str]:
    """Return the negations that say what the work is for, and leave nothing out (utan plast)."""
    plain = negations_as_minus(text)
    return [
        f"{found[1]} {found[2]}"
        for found in _WISH.finditer(text)
        if is_unwanted(found[2].lower()) and plain[found.start(2) - 1] == " "
    ]


def _with_minus(text: str, found: re.Match[str]) -> tuple[str, int] | None:
    """Return what is written in place of a negation, and where the text goes on after it.

    None if nothing is to be excluded, and what stands there stays.
    """
    said, bare = found["said"] or found["bare"], found["bare"]
    leading = said and _LEADING.match(text, found.end())
    if not leading:
        return None
    spoken, sentence = said.lower().split(), text[: found.start()].lower().split()
    if bare and spoken[0] not in _RELATIVE and not _IN_A_SENTENCE.isdisjoint(sentence):
        return None
    kind = _Kind(
        english=spoken[-1] in _ENGLISH,
        wish=bool(found["without"] or not sentence),
        surely=not bare,
    )
    written, start, at = "", found.start(), leading.end()
    while words := _excluded(text, at, kind):
        blank = at - start
        start = at + len(words)
        if " " in words:
            written += f'{" " * (blank - 2)}-"{words}"'
            start += start < len(text)
        else:
            written += f"{' ' * (blank - 1)}-{words}"
        more = _ONE_MORE.match(text, at + len(words))
        if not more:
            return written, start
        at = more.end()
    return (written, start) if written else None


def _excluded(text: str, at: int, kind: _Kind) -> str:
    """Return what is negated from a place on; nothing if it tells or asks for something."""
    found = _WORDS.match(text, at)
    words: list[str] = []
    for each in found[0].split(" ") if found else ():
        if is_stop(each.lower()):
            break
        words.append(each)
        if not (kind.english or each.endswith("a")):  # tunga, farliga
            break
    lowered = [each.lower() for each in words]
    if all(map(is_generic, lowered)) or (kind.wish and any(map(is_unwanted, lowered))):
        return ""
    return "" if not kind.surely and _is_verb(lowered[0]) else " ".join(words)


def _is_verb(word: str) -> bool:
    """Tell whether a word is a form of a verb, by its ending: räcker, slänga; not skola, bussar."""
    base = lemma(word) or ""
    if not _VERBAL.search(word):
        return False
    if _PLURAL.search(word) and is_head(_PLURAL.sub("", word)):
        return False
    return base.endswith("a") and not is_dictionary_word(f"{base[:-1]}or")
