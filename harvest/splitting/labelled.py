"""Examples that the reply labels ("Exempel 1: ..."), and fields of one ("Syfte: ...")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from harvest.splitting.boilerplate import is_introduction
from harvest.splitting.example import Example

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from harvest.documents.document import Block

FEWEST = 2
"""Labels that make a list of examples."""
_LABEL = re.compile(
    r"\W*(?:exempel|aktivitet|insats|projekt|åtgärd|nr)\s*(\d{1,2})\s*(?:[:.)–-]\s*|$)",
    re.IGNORECASE,
)
_NAME = re.compile(r"([A-ZÅÄÖ][\w-]*(?: [\w-]+){0,2})\s?:\s+(?=\S)")
FEWEST_ROUNDS = 3
"""Times that the same label begins an example, with others of its own below it."""
_FIELD = re.compile(
    r"(?:syfte|bakgrund|beskrivning|resultat|effekt(?:er)?|utfall|målgrupp|mål|aktörer|deltagare"
    r"|tid(?:period)?|status|samverkan|samarbetspartner|partner|finansiering|bransch(?:er)?"
    r"|vad|vem|när|hur|varför)\s*:\s*\S",
    re.IGNORECASE,
)


def labelled(lines: Sequence[Block]) -> list[Example]:
    """Return the examples of an answer that labels them; nothing where it does not.

    They are counted ("Insats 1", "Insats 2"), or the same labels come round again and again.
    """
    return _counted(lines) or _in_rounds(lines)


def _in_rounds(lines: Sequence[Block]) -> list[Example]:
    found = [(at, name) for at, line in enumerate(lines) if (name := _NAME.match(line.text))]
    names = [(at, name[1]) for at, name in found]
    if len(names) < FEWEST_ROUNDS * 2:
        return []
    first, second = names[0][1], names[1][1]
    following = [name for _, name in names[1:]] + [""]
    begins = [
        at
        for (at, name), after in zip(names, following, strict=True)
        if name == first or after == second != first
    ]
    if first == second or len(begins) < FEWEST_ROUNDS:
        return []
    starts = {at: name.end() for at, name in found}
    ends = [*begins[1:], len(lines)]
    return [
        Example(tuple(_parts([lines[at], *_told(lines[at + 1 : end])], starts[at])))
        for at, end in zip(begins, ends, strict=True)
    ]


def _told(lines: Sequence[Block]) -> Iterator[Block]:
    return (line for line in lines if not is_introduction(line.text))


def _counted(lines: Sequence[Block]) -> list[Example]:
    labels = [(at, found) for at, line in enumerate(lines) if (found := _LABEL.match(line.text))]
    if [int(found[1]) for _, found in labels] != list(range(1, len(labels) + 1)):
        return []
    if len(labels) < FEWEST:
        return []
    ends = [at for at, _ in labels[1:]] + [len(lines)]
    return [
        Example(parts)
        for (at, found), end in zip(labels, ends, strict=True)
        if (parts := tuple(_parts(lines[at:end], found.end())))
    ]


def _parts(lines: Sequence[Block], start: int) -> Iterator[Block]:
    head = lines[0].subspan(start, len(lines[0].text))
    if head.text:
        yield head
    yield from lines[1:]


def with_fields(lines: Sequence[Block]) -> list[list[Block]]:
    """Put each line that is a field of an example to the line that it tells more of."""
    groups: list[list[Block]] = []
    for line in lines:
        if groups and is_field(line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def is_field(line: Block) -> bool:
    """Tell whether a line is a field of an example."""
    return not line.number and bool(_FIELD.match(line.text))
