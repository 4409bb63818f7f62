"""Sentences as a title tells them: without what leads to them, in the order of a main clause."""

from __future__ import annotations

import re
from functools import cache

from harvest.splitting.title_words import PARTICIPLE, pattern

LONGEST_SUBJECT = 9
"""Words between "har" and a participle."""
_SIGN = re.compile(r"(?:[+*•→>=~–—-]+\s*|\(?[ivx]{1,5}\)\s+|\d{1,2}:[oae]\s+)(?=[\w\"”“»(])")
_LEAD = re.compile(
    rf"(?:då |sen |sedan |här |och |å )*"
    rf"(?:har vi(?: också| även| ju)?(?! (?:(?!ett?\b)\w+ ){{0,3}}?{PARTICIPLE}) "
    r"|(?:börjar jag med|kan nämnas|bör nämnas|(?:vill|ska|kan|bör|får) (?:jag|vi)(?: \w+)?"
    r" (?:nämna|ta upp|lyfta(?: fram)?|berätta om|peka på|slå ett slag för))(?: att)? "
    r"|bland (?:exemplen|dem|dessa) (?:står|finns|märks|kan nämnas) "
    r"|(?:(?:en annan|ett annat|en) sak|det (?:första|andra|sista)|ett \w+ exempel"
    r"|det (?:som|vi|jag)|ett (?:annat )?(?:viktigt|gott|bra|nytt) \w+"
    r"|(?:den|det|en|ett) (?:\w+ ){0,2}(?:post|insats|åtgärd|satsning))\b[^.,:]{0,40}"
    r" (?:är|var)(?: (?:nog|väl|ju))?(?: att)? (?:(?:det|den|de) (?=\w+[ae] ))?"
    r"|det här är (?:ett?|vårt?) |[^.,:]{0,40}? (?:som|något som) (?:heter|kallas(?: för)?) )",
    re.IGNORECASE,
)
"""How somebody who talks leads to an example: "Sen har vi", "Sist vill jag ta upp"."""
_AFTER_COUNTED = re.compile(
    r"[\s,:–-]*(?:(?:är|var)(?: det)? |det (?:är|var) |(?:då |så )?(?:har|kör) vi )?(?:att )?",
    re.IGNORECASE,
)
_INVERTED = re.compile(r"([a-zåäö]+) (vi|jag|de|det|länsstyrelsen) ")
_AFTER_THAT = re.compile(
    r"(vi|de|länsstyrelsen) (?:(?:i|under|sedan|på) \w+(?: \w+)?|numera|nu|alltid|också|även|ju"
    r"|numera alltid) (?=\w+(?:r|de|te|öd|ll|ck|v|g)\b)",
    re.IGNORECASE,
)
"""The order of words after "att", with what a title can do without."""
_TALK = re.compile(
    r"\b(?:skulle|ska|vill|tänkte|kan|tar|börjar|måste) jag\b"
    r"|\bjag (?:ska|vill|tänkte|kan|tar|försöker)\b|\bni (?:ville|ber|frågar)\b",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"(?<!\b\w)[.!?]\s+(?=[A-ZÅÄÖ\"”“])")


def straightened(text: str) -> str:
    """Return a text from where it tells of what is done, as a main clause."""
    text = _without_talk(_SIGN.sub("", text, count=1) if _SIGN.match(text) else text)
    counted = pattern("counted", before="").match(text)
    if counted:
        after = _AFTER_COUNTED.match(text, counted.end())
        left = text[after.end() if after else counted.end() :].strip()
        return left or text
    return _without_lead(text)


def _without_talk(text: str) -> str:
    """Return a text from its first sentence on that does not only tell of whoever talks."""
    starts = [0, *(found.end() for found in _SENTENCE_ENDS.finditer(text))]
    first = text[: starts[1]] if len(starts) > 1 else text
    is_talk = _TALK.search(first) and not _LEAD.search(first) and not _named_first().match(first)
    return text[starts[1] :] if len(starts) > 1 and is_talk else text


def _without_lead(text: str) -> str:
    """Return a text without what leads to it, and with who does it before what is done."""
    lead = _LEAD.match(text)
    if lead and lead.end() < len(text):
        return _as_main(text[lead.end() :])
    left = text
    fillers = pattern("filler", before="", after=r"\b[ ,]+(?=[\w\"”“»])")
    while (filler := fillers.match(left)) and filler.end() < len(left):
        left = left[filler.end() :]
        lead = _LEAD.match(left)
        if lead and lead.end() < len(left):
            return _as_main(left[lead.end() :])
    return _turned(left) if left != text else left


def _as_main(text: str) -> str:
    found = _AFTER_THAT.match(text)
    return f"{found[1]} {text[found.end() :]}" if found else text


def _turned(text: str) -> str:
    """Return a clause that begins with its verb with whoever does it before that."""
    simple = _INVERTED.match(text)
    if simple:
        return f"{simple[2]} {simple[1]} {text[simple.end() :]}"
    has = _has().match(text)
    return f"{has[2].strip()} {has[1]} {text[has.end() :]}" if has else text


@cache
def _has() -> re.Pattern[str]:
    return re.compile(
        rf"(har|hade) ((?:(?!{PARTICIPLE})[^\s,.]+ ){{1,{LONGEST_SUBJECT}}})(?={PARTICIPLE})",
        re.IGNORECASE,
    )


@cache
def _named_first() -> re.Pattern[str]:
    return re.compile(r"[A-ZÅÄÖ][\wåäö-]{6,}(?: [\wåäö-]+){0,3} är (?:nog|väl|ju|kanske)?")
