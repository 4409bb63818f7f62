"""A title for an example, in the words of the reply."""

from __future__ import annotations

import re

LONGEST = 80
"""Characters of a title."""
SHORTEST = 2
MOST_WORDS = 12
_CLAUSE = re.compile(r"\s[–—-]\s|(?<!\b[A-ZÅÄÖ])[.](?=\s|$)|[:;,](?=\s|$)|\s\(|$")
_PROSE = re.compile(
    r"(?:vi|vår[at]?|sedan|inom|i|på|genom|via|tillsammans|ihop|tills|ett (?:annat )?exempel"
    r"|länsstyrelsen|det|under|med|för"
    r"|dessutom|vidare|även|också|ett|en)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?<=[a-zåäö,(] )(?:[A-ZÅÄÖ#][\wåäö-]+)(?: (?:i|för|och|av|mot|[A-ZÅÄÖ][\wåäö-]+))*(?<![iv]\b)"
)
_BESIDE = re.compile(
    r"\b(?:i|på|med|hos|från|till|mot|av|för|vid|och|kring|runt)\s+$|,\s+$", re.IGNORECASE
)
"""Before a name, that it is a place or a partner and not what is done."""
_ASIDE = re.compile(
    r"\w*(?:ledare|samordnare|handläggare|chef|strateg|koordinator|rådgivare)n?|[^\W\d_]{1,7}"
    r"|(?i:i|på|med|hos|vid|från|tillsammans med|ihop med|i samverkan med|i samarbete med)"
    r"(?: [A-ZÅÄÖ][\w-]*| och| län| kommun)+",
)
"""A clause that only tells who or where: a role, a short name, "I Luleå", "Med LRF Mälardalen"."""


def title_of(text: str) -> str:
    """Return the first clause of a text that can stand as its title; at most `LONGEST` characters.

    Where a sentence is told in prose, the first thing that it names in several words; a place, a
    partner or a role is none.
    """
    clause = _first_clause(text)
    if _PROSE.match(text):
        named = [found[0] for found in _NAMED.finditer(text) if _is_named(found)]
        clause = named[0] if named and len(clause.split()) > SHORTEST else clause
    return _shortened(clause[:1].upper() + clause[1:])


def _is_named(found: re.Match[str]) -> bool:
    """Tell whether a name is of what is done: of several words, and none of a place or partner."""
    return len(found[0].split()) >= SHORTEST and not _BESIDE.search(found.string[: found.start()])


def _first_clause(text: str) -> str:
    for cut in _CLAUSE.finditer(text):
        clause = text[: cut.start()]
        if cut[0] not in {"", "."} and _ASIDE.fullmatch(clause):
            continue
        if len(clause.split()) >= SHORTEST or (cut[0].strip() in {".", ":", "–", "("} and clause):
            return clause
    return text


def _shortened(title: str) -> str:
    words = title.split()[:MOST_WORDS]
    while len(" ".join(words)) > LONGEST and len(words) > 1:
        words.pop()
    short = " ".join(words).rstrip(" ,;:–-")[:LONGEST]
    return short if len(short) == len(title) else short + " …"
