from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.imports.files.faults import UnreadableFile
from app.imports.files.kinds import COMPOUND, ENCRYPTED, kind_of
from tests.unit.import_files.making import workbook

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'{"externalId": "a"}\n{"externalId": "b"}\n', "ndjson"),
        (b'\xef\xbb\xbf{"externalId": "a"}', "ndjson"),
        (b'{"externalId": broken}\n{"externalId": "b"}\n', "ndjson"),
        (b'[\n {"externalId": "a"}\n]', "json"),
        (b'{"entries": [{"externalId": "a"}]}', "json"),
        (b'{\n "entries": [\n {"externalId": "a"}]}', "json"),
        (b"externalId;title\na;b\n", "csv"),
        ("externalId;title\na;å\n".encode("utf-16"), "csv"),
        ("externalId\ttitle\na\tå\n".encode("utf-16-le"), "csv"),
        ("Id i källsystemet,Titel\na,b\n".encode("cp1252"), "csv"),
    ],
)
def test_a_text_file_is_told_by_what_it_holds(tmp_path: Path, content: bytes, kind: str) -> None:
    file = tmp_path / "wrong.xlsx"
    file.write_bytes(content)
    assert kind_of(file) == kind


def test_a_workbook_is_one_whatever_its_name(tmp_path: Path) -> None:
    assert kind_of(workbook(tmp_path / "wrong.csv", [["externalId"]])) == "xlsx"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"\n \n", "empty-file"),
        (COMPOUND + bytes(500) + ENCRYPTED, "encrypted"),
        (COMPOUND + bytes(500), "old-workbook"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "unknown-kind"),
    ],
)
def test_what_is_no_list_of_entries_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    with pytest.raises(UnreadableFile) as refused:
        kind_of(file)
    assert refused.value.fault.code == code


def test_the_fault_says_what_the_file_is_instead(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(UnreadableFile, match="PNG"):
        kind_of(file)
