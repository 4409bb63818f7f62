"""What people head the columns of a sheet."""

from __future__ import annotations

from app.imports.files.columns import heads_of

FORM = (
    "Rubrik",
    "Vad gör ni?",
    "Från år",
    "Till år",
    "Läge",
    "Vad har det lett till?",
    "Webbsida om det",
)
"""Heads of a sheet that takes the words of the counties' form."""


def test_the_words_of_the_counties_form_head_columns() -> None:
    assert tuple(heads_of(FORM)) == (
        *("title", "summary", "startYear", "endYear", "state", "results", "source.url"),
    )
