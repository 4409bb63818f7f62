"""JSON of rows: the text that checksums are made of stays what earlier releases wrote."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from catalogue.json_text import DamagedJson, canonical, from_json

SCORES = st.integers(0, 10_000).map(lambda number: number / 10_000)
PLAIN = st.none() | st.booleans() | st.integers() | SCORES | st.text()
VALUES = st.recursive(
    PLAIN, lambda each: st.lists(each) | st.dictionaries(st.text(), each), max_leaves=10
)


@given(VALUES)
def test_canonical_text_is_that_of_earlier_releases(value: object) -> None:
    text = canonical(value)
    assert text == json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert from_json(text) == value


def test_what_is_no_json_is_damaged() -> None:
    for text in ("{", "[" * 100_000, b"\xff", "NaN"):
        assert isinstance(from_json(text), DamagedJson)
