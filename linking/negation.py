"""What a text says that is not done, and who pays: words that speak for no link."""

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
_HAVING = r"har (?:vi|länet|länsstyrelsen)(?: ju| tyvärr| dock| ännu| alltså)*"
_DONE = r"(?:arbetat|jobbat|haft|provat|prövat|gjort|kommit|börjat|hunnit|satsat)"
_NEGATED = re.compile(
    rf"(?<![^.,;:!?\n])[^.,;:!?\n]*\b{_HAVING}\s{_NOT}(?=\s*(?:[.,;:!?\n]|$|ännu\b|än\b|{_DONE}\b)){_REST}"
    rf"|\b(?:{_NOT}{_SOME_WORDS}{_OWN_WORK}|{_WORKING}{_SOME_WORDS}{_NOT}"
    rf"|saknar{_SOME_WORDS}{_OWN_WORK})\b{_REST}",
    re.IGNORECASE,
)
"""Only the board's own work: that somebody lacks water or money is what a text is about."""


_PAID = re.compile(
    r"\b(?:finansier(?:as|ades|ats|at|ad|ade|ing)|bekosta[sdt]\w*|betala[sdt]\w*"
    r"|med (?:stöd|medel|pengar|bidrag))\s(?:av|från|genom|via|ur)\s[^.,;:!?\n]*"
    r"|\bfinansi(?:ärer|är|ering)\s?:[^.;\n]*",
    re.IGNORECASE,
)


def negated(text: str) -> list[tuple[int, int]]:
    """Return where a text tells what its writer does not do, as (start, end) of characters."""
    return [match.span() for match in _NEGATED.finditer(text)]


def paid(text: str) -> list[tuple[int, int]]:
    """Return where a text tells who pays, which says nothing of what for."""
    return [match.span() for match in _PAID.finditer(text)]
