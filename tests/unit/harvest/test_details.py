"""What a reply tells of an example apart goes to its fields, whatever it is called there."""

from __future__ import annotations

from typing import Any

import pytest

from harvest.documents.reading import read
from harvest.labels import field_named
from harvest.splitting.details import extract_details
from harvest.splitting.fields import Detail, Head, details
from harvest.splitting.records import heads_in
from tests.unit.harvest.survey import harvest

LABELS = {
    "partners": "Med; Ihop med; Med vilka?; Vilka är med; TILLSAMMANS MED:; Övriga aktörer;"
    " Deltagare hittills; Mottagare och medaktörer; Gör det med",
    "results": "Utfall; Så gick det; Effekter så här långt; Vad blev det av det?; Miljönyttan",
    "obstacles": "Hinder; Det som var svårt; Knäckfrågor",
    "preconditions": "Vad krävs; Framgångsfaktorer; Tips till andra",
    "methods": "Så gjorde vi; Upplägg (kort); Hur går det till?; Arbetssätt",
    "time": "Start; Projekttid; När; Start och slut",
    "status": "Läge; Läget just nu; Nuläge",
    "budget": "Kostnad; Totalkostnad; Belopp (tkr)",
    "facts": "Pengar; Finansieras av; Vem betalar?; Nästa steg; Tid och pengar",
    "aim": "Syfte; Målet; Varför?; Tanken bakom",
    "summary": "Vad; Vad görs; Kort beskrivning; Vad det går ut på; Det här går ut på",
    "name": "Projektets namn; Insats",
    "": "Skog; Pumprådet; Vi har; Energi och vatten",
}
LABELLED = """{}
Det här går ut på: brunnsborrare i Nybro provar grundvattnet två gånger om året
Gör det med: SGU, tre brunnsborrare och vi
Läget: rullar på, 40 brunnar i år
Färg på pärmen: grön
"""
NAMES = ("Kallvattensrundan", "Pumprådet", "Borrprovet")


def entries(text: str, name: str = "svar.txt") -> list[dict[str, Any]]:
    (found,) = harvest(text, name).respondents
    return [{"title": each.title, **each.given.get("fields", {})} for each in found.examples]


def fields(text: str, title: str = "Värmelån") -> dict[str, Any]:
    return extract_details(list(details(text, Head(), is_first=False)), title)


@pytest.mark.parametrize(
    ("label", "field"),
    [(label, field) for field, labels in LABELS.items() for label in labels.split("; ")],
)
def test_a_label_tells_its_field_by_its_form(label: str, field: str) -> None:
    assert (field_named(label) or "") == field


def test_details_below_names_leave_no_label_in_the_summary() -> None:
    text = "Kalmar län\n\n2c.\n" + "\n".join(LABELLED.format(name) for name in NAMES)

    assert entries(text) == [
        {
            "title": name,
            "partners": ["SGU", "Tre brunnsborrare"],
            "state": "ongoing",
            "results": "Rullar på, 40 brunnar i år",
            "facts": ["Färg på pärmen: grön."],
            "summary": "Brunnsborrare i Nybro provar grundvattnet två gånger om året.",
        }
        for name in NAMES
    ]


SHEET = (
    ("Vad heter insatsen", "{}"),
    ("Det går ut på", "Ett varv i Vassmolösa spolar skrov utan gift"),
    ("Vilka är med", "Båtklubben och Kalmar kommun"),
    ("Utfall", "Sju skrov hittills"),
)


def test_a_sheet_for_each_example_is_read_by_its_labels() -> None:
    tables = "".join(
        "<table>"
        + "".join(f"<tr><td>{left}</td><td>{right.format(name)}</td></tr>" for left, right in SHEET)
        + "</table><p></p>"
        for name in NAMES
    )
    page = f"<html><body><p>Kalmar län</p><p>2c.</p>{tables}<p>2d. Varv</p></body></html>"

    assert entries(page, "svar.html") == [
        {
            "title": name,
            "partners": ["Båtklubben", "Kalmar kommun"],
            "results": "Sju skrov hittills",
            "summary": "Ett varv i Vassmolösa spolar skrov utan gift.",
        }
        for name in NAMES
    ]


