"""Files that were made to do harm, and broken ones: each gets one clear reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.imports.files.faults import UnreadableFile
from app.imports.parsing import read_file
from tests.unit.import_files.making import HEADS, archive, bomb, spread, with_part, workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
    + b"]><worksheet>&m;</worksheet>"
)
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    b"<worksheet>&a;</worksheet>"
)


def plain(path: Path) -> Path:
    return workbook(path.with_name("plain"), [HEADS, ["a", "activity", "b", "12"]])


def truncated(path: Path) -> Path:
    content = plain(path).read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


def flipped(path: Path) -> Path:
    content = bytearray(plain(path).read_bytes())
    for place in range(200, len(content) - 200, 40):
        content[place] ^= 0xFF
    path.write_bytes(content)
    return path


def text(content: str) -> Callable[[Path], Path]:
    def made(path: Path) -> Path:
        path.write_text(content, encoding="utf-8")
        return path

    return made


FILES: dict[str, tuple[Callable[[Path], Path], set[str]]] = {
    "bomb": (lambda path: bomb(path, 2_000), {"too-compressed"}),
    "small bomb": (lambda path: bomb(path, 100), {"too-compressed"}),
    "entities": (lambda path: with_part(plain(path), path, SHEET, ENTITIES), {"dangerous-xml"}),
    "outside": (lambda path: with_part(plain(path), path, SHEET, OUTSIDE), {"dangerous-xml"}),
    "strings": (
        lambda path: with_part(plain(path), path, "xl/sharedStrings.xml", ENTITIES),
        {"dangerous-xml"},
    ),
    "far corner": (spread, {"reading-memory", "too-many-rows"}),
    "wide book": (
        lambda path: workbook(path, [["externalId", *(f"k{n}" for n in range(5_000))]]),
        {"too-many-columns"},
    ),
    "wide text": (text(";".join(["externalId", *map(str, range(200_000))])), {"too-many-columns"}),
    "truncated": (truncated, {"damaged"}),
    # Which of its parts are hit depends on the times of day that are packed in it.
    "flipped": (
        flipped,
        {"damaged", "dangerous-xml", "missing-column", "unknown-column", "packed"},
    ),
    "other archive": (lambda path: archive(path, {"a.txt": b"a"}), {"packed"}),
    "deep": (text("[" * 100_000), {"broken-json"}),
    "deep in a list": (text('[{"a":' + "[" * 2_000_000), {"broken-json"}),
    "one quote": (text('externalId;title\na;"' + "b" * 5_000_000), {"cell-too-long"}),
    "tall": (text("externalId\n" + "a\n" * 1_000_001), {"too-many-rows"}),
}


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blame a file for what it is: a busy machine takes longer over it than is allowed."""
    monkeypatch.setattr("app.imports.parsing.SECONDS", 120)


@pytest.mark.parametrize("name", FILES)
def test_a_harmful_file_is_refused_with_a_reason(tmp_path: Path, name: str) -> None:
    make, codes = FILES[name]
    with pytest.raises(UnreadableFile) as refused:
        read_file(make(tmp_path / "file"), tmp_path / "rows", lambda: None)
    assert refused.value.fault.code in codes


def test_a_wide_sheet_in_xml_is_refused(tmp_path: Path) -> None:
    cells = b"".join(b'<c t="inlineStr"><is><t>k%d</t></is></c>' % n for n in range(200_000))
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<sheetData><row>" + cells + b"</row></sheetData></worksheet>"
    )
    file = with_part(plain(tmp_path / "file"), tmp_path / "file", SHEET, sheet)
    with pytest.raises(UnreadableFile) as refused:
        read_file(file, tmp_path / "rows", lambda: None)
    assert refused.value.fault.code in {"too-many-columns", "damaged"}
