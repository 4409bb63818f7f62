"""A pasted list of examples becomes a box for each, and one box again."""

from __future__ import annotations

from typing import Any

import pytest

from app.surveys.filling import MOST_EXAMPLES, NEW_EXAMPLE
from app.surveys.lists import items_of, join_examples, split_example


def example(what: str, **fields: Any) -> dict[str, Any]:
    return {**NEW_EXAMPLE, "what": what, **fields}


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("- Ett\n- Två\n- Tre", ["Ett", "Två", "Tre"]),
        ("•\tEtt\n  som fortsätter\n• Två", ["Ett\n  som fortsätter", "Två"]),
        ("Vi har gjort:\n1. Ett\n2) Två", ["Vi har gjort:\nEtt", "Två"]),
        ("Ett stycke\nmed två rader\n\nEtt till", ["Ett stycke\nmed två rader", "Ett till"]),
        ("Ett\nTvå", ["Ett", "Två"]),
        ("- Bara en punkt", ["- Bara en punkt"]),
        ("Vi gör ett – ett enda", ["Vi gör ett – ett enda"]),
        ("", []),
    ],
)
def test_items_of_a_list(text: str, items: list[str]) -> None:
    assert items_of(text) == items


def test_a_list_becomes_examples_and_one_again() -> None:
    first = example("- Råd\n- Kurser\n- Tillsyn", title="Rådgivning", url="https://example.org")
    before = [example("Före"), first, example("Efter")]
    after = split_example(before, 1)
    assert [each["what"] for each in after] == ["Före", "Råd", "Kurser", "Tillsyn", "Efter"]
    assert [each["title"] for each in after] == ["", "Rådgivning", "", "", ""]
    assert join_examples(after, 1, 3) == before


def test_what_was_written_since_is_not_joined_away() -> None:
    after = split_example([example("- Råd\n- Kurser")], 0)
    after[1]["result"] = "Färre utsläpp"
    assert join_examples(after, 0, 2) == after


def test_a_long_list_fills_the_form_and_loses_nothing() -> None:
    text = "\n".join(f"- Punkt {number}" for number in range(MOST_EXAMPLES + 5))
    after = split_example([example("Före"), example(text)], 1)
    assert len(after) == MOST_EXAMPLES
    assert after[-1]["what"].splitlines()[-1] == f"Punkt {MOST_EXAMPLES + 4}"
    assert (
        len(split_example([*after[:-1], example("- a\n- b")], MOST_EXAMPLES - 1)) == MOST_EXAMPLES
    )


@pytest.mark.parametrize("text", ["Ett enda exempel.", ""])
def test_what_is_no_list_stays(text: str) -> None:
    assert split_example([example(text)], 0) == [example(text)]
