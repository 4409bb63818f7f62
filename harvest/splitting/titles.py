"""A title for an example, in the words of the reply."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from harvest.labels import counts, labels_in
from harvest.splitting.fields import end_of_label
from harvest.splitting.shortening import (
    ENDS,
    LONGEST,
    MOST_WORDS,
    before_list,
    goes_on_listing,
    list_end,
    shortened,
)
from harvest.splitting.straight import straightened
from harvest.splitting.things_done import founded, thing_done
from harvest.splitting.title_words import capital, pattern

SHORTEST = 2
SHORT_PART = 8
"""Words of a first line that is the title of the lines below it."""
NAME = 8
"""Letters of a first word that is a name before a comma: "Vattensnurran, ett kalkylblad"."""
LOOKED_AT = 1_000
"""Characters of a text in which a title is looked for."""
FEWEST_LEFT = 3
"""Words of a title that needs no article."""

_CLAUSE = re.compile(r"\s[–—-]\s|(?<!\b\w)[.!?](?=\s|$)|[:;,](?=\s|$)|\s\(|$")
_SENTENCE = re.compile(r"(?<!\b\w)[.!?](?=\s|$)|$")
_SENTENCE_END = re.compile(r"[.;?]$|(?<!\b\w)[.!?]\s")
_ASIDE = re.compile(
    r"\w*(?:ledare|samordnare|handläggare|chef|strateg|koordinator|rådgivare)n?|[^\W\d_]{1,7}"
    r"|(?i:i|på|med|hos|vid|från|tillsammans med|ihop med|i samverkan med|i samarbete med)"
    r"(?: [A-ZÅÄÖ][\w-]*| och| län| kommun)+",
)
"""A clause that only tells who or where: a role, a short name, "I Luleå", "Med LRF Mälardalen"."""
_LABEL = re.compile(
    r"(?:projekt(?:namn|titel)?|\w+s namn|namn|titel|rubrik|benämning|aktivitet|insats|åtgärd"
    r"|exempel|arbetssätt)(?:\s*\d{1,2})?\s*[:–]\s+|(?-i:\d{1,2}|[IVX]{1,4}|[a-h])[.):]\s+"
    r"|(?-i:[A-ZÅÄÖ]{1,3}-?\d{1,3}[.):]?|\d{1,2}(?:\.\d{1,2}){0,3})\s+(?-i:(?=[A-ZÅÄÖ\"”“»]))",
    re.IGNORECASE,
)
"""What a form or a list puts before a title."""
_QUOTED = re.compile(r"[\"”“»«]([^\"”“»«]{3,60})[\"”“»«](?=[,.:–=-]|\s[–=-]|$| är| som)")
_NAME_FIRST = re.compile(
    rf"([A-ZÅÄÖ][\w-]{{{NAME - 1},}})(?:, (?:ett|en|den|det|där|som) "
    r"| (?:är|var) (?:(?:nog|ju|väl|numera) )?(?:ett?|det|den|vårt?) "
    r"| (?:består av|samlar|möts|träffas)\b)"
)
_CODE = re.compile(r"[A-ZÅÄÖ]{0,3}[- .]?\d{1,3}(?:\.\d{1,2})*[.)]?")
_ARTICLE = re.compile(r"(?:En|Ett)(?: annan| annat)? (?=\w)")


def title_of_parts(parts: Sequence[str], text: str) -> str:
    """Return a title for an example whose pieces stand on lines or in cells of their own.

    The first is the title where it is short and no sentence: a heading, or the cell of a name.
    Otherwise it is that of the whole text. What is labelled as a detail is none.
    """
    parts_done = [
        part[:LOOKED_AT]
        for part in parts
        if part and not _CODE.fullmatch(part) and not counts(part)
    ]
    named = [part for part in parts_done if not end_of_label(part)]
    if named and len(parts_done) > 1 and named[0] == parts_done[0]:
        heading = _before_label(_without_label(named[0])).rstrip(ENDS)
        if _is_heading(heading):
            return capital(heading.rstrip("!"))
    return title_of(" ".join(named) if named and len(named) < len(parts_done) else text)


def _before_label(text: str) -> str:
    """Return a text without the labelled details that follow its first words."""
    return text[: next((at for at, _, _ in labels_in(text) if at), len(text))]


def _is_heading(text: str) -> bool:
    words = text.split()
    short = 0 < len(words) <= SHORT_PART
    is_cut = bool(pattern("beside", "").fullmatch(words[-1])) if words else True
    return short and not is_cut and not _SENTENCE_END.search(text)


def title_of(text: str) -> str:
    """Return the first clause of a text that can stand as its title; at most `LONGEST` characters.

    In a sentence of prose, the first thing that it names in several words, or else what
    its verb says is done; a place, a partner or a role is none.
    """
    text = capital(straightened(_before_label(_without_label(text[:LOOKED_AT].strip()))).strip())
    named = _QUOTED.match(text) or _NAME_FIRST.match(text) or _work().match(text)
    if named:
        return shortened(capital(named[1]))
    clause = _first_clause(text)
    sentence = text[: _first(_SENTENCE, text)]
    name = founded(sentence)
    if name:
        return shortened(capital(name))
    if not pattern("begins prose", before="").match(text):
        return shortened(clause)
    title = thing_done(sentence)
    if title:
        return shortened(capital(title))
    article = _ARTICLE.match(clause)
    without = clause[article.end() :] if article else ""
    if len(without.split()) >= FEWEST_LEFT and not pattern("keeps its article", "").match(without):
        return shortened(capital(without))
    return shortened(clause, is_told=not article)


def _without_label(text: str) -> str:
    mark = _LABEL.match(text)
    for end in (mark.end() if mark else 0, end_of_label(text)):
        text = text[end:] if 0 < end < len(text) else text
    return text


def _first_clause(text: str) -> str:
    for cut in _CLAUSE.finditer(text):
        clause = text[: cut.start()]
        if cut[0] not in {"", "."} and _ASIDE.fullmatch(clause):
            continue
        if len(clause.split()) >= SHORTEST or (cut[0].strip() not in {"", ","} and clause):
            return _with_list(text, cut.start()) if cut[0].startswith(",") else clause
    return text


def _with_list(text: str, at: int) -> str:
    """Return a clause that ends at a comma, with all that is listed there, or with none of it."""
    clause = text[:at]
    if len(clause.split()) <= SHORTEST or not goes_on_listing(text, at):
        return clause
    end = list_end(text, at)
    fits = end and end <= LONGEST and len(text[:end].split()) <= MOST_WORDS
    if end and fits:
        return text[:end]
    return before_list(clause) or clause


def _first(cut: re.Pattern[str], text: str) -> int:
    found = cut.search(text)
    return found.start() if found else len(text)


@cache
def _work() -> re.Pattern[str]:
    """A sentence that begins with what somebody works within: "Inom projektet Smartare spill"."""
    kinds = pattern("named work", after=r" (?-i:[A-ZÅÄÖ])\w*(?: \w+){0,3}?").pattern
    verb = pattern("does").pattern
    return re.compile(rf"(?:Inom|I|Genom) ({kinds})(?=,| {verb}| hjälp)", re.IGNORECASE)
