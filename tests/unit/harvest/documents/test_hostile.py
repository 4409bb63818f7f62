"""Hostile and broken files get a clear error, within the limits, and reach nobody."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, NoReturn

import pytest

from app.sandbox.parent import SandboxLimits, run_sandboxed
from harvest.documents.document import Unreadable
from harvest.documents.limits import LONGEST_TEXT
from harvest.documents.reading import read
from tests.unit.harvest.documents.file_builder import archive, docx, paragraph
from tests.unit.harvest.documents.harvested import respondents
from tests.unit.harvest.documents.hostile import (
    CASES,
    ENDLESS,
    UNENDING,
    UNENDING_MARKDOWN,
    UNENDING_RTF,
)
from tests.unit.harvest.documents.outcomes import outcome, read_or_refused

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

HEAVY = [
    *("a zip bomb", "5,000 pages", "500 parts within each other", "200,000 columns of a workbook"),
    *(
        "200,000 columns of CSV",
        "30 MB of text",
        "30 MB of RTF",
        "entities that grow, in Word",
        "60 MB",
    ),
]
"""That would take much time or memory, were they read to the end."""


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_file_is_refused_with_its_reason(case: str) -> None:
    code, name, made = CASES[case]

    with pytest.raises(Unreadable) as caught:
        read(made(), name)

    assert caught.value.code == code


@pytest.mark.parametrize("case", ["JSON", "a picture", "an archive of anything", "a calendar"])
def test_what_is_no_reply_is_told_which_kinds_are_taken(case: str) -> None:
    _, name, made = CASES[case]

    with pytest.raises(Unreadable) as caught:
        read(made(), name)

    for kind in ("Word", "OpenDocument", "PDF", "Excel", "CSV", "Markdown", "HTML", "eml", "msg"):
        assert kind in caught.value.sv
        assert kind in caught.value.en


@pytest.mark.parametrize("text", ["[Svar från Kalmar]\n1. Ja", "{1} Ja, i en grupp"])
def test_a_text_in_brackets_is_a_text(text: str) -> None:
    assert read(text.encode(), "svar.txt").kind == "txt"


@pytest.mark.parametrize("case", HEAVY)
def test_a_heavy_file_is_refused_within_time_and_memory(case: str, tmp_path: Path) -> None:
    code, name, made = CASES[case]
    path = tmp_path / name
    path.write_bytes(made())

    found = run_sandboxed(outcome, [str(path)], SandboxLimits(seconds=20, memory=500_000_000))

    assert found["code"] == code
    assert found["megabytes"] < 500


@pytest.mark.parametrize(
    ("head", "kind", "length", "cases"),
    [
        ("<p>1. Ja</p>", "html", 1_000_000, UNENDING),
        (r"{\rtf1 ", "rtf", 500_000, UNENDING_RTF),
        ("1. Ja\n", "md", LONGEST_TEXT - 100, UNENDING_MARKDOWN),
    ],
)
def test_markup_without_ends_is_read_in_proportion_to_its_length(
    head: str, kind: str, length: int, cases: dict[str, str], tmp_path: Path
) -> None:
    paths = []
    for name, begun in cases.items():
        path = tmp_path / f"{name}.{kind}"
        path.write_text(head + begun * (length // len(begun)), encoding="utf-8")
        paths.append(str(path))

    found = run_sandboxed(read_or_refused, [paths], SandboxLimits(seconds=60, memory=500_000_000))

    assert found == dict.fromkeys(paths, True)  # each alone took minutes with a parser that is not


@pytest.mark.parametrize("case", ENDLESS)
def test_a_text_as_long_as_is_read_is_split_within_time_and_memory(
    case: str, tmp_path: Path
) -> None:
    path = tmp_path / "svar.txt"
    path.write_text(ENDLESS[case](), encoding="utf-8")

    limits = SandboxLimits(
        seconds=60, memory=500_000_000
    )  # takes 5 on a machine that does nothing else
    found = run_sandboxed(respondents, [str(path)], limits)

    assert found["respondents"] == 1
    assert found["megabytes"] < 500


@pytest.mark.parametrize("code", sorted({code for code, _, _ in CASES.values()}))
def test_every_reason_says_in_two_languages_what_to_do(code: str) -> None:
    name, made = next((name, made) for found, name, made in CASES.values() if found == code)

    with pytest.raises(Unreadable) as caught:
        read(made(), name)

    assert any(
        verb in caught.value.sv for verb in ("Be ", "Spara", "Skicka", "Ta ut", "Kontrollera")
    )
    assert any(verb in caught.value.en for verb in ("Ask ", "Save", "Send", "Take out", "Check"))


def test_nothing_is_fetched_while_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        pytest.fail("a connection was tried")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = b"<html><img src='http://127.0.0.1:9/a.png'><script src='http://127.0.0.1:9/'></script>"
    linked = docx(
        paragraph("Svar"),
        more={
            "_rels/.rels": (
                '<r><Relationship Type="x/officeDocument" Target="word/document.xml"/></r>'
            ),
            "word/_rels/document.xml.rels": (
                '<r><Relationship TargetMode="External" Target="http://127.0.0.1:9/t.dotm"/></r>'
            ),
        },
    )

    assert read(page + b"<p>Svar").text == "Svar"
    assert read(linked).text == "Svar"


def test_a_name_that_promises_another_kind_is_told_of() -> None:
    document = read(docx(paragraph("Svar")), "svar.pdf")

    assert (document.kind, document.text) == ("docx", "Svar")
    assert document.warnings == (
        (
            "Namnet slutar på .pdf, men filen är docx och är läst som det.",
            "The name ends in .pdf, but the file is docx and was read as that.",
        ),
    )


@pytest.mark.parametrize("name", ["svar.docx", "SVAR.DOCX", "svar.docm", "svar", None])
def test_a_name_that_fits_is_not_told_of(name: str | None) -> None:
    assert read(docx(paragraph("Svar")), name).warnings == ()


def test_the_main_part_is_found_where_the_archive_says() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    data = archive(
        {
            "_rels/.rels": '<r><Relationship Type="x/officeDocument" Target="/word/d2.xml"/></r>',
            "word/d2.xml": f"<w:document {space}><w:body>{paragraph('Svar')}</w:body></w:document>",
        }
    )

    assert read(data).text == "Svar"


def test_the_same_bytes_have_the_same_checksum_whatever_their_name() -> None:
    assert read(b"Svar", "a.txt").sha256 == read(b"Svar", "b.txt").sha256
