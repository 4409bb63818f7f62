"""Personal data in what would be public of a candidate: what looks so, or the reply told of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.entries.personal import CODE, personal_warnings
from app.errors import InvalidContent, Issue, Message
from swedish.personal import Finding, find_personal
from swedish.tokens import WORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from catalogue.replies import DocumentRecord
    from schemas.faults import FieldFault
    from swedish.personal import Kind

BETWEEN = r"[\W_]+"
"""What may stand between the words of what was withheld."""


def personal_of(
    content: Mapping[str, Any], quote: str | None, documents: Iterable[DocumentRecord]
) -> tuple[FieldFault, ...]:
    """Return what is likely to tell of a single person in an entry's texts and the public quote.

    `documents` are those of the reply: what was withheld from them is found in other forms too, as
    long as their text is kept.
    """
    find = _finder(documents)
    of_quote = personal_warnings({"summary": quote}, find)
    return (
        *personal_warnings(content, find),
        *(replace(each, pointer="/quote") for each in of_quote),
    )


def check_publishable(
    content: Mapping[str, Any], quote: str | None, documents: Iterable[DocumentRecord]
) -> None:
    """Refuse to publish at once what nobody has looked at as an entry.

    Raises:
        InvalidContent: something is likely to tell of a single person.
    """
    found = personal_of(content, quote, documents)
    if found:
        raise InvalidContent(
            [Issue(each.pointer, CODE, _refused(each), each.value) for each in found]
        )


def _refused(fault: FieldFault) -> Message:
    return Message(
        sv=f'"{fault.value}": {fault.message_sv} Annars: godkänn som utkast, och publicera exemplet'
        " när det har granskats.",
        en=f'"{fault.value}": {fault.message_en} Otherwise accept as a draft, and publish the entry'
        " when it has been looked at.",
    )


def _finder(documents: Iterable[DocumentRecord]) -> Callable[[str], Sequence[Finding]]:
    """Return a search for what looks personal and for what was withheld."""
    patterns = [(kind, _pattern(text)) for kind, text in _withheld(documents)]

    def find(text: str) -> list[Finding]:
        found = list(find_personal(text))
        for kind, pattern in patterns:
            for match in pattern.finditer(text):
                if all(match.end() <= each.start or each.end <= match.start() for each in found):
                    found.append(Finding(match.start(), match.end(), kind))
        return sorted(found)

    return find


def _withheld(documents: Iterable[DocumentRecord]) -> list[tuple[Kind, str]]:
    """Return what was withheld, each once, the longest first; none when the text is forgotten."""
    found: dict[str, Kind] = {
        document.text[each["start"] : each["end"]]: each["kind"]
        for document in documents
        if document.text is not None
        for each in document.withheld
    }
    texts = sorted(filter(WORD.search, found), key=len, reverse=True)
    return [(found[text], text) for text in texts]


def _pattern(text: str) -> re.Pattern[str]:
    """Return what finds a text whatever stands between its words, and in the genitive.

    A word alone is found with its capitals only: Berg is somebody, berg is not.
    """
    words = [re.escape(word) for word in WORD.findall(text)]
    flags = re.IGNORECASE if len(words) > 1 else re.NOFLAG
    return re.compile(rf"(?<!\w){BETWEEN.join(words)}(?::?s)?(?!\w)", flags)
