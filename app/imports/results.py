"""What became of rows, as an import keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from app.errors import Message
from app.imports.batches import BatchOutcome
from catalogue.imports import RowRecord
from schemas.faults import FieldFault

EDITS_PRESERVED = Message(
    sv="Fältet är ändrat för hand och står kvar; overwrite låter raden gälla.",
    en="The field was edited by hand and stays; overwrite lets the row win.",
)


def stored_fault(fault: FieldFault) -> dict[str, Any]:
    """Return a fault as a row keeps it."""
    return {
        "pointer": fault.pointer,
        "code": fault.code,
        "sv": fault.message_sv,
        "en": fault.message_en,
        "value": fault.value,
        "nearest": list(fault.nearest),
    }


def row_record(
    outcome: BatchOutcome,
    warnings: Sequence[Mapping[str, Any]],
    confirmed: tuple[str, datetime] | None = None,
) -> RowRecord:
    """Return what is stored of a row; `confirmed` is who has read what it says of persons, when."""
    raw, before, after = outcome.row.raw, outcome.before, outcome.after
    source_system, external_id = outcome.row.key
    entry = after or before
    return RowRecord(
        place=raw.place,
        row=raw.number,
        position=raw.position,
        source_system=source_system or None,
        external_id=external_id or outcome.row.external_id,
        action=outcome.action,
        entry_id=entry.id if entry else None,
        version_before=before.version if before else None,
        public_before=before.public_version if before else None,
        version=after.version if after else None,
        public_version=after.public_version if after else None,
        errors=[stored_fault(fault) for fault in outcome.faults] or None,
        warnings=list(warnings) or None,
        corrected=raw.corrected,
        confirmed_by=confirmed[0] if confirmed else None,
        confirmed_at=confirmed[1] if confirmed else None,
    )


def warning(  # noqa: PLR0913  what a warning says
    code: str,
    message: Message,
    *,
    pointer: str = "",
    value: str = "",
    entry_id: str | None = None,
    likeness: int | None = None,
) -> dict[str, Any]:
    """Return what is pointed out of a row that was taken, as the row keeps it."""
    return {
        "code": code,
        "pointer": pointer,
        "sv": message.sv,
        "en": message.en,
        "value": value,
        "entryId": entry_id,
        "likeness": likeness,
    }


def preserved_edit_warnings(fields: Sequence[str]) -> list[dict[str, Any]]:
    """Tell that a curator's edits stand against a row."""
    return [warning("kept", EDITS_PRESERVED, pointer=f"/{name}") for name in fields]


def stored_warning(fault: FieldFault) -> dict[str, Any]:
    """Return a warning about a field as a row keeps it."""
    message = Message(sv=fault.message_sv, en=fault.message_en)
    return warning(fault.code, message, pointer=fault.pointer, value=fault.value)