def test_columns_go_to_their_fields() -> None:
    head = "Post|Vad det går ut på|Mottagare och medaktörer|Beviljat|Dnr"
    rows = [
        "1|Spolbåten: ett varv i Alsterbro spolar skrov|LRF Kalmar län|2 mnkr|6",
        "2|Provtryckning av rör|31 bryggerier|0,4 mnkr|7",
    ]
    table = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>"
        for row in (head, *rows)
    )
    page = f"<html><body><p>Kalmar län</p><p>2c.</p><table>{table}</table></body></html>"

    assert entries(page, "svar.html") == [
        {
            "title": "Spolbåten: ett varv i Alsterbro spolar skrov",
            "partners": ["LRF Kalmar län"],
            "facts": ["Beviljat: 2 mnkr."],
            "summary": "Spolbåten: ett varv i Alsterbro spolar skrov.",
        },
        {
            "title": "Provtryckning av rör",
            "partners": ["31 bryggerier"],
            "facts": ["Beviljat: 0,4 mnkr."],
            "summary": "Provtryckning av rör.",
        },
    ]


def test_the_head_of_a_column_tells_the_field_of_its_cells() -> None:
    text = (
        "Insats;Vad;Målgrupp;Bransch;Status\n"
        "Värmelån;Lån av mätare till åkerier;Åkerier;Transport;pågår\n"
    )
    lines = read(text.encode(), "svar.csv").blocks
    heads = heads_in(lines)
    told = [each for line in lines[5:] for each in details(line.text, heads[line.start])]

    assert extract_details(told, "Värmelån") == {
        "targetGroup": "Åkerier",
        "sectorText": ["Transport"],
        "state": "ongoing",
        "summary": "Lån av mätare till åkerier.",
    }


@pytest.mark.parametrize(
    ("told", "summary"),
    [
        ("Syfte: att vatten ska räcka hela året", "Syftet är att vatten ska räcka hela året."),
        ("Syfte: minska uttaget i Emån", "Syftet är att minska uttaget i Emån."),
        ("Syfte: bättre koll på uttaget", "Bättre koll på uttaget."),
        ("Mål: 15 procent mindre uttag", "Målet är 15 procent mindre uttag."),
        ("Kort om projektet: vi lånar ut mätare", "Vi lånar ut mätare."),
    ],
)
def test_an_aim_is_told_as_a_sentence(told: str, summary: str) -> None:
    assert fields(told)["summary"] == summary


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("Status: klart", {"state": "completed"}),
        ("Läge: rapport i vår", {"facts": ["Läge: rapport i vår."]}),
        ("Läge: mätningar visar halverat uttag", {"results": "Mätningar visar halverat uttag"}),
        ("Läge: i drift", {"state": "ongoing"}),
        ("Start: 2019. Slut: 2022.", {"startYear": 2019, "endYear": 2022}),
        ("Belopp (tkr): 340", {"budget": 340_000}),
        ("Med: oss", {}),
        ("Ansvarig: Nybro kommun", {"partners": ["Nybro kommun"]}),
        ("Ansvarig: Gotthild", {}),
        (
            "Hinder: kort säsong. Svårigheter: dyra mätare.",
            {"lessons": [{"obstacle": "Kort säsong. Dyra mätare"}]},
        ),
    ],
)
def test_what_stands_below_a_label_is_read(told: str, found: dict[str, Any]) -> None:
    text = f"Vi lånar ut mätare till åkerier. {told}"

    assert fields(text) == {**found, "summary": "Vi lånar ut mätare till åkerier."}


def test_a_title_that_tells_what_is_done_stays_in_the_summary() -> None:
    name, more = "Bryggerier i Nybro provtrycker sina rör", "Sju läckor är lagade i år."
    told = [Detail("-", name), Detail("-", more)]

    assert extract_details(told, name) == {"summary": f"{name}. {more}"}
    assert extract_details(told[1:], name) == {}


@pytest.mark.parametrize(
    ("told", "partners"),
    [
        ("Högskolan i Kalmar och LRF", ["Högskolan i Kalmar", "LRF"]),
        ("Högskolan i Kalmar och Skogsstyrelsen", ["Högskolan i Kalmar", "Skogsstyrelsen"]),
        ("Region Skåne och Lunds kommun", ["Region Skåne", "Lunds kommun"]),
    ],
)
def test_partners_are_parted_into_names(told: str, partners: list[str]) -> None:
    text = f"Vi lånar ut mätare till åkerier. Parter: {told}."

    assert extract_details(list(details(text, Head())), "Värmelån")["partners"] == partners
