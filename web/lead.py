"""What an example is led with, in the language of the page where the example has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import unescape
from typing import Any, NamedTuple

from web.language import SWEDISH, language, swedish


class Lead(NamedTuple):
    """Title and summary; `mark` is the attribute of their language where it is not the page's."""

    title: str
    summary: str
    mark: str


def lead_of(entry: Mapping[str, Any]) -> Lead:
    """Return title and summary: on an English page the English ones of an entry that has them."""
    if english := _english(entry):
        return Lead(english["title"], english["summary"], "")
    return Lead(entry["title"], entry["summary"], swedish())


def own_fragments(
    entry: Mapping[str, Any], found: Mapping[str, Iterable[str]]
) -> tuple[str | None, str | None]:
    """Return the marked fragments of title and summary as `lead_of` chooses them; None without one.

    `found` has the fragments of both English texts in one list: the title's is known by its text.
    """
    english = _english(entry)
    if not english:
        return next(iter(found.get("title", ())), None), next(iter(found.get("summary", ())), None)
    of_title: dict[bool, str] = {}
    for each in found.get("english", ()):
        plain = unescape(each.replace("<mark>", "").replace("</mark>", ""))
        of_title[plain == english["title"]] = each
    return of_title.get(True), of_title.get(False)


def _english(entry: Mapping[str, Any]) -> Mapping[str, str] | None:
    """Return the English texts of an entry on a page that is not in Swedish."""
    return None if language() == SWEDISH else entry.get("english")
