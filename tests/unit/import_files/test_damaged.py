"""Files that were damaged on the way: each gets a reason, and breaks no reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.imports.files.conversion import convert
from tests.fixtures.damage import damaged_copies
from tests.unit.import_files.making import HEADS, open_document, workbook

if TYPE_CHECKING:
    from pathlib import Path

COPIES = 150
ROW = ["a", "activity", "b", "12"]


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv", "json"])
def test_no_damage_breaks_a_reader(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    if kind == "xlsx":
        content = workbook(path, [HEADS, *[ROW] * 30]).read_bytes()
    elif kind == "ods":
        content = open_document(path, [HEADS, *[ROW] * 30]).read_bytes()
    elif kind == "csv":
        content = b"".join(
            b";".join(map(str.encode, each)) + b"\n" for each in [HEADS, *[ROW] * 30]
        )
    else:
        content = b'[{"externalId": "a", "title": "b"}, {"externalId": "c"}]'
    told = set()
    for copy in damaged_copies(content, COPIES):
        path.write_bytes(copy)
        found = convert(kind, str(path), str(tmp_path / "rows"))
        told.add(found.get("fault", {}).get("code"))
    assert len(told) > 1
