"""Details of a project that a reply tells apart: "Syfte: ...", or below the head of a column."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from harvest.splitting.tables import is_head
from swedish.sections import sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from harvest.documents.document import Block

LABELS = Path(__file__).with_name("details.txt")
NO_FIELD, TIME, STATUS, PARTNERS = "-", "time", "status", "partners"
LONGEST_PARTNER = 5
"""Words of each partner in a list of them; what is longer is told of, and stays in the summary."""
FEWEST_LEFT = 4
"""Words of a summary that is left when its details are taken out."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PARTED = re.compile(r"\s*(?:[,;+]|(?<!- )\boch\b|\bsamt\b)\s*")
_US = re.compile(r"(?:vi|oss|länsstyrelsen|lst)?\W*", re.IGNORECASE)
_STATUSES = (
    ("ended", re.compile(r"\b(?:avsluta|slutför|klart?\b|färdig)", re.IGNORECASE)),
    ("ongoing", re.compile(r"\b(?:pågå|löpande|igång|i gång|påbörja)", re.IGNORECASE)),
    ("planned", re.compile(r"\b(?:planera|startar|kommande)", re.IGNORECASE)),
)


class Detail(NamedTuple):
    """A piece of an example, and the field that it tells; that is `NO_FIELD` for all others."""

    field: str
    text: str


def is_field(line: Block) -> bool:
    """Tell whether a line is a field of what the line before it begins."""
    return not line.number and bool(_labelled().match(line.text))


def label_of(text: str) -> int:
    """Return where the label ends that a text begins with; 0 if it begins with none."""
    found = _labelled().match(text)
    return found.end() if found else 0


def heads_of(lines: Sequence[Block]) -> Mapping[int, str]:
    """Return by its start which field the head of each cell names: above it, or left of it."""
    above: dict[tuple[int | None, int | None], str] = {}
    left: dict[tuple[int | None, int | None], str] = {}
    found: dict[int, str] = {}
    for line in lines:
        if line.column is not None and is_head(line):
            field = _fields().get(line.text.strip(" :.?").lower(), NO_FIELD)
            above[line.table, line.column] = field
            left[line.table, line.row] = field
        elif line.column is not None:
            places = (above.get((line.table, line.column)), left.get((line.table, line.row)))
            found[line.start] = next((each for each in places if each), NO_FIELD)
    return found


def details(text: str, head: str) -> Iterator[Detail]:
    """Yield what a piece of an example tells: all of it below a head, or what labels part."""
    marks = list(_labelled().finditer(text))
    if not marks:
        yield Detail(head, text)
        return
    if text[: marks[0].start()].strip():
        yield Detail(NO_FIELD, text[: marks[0].start()].strip())
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=True):
        field = _fields()[mark[1].lower()]
        start = mark.start() if field == NO_FIELD else mark.end()
        yield Detail(field, text[start:end].strip())


def given(told: Sequence[Detail]) -> dict[str, Any]:
    """Return fields of an entry, and the summary that is left; nothing where no field is told."""
    found: dict[str, Any] = {}
    left = []
    for each in told:
        values = _values(each) if each.field != NO_FIELD and each.text else {}
        if values and not values.keys() & found.keys():
            found |= values
        elif each.text:
            left.append(each.text)
    if not found or len(" ".join(left).split()) < FEWEST_LEFT:
        return {}
    return {**found, "summary": " ".join(_ended(text) for text in left)}


def _values(detail: Detail) -> dict[str, Any]:
    if detail.field == TIME:
        years = sorted(map(int, _YEAR.findall(detail.text)))
        last = {"endYear": years[-1]} if len(years) > 1 else {}
        return {"startYear": years[0], **last} if years else {}
    if detail.field == STATUS:
        told = next((name for name, cue in _STATUSES if cue.search(detail.text)), None)
        return {"period": {"status": told}} if told else {}
    text = detail.text.strip(" .;")
    if detail.field != PARTNERS:
        return {detail.field: text[:1].upper() + text[1:]} if text else {}
    parts = [part for part in _PARTED.split(text) if part and not _US.fullmatch(part)]
    are_names = parts and all(len(part.split()) <= LONGEST_PARTNER for part in parts)
    return {PARTNERS: parts} if are_names else {}


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", ":", "…")) else f"{text}."


@cache
def _fields() -> Mapping[str, str]:
    """Return by label, in lower case, the field that it names."""
    return {label: field for field, labels in sections(LABELS).items() for label in labels}


@cache
def _labelled() -> re.Pattern[str]:
    either = "|".join(sorted(map(re.escape, _fields()), key=len, reverse=True))
    return re.compile(rf"(?:^|(?<=[.;!?] ))({either})\s?:\s+(?=\S)", re.IGNORECASE)
