"""A workbook has sheets for what its sender likes: each is read for what it is."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import Workbook  # type: ignore[import-untyped]

from tests.unit.harvest.survey import WORDING, harvest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from harvest.candidates import Respondent

FACTS: list[list[object]] = [
    ["Myndighet", "Länsstyrelsen i Kalmar län"],
    ["Ifyllt av", "Enheten för vatten"],
]
PROJECTS: list[list[object]] = [
    ["Benämning", "Beskrivning", "Deltagande", "Startår"],
    ["Kylkedjan", "Butiker byter köldmedier mot naturliga med lägre klimatpåverkan", "ICA", 2019],
    ["Vassen", "Båtar klipper vass som blir biogas vid tre gårdar", "LRF, SLU", 2020],
]
EXAMPLES = ["Kylkedjan", "Vassen"]


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def only(sheets: Mapping[str, Sequence[Sequence[object]]]) -> Respondent:
    (found,) = harvest(workbook(sheets), "svar.xlsx").respondents
    return found


def told(respondent: Respondent) -> dict[str, str | None]:
    return {each.question: each.yes_no for each in respondent.answers}


def test_questions_in_full_may_stand_in_a_sheet_beside_facts_and_projects() -> None:
    comments = ["Ja", "Ja", "Nej", None, None, None]
    asked = ["1", "2a", "2b", "2c", "2d", "3"]
    said = ["En grupp.", "Besök.", "Planeras.", "Se fliken Projekt", "Jordbruk; Vatten", "Tid."]
    rows: list[list[object]] = [
        [each, WORDING[each], crossed, comment]
        for each, crossed, comment in zip(asked, comments, said, strict=True)
    ]
    found = only(
        {
            "Om svaret": FACTS,
            "Frågor": [["Nr", "Fråga", "Ja/Nej", "Kommentar"], *rows],
            "Projekt": PROJECTS,
        }
    )

    assert found.county == "08"
    assert told(found) == {"1": "ja", "2a": "ja", "2b": "nej", "2c": None, "2d": None, "3": None}
    assert [each.title for each in found.examples] == EXAMPLES
    assert [each.said.text for each in found.sectors] == ["Jordbruk", "Vatten"]


def test_each_sheet_may_answer_what_its_name_says_below_rows_of_titles() -> None:
    found = only(
        {
            "START": [
                ["Enkät"],
                *FACTS,
                ["Flikar", "Ja_Nej (1, 2a, 2b) | 2c_Projekt | 2d_Branscher | Övrigt (3, 4)"],
            ],
            "Ja_Nej": [
                ["Fråga", "Kort", "Ja/Nej", "Kommentar"],
                ["1", "Internt samarbete", "Ja", "En kanal för företagsfrågor."],
                ["2a", "Utåtriktat arbete", "Ja", "Nyhetsbrev till 900 företag."],
                ["2b", "Strategier och program", "Nej", "Inte än."],
            ],
            "2c_Projekt": [["Aktiviteter i länet"], ["Filtrera gärna!"], [], *PROJECTS],
            "2d_Branscher": [
                ["Bransch", "Jobbar vi med?", "Sedan"],
                ["Åkerier", "x", 2019],
                ["Gjuterier", "inte än"],
                ["Lantbruk", "x", 2016],
                ["Besöksnäring", "–"],
            ],
            "Övrigt": [["3. Behov av stöd", "En delad mapp."], ["4. Övrigt", "Gärna en träff."]],
        }
    )

    expected = {"1": "ja", "2a": "ja", "2b": "nej", "2c": None, "2d": None, "3": None, "4": None}
    assert told(found) == expected
    assert [each.title for each in found.examples] == EXAMPLES
    assert [each.said.text for each in found.sectors] == ["Åkerier", "Lantbruk"]


TOLD = {"2a": "Ja", "2b": "Nej", "2c": "Elkranar i hamnen", "3": "Tid"}


def test_a_sheet_that_says_where_answers_stand_answers_nothing() -> None:
    sheets = {f"Fråga {name}": [[said]] for name, said in TOLD.items()}
    contents = [["Kalmar län"], ["Fråga 2a", "utåtriktat arbete"], ["Fråga 3", "stöd"]]
    found = only({"Översikt": contents, **sheets})

    assert {each.question: each.said.text for each in found.answers} == TOLD


MERGED: list[list[object]] = [
    ["Internt samarbete (fråga ett)", "Utåt och i strategier (fråga 2a och b)", "Exempel", "Stöd"],
    ["Ja. En grupp.", "Ja på båda.", "Kylkedjan: butiker byter köldmedier.", "Tid"],
    [None, None, "Vassen: båtar klipper vass som blir biogas.", None],
    [None, None, "Stenen: täkter sår ängsfrö.", None],
]


def test_cells_merged_over_rows_are_of_one_reply() -> None:
    found = only({"Blad1": [["Sammanställning Kalmar län"], [], *MERGED]})

    assert (found.county, told(found)["2b"]) == ("08", "ja")
    assert (told(found)["1"], told(found)["2a"]) == ("ja", "ja")
    assert [each.title.split(":")[0] for each in found.examples] == [
        "Kylkedjan",
        "Vassen",
        "Stenen",
    ]


def test_a_merged_county_holds_for_its_rows() -> None:
    rows = [["Län", *MERGED[0]]]
    for county in ("Kalmar län", "Blekinge län"):
        rows += [[county, *MERGED[1]], [None, *MERGED[2]], [None, *MERGED[3]]]
    found = harvest(workbook({"Blad1": rows}), "svar.xlsx").respondents

    assert [each.county for each in found] == ["08", "10"]
    assert [len(each.examples) for each in found] == [3, 3]
