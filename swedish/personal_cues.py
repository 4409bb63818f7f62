"""Words that lead to a person's name, or follow one, and how surely they do."""

from __future__ import annotations

import re
from enum import IntEnum

from swedish.lexicon import DATA
from swedish.personal import LONGEST_BESIDE
from swedish.sections import sections

WORDS = DATA / "person_cues.txt"


class Cue(IntEnum):
    """How surely what stands beside a capitalised word makes it a person's name.

    NONE: not at all. AGENT: who does, has or says something, which organisations do as well.
    ROLE: after an occupation. LEADER: after what asks for a person. FAMILY: after a title or a
    word for relatives, so that any one word is a name.
    """

    NONE = 0
    AGENT = 1
    ROLE = 2
    LEADER = 3
    FAMILY = 4


_ENDINGS = "(?:n|en|et|na|arna|erna|rna|or|orna|er|ar|s|:n|e)?"
_PARTICLE = "(?:(?:van de[nr]|von|af|de|del|da|di|al|el|van|bin|ibn|abu|ben)[ -])?"
_BETWEEN = '(?: gärna| är| heter| hette| hos oss| oss| på| m\\.fl\\.)*[ :,–(”"*/-]{1,3}' + _PARTICLE
"""What may stand between such a word and the name."""


def _either(of: str) -> str:
    return "|".join(map(re.escape, sections(WORDS)[of]))


def _occupations() -> str:
    """Return the occupations; of those in -are the stem, since "ägare" is "ägarna" of several."""
    words = sections(WORDS)["occupation"]
    stems = (each.removesuffix("e") if each.endswith("are") else each for each in words)
    return "|".join(map(re.escape, stems))


_BEFORE = {
    Cue.FAMILY: re.compile(rf"(?<!\w)(?:{_either('family')}){_BETWEEN}$"),
    Cue.LEADER: re.compile(
        rf"(?<!\w)(?:{_either('leader')})(?:e?n|:n)?{_BETWEEN}$"
        r"|(?<!\w)(?:den|de|hon|han|en|person) som (?:kan|vet|känner till|har lärt sig) "
        rf"(?:mest|mer|allt|bäst)(?: \w+){{0,4}} (?:är|heter) {_PARTICLE}$"
    ),
    Cue.ROLE: re.compile(
        rf"(?:{_occupations()}){_ENDINGS}{_BETWEEN}$"
        rf"|\w{{3,}}(?:[sdt]|da|ta|na|en|et) (?:\w+ ){{0,2}}av {_PARTICLE}$"
    ),
    Cue.AGENT: re.compile(
        rf"(?<!\w)(?:{_either('agent')})[ :/(”\"*]{{1,3}}{_PARTICLE}$|(?:^|\s)//? ?$"
    ),
}
_AFTER = re.compile(rf" (?:{_either('does')})(?!\w)|,? \(?\d\d(?: år|\))")
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
"""What is said of those who can be asked, hardly ever of organisations."""


def cue_of(text: str, start: int, end: int) -> Cue:
    """Return how surely a name stands at [start, end) of a text, after what stands beside it."""
    before = text[max(0, start - LONGEST_BESIDE) : start].lower()
    if _AFTER_SURELY.match(text, end):
        after = Cue.LEADER
    else:
        after = Cue.AGENT if _AFTER.match(text, end) else Cue.NONE
    return max(after, next((cue for cue, each in _BEFORE.items() if each.search(before)), after))
