"""The load format: one row of NDJSON to an entry's content, links and relations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, NamedTuple

from marshmallow import ValidationError

from record.fields import CONTENT, DEFAULTS, LISTS
from record.links import LINKS
from schemas.faults import MOST_FAULTS, FieldFault, fault, first_faults, nearest
from schemas.rows import EntryRowSchema, consistency_faults

NO_SOURCE_SV = (
    "Källan saknas: ange source med type och title (i ett kalkylblad kolumnerna Källtyp och"
    " Källans titel)."
)
NO_SOURCE_EN = (
    "The source is missing: give source with type and title (in a sheet the columns source.type"
    " and source.title)."
)

_SCHEMA = EntryRowSchema()
_LABELS = {str(field.data_key): "" for field in _SCHEMA.load_fields.values()}


class LoadedLink(NamedTuple):
    """One link of an entry to a concept, with what it rests on."""

    field: str
    value: str
    origin: str
    score: float | None
    evidence: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class LoadedEntry:
    """A valid row; `content` has every field of the record that is no link, key or relation.

    `relations` are {type, entryId} or {type, externalId, sourceSystem}, the last if it differs.
    """

    source_system: str
    external_id: str
    content: dict[str, Any]
    links: tuple[LoadedLink, ...]
    relations: tuple[dict[str, str], ...]


class RowRejected(Exception):
    """The row cannot be loaded; every fault has its place."""

    def __init__(self, faults: Iterable[FieldFault]) -> None:
        self.faults = tuple(islice(faults, MOST_FAULTS))
        super().__init__("; ".join(f"{one.pointer} {one.message_en}" for one in self.faults))


def load_entry(
    row: object, default_source_system: str | None, known: Mapping[str, Mapping[str, str]]
) -> LoadedEntry:
    """Check one row of the load format and return it in canonical form.

    Args:
        row: the parsed JSON of the row.
        default_source_system: used where the row names none.
        known: entry field with a closed vocabulary -> valid id -> label.

    Raises:
        RowRejected: with every fault, up to `MOST_FAULTS`.
    """
    data, faults = _check_row(row)
    faults += islice(consistency_faults(data, known), MOST_FAULTS - len(faults))
    if data.get("sourceSystem", "") is None and not default_source_system:
        faults.append(replace(fault("required"), pointer="/sourceSystem"))
    if faults:
        raise RowRejected(faults)
    return _entry(data, default_source_system or "", known)


def _check_row(row: object) -> tuple[dict[str, Any], list[FieldFault]]:
    """Return what is valid of a row, and the faults of the rest."""
    try:
        return _SCHEMA.load(row), []
    except ValidationError as error:
        valid = error.valid_data if isinstance(error.valid_data, dict) else {}
        return valid, [_explain_fault(one) for one in first_faults(error.messages)]


def _explain_fault(found: FieldFault) -> FieldFault:
    if found.code == "unknown-field":
        name = found.pointer.rpartition("/")[2]
        return replace(found, value=name, nearest=nearest(name, _LABELS))
    if (found.pointer, found.code) == ("/source", "required"):
        return replace(found, message_sv=NO_SOURCE_SV, message_en=NO_SOURCE_EN)
    return found


def _entry(
    data: dict[str, Any], default_source_system: str, known: Mapping[str, Mapping[str, str]]
) -> LoadedEntry:
    content = {field.name: data[field.name] for field in CONTENT}
    content["counties"] = list(dict.fromkeys(data["counties"]))
    content["national"] = len(content["counties"]) == len(known["counties"])
    content |= {name: data[name] or default for name, default in DEFAULTS.items()}
    content |= {name: data[name] or [] for name in LISTS}
    return LoadedEntry(
        source_system=data["sourceSystem"] or default_source_system,
        external_id=data["externalId"],
        content=content,
        links=_links(data),
        relations=tuple(data["relations"] or ()),
    )


def _links(data: Mapping[str, Any]) -> tuple[LoadedLink, ...]:
    links = {
        (field, value): LoadedLink(field, value, "curated", None, [])
        for field in LINKS
        for value in data[field] or ()
    }
    for evidence in data["evidence"] or ():
        link = links[evidence["field"], evidence["value"]]
        link.evidence.append({"quote": evidence["quote"]})
    return tuple(links.values())
