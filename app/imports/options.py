"""How a file is to be loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

Mode = Literal["upsert", "create", "update", "withdraw"]
MODES: tuple[Mode, ...] = get_args(Mode)
OnError = Literal["skip", "abort"]
ON_ERROR: tuple[OnError, ...] = get_args(OnError)


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to load.

    Attributes:
        source_system: for rows that name none.
        publish: make the loaded entries public at once.
        dry_run: tell what would happen, and change nothing.
        actor: who loads, for the ledger.
        mode: which rows are taken: upsert all; create new keys only; update known keys only;
            withdraw takes keys and reasons.
        on_error: skip a bad row, or load nothing of a file that has one.
        overwrite: let rows win over what people have edited.
        confirm_personal: the mark of the rows with personal data that somebody has read.
        columns: how somebody wants a sheet's columns understood (see `chosen_columns`); None
            refuses a sheet with a column that is unknown.
    """

    source_system: str | None = None
    publish: bool = False
    dry_run: bool = False
    actor: str = "import"
    mode: Mode = "upsert"
    on_error: OnError = "skip"
    overwrite: bool = False
    confirm_personal: str | None = None
    columns: Mapping[str, str] | None = None

    def stored(self) -> dict[str, Any]:
        """Return the options as an import stores them, without who loads."""
        stored = {name: value for name, value in asdict(self).items() if name != "actor"}
        for name in ("confirm_personal", "columns"):  # which imports of earlier releases lack
            if stored[name] is None:
                del stored[name]
        return stored


def read_options(stored: Mapping[str, Any], actor: str) -> ImportOptions:
    """Return the stored options of an import."""
    return ImportOptions(**stored, actor=actor)
