"""Titles say what is done, not only where, with whom or by whom."""

from __future__ import annotations

import pytest

from harvest.splitting.titles import title_of


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("I Luleå, där det byggs, ordnar vi en mässa.", "I Luleå, där det byggs"),
        ("I Luleå anordnar vi en mässa.", "I Luleå anordnar vi en mässa"),
        ("Luleå: en mässa om återbruk.", "Luleå: en mässa om återbruk"),
        ("Med LRF Mälardalen tar vi fram planer.", "Med LRF Mälardalen tar vi fram planer"),
        (
            "Vi har en Projektledare som besöker hotell.",
            "Vi har en Projektledare som besöker hotell",
        ),
        ("Projektledare: ger råd om vatten.", "Projektledare: ger råd om vatten"),
        ("Inom Greppa Näringen ger vi råd.", "Greppa Näringen"),
        ("E. Svenssons Åkeri AB kör på biogas.", "E. Svenssons Åkeri AB kör på biogas"),
        ("LEVA. Det är lokalt arbete.", "LEVA"),
        ("Luleå", "Luleå"),
    ],
)
def test_a_title_is_more_than_a_place_a_partner_or_a_role(text: str, title: str) -> None:
    assert title_of(text) == title
