"""Names of a form that no list has ("Xhevahire Berisha"), known by the words that lead to them.

Not as sure as `find_personal`: for pointing out, never for taking away.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from swedish.lexicon import is_head, lemma, split
from swedish.personal import NO_PERSON, Finding, first_names, is_of_something_else, may_be_surname

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = r"[^\W\d_a-zåäö][^\W\d_]+(?:[-'’][^\W\d_]+)*"
_BESIDE = "tillsammans med"
_CUES = (
    *("leds av", "leddes av", "drivs av", "drevs av", "samordnas av", "samordnades av", "hålls av"),
    *("hölls av", "ansvaras av", "sköts av", "startades av", "grundades av", "kontakta"),
    *("kontaktperson", "frågor till", "prata med", "tala med", "intervju med", "tack till"),
    *("projektledare", "verksamhetsledare", "processledare", "kursledare", "handläggare"),
    *("samordnare", "initiativtagare", "ansvarig", "ägare", "grundare", "vd", "lantbrukare"),
    *("företagare", "föreläsare", "konsult", _BESIDE),
)
_LEADING = re.compile(
    rf"(?<!\w)({'|'.join(_CUES)})(?:e?n|:n)?(?: gärna)?(?: är)?[ \u00a0:]+"
    rf"(?-i:(?P<name>{_WORD}(?:[ \u00a0]{_WORD}){{1,3}}))(?![\w-])"
    r"(?P<of>[ \u00a0](?:från|på|hos|vid)\b)?",
    re.IGNORECASE,
)


def names_after_cues(text: str) -> Iterator[Finding]:
    """Yield two to four capitalised words after what leads to a person, unless they name else.

    "Tillsammans med" leads to organisations as often: only who is from one counts.
    """
    lowered = text.lower()
    if not any(cue in lowered for cue in _CUES):
        return
    for match in _LEADING.finditer(text):
        beside = match[1].lower() == _BESIDE and not match["of"]
        if (
            not beside
            and _may_be_person(match["name"])
            and not is_of_something_else(text, match, "name")
        ):
            yield Finding(*match.span("name"), "name")


def _may_be_person(name: str) -> bool:
    words = name.split()
    first = words[0].lower()
    return (
        not any(word.isupper() or NO_PERSON.fullmatch(word.lower()) for word in words)
        and all(map(may_be_surname, words[1:]))
        and (first in first_names() or not _is_word(first))
    )


def _is_word(word: str) -> bool:
    return bool(is_head(word) or lemma(word) or split(word))
