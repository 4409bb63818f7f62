"""Numbers of questions in words: "Fråga 2, led c", "På tvåans c-fråga", "Den tredje delfrågan"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_PLAIN = ("ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio")
_NOUNS = (
    "ettan", "tvåan", "trean", "fyran", "femman", "sexan", "sjuan", "åttan", "nian", "tian",
)  # fmt: skip
_ORDINALS = (
    "första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde",
    "tionde",
)  # fmt: skip
SPELT = {
    word: number
    for words in (_PLAIN, _NOUNS, _ORDINALS)
    for number, word in enumerate(words, start=1)
}
"""Numbers in words: "fråga två c", "fyran", "den första frågan"."""
PLAIN, NOUNS, ORDINALS = ("|".join(words) for words in (_PLAIN, _NOUNS, _ORDINALS))

_LEAD = (
    r"\W{0,3}(?:(?:och|samt|sedan|sen|så|därefter|slutligen|(?:som\s+)?svar(?:et)?|ad)\s+)?"
    r"(?:(?:på|till|i|under|för|om|vad gäller|när det gäller|gäller|angående|ang\.?|beträffande"
    r"|avseende|gällande|rörande)\s+)?(?:er\w*\s+|den\s+)?"
)
_QUESTION = r"(?:(?:del)?fråg(?:a|an)|punkt(?:en)?|question)"
_WHOLE_QUESTION = r"(?:fråg(?:a|an)|punkt(?:en)?)"
_PART = (
    r"(?:led(?:et)?|del(?:en)?|(?:del|under)fråg(?:a|an)|fråga|punkt(?:en)?"
    r"|mom(?:ent(?:et)?|\.)?|bokstav(?:en)?|strecksats(?:en)?|först|part)"
)
_OF_PART = r"(?:delfråg(?:a|an)|underfråg(?:a|an)|ledet|delen|strecksatsen|bokstaven)"
_MARK = r"(?P<after>\s*[.):,–-]*)(?:\s+|$)"
_JOINT = r"\s?(?:,|och|&|\+|/|-|–|samt)\s?"
BEFORE_A = ord("a") - 1
_THROUGH = re.compile(r"\W*([a-z])\s?[–-]\s?([a-z])\W*", re.IGNORECASE)
_DASH = re.compile("[–—-]")
LONGEST_REST = 8
"""Words after such a number that say what it asks."""


class SpeltNumber(NamedTuple):
    """Numbers as keys ("2c", or "c" alone), and where on the line they end."""

    keys: tuple[str, ...]
    end: int


class Spelt:
    """The patterns of numbers in words, for questions with these letters."""

    def __init__(self, letter: str) -> None:
        """Take the pattern of a letter that is no word."""
        one = rf"{letter}(?:-(?:(?:del|under)?fråg(?:a|an)|del(?:en)?|led(?:et)?)(?!\w)|(?!\w|-\w))"
        ordinal = rf"(?:den\s+)?(?P<ordinal>{ORDINALS})\s+{_OF_PART}(?!\w)"
        of_whole = ordinal.replace(_OF_PART, f"(?:{_OF_PART}|del)")  # "andra frågans första del"
        letters = rf"(?P<letters>\(?{one}(?:{_JOINT}{one})*)"
        part = (
            rf"(?:[\s,.:;–-]*(?P<word>{_PART})(?!\w)\s*[:,]?\s*{letters}|[\s,.:;–-]*{of_whole}"
            rf"|[\s,.:;–-]{{0,3}}{letters.replace('letters', 'close')})"
        )
        head = (
            rf"(?:{_QUESTION}\s+(?:nr\.?\s+|nummer\s+)?(?:(?P<plain>{PLAIN})(?!\w)|(?P<digits>\d{{1,2}})(?!\d))"
            rf"|(?P<noun>{NOUNS})s?(?!\w)|(?P<short>\d{{1,2}})\s?:?(?:an|en)s?(?!\w)"
            rf"|(?:(?P<of>{ORDINALS})|(?P<nth>\d{{1,2}}):[ae])\s+{_WHOLE_QUESTION}s?(?!\w))"
        )
        self._whole = compiled(rf"{_LEAD}{head}(?:{part})?{_MARK}")
        self._turned = compiled(
            rf"{_LEAD}(?:{_PART}\s+)?{letters}\s+(?:i|på|under|av|till)\s+{head}{_MARK}"
        )
        self._closed = compiled(
            rf"{_LEAD}(?P<digits>\d{{1,2}})\s?(?P<letter>{letter})?-frågan?{_MARK}"
        )
        question = r"(?:(?:del|under)?fråg(?:a|an)|del(?:en)?|led(?:et)?)"
        self._alone = compiled(
            rf"{_LEAD}(?:{ordinal}|(?P<letter>{letter})-{question}(?!\w)"
            rf"|(?:led(?:et)?|del|delfråga|underfråga|mom(?:ent)?\.?|bokstav)\s+(?P<part>{letter})(?!\w)"
            r")" + _MARK
        )
        self._next = compiled(
            rf"\W{{0,3}}(?:först|sedan|sen|så|och|därefter|slutligen)\s+(?P<letter>{letter})"
            r"\s?[):.]+(?:\s+|$)"
        )
        self._short = compiled(
            rf"\W{{0,3}}(?:den\s+)?(?P<number>{ORDINALS}|{NOUNS}|{PLAIN})"
            rf"(?:[\s,]*(?P<letter>{letter})(?!\w))?(?:\s*[.):,–-]+(?:\s+|$)|\s*$|(?(letter)\s+|(?!)))"
        )

    def number_at_start(self, line: str) -> SpeltNumber | None:
        """Return the number in words that a line begins with."""
        found = self._turned.match(line) or self._whole.match(line)
        if found:
            groups = {name: text for name, text in found.groupdict().items() if text}
            tails = _tails(groups)
            if "digits" in groups and not (tails and _is_separated(line, found)):
                return None  # "Fråga 2 c" is no number in words
            digits = groups.get("digits") or groups.get("short") or groups.get("nth")
            word = groups.get("plain") or groups.get("noun") or groups.get("of") or ""
            number = int(digits) if digits else SPELT[word.lower()]
            return SpeltNumber(tuple(f"{number}{tail}" for tail in tails or [""]), found.end())
        if found := self._closed.match(line):
            key = f"{int(found['digits'])}{found['letter'] or ''}".lower()
            return SpeltNumber((key,), found.end())
        if found := self._alone.match(line):
            key = _nth(found["ordinal"]) if found["ordinal"] else found["letter"] or found["part"]
            return SpeltNumber((key.lower(),), found.end())
        found = self._next.match(line)
        return SpeltNumber((found["letter"].lower(),), found.end()) if found else None

    def short(self, line: str) -> SpeltNumber | None:
        """Return the number in words that a line begins with, though it may tell anything else."""
        found = self._short.match(line)
        if not found:
            return None
        key = f"{SPELT[found['number'].lower()]}{found['letter'] or ''}".lower()
        return SpeltNumber((key,), found.end())


def _tails(groups: Mapping[str, str]) -> list[str]:
    if "ordinal" in groups:
        return [_nth(groups["ordinal"])]
    return _letters(groups.get("letters") or groups.get("close") or "")


def _is_separated(line: str, found: re.Match[str]) -> bool:
    """Return whether more than a space stands between digits and a letter: "2, led c", "2 – C"."""
    groups = found.groupdict()
    if not groups.get("close"):
        return True
    return bool(_DASH.search(line[found.end("digits") : found.start("close")]))


def _letters(text: str) -> list[str]:
    found = re.findall(r"(?<!\w)([a-z])(?!\w)", text.lower())
    through = _THROUGH.fullmatch(text)
    if not through:
        return found
    first, last = (ord(each.lower()) for each in through.groups())
    return [chr(code) for code in range(first, last + 1)]


def _nth(ordinal: str) -> str:
    return chr(BEFORE_A + SPELT[ordinal.lower()])


def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern of words and numbers in any case."""
    return re.compile(pattern, re.IGNORECASE)
