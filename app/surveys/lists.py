"""Lists of examples pasted into one box: a box for each item, and one box again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from app.surveys.filling import EXAMPLE, MOST_EXAMPLES, NEW_EXAMPLE

_MARK = re.compile(r"\s*(?:[-–—•*·‣▪●○]|\d{1,2}[.)])\s+(?=\S)")
_BLANK = re.compile(r"\n\s*\n")


def items_of(text: str) -> list[str]:
    """Return the items of a list; of a text without bullets or numbers its paragraphs, or lines.

    What stands before the first item goes with it, as do further lines with theirs.
    """
    lines = text.splitlines()
    marked = [_MARK.match(each) is not None for each in lines]
    if sum(marked) < 2:  # noqa: PLR2004  one bullet is no list
        found = _BLANK.split(text) if _BLANK.search(text) else lines
        return [each.strip() for each in found if each.strip()]
    begins = [at for at, is_marked in enumerate(marked) if is_marked]
    edges = [0, *begins[1:], len(lines)]
    parts = [lines[start:end] for start, end in pairwise(edges)]
    return ["\n".join(_MARK.sub("", each, count=1) for each in part).strip() for part in parts]


def split_example(examples: Sequence[dict[str, Any]], place: int) -> list[dict[str, Any]]:
    """Return the examples with one for each item of a list; the first keeps the other fields.

    As many as a form holds: the last one has the rest.
    """
    items = items_of(examples[place]["what"])
    room = MOST_EXAMPLES - len(examples) + 1
    fitting = [*items[: room - 1], "\n".join(items[room - 1 :])] if len(items) > room else items
    if len(fitting) < 2:  # noqa: PLR2004
        return list(examples)
    first, *others = fitting
    made = [{**examples[place], "what": first}, *({**NEW_EXAMPLE, "what": each} for each in others)]
    return [*examples[:place], *made, *examples[place + 1 :]]


def join_examples(
    examples: Sequence[dict[str, Any]], place: int, count: int
) -> list[dict[str, Any]]:
    """Return the examples with some made one list again, if nothing else is filled in for them."""
    joined = examples[place : place + count]
    own = [name for name in EXAMPLE if name != "what"]
    is_more = any(each["removed"] or any(each[name] for name in own) for each in joined[1:])
    if len(joined) < 2 or is_more:  # noqa: PLR2004
        return list(examples)
    text = "\n".join(f"- {each['what']}" for each in joined)
    return [*examples[:place], {**joined[0], "what": text}, *examples[place + count :]]
