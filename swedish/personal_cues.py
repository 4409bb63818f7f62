"""Words that lead to a person's name, or follow one, and how surely they do."""

from __future__ import annotations

import re
from enum import IntEnum

from swedish.personal import LONGEST_BESIDE


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


_LEADER = (
    *(
        "leds av",
        "leddes av",
        "drivs av",
        "drevs av",
        "ägs av",
        "ägdes av",
        "samordnas av",
        "samordnades av",
        "hålls av",
    ),
    *("hölls av", "ansvaras av", "sköts av", "startades av", "grundades av", "besvaras av"),
    *("kontakta", "kontaktperson", "kontaktpersoner", "frågor till", "prata med", "tala med"),
    *("intervju med", "tack till", "ansvarig", "ansvariga", "initiativtagare", "mejla", "maila"),
    *(
        "ring till",
        "ring",
        "fråga",
        "handläggare",
        "samordnare",
        "projektledare",
        "verksamhetsledare",
    ),
    *("processledare", "kursledare", "hälsar", "hälsning", "hälsningar", "mvh", "vid pennan"),
    *("tillsammans med", "kom från", "kommer från", "hör av er till", "hör av dig till"),
    *("vänd er till", "vänd dig till", "vänder sig till", "skriv till", "skriver till"),
    *("nås via", "fråga efter", "står", "uppgiftslämnare", "initiativtagare", "guide"),
    *("guide var", "föreläsare", "föreläsare var", "handledare var", "det var", "det är"),
    *("ansv.", "ansv", "ansv.:", "handl.", "handl", "handl.:", "resp.", "vänligen", "sign.", "via"),
    *("mob", "mobil", "tfn", "tel", "sammanställt av", "ifyllt av", "skrivet av", "besvarat av"),
    *("svaret lämnas av", "kan kontaktas", "kontaktas kan", "hjälp av", "lärt av", "stöd av"),
)
_OCCUPATIONS = (
    *("ledare", "ägare", "rådgivare", "handläggare", "samordnare", "företagare", "brukare"),
    *("odlare", "forskare", "lärare", "fiskare", "slaktare", "bagare", "snickare", "utredare"),
    *("arbetare", "vårdare", "skötare", "författare", "skapare", "byggare", "grundare", "hållare"),
    *("havare", "givare", "tagare", "mästare", "läsare", "läkare", "mjölnare", "krögare", "kökare"),
    *("svarig", "svariga", "chef", "direktör", "ingenjör", "arkitekt", "professor", "doktor"),
    *("lektor", "rektor", "inspektör", "strateg", "konsult", "kock", "bonde", "bönder", "bönderna"),
    *("student", "elev", "doktorand", "praktikant", "biolog", "ekolog", "agronom", "kemist"),
    *("geolog", "jurist", "ekonom", "veterinär", "sköterska", "präst", "pastor", "biskop", "imam"),
    *("ordförande", "sekreterare", "assistent", "koordinator", "entreprenör", "politiker"),
    *("minister", "landshövding", "råd", "redaktör", "journalist", "fotograf", "designer"),
    *("konstnär", "producent", "skribent", "pedagog", "logist", "jägare", "trädgårdsmästare"),
    *("vaktare", "pensionär", "ombud", "vd", "gäst", "granne", "kontakt", "person"),
)
_FAMILY = (
    *(
        "familjen",
        "paret",
        "makarna",
        "syskonen",
        "systrarna",
        "kusinerna",
        "herr",
        "fru",
        "fröken",
    ),
    *("kollega", "kollegan", "kollegor", "kollegorna", "vännen", "kompisen", "hustrun", "hustru"),
    *("frun", "maken", "makan", "sambon", "dottern", "döttrarna", "sonen", "sönerna", "systern"),
    *("brodern", "mamma", "pappa", "mormor", "farmor", "morfar", "farfar", "barnen", "änkan"),
    *("dotter", "syster", "bror", "make", "sambo", "man", "mannen", "c/o", "undertecknad", "dr"),
    *("jag heter", "mitt namn är", "herrn", "bonden", "lantbrukaren", "namn"),
)
_AGENT = (
    *("av", "hos", "enligt", "åt", "med", "till", "genom", "via", "vare", "från", "heter", "vår"),
    *("mot", "för"),
)
_ENDINGS = "(?:n|en|et|na|arna|erna|rna|or|orna|er|ar|s|:n|e)?"
_PARTICLE = "(?:(?:von|af|de|del|al|el|van|bin|ibn|abu)[ -])?"
_BETWEEN = '(?: gärna| är| heter| hette| hos oss| oss| på| m\\.fl\\.)*[ :,–(”"*/-]{1,3}' + _PARTICLE
"""What may stand between such a word and the name."""


def _either(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, words))


def _occupations() -> str:
    """Return the occupations; of those in -are the stem, since "ägare" is "ägarna" of several."""
    return _either(
        tuple(each.removesuffix("e") if each.endswith("are") else each for each in _OCCUPATIONS)
    )


_BEFORE = {
    Cue.FAMILY: re.compile(rf"(?<!\w)(?:{_either(_FAMILY)}){_BETWEEN}$"),
    Cue.LEADER: re.compile(rf"(?<!\w)(?:{_either(_LEADER)})(?:e?n|:n)?{_BETWEEN}$"),
    Cue.ROLE: re.compile(
        rf"(?:{_occupations()}){_ENDINGS}{_BETWEEN}$"
        rf"|\w{{3,}}(?:[sdt]|da|ta|na|en|et) (?:\w+ ){{0,2}}av {_PARTICLE}$"
    ),
    Cue.AGENT: re.compile(
        rf"(?<!\w)(?:{_either(_AGENT)})[ :/(”\"*]{{1,3}}{_PARTICLE}$|(?:^|\s)//? ?$"
    ),
}
_AFTER = re.compile(
    r" (?:berättar|berättade|säger|sade|sa|menar|menade|tycker|tyckte|förklarar|förklarade|tror"
    r"|konstaterar|konstaterade|visade|visar|svarar|svarade|hälsar|föreläste|föreläser|jobbar|arbetar"
    r"|jobbade|arbetade|bor|bodde|äger|ägde|driver|drev|leder|ledde|startade|grundade|odlar|brukar"
    r"|håller|höll|tog|köpte|byggde|bytte|slutade|började)(?!\w)|,? \(?\d\d(?: år|\))"
)
"""What single persons do, or how old they are."""
_AFTER_SURELY = re.compile(
    r" (?:vet (?:mer|mest|allt|hur)|kan (?:berätta|visa|svara)|(?:håller|höll) i(?!\w)"
    r"|(?:har|hade) hand om|känner till|är (?:den som|kontakt|ansvarig)|tog initiativ"
    r"|har (?:projektet|ärendet|frågan|uppdraget|listan|kontakten)"
    r"|skickar (?:gärna|mallen)|skickade (?:svaret|mallen|listan)|ringer|koordinerar"
    r"|tar (?:emot|över)|tog (?:emot|över|fram))(?!\w)"
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
