"""The texts of an entry that links may quote, and the quotes that still stand in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from catalogue.records import Link

TEXTS = ("title", "summary", "methods", "results", "obstacles", "preconditions", "targetGroup")
TEXT_LISTS = ("facts", "sectorText", "partners")
APART = "\n\n"
"""Between the texts of an entry, so that no quote runs from one into the next."""


def quotable(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield JSON pointer and text of everything that a quote may come from."""
    for name in TEXTS:
        yield f"/{name}", content.get(name) or ""
    for name in TEXT_LISTS:
        for index, text in enumerate(content.get(name) or ()):
            yield f"/{name}/{index}", text


def supported(links: Iterable[Link], content: Mapping[str, Any]) -> tuple[Link, ...]:
    """Return links without the quotes that no text of the entry holds any more.

    What is taken out of a text is gone from what rests on it, too.
    """
    found = tuple(links)
    if not any(link.evidence for link in found):
        return found
    whole = APART.join(text for _, text in quotable(content))
    return tuple(_supported(link, whole) for link in found)


def _supported(link: Link, whole: str) -> Link:
    kept = tuple(each for each in link.evidence if each["quote"] in whole)
    return link if len(kept) == len(link.evidence) else link._replace(evidence=kept)
