"""Every text that people found in the development replies is found by the readers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from harvest.documents.reading import read
from tests.harvest.gold import REPLIES, files, gold_replies, normalised, texts_of

if TYPE_CHECKING:
    from pathlib import Path

    from harvest.documents.document import Document

CASES = [
    pytest.param(reply["file"], text, id=f"{reply['file'][:2]}-{number}")
    for reply in gold_replies()
    for number, text in enumerate(texts_of(reply))
]


@cache
def document(name: str) -> Document:
    return read((REPLIES / name).read_bytes(), name)


@pytest.mark.parametrize(("file", "text"), CASES)
def test_what_the_reply_says_is_in_the_canonical_text(file: str, text: str) -> None:
    assert normalised(text) in normalised(document(file).text)


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name[:2])
def test_blocks_are_the_canonical_text(path: Path) -> None:
    found = document(path.name)

    assert found.text == "\n".join(block.text for block in found.blocks)
    assert all(found.text[block.start : block.end] == block.text for block in found.blocks)
    assert normalised(found.text.replace("\n", " ")) == found.text.replace("\n", " ")


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name[:2])
def test_a_kind_shows_from_the_content_alone(path: Path) -> None:
    found = read(path.read_bytes())

    assert found.kind == path.suffix[1:]
    assert document(path.name).warnings == ()
