"""Lists of objects as lines of text."""

import pytest

from record.fields import BY_NAME
from record.lines import format_line, parse_line

LESSONS, DOCUMENTS = BY_NAME["lessons"], BY_NAME["documents"]


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ({"obstacle": "Få bokade.", "solution": "Lägre pris."}, "Få bokade. | Lägre pris."),
        ({"obstacle": "Få bokade.", "solution": None}, "Få bokade."),
        ({"obstacle": "A | B", "solution": "C|"}, r"A \| B | C\|"),
    ],
)
def test_an_object_is_read_back_from_its_line(value: dict[str, str | None], line: str) -> None:
    assert format_line(LESSONS, value) == line
    assert parse_line(LESSONS, line) == {name: text for name, text in value.items() if text}


def test_a_part_in_the_middle_may_be_empty() -> None:
    found = parse_line(DOCUMENTS, "Avtal | contract | https://example.org/a | | CC0-1.0")
    assert found["licence"] == "CC0-1.0"
    assert "language" not in found


def test_more_bars_than_parts_belong_to_the_last_part() -> None:
    assert parse_line(LESSONS, "A | B | C") == {"obstacle": "A", "solution": "B | C"}
