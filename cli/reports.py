"""How a load is told: in words for people, as JSON for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from app.importing import ImportReport, RejectedRow
    from schemas.faults import FieldFault

SHOWN_ROWS = 20
"""Rejected rows written out for people; `--json` has more."""


def show_report(report: ImportReport) -> None:
    """Write the outcome in Swedish, the rejected rows with line and field."""
    click.echo(
        f"{report.created} nya, {report.updated} ändrade, {report.unchanged} oförändrade,"
        f" {report.rejected} avvisade",
        err=True,
    )
    for row in report.rejected_rows[:SHOWN_ROWS]:
        click.echo(f"  rad {row.row} ({row.external_id or 'utan externalId'}):", err=True)
        for fault in row.faults:
            click.echo(f"    {_sentence(fault)}", err=True)
    if report.rejected > SHOWN_ROWS:
        click.echo(f"  ... och {report.rejected - SHOWN_ROWS} rader till (--json)", err=True)


def _sentence(fault: FieldFault) -> str:
    value = f" Värde: {fault.value!r}." if fault.value else ""
    nearest = f" Närmast: {', '.join(fault.nearest)}." if fault.nearest else ""
    return f"{fault.pointer or '/'}: {fault.message_sv}{value}{nearest}"


def report_json(report: ImportReport) -> str:
    """Return the outcome as JSON, with the rejected rows."""
    return json.dumps(
        {
            "created": report.created,
            "updated": report.updated,
            "unchanged": report.unchanged,
            "rejected": report.rejected,
            "seq": report.seq,
            "rows": [_row(row) for row in report.rejected_rows],
        },
        ensure_ascii=False,
        indent=1,
    )


def _row(row: RejectedRow) -> dict[str, Any]:
    return {
        "row": row.row,
        "externalId": row.external_id,
        "action": "rejected",
        "errors": [
            {
                "pointer": fault.pointer,
                "code": fault.code,
                "message": {"sv": fault.message_sv, "en": fault.message_en},
                "value": fault.value,
                "nearest": list(fault.nearest),
            }
            for fault in row.faults
        ],
    }
