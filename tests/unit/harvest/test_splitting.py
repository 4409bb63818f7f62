"""An answer is split into its examples, however it is written."""

from __future__ import annotations

from random import Random

import pytest

from harvest.documents.reading import read
from harvest.splitting import examples
from harvest.splitting.boilerplate import is_contact_sentence, is_introduction, refers
from harvest.splitting.example_kind import kind_of
from harvest.splitting.sentences import inline_items, sentences, split_on
from harvest.splitting.shortening import LONGEST
from harvest.splitting.titles import title_of
from tests.unit.harvest.documents.file_builder import docx, paragraph
from tests.unit.harvest.survey import blocks


def split(text: str) -> list[str]:
    return [each.text for each in examples(blocks(text))]


def test_a_label_that_sounds_like_an_introduction_begins_an_example() -> None:
    rounds = ["Exempel: Energiråd för åkerier\nEffekt: Lägre utsläpp"] * 3

    assert split("\n".join(rounds)) == ["Energiråd för åkerier Effekt: Lägre utsläpp"] * 3


def test_each_bullet_is_an_example() -> None:
    assert split("- Energiråd för åkerier\n- Tillsyn av täkter") == [
        "Energiråd för åkerier",
        "Tillsyn av täkter",
    ]


def test_bullets_that_explain_the_one_above_belong_to_it() -> None:
    text = "- Tillsyn på nytt sätt, sedan 2020:\n  - med rundvandring\n  - utan föreläggande"
    (found,) = examples(blocks(text))

    assert [part.text for part in found.parts] == [
        "Tillsyn på nytt sätt, sedan 2020:",
        "med rundvandring",
        "utan föreläggande",
    ]


PARAGRAPHS = """\
Länsstyrelsen har bildat ett råd för cirkulär ekonomi med tolv företag.
En kurs för lantbrukare om klimatsmart foder hölls i Ånge.
Vi driver ett nätverk för små bryggerier om vatten.
Tillsammans med regionen tar vi fram en plan för solel på tak.
Rådgivning om energi till hotell och campingplatser.
Ett webbinarium om plast i kosmetika lockade sjuttio deltagare.
Stöd till sågverk som vill byta från olja till flis.
Kartläggning av gruvavfall i norra länet.
Branschträff för åkerier med fokus på biogas.
Projektet Grön hamn ger båtklubbar en tvättplatta att dela.
Vi har tagit fram en handbok om upphandling av mat.
Inventering av förorenade kemtvättar pågår.
Utbildning i miljöledning för småföretag.
Kommunerna får en mall för tillsyn av bilvårdare.
Tre möten om fossilfri byggtrafik har hållits under våren.
Energideklarationer av växthus görs i samarbete med LRF.
En tävling om årets återbruk utlystes bland skolor.
Länsstyrelsen delar ut ett pris till företag som sparar vatten.
I maj ordnade vi en studieresa till en biogasanläggning.
Vi samordnar ett råd för skogens vatten.
Under hösten besöktes trettio verkstäder av våra inspektörer.
Samverkan med Visit om hållbar turism i fjällen.
Ett samtal om gruvans framtid fördes med samebyar.
Besök hos mejerier för att prata energi.
""".splitlines()
WHOLE = 0.85
"""Share of examples in paragraphs of one sentence that are found as they are."""


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_paragraphs_of_one_sentence_are_an_example_each(between: str) -> None:
    draw = Random(7)
    answers = [draw.sample(PARAGRAPHS, number) for number in range(2, 7) for _ in range(8)]
    found = [len({*split(between.join(own))} & {*own}) for own in answers]

    assert sum(found) >= WHOLE * sum(map(len, answers))


def test_items_counted_as_sections_are_examples() -> None:
    assert split("§ 1   Energiråd för åkerier\n§ 2   Tillsyn av täkter") == [
        "Energiråd för åkerier",
        "Tillsyn av täkter",
    ]


