"""Mailboxes of a function, which may be the contact of an entry; a person's may not."""

from __future__ import annotations

import re

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
_WORD = re.compile(r"[^\W\d_]+")


def is_of_function(mailbox: str) -> bool:
    """Return whether what stands before the @ of a mailbox, or any word of it, names a function."""
    words = _WORD.findall(mailbox.partition("@")[0].lower())
    return not FUNCTIONS.isdisjoint(words)
