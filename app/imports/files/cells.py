"""Cells of a sheet into a row of the load format, and back.

What a cell holds that its field cannot take is passed on as it stands: the check of the row tells
what is wrong with it, as it would of any other file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from app.imports.files.columns import Column, Content
from record.fields import BY_NAME
from record.lines import format_line, parse_line

TRUE = {"true", "ja", "yes", "sant", "1", "x"}
FALSE = {"false", "nej", "no", "falskt", "0"}
COUNTY_DIGITS = 2
_WHOLE = re.compile(r"[+-]?\d{1,12}")
_AMOUNT = re.compile(r"([+-]?\d{1,3}(?:[\s.]\d{3})+|\d+)\s*(?:kr|kronor|sek|:-)?", re.IGNORECASE)
"""How people write a number: with spaces or points between thousands, and its unit."""
_ROUND = re.compile(
    r"(\d{1,6}(?:[.,]\d{1,3})?)\s*(?:(tkr|tusen)|mkr|mnkr|milj(?:oner|\.)?)(?:\s*(?:kr|kronor))?",
    re.IGNORECASE,
)
"""The same in thousands or millions: "1,5 mnkr", "500 tkr"."""
ADDRESS = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
_RELATION = re.compile(r"(\S+)\s+(\S+)")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
NOTHING = {
    *("", "-", "–", "—", "?", "saknas", "uppgift saknas", "finns ej", "finns inte", "ej angivet"),
    *("ej aktuellt", "n/a"),
}
"""What stands in a cell that holds nothing."""
_EVIDENCE = re.compile(r"(\w+)\s+([^\s:]+):\s*(.+)", re.DOTALL)


def row_of(columns: Sequence[Column | None], cells: Sequence[object]) -> dict[str, Any]:
    """Return the row that a sheet's cells make; empty cells leave their field out."""
    row: dict[str, Any] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column is None or column.content == "read-only" or is_empty(cell):
            continue
        if column.content == "source":
            _add_source(row.setdefault("source", {}), text_of_cell(cell))
            continue
        *parents, leaf = column.field.split(".")
        place = row
        for parent in parents:
            place = place.setdefault(parent, {})
        value = _READ[column.content](cell, column.field)
        # two columns may give values of one list, where somebody chose that
        place[leaf] = [*place.get(leaf, ()), *value] if isinstance(value, list) else value
    return row


def _add_source(source: dict[str, Any], written: str) -> None:
    """Take a cell that tells the source: an address, or else its title."""
    source.setdefault("url" if ADDRESS.match(written) else "title", written)


def is_empty(cell: object) -> bool:
    """Return whether a cell holds nothing."""
    return cell is None or (isinstance(cell, str) and cell.strip().casefold() in NOTHING)


def stray_cells(columns: Sequence[Column | None], cells: Sequence[object]) -> list[str]:
    """Return what stands in columns without head, from the first that holds something."""
    if len(cells) <= len(columns) and all(columns):
        return []
    headless = [cell for column, cell in zip(columns, cells, strict=False) if column is None]
    found = [
        text_of_cell("" if cell is None else cell) for cell in (*headless, *cells[len(columns) :])
    ]
    filled = [place for place, cell in enumerate(found) if cell]
    return found[filled[0] : filled[-1] + 1] if filled else []


def text_of_cell(cell: object, _field: str = "") -> str:
    """Return what a cell shows: a whole number without decimals, a day without time."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # a spreadsheet keeps every number with decimals
    if isinstance(cell, datetime):
        return str(cell.date() if cell.time() == datetime.min.time() else cell)
    return str(cell).strip()


def _list(cell: object, field: str) -> list[str]:
    """Part a cell at line breaks; else at |; else at ;."""
    text = text_of_cell(cell) if not isinstance(cell, str) else cell.replace("\r\n", "\n")
    separator = next((mark for mark in "\n|" if mark in text), ";")
    items = [item.strip() for item in text.split(separator) if item.strip()]
    return [_county(item) for item in items] if field == "counties" else items


def _county(code: str) -> str:
    """Give back the zero that a spreadsheet took from "04"."""
    return code.zfill(COUNTY_DIGITS) if code.isascii() and code.isdigit() else code


def _number(cell: object, _field: str) -> object:
    text = text_of_cell(cell)
    if rounded := _ROUND.fullmatch(text):
        return int(Decimal(rounded[1].replace(",", ".")) * (1_000 if rounded[2] else 1_000_000))
    written = _AMOUNT.fullmatch(text)
    digits = re.sub(r"[\s.]", "", written[1]) if written else text
    return int(digits) if _WHOLE.fullmatch(digits) else text


def _boolean(cell: object, _field: str) -> object:
    text = text_of_cell(cell).casefold()
    if text in TRUE | FALSE:
        return text in TRUE
    return cell if isinstance(cell, str) else text


def _day(cell: object, _field: str) -> str:
    return cell.isoformat()[:10] if isinstance(cell, date) else text_of_cell(cell)


def _relations(cell: object, _field: str) -> list[object]:
    return [_relation(item) for item in _list(cell, "")]


def _relation(item: str) -> object:
    found = _RELATION.fullmatch(item)
    if not found:
        return item
    return {"type": found[1], "entryId" if _UUID.fullmatch(found[2]) else "externalId": found[2]}


def _evidence(cell: object, _field: str) -> list[object]:
    return [_quote(item) for item in text_of_cell(cell).splitlines() if item.strip()]


def _quote(item: str) -> object:
    found = _EVIDENCE.fullmatch(item.strip())
    return {"field": found[1], "value": found[2], "quote": found[3]} if found else item


def _objects(cell: object, field: str) -> list[object]:
    lines = (line for line in text_of_cell(cell).splitlines() if line.strip())
    return [parse_line(BY_NAME[field], line) for line in lines]


_READ: Mapping[Content, Callable[[object, str], object]] = {
    "text": text_of_cell,
    "list": _list,
    "number": _number,
    "boolean": _boolean,
    "day": _day,
    "relations": _relations,
    "evidence": _evidence,
    "objects": _objects,
}


def cells_of(columns: Sequence[Column], row: Mapping[str, Any]) -> list[str | int | bool]:
    """Return the cells that `row_of` would make the row of."""
    return [_cell(column, _value_at(row, column.field)) for column in columns]


def _value_at(row: Mapping[str, Any], path: str) -> object:
    value: object = row
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _cell(column: Column, value: object) -> str | int | bool:
    if value is None:
        return ""
    if column.content == "source":
        given = value if isinstance(value, dict) else {}
        return str(given.get("url") or given.get("title") or "")
    if isinstance(value, list):
        lines = column.content in {"evidence", "objects"}
        return _join_items([_item(column, item) for item in value], lines=lines)
    return value if isinstance(value, (int, bool)) else str(value)


def _item(column: Column, item: object) -> str:
    if isinstance(item, dict) and column.content == "relations":
        return f"{item.get('type', '')} {item.get('entryId') or item.get('externalId', '')}"
    if isinstance(item, dict) and column.content == "evidence":
        return f"{item.get('field', '')} {item.get('value', '')}: {item.get('quote', '')}"
    if isinstance(item, dict) and column.content == "objects":
        return format_line(BY_NAME[column.field], item)
    return str(item)


def _join_items(items: list[str], *, lines: bool) -> str:
    if lines or any(mark in item for item in items for mark in ";|"):
        return "\n".join(items) + "\n"  # also of one item, which is then not parted at its marks
    return "; ".join(items)
