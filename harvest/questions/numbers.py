"""Numbers of questions as people write them: "2c", "2 c)", "2.c", "Fråga 2 c –", "2c och d"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from harvest.questions import Questionnaire

LETTERS = "abcdefgh"
_SAYS = re.compile(
    r"(?<=[\da-h] )(?:var|är|känns|kändes|handlar|gäller|borde|kunde|skulle|har"
    r"|gick|går|hör|hänger|överlappar|liknar|besvaras|ska|kan|bör)\b"
)
"""What makes a sentence about a question of what would be its number: "Fråga 2c var roligast"."""
_ONE = r"\d{1,2}(?:\.\d(?!\d)|\s?[.,:_]?\s?\(?[a-h]\)?(?!\w))?"
_NEXT = rf"(?:{_ONE}|[a-h](?!\w))"
_NUMBER = re.compile(
    r"\W{0,3}(?P<word>(?:svar(?:en|et)?\s*(?:på|till)?\s*)?"
    r"(?:(?:del)?fråg(?:a|an|or|orna)|fr\.?|q|f|ad|till|pkt\.?|punkt)?)\s*(?:nr\.?|nummer)?\s*[_.:]?\s*"
    rf"(?P<numbers>{_ONE}(?P<more>(?:\s?(?:,|och|&|\+|/|-|–|samt|resp\.?)\s?{_NEXT})*)(?![\w%]))"
    r"(?P<after>\s*[.):\]/–—-]*)\s*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\W*(?:beträffande|angående|ang\.?|avseende|gällande|rörande|vad gäller|när det gäller|till"
    r"|på)\s+"
    r"(?=(?:del)?fråga\s+\d)",
    re.IGNORECASE,
)
"""What a heading may say before the number: "Beträffande fråga 2 c"."""
_LETTER = re.compile(
    r"\W{0,2}?(?P<word>(?:del)?fråga\s*)?\(?(?P<numbers>[a-h])(?P<after>\)[.:]?|[.:])\s*",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"(?<=[.!?;:)])\s+(?=(?:(?:svar\s+(?:på\s+)?)?fråga\s+\d|svar\s+\d|\d\s?[a-h]\s?[):.]\s|\(?[a-h]\)\s))",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\W*fråga\s+\d", re.IGNORECASE)
_ASKED_NEXT = re.compile(
    r"(?<!\bse)(?<!\bpå)(?<!\btill)(?<!\bunder)(?<!\bi)(?<!\bav)(?<!\bäven)"
    r"\s+(?=fråga\s+\d\s?[a-h]?\b)",
    re.IGNORECASE,
)
"""The next question on a line that begins with one: "Fråga 2a ja fråga 2b nej"."""
_ALONE = re.compile(r"\s*\d\s?[a-h]?[.):]?\s*", re.IGNORECASE)
FEWEST_LETTERED = 2
"""Cells like "2a" beside which "1" is a question and no amount."""
_PART = re.compile(rf"(?<!\w){_ONE}|(?<!\w)[a-h](?!\w)", re.IGNORECASE)

WRITTEN_OUT, LETTERED, BARE, NAKED = 2.0, 2.0, 0.7, 0.1
"""What a number says: "Fråga 3", "2c", "3.", and "3" without anything after it."""


class Written(NamedTuple):
    """A number as it is written: "2c", "2", "c", "2.3"; `end` is where it ends on the line."""

    keys: tuple[str, ...]
    end: int
    strength: float


def written_number(line: str) -> Written | None:
    """Return the number that a line begins with."""
    lead = _LEAD.match(line)
    found = _NUMBER.match(line, lead.end() if lead else 0) or _LETTER.match(line)
    if not found or _SAYS.match(line, found.end()):
        return None
    keys = tuple(_keys(found["numbers"]))
    return Written(keys, found.end(), _strength(found, keys[0]))


def _strength(found: re.Match[str], key: str) -> float:
    if found["word"] and len(found["word"].strip()) > 1:
        return WRITTEN_OUT
    if key[0].isdigit() and not key.isdigit():
        return LETTERED
    return BARE if found["after"].strip() else NAKED


def _keys(numbers: str) -> Iterator[str]:
    """Yield each of the numbers that are joined; a range is counted through."""
    parts = [(match[0].lower(), match.start()) for match in _PART.finditer(numbers)]
    digits, before = "", ""
    for text, start in parts:
        key = re.sub(r"[^a-h\d.]|\.(?!\d)", "", text)
        key = key if key[0].isdigit() else digits + key
        digits = re.sub(r"\D.*", "", key) or digits
        joint = numbers[:start].rstrip()[-1:]
        if before and joint in {"-", "–"} and before[:-1] == key[:-1]:
            yield from (before[:-1] + each for each in _between(before[-1], key[-1]))
        yield key
        before = key


def _between(first: str, last: str) -> list[str]:
    return [chr(code) for code in range(ord(first) + 1, ord(last))]


def stands_alone(text: str) -> bool:
    """Tell whether a cell holds nothing but the number of a question: "1", "2a"."""
    return bool(_ALONE.fullmatch(text))


def are_numbers(texts: Iterable[str]) -> bool:
    """Tell whether the cells of a row or column hold numbers of questions: some with letters."""
    alone = {text.lower() for text in texts if stands_alone(text)}
    return sum(not text.strip(" .):").isdigit() for text in alone) >= FEWEST_LETTERED


def inside(line: str) -> list[int]:
    """Return where within a line a question may begin: after a sentence, or another question."""
    found = {match.end() for match in _INSIDE.finditer(line)}
    if _ASKED.match(line):
        found |= {match.end() for match in _ASKED_NEXT.finditer(line)}
    return sorted(found)


def as_asked(survey: Questionnaire) -> dict[str, tuple[str, ...]]:
    """Return what questions each written number can be, as the survey numbers them."""
    found: dict[str, tuple[str, ...]] = {}
    for question in survey.questions:
        digits, letter = question.id.rstrip(LETTERS), question.id[-1]
        found[question.id] = (question.id,)
        if letter in LETTERS:
            found[letter] = (*found.get(letter, ()), question.id)
            found[f"{digits}.{LETTERS.index(letter) + 1}"] = (question.id,)
    return found


def counted_through(survey: Questionnaire) -> dict[str, tuple[str, ...]]:
    """Return the same where somebody numbered all that is to be answered 1, 2, 3 or A, B, C."""
    asked = [question.id for question in survey.questions if question.kind != "heading"]
    places = [*zip(map(str, range(1, len(asked) + 1)), asked, strict=True)]
    places += zip(LETTERS, asked, strict=False)
    return {written: (each,) for written, each in places}


def meant(keys: Sequence[str], numbering: Mapping[str, tuple[str, ...]], above: str) -> list[str]:
    """Return the questions that written numbers can mean; a lone letter first below `above`.

    Several keys are several questions in one; one key with several meanings lists them all.
    """
    found: list[str] = []
    for key in keys:
        below = numbering.get(above + key) if key.isalpha() else None
        found += below or numbering.get(key, ())
    return list(dict.fromkeys(found))
