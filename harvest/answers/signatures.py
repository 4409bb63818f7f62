"""Where an answer ends and greetings, signatures and contact lines begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harvest.documents.document import Block
from record.contact import is_of_function
from swedish.personal import find_personal

_GREETING = re.compile(
    r"\W*(?:(?:med |många |bästa |de |tack och )*(?:vänlig(?:a|t|en)?|bästa|goda?|varma?"
    r"|soliga?|glada)?"
    r"\s*hälsning(?:ar|en)?(?: från\b.*)?|m\.?v\.?h\.?|vänligen|hälsar"
    r"|allt gott(?: önskar)?|vid pennan|högaktningsfullt"
    r"|(?:trevlig|skön|fin) (?:helg|dag|sommar|jul)(?: önskar)?|hör av er om ni undrar.{0,40}"
    r"|(?:stort )?tack(?: för ordet| på förhand)?|kind regards|best regards|hej då"
    r"|å länsstyrelsens vägnar|enligt uppdrag|(?:väl )?mött|vi (?:hörs|ses)"
    r"|ha det (?:bra|gott)|på återseende"
    r"|\w+ dag som ovan|skickat från min \w+"
    r"|(?:den )?\d{1,2} \w{3,9}\.? 20\d\d.{0,20} skrev\b.{0,80}:"
    r"|för länsstyrelsen(?: i [\w ]+)?|-{2,}|_{3,})[\s,!.:]*(?P<rest>.*)",
    re.IGNORECASE,
)
_SLASH = re.compile(r"/\s?(?:[A-ZÅÄÖ]\w+.{0,80}|\w+(?: \w+){0,2}[\s,\d+-]*)")
_LABEL = re.compile(
    r"(?:tfn|tel|telefon|mobil|mob|växel|fax|e-?post(?:adress)?|mejl|mail|epost|webb|www"
    r"|kontakt(?:person)?"
    r"|nås (?:\w+ )?(?:på|via)|uppgiftslämnare|handläggare|ifyllt av"
    r"|besvarat av|utskriv(?:et|en) av|text(?=:)|namn|svaren lämnade av"
    r"|(?:svaret|svaren|enkäten|detta svar) (?:har |är )?(?:sammanställ|lämna|skriv|besvara"
    r"|fyll)\w*(?: (?:in|ihop))? av)\b\.?\s*:?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b\d{3} ?\d{2}\s+[A-ZÅÄÖ]\w+|www\.\S+|https?://\S+|\bBox \d+", re.IGNORECASE
)
_ORGANISATION = re.compile(
    r"länsstyrelsen[\w ,]*|enheten för [\w ,-]+|\w*(?:avdelning|enhet)en\b", re.IGNORECASE
)
_NAME = re.compile(
    r"[A-ZÅÄÖ](?:[\w’'-]+|\.)(?: (?:von|af|de) )?(?: [A-ZÅÄÖ]\.?)?(?: [A-ZÅÄÖ][\w’'-]+){1,2}"
)
_NO_NAME = re.compile(r"(?:Region(?:en)?|[A-ZÅÄÖ]{2,3})\b")
"""What begins the name of an organisation of two words: "Region Halland", "LRF Gävleborg"."""
_TITLE = re.compile(
    r"\w*(?:samordnare|handläggare|strateg|chef|direktör|råd|ledare|inspektör|sekreterare"
    r"|ekolog|utredare"
    r"|rådgivare|specialist|koordinator|controller|jurist|ekonom|kommunikatör|konsulent|biolog"
    r"|agronom|assessor|arkeolog|utvecklare|mästare|statistiker|praktikant|doktor|forskare"
    r"|ingenjör|vetare|tekniker|administratör|registrator|planerare)n?"
    r"|\w+- och (?=\w)|(?<=\w )i \w+(?:kemi|logi|vetenskap)"
    r"|(?:fil|tekn|agr)\.? ?(?:dr|lic|kand|mag)\b\.?",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r"(?:[\w ]{1,20}: ?)?(?:https?://\S+|(?P<mailbox>[\w.+-]{1,64})@\S+)", re.IGNORECASE
)
"""A page or a mailbox alone at the end, which is a detail of what stands above it."""
_DECIDED = re.compile(
    r"(?:(?:detta )?(?:beslut|yttrande|svar)|i (?:den )?(?:slutliga )?(?:handläggningen"
    r"|beslutet)|i detta ärende|ärendet)\b.{0,200}\b(?:beslutats?|fattats"
    r"|deltagit|föredragit|beretts|avgjorts|föredragande)\b.*",
    re.IGNORECASE,
)
"""Who decided and who took part, as it ends an official letter."""
_ASKS_BACK = re.compile(r"(?:(?:vid|har ni|om ni har) (?:\w+ )?frågor\b|frågor\?).*", re.IGNORECASE)
_ANSWERED_BY = re.compile(
    r"\W*(?:(?:(?:formuläret|enkäten|blanketten|svar(?:et|en)?|frågan|frågorna|detta) )?"
    r"(?:(?:är|har|blev) )?(?:ifyll|besvara|svara|anteckna|nedteckna)\w*(?: (?:in|ned|ner))? av\b"
    r"|(?:formuläret|enkäten|blanketten|svar(?:et|en)) (?:(?:är|har|blev) )?"
    r"(?:sammanställ|lämna|skriv|rapportera)\w*(?: (?:in|ihop))? av\b"
    r"|(?:svar(?:et)?(?: är)? från|svarande|svarsperson|respondent|uppgiftslämnare|intervjuad"
    r"|(?:telefon)?samtal med|pratade med|talade med)\s*:)"
    r"[^.!?]{1,80}\W*",
    re.IGNORECASE,
)
"""A line that only tells who answered, or took the answer down."""
LONGEST_GREETING = 60
"""Characters after a greeting on its line, beyond which it is a sentence."""


def without_signature(lines: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Return the lines of an answer, and what closes the letter after it, which is none.

    A greeting closes everything quoted as deep as it is; without one, lines at the end that hold
    nothing but names, titles, organisations and ways to reach them.
    """
    remaining: list[Block] = []
    closing: list[Block] = []
    closed: set[int] = set()
    for line in lines:
        if line.quote not in closed and _is_greeting(line.text):
            closed.add(line.quote)
        (closing if line.quote in closed else remaining).append(line)
    for depth in {line.quote for line in remaining}:
        own = [line for line in remaining if line.quote == depth]
        closing = [*own[_end_of_words(own) :], *closing]
    ended = {line.start for line in closing}
    return [line for line in remaining if line.start not in ended], closing


