"""The quotes of links that still stand in the texts of an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from record.fields import whole_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from catalogue.records import Link


def supported(links: Iterable[Link], content: Mapping[str, Any]) -> tuple[Link, ...]:
    """Return links without the quotes that no text of the entry holds any more.

    What is taken out of a text is gone from what rests on it, too.
    """
    found = tuple(links)
    if not any(link.evidence for link in found):
        return found
    whole = whole_text(content)
    return tuple(_supported(link, whole) for link in found)


def _supported(link: Link, whole: str) -> Link:
    kept = tuple(each for each in link.evidence if each["quote"] in whole)
    return link if len(kept) == len(link.evidence) else link._replace(evidence=kept)
