"""Running prose: what tells that a sentence is on another activity than the one before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from harvest.documents.document import Block
from swedish.analysis import is_generic, is_stop, key, parts

REMEMBERED = 2048
"""Texts whose words are kept: each is compared with several others."""
NEW, GOES_ON = 1.0, -1.0
"""Evidence for and against a new activity."""

_DOES = (
    r"(?:är|var|har|driver|deltar|medverkar|arrangerar|anordnar|ordnar|erbjuder|bjuder"
    r"|samordnar|leder|håller"
    r"|bedriver|stödjer|stöder|stöttar|genomför|startade|finansierar|samverkar|arbetar|jobbar"
    r"|ger|delar|sprider)"
)
_MONTH = (
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
)
_BEGINS = re.compile(
    r"(?:ett (?:annat|ytterligare|tredje|gott|konkret|bra|sista|nytt|färskt) (?:\w+ )?exempel"
    r"|ett exempel|andra exempel|för det (?:första|andra|tredje|fjärde|femte|sjätte|sjunde)"
    r"|(?:och )?(?:sen|så|sedan) (?:har|kör|var|finns|gör|hade|körde|gjorde|ordnade|höll) vi"
    r"|ytterligare|vidare\b|dessutom|därutöver|därtill|utöver (?:det|detta)|slutligen"
    r"|till sist|sist men"
    r"|sedan (?:\d|flera|många|några|länge)|på \w+(?:sidan|området|fronten)|på samma sätt"
    r"|när det gäller|vad gäller|det finns (?:också|även|dessutom|ett|en)|en annan|ett annat|även\b"
    r"|(?:tillsammans|ihop|tills\.?|i samverkan|i samarbete|i dialog) med|för (?:företag"
    r"|lantbruk|\w+företag|små)"
    rf"|(?:i|under) {_MONTH}\w* (?:\d{{4}} |i år |förra året )?"
    r"\w+(?:ade|te|de|k|g|öll|åkte) (?:vi|länsstyrelsen)\b"
    rf"|(?:vi|länsstyrelsen) {_DOES} (?:också|även|dessutom|sedan|ett|en|flera|årlig|varje)"
    rf"|(?:vi|länsstyrelsen) {_DOES}\b.{{0,60}}\b(?:också|även|dessutom)\b"
    r"|(?:vi|länsstyrelsen) \w+(?:r|de|te|ll|k) (?:också|även|dessutom)\b)",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(
    r"\b(?:[aeiouyåäöa-z]+(?:ades|des|tes|ar|er|ade|de|te|fick|gav|höll|är|har|haft))\b"
    r".{0,40}?\b(?:en|ett|flera|nya?|två|tre|fyra|fem)"
    r" (?!år|månad|veck|gång|dag|timm)(?:\w+ ){0,2}\w+"
)
"""A verb with something new to the text: "anordnades en busstur"."""
_BEGINS_WITH_NAME = re.compile(
    r"(?i:inom|genom|via|i|på|med|för|under)(?: (?:projektet|nätverket|satsningen|programmet"
    r"|initiativet|ramen för))?"
    r" [A-ZÅÄÖ#\"”]"
)
_CONTINUES = re.compile(
    r"(?:där|den|det|de|dem|dess|detta|denna|dessa|då|här|hittills|totalt|sammanlagt"
    r"|även (?:den|det|de)|av (?:de|dem|landets|länets)"
    r"|ett år|förra året|i år|senast|under (?:\d{4}|året|hösten|våren|perioden)|år \d{4}|\d+"
    r"|bland annat|bl\.a\."
    r"|exempelvis|t\.ex\.|till exempel|därmed|därför|därigenom|så\b|på så sätt|på det sättet"
    r"|därefter|sedan dess|båda|alla"
    r"|(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|femton|tjugo|trettio|fyrtio|femtio"
    r"|hundra)\w*|ett (?:\w+tal|par)|närmare|drygt|knappt"
    r"|ett (?:företag|lantbruk) som|en (?:handläggare|deltagare|lantbrukare|företagare) som"
    r"|(?:några|vissa|de flesta) (?:av|företag|deltag\w+|kommuner|lantbrukare)"
    r"|samtliga|varje|ca|cirka|omkring|mer(?: än| om)|läs|se|fler|flest|ungefär|nästa|både"
    r"|i (?:dag|nuläget)|nu\b|efter"
    r"|genom (?:det|detta|att)|med (?:det|detta)|på (?:det|detta)|i (?:det|detta|den|dessa)"
    r"|inom (?:det|detta|den)|att|hur|vilket"
    r"|(?:vi|länsstyrelsen) \w+ (?:den|det|dem)(?=\s(?:med|i|på|till|för|tillsammans|ihop|av|under"
    r"|varje|som|också|även|inte|sedan)\b|[.,])"
    r"|vi (?:sammankallar|följer|hjälper|ser|tror|vill|planerar|räknar|hoppas|bidrar|tar|fick"
    r"|får|når))\b",
    re.IGNORECASE,
)
_RELATED = """
    projektet arbetet satsningen insatsen insatserna nätverket gruppen metoden modellen mötena
    mötet träffarna träffen deltagarna företagen resultatet resultaten målet målen syftet
    tanken idén materialet kursen utbildningen samverkan planen programmet strategin
    åtgärderna initiativet konceptet rådgivningen stödet dialogen medlemmarna samarbetet
    utmaningen uppföljningen erfarenheterna responsen intresset bakgrunden effekten
    samordnaren styrgruppen arbetsgruppen kommunerna aktörerna verktyget rapporten
    vägledningen tillsynen
