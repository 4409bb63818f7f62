"""A marked reply gives both its file and what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.harvest.building import content_of
from bench.harvest.marked import read_source
from harvest.documents.reading import read

if TYPE_CHECKING:
    from pathlib import Path

BODY = """1. ⟦1 ja|Ja⟧
2c.
- ⟦2c m #1|Råd⟧
  - ⟦2c m #1|för åkerier, med ⟦!|Anna Ek⟧⟧
- ⟦2c a|Mässa{del:⟦x| förr⟧}⟧
2d. ⟦2d|skog⟧
"""


def source(folder: Path, name: str, body: str = BODY, head: str = 'counties: {"": "08"}') -> Path:
    path = folder / name
    path.write_text(f"---\n{head}\n---\n{body}", encoding="utf-8")
    return path


def test_marks_tell_the_gold(tmp_path: Path) -> None:
    (gold,) = read_source(source(tmp_path, "a.docx")).gold

    assert gold["county"] == "08"
    assert gold["answers"]["1"] == {"text": "Ja", "yesNo": "ja"}
    assert gold["answers"]["2c"]["items"] == [
        {"text": "Råd för åkerier, med Anna Ek", "kind": "working-method"},
        {"text": "Mässa", "kind": "activity"},
    ]
    assert gold["answers"]["2d"] == {"items": [{"text": "skog"}]}
    assert gold["answers"]["3"] is None
    assert (gold["personalData"], gold["mustNotAppear"]) == (["Anna Ek"], ["förr"])


def test_marks_of_several_respondents_are_kept_apart(tmp_path: Path) -> None:
    body = "Län;1. Intern dialog?\nA;⟦1 ja @A|Ja⟧\nB;⟦1 nej @B|Nej⟧\n"
    head = 'counties: {A: "08", B: "10"}'
    gold = read_source(source(tmp_path, "a.csv", body, head)).gold

    assert [each["answers"]["1"]["text"] for each in gold] == ["Ja", "Nej"]
    assert [each["row"] for each in gold] == ["A", "B"]


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.txt", "a.msg", "a.pdf"])
def test_each_format_holds_the_text_without_its_marks(tmp_path: Path, name: str) -> None:
    head = 'counties: {"": "08"}\nfrom: Anna Ek <anna.ek@example.se>\nsubject: Svar\n'
    head += "header: Länsstyrelsen\nfooter: Sida {page}"
    body = "1. ⟦1 ja|Ja, i rådet⟧\n2d. ⟦2d|skog⟧\n"
    document = read(content_of(read_source(source(tmp_path, name, body, head))))

    assert document.kind == name.partition(".")[2]
    assert [block.text for block in document.blocks if "Sida" not in block.text][-2:] == [
        "1. Ja, i rådet",
        "2d. skog",
    ]
