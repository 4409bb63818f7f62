"""Details of a project that a reply tells apart: "Syfte: ...", or below the head of a column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from harvest.documents.document import Block
from harvest.labels import NAME, field_alone, field_named, labels_in, without_number
from harvest.splitting.tables import is_head
from record.contact import is_of_function

NO_FIELD, UNKNOWN = "-", "?"
CONTACT, PAGE = "contact", "page"
LONGEST_ADDRESS = 500
"""Characters of the address of a page."""
LONGEST_HEAD = 6
"""Words of the head of a column whose name is none of those known."""
_OWN = re.compile(r"([A-ZÅÄÖ][\wåäöÅÄÖ/&-]*(?: [\wåäöÅÄÖ/&-]+){0,4})\s?[:?]\s+(?=\S)")
_ADDRESS = re.compile(
    r"https?://[\w.-]+(?::\d{1,5})?(?:[/?#][^\s<>]*?)?(?=[.,;)>]*(?:\s|$))", re.IGNORECASE
)
_MAILBOX = re.compile(r"[\w.+-]{1,64}@(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)


class Head(NamedTuple):
    """What a column, or a field of a form, tells, and what it is called; "" has no name."""

    field: str = NO_FIELD
    label: str = ""


class Labels(NamedTuple):
    """What is called what in an answer: the heads of its cells by their start, its own labels."""

    heads: Mapping[int, Head]
    own: frozenset[str]

    def of(self, line: Block) -> Head:
        """Return what the head of a line tells."""
        return self.heads.get(line.start, Head())


class Detail(NamedTuple):
    """A piece of an example, the field that it tells or `NO_FIELD`, and its label in the reply."""

    field: str
    text: str
    label: str = ""


def is_field(line: Block) -> bool:
    """Return whether a line is a field of what the line before it begins."""
    return not line.number and bool(end_of_label(line.text))


def end_of_label(text: str) -> int:
    """Return where the label ends that a text begins with; 0 if it begins with none, or a name's.

    "Projekt: ..." begins what it names.
    """
    return next((end for at, end, field in labels_in(text) if not at and field != NAME), 0)


def parse_label_line(text: str) -> Head | None:
    """Return what a line says of the next one, where it is a label by itself."""
    field = field_alone(text)
    return Head(field, text.strip(" :.?")) if field else None


def heads_of(lines: Sequence[Block], left_of: Container[int] = ()) -> Mapping[int, Head]:
    """Return by its start what the head of each cell tells: above it, or left of it.

    Args:
        lines: of an answer, with the heads of tables marked.
        left_of: where the labels of forms start.
    """
    above: dict[tuple[int | None, int | None], Head] = {}
    left: dict[tuple[int | None, int | None], Head] = {}
    found: dict[int, Head] = {}
    for line in lines:
        if line.column is None:
            continue
        if is_head(line) or line.start in left_of:
            head = _head(line.text)
            left[line.table, line.row] = head
            if line.start not in left_of:
                above[line.table, line.column] = head
        else:
            places = (above.get((line.table, line.column)), left.get((line.table, line.row)))
            found[line.start] = next((each for each in places if each), Head())
    return found


def _head(text: str) -> Head:
    """Return what a head tells; the number of "Exempel 1" tells nothing."""
    field = field_named(without_number(text), is_head=True)
    return Head(field or UNKNOWN, text.strip(" :.?"))


def own_labels(examples: Iterable[Sequence[Block]]) -> frozenset[str]:
    """Return the labels, in lower case, that come again in an answer and are none of those known.

    Args:
        examples: the pieces of each; the first one of each may begin with its name and a colon.
    """
    counts: Counter[str] = Counter()
    for parts in examples:
        begun = (_OWN.match(part.text) for part in parts[1:] if part.column is None)
        counts.update({found[1].lower() for found in begun if found})
    return frozenset(label for label, times in counts.items() if times > 1)


def details(
    text: str, head: Head, *, own: Container[str] = (), is_first: bool = True
) -> Iterator[Detail]:
    """Yield what a piece of an example tells: all of it below a head, or what labels part.

    Args:
        text: of the piece.
        head: of its column or field.
        own: what else begins details in this answer, from `own_labels`.
        is_first: it begins the example.
    """
    first = None if is_first else _OWN.match(text)
    if first and first[1].lower() in own and field_named(first[1]) is None:
        yield Detail(UNKNOWN, text[first.end() :], first[1])
        return
    marks = list(labels_in(text))
    if not marks:
        yield Detail(head.field, text, head.label)
        return
    before = text[: marks[0][0]].strip()
    if before:
        yield Detail(head.field, before, head.label)
    ends = [*(mark[0] for mark in marks[1:]), len(text)]
    for (start, at, field), end in zip(marks, ends, strict=True):
        yield Detail(field, text[at:end].strip(), text[start:at].strip(" :?–—-"))


def contact_in(text: str, head: Head) -> dict[str, str]:
    """Return the contact of an organisation and the page that a line of an example names.

    A contact is a page, or the mailbox of a function: never that of a person.
    """
    found: dict[str, str] = {}
    for each in details(text, head):
        page = _ADDRESS.search(each.text)
        address = page[0] if page and len(page[0]) <= LONGEST_ADDRESS else None
        if each.field == CONTACT:
            mailboxes = (mailbox[0] for mailbox in _MAILBOX.finditer(each.text))
            address_of = next(filter(is_of_function, mailboxes), address)
            found |= {CONTACT: address_of} if address_of else {}
        elif address and (each.field == PAGE or each.text.rstrip(" .;()<>").endswith(address)):
            found[PAGE] = address
    return found
