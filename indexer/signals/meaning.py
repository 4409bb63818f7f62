"""How near what an entry is about is to what is sought, whatever the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from swedish.meaning import likeness, meaning


def nearness(sought: Iterable[str], entries: Sequence[bytes]) -> list[float]:
    """Return for each entry the cosine of what it means and of what is sought, 0 if negative.

    Args:
        sought: the words that count, in their dictionary form.
        entries: what each means, as of `IndexDocument.meaning`.
    """
    return likeness(meaning(sought), entries)
