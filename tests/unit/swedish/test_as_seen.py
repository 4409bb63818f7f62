"""A text is read as it is seen, and its places are those of the text as it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swedish.as_seen import as_seen


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("Anna\nAndersson", "Anna Andersson"),
        ("Anna\r\n \tAndersson", "Anna Andersson"),
        ("Anna\u00a0\u2009Andersson", "Anna Andersson"),
        ("Anna\u200bAndersson", "Anna Andersson"),
        ("An\u00adders\u200bson", "Andersson"),
        ("Anders-\n  son", "Andersson"),
        ("miljö-\nÅsa", "miljö- Åsa"),
        ("A\u030ake", "Åke"),
        ("０７０－１２", "070-12"),
        ("070\u2011123", "070-123"),
        ("as it is", "as it is"),
        ("", ""),
    ],
)
def test_what_is_not_seen_is_left_out(written: str, seen: str) -> None:
    assert as_seen(written).text == seen


def test_a_place_is_that_of_the_text_as_written() -> None:
    text = "Av An\u00adna \u200b\nLind, x"
    seen = as_seen(text)
    at = seen.text.index("Anna Lind")
    start, end = seen.span(at, at + len("Anna Lind"))
    assert text[start:end] == "An\u00adna \u200b\nLind"


@given(st.text(alphabet="aÅ \n\t-.\u00ad\u200b\u0301\u00a0\ufb01\uff10", max_size=30))
def test_places_rise_and_stay_within_the_text(text: str) -> None:
    seen = as_seen(text)
    spans = [seen.span(at, at + 1) for at in range(len(seen.text))]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
