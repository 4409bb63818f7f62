"""What the contact of an entry is: a mailbox of a function, never a person's, or some page."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

FUNCTIONS = frozenset(
    {
        "info",
        "kontakt",
        "registrator",
        "post",
        "kansli",
        "kommun",
        "region",
        "lansstyrelsen",
        "miljo",
        "miljö",
        "klimat",
        "energi",
        "naring",
        "naringsliv",
        "näringsliv",
        "hallbar",
        "hallbarhet",
        "hållbar",
        "hållbarhet",
        "utveckling",
        "projekt",
        "support",
        "cirkular",
        "cirkulär",
        "natur",
        "vatten",
        "press",
        "office",
        "contact",
    }
)
"""Words that make a mailbox like miljo.halland@ one of a function, not of a person."""
_CONTACT_PAGE = re.compile(r"kontakt|contact", re.IGNORECASE)
_NEWS = re.compile(r"\b(nyhet|press|aktuellt|news|arti[ck]|blogg?\b)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def is_of_function(mailbox: str) -> bool:
    """Return whether what stands before the @ of a mailbox, or any word of it, names a function."""
    words = _WORD.findall(mailbox.partition("@")[0].lower())
    return not FUNCTIONS.isdisjoint(words)


class ContactKind(Enum):
    """What stands as the contact of an entry, judged by its address alone."""

    NONE = auto()
    MAILBOX = auto()
    PAGE = auto()  # of contacts
    SITE = auto()  # another page of the organisation
    NEWS = auto()  # a piece of news, from which nobody answers
    SOURCE = auto()  # the very page that the entry was written from

    @property
    def answers(self) -> bool:
        """Whether there is somebody to ask."""
        return self in {ContactKind.MAILBOX, ContactKind.PAGE, ContactKind.SITE}


def contact_kind(entry: Mapping[str, Any]) -> ContactKind:
    """Return what the contact of a public entry is."""
    contact: str = entry["contact"] or ""
    if not contact:
        return ContactKind.NONE
    if not is_page(contact):
        return ContactKind.MAILBOX
    if is_source(contact, entry["source"]):
        return ContactKind.SOURCE
    place = urlsplit(contact).path
    if _CONTACT_PAGE.search(place):
        return ContactKind.PAGE
    return ContactKind.NEWS if _NEWS.search(place) else ContactKind.SITE


def is_source(contact: str, source: Mapping[str, Any]) -> bool:
    """Return whether a contact is the very page of a source, with or without a last slash."""
    return contact.rstrip("/") == (source.get("url") or "").rstrip("/")


def is_page(contact: str) -> bool:
    """Return whether a contact is a web page, not a mailbox."""
    return contact.startswith(("http://", "https://"))


def site_of(address: str) -> str:
    """Return the name of the site of a page, as readers know it."""
    return (urlsplit(address).hostname or "").removeprefix("www.")
