"""The rows of a file that withdraws entries: a key, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from marshmallow import ValidationError

from schemas import checks
from schemas.base import PlainSchema
from schemas.faults import FieldFault, fault, first_faults, nearest
from schemas.fields import Checked
from schemas.loading import RowRejected

LONGEST_REASON = 1000


class WithdrawalRowSchema(PlainSchema):
    """One row."""

    source_system = Checked(checks.identifier(100))
    external_id = Checked(checks.identifier(200), required=True)
    reason = Checked(checks.text(LONGEST_REASON, lines=True), required=True)


_SCHEMA = WithdrawalRowSchema()
_LABELS = {str(field.data_key): "" for field in _SCHEMA.load_fields.values()}


@dataclass(frozen=True, slots=True)
class LoadedWithdrawal:
    """A valid row: which entry is withdrawn, and what its tombstone says."""

    source_system: str
    external_id: str
    reason: str


def load_withdrawal(row: object, default_source_system: str | None) -> LoadedWithdrawal:
    """Check one row.

    Raises:
        RowRejected: with every fault.
    """
    try:
        data = _SCHEMA.load(row)
    except ValidationError as error:
        raise RowRejected(_faults(error.messages)) from None
    source_system = data["sourceSystem"] or default_source_system
    if not source_system:
        raise RowRejected([replace(fault("required"), pointer="/sourceSystem")])
    return LoadedWithdrawal(source_system, data["externalId"], data["reason"])


def _faults(messages: object) -> Iterator[FieldFault]:
    for found in first_faults(messages):
        name = found.pointer.rpartition("/")[2]
        unknown = found.code == "unknown-field"
        yield replace(found, value=name, nearest=nearest(name, _LABELS)) if unknown else found
