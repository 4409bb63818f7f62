"""Rows as they come out of files, and rows that have been held to the load format."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from app.entries.personal import personal_warnings
from app.imports.files.cell_terms import CellTerms
from app.imports.files.columns import ERRORS, LINE, NUMBER
from app.imports.files.conversion import STRAY_CELLS
from app.imports.files.format import LONGEST_LINE
from app.imports.files.strict_json import DECODER, RepeatedName
from app.imports.made_keys import with_key
from app.imports.options import ImportOptions
from schemas.checks import clean
from schemas.faults import FieldFault
from schemas.loading import LoadedEntry, RowRejected, load_entry
from schemas.withdrawing import LoadedWithdrawal, load_withdrawal

CUT = LONGEST_LINE + 1
"""Bytes of an overlong line that are read at a time."""
NO_ENTRY = "no-entry"
LONGEST_KEPT = 200
"""Characters of an external id that a rejected row is shown with."""

LINE_FAULTS = {
    "line-too-long": FieldFault(
        "",
        "line-too-long",
        f"Raden är längre än {LONGEST_LINE} byte.",
        f"The line is longer than {LONGEST_LINE} bytes.",
    ),
    "repeated-name": FieldFault(
        "",
        "repeated-name",
        "Samma fält står flera gånger på raden; ett av värdena skulle gå förlorat.",
        "The row has the same field more than once; one of the values would be lost.",
    ),
    "not-utf-8": FieldFault(
        "",
        "not-utf-8",
        "Raden är inte UTF-8. Spara filen som UTF-8 och läs in den igen.",
        "The line is not UTF-8. Save the file as UTF-8 and load it again.",
    ),
    "not-json": FieldFault(
        "",
        "not-json",
        "Raden är inte JSON. Varje rad ska vara ett helt JSON-objekt (NDJSON).",
        "The line is not JSON. Each line must be one whole JSON object (NDJSON).",
    ),
    STRAY_CELLS: FieldFault(
        "",
        STRAY_CELLS,
        "Raden har celler utan kolumnrubrik. Oftast saknas citattecken kring en cell som"
        " innehåller skiljetecknet. Flytta cellerna dit de hör, eller ta bort dem.",
        "The row has cells without a column head. Mostly quotation marks are missing around a"
        " cell that holds the delimiter. Move the cells to where they belong, or remove them.",
    ),
    NO_ENTRY: FieldFault(
        "",
        NO_ENTRY,
        "Raden har varken titel eller sammanfattning. Lämna den utanför om den är en rubrik eller"
        " en summa; fyll annars i dem.",
        "The row has neither title nor summary. Leave it out if it is a heading or a sum;"
        " otherwise fill them in.",
    ),
}
"""What may be wrong with a line or a sheet's row before it is a row of the load format."""


class RawRow(NamedTuple):
    """A row of a file.

    Attributes:
        place: its order in the file.
        number: what the admin sees: the line in an editor, the row in a spreadsheet.
        position, end: where it stands, in bytes.
        fault: code of LINE_FAULTS, when it is no row.
        of_sheet: whether it comes from cells, which may hold names in place of codes.
        corrected: what somebody wrote in its place, as it is stored; `content` is that then.
    """

    place: int
    number: int
    position: int
    end: int
    content: object
    fault: str | None = None
    of_sheet: bool = False
    corrected: Mapping[str, Any] | None = None

    def with_correction(self, corrected: Mapping[str, Any] | None) -> RawRow:
        """Return the row as somebody has corrected it, if that is given."""
        if corrected is None:
            return self
        return self._replace(
            content=dict(corrected["row"]),
            fault=None,
            of_sheet=corrected["ofSheet"],
            corrected=corrected,
        )


