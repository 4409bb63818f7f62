"""The marshmallow fields of what comes in: one check for a value, one for a list of them.

Plain fields with one check each, since marshmallow's cost is per field and a load has many rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from marshmallow import ValidationError, fields, missing

from schemas.faults import refuse

T = TypeVar("T")


class Checked(fields.Field[Any]):
    """A value that one check cleans or refuses; missing and null are None unless required.

    `documented` is the JSON schema of what is taken, where it stands in openapi.yaml.
    """

    default_error_messages = {"required": "required", "null": "null"}  # noqa: RUF012  # as upstream

    def __init__(
        self, check: Callable[[object], Any], *, required: bool = False, **documented: object
    ) -> None:
        if required:
            super().__init__(required=True, metadata=documented)
        else:
            super().__init__(load_default=None, allow_none=True, metadata=documented)
        self._check = check

    def deserialize(
        self,
        value: object,
        attr: str | None = None,
        data: Mapping[str, Any] | None = None,
        **_: object,
    ) -> Any:  # noqa: ANN401  whatever the check gives
        """Return what is taken of a value; there are no validators and hooks to run."""
        del attr, data
        if value is not None and value is not missing:
            return self._check(value)
        if self.required:
            raise self.make_error("required" if value is missing else "null")
        return None


def listed(check: Callable[[object], T], most: int, least: int = 0) -> Callable[[object], list[T]]:
    """Return a check of a list whose items all pass `check`."""

    def check_list(value: object) -> list[T]:
        if not isinstance(value, list):
            raise refuse("not-list", value)
        if len(value) > most:
            raise refuse("too-many", len(value), limit=most)
        if len(value) < least:
            raise refuse("too-few", len(value), limit=least)
        return _checked_items(check, value)

    return check_list


def _checked_items(check: Callable[[object], T], values: list[object]) -> list[T]:
    """Check every item, so that one fault does not hide the others."""
    try:
        return [check(value) for value in values]
    except ValidationError:
        pass
    items: list[T] = []
    faults: dict[str | int, Any] = {}
    for index, value in enumerate(values):
        try:
            items.append(check(value))
        except ValidationError as error:
            faults[index] = error.messages
    if faults:
        raise ValidationError(faults)
    return items
