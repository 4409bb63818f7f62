"""What a candidate would be as an entry, held to the rules of a load but for what it lacks yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from marshmallow import ValidationError

from record.fields import LINKS
from schemas import checks
from schemas.base import CamelSchema
from schemas.editing import LONGEST_REASON, EntryPatchSchema, merged
from schemas.faults import fault, first_faults
from schemas.fields import Checked
from schemas.loading import RowRejected, load_entry
from schemas.rows import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schemas.faults import FieldFault
    from schemas.loading import LoadedEntry

    Known = Mapping[str, Mapping[str, str]]

LONGEST_QUOTE = 20_000
KEY = {"sourceSystem": "candidate", "externalId": "candidate"}
"""In the place of the key, which an entry gets when a candidate is accepted."""
OWN_SOURCE = {"type": "survey-reply"}
GIVEN = ("sourceSystem", "externalId", "source", "evidence", "national", "publish")
"""Fields of an entry that follow from the reply."""
MAY_LACK = ("/counties",)
"""What a candidate may lack as long as it is none."""


class BesideSchema(CamelSchema):
    """What stands beside the fields of an entry."""

    quote = Checked(
        checks.text(LONGEST_QUOTE, lines=True),
        type="string",
        maxLength=LONGEST_QUOTE,
        description="What everybody will see of the reply's words, in their order; leave out what"
        " must be held back, but add nothing (not-of-reply). null shows nothing.",
    )
    reason = text(LONGEST_REASON, "Why; never public.", lines=True)


class CandidateFieldsSchema(EntryPatchSchema, BesideSchema):
    """The fields of an entry that a curator may change in a candidate."""

    class Meta(CamelSchema.Meta):
        """What follows from the reply."""

        exclude = GIVEN


_BESIDE = BesideSchema()


@dataclass(frozen=True, slots=True)
class Patched:
    """What a change makes of a candidate; `beside` holds quote and reason, where they were sent."""

    content: dict[str, Any]
    beside: Mapping[str, Any]


def load_content(content: Mapping[str, Any], patch: Mapping[str, Any], known: Known) -> Patched:
    """Check what becomes of a candidate with a merge patch.

    Raises:
        RowRejected: with every fault.
    """
    faults = [replace(fault("read-only"), pointer=f"/{name}") for name in patch if name in GIVEN]
    beside: Mapping[str, Any] = {}
    try:
        beside = load_beside(patch)
    except RowRejected as rejection:
        faults += rejection.faults
    own = {
        name: value
        for name, value in patch.items()
        if name not in _BESIDE.fields and name not in GIVEN
    }
    row = merged(content, own)
    faults += [each for each in _faults(row, known) if each.pointer not in MAY_LACK]
    if faults:
        raise RowRejected(faults)
    return Patched(_cleaned(row, known), beside)


def load_beside(patch: Mapping[str, Any]) -> dict[str, Any]:
    """Check quote and reason of a patch, where it has them.

    Raises:
        RowRejected: with every fault.
    """
    beside = {name: value for name, value in patch.items() if name in _BESIDE.fields}
    try:
        loaded = _BESIDE.load(beside)
    except ValidationError as error:
        raise RowRejected(first_faults(error.messages)) from None
    return {name: loaded[name] for name in beside}


def load_accepted(
    content: Mapping[str, Any], key: tuple[str, str], source: Mapping[str, Any], known: Known
) -> LoadedEntry:
    """Check a candidate that is to be an entry.

    Raises:
        RowRejected: with every fault.
    """
    named = {"sourceSystem": key[0], "externalId": key[1]}
    return load_entry({**content, **named, "source": dict(source)}, None, known)


def _faults(row: Mapping[str, Any], known: Known) -> tuple[FieldFault, ...]:
    try:
        load_entry({**row, **KEY, "source": OWN_SOURCE}, None, known)
    except RowRejected as rejection:
        return rejection.faults
    return ()


def _cleaned(row: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """Return a valid row as it is kept: cleaned, without what is empty or follows."""
    anywhere = row.get("counties") or [next(iter(known["counties"]))]
    entry = load_entry({**row, **KEY, "source": OWN_SOURCE, "counties": anywhere}, None, known)
    content = {name: entry.content[name] for name in row if name in entry.content}
    for field in LINKS:
        content[field] = [link.value for link in entry.links if link.field == field]
    content["relations"] = list(entry.relations)
    kept = {name: value for name, value in content.items() if value not in (None, [], "")}
    return {**kept, "counties": row.get("counties") or []}
