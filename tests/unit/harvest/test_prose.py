"""Paragraphs of several sentences: what belongs to the example before, and what is a title."""

from __future__ import annotations

import pytest

from harvest.documents.reading import read
from harvest.splitting import examples
from harvest.splitting.example_kind import kind_of
from tests.unit.harvest.survey import blocks


def split(text: str) -> list[str]:
    return [each.text for each in examples(blocks(text))]


def test_a_noun_that_takes_up_one_before_goes_on() -> None:
    text = (
        "Tillsammans med kommunerna och LRF driver vi Odlingslandskapets råd. Rådet har funnits"
        " sedan 2014 och har en egen budget för gemensamma försök. I maj 2018 höll vi en"
        " konferens om cirkulär ekonomi på Vreta Kloster."
    )

    assert [each.split()[0] for each in split(text)] == ["Tillsammans", "I"]


def test_paragraphs_that_open_with_a_title_are_an_example_each() -> None:
    told = [
        "Biogas till sjöss. En förstudie gjordes 2017. Tillsammans med ett rederi byggs båtar om.",
        "Ren kust. Under våren städades stränder. Genom Städa Kusten kom hamnföretag med.",
        "Musselodling. Ett pilotprojekt på Orust visade på foder. Även värphöns fick äta av det.",
    ]

    assert split("\n\n".join(told)) == told


def test_a_name_alone_is_an_example_where_it_is_an_item() -> None:
    assert split("- Klimatklivet\n- Tillsyn av täkter") == ["Klimatklivet", "Tillsyn av täkter"]
    assert split("mässa i mars; tillsyn av ytbehandlare; solkartan") == [
        "mässa i mars",
        "tillsyn av ytbehandlare",
        "solkartan",
    ]


def test_how_examples_are_ordered_is_no_example() -> None:
    assert split("Nedan är ett urval. Vi har delat in dem efter tema.\n\nTillsyn av täkter") == [
        "Tillsyn av täkter"
    ]


def test_where_more_can_be_read_is_no_example() -> None:
    told = "Klimatveckan, med frukostar för företag"
    for line in ("Program för veckan finns på www.example.se.", "Läs mer på example.se/klimat"):
        assert split(f"{told}\n\n{line}") == [told]


def test_a_number_of_what_was_told_of_goes_on() -> None:
    text = "Förra året inventerades gamla sågverk. Tjugo platser provtogs och fyra ska saneras."

    assert split(text) == [text]


def test_a_table_below_a_line_that_points_to_it_has_an_example_in_each_row() -> None:
    rows = "| Vad | Med vilka |\n|---|---|\n| Samråd om leder | Samebyar |\n| Guidekort | Guider |"
    answer = read(f"Se tabell.\n\n{rows}".encode(), "svar.md").blocks

    assert [each.text for each in examples(answer)] == [
        "Samråd om leder Samebyar",
        "Guidekort Guider",
    ]


def test_names_of_columns_in_pairs_are_no_example() -> None:
    head = "| Tabell 1 | |\n|---|---|\n| Aktivitet/arbetssätt | Beskrivning |"
    answer = read(f"{head}\n| Guidekort | Till alla guider |".encode(), "svar.md").blocks

    assert [each.text for each in examples(answer)] == ["Guidekort Till alla guider"]


def test_of_paragraphs_of_a_few_sentences_each_tells_of_one_activity() -> None:
    told = [
        "Vi ordnade en resa till Boden för industrin. Ett växthus värms av en datahall där.",
        "När ett gruvbolag planerar något börjar vi med en vandring. Samebyn pekar ut leder.",
        "Konferensen höll vi i mars. En skogsmaskinägare från Överkalix talade bäst.",
        "Varje höst frågar vi medlemmarna om resor. Svaren redovisas vid rådets möte.",
    ]

    assert split("\n\n".join(told)) == told


@pytest.mark.parametrize(
    "more",
    [
        "Arbetssättet tar tid men ger mer.",
        "Några företag har bett om jämförelsen, ett gott tecken.",
        "Vi ordnade den med Södra och kommunen.",
        "Grönt betyder att vi hör av oss om tre år.",
    ],
)
def test_what_more_is_told_of_an_activity_stays_with_it(more: str) -> None:
    told = f"En trafikljusmodell prövas vid tillsyn av lantbruk. {more}"

    assert split(told) == [told]


@pytest.mark.parametrize(
    "remark",
    [
        "Så mycket bra det görs!",
        "Länsstyrelsen vill särskilt framhålla följande.",
        "Sorterat efter plats.",
        "Det finns säkert mer men det är de jag kommer på nu.",
        "Fler resultat redovisas i årsredovisningen, avsnitt 3.4.",
    ],
)
def test_a_remark_beside_examples_is_none(remark: str) -> None:
    assert split(f"Biogasrundan i maj\n\n{remark}") == ["Biogasrundan i maj"]


@pytest.mark.parametrize(
    "nothing",
    [
        *("Inga exempel.", "Inga för närvarande", "Vi har tyvärr inga exempel att redovisa."),
        *("Ej aktuellt.", "Återkommer efter semestern.", "Inget just nu."),
    ],
)
def test_an_answer_that_tells_of_nothing_has_no_examples(nothing: str) -> None:
    assert split(nothing) == []
    assert split("Inga kemikalier i förskolan, en kampanj") != []


def test_excuses_and_how_examples_are_chosen_are_no_examples() -> None:
    text = "Jag har valt två saker som kan ge glädje.\n\nBiogasrundan i maj\n\nUrsäkta röran."

    assert split(text) == ["Biogasrundan i maj"]


def test_what_is_offered_is_a_working_method_and_a_weekday_no_event() -> None:
    assert kind_of("Fråga experten: varje torsdag kan företag ringa").kind == "working-method"
    assert kind_of("Vi lånar ut värmekameror till småföretag").kind == "working-method"
    assert kind_of("Biodagen, med visning av en rötkammare").kind == "activity"
