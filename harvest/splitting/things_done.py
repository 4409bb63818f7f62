"""What a sentence of prose says is done, held or used: "I maj höll vi en kurs om gas" is a course.

A sentence tells it by a name ("som vi kallar Betrådet"), or after a verb that says little else
(`titles.txt`): a noun with its article, a number, or a long word right after "vi".
"""

from __future__ import annotations

import re
from functools import cache

from harvest.splitting.shortening import COMFORTABLE, LONGEST, before_clause, list_end
from harvest.splitting.title_words import PARTICIPLE, pattern

LONGEST_NEXT = 70
"""Characters between a verb and what it says is done."""
LONGEST_PLACE = 7
"""Words of a place or partner that is added to a short title."""
FEWEST_WORDS = 3
"""Words of a thing that is clear by itself; a shorter one is given with whom or where."""
ALONE = 12
"""Letters of a single word that does: "Trafikljusmodell"."""
_NAME = r"[A-ZÅÄÖ][\w-]{3,}(?:(?: (?:i|för|och|av|mot|på))? [A-ZÅÄÖ][\w-]+)*"
_CALLED = (
    re.compile(
        r"(?:som|vilket|vilka|det|nåt|något) vi kallar(?: för)? [\"”“»]?([\w-]{8,}(?: [\w-]+)?)"
    ),
    re.compile(
        rf"(?:(?:som|nåt|något|en sak|det) )(?:vi |(?:heter|kallas) )(?:kallar )?(?:för )?"
        rf"[\"”“»]?({_NAME})"
    ),
    re.compile(r"\b(?:den|det|de) så kallade? ([\w-]{8,})"),
    re.compile(
        r"\b((?:projekt|nätverk|program|kampanj|satsning)e[tn]"
        r" [A-ZÅÄÖ]\w*(?: (?!där\b|som\b|med\b)\w+){0,4}?)(?=,|\.| där| som| med\b|$)"
    ),
    re.compile(r"\bsom ((?:rutin|arbetssätt|metod|vana) att (?!den\b)[^.;:,]+)"),
)
"""How a sentence names what it tells of."""
_FOUNDED = (
    re.compile(
        rf"\b(?:bilda|starta|grunda|inrätta)(?:t|ts|de|des|r|s)(?: i fjol)? ({_NAME})"
        r"(?=,| som| där|\.|$)"
    ),
    re.compile(rf"\b\w*(?:nätverk|projekt|råd|grupp|forum)\w* som (?:heter|kallas) ({_NAME})"),
    re.compile(rf"^({_NAME}|[A-ZÅÄÖ][\w-]+(?: [\w-]+){{0,3}}?) kalla[rs] (?:vi|vårt|vår|de|det)\b"),
)
"""How a sentence names what others have come together in."""
_END = re.compile(r"\s[–—-]\s|[:;,.](?=\s|$)|\s\(| och (?:gav|ger|fick) |$")
_ARTICLE = re.compile(r"(?:En|Ett) ")
_OURS = re.compile(r"(?:^vi|\bvi|^länsstyrelsen) (?:har )?$", re.IGNORECASE)
_PLACE = re.compile(r"(?:i|på|med|för|hos|vid|inom)\s", re.IGNORECASE)
_PARTED = re.compile(r"[,;:]| (?:som|där|dit|när|att|innan|så|eftersom) | och $")


def founded(sentence: str) -> str | None:
    """Return the name of what somebody has founded; None where a sentence tells of none."""
    return next((found[1] for each in _FOUNDED if (found := each.search(sentence))), None)


def thing_done(sentence: str) -> str | None:
    """Return what a sentence says is done; None if it tells no such thing."""
    called = next((found for each in _CALLED if (found := each.search(sentence))), None)
    if called:
        return called[1]
    article = _ARTICLE.match(sentence)
    if article and not pattern("measure", before=r"(?:\w+ )?").match(sentence, article.end()):
        return None  # it begins with what it is about
    return _after_verb(sentence)


def _after_verb(sentence: str) -> str | None:
    for verb in pattern("does").finditer(sentence):
        before = sentence[: verb.start()]
        if _PARTED.search(before):
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
        is_ours = _OURS.search(sentence, 0, verb.start())
        is_subject = not (between.strip() or verb[0].endswith("s") or is_ours) and verb.start()
        if is_subject or _is_aside(sentence, found):
            continue
        thing = _phrase(sentence, found, sentence[: verb.start()].strip())
        if thing:
            return thing
    return None


def _is_aside(sentence: str, found: re.Match[str]) -> bool:
    """Return whether what begins there is a place, a partner, a time or a measure."""
    before = (pattern(name, after=r"\s+$") for name in ("beside", "aside"))
    return any(each.search(sentence, 0, found.start()) for each in before) or bool(
        pattern("measure", before=r"(?:\w+ )?").match(sentence, found.end())
    )


def _phrase(sentence: str, found: re.Match[str], before: str) -> str | None:
    """Return a thing in the words from its determiner on; a short one with whom or where it is."""
    is_article = found[0].strip().lower() in {"en", "ett", ""}
    start = found.end() if is_article else found.start()
    end = _END.search(sentence, start)
    whole = sentence[start : end.start() if end else None]
    listed = list_end(sentence, start + len(whole))
    whole = sentence[start:listed] if listed and listed - start <= LONGEST else whole
    phrase = before_clause(whole, 1) or whole
    if len(phrase.split()) >= FEWEST_WORDS:
        return whole if len(whole.split()) <= COMFORTABLE else phrase
    few = len(before.split()) <= LONGEST_PLACE and "," not in before
    if few and _PLACE.match(before) and not pattern("time").search(before):
        return f"{phrase} {before[:1].lower()}{before[1:]}"
    if len(whole) <= LONGEST and len(whole.split()) >= FEWEST_WORDS:
        return whole
    return phrase if len(phrase.split()) > 1 or len(phrase) >= ALONE else None


@cache
def _determiner() -> re.Pattern[str]:
    """What a thing begins with, or the thing itself where it is a long word after "vi"."""
    either = pattern("determiner", after=r" (?=[\w\"”“»])").pattern
    closed = pattern("ends nothing").pattern
    alone = rf"(?<=\bvi )(?=(?!{PARTICIPLE}|{closed})(?:[a-zåäö-]{{8,}}|[A-ZÅÄÖ][a-zåäö-]{{5,}}))"
    named = r"(?<= )(?=[A-ZÅÄÖ][a-zåäö-]{11,}\b)"
    return re.compile(f"{either}|{alone}|{named}")