"""
_GENERAL = frozenset(_RELATED.split())
"""What a sentence on the same activity begins with."""
COMMON = ("företag", "län", "kommun", "verksamhet", "område")
"""What sentences on quite different activities share."""
_INDEFINITE = ("", "e", "a", "ar", "er", "or")
_DEFINITE = re.compile(r"(\w{3,}?)(?:e?n|e?t|na|[aeo]rna)")
_POINTS_BACK = re.compile(r"\b(?:dem|dessa|dit|därifrån|deras)\b", re.IGNORECASE)
NEAR_BEGINNING = 8
"""Words of a sentence in which it points back to those before it."""
_DEFINITE_PLURAL = re.compile(r"\w{2,}(?:arna|erna|orna)", re.IGNORECASE)
"""A plural in the definite form more often refers to what the text has named."""
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"(?<=\s)[A-ZÅÄÖ#][\wåäö-]{2,}")


def evidence(text: str, group: Sequence[Block]) -> float:
    """Return how much speaks for a sentence being on another activity than those before it."""
    before = " ".join(each.text for each in group)
    first = first_word(text)
    score = NEW * begins(text)
    points_back = _POINTS_BACK.search(" ".join(text.split()[:NEAR_BEGINNING]))
    if not score and (continues(text) or points_back):
        return GOES_ON
    known = content(before)
    if not score and (content(first) & known or is_of(first, before.lower())):
        return GOES_ON  # "... får rådgivning i grupp. Rådgivningen är frivillig"
    is_new_subject = not (content(text) & known)
    is_new = any(name not in before for name in names(text)) or bool(_INTRODUCES.search(text))
    return (
        score
        + 0.6 * is_new_subject
        + 0.4 * (is_new and is_new_subject)
        - 0.4 * is_definite_plural(first)
    )


def is_of(first: str, before: str) -> bool:
    """Return whether a noun in the definite form is one of those before, or the end of one.

    "en förstudie ... Studien", "Odlingslandskapets råd ... Rådet".
    """
    definite = _DEFINITE.fullmatch(first)
    if not definite:
        return False
    ends = tuple(definite[1] + end for end in _INDEFINITE)
    return any(word.endswith(ends) for word in _WORD.findall(before))


@lru_cache(maxsize=REMEMBERED)
def content(text: str) -> frozenset[str]:
    """Return the keys of the words that carry meaning, and of what they are made of."""
    return frozenset(_content(text) - _common())


@cache
def _common() -> set[str]:
    return _content(" ".join(COMMON))


def _content(text: str) -> set[str]:
    found: set[str] = set()
    for word in _WORD.findall(text.lower()):
        if not is_stop(word) and not is_generic(word) and not word.isdigit():
            found |= {key(word), *parts(word)}
    return found


def begins(text: str) -> bool:
    """Return whether a sentence begins as one on another activity does."""
    return bool(_BEGINS.match(text) or _BEGINS_WITH_NAME.match(text))


def continues(text: str) -> bool:
    """Return whether a sentence begins as one that says more of the same activity does."""
    return bool(_CONTINUES.match(text)) or first_word(text) in _GENERAL


def first_word(text: str) -> str:
    """Return the first word of a text in lower case."""
    found = _WORD.search(text)
    return found[0].lower() if found else ""


def is_definite_plural(first: str) -> bool:
    """Return whether a word is in the definite form of several: "företagen", "insatserna"."""
    return bool(_DEFINITE_PLURAL.fullmatch(first))


def names(text: str) -> set[str]:
    """Return what looks like a name within a sentence."""
    return {name.rstrip("s") for name in _NAME.findall(text)}
