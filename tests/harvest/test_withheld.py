"""What of made-up persons the harvest withholds or points out, half of it kept apart.

`personal/made_up.yaml` has values and sentences; every other value is kept apart, and nothing is
mended for those. The sentences with names are those of `tests/app/test_names_apart.py`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from app.personal_data import find_likely, place_names
from harvest.documents.reading import read
from harvest.personal import persons_of
from tests.app.test_names_apart import lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MADE_UP = Path(__file__).parent / "personal/made_up.yaml"
LEAST = {
    ("phone", "work"): 1.0,
    ("phone", "apart"): 0.96,
    ("identity", "work"): 1.0,
    ("identity", "apart"): 1.0,
    ("email", "work"): 1.0,
    ("email", "apart"): 1.0,
    ("address", "work"): 1.0,
    ("address", "apart"): 1.0,
}
"""Share of the values that are withheld whole."""
LEAST_POINTED_OUT = {"work": 0.98, "apart": 0.93}
"""Share of the sensitive statements; they are not taken out, since no text is left without them."""
LEAST_NAMES = {"work": 148, "apart": 147}
"""Of 152 and 150; 55 and 59 before the harvest used the words beside names."""


@cache
def made_up() -> Mapping[str, Mapping[str, list[object]]]:
    found: Mapping[str, Mapping[str, list[object]]] = yaml.safe_load(
        MADE_UP.read_text(encoding="utf-8")
    )
    return found


def _sentences(kind: str, part: str) -> Iterator[tuple[str, str]]:
    """Yield each value of a part, and a sentence with it."""
    told = made_up()[kind]
    for value in map(str, told["values"][part == "apart" :: 2]):
        for sentence in map(str, told["sentences"]):
            yield value, sentence.format(value)


def _is_withheld(value: str, text: str) -> bool:
    document = read(text.encode(), "svar.txt")
    line = document.blocks[0].text
    found = persons_of(document, places=place_names()).find(line)
    start = line.index(value)
    telling = [at for at, sign in enumerate(value, start) if sign.isdigit()]
    telling = telling or [start, start + len(value) - 1]
    return all(any(each.start <= at < each.end for each in found) for at in telling)


@pytest.mark.parametrize(("kind", "part"), LEAST)
def test_numbers_and_addresses_are_withheld_in_any_writing(kind: str, part: str) -> None:
    told = list(_sentences(kind, part))

    assert sum(_is_withheld(*each) for each in told) >= LEAST[kind, part] * len(told)


@pytest.mark.parametrize("part", LEAST_POINTED_OUT)
def test_what_is_nobodys_business_is_pointed_out(part: str) -> None:
    told = [text for _, text in _sentences("sensitive", part)]

    assert sum(bool(find_likely(each)) for each in told) >= LEAST_POINTED_OUT[part] * len(told)


@pytest.mark.parametrize("part", LEAST_NAMES)
def test_names_of_many_origins_are_withheld(part: str) -> None:
    parted = [re.split(r"\[\[|\]\]", line.partition(" ")[2]) for line in lines(part)]
    withheld = sum(_is_withheld(name, before + name + after) for before, name, after in parted)

    assert withheld >= LEAST_NAMES[part]


@pytest.mark.parametrize("head", ["Ansv.", "Handläggare", "Kontakt", "Vem", "Ansvarig hos oss"])
@pytest.mark.parametrize("name", ["J. Haavikko", "Mirza", "Ánte Sara", "Kerstin/Ola", "Amina J."])
def test_a_cell_for_a_person_is_withheld(head: str, name: str) -> None:
    document = read(f"Insats;{head}\nElcyklar;{name}\n".encode(), "svar.csv")
    cells = [each for each in document.blocks if each.text == name]
    (found,) = persons_of(document, cells, places=place_names()).find(name)[:1]

    assert found.kind == "name"
