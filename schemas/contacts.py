"""Contacts are of organisations: a page or a mailbox that a function reads, never a person."""

from __future__ import annotations

import re

from record.field import LONGEST_URL
from schemas.checks import URL, text
from schemas.faults import refuse

MAILBOX = re.compile(r"([\w.+-]{1,64})@(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
PERSON = re.compile(r"([^\W\d_]+)[._-]([^\W\d_]+)\d*", re.IGNORECASE)
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

_short = text(LONGEST_URL)


def organisation_contact(value: object) -> str:
    """Check a contact page or a functional mailbox; a person's mailbox is refused."""
    written = _short(value)
    if URL.fullmatch(written):
        return written
    mailbox = MAILBOX.fullmatch(written)
    if not mailbox:
        raise refuse("not-contact", value)
    names = PERSON.fullmatch(mailbox[1])
    if names and FUNCTIONS.isdisjoint(name.lower() for name in names.groups()):
        raise refuse("personal-address", value)
    return written
