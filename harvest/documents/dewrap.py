"""Lines that a mail program or an editor broke at a width, joined to paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from swedish.lexicon import is_basic_word, is_dictionary_word

NARROWEST, WIDEST = 55, 100
"""Characters of the longest line of a wrapped text; mail programs wrap at 65 to 78."""

_MARK = re.compile(
    r"\s*([-–—*•·▪◦›»►▶→◆]\s|o\s{2,}|\d{1,2}\s?[a-z]?\s?[.):]\s|[a-z]\)\s|(?:fråga|question)\s\d)",
    re.IGNORECASE,
)
_NUMBER = r"(?:\d{1,2}(?:\.\d{1,2}|\s?[a-zA-Z])?|[A-Za-z]\s?\d{1,2})"
_QUESTION = re.compile(
    rf"\s*{_NUMBER}[.):]?\s*$|\s*(?:(?:Q|Fråga|FRÅGA|Question|Svar|SVAR|Ad)\s?{_NUMBER}\s?[:.)–-]"
    r"|(?:\d{1,2}\s?[a-zA-Z]|[A-Z]\d{1,2})\s?[:.)]\s|\d{1,2}\.\d{1,2}[:.)]?\s(?=[A-ZÅÄÖ]))"
)
"""The number of a question, so written that it is not of a sentence that was broken."""
_ANSWERED = re.compile(r"\s*\d[.):]\s+(?:ja|nej)\b", re.IGNORECASE)
_BULLET = re.compile(r"\s*[-–—*•·▪◦›»►▶→◆](?:\s|(?=[A-ZÅÄÖ]))")
_HYPHEN = re.compile(r"\w[-\u00ad\u2010]$")
_WITHIN_WORD = re.compile(r"[a-zà-ÿ]{2}[-\u00ad\u2010]$")
_PARTED = re.compile(r"(?<![\w-])([a-zà-ÿ]+)[-\u00ad\u2010]$", re.IGNORECASE)
_REST = re.compile(r"[a-zà-ÿ]+(?![\w-])")
_COORDINATED = re.compile(r"(och|eller|samt|resp\b|respektive|till|och/eller)\b")
_ENDED = re.compile(r"[.!?:;]\W*$")
_OPEN = re.compile(
    r"(?:\([^()]*|\b(?:och|samt|eller|men|även|med|av|för|i|på|som|att|till|från|om|vid|inom|den|det|en"
    r"|ett))$"
)
"""What a line does not end with that is whole."""
_COUNT = re.compile(r"\s*(\d{1,2})[.)]\s+\S")
_LARGE = re.compile(r"[\W\d]{0,20}(?:[a-z]\)\W{0,5})?[A-ZÅÄÖÉ]")
"""How a paragraph begins that has a large letter, after numbers and marks."""
SHORTEST_BROKEN = 40
"""Characters of a line that was broken."""
SHORTEST_PART = 3
"""Letters of the first part of a compound; those of two are written with a hyphen: "va-bolag"."""
FEWEST_TYPED = 3
"""Lines, each begun anew by hand, that are a list without marks."""


def wrap_width(lines: Sequence[str]) -> int | None:
    """Return the width that lines were broken at; None where they were not."""
    longest = max((len(line.strip()) for line in lines if " " in line.strip()), default=0)
    return longest if NARROWEST <= longest <= WIDEST else None


def unwrapped(lines: Sequence[str], *, flowed: bool = False) -> list[str]:
    """Join the lines of each paragraph; an empty line ends one, and so does a line with a mark.

    Where there were empty lines, one is left.

    Args:
        lines: of one depth of quotation.
        flowed: a line that goes on ends in a space, as mail programs agree on (RFC 3676).
    """
    width = wrap_width(lines)
    width = width if width and _breaks_within(lines, width) else None
    typed = _typed(lines, width) | _counted(lines) if width and not flowed else set()
    widths = [width] * len(lines) if width or flowed else _widths_of_blocks(lines)
    paragraphs: list[str] = []
    before = ""
    for at, line in enumerate(lines):
        goes_on = flowed and before.endswith(" ")
        if not flowed and at not in typed:
            own = widths[at]
            goes_on = bool(own and _is_full(before, line, own)) or _breaks_off(before, line)
            goes_on = goes_on or (bool(paragraphs) and _is_small(line, paragraphs[-1], before))
        parted = not goes_on and parts_word(before, line)
        if before.strip() and line.strip() and (goes_on or parted):
            paragraphs[-1] = joined(paragraphs[-1].rstrip(), line.strip(), hyphenated=parted)
        elif line.strip() or before.strip():
            paragraphs.append(line if line.strip() else "")
        before = line
    return paragraphs


def _breaks_within(lines: Sequence[str], width: int) -> bool:
    """Return whether any full line ends within a sentence; otherwise each is a paragraph."""
    return any(
        _is_full(before, line, width)
        and not (ends_sentence(before) and line.lstrip()[:1].isupper())
        for before, line in pairwise(lines)
    )


def _typed(lines: Sequence[str], width: int) -> set[int]:
    """Return the lines of lists without marks: each begins anew, none ends a sentence.

    Broken sentences go on with small letters more often than not, and fill their lines.
    """
    found: set[int] = set()
    run: list[int] = []
    large = not _writes_small(lines)
    for at, line in enumerate([*lines, ""]):
        before = lines[at - 1] if at else ""
        if run and _begins_anew(line, before, large=large) and not ends_sentence(before):
            run.append(at)
            continue
        has_room = any(not _is_full(lines[each - 1], lines[each], width) for each in run[1:])
        if len(run) >= FEWEST_TYPED and has_room:
            found |= set(run[1:])
        run = [at] if _begins_anew(line, before, large=large) else []
    return found


def _counted(lines: Sequence[str]) -> set[int]:
    """Return the lines of a numbered list that count on from the number before."""
    found: set[int] = set()
    last = 0
    for at, line in enumerate(lines):
        if number := _COUNT.match(line):
            if last and int(number[1]) == last + 1:
                found.add(at)
            last = int(number[1])
    return found


def _writes_small(lines: Sequence[str]) -> bool:
    """Return whether somebody begins sentences with small letters as a rule."""
    firsts = [line.strip()[0] for line in lines if line.strip()]
    return sum(first.isupper() for first in firsts) * 5 <= sum(first.isalpha() for first in firsts)


def _begins_anew(line: str, before: str, *, large: bool) -> bool:
    first = line.strip()[:1]
    return first.isalpha() and first.isupper() == large and not is_marked(line, before)


def _breaks_off(before: str, line: str) -> bool:
    """Return whether a line ended within a sentence, wherever its writer broke it."""
    is_long = len(before.strip()) >= NARROWEST
    return is_long and bool(_OPEN.search(before.rstrip())) and not is_marked(line, before)


def _is_small(line: str, first: str, before: str) -> bool:
    """Return whether a line goes on with a small letter where sentences begin with large ones."""
    is_long = len(before.strip()) >= SHORTEST_BROKEN and not ends_sentence(before)
    is_small = line.lstrip()[:1].islower() and bool(_LARGE.match(first))
    return is_long and is_small and not is_marked(line, before)


def _widths_of_blocks(lines: Sequence[str]) -> list[int | None]:
    """Return for each line the width of its block, if small letters show that it was broken."""
    widths: list[int | None] = []
    for is_text, block in groupby(lines, key=lambda line: bool(line.strip())):
        own = list(block)
        broken = any(_is_small(line, own[0], before) for before, line in pairwise(own))
        widths += [wrap_width(own) if is_text and broken else None] * len(own)
    return widths


def _is_full(before: str, line: str, width: int) -> bool:
    """Return whether the first word of a line had no room on the line before."""
    if not line.strip() or is_marked(line, before):
        return False
    return len(before.strip()) + 1 + len(line.split(maxsplit=1)[0]) > width


def parts_word(before: str, line: str) -> bool:
    """Return whether a word was parted by hand between two lines, however short the first is."""
    rest = line.lstrip()
    ends = bool(_WITHIN_WORD.search(before.rstrip()[-4:]))
    return ends and rest[:1].islower() and not _COORDINATED.match(rest)


def is_bullet(line: str) -> bool:
    """Return whether a line begins with a typed bullet."""
    return bool(_BULLET.match(line))


def ends_sentence(line: str) -> bool:
    """Return whether a line ends a sentence."""
    return bool(_ENDED.search(line[-10:]))


def _ends_item(line: str) -> bool:
    return ends_sentence(line) or line.rstrip().endswith(")")


def is_marked(line: str, before: str) -> bool:
    """Return whether a line begins with a bullet, or with a number that its neighbour confirms."""
    asks = bool(_QUESTION.match(line) or _ANSWERED.match(line))
    return is_bullet(line) or asks or (bool(_MARK.match(line)) and _ends_item(before))


def joined(before: str, line: str, *, hyphenated: bool = False) -> str:
    """Join two lines of a paragraph.

    Args:
        before: ends where the line was broken.
        line: what followed.
        hyphenated: hyphens were set where words were broken, and are taken out again; else lines
            may have been broken after hyphens that belong there, and only a known word is one.
    """
    end = before[-4:]
    if not _HYPHEN.search(end) or _COORDINATED.match(line):
        return f"{before} {line}"
    is_within = _WITHIN_WORD.search(end) and line[:1].islower()
    if is_within and (hyphenated or _is_one_word(before, line)):
        return before[:-1] + line
    return before + line


def _is_one_word(before: str, line: str) -> bool:
    """Return whether a known word was parted: "till-" and "sammans", but not "tv-" and "bolag"."""
    first, rest = _PARTED.search(before), _REST.match(line)
    if not first or not rest:
        return False
    word = f"{first[1]}{rest[0]}".lower()
    return is_basic_word(word) or (len(first[1]) >= SHORTEST_PART and is_dictionary_word(word))
