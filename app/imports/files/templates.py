"""The template: an empty sheet with every head, and in XLSX what each column takes."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import xlsxwriter  # type: ignore[import-untyped]

from app.imports.files.columns import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MARK = "\ufeff"
"""Tells Excel that a CSV file is UTF-8."""
DELIMITER = ";"
"""Which Excel expects where numbers have a decimal comma."""
WIDTH, PREPARED_ROWS = 24, 1000

CHOICES: Mapping[str, Sequence[str]] = {
    "kind": ("activity", "working-method", "sector-collaboration"),
    "period.status": ("planned", "ongoing", "ended", "unknown"),
    "source.type": ("survey-reply", "web-page", "report"),
    "national": ("ja", "nej"),
}
REQUIRED = ("externalId", "kind", "title", "summary", "counties", "source.type")
HINTS: Mapping[str, str] = {
    "externalId": "Exemplets nyckel hos er, utan blanktecken. Samma nyckel igen ändrar exemplet.",
    "sourceSystem": "Systemet som nyckeln hör till; tomt = det som anges vid inläsningen.",
    "summary": "Vad som görs, av vem och för vem.",
    "facts": "Korta punkter, en per rad i cellen (Alt+Enter).",
    "counties": "Länskoder, till exempel 12; 13. Alla 21 gör exemplet nationellt.",
    "sectors": "Id ur vokabulären sectors, till exempel livsmedel; handel.",
    "environmentalObjectives": "Nummer 0-16, till exempel 1; 15.",
    "goals": "Globala målen 1-17.",
    "targets": "Delmål, till exempel 12.3; 12.5. Formatera cellen som text.",
    "resolve": "regenerate, share, optimise, loop, virtualise, exchange.",
    "contact": "Funktionsbrevlåda eller kontaktsida, aldrig en person.",
    "partners": "Organisationer, aldrig personer.",
    "startYear": "Årtal, till exempel 2026.",
    "endYear": "Årtal.",
    "relations": "En per rad: uses-method eller part-of, blanksteg, exemplets id.",
    "source.url": "Börjar med http:// eller https://.",
    "source.receivedOn": "Datum, ÅÅÅÅ-MM-DD.",
    "source.retrievedOn": "Datum, ÅÅÅÅ-MM-DD.",
    "source.checkedOn": "Datum, ÅÅÅÅ-MM-DD.",
    "licence": "Tomt = CC0-1.0.",
    "evidence": "Ett per rad: fält värde: citat, till exempel goals 12: minskat matsvinn.",
}


def csv_template() -> bytes:
    """Return the heads as CSV."""
    text = io.StringIO()
    csv.writer(text, delimiter=DELIMITER).writerow([column.head for column in COLUMNS])
    return (MARK + text.getvalue()).encode()


def xlsx_template() -> bytes:
    """Return a workbook: a sheet to fill in, and one that explains it."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        _write_form(book)
        _write_explanation(book)
    return content.getvalue()


def _write_form(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("Exempel")
    head = book.add_format({"bold": True})
    text = book.add_format({"num_format": "@"})  # or 04 becomes 4, and 12.10 becomes 12.1
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, WIDTH, text)
        sheet.write_string(0, place, column.head, head)
        if choices := CHOICES.get(column.field):
            rule = {"validate": "list", "source": list(choices)}
            sheet.data_validation(1, place, PREPARED_ROWS, place, rule)
    sheet.freeze_panes(1, 1)


def _write_explanation(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("Förklaring")
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, ["Kolumn", "Fält", "Måste fyllas i", "Vad som ska stå"], bold)
    for place, column in enumerate(COLUMNS, start=1):
        hint = HINTS.get(column.field) or ", ".join(CHOICES.get(column.field, ()))
        required = "ja" if column.field in REQUIRED else ""
        sheet.write_row(place, 0, [column.head, column.field, required, hint])
    sheet.set_column(0, 1, WIDTH)
    sheet.set_column(3, 3, 4 * WIDTH)
