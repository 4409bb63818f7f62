"""Examples that are set out as records: a row of a table, a part of a form, a name with details.

What recurs tells the layout, whatever it is called: the head of a table, the same words on the left
of a form ("Exempel 1", "Benämning"), or the same labels ("Så går det till:", "Varför?") below one
name after the other.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence

from harvest.answers.tables import tables_of_examples, with_heads
from harvest.documents.document import Block
from harvest.splitting.fields import Head, heads_of, is_field
from harvest.splitting.nesting import Look, look

FEWEST_LABELLED, FEWEST_LABELS = 3, 2
"""Lines with labels, and different labels, that make records."""
SHARE = 0.3
"""Of the lines that have labels, at least."""
MOST = 0.7
"""Of the cells on the left of a form that recur."""
LONGEST_LABEL = 4
"""Words on the left of a form."""
_LABEL = re.compile(r"([A-ZÅÄÖ][\wåäöÅÄÖ/&-]*(?: [\wåäöÅÄÖ/&-]+){0,4})\s?[:?](?=\s|$)")
_DIGITS = re.compile(r"\d+")


def record_labels(lines: Sequence[Block], own: Sequence[Block]) -> dict[int, str]:
    """Return by line of `own` whether it begins an example (B), goes on (I) or is none (O).

    Only lines of records are returned; nothing where there are none.

    Args:
        lines: of the answer.
        own: the same without heads, and without columns that tell nothing of an example.
    """
    tables = tables_of_examples(lines)
    return {
        **_of_rows(own, tables),
        **_of_forms(lines, own),
        **_of_names(own),
    }


def _of_rows(own: Sequence[Block], tables: Container[int | None]) -> dict[int, str]:
    """Tell of the rows of tables with a head, each an example."""
    found: dict[int, str] = {}
    begun: set[tuple[int | None, int | None]] = set()
    for at, line in enumerate(own):
        if line.column is not None and line.table in tables:
            row = (line.table, line.row)
            found[at] = "I" if row in begun else "B"
            begun.add(row)
    return found


def _of_forms(lines: Sequence[Block], own: Sequence[Block]) -> dict[int, str]:
    """Tell of tables in which the same words recur on the left: an example from each first one."""
    places = {line.start: at for at, line in enumerate(own)}
    found: dict[int, str] = {}
    labels = forms(lines)
    first = {table: each[min(each)] for table, each in labels.items()}
    begins: set[int | None] = set()
    for line in lines:
        if line.table not in labels:
            continue
        if labels[line.table].get(line.start) == first[line.table]:
            begins.add(line.table)
        if line.start in places:
            found[places[line.start]] = "B" if line.table in begins else "I"
            begins.discard(line.table)
    return found


def heads_in(lines: Sequence[Block]) -> Mapping[int, Head]:
    """Return by its start what the head of each cell of an answer tells."""
    labels = {at for labels in forms(lines).values() for at in labels}
    return heads_of(with_heads(lines), labels)


def forms(lines: Sequence[Block]) -> dict[int | None, dict[int, str]]:
    """Return by table the words on its left that recur, by where they start, without numbers.

    They recur in a table, or in several of which each is the sheet of an example.
    """
    tables: dict[int, list[Block]] = defaultdict(list)
    for line in lines:
        if line.table is not None and line.column is not None:
            tables[line.table].append(line)
    found: dict[int | None, dict[int, str]] = {}
    sheets: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for table, cells in tables.items():
        words = _first_column(cells)
        times = Counter(words.values())
        labels = {at: each for at, each in words.items() if times[each] > 1 and _is_label(each)}
        enough = len(labels) >= MOST * len(words) and len(words) < len(cells)
        if enough and _is_cycle([*labels.values()]):
            found[table] = labels
        elif FEWEST_LABELS <= len(words) < len(cells) and all(map(_is_label, words.values())):
            sheets[tuple(words.values())].append(table)
    repeated = (of for of in sheets.values() if len(of) > 1)
    return found | {table: _first_column(tables[table]) for of in repeated for table in of}


def _first_column(cells: Sequence[Block]) -> dict[int, str]:
    """Return what stands in the first column of a table by its start, without numbers."""
    column = min(line.column or 0 for line in cells)
    return {line.start: _plain(line.text) for line in cells if line.column == column}


def _is_cycle(labels: Sequence[str]) -> bool:
    """Return whether labels recur in rounds, each with more than one or with its own number."""
    rounds: list[list[str]] = []
    for label in labels:
        if label == labels[0]:
            rounds.append([])
        rounds[-1].append(label)
    are_once = all(len(set(each)) == len(each) for each in rounds)
    return are_once and len(rounds) > 1 and ("#" in labels[0] or min(map(len, rounds[:-1])) > 1)


def _plain(text: str) -> str:
    return _DIGITS.sub("#", text.lower()).strip(" .:?")


def _is_label(text: str) -> bool:
    return len(text.split()) <= LONGEST_LABEL


def _of_names(lines: Sequence[Block]) -> dict[int, str]:
    labels = _recurring(lines)
    kinds = set(labels.values())
    enough = len(labels) >= FEWEST_LABELLED and len(kinds) >= FEWEST_LABELS
    if not enough or len(labels) < SHARE * len(lines):
        return {}
    marks = dict.fromkeys(labels, "I")
    marks |= {at + 1: "I" for at in labels if _is_alone(lines[at]) and at + 1 < len(lines)}
    first = labels[min(labels)]
    places = [at for at, label in labels.items() if label == first]
    named = sum(at > 0 and at - 1 not in marks for at in places)
    if 2 * named <= len(places):  # the first label of each names it: "Projekt: ..."
        marks |= dict.fromkeys(places, "B")
    else:
        marks |= _names(lines, marks)
    return marks


def _recurring(lines: Sequence[Block]) -> dict[int, str]:
    """Return by line the label that it begins with, where others have it too, or look like it."""
    labels = {
        at: _plain(found[1])
        for at, line in enumerate(lines)
        if line.column is None and (found := _LABEL.match(line.text)) and not found[1][-1].isdigit()
    }
    times = Counter(labels.values())
    known = {at for at, label in labels.items() if times[label] > 1 or is_field(lines[at])}
    for at in sorted(labels.keys() - known):
        if at - 1 in known and look(lines[at]) == look(lines[at - 1]):
            known.add(at)
    return {at: labels[at] for at in sorted(known)}


def label_of(text: str) -> str:
    """Return the label that a line begins with, in small letters and without digits, or ""."""
    found = _LABEL.match(text)
    return _plain(found[1]) if found else ""


def _is_alone(line: Block) -> bool:
    return bool(_LABEL.fullmatch(line.text))


def _names(lines: Sequence[Block], marks: Mapping[int, str]) -> dict[int, str]:
    """Tell of the lines between labelled ones: the name begins, a theme above it is none."""
    gaps = list(_gaps(len(lines), marks))
    wanted = _look_of_names(lines, gaps)
    many = min(sum(look(lines[at]) == wanted for at in gap) for gap in gaps)
    found: dict[int, str] = {}
    for gap in gaps:
        like = [at for at in gap if look(lines[at]) == wanted]
        name = like[-max(many, 1)] if like else gap[-1]
        found |= {at: "O" for at in gap if at < name and look(lines[at]) != wanted}
        found |= {at: "I" for at in gap if at > name}
        found[name] = "B"
    return found


def _gaps(size: int, marks: Mapping[int, str]) -> Iterator[list[int]]:
    """Yield the lines before each run of labelled ones."""
    gap: list[int] = []
    for at in range(size):
        if at not in marks:
            gap.append(at)
        elif gap:
            yield gap
            gap = []


def _look_of_names(lines: Sequence[Block], gaps: Sequence[Sequence[int]]) -> Look:
    """Return the look that is found in most of the gaps, of several that of the fewest lines."""
    seen: dict[Look, list[int]] = defaultdict(list)
    for number, gap in enumerate(gaps):
        for at in gap:
            seen[look(lines[at])].append(number)
    return max(seen, key=lambda each: (len(set(seen[each])), -len(seen[each]), str(each)))