def _end_of_words(lines: Sequence[Block]) -> int:
    """Return where the lines begin that hold only who somebody is, at the end of an answer."""
    end = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].number or not _only_tells_who(lines[at].text):
            break
        if is_contact(lines[at].text):
            end = at
    is_detail = end == len(lines) - 1 and end > 0 and _OF_ALL.fullmatch(lines[end].text)
    asks_all = is_detail and (not is_detail["mailbox"] or is_of_function(is_detail["mailbox"]))
    return len(lines) if asks_all else end


def _is_greeting(text: str) -> bool:
    found = _GREETING.fullmatch(text)
    if found:
        return len(found["rest"]) <= LONGEST_GREETING and (
            not found["rest"]
            or is_contact(found["rest"])
            or found["rest"][:1].isupper()
            or len(found["rest"].split()) == 1
        )
    asks_back = _ASKS_BACK.fullmatch(text) and find_personal(text)
    return bool(_SLASH.fullmatch(text) or _DECIDED.fullmatch(text) or asks_back)


def tells_who_answered(text: str) -> bool:
    """Return whether a line only tells who answered, such as "Ifyllt av: YK"."""
    return bool(_ANSWERED_BY.fullmatch(text))


def is_contact(text: str) -> bool:
    """Return whether a line contains only who somebody is, with a name or contact details."""
    rest = _without_findings(text)
    is_labelled = rest != text or bool(_LABEL.search(rest)) or bool(_ADDRESS.search(rest))
    first = text.partition(",")[0].strip(" ,.-/")
    is_name = bool(_NAME.fullmatch(first)) and not _NO_NAME.match(first)
    return (is_labelled or is_name) and _only_tells_who(text)


def _only_tells_who(text: str) -> bool:
    """Return whether a line holds nothing but names, titles, organisations and addresses."""
    rest = _without_findings(text)
    for pattern in (_ADDRESS, _LABEL, _ORGANISATION, _TITLE, _NAME):
        rest = pattern.sub(" ", rest)
    return not re.search(r"\w{2,}", rest)


def _without_findings(text: str) -> str:
    rest, cut = "", 0
    for finding in find_personal(text):
        rest += text[cut : finding.start] + " "
        cut = finding.end
    return rest + text[cut:]
