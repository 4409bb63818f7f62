"""The columns of a sheet: which field of the load format each head stands for."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rapidfuzz import fuzz, process

from app.imports.files.faults import unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Content = Literal["text", "list", "number", "boolean", "day", "relations", "evidence"]

MOST_COLUMNS = 200
"""Far more than there are fields; a wider sheet is no list of entries."""
MOST_NAMED = 10
"""Unknown heads that the fault names."""
ERRORS = "_errors"
"""Field of the column (and of the NDJSON key) that a file of rejected rows brings along."""

LINE = "_line"
"""Name under which such a file of NDJSON holds a line that is no object."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field it fills (a path, "source.url"), its Swedish head, what a cell holds."""

    field: str
    head: str
    content: Content = "text"


COLUMNS = (
    Column("externalId", "Id i källsystemet"),
    Column("sourceSystem", "Källsystem"),
    Column("kind", "Slag"),
    Column("title", "Titel"),
    Column("summary", "Sammanfattning"),
    Column("facts", "Fakta", "list"),
    Column("methods", "Metoder"),
    Column("results", "Resultat"),
    Column("obstacles", "Hinder"),
    Column("preconditions", "Förutsättningar"),
    Column("targetGroup", "Målgrupp"),
    Column("counties", "Län", "list"),
    Column("national", "Nationellt", "boolean"),
    Column("sectors", "Branscher", "list"),
    Column("sectorText", "Branscher i källans ord", "list"),
    Column("environmentalObjectives", "Miljömål", "list"),
    Column("goals", "Globala mål", "list"),
    Column("targets", "Delmål", "list"),
    Column("resolve", "ReSOLVE", "list"),
    Column("businessModels", "Affärsmodeller", "list"),
    Column("leadOrganisation", "Ansvarig organisation"),
    Column("partners", "Partner", "list"),
    Column("contact", "Kontakt"),
    Column("startYear", "Startår", "number"),
    Column("endYear", "Slutår", "number"),
    Column("period.status", "Period"),
    Column("relations", "Relationer", "relations"),
    Column("source.type", "Källtyp"),
    Column("source.title", "Källans titel"),
    Column("source.url", "Källans webbadress"),
    Column("source.survey", "Enkät"),
    Column("source.question", "Enkätfråga"),
    Column("source.reply", "Enkätsvar"),
    Column("source.quote.start", "Citatets början", "number"),
    Column("source.quote.end", "Citatets slut", "number"),
    Column("source.receivedOn", "Mottaget", "day"),
    Column("source.registryNumber", "Diarienummer"),
    Column("source.retrievedOn", "Hämtat", "day"),
    Column("source.checkedOn", "Kontrollerat", "day"),
    Column("licence", "Licens"),
    Column("evidence", "Belägg", "evidence"),
)
REASON = Column("reason", "Orsak")
"""Of a file that withdraws entries."""
REJECTION = Column(ERRORS, "Fel")

_NOT_WORD = re.compile(r"[\W_]+")


def _key(head: str) -> str:
    return _NOT_WORD.sub("", head).casefold()


_BY_KEY = {
    _key(name): column
    for column in (*COLUMNS, REASON, REJECTION)
    for name in (column.field, column.head)
} | {"period": next(column for column in COLUMNS if column.field == "period.status")}
_NAMES = tuple(name for column in (*COLUMNS, REASON) for name in (column.field, column.head))


def known_heads(heads: Iterable[str]) -> int:
    """Return how many of the heads are known."""
    return sum(_key(head) in _BY_KEY for head in heads)


def columns_of(heads: Sequence[str]) -> list[Column | None]:
    """Return the column of each head, in order; None where the head is empty.

    Raises:
        UnreadableFile: a head is unknown or repeated, there are too many, or externalId lacks.
    """
    if len(heads) > MOST_COLUMNS:
        raise unreadable("too-many-columns", count=len(heads), limit=MOST_COLUMNS)
    columns = [_BY_KEY.get(_key(head)) for head in heads]
    unknown = [
        head for head, found in zip(heads, columns, strict=True) if found is None and head.strip()
    ]
    fields = Counter(column.field for column in columns if column)
    if not fields["externalId"]:
        _refuse_strangers(unknown, len(fields))
    if unknown:
        raise _unknown(unknown)
    if repeated := [field for field, count in fields.items() if count > 1]:
        raise unreadable("repeated-column", columns=", ".join(repeated))
    return columns


def _refuse_strangers(unknown: list[str], known: int) -> None:
    """A file without the key: either its head is misspelt, or the file is something else."""
    if unknown and known:
        raise _unknown(unknown)
    raise unreadable("missing-column")


def _unknown(heads: list[str]) -> Exception:
    nearest = [_nearest(head) for head in heads[:MOST_NAMED]]
    told = [
        f"{head[:100]} ({near})" if near else head[:100]
        for head, near in zip(heads, nearest, strict=False)
    ]
    return unreadable(
        "unknown-column",
        value=heads[0][:100],
        nearest=tuple(dict.fromkeys(near for near in nearest if near)),
        columns=", ".join(told),
    )


def _nearest(head: str) -> str | None:
    found = process.extractOne(head[:100], _NAMES, scorer=fuzz.WRatio, score_cutoff=60)
    return found[0] if found else None
