from __future__ import annotations

import gzip
import random
from typing import TYPE_CHECKING

import pytest

from app.imports.files.faults import UnreadableFile
from app.imports.files.file_type import format_of
from app.imports.files.formats.xlsx import sheet_rows
from app.imports.files.unsupported import COMPOUND
from tests.unit.import_files.making import archive, workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.imports.files.faults import FileFault


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'{"externalId": "a"}\n{"externalId": "b"}\n', "ndjson"),
        (b'\xef\xbb\xbf{"externalId": "a"}', "ndjson"),
        (b'{"externalId": broken}\n{"externalId": "b"}\n', "ndjson"),
        (b'{"title": "%s"}' % (b"a" * 1_100_000), "ndjson"),
        (b'{"entries": [{"title": "%s"}]}' % (b"a" * 1_100_000), "json"),
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
    assert format_of(file).kind == kind


def test_a_workbook_is_one_whatever_its_name(tmp_path: Path) -> None:
    assert format_of(workbook(tmp_path / "wrong.csv", [["externalId"]])).kind == "xlsx"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_json_may_be_utf_16_but_lines_of_json_may_not(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "file"
    file.write_bytes('{"entries": [{"externalId": "a"}]}\n'.encode(encoding))
    assert format_of(file).kind == "json"
    file.write_bytes('{"externalId": "a"}\n{"externalId": "b"}\n'.encode(encoding))
    fault = fault_of(file)
    assert fault.code == "ndjson-encoding"
    assert "UTF-16" in fault.message_sv
    assert "Spara den som UTF-8" in fault.message_sv


def fault_of(path: Path, read: Callable[[Path], object] = format_of) -> FileFault:
    with pytest.raises(UnreadableFile) as refused:
        read(path)
    return refused.value.fault


def read_whole(path: Path) -> None:
    assert format_of(path).kind == "xlsx"
    list(sheet_rows(path))


OLD_WORKBOOK = COMPOUND + bytes(500) + "Workbook".encode("utf-16-le")
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
TABLE = b"<html><body><table><tr><td>externalId</td></tr></table></body></html>"
OFFICE_XML = b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook/>'
PROTECTED = COMPOUND + bytes(500) + "EncryptedPackage".encode("utf-16-le")
WORD = COMPOUND + bytes(500) + "WordDocument".encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        (b"", "empty-file", "inga rader"),
        (b"\n \n", "empty-file", "inga rader"),
        (PROTECTED, "encrypted", "Ta bort lösenordet"),
        (OLD_WORKBOOK, "old-workbook", "Spara den som .xlsx"),
        (WORD, "unknown-kind", "Word 97-2003 (doc)"),
        (PDF, "unknown-kind", "PDF"),
        (b"\xef\xbb\xbf" + PDF + random.Random(1).randbytes(1000), "unknown-kind", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "unknown-kind", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(100), "unknown-kind", "JPEG"),
        (rb"{\rtf1\ansi externalId}", "unknown-kind", "RTF"),
        (b"SQLite format 3\0" + bytes(100), "unknown-kind", "DB"),
        (gzip.compress(b"externalId;title\na;b\n"), "packed", "gzip"),
        (b"PK\x05\x06" + bytes(18), "packed", "ZIP"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(30), "packed", "7-Zip"),
        (TABLE, "other-spreadsheet", "HTML"),
        (b"\r\n<TABLE><tr><td>externalId</td></tr></TABLE>", "other-spreadsheet", "HTML"),
        (OFFICE_XML, "other-spreadsheet", "XML"),
        (random.Random(2).randbytes(5000), "not-text", "varken text eller en arbetsbok"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_what_is_no_list_of_entries_is_called_by_its_name(
    tmp_path: Path, content: bytes, code: str, told: str
) -> None:
    file = tmp_path / "file.xls"
    file.write_bytes(content)
    fault = fault_of(file)
    assert fault.code == code
    assert told in fault.message_sv


ODS = b"application/vnd.oasis.opendocument.spreadsheet"
ODT = b"application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("parts", "code", "told"),
    [
        ({"mimetype": ODS, "content.xml": b"<a/>"}, "other-spreadsheet", "OpenDocument (ods)"),
        ({"mimetype": ODT, "content.xml": b"<a/>"}, "unknown-kind", "OpenDocument (odt)"),
        ({"word/document.xml": b"<a/>"}, "unknown-kind", "Word (docx)"),
        ({"ppt/presentation.xml": b"<a/>"}, "unknown-kind", "PowerPoint (pptx)"),
        ({"xl/workbook.bin": b"a"}, "other-spreadsheet", "Excel (xlsb)"),
        ({"Index/Document.iwa": b"a"}, "other-spreadsheet", "Numbers"),
        ({"exempel.csv": b"externalId\na"}, "packed", "Packa upp"),
    ],
)
def test_an_archive_is_called_by_what_it_holds(
    tmp_path: Path, parts: dict[str, bytes], code: str, told: str
) -> None:
    fault = fault_of(archive(tmp_path / "file.xlsx", parts), read_whole)
    assert fault.code == code
    assert told in fault.message_sv
