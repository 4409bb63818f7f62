from __future__ import annotations

from typing import Any

import pytest

from app.imports.files.cell_terms import SOURCE_TYPES, CellTerms
from app.imports.files.cells import row_of
from app.imports.files.columns import COLUMNS
from app.imports.files.dates import as_day
from app.vocabularies import Vocabularies
from record.fields import VOCABULARY_OF
from record.lists import KINDS, STATES
from record.lists import SOURCE_TYPES as VALID_TYPES
from schemas.faults import FieldFault, fault
from schemas.loading import RowRejected, load_entry
from seed.vocabularies import read_mappings, read_vocabularies
from tests.fixtures.services import row


@pytest.fixture(scope="module")
def vocabularies() -> Vocabularies:
    return Vocabularies(read_vocabularies(), read_mappings())


@pytest.fixture(scope="module")
def terms(vocabularies: Vocabularies) -> CellTerms:
    return CellTerms(vocabularies)


@pytest.mark.parametrize(
    ("field", "written", "code"),
    [
        ("counties", "Skåne", "12"),
        ("counties", "  SKÅNE   län", "12"),
        ("counties", "Ska\u030ane", "12"),
        ("counties", "Stockholm län", "01"),
        ("counties", "Länsstyrelsen Skåne", "12"),
        ("counties", "Skåne County", "12"),
        ("counties", "12 Skåne län", "12"),
        ("counties", "Hallands län (13)", "13"),
        ("goals", "Mål 12", "12"),
        ("goals", "SDG 12", "12"),
        ("goals", "sdg12", "12"),
        ("goals", "12 Hållbar konsumtion och produktion", "12"),
        ("goals", "Mål 12: Hållbar konsumtion och produktion", "12"),
        ("goals", "Mål 12: Hållbar konsumtion …", "12"),
        ("goals", "Responsible consumption and production", "12"),
        ("targets", "Delmål 12.5", "12.5"),
        ("objectives", "Begränsad klimatpåverkan", "1"),
        ("objectives", "Miljömål 4", "4"),
        ("sectors", "Avfall och återvinning", "avfall"),
        ("counties", "Region Skåne", "12"),
        ("counties", "lst Skåne", "12"),
        ("counties", "Länsstyrelsen i Hallands län", "13"),
        ("counties", "Dalarnas", "20"),
        ("goals", "#12", "12"),
        ("goals", "12.", "12"),
        ("goals", "Mål nr 12", "12"),
        ("goals", "Agenda 2030 mål 12", "12"),
        ("targets", "mål 12.5", "12.5"),
        ("targets", "12,5", "12.5"),
        ("objectives", "mål 12", "12"),  # the column settles which goals are meant
        ("objectives", "Miljömålet Giftfri miljö", "4"),
        ("objectives", "Miljökvalitetsmålet giftfri miljö", "4"),
        ("sectors", "Besöksnäring", "besoksnaring"),
        ("sectors", "Småföretag", "branschovergripande"),
        ("objectives", "Levande sjöar & vattendrag", "8"),
        ("objectives", "Ett rikt växt och djurliv", "16"),
        ("levers", "Loop", "loop"),
        ("levers", "Kretslopp", "loop"),
    ],
)
def test_a_name_of_a_vocabulary_becomes_its_code(
    terms: CellTerms, field: str, written: str, code: str
) -> None:
    assert terms.coded({field: [written]}) == {field: [code]}


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("counties", "Småland"),  # three counties
        ("counties", "Skånes"),
        ("sectors", "evenemang"),  # two sectors
        ("goals", "12 Ingen fattigdom"),  # number and name disagree
        ("goals", "Mål 18"),
        ("objectives", "Mål 17"),  # a goal of Agenda 2030
        ("goals", 12),
    ],
)
def test_what_means_nothing_or_several_values_stays(
    terms: CellTerms, field: str, written: object
) -> None:
    assert terms.coded({field: [written]}) == {field: [written]}


@pytest.mark.parametrize("written", ["Sverige", "hela  landet", "Alla län"])
def test_the_whole_country_is_all_its_counties(terms: CellTerms, written: str) -> None:
    (counties,) = terms.coded({"counties": [written]}).values()
    assert len(counties) == 21


