"""What a sentence of prose says is done, held or used: "I maj höll vi en kurs om gas" is a course.

A sentence tells it after a verb that says little else (`titles.txt`), by a noun with its article, a
number, or a long word right after "vi".
"""

from __future__ import annotations

import re
from functools import cache

from harvest.splitting.shortening import COMFORTABLE, LONGEST, before_clause
from harvest.splitting.title_words import PARTICIPLE, pattern

LONGEST_NEXT = 70
"""Characters between a verb and what it says is done."""
LONGEST_PLACE = 7
"""Words of a place or partner that is added to a short title."""
FEWEST_TOLD = 3
"""Words of a thing that tells by itself what it is; a shorter one is told with whom or where."""
ALONE = 12
"""Letters of a single word that does: "Trafikljusmodell"."""
_CALLED = re.compile(r"(?:som|vilket|vilka) vi kallar(?: för)? [\"”“»]?([\w-]{8,}(?: [\w-]+)?)")
_END = re.compile(r"\s[–—-]\s|[:;,.](?=\s|$)|\s\(|$")
_ARTICLE = re.compile(r"(?:En|Ett) ")
_PLACE = re.compile(r"(?:i|på|med|för|hos|vid|inom)\s", re.IGNORECASE)
_WHEN = re.compile(r"(?:när|om|innan)\b", re.IGNORECASE)
_PARTED = re.compile(r"[,;:]| (?:som|där|dit|när|att|innan|så|eftersom) | och $")


def thing_done(sentence: str) -> str | None:
    """Return what a sentence says is done; None if it tells no such thing."""
    called = _CALLED.search(sentence)
    if called:
        return called[1]
    article = _ARTICLE.match(sentence)
    if article and not pattern("measure", before=r"(?:\w+ )?").match(sentence, article.end()):
        return None  # it begins with what it is about
    for verb in pattern("does").finditer(sentence):
        before = sentence[: verb.start()]
        if _PARTED.search(before) and not _WHEN.match(sentence):
            return None
        thing = _after(sentence, verb)
        if thing:
            return thing
    return None


def _after(sentence: str, verb: re.Match[str]) -> str | None:
    for found in _determiner().finditer(sentence, verb.end(), verb.end() + LONGEST_NEXT):
        between = sentence[verb.end() : found.start()]
        if _PARTED.search(between):
            return None
        is_subject = not between.strip() and not verb[0].endswith("s") and verb.start()
        if is_subject or _is_aside(sentence, found):
            continue
        thing = _phrase(sentence, found, sentence[: verb.start()].strip())
        if thing:
            return thing
    return None


def _is_aside(sentence: str, found: re.Match[str]) -> bool:
    """Tell whether what begins there is a place, a partner, a time or a measure."""
    beside = (pattern(name, after=r"\s+$") for name in ("beside", "aside"))
    return any(each.search(sentence, 0, found.start()) for each in beside) or bool(
        pattern("measure", before=r"(?:\w+ )?").match(sentence, found.end())
    )


def _phrase(sentence: str, found: re.Match[str], before: str) -> str | None:
    """Return a thing in the words from its determiner on; a short one with whom or where it is."""
    start = found.end() if found[0].strip().lower() in {"en", "ett", ""} else found.start()
    end = _END.search(sentence, start)
    whole = sentence[start : end.start() if end else None]
    phrase = before_clause(whole, 1) or whole
    if len(phrase.split()) >= FEWEST_TOLD:
        return whole if len(whole.split()) <= COMFORTABLE else phrase
    few = len(before.split()) <= LONGEST_PLACE and "," not in before
    if few and _PLACE.match(before) and not pattern("time").search(before):
        return f"{phrase} {before[:1].lower()}{before[1:]}"
    if len(whole) <= LONGEST and len(whole.split()) >= FEWEST_TOLD:
        return whole
    return phrase if len(phrase.split()) > 1 or len(phrase) >= ALONE else None


@cache
def _determiner() -> re.Pattern[str]:
    """What a thing begins with, or the thing itself where it is a long word after "vi"."""
    either = pattern("determiner", after=r" (?=[\w\"”“»])").pattern
    closed = pattern("ends nothing").pattern
    alone = rf"(?<=\bvi )(?=(?!{PARTICIPLE}|{closed})[a-zåäö-]{{8,}})"
    named = r"(?<= )(?=[A-ZÅÄÖ][a-zåäö-]{11,}\b)"
    return re.compile(f"{either}|{alone}|{named}")
