"""Addresses of examples that people can read: the words of the title, and the id that finds it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

LONGEST_WORDS = 60
"""Characters of a title that an address repeats; a longer one breaks in mails."""
_NO_WORD = re.compile(r"[^a-z0-9]+")


def slug(title: str) -> str:
    """Return the words of a title in the letters that addresses are written with."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    words = _NO_WORD.sub("-", plain).strip("-")
    if len(words) > LONGEST_WORDS:
        words = words[: LONGEST_WORDS + 1].rpartition("-")[0] or words[:LONGEST_WORDS]
    return words


def entry_name(entry: Mapping[str, object]) -> str:
    """Return the last part of the address of an example's page."""
    return f"{slug(str(entry['title']))}-{entry['id']}".lstrip("-")
