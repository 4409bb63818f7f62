"""A search as a table: which columns, in which words, safe in a spreadsheet, and never cut off."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from app.copies.linked.names import Names
from app.errors import InvalidQuery
from app.exports import hits
from app.exports.files import WRITERS
from app.exports.table import table_of
from app.searching.requests import SearchRequest
from app.searching.search import live_index, search
from record.columns import COLUMNS
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.exports.table import Table
    from app.wiring import Services
    from tests.fixtures.services import Loader

NAMES = Names("https://exempel.se", "https://exempel.se/api/v1")
ADDRESS = "https://exempel.se/?q=energi"
SWEDISH = (
    *("Titel", "Sammanfattning", "Typ av exempel", "Län", "Miljömål", "Globala mål", "Delmål"),
    *("Cirkulära strategier", "Branscher", "Finansiering"),
    *("Ansvarig organisation", "Samarbetspartner", "Kontakt", "Startår", "Slutår", "Läge"),
    *("Läge år", "Budget (kr)", "Fakta", "Så gick det till", "Steg för steg", "Resultat"),
    *("Resultatens grund", "Hinder och lösningar", "Passar för", "Förutsättningar"),
    *("Andra som gör så", "Målgrupp", "Pengar", "Personal", "Tidsåtgång", "Utrustning"),
    *("Dokument att ta över", "Titel på engelska", "Sammanfattning på engelska"),
    *("Adress", "Källtyp", "Källans titel", "Källans adress", "Källan läst"),
    *("Publicerat", "Ändrat", "Licens", "Id", "Ämnesord"),
)
ENGLISH = (
    *(
        "Title in English",
        "Summary in English",
        "Title",
        "Summary",
        "Kind of example",
        "Counties",
        "Environmental objectives",
        "Global goals",
    ),
    *("Targets", "Circular levers", "Sectors", "Funding"),
    *("Lead organisation", "Partners", "Contact", "Start year", "End year", "State", "State as of"),
    *("Budget (SEK)", "Facts", "How it was done", "Step by step", "Results"),
    *("Basis of the results", "Obstacles and solutions", "Fits", "Preconditions", "Copied by"),
    *("Target group", "Money", "Staff", "Time", "Equipment", "Documents to reuse"),
    *("Address", "Type of source", "Title of the source"),
    *("Address of the source", "Source read", "Published", "Changed", "Licence", "Id", "Keywords"),
)
RICH = row(
    "rik",
    title="=HYPERLINK(1)",
    summary="@SUM(A1)",
    counties=["12", "13"],
    goals=["12"],
    sectors=["lantbruk"],
    budget=1_500_000,
    startYear=2019,
    source={"type": "web-page", "title": "Sida", "url": "https://example.org/sida"},
)


def table(services: Services, **asked: Any) -> Table:
    return table_of(services, SearchRequest(**asked), live_index(services), NAMES, ADDRESS)


def written(services: Services, kind: str, **asked: Any) -> io.BytesIO:
    out = io.BytesIO()
    WRITERS[kind][1](table(services, **asked), out)
    out.seek(0)
    return out


def lines(services: Services, **asked: Any) -> list[list[str]]:
    return list(
        csv.reader(written(services, "csv", **asked).read().decode("utf-8-sig").split("\r\n"))
    )


@pytest.mark.parametrize(("language", "heads"), [("sv", SWEDISH), ("en", ENGLISH)])
def test_the_columns_are_these_in_this_order(
    services: Services, language: str, heads: tuple[str, ...]
) -> None:
    """Others read them by head and place: add a column at the end, and say so in the changelog."""
    assert tuple(table(services, language=language).heads) == heads


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "sv",
            {
                "Län": "Skåne län; Hallands län",
                "Globala mål": "12 Hållbar konsumtion och produktion",
                "Typ av exempel": "Aktivitet",
                "Källtyp": "Webbsida",
            },
        ),
        (
            "en",
            {
                "Counties": "Skåne County; Halland County",
                "Global goals": "12 Responsible consumption and production",
                "Kind of example": "Activity",
                "Type of source": "Web page",
            },
        ),
    ],
)
def test_values_are_in_words_of_the_language(
    load: Loader, empty_services: Services, language: str, words: dict[str, str]
) -> None:
    load(RICH)
    asked = table(empty_services, language=language)
    (found,) = (dict(zip(asked.heads, each, strict=True)) for each in asked.rows)
    assert words.items() <= found.items()
    there = f"/exempel/hyperlink-1-{found['Id']}"
    address = found["Adress" if language == "sv" else "Address"]
    assert address == f"https://exempel.se{'/en' if language == 'en' else ''}{there}"
    assert {"https://example.org/sida", 1_500_000, 2019} <= set(found.values())
    assert isinstance(found["Ändrat" if language == "sv" else "Changed"], date)


def test_a_national_example_does_not_name_every_county(
    load: Loader, empty_services: Services
) -> None:
    load(row("nationell", counties=list(empty_services.vocabularies.known["counties"])))
    assert "Nationellt" in next(iter(table(empty_services).rows))


def test_csv_has_no_formulas_and_every_line_of_it_is_an_example(
    load: Loader, empty_services: Services
) -> None:
    load(RICH)
    heads, found, rest = lines(empty_services, filters={"county": ("12",)})
    assert tuple(heads) == (*SWEDISH, "Sökningens adress", "Hämtat")
    assert found[:2] == ["'=HYPERLINK(1)", "'@SUM(A1)"]
    assert found[-2] == ADDRESS
    assert date.fromisoformat(found[-1])
    assert len(found) == len(heads)
    assert rest == []


def test_a_workbook_tells_what_it_is_in_its_second_sheet_and_has_texts_for_formulas(
    load: Loader, empty_services: Services
) -> None:
    load(RICH)
    book = openpyxl.load_workbook(written(empty_services, "xlsx", text="sum"))
    examples, about = book.worksheets
    told = dict(about.iter_rows(values_only=True))
    assert (told["Sökning"], told["Sökningens adress"]) == ("sum", ADDRESS)
    assert told["Antal exempel"] == 1
    assert str(told["Licens"]).startswith("CC0 1.0")
    assert (about.title, examples.title) == ("Om sökningen", "Exempel")
    heads, found = examples.iter_rows()
    assert tuple(each.value for each in heads) == SWEDISH
    assert (found[0].value, found[0].data_type) == ("=HYPERLINK(1)", "s")
    assert examples.freeze_panes == "B2"
    assert all(each.alignment.wrap_text for each in (heads[0], found[0], found[1]))
    assert examples.row_dimensions[2].height < 100  # a row is as high as some lines of its texts
    (address,) = (each for head, each in zip(heads, found, strict=True) if head.value == "Adress")
    assert address.hyperlink.target == address.value


def test_a_table_has_the_columns_that_are_chosen_in_its_own_order(
    load: Loader, empty_services: Services
) -> None:
    load(RICH)
    chosen = table(empty_services).with_columns({"id", "budget", "title"})
    assert chosen.heads == ["Titel", "Budget (kr)", "Id"]
    (found,) = chosen.rows
    assert found[:2] == ["=HYPERLINK(1)", 1_500_000]


def test_examples_chosen_by_id_stand_in_the_order_of_the_ids(services: Services) -> None:
    found = [each["id"] for each in search(services, SearchRequest(text="energi")).items]
    ids = tuple(sorted(found, reverse=True))
    assert [each[COLUMNS.index("id")] for each in table(services, ids=ids).rows] == list(ids)
    by_title = [each[0] for each in table(services, ids=ids, sort="title").rows]
    assert by_title != [each[0] for each in table(services, ids=ids).rows]


@pytest.mark.parametrize("kind", WRITERS)
def test_a_file_of_nothing_says_so(empty_services: Services, kind: str) -> None:
    assert written(empty_services, kind, text="finns inte").read()


def test_all_hits_are_there_however_many_pages_they_take(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hits, "PAGE", 50)
    found = table(services, text="energi")
    ids = [each[COLUMNS.index("id")] for each in found.rows]
    assert len(ids) == len(set(ids)) == found.total > 50


def test_hits_stand_in_the_order_of_the_search(services: Services) -> None:
    request = SearchRequest(text="skogsbruk", limit=100)
    found = search(services, request).items
    ids = [each[COLUMNS.index("id")] for each in table(services, text=request.text).rows]
    assert ids[:100] == [each["id"] for each in found]


def test_a_search_that_finds_too_much_is_refused_and_told_where_all_is(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hits, "MOST_HITS", 10)
    with pytest.raises(InvalidQuery) as refused:
        table(services)
    (issue,) = refused.value.issues
    assert (issue.code, issue.parameter) == ("too-many-hits", "")
    assert refused.value.full_message.sv == issue.message.sv
    assert "/dumps" in issue.message.sv
    assert "/dumps" in issue.message.en


@pytest.mark.parametrize(
    ("partners", "cell"),
    [
        (["Region Skåne", "Länsstyrelsen"], "Region Skåne; Länsstyrelsen"),
        (["Skåne; Halland", "Lund"], "Skåne; Halland\nLund"),
        (["Skåne; Halland"], "Skåne; Halland\n"),
    ],
)
def test_values_that_hold_the_delimiter_can_be_told_apart(
    empty_services: Services, load: Loader, partners: list[str], cell: str
) -> None:
    load(row("a", partners=partners))
    (found,) = table(empty_services).rows
    assert found[SWEDISH.index("Samarbetspartner")] == cell


def test_objects_are_lines_with_the_names_of_their_codes(
    empty_services: Services, load: Loader
) -> None:
    document = {"title": "Avtal", "kind": "contract", "url": "https://example.org/avtal"}
    load(
        row(
            "a",
            lessons=[{"obstacle": "A"}, {"obstacle": "B", "solution": "C"}],
            state="planned",
            documents=[document],
            resources={"staff": "Två heltider."},
        )
    )
    (found,) = table(empty_services).rows
    told = dict(zip(SWEDISH, found, strict=True))
    assert told["Hinder och lösningar"] == "A\nB | C"
    assert told["Dokument att ta över"] == "Avtal | Avtal | https://example.org/avtal"
    assert (told["Personal"], told["Pengar"], told["Läge"]) == ("Två heltider.", None, "Planerad")


def test_a_search_is_told_in_words(services: Services) -> None:
    asked = {"text": "biogas", "filters": {"goal": ("7", "13")}, "ranges": {"year": (2015, None)}}
    told = dict(table(services, **asked, language="en").about)
    assert told["Search"].startswith("biogas; Global goal: ")
    assert told["Search"].endswith("; Years: 2015–")
    assert dict(table(services).about)["Sökning"] == "alla exempel"
    both = {"filters": {"lever": ("loop", "share")}, "match_all": ("lever",)}
    assert dict(table(services, **both).about)["Sökning"] == "Cirkulär strategi: Loopa och Dela"
