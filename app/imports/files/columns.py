"""The columns of a sheet: which field of the load format each head stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from app.imports.files.faults import unreadable
from record.field import Field, Type
from record.fields import LOADED
from record.lines import format_heads
from swedish.analysis import key, written_words

Content = Literal[
    "text",
    "list",
    "number",
    "boolean",
    "day",
    "relations",
    "evidence",
    "objects",
    "read-only",
    "source",
]

MOST_COLUMNS = 200
"""Far more than there are fields; a wider sheet is no list of entries."""
LONGEST_HEAD = 200
"""Characters; a longer head, padded with what does not count, is not repeated."""
MOST_NAMED = 10
"""Unknown heads that the fault names."""
ERRORS = "_errors"
"""Field of the column (and of the NDJSON key) that a file of rejected rows brings along."""

NUMBER = "_row"
"""Field that tells which row of the file a rejected one was."""

LINE = "_line"
"""Name under which such a file of NDJSON holds a line that is no object."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field it fills (a path, "source.url"), its Swedish head, what a cell holds.

    `hint` says in Swedish what to write; a row needs what is `required`.
    """

    field: str
    head: str
    content: Content = "text"
    hint: str = ""
    required: bool = False


_CONTENT: Mapping[Type, Content] = {
    Type.TEXTS: "list",
    Type.CONCEPTS: "list",
    Type.YEAR: "number",
    Type.NUMBER: "number",
    Type.FLAG: "boolean",
    Type.DAY: "day",
}
_WHOLE: Mapping[str, Content] = {"relations": "relations", "evidence": "evidence"}
"""Lists of objects that are not written as others are (`record.lines`)."""


def _columns(fields: Iterable[Field], path: str = "", *, needed: bool = True) -> Iterator[Column]:
    for field in fields:
        name = f"{path}{field.name}"
        required = needed and field.required and name != "externalId"  # see `made_keys`
        if field.type is Type.OBJECTS:
            content = _WHOLE.get(name, "objects")
            hint = field.hint or f"Ett per rad: {format_heads(field)}."
            yield Column(name, field.head, content, hint, required=required)
        elif field.parts:
            yield from _columns(field.parts, f"{name}.", needed=required)
        else:
            content = _CONTENT.get(field.type, "text")
            yield Column(name, field.head, content, field.hint, required=required)


COLUMNS = tuple(_columns(LOADED))
REASON = Column("reason", "Orsak")
"""Of a file that withdraws entries."""
REJECTION = Column(ERRORS, "Fel")
ROW = Column(NUMBER, "Rad", content="number")
STATE = tuple(
    Column(name, name, content="read-only")
    for name in ("id", "version", "createdAt", "updatedAt", "publishedAt")
)
"""What the catalogue itself says of an entry: in the sheet of a dump, and ignored in a load."""

IGNORED = Column("", "", content="read-only")
"""Of a column that somebody chose not to use."""
ANY_SOURCE = Column("source", "Källa", content="source")
"""Of sheets that tell the source in one cell: an address, or else a title."""
OTHER_HEADS: Mapping[str, tuple[str, ...]] = {
    "kind": ("Typ av exempel", "Typ", "Exempeltyp"),
    "title": ("Rubrik", "Namn"),
    "summary": ("Beskrivning", "Vad gör ni?"),
    "sectors": ("Bransch",),
    "objectives": ("Miljökvalitetsmål",),
    "goals": ("Globalt mål", "Agenda 2030", "Globala målen"),
    "levers": ("Cirkulära strategier", "Cirkulär strategi"),
    "leadOrganisation": ("Organisation", "Ansvarig"),
    "partners": ("Partner",),
    "startYear": ("År", "Från år"),
    "endYear": ("Till år",),
    "results": ("Vad har det lett till?",),
    "state": ("Status",),
    "lessons": ("Hinder",),
    "source.url": ("Webbadress", "Länk", "Webbsida", "Webbsida om det"),
}
"""Field -> what else people head its column, with the words of the counties' form."""

LIKELY_HEADS: Mapping[str, tuple[str, ...]] = {
    "kind": ("Sort", "Sorts", "Slag", "Kategori"),
    "title": ("Aktivitet", "Insats", "Projekt", "Projektnamn", "Exempel", "Åtgärd"),
    "summary": ("Text", "Innehåll"),
    "counties": ("Var", "Region", "Länsstyrelse"),
    "sectors": ("Näringsgren",),
    "goals": ("SDG",),
    "leadOrganisation": ("Projektägare", "Huvudman", "Vem"),
    "partners": ("Samverkan", "Samarbete", "Medverkande", "Deltagare"),
    "contact": ("Mejl", "E-post"),
    "startYear": ("När", "Tid", "Period", "Tidsperiod", "Start", "Startdatum"),
    "endYear": ("Slut", "Slutdatum"),
    "methods": ("Arbetssätt", "Genomförande"),
    "results": ("Effekt",),
    "lessons": ("Lärdom", "Svårighet"),
    "keywords": ("Nyckelord", "Taggar"),
    "source.url": ("Hemsida", "Webb", "Webbplats", "URL"),
}
"""Field -> words in the heads of people's own sheets that suggest it, to be confirmed."""

_NOT_WORD = re.compile(r"[\W_]+")


def _key(head: str) -> str:
    return _NOT_WORD.sub("", head).casefold()


