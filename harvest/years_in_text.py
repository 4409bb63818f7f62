"""Years and state that running text tells of what was done: "2016–2018", "sedan 2015"."""

from __future__ import annotations

import re

START, END, STATE = "startYear", "endYear", "state"
YEARS = frozenset({START, END, STATE})
LAST_DONE = 2029
"""The last year in which something described can have ended: later ones are of goals and plans."""
_YEAR = r"((?:19[5-9]|20[0-4])\d)"
_NOT_GOAL = r"(?<!agenda )(?<!mål )(?<!målen )(?<!till år )"
_RANGE = re.compile(
    rf"{_NOT_GOAL}\b{_YEAR}\s?(?:[-–—]|till(?: och med)?|t\.?o\.?m\.?)\s?{_YEAR}\b(?![-–]\d)"
    rf"|\bmellan(?: åren)? {_YEAR} och {_YEAR}\b",
    re.IGNORECASE,
)
_SHORT_RANGE = re.compile(rf"\b{_YEAR}(?:[–/](\d\d)|-(1[3-9]|[2-9]\d))\b(?![-–\d])")
"""2010-12 may be a month."""
_SINCE = re.compile(
    rf"\b(?:sedan|sen|från(?: och med)?|fr\.?o\.?m\.?)(?: våren| hösten| början av| år)? {_YEAR}\b"
    rf"(?!\s?(?:[-–—]|till)\s?\d)",
    re.IGNORECASE,
)
_BEGAN = re.compile(
    rf"\b(?:starta(?:de|des|t)?|inled(?:de|des|ts)|påbörja(?:de|des|ts)|drog igång|bildades)"
    rf"(?: \w+){{0,3}}? {_YEAR}\b",
    re.IGNORECASE,
)
_ENDED = re.compile(
    rf"\b(?:avsluta(?:de|des|t|ts)|slutfördes|upphörde)(?: \w+){{0,3}}? {_YEAR}\b", re.IGNORECASE
)


def years_in(text: str) -> dict[str, int | str]:
    """Return startYear, endYear and state that a text tells, where it tells one period alone.

    Nothing is taken from a text with two different periods, nor from a single year without a word
    that says what it is the year of.
    """
    periods = _ranges(text)
    if len(periods) > 1:
        return {}
    if periods:
        first, last = periods.pop()
        return {START: first, END: last} if first <= last <= LAST_DONE else {}
    since = {int(found[1]) for found in _SINCE.finditer(text)}
    began = {int(found[1]) for found in _BEGAN.finditer(text)}
    ended = {int(found[1]) for found in _ENDED.finditer(text)}
    began |= since
    start, end = _only(began), _only(ended)
    if len(began) > 1 or len(ended) > 1 or (start and end and end < start):
        return {}
    found: dict[str, int | str] = {}
    if start:
        found |= {START: start}
    if end:
        found |= {END: end, STATE: "completed"}
    elif since and start:
        found |= {STATE: "ongoing"}
    return found


def _only(years: set[int]) -> int | None:
    return next((each for each in years if each <= LAST_DONE), None)


def _ranges(text: str) -> set[tuple[int, int]]:
    whole = (found.groups() for found in _RANGE.finditer(text))
    found = {(int(one or three), int(two or four)) for one, two, three, four in whole}
    for short in _SHORT_RANGE.finditer(text):
        start, last = short[1], short[2] or short[3]
        if start[2:] < last:
            found.add((int(start), int(start[:2] + last)))
    return found