def test_a_list_between_semicolons_is_split() -> None:
    assert split("Energiråd för åkerier; vattenråd i Arboga; samt matråd för skolkök") == [
        "Energiråd för åkerier",
        "vattenråd i Arboga",
        "matråd för skolkök",
    ]


def test_a_semicolon_within_a_bullet_splits_nothing() -> None:
    text = "- Livsmedelsforum; träffas vår och höst\n- Tillsyn av täkter"

    assert split(text) == ["Livsmedelsforum; träffas vår och höst", "Tillsyn av täkter"]


@pytest.mark.parametrize(
    "text",
    [
        "1) Energiråd i Arboga 2) Vattenråd i Kungsör 3) Matråd i Sala",
        "a) Energiråd i Arboga; b) Vattenråd i Kungsör; samt c) Matråd i Sala",
        "• Energiråd i Arboga • Vattenråd i Kungsör • Matråd i Sala",
        "Vi vill nämna: 1. Energiråd i Arboga, 2. Vattenråd i Kungsör och 3. Matråd i Sala",
    ],
)
def test_a_list_within_a_line_is_split(text: str) -> None:
    assert split(text) == ["Energiråd i Arboga", "Vattenråd i Kungsör", "Matråd i Sala"]


def test_a_year_in_a_sentence_begins_no_list() -> None:
    assert inline_items(blocks("Rådet bildades 2016. Det möts 2. gången i maj.")[0]) == []


def test_prose_is_split_where_another_activity_begins() -> None:
    text = (
        "Nätverket Fossilfria Vägar samlar åkerier och kommuner. De delar erfarenheter av biogas. "
        "Hösten 2022 anordnades en busstur till fem gårdar. Turen blev fullbokad."
    )

    assert split(text) == [
        "Nätverket Fossilfria Vägar samlar åkerier och kommuner. De delar erfarenheter av biogas.",
        "Hösten 2022 anordnades en busstur till fem gårdar. Turen blev fullbokad.",
    ]


def test_a_sentence_on_the_same_activity_goes_on() -> None:
    text = "Vi ger rådgivning i grupp till lantbrukare. Rådgivningen är frivillig. Den är gratis."

    assert split(text) == [text]


def test_introductions_and_ways_to_reach_somebody_are_no_examples() -> None:
    text = (
        "Här är ett urval av det vi gör.\n- Energiråd för åkerier\n"
        "Kontakta gärna Anna Ek (anna.ek@example.se) om ni vill veta mer."
    )

    assert split(text) == ["Energiråd för åkerier"]


def test_a_reference_is_no_example() -> None:
    assert split("Se ovan") == []


def test_bullets_that_each_head_a_paragraph_are_its_title() -> None:
    text = "- Vatten\nFyrtio hushåll fick regntunnor med mätare.\n\n"

    assert split(text + "- Kalk\nKalkbolagen möts varje vår.") == [
        "Vatten Fyrtio hushåll fick regntunnor med mätare.",
        "Kalk Kalkbolagen möts varje vår.",
    ]


def test_examples_that_are_counted_by_label_have_all_their_fields() -> None:
    text = (
        "Exempel 1\nBiogasrundan\nSyfte: visa var det går att tanka.\nExempel 2: Stenråd\nTid: 2024"
    )

    assert split(text) == [
        "Biogasrundan Syfte: visa var det går att tanka.",
        "Stenråd Tid: 2024",
    ]


TOLD = (
    "Betkampanjen hjälper odlare att spara diesel. Tolv odlare deltog i fjol.",
    "Vi ger råd till företag om energi och har besökt trettio bolag.",
    "Åkerierna lär sig köra sparsamt på kurser i maj.",
)


