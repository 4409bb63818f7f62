"""What a reply says that is not done: words that speak for no link."""

from __future__ import annotations

import re

_NOT = r"(?:inte|ej|aldrig|inga|inget|ingen)\b(?!\s(?:bara|enbart|endast|minst|längre))"
_OWN_WORK = (
    r"(?:arbet(?:ar|at|e|en)|jobb(?:ar|at)|verksamhet(?:er)?|projekt|aktivitet(?:er)?"
    r"|insats(?:er)?|exempel|haft|drivit|deltagit|genomfört|prioriterat|prioriteras)"
)
_WORKING = r"(?:arbetar|jobbar|prioriterar)"
_SOME_WORDS = r"(?:\s[\w-]+){0,3}?\s"
_REST = r"[^.;:!?\n]*?(?=,?\s(?:men|utan|däremot|dock)\b|[.;:!?\n]|$)"
_NEGATED = re.compile(
    rf"\b(?:{_NOT}{_SOME_WORDS}{_OWN_WORK}|{_WORKING}{_SOME_WORDS}{_NOT}"
    rf"|saknar{_SOME_WORDS}{_OWN_WORK})\b{_REST}",
    re.IGNORECASE,
)
"""Only the board's own work: that somebody lacks water or money is what a text is about."""


def negated(text: str) -> list[tuple[int, int]]:
    """Return where a text tells what its writer does not do, as (start, end) of characters."""
    return [match.span() for match in _NEGATED.finditer(text)]
