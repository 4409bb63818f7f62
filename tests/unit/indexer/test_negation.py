from __future__ import annotations

import pytest

from indexer.negation import Name, read_negations


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("energi men inte vindkraft", "energi -vindkraft"),
        ("biogas utan lantbruk", "biogas -lantbruk"),
        ("utan skog", "-skog"),
        ("transporter EJ lastbil i Skåne", "transporter -lastbil i Skåne"),
        ("skog, inte tunga maskiner i Småland", 'skog -"tunga maskiner"i Småland'),
        ("laddstolpar utom i Skåne", "laddstolpar -Skåne"),
        ("energy but not wind power", 'energy -"wind power"'),
        ("avfall förutom mat", "avfall -mat"),
        ("transporter ej lastbil Skåne", "transporter -lastbil Skåne"),
        ("klimat men inte mål 13", "klimat -mål 13"),
        ('"mål 12" utan mat', '"mål 12" -mat'),
        ("vatten inte Skåne", "vatten -Skåne"),
        ("vatten inte i Skåne", "vatten -Skåne"),
        ("inte Småland", "-Småland"),
        ("inte skogsbruk biogas", "-skogsbruk biogas"),
        ("företag som inte är ett lantbruk", "företag -lantbruk"),
        ("hur man hittar gårdar som ej ligger i Skåne", "hur man hittar gårdar -Skåne"),
        ("energi men ej vindkraft eller solkraft", "energi -vindkraft -solkraft"),
        ("energi men inte vindkraft, sol eller mat nu", "energi -vindkraft -sol -mat nu"),
        ("energi inte vindkraft och inte i Skåne", "energi -vindkraft -Skåne"),
        ("energy not wind power", 'energy -"wind power"'),
        ("farms that are not in Skåne", "farms -Skåne"),
        ("energy without turbines", "energy -turbines"),
        ("elbilar inte bussar", "elbilar -bussar"),
        ("energi ej kol", "energi -kol"),
        ("energi inte plast", "energi -plast"),
        ("packaging not plastic", "packaging -plastic"),
    ],
)
def test_what_is_negated_is_written_as_excluded(text: str, written: str) -> None:
    found = read_negations(text).text
    assert " ".join(found.split()) == written
    for word in ("vindkraft", "solkraft", "Småland", "Skåne", "mat"):
        assert found.find(word) == text.find(word)


@pytest.mark.parametrize(
    "text",
    [
        "odla utan bekämpningsmedel",
        "djur utanför stallet",
        "farming outside greenhouses",
        "resa utan bil",
        "spara energi utan att frysa",
        "hur löser man att elnätet inte räcker till?",
        "dela istället för att äga",
        "klimat men inte bara energi",
        "avfall ej",
        "klimat men inte bättre",
        '"energi utan vindkraft"',
        "elnätet inte räcker",
        "hur man klarar sig när det inte är varmt",
        "mat som inte slängs",
        "inte slänga mat",
        "inte bara energi",
        "not only energy",
        "growing without pesticides",
        "varför räcker inte elnätet",
        "inte plast",
        "ej plast",
        "utan plast",
        "förpackningar utan plast",
    ],
)
def test_what_asks_for_something_stays(text: str) -> None:
    assert read_negations(text).text == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("förpackningar utan plast", ["utan plast"]),
        ("ej plast", ["ej plast"]),
        ("utan plast", ["utan plast"]),
        ("growing without pesticides", ["without pesticides"]),
        ("mat inte kött", []),
        ("elnätet inte räcker", []),
        ("spara energi utan att frysa", []),
        ("biogas utan lantbruk", []),
    ],
)
def test_what_is_negated_and_sought_all_the_same_is_told(text: str, told: list[str]) -> None:
    assert list(read_negations(text).wishes) == told


@pytest.mark.parametrize("text", ["matsvinn utanför Skåne", "food waste outside of Skåne"])
def test_what_is_outside_a_place_leaves_the_place_out(text: str) -> None:
    found = read_negations(text, lambda words: Name(1, words[:1] == ["skåne"])).text
    assert found.split()[-1] == "-Skåne"
    assert "utanför" not in found
    assert "outside" not in found