@pytest.mark.parametrize("label", ["Exempel", "Exempel på aktivitet", "Projekt nr", "Åtgärd"])
@pytest.mark.parametrize(
    "layout",
    [
        *("{label} {n}\n{told}\n\n", "{label} {n}:\n{told}\n"),
        "{label} {n}: {told} ",
    ],
)
def test_what_only_counts_examples_is_in_none(label: str, layout: str) -> None:
    text = "".join(layout.format(label=label, n=n, told=told) for n, told in enumerate(TOLD, 1))

    assert split(text) == list(TOLD)
    assert [each.context for each in examples(blocks(text))] == [None] * len(TOLD)


def test_a_count_with_nothing_below_it_is_no_example() -> None:
    assert split(f"Exempel 1\n{TOLD[0]}\n\nExempel 2\n{TOLD[1]}\n\nExempel 3\n") == [*TOLD[:2]]


def test_the_end_of_a_bullet_that_a_break_cut_off_belongs_to_it() -> None:
    page = "<p>&bull; Lastcykeldag för hantverkare<br>och bönder<br>&bull; Energiråd i Arboga</p>"

    assert [each.text for each in examples(read(page.encode(), "svar.html").blocks)] == [
        "Lastcykeldag för hantverkare och bönder",
        "Energiråd i Arboga",
    ]


def _table(*rows: str) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return "<html><table>" + "".join(f"<tr>{each}</tr>" for each in cells)


def test_each_row_of_a_table_of_examples_is_one() -> None:
    page = _table(
        "Projektlista|",
        "Löpnr|Benämning|Innehåll|Läge",
        "26-001|Byggavfall Karlstad|Rivningsavfall på tolv byggen|Klart",
        "26-002|Gröna besöket|Checklista vid tillsyn|Pågår",
    )

    assert [each.text for each in examples(read(page.encode(), "svar.html").blocks)] == [
        "Byggavfall Karlstad Rivningsavfall på tolv byggen Klart",
        "Gröna besöket Checklista vid tillsyn Pågår",
    ]


def test_parts_of_a_form_that_recur_are_examples() -> None:
    page = _table(
        *(
            "Exempel 1|",
            "Benämning|Jordkortet",
            "Typ|☐ Aktivitet ☒ Arbetssätt",
            "Vad|Bonden gräver",
        ),
        *("Exempel 2|", "Benämning|Kustleden", "Typ|☒ Aktivitet ☐ Arbetssätt", "Vad|Hotell sköter"),
    )

    assert [each.text for each in examples(read(page.encode(), "svar.html").blocks)] == [
        "Jordkortet Bonden gräver",
        "Kustleden Hotell sköter",
    ]


@pytest.mark.parametrize("mark", [":", "?"])
def test_a_name_with_labels_below_it_is_one_example_whatever_they_are_called(mark: str) -> None:
    text = "".join(
        f"{name}\nVarför{mark} Mindre avfall\nSå går det till{mark} Fem träffar\n{more}"
        for name, more in (("Svampbruket", ""), ("Solkartan", f"Pengar{mark} 420 000 kronor\n"))
    )

    assert split(text) == [
        f"Svampbruket Varför{mark} Mindre avfall Så går det till{mark} Fem träffar",
        (
            f"Solkartan Varför{mark} Mindre avfall Så går det till{mark} Fem träffar"
            f" Pengar{mark} 420 000 kronor"
        ),
    ]


def test_a_theme_above_names_with_labels_is_no_example() -> None:
    page = "<html><body>" + "".join(
        f"{theme}<p><b>{name}</b></p><p>Syfte: mindre läckage</p><p>Parter: tolv gårdar</p>"
        for theme, name in (
            ("<h2>Hav</h2>", "Musselrev"),
            ("", "Tångvall"),
            ("<h2>Skog</h2>", "Aska"),
        )
    )

    assert [each.text for each in examples(read(page.encode(), "svar.html").blocks)] == [
        f"{name} Syfte: mindre läckage Parter: tolv gårdar"
        for name in ("Musselrev", "Tångvall", "Aska")
    ]


