"""Entries created and changed one by one: the fields of a load, and how the change is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from marshmallow import EXCLUDE, ValidationError

from record.fields import BY_NAME, LOADED
from schemas import checks
from schemas.base import CamelSchema
from schemas.entries import EntrySchema
from schemas.faults import LONGEST_ECHO, FieldFault, fault, first_faults, refuse
from schemas.fields import Checked, listed
from schemas.loading import LoadedEntry, RowRejected, load_entry
from schemas.rows import EntryRowSchema, load_field, patch_field, text_field

Known = Mapping[str, Mapping[str, str]]


LONGEST_REASON = 1000
MOST_CONFIRMED = 100
KEY = ("sourceSystem", "externalId")


def replacement(description: str) -> Checked:
    """The entry that takes another one's place."""
    return Checked(checks.uuid, type="string", format="uuid", description=description)


def confirmed_words() -> Checked:
    """What was read and may stand, though it looks like personal data."""
    return Checked(
        listed(checks.text(LONGEST_ECHO), MOST_CONFIRMED),
        type="array",
        items={"type": "string", "maxLength": LONGEST_ECHO},
        maxItems=MOST_CONFIRMED,
        description="What looks like personal data and was read: the `value` of each warning, its"
        " `code` where that is null. It is kept with the entry, and is no obstacle to publishing"
        " any more; new words are.",
    )


class HowSchema(CamelSchema):
    """How a change is made; sent with the changed fields."""

    publish = Checked(
        checks.boolean,
        type="boolean",
        description="Make the result public at once; takes the scope entries:publish.",
    )
    reason = text_field(LONGEST_REASON, "Why; kept with the version, never public.", lines=True)
    confirm_personal = confirmed_words()


class _Unread:
    """Hands the content on as it came: what it may hold depends on the entry that it changes."""

    def load(self, data: object, **_: object) -> dict[str, Any]:
        """Refuse what is no object."""
        if not isinstance(data, dict):
            raise refuse("not-object", data)
        return data


class NewEntrySchema(_Unread, EntryRowSchema, HowSchema):
    """An entry to be created, in the fields of the load format."""

    class Meta(CamelSchema.Meta):
        """The key may be left out."""

        include = {  # noqa: RUF012  # as upstream
            "externalId": load_field(
                replace(
                    BY_NAME["externalId"],
                    required=False,
                    about="Its key in sourceSystem; made up if left out.",
                )
            )
        }


class EntryPatchSchema(_Unread, EntryRowSchema, HowSchema):
    """Changes of an entry, as a JSON merge patch: null empties a field, a list replaces a list."""

    class Meta(CamelSchema.Meta):
        """The key of an entry stays, and a patch names what it changes."""

        exclude = KEY
        include = {  # noqa: RUF012  # as upstream
            field.name: patch_field(field) for field in LOADED if field.name not in KEY
        }


class NewRelationsSchema(HowSchema):
    """The relations that an entry is to have, in place of those it has."""

    items = load_field(replace(BY_NAME["relations"], required=True, about="The relations."))


@dataclass(frozen=True, slots=True)
class How:
    """Whether a change is to be public at once, why it is made, and what was read in it."""

    publish: bool
    reason: str | None
    confirmed: Sequence[str] = ()


_HOW = HowSchema(unknown=EXCLUDE)
_HOW_NAMES = frozenset(str(field.data_key) for field in _HOW.fields.values())
_WRITABLE = frozenset(str(field.data_key) for field in EntryPatchSchema().fields.values())
_SHOWN = frozenset(str(field.data_key) for field in EntrySchema().fields.values())
_READ_ONLY = frozenset({*_SHOWN, "_links", "_meta"} - _WRITABLE)


def load_new(
    content: Mapping[str, Any], key: tuple[str, str], known: Known
) -> tuple[LoadedEntry, How]:
    """Check an entry to be created; `key` is used where it has none of its own.

    Raises:
        RowRejected: with every fault.
    """
    rest = {name: value for name, value in content.items() if value is not None}
    return _load(dict(zip(KEY, key, strict=True)) | rest, content, _READ_ONLY - {*KEY}, known)


def load_patched(
    row: Mapping[str, Any], patch: Mapping[str, Any], known: Known
) -> tuple[LoadedEntry, How]:
    """Check what becomes of an entry, given as a row of the load format, with a patch.

    Raises:
        RowRejected: with every fault.
    """
    return _load(merged(row, patch), patch, _READ_ONLY, known)


def merged(target: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """Apply a JSON merge patch (RFC 7396); nulls within new objects stay, which mean nothing."""
    result = dict(target)
    for name, value in patch.items():
        inner = result.get(name)
        if value is None:
            result.pop(name, None)
        elif isinstance(value, dict) and isinstance(inner, dict):
            result[name] = merged(inner, value)
        else:
            result[name] = value
    return result


def _load(
    row: Mapping[str, Any], content: Mapping[str, Any], refused: frozenset[str], known: Known
) -> tuple[LoadedEntry, How]:
    faults = list(_read_only_faults(content, refused))
    passed = {*_HOW_NAMES, *(name for name in content if name in refused)}
    how, entry = How(publish=False, reason=None), None
    try:
        loaded: dict[str, Any] = _HOW.load(content)
        how = How(bool(loaded["publish"]), loaded["reason"], loaded["confirmPersonal"] or ())
    except ValidationError as error:
        faults += first_faults(error.messages)
    try:
        kept = {name: value for name, value in row.items() if name not in passed or name in KEY}
        entry = load_entry(kept, None, known)
    except RowRejected as rejection:
        faults += rejection.faults
    if faults or entry is None:
        raise RowRejected(faults)
    return entry, how


def _read_only_faults(content: Mapping[str, Any], refused: frozenset[str]) -> Iterator[FieldFault]:
    for name in content:
        if name in refused:
            yield replace(fault("read-only"), pointer=f"/{name}")
