"""Titles that are too long, cut where a clause or at least a phrase ends."""

from __future__ import annotations

import re

from harvest.splitting.title_words import is_open, pattern
from swedish.analysis import is_stop

LONGEST = 90
"""Characters of a title."""
MOST_WORDS = 14
COMFORTABLE = 10
"""Words up to which a title keeps its clauses."""
FEWEST_REMAINING = 2
"""Words that are left before a clause, or one of so many letters: "Storytellingverkstad"."""
SURELY_ALONE = 16
FEWEST_LETTERS = 8
"""Of a name that is left before what is listed."""
FEWEST_SPOKEN = 6
"""Words that are left before a phrase of a sentence: fewer have no verb."""
FEWEST_NAMED = 3
"""The same of what is no sentence."""
FEWEST_IN_CLAUSE = 5
"""Words of a clause that a title ends within: "där småföretag" is none."""
ENDS = " ,;:–-"
_LISTED = re.compile(
    r"(?:, [\w&-]+(?: [\w&-]+){0,2})+,? (?:och|samt|eller|&)"
    r" [\w&-]+(?: [\w&-]+){0,2}?(?=[.,;:()]|$|"
    r" (?:i|på|för|om|kring|till|med|inom|från|längs|som|där|dit|runt|så|två|tre|fyra|fem|sex|tolv"
    r"|genom|mellan|av|hos|vid|mot|efter|under|när|innan|inför|varje|(?:vår|sommar|höst|vinter)\w*"
    r")\b)"
)
_LISTING = re.compile(r", ([\w&-]+(?: [\w&-]+){0,2}?)(?:,| och| samt) \w")
_BEFORE_LIST = re.compile(
    r" (där|dit|som|med|mellan|för|om|kring|av|hos|till|från|är|samlar|består av|sitter"
    r"|(?:i|på)(?= [a-zåäö]))\b"
)


def shortened(title: str, *, is_told: bool = False) -> str:
    """Return a title of at most `LONGEST` characters; `is_told` where it is a whole sentence.

    An ellipsis tells that it ends where nothing did.
    """
    title = title.rstrip(ENDS)
    words = title.split()
    fits = len(title) <= LONGEST and len(words) <= MOST_WORDS
    if len(words) > COMFORTABLE and not is_told:
        title = before_clause(title, FEWEST_REMAINING) or title
    if fits or (len(title) <= LONGEST and len(title.split()) <= MOST_WORDS):
        return title
    short = before_clause(title, FEWEST_SPOKEN) if is_told else None
    return short or _before_phrase(title, FEWEST_SPOKEN if is_told else FEWEST_NAMED) or _cut(title)


def before_clause(title: str, fewest: int) -> str | None:
    """Return what stands before the first clause that a title can do without; None: nothing does.

    It has so many words at least, or one that is long.
    """
    for found in pattern("clause", before="").finditer(title):
        left = title[: found.start()].rstrip(ENDS)
        enough = len(left.split()) >= fewest or len(left) >= SURELY_ALONE
        if enough and _is_whole(left) and len(left) <= LONGEST:
            return left
    return None


def list_end(text: str, at: int) -> int | None:
    """Return where a list ends that goes on at a comma; None where none does, or more follows."""
    found = _LISTED.match(text, at) if goes_on_listing(text, at) else None
    return found.end() if found else None


def goes_on_listing(text: str, at: int) -> bool:
    """Return whether a comma continues a list: ", LRF och kommunen", but not ", hölls i Umeå"."""
    found = _LISTING.match(text, at)
    if not found or text[:at][-1:].isdigit() or pattern("determiner").match(found[1]):
        return False
    words = found[1].split()
    is_aside = words[0].endswith("ande") or any(word[0].isdigit() for word in words)
    return not is_aside and not any(is_stop(word.lower()) for word in words)


def before_list(clause: str) -> str | None:
    """Return what stands before the first of what is listed, which a clause ends with."""
    for found in reversed(list(_BEFORE_LIST.finditer(clause))):
        left = clause[: found.start()]
        if len(left) >= FEWEST_LETTERS and _is_whole(left):
            return left
    return None


def _before_phrase(title: str, fewest: int) -> str | None:
    """Return what stands before the last phrase that it can do without."""
    for found in reversed(list(pattern("phrase", before="").finditer(title, 0, LONGEST + 1))):
        left = title[: found.start()].rstrip(ENDS)
        clauses = list(pattern("clause", before="").finditer(left))
        within = left[clauses[-1].start() :].split() if clauses else []
        begun = bool(within) and len(within) < FEWEST_IN_CLAUSE
        if fewest <= len(left.split()) <= MOST_WORDS and not begun and _is_whole(left):
            return left
    return None


def _is_whole(text: str) -> bool:
    return bool(text) and not is_open(text.rsplit(maxsplit=1)[-1])


def _cut(title: str) -> str:
    words = title.split()[:MOST_WORDS]
    while len(words) > 1 and len(" ".join(words)) > LONGEST - len(" …"):
        words.pop()
    while len(words) > FEWEST_NAMED and is_open(words[-1]):
        words.pop()
    return " ".join(words).rstrip(ENDS)[: LONGEST - len(" …")] + " …"