def test_a_bullet_needs_no_space_after_it() -> None:
    assert split("*Energiråd för åkerier\n*Tillsyn av täkter") == [
        "Energiråd för åkerier",
        "Tillsyn av täkter",
    ]


def test_a_table_in_an_answer_has_an_example_in_each_row() -> None:
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"

    table = f"<w:tbl>{row('Namn', 'Beskrivning')}{row('Våtmarksråd', 'Golfbanor planerar')}"
    table += f"{row('Kalender', 'Företag får veta när vi kommer')}</w:tbl>"

    assert [each.text for each in examples(read(docx(table)).blocks)] == [
        "Våtmarksråd Golfbanor planerar",
        "Kalender Företag får veta när vi kommer",
    ]


def test_each_part_is_at_its_place_in_the_document() -> None:
    text = "Energiråd för åkerier; vattenråd i Arboga; matråd för skolkök"

    for found in examples(blocks(text)):
        assert text[found.parts[0].start : found.parts[0].end] == found.text


@pytest.mark.parametrize(
    "text",
    [
        "Vi har bl.a. Energiråd och t.ex. Vattenråd.",
        "Enligt kap. 9 ska Kommunen svara.",
        "Se dnr. 501-12 hos oss.",
        "Rådet leds av J. Ek sedan 2020.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert [each.text for each in sentences(blocks(text)[0])] == [text]


def test_marks_in_parentheses_part_nothing() -> None:
    parts = split_on(blocks("skog (gran, tall), jord")[0], ",")

    assert [part.text for part in parts] == ["skog (gran, tall)", "jord"]


@pytest.mark.parametrize(
    ("sentence", "is_one"),
    [
        ("Några exempel:", True),
        ("Det är svårt att välja, men följande exempel vill vi lyfta fram.", True),
        ("Listan kan göras längre.", True),
        ("Några exempel på biogas i Skåne finns på 12 gårdar.", False),
        ("Energiråd för åkerier", False),
    ],
)
def test_an_introduction_tells_of_nothing(sentence: str, is_one: bool) -> None:  # noqa: FBT001
    assert is_introduction(sentence) is is_one


def test_a_contact_person_for_companies_is_an_example() -> None:
    assert not is_contact_sentence("Kontaktperson för varje gruva, från ansökan till stängning")
    assert is_contact_sentence("Kontaktperson är Anna Ek, 010-224 10 11.")


@pytest.mark.parametrize("text", ["Se ovan.", "se 2c", "Se svaret på fråga 2a", "Se tabellen ovan"])
def test_a_reference_only_points_elsewhere(text: str) -> None:
    assert refers(text)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Energiråd – möts varje vår", "Energiråd"),
        ("Energirådet i Arboga, som möts varje vår.", "Energirådet i Arboga"),
    ],
)
def test_a_title_is_the_first_that_the_words_name(text: str, title: str) -> None:
    assert title_of(text) == title


def test_a_long_title_is_cut_between_words() -> None:
    title = title_of("miljöövervakningssamarbete " * 12)

    assert len(title) <= LONGEST + 2
    assert title.endswith("miljöövervakningssamarbete …")


def test_a_kind_is_told_with_how_probable_it_is() -> None:
    clear, doubtful = kind_of("Seminarium i Luleå den 3 maj 2024"), kind_of("Vatten")

    assert clear.probability is not None
    assert doubtful.probability is not None
    assert 1 >= clear.probability > doubtful.probability > 1 / 3


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Konferens om vätgas i Luleå 2024", "activity"),
        ("Studieresa till Rügen för åtta företag", "activity"),
        ("Vår rutin att alltid fråga om transporter vid tillsyn", "working-method"),
        ("Riktlinjer för solparker", "working-method"),
        ("Skogsprogram med Skogsstyrelsen och LRF", "sector-collaboration"),
        ("Logistikklustret i Hallsberg", "sector-collaboration"),
    ],
)
def test_words_tell_the_kind_of_an_example(text: str, kind: str) -> None:
    assert kind_of(text).kind == kind