@pytest.mark.parametrize(
    ("field", "written", "codes"),
    [
        ("counties", "Skåne, Hallands län", ["12", "13"]),
        ("counties", "Skåne/Halland", ["12", "13"]),
        ("counties", "Skåne + Halland", ["12", "13"]),
        ("goals", "11,12, Mål 13", ["11", "12", "13"]),
        ("goals", "Mål 7, 12 och 13", ["7", "12", "13"]),
        ("goals", "Hållbar konsumtion och produktion, Mål 13", ["12", "13"]),
        ("counties", "Skåne & Halland", ["12", "13"]),
        ("goals", "Hållbar…", ["Hållbar…"]),
        ("counties", "Skåne, Danmark", ["12", "Danmark"]),
        ("goals", "Rent vatten och sanitet för alla, Mål 18", ["6", "Mål 18"]),
        ("goals", "Mål 18, Mål 19", ["Mål 18, Mål 19"]),
    ],
)
def test_commas_part_values_of_which_one_is_known(
    terms: CellTerms, field: str, written: str, codes: list[str]
) -> None:
    assert terms.coded({field: [written]}) == {field: codes}


@pytest.mark.parametrize(
    ("written", "coded"),
    [
        ({"kind": "Aktivitet"}, {"kind": "activity"}),
        ({"kind": "arbetssätt"}, {"kind": "working-method"}),
        ({"kind": "Branschsamarbete"}, {"kind": "sector-collaboration"}),
        ({"state": "Pågår"}, {"state": "ongoing"}),
        ({"documents": [{"kind": "mall"}, "x"]}, {"documents": [{"kind": "template"}, "x"]}),
        ({"source": {"type": "webbsida"}}, {"source": {"type": "web-page"}}),
        ({"source": {"receivedOn": "1 maj 2024"}}, {"source": {"receivedOn": "2024-05-01"}}),
        ({"kind": "Projekt", "source": "x"}, {"kind": "Projekt", "source": "x"}),
    ],
)
def test_a_name_in_a_closed_list_becomes_its_code(
    terms: CellTerms, written: dict[str, Any], coded: dict[str, Any]
) -> None:
    before = repr(written)
    assert terms.coded(written) == coded
    assert repr(written) == before


def test_evidence_may_name_its_value_as_its_column_does(terms: CellTerms) -> None:
    item = {"field": "levers", "value": "Kretslopp", "quote": "återvinns"}
    coded = terms.coded({"evidence": [item, "no evidence"]})
    assert coded == {"evidence": [{**item, "value": "loop"}, "no evidence"]}


def test_every_code_and_every_swedish_name_is_taken(
    terms: CellTerms, vocabularies: Vocabularies
) -> None:
    for field in VOCABULARY_OF:
        for code, label in vocabularies.known[field].items():
            shown = f"{label} ({code})"
            assert terms.coded({field: [code, label, shown]}) == {field: [code] * 3}


def test_the_closed_lists_are_those_of_the_load_format(terms: CellTerms) -> None:
    assert set(terms.values["kind"]) == set(KINDS)
    assert set(terms.values["state"]) == set(STATES)
    assert set(terms.values["source.type"]) == set(SOURCE_TYPES) == set(VALID_TYPES)


def test_faults_of_a_sheet_name_valid_values_as_cells_take_them(
    terms: CellTerms, vocabularies: Vocabularies
) -> None:
    written = row("a", kind="Project", counties=["Halands"], sectors=["evenemang"], levers=["?"])
    with pytest.raises(RowRejected) as rejected:
        load_entry(terms.coded(written), "test", vocabularies.known)
    in_cell_terms = {each.pointer: each for each in terms.in_cell_terms(rejected.value.faults)}
    assert in_cell_terms["/counties/0"].nearest[0] == "Hallands län (13)"
    assert in_cell_terms["/kind"].message_sv.endswith("Branschsamverkan.")
    load = {**written, "kind": "Aktivitet", "counties": [in_cell_terms["/counties/0"].nearest[0]]}
    load |= {"sectors": [], "levers": []}
    assert load_entry(terms.coded(load), "test", vocabularies.known).content["kind"] == "activity"


def test_a_name_of_several_values_is_reported_with_all_of_them(terms: CellTerms) -> None:
    (in_cell_terms,) = terms.in_cell_terms([replaced("unknown-value", "/sectors/0", "evenemang")])
    assert in_cell_terms.nearest == (
        "Besöksnäring och turism",
        "Kultur, idrott och fritid",
    )


