"""Where an answer ends and greetings, signatures and contact lines begin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from swedish.personal import find_personal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harvest.text import Block

_GREETING = re.compile(
    r"\W*(?:(?:med |många |bästa |de |tack och )*(?:vänlig(?:a|t|en)?|bästa|goda?|varma?"
    r"|soliga?|glada)?"
    r"\s*hälsning(?:ar|en)?(?: från\b.*)?|m\.?v\.?h\.?|vänligen|hälsar"
    r"|allt gott(?: önskar)?|vid pennan|högaktningsfullt"
    r"|(?:trevlig|skön|fin) (?:helg|dag|sommar|jul)(?: önskar)?|hör av er om ni undrar.{0,40}"
    r"|(?:stort )?tack(?: för ordet| på förhand)?|kind regards|best regards|hej då"
    r"|å länsstyrelsens vägnar"
    r"|för länsstyrelsen(?: i [\w ]+)?|-{2,}|_{3,})[\s,!.:]*(?P<rest>.*)",
    re.IGNORECASE,
)
_SLASH = re.compile(r"/\s?[A-ZÅÄÖ]\w+.{0,80}")
_LABEL = re.compile(
    r"(?:tfn|tel|telefon|mobil|mob|växel|fax|e-?post(?:adress)?|mejl|mail|epost|webb|www"
    r"|kontakt(?:person)?"
    r"|uppgiftslämnare|handläggare|ifyllt av|besvarat av|namn|svaren lämnade av)\b\.?\s*:?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b\d{3} ?\d{2}\s+[A-ZÅÄÖ]\w+|www\.\S+|https?://\S+|\bBox \d+", re.IGNORECASE
)
_ORGANISATION = re.compile(
    r"länsstyrelsen[\w ,]*|enheten för [\w ,-]+|\w*(?:avdelning|enhet)en\b", re.IGNORECASE
)
_NAME = re.compile(
    r"[A-ZÅÄÖ][\w’'-]+(?: (?:von|af|de) )?(?: [A-ZÅÄÖ]\.?)?(?: [A-ZÅÄÖ][\w’'-]+){1,2}"
)
_TITLE = re.compile(
    r"\w*(?:samordnare|handläggare|strateg|chef|direktör|råd|ledare|inspektör|sekreterare"
    r"|ekolog|utredare"
    r"|rådgivare|specialist|koordinator)n?",
    re.IGNORECASE,
)
LONGEST_GREETING = 60
"""Characters after a greeting on its line, beyond which it is a sentence."""


def without_closing(lines: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Return the lines of an answer, and what closes the letter after it, which is none.

    A greeting closes everything quoted as deep as it is; without one, lines at the end that hold
    nothing but names, titles, organisations and ways to reach them.
    """
    kept: list[Block] = []
    closing: list[Block] = []
    closed: set[int] = set()
    for line in lines:
        if line.quote not in closed and _is_greeting(line.text):
            closed.add(line.quote)
        (closing if line.quote in closed else kept).append(line)
    while kept and not kept[-1].number and _ends(kept):
        closing.insert(0, kept.pop())
    return kept, closing


def _is_greeting(text: str) -> bool:
    found = _GREETING.fullmatch(text)
    if found:
        return len(found["rest"]) <= LONGEST_GREETING and (
            not found["rest"] or is_contact(found["rest"]) or found["rest"][:1].isupper()
        )
    return bool(_SLASH.match(text))


def _ends(lines: Sequence[Block]) -> bool:
    """Tell whether the last line is a contact line, or a lone name or title beside one."""
    return is_contact(lines[-1].text)


def is_contact(text: str) -> bool:
    """Tell whether a line holds nothing but who somebody is and how to reach them."""
    findings = find_personal(text)
    rest, cut = "", 0
    for finding in findings:
        rest += text[cut : finding.start] + " "
        cut = finding.end
    rest += text[cut:]
    told = bool(findings) or bool(_LABEL.search(rest)) or bool(_ADDRESS.search(rest))
    for pattern in (_ADDRESS, _LABEL, _ORGANISATION, _TITLE, _NAME):
        rest = pattern.sub(" ", rest)
    only = not re.search(r"\w{2,}", rest)
    return only and (told or bool(_NAME.fullmatch(text.strip(" ,.-/"))))
