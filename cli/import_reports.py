"""Reports on a load: in words for people, as JSON for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from app.imports.files.columns import head_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from app.imports.reports import Report
    from catalogue.imports import RowRecord

SHOWN_ROWS = 20
"""Rejected rows written out for people; `--json` has more."""
PERSONAL = "personal-data"
NOTED = {
    "kept": "av dem där någons ändring står kvar",
    "personal": "av dem med personuppgifter",
}
"""What is counted besides -> what it is called after its number."""
STATES = {
    "checked": "Provkörning, inget är ändrat:",
    "aborted": "Avbruten, inget är ändrat (--on-error abort); så hade det blivit:",
    "failed": "Inläsningen misslyckades:",
}


def show_report(report: Report) -> None:
    """Write the outcome in Swedish, the rejected rows with row number and field."""
    counts = report.counts
    if report.state in STATES:
        click.echo(STATES[report.state], err=True)
    show_counts(counts)
    if report.keys_made:
        click.echo(
            f"{report.keys_made} rader utan id har fått ett av titel, organisation och län."
            " Samma rad igen känns igen; ändras något av de tre, så blir det ett nytt exempel.",
            err=True,
        )
    for row in report.rejected[:SHOWN_ROWS]:
        click.echo(f"  rad {row.row} ({row.external_id or 'utan externalId'}):", err=True)
        for fault in row.errors or ():
            click.echo(f"    {_sentence(fault, report.heads)}", err=True)
    if counts["rejected"] > SHOWN_ROWS:
        more = counts["rejected"] - SHOWN_ROWS
        click.echo(f"  ... och {more} rader till (--json, --rejected FIL)", err=True)
    _show_personal(report)
    _show_warnings(report)


def show_counts(counts: Mapping[str, int]) -> None:
    """Write how many rows were created, updated and so on."""
    withdrawn = f" {counts['withdrawn']} tillbakadragna," if counts["withdrawn"] else ""
    click.echo(
        f"{counts['created']} nya, {counts['updated']} ändrade,{withdrawn}"
        f" {counts['unchanged']} oförändrade, {counts['rejected']} avvisade",
        err=True,
    )
    for name, text in NOTED.items():
        if counts.get(name):
            click.echo(f"  {counts[name]} {text}", err=True)


def _show_personal(report: Report) -> None:
    """Write all that a confirmation is of, however many rows that are."""
    rows, mark = report.personal
    if not rows:
        return
    click.echo("Personuppgifter, som inte publiceras förrän någon har läst dem:", err=True)
    for row in rows:
        _show_row(row, report.heads, {PERSONAL})
    click.echo(
        "Ta bort dem i filen. Är de lästa och får publiceras, så kör samma kommando med"
        f" --confirm-personal {mark}"
        if mark
        else "De är för många för att bekräftas. Rätta filen, eller dela den.",
        err=True,
    )


def _show_warnings(report: Report) -> None:
    shown_before = {PERSONAL} if report.personal.rows else set()
    rows = [
        row
        for row in report.pointed_out
        if {each["code"] for each in row.warnings or ()} - shown_before
    ]
    if rows:
        click.echo("Att se över:", err=True)
    for row in rows[:SHOWN_ROWS]:
        codes = {each["code"] for each in row.warnings or ()}
        _show_row(row, report.heads, codes - shown_before)
    if len(rows) > SHOWN_ROWS:
        click.echo(f"  ... och {len(rows) - SHOWN_ROWS} rader till (--json)", err=True)


def _show_row(row: RowRecord, heads: Mapping[str, str], codes: Collection[str]) -> None:
    for warning in row.warnings or ():
        if warning["code"] in codes:
            click.echo(f"  rad {row.row} ({row.external_id}): {_warning(warning, heads)}", err=True)


def _warning(warning: Mapping[str, Any], heads: Mapping[str, str]) -> str:
    other = f" Exempel {warning['entryId']}." if warning["entryId"] else ""
    return f"{_sentence({**warning, 'nearest': ()}, heads)}{other}"


def _sentence(fault: Mapping[str, Any], heads: Mapping[str, str]) -> str:
    value = f" Värde: {fault['value']!r}." if fault["value"] else ""
    nearest = f" Närmast: {', '.join(fault['nearest'])}." if fault["nearest"] else ""
    place = head_of(fault["pointer"], heads) or fault["pointer"] or "/"
    return f"{place}: {fault['sv']}{value}{nearest}"


def report_json(report: Report) -> str:
    """Return the outcome as JSON, with the rejected rows and those with remarks."""
    return json.dumps(
        {
            "importId": report.import_id,
            "state": report.state,
            **report.counts,
            "confirmPersonal": report.personal.mark,
            "seq": report.seq,
            "rows": [_row(row) for row in report.rejected],
            "warnings": [
                {
                    "row": row.row,
                    "externalId": row.external_id,
                    "warnings": [_fault_json(warning) for warning in row.warnings or ()],
                }
                for row in report.pointed_out
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def _row(row: RowRecord) -> dict[str, Any]:
    return {
        "row": row.row,
        "externalId": row.external_id,
        "action": "rejected",
        "errors": [_fault_json(fault) for fault in row.errors or ()],
    }


def _fault_json(fault: Mapping[str, Any]) -> dict[str, Any]:
    rest = {name: value for name, value in fault.items() if name not in ("sv", "en")}
    return {**rest, "message": fault["sv"]}