_BY_KEY = {
    _key(name): column
    for column in (*COLUMNS, REASON, REJECTION, ROW, ANY_SOURCE)
    for name in (column.field, column.head, *OTHER_HEADS.get(column.field, ()))
}
_NAMES_BY_WORDS = {
    frozenset(map(key, written_words(name))): column
    for column in COLUMNS
    for name in (
        column.head,
        *OTHER_HEADS.get(column.field, ()),
        *LIKELY_HEADS.get(column.field, ()),
    )
}
"""Name of a column, as the keys of its words -> the column."""
BY_FIELD = {column.field: column for column in (*COLUMNS, REASON, ANY_SOURCE)}
"""Field -> its column, of those that somebody can choose."""
_OF_DUMPS = {column.field: column for column in STATE}
_NAMES = tuple(name for column in (*COLUMNS, REASON) for name in (column.field, column.head))


def column_of(head: str) -> Column | None:
    """Return the column that a head stands for, in whichever of its names."""
    return _BY_KEY.get(_key(head))


def likely_column(head: str) -> Column | None:
    """Return the column of which a head has all words of a name: "Var (län)", "Kort beskrivning".

    The name with the most words decides; None where names of two columns have as many.
    """
    words = {key(word) for word in written_words(head[:LONGEST_HEAD])}
    found = {name: column for name, column in _NAMES_BY_WORDS.items() if name and name <= words}
    most = max(map(len, found), default=0)
    columns = {column.field: column for name, column in found.items() if len(name) == most}
    return columns.popitem()[1] if len(columns) == 1 else None


def heads_of(heads: Iterable[str]) -> dict[str, str]:
    """Return field -> the head that a sheet has for it."""
    return {column.field: head for head in heads if (column := column_of(head))}


def head_of(pointer: str, heads: Mapping[str, str]) -> str | None:
    """Return the head of the column that a pointer into a row leads to; None if there is none."""
    return heads.get(field_of(pointer))


def name_of(field: str, heads: Mapping[str, str]) -> str:
    """Return what people call a field: by the head that a sheet has for it, or the template has.

    A part without column goes by the name of what it is a part of; empty for no field.
    """
    whole = field.partition(".")[0]
    named = (heads.get(name) or getattr(BY_FIELD.get(name), "head", "") for name in (field, whole))
    return next(filter(None, named), "")


def field_of(pointer: str) -> str:
    """Return the path of the field that a pointer into a row leads to: "source.url"."""
    return ".".join(part for part in pointer.split("/") if part and not part.isdigit())


def key_of(head: str) -> str:
    """Return by what a head is known again, whatever its case, spaces and punctuation."""
    return _key(head) or head.strip()


def heads_used(heads: Iterable[str], chosen: Mapping[str, str] | None) -> dict[str, str]:
    """Return field -> the head that a sheet has for it; `chosen` as for `chosen_columns`."""
    if chosen is None:
        return heads_of(heads)
    sent = list(heads)
    columns = chosen_columns(sent, chosen)
    return {column.field: head for head, column in zip(sent, columns, strict=True) if column}


def known_heads(heads: Iterable[str]) -> int:
    """Return how many of the heads are known."""
    return sum(column_of(head) is not None for head in heads)


def columns_of(heads: Sequence[str]) -> list[Column | None]:
    """Return the column of each head, in order; None where the head is empty.

    Raises:
        UnreadableFile: a head is unknown or repeated, there are too many, or neither key nor title
            has a column.
    """
    if len(heads) > MOST_COLUMNS:
        raise unreadable("too-many-columns", count=len(heads), limit=MOST_COLUMNS)
    columns = [column_of(head) or _OF_DUMPS.get(head) for head in heads]
    unknown = [
        head for head, found in zip(heads, columns, strict=True) if found is None and head.strip()
    ]
    fields = Counter(each.field for each in columns if each and each.content != "read-only")
    if not (fields["externalId"] or fields["title"]):
        _refuse_unknown(unknown, len(fields))
    if not fields["externalId"] and "id" in heads:
        raise unreadable("own-id-column")
    if unknown:
        raise _unknown_columns(unknown)
    if repeated := [field for field, count in fields.items() if count > 1]:
        raise unreadable("repeated-column", columns=", ".join(repeated))
    return columns


def chosen_columns(heads: Sequence[str], chosen: Mapping[str, str]) -> list[Column | None]:
    """Return the column of each head, in order; None for each that is not used.

    `chosen` is what somebody chose: key of a head -> field, or nothing to ignore the column. Of
    two columns for the same field the second is used only where a list takes the values of both.

    Raises:
        UnreadableFile: there are too many.
    """
    if len(heads) > MOST_COLUMNS:
        raise unreadable("too-many-columns", count=len(heads), limit=MOST_COLUMNS)
    found: list[Column | None] = []
    for head in heads:
        field = chosen.get(key_of(head))
        column = (column_of(head) or _OF_DUMPS.get(head)) if field is None else BY_FIELD.get(field)
        is_second = column in found and column is not None and column.content != "list"
        found.append(None if is_second else column)
    return found


def _refuse_unknown(unknown: list[str], known: int) -> None:
    """A file without key and title: a head is misspelt, or the file is something else."""
    if unknown and known:
        raise _unknown_columns(unknown)
    raise unreadable("missing-column")


def _unknown_columns(heads: list[str]) -> Exception:
    nearest = [_nearest(head) for head in heads[:MOST_NAMED]]
    named = [
        f"{head[:100]} ({near})" if near else head[:100]
        for head, near in zip(heads, nearest, strict=False)
    ]
    return unreadable(
        "unknown-column",
        value=heads[0][:100],
        nearest=tuple(dict.fromkeys(near for near in nearest if near)),
        columns=", ".join(named),
    )


def _nearest(head: str) -> str | None:
    found = process.extractOne(head[:100], _NAMES, scorer=fuzz.WRatio, score_cutoff=60)
    return found[0] if found else None
