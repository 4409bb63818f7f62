"""What replies call the parts of an example: words before a colon, heads of columns or fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

from swedish.sections import sections

LABELS = Path(__file__).with_name("labels.txt")
NAME, SUMMARY, AIM, FACTS = "name", "summary", "aim", "facts"
ASIDE, PERSON, PARTNERS = "aside", "person", "partners"
ONLY_BEFORE = ":"
"""Begins words that are a label only where a colon stands after them."""
REMEMBERED = 4_096
"""Labels whose fields are kept: most lines begin with the same ones, or with none."""
LONGEST = 45
"""Characters of a label."""
_BEFORE = (
    r"(?:(?:kort|närmare|våra?|vårt|några|eventuell[at]?|ev\.?|övrig[at]?|viktig(?:a|aste)"
    r"|huvudsaklig[at]?|projektets|insatsens|aktivitetens|samarbetets) )?"
)
_AFTER = (
    r"(?: (?:hittills|i dag|idag|nu|just nu|så här långt|i korthet|kort|i projektet|i länet"
    r"|m\.? ?m\.?|m\.? ?fl\.?))*(?: ?\([^()]*\))?"
)
_JOINED = re.compile(r"\s*(?:/|,|&|\b(?:och|eller|samt)\b)\s*")
_MARKS = " .:?–-•*"
_NUMBER = re.compile(r"\s*(?:\bnr\.?|\bnummer)?\s*\d{1,2}\W*$", re.IGNORECASE)
_PLACE = r"(?:^|(?<=[.;!?] ))"
_LABELLED = re.compile(
    rf"{_PLACE}(?=\w)([^.:;!?]{{1,{LONGEST}}}(?:\.(?=\w)[^.:;!?]{{1,9}})?)\s?[:?]\s+(?=\S)"
)


def field_named(label: str, *, is_head: bool = False) -> str | None:
    """Return what a label tells, a section of `labels.txt`; None if it is no label.

    Args:
        label: in any case, with or without a colon.
        is_head: it stands above a column or left of a field, where "Aktivitet" asks for a name.
    """
    words = label.strip(_MARKS).lower()
    return _named(words, is_head=is_head) if len(words) <= LONGEST else None


def field_alone(line: str) -> str | None:
    """Return what a line tells of the next one, where it is a label by itself: "Exempel 1"."""
    plain = without_number(line)
    return field_named(plain, is_head=plain != line or not line.endswith((":", "?")))


def counts(line: str) -> bool:
    """Return whether a line only counts the examples: "Exempel 3", "Projekt nr 2:"."""
    return without_number(line) != line and field_alone(line) == NAME


def without_number(label: str) -> str:
    """Return a label without the number that it ends with: "Exempel" of "Exempel 1"."""
    return _NUMBER.sub("", label)


def labels_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the labels of a line: where each begins, where its text does, and what it tells."""
    for found in _LABELLED.finditer(text):
        if field := field_named(found[1]):
            yield found.start(), found.end(), field


@lru_cache(maxsize=REMEMBERED)
def _named(words: str, *, is_head: bool) -> str | None:
    for field, pattern in _of_heads() if is_head else _of_texts():
        if pattern.fullmatch(words):
            return field
    parts = [part for part in _JOINED.split(words) if part]
    fields = {_named(part, is_head=is_head) for part in parts} if len(parts) > 1 else {None}
    if None in fields:
        return None
    both = fields & {NAME, SUMMARY}
    return fields.pop() if len(fields) == 1 else SUMMARY if both else FACTS


@cache
def _of_heads() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (field, _any_of(word for word in words if not word.startswith(ONLY_BEFORE)))
        for field, words in sections(LABELS).items()
    )


@cache
def _of_texts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Those of names come last: "Arbetssätt: ..." tells more often how than what."""
    patterns = {
        field: _any_of(words) for field, words in sections(LABELS).items() if field != PERSON
    }
    return (
        *((field, patterns[field]) for field in patterns if field != NAME),
        (NAME, patterns[NAME]),
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    either = "|".join(word.removeprefix(ONLY_BEFORE) for word in words)
    return re.compile(f"{_BEFORE}(?:{either}){_AFTER}", re.IGNORECASE)
