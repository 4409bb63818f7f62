"""Taking persons out of sentences, so that what is left reads on or is gone whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from harvest.splitting.openings import tense
from swedish.personal import Finding
from swedish.personal_cues import Cue, cue_of
from swedish.sections import sections

WORDS = Path(__file__).with_name("cutting.txt")


def _either(of: str) -> str:
    return "|".join(map(re.escape, sorted(sections(WORDS)[of], key=len, reverse=True)))


_HOLE = "\0"
_HOLES = re.compile(rf"\0(?:[\s,;/&:.–-]|\b(?:{_either('between')})\b)*\0")
_IN_PARENTHESES = re.compile(r"\s*\([^()]*\0[^()]*\)")
_SEPARATED = re.compile(r",\s*\0\s*,")
_FARM = re.compile(r"\0 gård\b")
_WITH_PREPOSITION = re.compile(rf"\s*(?:\b(?:{_either('before')})\b[.:]?\s*)*\0", re.IGNORECASE)


_WHO_IS = re.compile(r"\0,? som [^,.;!?\0]*")
_PASSIVE = r"\w{2,}(?:[dt]?e?s|ts)(?: \w+)? av \0"
_ALSO_DONE_BY = re.compile(
    rf"(?:,? (?:och|samt|men)(?: som)?|,? som|,) {_PASSIVE}(?=\s*(?:[.;!?]|$))"
)
_DONE_BY_AND = re.compile(rf"(?<= ){_PASSIVE} (?:och|samt) (?=\w)")
_APPOSITION = re.compile(r"[,:–-]\s*\0")
_REPORTS = rf"(?:{_either('reports')})(?: (?:också|även|dessutom))?"
_REPORTED_FIRST = re.compile(
    rf"^\W*(?:(?:{_either('talked')}) \0[^,.;:!?\0]{{0,40}}[,;:]\s*"
    rf"(?:(?:och )?(?:hon|han|hen) {_REPORTS}(?:,? att\b|:)?\s*)?"
    rf"|\0,? (?:hon |han |hen )?{_REPORTS}(?:,? att\b|:)\s*)",
    re.IGNORECASE,
)
"""What leads to an answer that somebody gave: "Ringde Anna på måndagen, hon sa att"."""
_REPORTED_LAST = re.compile(
    rf"[\s,–-]*(?:\b{_REPORTS} \0|\benligt \0|\0 {_REPORTS}|/\s?\0)(?=\W*$)", re.IGNORECASE
)
"""The speaker, after what was said: ", berättade Anna", "/Anna"."""
_DONE = re.compile(r"\W*(?:\w+ ){0,2}\w{2,}(?:[dt]?e?s|ts)(?: \w+){0,3} av \0.{0,2}")
"""A sentence on nothing but who does something."""
LONGEST_STUB = 3
"""Words that are left of a sentence when a person was cut out of it, and tell nothing without."""
_WAS_ASKED = re.compile(
    r"(?:\W|\b(?:och|gärna|men|så)\b|\b(?:vi|jag|du|ni)\b)*"
    rf"(?:(?:{_either('told by')})|(?:{_either('asked')})(?: \w+){{0,2}}) \0",
    re.IGNORECASE,
)
"""A sentence that asks somebody, or has it from somebody, who is cut out."""
_WITHOUT_SUBJECT = re.compile(r"\W*\0,? [a-zåäö]")
_BEFORE_HOLE = re.compile(r"([^\W\d_]+) \0")
LONGEST_HEADLESS, LONGEST_BROKEN = 8, 12
"""Words of a sentence that lost its subject, or of a clause broken within, not worth keeping."""
_LISTED_FIRST = re.compile(
    rf"(?:\b(?:både|såväl) )?\0 (?:och|samt|eller) (?=[A-ZÅÄÖ]|(?:{_either('listed')}|\d+)\b)"
    r"|\0, (?=[A-ZÅÄÖ][\w -]* (?:och|samt|eller) )|, \0(?= (?:och|samt|eller) )",
)
_LISTED_LAST = re.compile(r",? (?:och|samt|eller) \0(?P<rest>[^,;.!?\0]*)", re.IGNORECASE)
"""A person among others that do the same, who can be left out."""
_NEEDING = (
    rf"\b(?:{_either('needing')})(?: (?:på|via|av|genom|hos|till|med|är|var))?"
    r"(?: (?:gärna|alltid|bara|också))*:? \0"
)
_NEEDS = re.compile(_NEEDING, re.IGNORECASE)
"""Words that say nothing without the person after them."""
_CLAUSE = re.compile(
    rf"(?:,? (?:{_either('joins')})|[,;]| [–-]) (?:[^,;.!?:\0]{{0,60}} )?{_NEEDING}[^,;.!?]*",
    re.IGNORECASE,
)
"""A clause that holds such words, where the sentence has said something before."""
_CLAUSE_BEGINS = re.compile(
    rf"[.;!?](?:\s+|$)|,\s+(?:{_either('joins')})\s|,?\s+(?:{_either('next')})\s", re.IGNORECASE
)
_LABEL = re.compile(
    rf"\W*\w*(?:{_either('label')})\w*(?: \w+){{0,2}}\s?[:–-]\s*\0(?: \w+){{0,3}}\W*",
    re.IGNORECASE,
)
"""What only names whom it is about: "Ansvarig hos oss: "."""


def without(text: str, findings: Sequence[Finding]) -> str:
    """Return a text without what was found, and without the words that only led to it."""
    return _mended(_holed(text, findings))


def is_stub(text: str, findings: Sequence[Finding]) -> bool:
    """Return whether a sentence says nothing, or is broken, without a person: "Leds."."""
    whole = _without_asides(_holed(text, findings))
    holed = _without_clauses(whole)
    left = len(_mended(holed).split())
    if _HOLE not in holed:
        return holed != whole and left <= LONGEST_STUB
    if _NEEDS.search(holed) or _LABEL.fullmatch(holed):
        return True
    if _WAS_ASKED.match(holed) or (_WITHOUT_SUBJECT.match(holed) and left <= LONGEST_HEADLESS):
        return True
    return not _APPOSITION.search(holed) and (bool(_DONE.fullmatch(holed)) or left <= LONGEST_STUB)


def _holed(text: str, findings: Sequence[Finding]) -> str:
    """Return a text with one hole for each row of findings, without the person who is quoted."""
    for finding in sorted(findings, reverse=True):
        text = text[: finding.start] + _HOLE + text[finding.end :]
    before = None
    while before != text:
        before, text = text, _HOLES.sub(_HOLE, text)
    text = _REPORTED_LAST.sub("", _FARM.sub(_HOLE, text))
    left = _REPORTED_FIRST.sub("", text)
    return left if left == text else left[:1].upper() + left[1:]


def _without_asides(text: str) -> str:
    text = _WHO_IS.sub(_HOLE, _IN_PARENTHESES.sub("", text))
    return _LISTED_LAST.sub(_without_last, _LISTED_FIRST.sub("", text))


def _without_last(found: re.Match[str]) -> str:
    """Return what is left of the last of a list: "LRF och N leder det", "vi kör, och N leder det".

    A clause whose subject it was goes with it.
    """
    says_before = tense(found.string[: found.start()]) != "none"
    return "" if says_before and tense(found["rest"]) != "none" else found["rest"]


def _without_clauses(text: str) -> str:
    """Return a text without the clauses that say nothing, or are broken, without a person."""
    text = _CLAUSE.sub("", text)
    starts = [0, *(found.start() for found in _CLAUSE_BEGINS.finditer(text)), len(text)]
    return "".join(
        text[start:end] for start, end in pairwise(starts) if not _is_broken(text[start:end])
    )


def _is_broken(clause: str) -> bool:
    """Return whether the subject or object cut out of a clause is a person: "Sen har vi"."""
    return len(clause.split()) <= LONGEST_BROKEN and any(
        _leads_on(clause, before) for before in _BEFORE_HOLE.finditer(clause)
    )


def _leads_on(clause: str, before: re.Match[str]) -> bool:
    """Return whether the word before a hole says nothing without a person: a verb, but no role."""
    if before[1].lower() in sections(WORDS)["leading"]:
        return True
    cue = cue_of(clause, before.end() - 1, before.end())
    return tense(before[1]) != "none" and cue not in {Cue.ROLE, Cue.FAMILY}


def _mended(text: str) -> str:
    text = _without_asides(text)
    text = _without_clauses(text) or text
    text = _DONE_BY_AND.sub("", _ALSO_DONE_BY.sub("", text))
    text = _SEPARATED.sub(",", text)
    text = _WITH_PREPOSITION.sub("", text)
    text = re.sub(r"\s+([.,;:!?)])", r"\1", " ".join(text.split()))
    text = re.sub(r"([,;:])(?=[.,;:!?])", "", text).strip(" ,;:")
    return re.sub(r"([.!?])\.+$", r"\1", text)
