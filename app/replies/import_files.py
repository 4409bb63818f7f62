"""Files of entries that are sent in as replies: reading them as such would lose their examples."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from app.imports.files.columns import columns_of
from app.imports.files.faults import UnreadableFile
from app.imports.files.file_type import format_of

if TYPE_CHECKING:
    from pathlib import Path

FAULT = {
    "code": "file-of-entries",
    "sv": "Filen är inget enkätsvar, utan en tabell med exempel: kolumnerna är importens. Läs in"
    " den med: exempelbanken import FIL --source KÄLLA, eller under Importer vid redaktionen.",
    "en": "The file is no reply to a survey, but a table of entries: its columns are those of an"
    " import. Load it with: exempelbanken import FILE --source SOURCE, or under Imports at the"
    " desk.",
}
OF_ENTRIES = {"title", "kind"}
"""Fields that have columns in a file of entries; no county's reply names kinds of examples."""


def is_file_of_entries(path: Path) -> bool:
    """Return whether all heads of a sheet are columns of an import, title and kind among them."""
    try:
        found = format_of(path)
        if not found.is_sheet or found.read is None:
            return False
        heads = [str(cell) for _, row in islice(found.read(path), 1) for cell in row]
        return {column.field for column in columns_of(heads) if column} >= OF_ENTRIES
    except UnreadableFile:
        return False
