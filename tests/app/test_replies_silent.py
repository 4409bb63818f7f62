"""An answer that gives nothing to review does not do so in silence."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest

from app.replies.parsing import harvested_file, reading_as_json
from bench.harvest.harvested import SURVEY
from bench.harvest.replies import PARTS, Part
from seed.questionnaires import questionnaire

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fixtures.corpus import Corpus


def harvested(folder: Path, content: bytes, name: str = "svar.txt") -> dict[str, Any]:
    path = folder / "reply"
    path.write_bytes(content)
    return harvested_file(str(path), name, "rus-2018")


def told(found: dict[str, Any]) -> list[str]:
    return [each["sv"] for each in found["warnings"] if "gave nothing" in each["en"]]


@pytest.mark.parametrize("answer", ["x" * 190_000, "Klimatklivet", "a." * 60_000, "A" * 5_000])
@pytest.mark.parametrize("question", ["2c"])
def test_an_answer_of_one_word_is_told_of(tmp_path: Path, question: str, answer: str) -> None:
    found = harvested(tmp_path, f"1: Ja\n{question}: {answer}\n3: Nej".encode())
    (warning,) = told(found)
    assert f"fråga {question} ({len(answer)} tecken)" in warning


@pytest.mark.parametrize(
    "answer",
    ["Nej", "Inga", "Se bilaga 1.", "Se bifogad projektlista.", "-", "", "Kurser om biogas"],
)
def test_one_that_says_there_is_none_or_gives_one_is_not(tmp_path: Path, answer: str) -> None:
    assert told(harvested(tmp_path, f"1: Ja\n2c: {answer}\n3: Nej".encode())) == []


TOLD_OF: dict[Part, int] = {"training": 1, "frozen": 1}


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_hardly_a_made_up_reply_is_told_of(part: Part, corpus: Corpus) -> None:
    silent = [
        each.reply.name
        for each in chain(*corpus(part).values())
        if told(reading_as_json(each.harvest, questionnaire(SURVEY)))
    ]
    assert len(silent) <= TOLD_OF[part]