class Row(NamedTuple):
    """A row that was held to the load format: its content, or what is wrong with it."""

    raw: RawRow
    external_id: str | None
    entry: LoadedEntry | None = None
    withdrawal: LoadedWithdrawal | None = None
    faults: tuple[FieldFault, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Source system and external id of a valid row."""
        content = self.entry or self.withdrawal
        return (content.source_system, content.external_id) if content else ("", "")


def lines_of(path: Path, position: int = 0) -> Iterator[bytes]:
    """Yield the lines of a file from a position on; an overlong one comes cut."""
    with path.open("rb") as file:
        file.seek(position)
        while line := file.readline(CUT):
            yield line


def raw_lines(lines: Iterable[bytes], position: int = 0, place: int = 0) -> Iterator[RawRow]:
    """Yield the rows of NDJSON; `position` and `place` are those that were reached before."""
    whole = True
    for line in lines:
        begin, position = position, position + len(line)
        continues, whole = not whole, line.endswith(b"\n") or len(line) != CUT
        place += not continues
        if not continues and line.strip():
            yield RawRow(place, place, begin, position, *_parse_line(line))


def raw_rows(
    lines: Iterable[bytes], position: int = 0, place: int = 0, *, of_sheet: bool = False
) -> Iterator[RawRow]:
    """Yield the rows of a converted file."""
    for line in lines:
        begin, position, place = position, position + len(line), place + 1
        number, content, *fault = json.loads(line)
        yield RawRow(place, number, begin, position, content, fault[0] if fault else None, of_sheet)


def _parse_line(line: bytes) -> tuple[object, str | None]:
    if len(line) > LONGEST_LINE:
        return None, "line-too-long"
    try:
        found = DECODER.decode(line.removeprefix(BOM_UTF8).decode())
    except UnicodeDecodeError:
        return None, "not-utf-8"
    except RepeatedName:
        return None, "repeated-name"
    except (ValueError, RecursionError):
        return None, "not-json"
    if isinstance(found, dict) and isinstance(text := found.get(LINE), str):
        return _given_back(text)
    return found, None


def _given_back(text: str) -> tuple[object, str | None]:
    """Read a line that was rejected, as the file of rejected rows holds it."""
    if "\N{REPLACEMENT CHARACTER}" in text:
        return None, "not-utf-8"
    return _parse_line(text.encode(errors="replace"))


def checked(
    raw: RawRow,
    options: ImportOptions,
    known: Mapping[str, Mapping[str, str]],
    terms: CellTerms,
) -> Row:
    """Hold a row to the load format, or to that of withdrawals."""
    if raw.fault:
        return Row(raw, _external_id(raw.content), faults=(LINE_FAULTS[raw.fault],))
    content = raw.content
    if isinstance(content, dict):
        content.pop(ERRORS, None)
        content.pop(NUMBER, None)
        content = _of_sheet(content, options, terms) if raw.of_sheet else content
    try:
        if options.mode == "withdraw":
            withdrawal = load_withdrawal(content, options.source_system)
            named = personal_warnings({"reason": withdrawal.reason})  # which everybody reads
            return Row(raw, withdrawal.external_id, withdrawal=withdrawal, faults=named)
        entry = load_entry(content, options.source_system, known)
        return Row(raw, entry.external_id, entry=entry)
    except RowRejected as rejection:
        faults = terms.in_cell_terms(rejection.faults) if raw.of_sheet else rejection.faults
        missing = {each.pointer for each in faults if each.code == "required"}
        if raw.of_sheet and missing >= {"/title", "/summary"}:
            faults = (LINE_FAULTS[NO_ENTRY],)
        return Row(raw, _external_id(content), faults=faults)


def _of_sheet(
    content: Mapping[str, Any], options: ImportOptions, terms: CellTerms
) -> dict[str, Any]:
    coded = terms.coded(content)
    return coded if options.mode == "withdraw" else with_key(coded)


def _external_id(row: Any) -> str | None:  # noqa: ANN401  whatever the line held
    found = row.get("externalId") if isinstance(row, dict) else None
    return clean(found[:LONGEST_KEPT]) if isinstance(found, str) else None
