"""What a version of an entry lacks, or its age: stored with it, so that lists read no texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from record.contact import is_source

Content = Mapping[str, Any]
RESULTS, CONTACT, STATE, AGE = (
    "without-results",
    "general-contact",
    "without-state",
    "older-than-five-years",
)
_GENERAL_MAILBOX = re.compile(
    r"(info|kontakt|registrator|diarium|kansli|kommun(en)?|kundservice|kundtjanst|kundcenter|post"
    r"|reception|vaxel(n)?|landstinget|region(en)?|lansstyrelsen)([.-][^@]*)?@",
    re.IGNORECASE,
)
_GENERAL_PAGE = re.compile(
    r"^https?://[^/]+((/[^?]*)?/(kontakt|kontakta-oss|kontakta|contact|contact-us)(\.html?)?)?/?$",
    re.IGNORECASE,
)
YEARS = ("startYear", "endYear", "stateAsOf")


def _has_general_contact(content: Content) -> bool:
    contact = (content.get("contact") or "").strip()
    if not contact:
        return False
    return is_source(contact, content.get("source") or {}) or bool(
        (_GENERAL_MAILBOX if "@" in contact else _GENERAL_PAGE).match(contact)
    )


GAPS: Mapping[str, Callable[[Content], bool]] = {
    RESULTS: lambda content: content.get("state") == "completed" and not content.get("results"),
    CONTACT: _has_general_contact,
    STATE: lambda content: (content.get("state") or "unknown") == "unknown",
}
"""List -> whether the content of a version belongs in it."""


def gaps_of(content: Content) -> Iterator[tuple[str, int | None]]:
    """Yield the lists that a version belongs in; AGE with the latest year that it names."""
    for kind, is_in in GAPS.items():
        if is_in(content):
            yield kind, None
    years = [content[name] for name in YEARS if content.get(name)]
    if years:
        yield AGE, max(years)
