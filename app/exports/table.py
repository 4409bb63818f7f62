"""A search as a table for people: a row an entry, values in words, and what the table is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from app.entries.labels import LABELLED
from app.exports.hits import all_hits
from app.exports.words import in_words
from app.imports.files.cell_terms import SOURCE_TYPES
from record.columns import HEADS, NOTE, NOTE_HEAD, columns_in
from record.fields import BY_NAME, CLOSED, SHOWN
from record.filters import BY_NAME as FILTERS
from record.filters import NUMBERED, numbered_name
from record.lines import format_line
from record.words import Words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from app.copies.linked.names import Names
    from app.exports.hits import Hits
    from app.searching.requests import SearchRequest
    from app.vocabularies import Vocabularies
    from app.wiring import Services
    from indexer.engine import Snapshot

Cell = str | int | date | None


UNKNOWN = "unknown"
EXAMPLES = Words("Exempel", "Examples")
WHOLE_COUNTRY = Words("Nationellt", "National")
BY_LINES = frozenset({"facts", "steps", *(each.name for each in SHOWN if each.parts)})
_VOCABULARIES = LABELLED | CLOSED
_NUMBERED = {field: name for name in NUMBERED for field in FILTERS[name].fields}
_DAYS = frozenset({"source.retrievedOn", "publishedAt", "updatedAt"})


@dataclass(frozen=True, slots=True)
class Table:
    """All hits of a search, or other rows.

    Attributes:
        about: notes about the table: (name, value).
        source: where and when it was fetched, for files that have room for it only in columns.
        columns: names in `words`, in the order of the table.
        rows: a row for each hit, with a cell for each column; read once.
        total: how many rows there are.
        words: name of a column -> its head.
        sheet: what the rows are called.
    """

    language: str
    about: tuple[tuple[str, str | int], ...]
    source: Mapping[str, str]
    columns: tuple[str, ...]
    rows: Iterable[list[Cell]]
    total: int
    words: Mapping[str, Words] = field(default_factory=lambda: HEADS)
    sheet: Words = EXAMPLES

    @property
    def heads(self) -> list[str]:
        """The heads of the columns."""
        return [self.words[column].text(self.language) for column in self.columns]

    def with_columns(self, chosen: Collection[str]) -> Table:
        """Return the table with these columns alone, in its own order."""
        places = [place for place, each in enumerate(self.columns) if each in chosen]
        return replace(
            self,
            columns=tuple(self.columns[place] for place in places),
            rows=([row[place] for place in places] for row in self.rows),
        )

    def with_notes(self, notes: Mapping[str, str]) -> Table:
        """Return the table with a second column: what somebody has noted, by the ids of entries."""
        first, *rest = self.columns
        place = self.columns.index("id")
        return replace(
            self,
            columns=(first, NOTE, *rest),
            rows=([row[0], notes.get(str(row[place])), *row[1:]] for row in self.rows),
            words={**self.words, NOTE: NOTE_HEAD},
        )


def table_of(
    services: Services,
    request: SearchRequest,
    snapshot: Snapshot,
    names: Names,
    address: str,
) -> Table:
    """Return a search as a table; `address` is that of the search, for those who get the file.

    Raises:
        InvalidQuery: something in the request cannot be understood, or it finds too much.
        SearchUnavailable: the engine does not answer, now or while the rows are read.
    """
    hits = all_hits(services, request, snapshot)
    shown = columns_in(request.language)
    rows = _rows(hits, services.vocabularies, names, request.language, shown)
    about = _rows_about(hits, address)
    source = {head.text(request.language): value for head, value in _source(address)}
    return Table(request.language, about, source, shown, rows, hits.total)


def _source(address: str) -> tuple[tuple[Words, str], ...]:
    return (
        (Words("Sökningens adress", "Address of the search"), address),
        (Words("Hämtat", "Fetched"), f"{datetime.now(UTC).date()}"),
    )


def _rows_about(hits: Hits, address: str) -> tuple[tuple[str, str | int], ...]:
    language = hits.search.request.language
    notes: tuple[tuple[Words, str | int], ...] = (
        (Words("Sökning", "Search"), in_words(hits.search)),
        *_source(address),
        (Words("Antal exempel", "Number of examples"), hits.total),
        (
            Words("Licens", "Licence"),
            Words(
                "CC0 1.0, om inte kolumnen Licens säger annat",
                "CC0 1.0, unless the column Licence says otherwise",
            ).text(language),
        ),
    )
    return tuple((name.text(language), value) for name, value in notes)


def _rows(
    hits: Hits, vocabularies: Vocabularies, names: Names, language: str, columns: Sequence[str]
) -> Iterator[list[Cell]]:
    for hit in hits:
        entry = hit.entry
        row = {**entry, "address": names.readable_page(entry, language)}
        yield [_cell(column, row, vocabularies, language) for column in columns]


def _cell(column: str, entry: Mapping[str, Any], vocabularies: Vocabularies, language: str) -> Cell:
    if column == "counties" and entry["national"]:
        return WHOLE_COUNTRY.text(language)
    value = _value_at(entry, column)
    if value is None or (column == "state" and value == UNKNOWN):
        return None
    if column in _DAYS:
        return date.fromisoformat(value[:10])
    if column == "source.type":
        return SOURCE_TYPES[value][0 if language == "sv" else 1]
    if isinstance(value, list):
        texts = [_text(column, each, vocabularies, language) for each in value]
        return _join_values(texts, by_lines=column in BY_LINES)
    return _name(column, value, vocabularies, language) if isinstance(value, str) else int(value)


def _text(
    column: str, value: str | Mapping[str, Any], vocabularies: Vocabularies, language: str
) -> str:
    """Return a value of a list in words; an object is a line."""
    if isinstance(value, str):
        return _name(column, value, vocabularies, language)
    named = {
        name: _name(f"{column}.{name}", part, vocabularies, language)
        for name, part in value.items()
        if part is not None
    }
    return format_line(BY_NAME[column], named)


def _join_values(values: Sequence[str], *, by_lines: bool) -> str:
    """Join values as imports part them: by lines, where one holds the sign that delimits others."""
    if by_lines or not any(";" in each for each in values):
        return ("\n" if by_lines else "; ").join(values)
    return "\n".join(values) if len(values) > 1 else f"{values[0]}\n"


def _value_at(entry: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401  JSON
    name, _, part = path.partition(".")
    return (entry[name] or {}).get(part) if part else entry[name]


def _name(column: str, value: str, vocabularies: Vocabularies, language: str) -> str:
    """Return what a value is called; of numbered ones that are known also the number."""
    if column not in _VOCABULARIES:
        return value
    name = vocabularies.name(_VOCABULARIES[column], value, language)
    numbered = column in _NUMBERED and name != value
    return numbered_name(_NUMBERED[column], value, name) if numbered else name
