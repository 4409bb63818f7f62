"""Titles say what is done, not only where, with whom or by whom."""

from __future__ import annotations

import pytest

from harvest.splitting.titles import title_of, title_of_parts


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


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Sen har vi Storforslaget, det är två bolag.", "Storforslaget"),
        ("Sist vill jag ta upp matbordet. Det är nytt.", "Matbordet"),
        ("Projektnamn: Varmt svinn", "Varmt svinn"),
        ("F-02 Avfettning utan klor. Sju bad.", "Avfettning utan klor"),
        ("IV. Renare hamnar", "Renare hamnar"),
        ("Vattensnurran, ett kalkylblad för campingar.", "Vattensnurran"),
        ("”Svinnveckan”, en mall till hotellkök", "Svinnveckan"),
        (
            "Renforum är ett möte i Jokkmokk där samebyarna och bolagen kommer överens om vägar.",
            "Renforum är ett möte i Jokkmokk",
        ),
        (
            "Hela hösten åker en av oss runt till åkerier längs E10 och berättar om stöd.",
            "Hela hösten åker en av oss runt till åkerier längs E10 …",
        ),
    ],
)
def test_a_title_is_no_lead_label_number_or_cut_clause(text: str, title: str) -> None:
    assert title_of(text) == title


def test_a_short_first_line_is_the_title_of_those_below() -> None:
    parts = ["F-02", "Växthus utan gasol", "Fem växthus byter gasol mot flis."]

    assert title_of_parts(parts, " ".join(parts)) == "Växthus utan gasol"
