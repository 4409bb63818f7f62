"""Examples that are set out as records: a row of a table each, or a name with labelled details.

What recurs tells the layout, whatever it is called: the head of a table, or the same labels
("Så går det till:", "Varför?") below one name after the other.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from harvest.splitting.fields import is_field

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from harvest.documents.document import Block

FEWEST_LABELLED, FEWEST_LABELS = 3, 2
"""Lines with labels, and different labels, that make records."""
SHARE = 0.3
"""Of the lines that have labels, at least."""
_LABEL = re.compile(r"([A-ZÅÄÖ][\wåäöÅÄÖ/&-]*(?: [\wåäöÅÄÖ/&-]+){0,4})\s?[:?](?=\s|$)")
_DIGITS = re.compile(r"\d+")

Look = tuple[str, int | None, bool, bool]


def record_labels(lines: Sequence[Block], tables: Container[int | None]) -> dict[int, str]:
    """Return by line whether it begins an example (B), goes on with it (I) or is none (O).

    Only lines of records are told; nothing where there are none.

    Args:
        lines: of the answer, without heads.
        tables: that have an example in each row.
    """
    return {**_of_rows(lines, tables), **_of_names(lines)}


def _of_rows(lines: Sequence[Block], tables: Container[int | None]) -> dict[int, str]:
    found: dict[int, str] = {}
    begun: set[tuple[int | None, int | None]] = set()
    for at, line in enumerate(lines):
        if line.column is not None and line.table in tables:
            row = (line.table, line.row)
            found[at] = "I" if row in begun else "B"
            begun.add(row)
    return found


def _of_names(lines: Sequence[Block]) -> dict[int, str]:
    labels = _recurring(lines)
    kinds = set(labels.values())
    enough = len(labels) >= FEWEST_LABELLED and len(kinds) >= FEWEST_LABELS
    if not enough or len(labels) < SHARE * len(lines):
        return {}
    told = dict.fromkeys(labels, "I")
    told |= {at + 1: "I" for at in labels if _is_alone(lines[at]) and at + 1 < len(lines)}
    first = labels[min(labels)]
    places = [at for at, label in labels.items() if label == first]
    named = sum(at > 0 and at - 1 not in told for at in places)
    if 2 * named <= len(places):  # the first label of each names it: "Projekt: ..."
        return told | dict.fromkeys(places, "B")
    return told | _names(lines, told)


def _recurring(lines: Sequence[Block]) -> dict[int, str]:
    """Return by line the label that it begins with, where others have it too, or it is known."""
    labels = {
        at: _DIGITS.sub("#", found[1].lower())
        for at, line in enumerate(lines)
        if line.column is None and (found := _LABEL.match(line.text))
    }
    times = Counter(labels.values())
    return {
        at: label for at, label in labels.items() if times[label] > 1 or is_field(lines[at])
    }


def _is_alone(line: Block) -> bool:
    return line.text.rstrip().endswith((":", "?")) and bool(_LABEL.fullmatch(line.text.strip()))


def _names(lines: Sequence[Block], told: Mapping[int, str]) -> dict[int, str]:
    """Tell of the lines between labelled ones: the name begins, a theme above it is none."""
    gaps = list(_gaps(len(lines), told))
    look = _look_of_names(lines, gaps)
    many = min(sum(_look(lines[at]) == look for at in gap) for gap in gaps if gap)
    found: dict[int, str] = {}
    for gap in gaps:
        like = [at for at in gap if _look(lines[at]) == look]
        name = like[-max(many, 1)] if like else gap[-1]
        found |= {at: "O" for at in gap if at < name and _look(lines[at]) != look}
        found |= {at: "I" for at in gap if at > name}
        found[name] = "B"
    return found


def _gaps(size: int, told: Mapping[int, str]) -> Iterator[list[int]]:
    """Yield the lines before each run of labelled ones."""
    gap: list[int] = []
    for at in range(size):
        if at not in told:
            gap.append(at)
        elif gap:
            yield gap
            gap = []


def _look_of_names(lines: Sequence[Block], gaps: Sequence[Sequence[int]]) -> Look:
    """Return the look that is found in most of the gaps, of several that of the fewest lines."""
    seen: dict[Look, list[int]] = defaultdict(list)
    for number, gap in enumerate(gaps):
        for at in gap:
            seen[_look(lines[at])].append(number)
    return max(seen, key=lambda look: (len(set(seen[look])), -len(seen[look]), str(look)))


def _look(line: Block) -> Look:
    return line.kind, line.level, line.bold, line.indent > 0