@pytest.mark.parametrize(
    ("field", "written", "nearest"),
    [
        ("goals", "7.3", ("Hållbar energi för alla (7)",)),
        ("goals", "mål 12,5", ("Hållbar konsumtion och produktion (12)",)),
        ("goals", "18", ()),
        ("counties", "Malmö", ("Skåne län (12)",)),
        ("counties", "Lunds kommun", ("Skåne län (12)",)),
        ("sectors", "Energibranschen", ("Energi",)),
        ("counties", "Sthlm", ("Stockholms län (01)",)),
        ("counties", "Västra götlands län", ("Västra Götalands län (14)",)),
        ("objectives", "Klimat", ("Begränsad klimatpåverkan (1)",)),
    ],
)
def test_only_what_is_near_is_named(
    terms: CellTerms, field: str, written: str, nearest: tuple[str, ...]
) -> None:
    (named,) = terms.in_cell_terms([replaced("unknown-value", f"/{field}/0", written)])
    assert named.nearest == nearest


def test_an_address_within_other_words_is_named(terms: CellTerms) -> None:
    written = "Se https://www.example.org/a och https://www.example.org/b"
    (named,) = terms.in_cell_terms([replaced("not-url", "/source/url", written)])
    assert named.nearest == ("https://www.example.org/a",)


@pytest.mark.parametrize(
    ("pointer", "code", "written", "nearest"),
    [
        ("/startYear", "not-integer", "ca 2019", ("2019",)),
        ("/startYear", "too-large", "20190401", ("2019",)),
        ("/endYear", "end-before-start", "2019", ()),
        ("/contact", "not-contact", "Växeln, info@example.org", ("info@example.org",)),
        ("/contact", "not-contact", "Växeln 010-224 10 00", ()),
    ],
)
def test_a_year_or_an_address_of_mail_within_other_words_is_named(
    terms: CellTerms, pointer: str, code: str, written: str, nearest: tuple[str, ...]
) -> None:
    found = FieldFault(pointer, code, "", "", written)
    (named,) = terms.in_cell_terms([found])
    assert named.nearest == nearest


def test_an_organisation_of_the_register_is_called_as_there(terms: CellTerms) -> None:
    written = {"leadOrganisation": "länsstyrelsen skåne", "partners": ["Malmö", "Ett bolag"]}
    coded = terms.coded(written)
    assert coded["leadOrganisation"] == "Länsstyrelsen i Skåne län"
    assert coded["partners"][1] == "Ett bolag"


def test_a_short_list_is_told_whole_when_nothing_is_near(terms: CellTerms) -> None:
    (in_cell_terms,) = terms.in_cell_terms([replaced("unknown-value", "/levers/0", "?")])
    assert len(in_cell_terms.nearest) == 6


def replaced(code: str, pointer: str, value: str) -> Any:
    found = fault(code, value)
    return type(found)(pointer, found.code, found.message_sv, found.message_en, found.value)


@pytest.mark.parametrize(
    "written",
    [
        *("2024-05-01", "2024-05-01 00:00:00", "2024-05-01T00:00", "2024/5/1", "20240501"),
        *("1 maj 2024", "den 1 maj 2024", "01 MAJ 2024", "2024.05.01"),
    ],
)
def test_a_day_that_can_be_read_in_one_way_is_taken(written: str) -> None:
    assert as_day(written) == "2024-05-01"


@pytest.mark.parametrize("month", ["augusti", "aug", "aug."])
def test_months_may_be_cut(month: str) -> None:
    assert as_day(f"31 {month} 2024") == "2024-08-31"


@pytest.mark.parametrize(
    "written",
    [
        *("1/5 2024", "1/5/2024", "01-05-2024", "maj 2024", "2024", "45413", "202451", ""),
        *("31 februari 2024", "2024-13-01", "2024-05-01 12:00", "1 may 2024", 20240501),
    ],
)
def test_other_days_stay_as_they_are(written: object) -> None:
    assert as_day(written) == written


@pytest.mark.parametrize(
    ("written", "kronor"),
    [
        ("1 500 000 kr", 1_500_000),
        ("1 500 000:-", 1_500_000),
        ("1,5 mnkr", 1_500_000),
        ("1.5 Mkr", 1_500_000),
        ("2 miljoner kronor", 2_000_000),
        ("500 tkr", 500_000),
        ("ca 500 000", "ca 500 000"),
        ("1,5", "1,5"),
    ],
)
def test_an_amount_is_read_as_people_write_it(written: str, kronor: int | str) -> None:
    budget = next(column for column in COLUMNS if column.field == "budget")
    assert row_of([budget], [written]) == {"budget": kronor}
