"""Imports and their rows as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.entries.documents import timestamp
from app.errors import Message
from app.imports.files.columns import head_of
from app.imports.service import ImportWithJob, job_fault
from catalogue.imports import TALLIES, RowRecord


def import_view(found: ImportWithJob) -> dict[str, Any]:
    """Return an import as JSON."""
    record = found.record
    fault = record.fault or job_fault(found)
    return {
        "id": record.id,
        "state": found.state,
        "fileName": record.file_name,
        "fileKind": record.file_kind,
        "size": record.size,
        "checksum": record.sha256,
        "options": _options(record.options),
        "progress": _progress(found),
        "counts": {name: getattr(record, name) for name in TALLIES},
        "confirmPersonal": found.personal.mark,
        "revert": _revert(found),
        "fault": _fault_view(fault) if fault else None,
        "seq": record.seq,
        "createdAt": timestamp(record.created_at),
        "createdBy": record.actor,
        "finishedAt": timestamp(record.finished_at),
        "fileRemovedAt": timestamp(record.file_removed_at),
    }


def _options(options: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "mode": options["mode"],
        "dryRun": options["dry_run"],
        "onError": options["on_error"],
        "publish": options["publish"],
        "source": options["source_system"],
        "overwrite": options["overwrite"],
    }


def _progress(found: ImportWithJob) -> dict[str, Any]:
    checkpoint = found.job.checkpoint if found.job else None
    return {
        "phase": (checkpoint or {}).get("phase"),
        "done": found.job.done if found.job else 0,
        "total": found.record.total,
    }


def _revert(found: ImportWithJob) -> dict[str, int] | None:
    if found.state not in ("reverted", "aborted"):
        return None
    reverted, skipped = found.reverted
    return {"reverted": reverted, "skipped": skipped}


def _fault_view(fault: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "code": fault["code"],
        "message": Message(sv=fault["message_sv"], en=fault["message_en"]),
        "value": fault["value"] or None,
        "nearest": fault["nearest"],
    }


def row_view(row: RowRecord, heads: Mapping[str, str]) -> dict[str, Any]:
    """Return what became of a row as JSON; `heads` are those of a sheet, by field."""
    return {
        "row": row.row,
        "sourceSystem": row.source_system,
        "externalId": row.external_id,
        "action": row.action,
        "entryId": row.entry_id,
        "version": row.version,
        "errors": [_fault_json(error, heads) for error in row.errors or ()],
        "warnings": [_fault_json(warning, heads) for warning in row.warnings or ()],
        "reverted": row.reverted,
    }


def _fault_json(fault: Mapping[str, Any], heads: Mapping[str, str]) -> dict[str, Any]:
    rest = {name: value for name, value in fault.items() if name not in ("sv", "en")}
    return {
        **rest,
        "value": fault.get("value") or None,
        "column": head_of(fault["pointer"], heads),
        "message": Message.of(fault),
    }
