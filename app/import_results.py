"""What became of rows, as an import keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from catalogue.imports import RowRecord

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.import_batches import Outcome
    from schemas.faults import FieldFault


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


def row_record(outcome: Outcome, warnings: Sequence[Mapping[str, Any]]) -> RowRecord:
    """Return what is kept of a row."""
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
    )


def kept_warning(fields: Sequence[str]) -> dict[str, Any]:
    """Tell that a curator's edits stand against a row."""
    return {"code": "kept", "fields": list(fields)}
