"""Whether a handed-in file holds a text, whatever kind of file it is."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from app.erasing.files import MOST_UNPACKED, PIECE, holds, in_packed_lines
from catalogue.erasing.text import TextErasure

if TYPE_CHECKING:
    from pathlib import Path

WORDING = TextErasure("Örjan Ek")
RUNS = "<si><r><t>Örjan</t></r><r><t xml:space='preserve'> Ek</t></r></si>"


def packed(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return content.getvalue()


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "upload"


@pytest.mark.parametrize(
    "content",
    [
        "id;titel\n1;ÖRJAN EK\n".encode("utf-8-sig"),
        "id;titel\n1;Örjan Ek\n".encode("cp1252"),
        "id;titel\n1;Örjan Ek\n".encode("utf-16"),
        'titel\n"Av Örjan\nEk"\n'.encode(),
        json.dumps({"title": "Örjan Ek"}).encode(),
        b'{"title": "\\u00d6rjan\\nEk"}',
        b"<p>&Ouml;rjan <b>Ek</b></p>",
        packed(shared=RUNS.encode()),
        b"x" * (PIECE - 5) + "Örjan Ek".encode(),
    ],
    ids=["bom", "windows", "utf-16", "cell", "json", "escapes", "html", "workbook", "far"],
)
def test_the_text_is_found(written: Path, content: bytes) -> None:
    written.write_bytes(content)
    assert holds(written, WORDING) is True


@pytest.mark.parametrize(
    "content",
    [b"", "Örjan Berg".encode(), packed(shared=b"<t>Klimat</t>"), bytes(range(256)) * 50],
    ids=["empty", "another", "workbook", "noise"],
)
def test_another_text_is_not(written: Path, content: bytes) -> None:
    written.write_bytes(content)
    assert holds(written, WORDING) is False


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 ...",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"Subject: x\nContent-Transfer-Encoding: base64\n\nw5ZyamFuIEVr\n",
        packed(inner=packed(a=b"")),
        packed(a=b"b" * 1000)[:-30],
    ],
    ids=["pdf", "outlook", "mail", "archive-in-archive", "cut-off"],
)
def test_nobody_can_tell(written: Path, content: bytes) -> None:
    written.write_bytes(content)
    assert holds(written, WORDING) is None


def test_an_archive_that_unpacks_without_end_is_not_unpacked(written: Path) -> None:
    piece = b"\x00" * 10_000_000
    with (
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("bomb", "w", force_zip64=True) as member,
    ):
        for _ in range(MOST_UNPACKED // len(piece) + 1):
            member.write(piece)
    assert holds(written, WORDING) is None


def test_a_file_that_is_gone_holds_nothing(written: Path) -> None:
    assert holds(written, WORDING) is False


def test_a_dump_is_looked_into(written: Path) -> None:
    written.write_bytes(gzip.compress(json.dumps({"title": "Av Örjan Ek"}).encode()))
    assert in_packed_lines(written, WORDING)
    assert not in_packed_lines(written, TextErasure("klimat"))
