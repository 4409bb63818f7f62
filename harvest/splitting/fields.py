"""Details of a project that a reply tells apart: "Syfte: ...", or below the head of a column."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from harvest.splitting.tables import is_head
from record.contact import is_of_function
from swedish.sections import sections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from harvest.documents.document import Block

LABELS = Path(__file__).with_name("details.txt")
STATUSES = Path(__file__).with_name("statuses.txt")
NO_FIELD, NAME, FACTS = "-", "name", "facts"
CONTACT, PAGE = "contact", "page"
LONGEST_ADDRESS = 500
"""Characters of the address of a page."""
LONGEST_PARTNER = 5
"""Words of each partner in a list of them; what is longer is told of, and stays in the summary."""
FEWEST_LEFT = 4
"""Words of a summary that is left when its details are taken out."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LAST_YEAR = re.compile(r"\b((?:19|20)\d\d)\s?[–/-]\s?(\d\d)\b(?![-\d])")
_OPEN = re.compile(r"\b(?:19|20)\d\d\s?[–-]\s*$")
_PARTED = re.compile(r"\s*(?:[,;+](?!\d)|(?<!- )\boch\b|\bsamt\b)\s*")
_BETWEEN = re.compile(r"\bmellan [\w -]+$", re.IGNORECASE)
_IN_PLACE = re.compile(r"\b(?:i|på) [\w -]+$")
_PLACE = re.compile(
    r"(?!\w+(?:styrelsen|verket|myndigheten|rådet|förbundet|bolaget|universitetet|högskolan)\b)"
    r"[A-ZÅÄÖ](?:[a-zåäö]\w*)?\s*(?=[,;+]|$|\boch\b|\bsamt\b)"
)
"""A place by itself: what is in it stands before the one that it is joined to."""
_US = re.compile(r"(?:vi|oss|vår myndighet|länsstyrelsen|lst)?\W*", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(\d{1,3}(?:[ .]\d{3})+|\d+(?:,\d{1,3})?)\s*"
    r"(?:(tkr|tusen)|(mkr|mnkr|milj\w*)|kr\b|kronor|sek)",
    re.IGNORECASE,
)
_MARKS = ' .,:;!–-”"“'
_ADDRESS = re.compile(
    r"https?://[\w.-]+(?::\d{1,5})?(?:[/?#][^\s<>]*?)?(?=[.,;)>]*(?:\s|$))", re.IGNORECASE
)
_MAILBOX = re.compile(r"[\w.+-]{1,64}@(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)


class Detail(NamedTuple):
    """A piece of an example, the field that it tells or `NO_FIELD`, and its label in the reply."""

    field: str
    text: str
    label: str = ""

    @property
    def said(self) -> str:
        """What stands in the reply."""
        return f"{self.label}{self.text}"


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
            field = _field_of_head(line.text)
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
        told = text[mark.end() : end].strip()
        yield Detail(_fields()[mark[1].lower()], told, text[mark.start() : mark.end()])


def given(told: Sequence[Detail], title: str) -> dict[str, Any]:
    """Return fields of an entry, and the summary that is left; nothing where no field is told.

    A piece that is the title is left out of the summary.
    """
    found: dict[str, Any] = {}
    left: list[str] = []
    for each in told:
        values = _READ.get(each.field, _text)(each)
        is_title = (not left or each.field == NAME) and _is(each.said, title)
        if each.field == FACTS and values:
            found[FACTS] = [*found.get(FACTS, ()), *values[FACTS]]
        elif values and not values.keys() & found.keys():
            found |= values
        elif each.text and each.field not in {CONTACT, PAGE} and not is_title:
            left.append(each.said)
    if len(" ".join(left).split()) < FEWEST_LEFT or not (found or len(left) < len(told)):
        return {}
    return {**found, "summary": " ".join(_ended(_capital(text)) for text in left)}


def asked_at(text: str, head: str) -> dict[str, str]:
    """Return the contact of an organisation and the page that a line of an example names.

    A contact is a page, or the mailbox of a function: never that of a person.
    """
    found: dict[str, str] = {}
    for each in details(text, head):
        page = _ADDRESS.search(each.text)
        address = page[0] if page and len(page[0]) <= LONGEST_ADDRESS else None
        if each.field == CONTACT:
            mailboxes = (mailbox[0] for mailbox in _MAILBOX.finditer(each.text))
            told = next(filter(is_of_function, mailboxes), address)
            found |= {CONTACT: told} if told else {}
        elif address and (each.field == PAGE or each.text.rstrip(" .;()<>").endswith(address)):
            found[PAGE] = address
    return found


def _is(text: str, title: str) -> bool:
    return bool(title) and text.strip(_MARKS).lower() == title.strip(_MARKS).lower()


def _text(detail: Detail) -> dict[str, Any]:
    text = detail.text.strip(" .;")
    return {detail.field: _capital(text)} if text else {}


def _nothing(_: Detail) -> dict[str, Any]:
    return {}


def _years(detail: Detail) -> dict[str, Any]:
    text = _LAST_YEAR.sub(lambda found: f"{found[1]}–{found[1][:2]}{found[2]}", detail.text)
    years = sorted(map(int, _YEAR.findall(text)))
    if not years:
        return _status(detail)
    goes_on = {"period": {"status": "ongoing"}} if _OPEN.search(text) else {}
    return {"startYear": years[0], **({"endYear": years[-1]} if len(years) > 1 else {}), **goes_on}


def _status(detail: Detail) -> dict[str, Any]:
    told = next((name for name, cue in _statuses() if cue.search(detail.text)), None)
    return {"period": {"status": told}} if told else {}


def _partners(detail: Detail) -> dict[str, Any]:
    parts = _parted(detail.text.strip(" .;"))
    names = [part for part in parts if part and not _US.fullmatch(part)]
    are_names = all(
        len(part.split()) <= LONGEST_PARTNER and not part[0].isdigit() for part in names
    )
    return {"partners": [_capital(name) for name in names]} if names and are_names else {}


def _parted(text: str) -> list[str]:
    """Part a list of names, but not "Hamnarna i Malmö och Ystad": Ystad is no name by itself."""
    parts, start = [], 0
    for mark in _PARTED.finditer(text):
        of_places = _IN_PLACE.search(text, start, mark.start()) and _PLACE.match(text, mark.end())
        joins = of_places or _BETWEEN.search(text, start, mark.start())
        if mark[0].strip() != "och" or not joins:
            parts.append(text[start : mark.start()])
            start = mark.end()
    return [*parts, text[start:]]


def _budget(detail: Detail) -> dict[str, Any]:
    amount = _AMOUNT.search(detail.text)
    if not amount:
        return _facts(detail)
    number = float(re.sub(r"[ .]", "", amount[1]).replace(",", "."))
    return {"budget": round(number * (1_000 if amount[2] else 1_000_000 if amount[3] else 1))}


def _facts(detail: Detail) -> dict[str, Any]:
    return {FACTS: [_ended(detail.said)]} if detail.text else {}


_READ: Mapping[str, Callable[[Detail], dict[str, Any]]] = {
    "time": _years,
    "status": _status,
    "partners": _partners,
    "budget": _budget,
    FACTS: _facts,
    CONTACT: _nothing,
    PAGE: _nothing,
    NO_FIELD: _nothing,
    NAME: _nothing,
}
"""How the text of each kind of detail is read; all others go to a field as they are."""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", ":", "…")) else f"{text}."


@cache
def _fields() -> Mapping[str, str]:
    """Return by label, in lower case, the field that it names."""
    return {
        label: field
        for field, labels in sections(LABELS).items()
        for label in labels
        if field != NAME
    }


def _field_of_head(text: str) -> str:
    head = text.strip(" :.?").lower()
    return NAME if head in sections(LABELS)[NAME] else _fields().get(head, NO_FIELD)


@cache
def _statuses() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (status, re.compile(rf"\b(?:{'|'.join(cues)})", re.IGNORECASE))
        for status, cues in sections(STATUSES).items()
    )


@cache
def _labelled() -> re.Pattern[str]:
    either = "|".join(sorted(map(re.escape, _fields()), key=len, reverse=True))
    return re.compile(rf"(?:^|(?<=[.;!?] ))({either})\s?[:?]\s+(?=\S)", re.IGNORECASE)
