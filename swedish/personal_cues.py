"""Words that lead to a person's name, or follow one, and how surely they do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum

from swedish.lexicon import DATA
from swedish.personal import LONGEST_BESIDE
from swedish.sections import sections

WORDS = DATA / "person_cues.txt"


class Cue(IntEnum):
    """How surely the words around a capitalised word make it a person's name.

    NONE: not at all. AGENT: who does, has or says something, which organisations do as well.
    ROLE: after an occupation. LEADER: after what asks for a person. CONTACT: after what says whom
    to reach, or who writes, so that any surname is a name. FAMILY: after a title or a word for
    relatives, so that any one word is.
    """

    NONE = 0
    AGENT = 1
    ROLE = 2
    LEADER = 3
    CONTACT = 4
    FAMILY = 5


_ENDINGS = ("n", "en", "et", "na", "arna", "erna", "rna", "or", "orna", "er", "ar", "s", ":n", "e")
_FILLERS = (" gärna", " är", " heter", " hette", " hos oss", " oss", " på", " m.fl.")
"""What may stand between such a word and the name."""
_PARTICLES = (
    *("van den", "van der", "von", "af", "de", "del", "da", "di", "al", "el", "van", "bin", "ibn"),
    *("abu", "ben"),
)


def _backwards(texts: Iterable[str]) -> str:
    return "|".join(re.escape(each[::-1]) for each in texts)


def _occupations() -> list[str]:
    """Return the occupations; of those in -are the stem, since "ägare" is "ägarna" of several."""
    words = sections(WORDS)["occupation"]
    return [each.removesuffix("e") if each.endswith("are") else each for each in words]


_PARTICLE = f"(?:[ -](?:{_backwards(_PARTICLES)}))?"
_BETWEEN = f'{_PARTICLE}[ :,–(”"*/-]{{1,3}}(?:{_backwards(_FILLERS)})*'
# What stands before a name is read from the name backwards: there is one place to begin at.
_BEFORE = {
    Cue.FAMILY: re.compile(rf"\n?{_BETWEEN}(?:{_backwards(sections(WORDS)['family'])})(?!\w)"),
    **{
        cue: re.compile(rf"\n?{_BETWEEN}(?:ne?|n:)?(?:{_backwards(sections(WORDS)[name])})(?!\w)")
        for name, cue in (("contact", Cue.CONTACT), ("leader", Cue.LEADER))
    },
    Cue.ROLE: re.compile(
        rf"\n?{_BETWEEN}(?:{_backwards(_ENDINGS)})?(?:{_backwards(_occupations())})"
        rf"|\n?{_PARTICLE} va(?: \w+){{0,2}} (?:[sdt]|ad|at|an|ne|te)\w{{3}}"
    ),
    Cue.AGENT: re.compile(
        rf"\n?{_PARTICLE}[ :/(”\"*]{{1,3}}(?:{_backwards(sections(WORDS)['agent'])})(?!\w)"
        r"|\n? ?//?(?:\Z|\s)"
    ),
}
_WHO_KNOWS = re.compile(
    r"(?<!\w)(?:den|de|hon|han|en|person) som (?:kan|vet|känner till|har lärt sig) "
    r"(?:mest|mer|allt|bäst)(?: \w+){0,4} (?:är|heter) "
    rf"(?:(?:{'|'.join(_PARTICLES)})[ -])?$"
)
_DOES = "|".join(map(re.escape, sections(WORDS)["does"]))
_AFTER = re.compile(rf" (?:{_DOES})(?!\w)|,? \(?\d\d(?: år|\))")
"""What single persons do, or how old they are."""
_AFTER_SURELY = re.compile(
    r" (?:vet (?:mer|mest|allt|hur)|kan (?:berätta|visa|svara)|(?:håller|höll) i(?!\w)"
    r"|(?:har|hade) hand om|känner till|är (?:den som|kontakt|ansvarig)|tog initiativ"
    r"|har (?:projektet|ärendet|frågan|uppdraget|listan|kontakten)"
    r"|skickar (?:gärna|mallen)|skickade (?:svaret|mallen|listan)|ringer|koordinerar"
    r"|tar (?:emot|över)|tog (?:emot|över|fram)|(?:har|hade|fick) nyck(?:eln|larna|lar)"
    r"|som (?:(?:vår|en|ny|drivande|huvud)\w* )?(?:ansvariga?|kontakt(?:person)?|handledare"
    r"|\w*(?:lärare|ledare|rådgivare|hållare|samordnare|läsare|guide|koordinator|pedagog)))(?!\w)"
    r"|,? \(?(?:tfn|tele?|telefon|mob|mobil|ankn|nås på|direkt)\b|,? \(?0\d{1,3}[- ]\d"
)
"""Words about contact persons, hardly ever about organisations."""


def cue_of(text: str, start: int, end: int) -> Cue:
    """Return how surely a name stands at [start, end) of a text, judged by the words around it."""
    before = text[max(0, start - LONGEST_BESIDE) : start].lower()
    return max(_cue_after(text, end), _cue_before(before))


def _cue_before(before: str) -> Cue:
    backwards = before[::-1]
    if _BEFORE[Cue.FAMILY].match(backwards):
        return Cue.FAMILY
    if " som " in before and _WHO_KNOWS.search(before):
        return Cue.LEADER
    return next((cue for cue, each in _BEFORE.items() if each.match(backwards)), Cue.NONE)


def _cue_after(text: str, end: int) -> Cue:
    if not text.startswith((" ", ","), end):
        return Cue.NONE
    if _AFTER_SURELY.match(text, end):
        return Cue.LEADER
    return Cue.AGENT if _AFTER.match(text, end) else Cue.NONE
