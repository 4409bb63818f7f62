"""What an example is led with, in the language of the page where the example has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape, unescape
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
    """Return title and summary as `lead_of` chooses them, with their marks; None without marks.

    `found` has the fragments of both English texts in one list: the title's is known by its text.
    """
    english = _english(entry)
    if not english:
        title, text = (next(iter(found.get(each, ())), None) for each in ("title", "summary"))
        return title, _whole(entry["summary"], text)
    of_title = {_plain(each) == english["title"]: each for each in found.get("english", ())}
    return of_title.get(True), _whole(english["summary"], of_title.get(False))


def _whole(text: str, fragment: str | None) -> str | None:
    """Return a text with the marks of a fragment of it, so that it is not begun in a sentence."""
    if fragment is None:
        return None
    part = fragment.removeprefix("… ").removesuffix(" …")
    before, _, after = text.partition(_plain(part))
    return escape(before) + part + escape(after)


def _plain(fragment: str) -> str:
    return unescape(fragment.replace("<mark>", "").replace("</mark>", ""))


def _english(entry: Mapping[str, Any]) -> Mapping[str, str] | None:
    """Return the English texts of an entry on a page that is not in Swedish."""
    return None if language() == SWEDISH else entry.get("english")
