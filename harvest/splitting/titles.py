"""A title for an example, in the words of the reply."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from swedish.analysis import is_stop

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    r"(?<=[a-zåäö,(] )(?:[A-ZÅÄÖ#][\wåäö-]+)(?: (?:(?:i|för|och|av|mot) )?[A-ZÅÄÖ][\wåäö-]+)*"
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


_LABEL = re.compile(
    r"(?:projekt(?:namn|titel)?|\w+s namn|namn|titel|rubrik|benämning|aktivitet|insats|åtgärd"
    r"|exempel|arbetssätt)(?:\s*\d{1,2})?\s*[:–]\s+|(?-i:\d{1,2}|[IVX]{1,4}|[a-h])[.):]\s+"
    r"|[A-ZÅÄÖ]{1,3}-\d{1,3}\s+",
    re.IGNORECASE,
)
"""What a form or a list puts before a title."""
_LEAD = re.compile(
    r"(?:(?:(?:ja|jo|nå|och|å|samt|så|sen|sedan|dessutom|vidare|till sist|till slut|sist"
    r"|slutligen|därefter|även|också|men|först(?: (?:och|å) främst)?)\b[ ,]+)*"
    r"(?:(?:då |sen |här )?(?:har vi(?: också| även)?|börjar jag med|kan nämnas|bör nämnas"
    r"|(?:vill|ska|kan|bör|får) (?:jag|vi)(?: \w+)?"
    r" (?:nämna|ta upp|lyfta(?: fram)?|berätta om|peka på))(?: att)? "
    r"|(?:en annan sak|det (?:första|andra|sista)|ett \w+ exempel|en sak)\b[^.,:]{0,40}?"
    r" (?:är|var) |[^.,:]{0,40}? (?:som|något som) (?:heter|kallas(?: för)?) )"
    r"|(?:samt|till sist|slutligen|dessutom|vidare)\b,? )(?=\w|[\"”“»])",
    re.IGNORECASE,
)
"""How somebody who talks leads to what is told of: "Sen har vi", "Sist vill jag ta upp"."""
_QUOTED = re.compile(r"[\"”“»«]([^\"”“»«]{3,60})[\"”“»«](?=[,.:–-]|\s[–-]|$| är| som)")
_BOUNDARY = re.compile(
    r",? (?:som|där|så att|för att|genom|när|vilket|medan|samt|inklusive|i syfte|med (?:mål|att))\b"
)
"""Where a clause may end that is too long."""
FEWEST_KEPT = 3
"""Words that are left of one."""
NAME = 8
"""Letters of a first word that is a name before a comma: "Vattensnurran, ett kalkylblad"."""
_NAME_FIRST = re.compile(rf"([A-ZÅÄÖ][\w-]{{{NAME - 1},}}), (?:ett|en|den|det|där|som) ")
_CODE = re.compile(r"[A-ZÅÄÖ]{0,3}[- .]?\d{1,3}[.)]?")
SHORT_PART = 8
"""Words of a first line that is the title of the lines below it."""


def title_of_parts(parts: Sequence[str], text: str) -> str:
    """Return a title for an example whose pieces stand on lines or in cells of their own.

    The first is the title where it is short and no sentence: a heading, or the cell of a name.
    Otherwise it is that of the whole text.
    """
    told = [part for part in parts if part and not _CODE.fullmatch(part)]
    if len(told) > 1 and len(told[0].split()) <= SHORT_PART and told[0][-1:] not in ".,;!?":
        return title_of(told[0].rstrip(" :–-"))
    return title_of(text)


def title_of(text: str) -> str:
    """Return the first clause of a text that can stand as its title; at most `LONGEST` characters.

    Where a sentence is told in prose, the first thing that it names in several words; a place, a
    partner or a role is none.
    """
    text = _without_lead(text)
    quoted = _QUOTED.match(text) or _NAME_FIRST.match(text)
    if quoted:
        return _shortened(quoted[1][:1].upper() + quoted[1][1:])
    clause = _first_clause(text)
    if _PROSE.match(text):
        named = [found[0] for found in _NAMED.finditer(text) if _is_named(found)]
        clause = named[0] if named and len(clause.split()) > SHORTEST else clause
    return _shortened(clause[:1].upper() + clause[1:])


def _without_lead(text: str) -> str:
    for pattern in (_LABEL, _LEAD):
        found = pattern.match(text)
        text = text[found.end() :] if found and found.end() < len(text) else text
    return text


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
    if len(title) > LONGEST or len(title.split()) > MOST_WORDS:
        ends = [found.start() for found in _BOUNDARY.finditer(title, 0, LONGEST)]
        whole = [end for end in ends if len(title[:end].split()) >= FEWEST_KEPT]
        if whole:
            return title[: whole[-1]].rstrip(" ,;:–-")
    words = title.split()[:MOST_WORDS]
    while len(" ".join(words)) > LONGEST and len(words) > 1:
        words.pop()
    while (
        len(words) > FEWEST_KEPT and len(words) < len(title.split()) and is_stop(words[-1].lower())
    ):
        words.pop()
    short = " ".join(words).rstrip(" ,;:–-")[:LONGEST]
    return short if len(short) == len(title.rstrip(" ,;:–-")) else short + " …"
