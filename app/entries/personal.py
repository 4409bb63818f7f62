"""Pointing out what looks like personal data in an entry's texts: a warning, never a refusal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from app.errors import Message
from schemas.consistency import TEXT_LISTS, TEXTS
from schemas.contacts import FUNCTIONS
from schemas.faults import LONGEST_ECHO, FieldFault
from swedish.personal import AT, find_personal, first_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from swedish.personal import Finding

CODE = "personal-data"
MOST_WARNINGS = 20
"""Told of one entry."""
WHAT = {
    "email": Message(sv="en persons e-postadress", en="a person's e-mail address"),
    "phone": Message(sv="ett telefonnummer", en="a telephone number"),
    "personal-number": Message(sv="ett personnummer", en="a personal identity number"),
    "name": Message(sv="ett personnamn", en="a person's name"),
}

APART = "\n.\n"
"""Between texts looked at together: no finding reaches over it, and no word of one is seen beside
a name of the next."""


def personal_warnings(
    content: Mapping[str, Any], find: Callable[[str], Sequence[Finding]] = find_personal
) -> tuple[FieldFault, ...]:
    """Return a warning for each place in the texts that is likely to tell of a single person.

    Mailboxes that a function reads (info@, registrator@) are left alone. `content` has the fields
    of the load format; `find` may find more than what looks personal anywhere.
    """
    texts = list(_texts(content))
    if not find(APART.join(text for _, text in texts)):
        return ()  # as of nearly every entry: one look instead of one for each text
    found = [
        _warning(pointer, kind, text)
        for pointer, whole in texts
        for kind, text in ((each.kind, whole[each.start : each.end]) for each in find(whole))
        if kind != "email" or _is_personal(text)
    ]
    return tuple(found[:MOST_WARNINGS])


def _texts(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in (*TEXTS, "leadOrganisation"):
        yield f"/{name}", content.get(name) or ""
    for name in TEXT_LISTS:
        for index, text in enumerate(content.get(name) or ()):
            yield f"/{name}/{index}", text


def _is_personal(address: str) -> bool:
    words = re.split(r"[._+-]", AT.split(address.lower())[0])
    if not FUNCTIONS.isdisjoint(words):
        return False
    return len(words) > 1 or words[0] in first_names()


def _warning(pointer: str, kind: str, text: str) -> FieldFault:
    what = WHAT[kind]
    return FieldFault(
        pointer,
        CODE,
        f"Det ser ut som {what.sv}. Ta bort det om det gäller en enskild person.",
        f"This looks like {what.en}. Remove it if it tells of a single person.",
        text[:LONGEST_ECHO],
    )
