"""One Swedish word for one thing: the texts of the pages hold to docs/ordlista.md."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import pytest

from tests.fixtures.repository import text_of
from tools.translations import words_of_pages
from web.wording import ORIGINS, RELATIONS, RELAXATIONS, SORTS, SOURCE_TYPES, TITLES


class Row(NamedTuple):
    word: str
    instead_of: tuple[str, ...]


def _rows() -> list[Row]:
    lines = [line for line in text_of("docs/ordlista.md").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]
    return [Row(first, tuple(last.split(", "))) for first, _, last in cells]


@cache
def _texts() -> list[str]:
    told = [part for each in words_of_pages() if each.id for part in _forms(each.id)]
    lists = (ORIGINS, RELATIONS, RELAXATIONS, SORTS, SOURCE_TYPES, TITLES)
    return [*told, *(text for each in lists for text in each.values())]


def _forms(message: object) -> list[str]:
    return [str(part) for part in message] if isinstance(message, tuple) else [str(message)]


ROWS = _rows()


@pytest.mark.parametrize("row", ROWS, ids=[row.word for row in ROWS])
def test_pages_use_the_word_of_the_list_and_none_of_its_variants(row: Row) -> None:
    for variant in row.instead_of:
        pattern = re.compile(rf"\b{re.escape(variant)}\b", re.IGNORECASE)
        assert [text for text in _texts() if pattern.search(text)] == []


def test_the_list_says_no_word_of_its_own_twice() -> None:
    used = {word.casefold() for row in ROWS for word in row.word.split(", ")}
    avoided = {word.casefold() for row in ROWS for word in row.instead_of}
    assert len(ROWS) > 20
    assert not used & avoided


def test_no_template_has_a_swedish_word_that_is_not_marked() -> None:
    """What is not marked is neither translated nor held to the list."""
    for name in ("results", "entry", "error", "list", "print", "start", "base"):
        text = re.sub(
            r"\{#.*?#\}|\{%\s*trans.*?endtrans\s*%\}|\{\{.*?\}\}|\{%.*?%\}|<[^>]*>",
            " ",
            text_of(f"web/templates/{name}.html"),
            flags=re.DOTALL,
        )
        assert set(re.findall(r"[a-zåäö]{3,}", text.lower())) <= {
            *("exempelbanken", "api", "article", "exempel"),  # the last in addresses
        }, name
