"""What stands among examples and is none: introductions, ways to reach somebody, headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from harvest.answers.signatures import is_contact
from swedish.personal import find_personal

if TYPE_CHECKING:
    from harvest.documents.document import Block

LONGEST_INTRODUCTION, LONGEST_ANNOUNCEMENT = 16, 24
LONGEST_HEADING, LONGEST_LEAD = 8, 4
"""Words."""
LONGEST_REFERENCE = 120
"""Characters."""
_INTRODUCES = re.compile(
    r"\W*(?:ja\W+|hej\W+)?(?:här (?:är|kommer|följer|har)|nedan|nedanstående|följande"
    r"|några(?: få| fler| goda)? (?:av|exempel|saker|axplock|är|aktiviteter|insatser|som|andra)"
    r"|ett (?:litet )?(?:urval|axplock)|axplock"
    r"|exempel|bland annat|bl\.a\.|(?:vi|jag) (?:vill (?:lyfta|nämna)|väljer|har valt"
    r"|lämnar|redovisar"
    r"|brukar beskriva|gör (?:mycket|en hel del|flera)|arbetar på (?:flera|många|olika)"
    r"|har (?:delat in|sorterat|ordnat|samlat|grupperat) (?:dem|exemplen|svaren))"
    r"|(?:det )?(?:är svårt|finns många|görs mycket|pågår)|mycket (?:görs|av (?:det|arbetet))"
    r"|som exempel"
    r"|till exempel|ett par exempel|det här gör vi"
    r"|de mest framträdande|urval|goda exempel|aktiviteter\b|arbetssätt\b|våra exempel|på gång"
    r"|(?:sorterat|ordnat|grupperat|indelat|uppdelat) efter"
    r"|dessa är|detta är|se (?:exempel|listan)|(?:jag|vi) har (?:ställt upp|lagt in|skrivit in"
    r"|fyllt i|gjort en (?:\w+ )?(?:tabell|lista)))",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"\b(?:(?:kan|bör|ska) följande \w+s"
    r"|vill vi (?:lyfta|nämna|framhålla|visa)|lyfter? vi fram|lyfta fram|följande exempel"
    r"|(?:här|nedan) följer|exempel på detta är|några exempel(?: är)?)\b"
    r"|\bföljande\W*$",
    re.IGNORECASE,
)
_REDIRECTS = re.compile(
    r"\W*(?:fler|övriga|ytterligare) (?:exempel|resultat|insatser|projekt|aktiviteter)"
    r" (?:redovisas|finns|återfinns|beskrivs|listas|framgår)\b.*",
    re.IGNORECASE,
)
_EXCLAIMS = re.compile(r"\W*(?:så|vad|tänk|bra|kul|heja|lycka)\b[^.!?]{0,40}!", re.IGNORECASE)
_CLOSES = re.compile(
    r"\W*(?:listan (?:kan|är (?:inte|lång))|ursäkta\b"
    r"|(?:de|exemplen) (?:(?:står|listas|kommer) utan|är valda)\b"
    r"|det finns (?:säkert |nog |förstås |givetvis )?(?:fler|många fler|mer)|fler exempel"
    r"|m\.m\.|m\.fl\.|osv|vi (?:berättar|återkommer|skickar|bistår|delar) gärna"
    r"|mer (?:information|att läsa|info)|återkom gärna|hör (?:gärna )?av)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\b(?:kontakta|kontaktperson(?:er)?|kontakt:|hör (?:gärna )?av (?:er|dig)|ring |mejla"
    r"|maila|(?:kan|vill) berätta mer|vill veta mer"
    r"|veta mer|frågor besvaras|frågor om detta|ansvarig hos oss|tala med|prata med"
    r"|fråga gärna|svarar gärna|vidare upplysningar)",
    re.IGNORECASE,
)
_ASKS_TO_CALL = re.compile(
    r"(?:kontakta|kontaktperson(?:er)?(?::| är| hos)|kontakt:|hör (?:gärna )?av|ring |mejla|maila"
    r"|(?:vid |har ni )?frågor|fråga gärna|tala med|prata med|vill ni veta mer)",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\W*(?:(?:för|vid|har ni|om ni har) (?:\w+ )?frågor|för mer|vill ni|om ni vill"
    r"|ta gärna kontakt)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\s*\((?:kontakt(?:person)?(?:er)?\b|kontakta\b|ring\b|mejla\b|maila\b|tfn\b|tel\b)[^()]*\)"
    r"|\s*(?:[,;]|\s[–-])\s*(?:kontakta|kontakt(?:person)?:|hör (?:gärna )?av (?:er|dig)|ring\b"
    r"|mejla|maila|fråga gärna|frågor (?:besvaras|till)|nås på)"
    r"(?:[^()]|\([^()]*\))*?(?=$|[.!?](?:\s+[A-ZÅÄÖ]|\s*$))",
    re.IGNORECASE,
)
"""Who can be asked, beside what an example is: in parentheses, or at the end of a sentence."""
_REFERS = re.compile(
    r"\W*(?:se|jfr|jämför|enligt)\s+(?:även\s+|gärna\s+)?(?:ovan(?:stående)?|nedan"
    r"|tabell(?:en)?(?: ovan)?|listan(?: ovan)?|exemp(?:len|let|el)(?: ovan)?"
    r"|svar(?:et)?(?: på)?|fråga|punkt|under|bilaga|bifogad\w*|tidigare|föregående)?"
    r"\s*(?:fråga\s*)?\W*(?:(?:\d{1,2}(?:\.\d{1,2}|\s?[a-z])?|[a-z]\s?\d{1,2}|[a-z])"
    r"(?:\W+(?:(?:och|samt)\s+)?|$)){0,9}\W*",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"(?:[^.!?]{0,60}\s)?(?:finns|läs mer|mer (?:information|info|att läsa)|se)\b[^.!?]{0,30}?"
    r"(?:https?://|www\.|[\w.-]+\.(?:se|com|org|nu|eu)\b)\S*\W*",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\W*(?:nej\W+)?(?:(?:vi|länsstyrelsen|länet) har |det finns |har )?"
    r"(?:(?:tyvärr|i nuläget|för närvarande|just nu|ännu) )*"
    r"(?:(?:inga|inget|ingen|ingenting|inte några)"
    r"(?: (?:särskilda|specifika|goda|sådana|egna|exempel|aktiviteter|arbetssätt|branscher"
    r"|sektorer|konkreta|att (?:redovisa|rapportera|delge|lämna|visa|nämna|berätta om)|just nu"
    r"|för närvarande|i nuläget|ännu|än|i dag|idag|tyvärr|för tillfället))*"
    r"|(?:ej|inte) (?:aktuellt|besvarad|relevant|tillämpligt)|saknas|vet (?:ej|inte)"
    r"|(?:vi )?återkommer\b[^.]{0,60})\W*",
    re.IGNORECASE,
)
_NAMES = re.compile(r"(?<!^)(?<![.:!?] )\b[A-ZÅÄÖ]\w+|\d(?!\s?[a-h]\b)")


def is_introduction(text: str) -> bool:
    """Tell whether a sentence only announces examples, or says that there are more."""
    words = len(text.split())
    if words <= LONGEST_ANNOUNCEMENT and _ANNOUNCES.search(text) and not _NAMES.search(text):
        return True
    if words > LONGEST_INTRODUCTION:
        return False
    if _REDIRECTS.fullmatch(text):
        return True
    closes = _CLOSES.match(text) or _EXCLAIMS.fullmatch(text)
    told = _INTRODUCES.match(text) or closes
    return bool(told) and not _NAMES.search(text)


def is_contact_sentence(text: str) -> bool:
    """Tell whether a sentence is there to say who can be asked."""
    rest = without_contact(text)
    if rest != text:
        return not rest or bool(_LEADS.match(rest)) or is_contact_sentence(rest)
    asks = _CONTACT.search(text)
    if asks and len(text[: asks.start()].split()) > LONGEST_LEAD and not _LEADS.match(text):
        return False  # what it tells first is worth more than whom to ask
    return is_contact(text) or bool(
        asks and (find_personal(text) or _ASKS_TO_CALL.match(text.strip()))
    )


def asks_to_call(text: str) -> bool:
    """Tell whether a sentence that is there to say who can be asked says so in words."""
    return bool(_CONTACT.search(text)) and is_contact_sentence(text)


def says_none(text: str) -> bool:
    """Tell whether an answer only says that there is nothing to tell."""
    return bool(_NONE.fullmatch(text))


def without_contact(text: str) -> str:
    """Return a text without what only says who can be asked about it."""
    return _ASIDE.sub("", text).strip()


def contacts_in(text: str) -> list[tuple[int, int]]:
    """Return where a text, beside what it tells, says who can be asked: [start, end)."""
    return [match.span() for match in _ASIDE.finditer(text)]


def refers(text: str) -> bool:
    """Tell whether a text only points to another answer ("se ovan", "se 2c")."""
    return len(text) <= LONGEST_REFERENCE and bool(_REFERS.fullmatch(text))


def points_elsewhere(text: str) -> bool:
    """Tell whether a line of its own only says where more can be read."""
    return bool(_POINTS.fullmatch(text))


def is_heading(line: Block, following: Block | None) -> bool:
    """Tell whether a line that is no list item is a heading of what follows."""
    text = line.text
    words = len(text.split())
    if following is None or words > LONGEST_HEADING:
        return False
    if text.endswith(":") or line.kind == "heading":
        return True
    return not text.endswith((".", "!", "?", ";", ",")) and (line.bold or bool(following.number))
