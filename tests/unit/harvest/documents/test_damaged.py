"""Replies that were damaged on the way: each is read or refused, and breaks no reader."""

from __future__ import annotations

import pytest

from harvest.documents.document import Unreadable
from harvest.documents.reading import read
from tests.fixtures.damage import damaged_copies
from tests.unit.harvest.documents.file_builder import at, docx, odt, paragraph, pdf

COPIES = 150
FILES = {
    "docx": docx(paragraph("1) Ja, i en intern grupp.") * 20),
    "odt": odt("<text:p>1) Ja, i en intern grupp.</text:p>" * 20),
    "pdf": pdf([at(70, 700, "1) Ja, i en intern grupp.")] * 3),
    "html": b"<html><body><p>1) Ja</p><table><tr><td>2</td></tr></table></body></html>",
    "rtf": rb"{\rtf1{\fonttbl{\f0\fcharset0 Arial;}}\pard 1) Ja\u229?\par\trowd x\cell\row}",
    "eml": b"From: a@example.org\r\nSubject: Svar\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n\r\n1) Ja, i en intern grupp.\r\n",
}


@pytest.mark.parametrize("kind", FILES)
def test_no_damage_breaks_a_reader(kind: str) -> None:
    codes = set()
    for copy in damaged_copies(FILES[kind], COPIES):
        try:
            read(copy, f"svar.{kind}")
        except Unreadable as error:
            codes.add(error.code)
        else:
            codes.add("read")
    assert len(codes) > 1
