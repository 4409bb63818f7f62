"""Whether personal data of a reply, or what it has struck out, stands in what may be published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bench.harvest.similarity import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

NOT_PUBLISHED = frozenset(("file", "row", "personalData", "withheld", "mustNotAppear", "sha256"))
FEWEST_DIGITS = 7
"""Of a telephone number; other strings are compared as text."""
SHORTEST_SURNAME = 5
"""Letters of a surname that leaks even where it stands alone."""
_COUNTRY = re.compile(r"(\+|\b00)46[\s().-]*(\(?0\)?)?")


def published(value: object, key: str = "") -> Iterator[str]:
    """Yield every string that may be published; text with a `publicText` beside it may not."""
    if isinstance(value, dict):
        for name, inner in value.items():
            hidden = name in NOT_PUBLISHED or (name == "text" and value.get("publicText"))
            if not hidden:
                yield from published(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from published(inner, key)
    elif isinstance(value, str):
        yield value


def leaked(secret: str, texts: Iterable[str]) -> bool:
    """Return whether a name (or its surname), address or number stands in any text."""
    lower = [" ".join(clean(text).casefold().split()) for text in texts]
    wanted = " ".join(clean(secret).casefold().split())
    if any(wanted in text for text in lower):
        return True
    if "@" in secret:
        return False
    if len(re.sub(r"\D", "", secret)) >= FEWEST_DIGITS:
        return any(_digits(secret) in _digits(text) for text in lower)
    surname = wanted.rpartition(" ")[2]
    alone = re.compile(rf"(?<!\w){re.escape(surname)}s?(?!\w)")
    return len(surname) >= SHORTEST_SURNAME and any(alone.search(text) for text in lower)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", _COUNTRY.sub("0", text))


def leaks(found: Sequence[dict[str, Any]], expected: dict[str, Any]) -> list[str]:
    """Return what of a reply's personal data, and of what it has struck out, got through."""
    texts = [text for each in found for text in published(each)]
    struck = [each for each in expected.get("mustNotAppear", []) if _holds(texts, each)]
    return [each for each in expected.get("personalData", []) if leaked(each, texts)] + struck


def _holds(texts: Iterable[str], wanted: str) -> bool:
    return any(clean(wanted).casefold() in clean(text).casefold() for text in texts)
