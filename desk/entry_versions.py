"""Versions of an entry: who made them and when, any two compared word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple
from uuid import UUID

from flask import request as http
from werkzeug.wrappers import Response

from app.accounts.access import WRITE
from app.entries.history import get_version, list_versions
from desk.access import caller, services
from desk.actors import actor_name
from desk.entries import PATH
from desk.entry_conflict import groups, shown, title_of
from desk.entry_editor import own_entry
from desk.entry_form import form_values_of_entry
from desk.entry_words import STATES
from desk.pages import page
from desk.routes import Routes

routes = Routes()
SAME, ADDED, REMOVED = "same", "ins", "del"
_WORD = re.compile(r"(?:\w+|[^\w\s])\s*|\s+")
MOST_PAIRS = 200_000
"""Pairs of like words up to which texts are compared: prose of 10,000 characters has a tenth."""


class Piece(NamedTuple):
    """A part of a text: of both versions, of the new one only, or of the old one only."""

    kind: str
    text: str


@routes.get(f"/{PATH}/<uuid:entry_id>/versioner", WRITE)
def versions_page(entry_id: UUID) -> Response:
    """List the versions, and compare two: unless others are named, the public and the latest."""
    entry = own_entry(str(entry_id))
    versions = list_versions(services(), entry["id"], caller())
    numbers = [each["version"] for each in versions]
    latest, before = numbers[0], numbers[min(1, len(numbers) - 1)]
    public = entry["publishedVersion"] or latest
    old = _number("fran", numbers, public if public in numbers[1:] else before)
    new = _number("till", numbers, latest)
    return page(
        "desk/entry_versions.html",
        entry=entry,
        versions=[{**each, "by": actor_name(each["actor"])} for each in versions],
        old=old,
        new=new,
        rows=list(_compared(entry["id"], old, new)),
        states=STATES,
    )


def _number(name: str, known: Sequence[int], otherwise: int) -> int:
    given = http.args.get(name, "")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0  # noqa: PLR2004
    return number if number in known else otherwise


def _compared(entry_id: str, old: int, new: int) -> Iterator[tuple[str, list[Piece]]]:
    """Yield what each field that differs is called, and its text in pieces."""
    before, after = (
        form_values_of_entry(get_version(services(), entry_id, number, caller()))
        for number in (old, new)
    )
    found = groups(before, after)
    for name in dict.fromkeys((*before, *after)):
        if name in found:
            yield title_of(name), pieces(shown(name, before), shown(name, after))


def pieces(old: str, new: str) -> list[Piece]:
    """Return two texts as one, word by word: what stayed, what went and what came.

    Of texts that say the same few words over and over, all went and all came: comparing such would
    take minutes.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    found: list[Piece] = []
    in_new, in_old = Counter(after), Counter(before)
    if sum(count * in_new[word] for word, count in in_old.items()) > MOST_PAIRS:
        return [Piece(REMOVED, old), Piece(ADDED, new)]
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece(SAME, "".join(before[i:j])))
            continue
        found += [Piece(REMOVED, "".join(before[i:j]))] if j > i else []
        found += [Piece(ADDED, "".join(after[k:m]))] if m > k else []
    return found
