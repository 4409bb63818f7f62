"""Taking persons out of sentences, so that what is left reads on or is gone whole."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from swedish.sections import sections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from swedish.personal import Finding

WORDS = Path(__file__).with_name("cutting.txt")


def _either(of: str) -> str:
    return "|".join(map(re.escape, sorted(sections(WORDS)[of], key=len, reverse=True)))


_HOLE = "\0"
_HOLES = re.compile(rf"\0(?:[\s,;/&:.–-]|\b(?:{_either('between')})\b)*\0")
_IN_PARENTHESES = re.compile(r"\s*\([^()]*\0[^()]*\)")
_APART = re.compile(r",\s*\0\s*,")
_FARM = re.compile(r"\0 gård\b")
_WITH_PREPOSITION = re.compile(rf"\s*(?:\b(?:{_either('before')})\b[.:]?\s*)*\0", re.IGNORECASE)


_WHO_IS = re.compile(r"\0,? som [^,.;!?\0]*")
_PASSIVE = r"\w{2,}(?:[dt]?e?s|ts)(?: \w+)? av \0"
_ALSO_DONE_BY = re.compile(
    rf"(?:,? (?:och|samt|men)(?: som)?|,? som|,) {_PASSIVE}(?=\s*(?:[.;!?]|$))"
)
_DONE_BY_AND = re.compile(rf"(?<= ){_PASSIVE} (?:och|samt) (?=\w)")
_APPOSITION = re.compile(r"[,:–-]\s*\0")
_DONE = re.compile(r"\W*(?:\w+ ){0,2}\w{2,}(?:[dt]?e?s|ts)(?: \w+){0,3} av \0.{0,2}")
"""A sentence on nothing but who does something."""
LONGEST_STUB = 3
"""Words that are left of a sentence when a person was cut out of it, and tell nothing without."""
_ASKED = re.compile(
    r"(?:\W|\b(?:och|gärna|men|så)\b|\b(?:vi|jag|du|ni)\b)*"
    rf"(?:{_either('asked')})(?: gärna| alltid| bara)? \0",
    re.IGNORECASE,
)
"""A sentence that asks somebody, or has it from somebody, who is cut out."""
_WITHOUT_SUBJECT = re.compile(r"\W*\0,? [a-zåäö]")
LONGEST_HEADLESS = 8
"""Words that are left of a sentence without its subject, and are not worth keeping broken."""
_NEEDING = (
    rf"\b(?:{_either('needing')})(?: (?:på|via|av|genom|hos|till|med|är|var))?"
    r"(?: (?:gärna|alltid|bara|också))*:? \0"
)
_NEEDS = re.compile(_NEEDING, re.IGNORECASE)
"""Words that say nothing without the person after them."""
_CLAUSE = re.compile(
    r"(?:,? (?:och|men|samt|där|medan|som|då)|[,;]| [–-]) (?:[^,;.!?:\0]{0,60} )?"
    + _NEEDING
    + r"[^,;.!?]*",
    re.IGNORECASE,
)
"""A clause that holds such words, where the sentence has said something before."""
_LABEL = re.compile(
    rf"\W*\w*(?:{_either('label')})\w*(?: \w+){{0,2}}\s?[:–-]\s*\0\W*", re.IGNORECASE
)
"""What only names whom it is about: "Ansvarig hos oss: "."""


def without(text: str, findings: Sequence[Finding]) -> str:
    """Return a text without what was found, and without the words that only led to it."""
    return _mended(_holed(text, findings))


def is_stub(text: str, findings: Sequence[Finding]) -> bool:
    """Tell whether a sentence has nothing left to tell, or is broken, without a person: "Leds."."""
    whole = _without_asides(_holed(text, findings))
    holed = _CLAUSE.sub("", whole)
    left = len(_mended(holed).split())
    if _HOLE not in holed:
        return holed != whole and left <= LONGEST_STUB
    if _NEEDS.search(holed) or _LABEL.fullmatch(holed):
        return True
    if _ASKED.match(holed) or (_WITHOUT_SUBJECT.match(holed) and left <= LONGEST_HEADLESS):
        return True
    return not _APPOSITION.search(holed) and (bool(_DONE.fullmatch(holed)) or left <= LONGEST_STUB)


def _holed(text: str, findings: Sequence[Finding]) -> str:
    """Return a text with one hole for each row of findings."""
    for finding in sorted(findings, reverse=True):
        text = text[: finding.start] + _HOLE + text[finding.end :]
    before = None
    while before != text:
        before, text = text, _HOLES.sub(_HOLE, text)
    return _FARM.sub(_HOLE, text)


def _without_asides(text: str) -> str:
    return _WHO_IS.sub(_HOLE, _IN_PARENTHESES.sub("", text))


def _mended(text: str) -> str:
    text = _CLAUSE.sub("", _without_asides(text))
    text = _DONE_BY_AND.sub("", _ALSO_DONE_BY.sub("", text))
    text = _APART.sub(",", text)
    text = _WITH_PREPOSITION.sub("", text)
    text = re.sub(r"\s+([.,;:!?)])", r"\1", " ".join(text.split()))
    text = re.sub(r"([,;:])(?=[.,;:!?])", "", text).strip(" ,;:")
    return re.sub(r"([.!?])\.+$", r"\1", text)
