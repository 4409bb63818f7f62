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
