"""What stands among examples and is none: introductions, ways to reach somebody, headings."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from harvest.answers.signatures import is_contact
from swedish.personal import find_personal
from swedish.sections import sections

WORDS = Path(__file__).with_name("boilerplate.txt")
LONGEST_INTRODUCTION, LONGEST_ANNOUNCEMENT = 16, 24
LONGEST_HEADING, LONGEST_LEAD = 8, 4
"""Words."""
LONGEST_REFERENCE = 120
"""Characters."""
REMEMBERED = 2048
"""Texts that each way to divide an answer looks at again."""


def _either(of: str) -> str:
    return "|".join(sections(WORDS)[of])


_INTRODUCES = re.compile(rf"\W*(?:ja\W+|hej\W+)?(?:{_either('introduces')})", re.IGNORECASE)
_ANNOUNCES = re.compile(rf"\b(?:{_either('announces')})\b|\bföljande\W*$", re.IGNORECASE)
_CLOSES = re.compile(rf"\W*(?:{_either('closes')})", re.IGNORECASE)
_CONTACT = re.compile(rf"\b(?:{_either('contact')})", re.IGNORECASE)
_ASKS_TO_CALL = re.compile(f"(?:{_either('asks to call')})", re.IGNORECASE)
_LEADS = re.compile(rf"\W*(?:{_either('leads')})", re.IGNORECASE)
_ASIDE = re.compile(
    r"\s*\((?:kontakt(?:person)?(?:er)?\b|kontakta\b|ring\b|mejla\b|maila\b|tfn\b|tel\b)[^()]*\)"
    r"|\s*(?:[,;]|\s[–-])\s*(?:kontakta|kontakt(?:person)?:|hör (?:gärna )?av (?:er|dig)|ring\b"
    r"|mejla|maila|fråga gärna|frågor (?:besvaras|till)|nås på)"
    r"(?:[^()]|\([^()]*\))*?(?=$|[.!?](?:\s+[A-ZÅÄÖ]|\s*$))",
    re.IGNORECASE,
)
"""Contact persons next to an example: in parentheses, or at the end of a sentence."""
_IN_PERSON = re.compile(
    r"^\W*(?:hon|han|hen) (?:sa|sade|säger|berättar|berättade|uppger|uppgav|svarade|nämnde)"
    r"(?: (?:också|även))? att\s+",
    re.IGNORECASE,
)
"""Who said it on the telephone, at the beginning of a sentence: "Hon sa att"."""
_REFERS = re.compile(
    r"\W*(?:se|jfr|jämför|enligt)\s+(?:även\s+|gärna\s+)?(?:ovan(?:stående)?|nedan"
    r"|tabell(?:en)?(?: ovan)?|listan(?: ovan)?|exemp(?:len|let|el)(?: ovan)?"
    r"|svar(?:et)?(?: på)?|fråga|punkt|under|bilaga|bifogad\w*|tidigare|föregående)?"
    r"\s*(?:fråga\s*)?\W*(?:(?:\d{1,2}(?:\.\d{1,2}|\s?[a-z])?|[a-z]\s?\d{1,2}|[a-z])"
    r"(?:\W+(?:(?:och|samt)\s+)?|$)){0,9}\W*",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"(?:[^.!?]{0,60}\s)?(?:finns|läs mer|mer (?:information|info|att läsa)|se)\b[^.!?]{0,30}?"
    r"(?:https?://|www\.|[\w.-]+\.(?:se|com|org|nu|eu)\b)\S*\W*",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\W*(?:nej\W+)?(?:(?:vi|länsstyrelsen|länet) har |det finns |har )?"
    r"(?:(?:tyvärr|i nuläget|för närvarande|just nu|ännu) )*"
    r"(?:(?:inga|inget|ingen|ingenting|inte några)"
    r"(?: (?:särskilda|specifika|goda|sådana|egna|exempel|aktiviteter|arbetssätt|branscher"
    r"|sektorer|konkreta|att (?:redovisa|rapportera|delge|lämna|visa|nämna|berätta om)|just nu"
    r"|för närvarande|i nuläget|ännu|än|i dag|idag|tyvärr|för tillfället))*"
    r"|(?:ej|inte) (?:aktuellt|besvarad|relevant|tillämpligt)|saknas|vet (?:ej|inte)"
    r"|(?:vi )?återkommer\b[^.]{0,60})\W*",
    re.IGNORECASE,
)
_NAMES = re.compile(r"(?<!^)(?<![.:!?] )\b[A-ZÅÄÖ]\w+|\d(?!\s?[a-h]\b)")


@lru_cache(maxsize=REMEMBERED)
def is_introduction(text: str) -> bool:
    """Return whether a sentence only announces examples, or says that there are more."""
    words = len(text.split())
    if words <= LONGEST_ANNOUNCEMENT and _ANNOUNCES.search(text) and not _NAMES.search(text):
        return True
    if words > LONGEST_INTRODUCTION:
        return False
    introduces = _INTRODUCES.match(text) or _CLOSES.match(text)
    return bool(introduces) and not _NAMES.search(text)


@lru_cache(maxsize=REMEMBERED)
def is_contact_sentence(text: str) -> bool:
    """Return whether a sentence is there to name a contact."""
    rest = without_contact(text)
    if rest != text:
        return not rest or bool(_LEADS.match(rest)) or is_contact_sentence(rest)
    asks = _CONTACT.search(text)
    if asks and len(text[: asks.start()].split()) > LONGEST_LEAD and not _LEADS.match(text):
        return False  # what it tells first is worth more than whom to ask
    return is_contact(text) or bool(
        asks and (find_personal(text) or _ASKS_TO_CALL.match(text.strip()))
    )


def asks_to_call(text: str) -> bool:
    """Return whether a sentence that is there to name a contact says so in words."""
    return bool(_CONTACT.search(text)) and is_contact_sentence(text)


def says_none(text: str) -> bool:
    """Return whether an answer only says that there is nothing to tell."""
    return bool(_NONE.fullmatch(text))


def without_contact(text: str) -> str:
    """Return a text without what only names its contacts."""
    return _ASIDE.sub("", text).strip()


def contacts_in(text: str) -> list[tuple[int, int]]:
    """Return where a text names contacts or speakers: [start, end)."""
    contact = _IN_PERSON.match(text)
    return [
        *([contact.span()] if contact else []),
        *(match.span() for match in _ASIDE.finditer(text)),
    ]


@lru_cache(maxsize=REMEMBERED)
def refers(text: str) -> bool:
    """Return whether a text only points to another answer ("se ovan", "se 2c")."""
    return len(text) <= LONGEST_REFERENCE and bool(_REFERS.fullmatch(text))


def points_elsewhere(text: str) -> bool:
    """Return whether a line of its own only says where more can be read."""
    return bool(_POINTS.fullmatch(text))
