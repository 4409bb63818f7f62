from __future__ import annotations

import pytest

from indexer.negation import negations_as_minus


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("energi men inte vindkraft", "energi -vindkraft"),
        ("biogas utan lantbruk", "biogas -lantbruk"),
        ("transporter EJ lastbil i Skåne", "transporter -lastbil i Skåne"),
        ("skog, inte tunga maskiner i Småland", 'skog -"tunga maskiner"i Småland'),
        ("laddstolpar utom i Skåne", "laddstolpar -Skåne"),
        ("energy but not wind power", 'energy -"wind power"'),
        ("avfall förutom mat", "avfall -mat"),
        ("transporter ej lastbil Skåne", "transporter -lastbil Skåne"),
        ("klimat men inte mål 13", "klimat -mål 13"),
        ('"mål 12" utan mat', '"mål 12" -mat'),
    ],
)
def test_what_is_negated_is_written_as_excluded(text: str, written: str) -> None:
    found = negations_as_minus(text)
    assert " ".join(found.split()) == written
    for word in ("vindkraft", "Småland", "Skåne", "mat"):
        assert found.find(word) == text.find(word)


@pytest.mark.parametrize(
    "text",
    [
        "odla utan bekämpningsmedel",
        "resa utan bil",
        "spara energi utan att frysa",
        "hur löser man att elnätet inte räcker till?",
        "dela istället för att äga",
        "klimat men inte bara energi",
        "utan vindkraft",
        "avfall ej",
        "klimat men inte bättre",
        '"energi utan vindkraft"',
    ],
)
def test_what_asks_for_something_stays(text: str) -> None:
    assert negations_as_minus(text) == text
