"""From a file to respondents and candidates with their places; what is personal is held back."""

from __future__ import annotations

import json
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from harvest.documents.reading import read
from harvest.harvesting import Vocabularies
from harvest.harvesting import harvest as harvest_one
from harvest.harvesting_json import to_json
from harvest.splitting.example_kind import KindEstimate
from seed.schemes import vocabulary
from tests.unit.harvest.documents.file_builder import docx, paragraph
from tests.unit.harvest.survey import SURVEY, harvest

REPLY = """Länsstyrelsen i Kalmar län

1. Ja, i klimatrådet.
2a. Nej
2b. Ja
2c.
- Energiråd för åkerier i Nybro. Kontakta Gotthild Sävmarker, 070-174 06 11.
- Provtagning av täkter tillsammans med Gotthild Sävmarker
2d. Skog, lantbruk
3. -
4. Lycka till

Med vänlig hälsning
Gotthild Sävmarker
070-174 06 11
"""
TABLE = """Län;1. Intern dialog?;2c. Exempel på aktiviteter;2d. Branscher
Kalmar;Ja;Energiråd för åkerier;skog
Blekinge;Nej;Vattenråd för varv;varv
"""
CELLS = ("Ja", "Energiråd för åkerier", "Skog")
"""Answers to the questions of the table."""
MARKS = ("", "- ", "1. ", "2a ", "2c. ", "2d. ", "3)", "☒ ", "> ", "\t", "(")
LABELS = (
    "",
    "Exempel: ",
    "Insats: ",
    "Syfte: ",
    "Bland annat: ",
    "Exempel 1: ",
    "Följande: ",
    "A: ",
)
WORDS = (
    *("", "Ja", "Nej", "inte", "Se ovan", "Energiråd för åkerier", "skog, bygg och energi", "m.m."),
    *(
        "Anna Ek, 070-174 06 11",
        "anna.ek@example.se",
        "Kalmar län",
        "Med vänlig hälsning",
        "\u00ad",
    ),
    *("Till exempel dessa:", "Vi har inget. Fler exempel finns.", "a; b; c", "1) a 2) b", ")", "5"),
)
"""What replies are made of."""


def test_a_reply_gives_its_county_answers_and_candidates() -> None:
    (found,) = harvest(REPLY).respondents

    assert (found.county, found.organisation) == ("08", "Länsstyrelsen i Kalmar län")
    assert [each.question for each in found.answers] == ["1", "2a", "2b", "2c", "2d", "4"]
    assert [each.yes_no for each in found.answers[:3]] == ["ja", "nej", "ja"]
    assert len(found.candidates) == 2
    assert [each.sectors for each in found.sectors] == [("skogsbruk",), ("lantbruk",)]


def test_every_candidate_points_to_its_words() -> None:
    harvested = harvest(REPLY)

    for candidate in harvested.respondents[0].candidates:
        quotes = [harvested.document.text[start:end] for start, end in candidate.said.spans]
        assert " ".join(quotes) == candidate.said.text


def test_a_heading_and_what_stands_below_it_are_told_as_one_sentence() -> None:
    nested = "- Projektet Rent vatten\n  - båtar får ny färg\n  - hamnar får tvättplattor\n"
    (found,) = harvest(f"Länsstyrelsen i Kalmar län\n\n1. Ja\n2c.\n{nested}").respondents
    (candidate,) = found.candidates
    assert candidate.title == "Projektet Rent vatten"
    assert candidate.said.public_text == (
        "Projektet Rent vatten: båtar får ny färg; hamnar får tvättplattor"
    )


def test_a_heading_that_is_only_a_person_is_no_part_of_an_example() -> None:
    rows = "2c.\n## Gotthild Sävmarker, 070-174 06 11\n- Energiråd för åkerier i Nybro\n"
    (found,) = harvest(f"Länsstyrelsen i Kalmar län\n\n1. Ja\n{rows}").respondents
    said = [(each.said.text, each.said.public_text) for each in found.candidates]
    assert said == [("Energiråd för åkerier i Nybro",) * 2]


def test_personal_data_is_kept_from_what_is_public() -> None:
    (found,) = harvest(REPLY).respondents
    public = " ".join(f"{each.title} {each.said.public_text}" for each in found.candidates)

    assert "Sävmarker" not in public
    assert "070" not in public
    assert found.examples[0].said.public_text == "Energiråd för åkerier i Nybro."
    assert {each.kind for each in found.withheld} == {"name", "phone", "contact"}


def test_what_is_held_back_is_told_by_its_place() -> None:
    harvested = harvest(REPLY)
    withheld = harvested.respondents[0].withheld
    held = {harvested.document.text[each.start : each.end] for each in withheld}

    assert held == {"Gotthild Sävmarker", "070-174 06 11", "Kontakta"}


def test_each_row_of_a_table_is_a_respondent() -> None:
    found = harvest(TABLE, "svar.csv").respondents

    assert [(each.row, each.county) for each in found] == [("Kalmar", "08"), ("Blekinge", "10")]
    assert [each.examples[0].said.text for each in found] == [
        "Energiråd för åkerier",
        "Vattenråd för varv",
    ]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("Kalmar", "Blekinge", "")),
            st.lists(st.booleans(), min_size=3, max_size=3),
        ),
        min_size=1,
        max_size=5,
    ).filter(lambda rows: any(filled for _, given in rows for filled in given))
)
def test_no_cell_of_a_table_is_lost(rows: list[tuple[str, list[bool]]]) -> None:
    told = [
        [
            f"{words} nummer {at}" if filled else ""
            for words, filled in zip(CELLS, given, strict=True)
        ]
        for at, (_, given) in enumerate(rows)
    ]
    table = [f"{place};{';'.join(cells)}" for (place, _), cells in zip(rows, told, strict=True)]
    found = harvest("\n".join([TABLE.partition("\n")[0], *table]), "svar.csv").respondents

    kept = [answer.said.text for each in found for answer in each.answers]
    assert sorted(" ".join(kept).split()) == sorted(
        word for cells in told for cell in cells for word in cell.split()
    )


LINES = st.one_of(
    st.tuples(st.sampled_from(LABELS), st.sampled_from(WORDS)),
    st.tuples(st.sampled_from(MARKS), st.sampled_from(WORDS)),
).map("".join)
TEXTS = st.builds(
    lambda head, lines, times: "\n".join([head, *lines * times]),
    st.sampled_from(("2c.", "1. Ja\n2c.", "2d.", "Svar:")),
    st.lists(LINES, min_size=1, max_size=5),
    st.integers(1, 3),
)


@settings(deadline=None)
@example("2c.\n" + "Bland annat: Ja\nFöljande: Ja\nJa\n" * 3)
@given(TEXTS)
def test_no_text_makes_the_harvest_fail(text: str) -> None:
    assert harvest(text).respondents


def test_each_column_of_a_table_is_a_respondent() -> None:
    rows = [line.split(";") for line in TABLE.splitlines()]
    turned = "\n".join(";".join(cells) for cells in zip(*rows, strict=True))

    assert [each.county for each in harvest(turned, "svar.csv").respondents] == ["08", "10"]


def test_a_title_may_stand_above_the_row_that_names_the_counties() -> None:
    rows = [line.split(";") for line in TABLE.splitlines()]
    turned = [";".join(cells) for cells in zip(*rows, strict=True)]
    titled = "\n".join(["Sammanställning;;", ";;", turned[0].replace("Län", "Fråga"), *turned[1:]])

    assert [each.county for each in harvest(titled, "svar.csv").respondents] == ["08", "10"]


def test_what_stands_below_each_heading_with_a_county_is_its_reply() -> None:
    page = "<html><body>" + "".join(
        f"<h1>{name}</h1><p>1. {said}</p><p>2a. Ja</p><p>2c. Energiråd till åkerier i {name}</p>"
        for name, said in (("Kalmar", "Ja"), ("Länsstyrelsen i Blekinge län", "Nej"))
    )
    found = harvest(page, "svar.html").respondents

    assert [each.county for each in found] == ["08", "10"]
    assert [each.answers[0].yes_no for each in found] == ["ja", "nej"]


def test_rows_without_a_county_are_respondents_all_the_same() -> None:
    unnamed = TABLE.replace("Kalmar", "A").replace("Blekinge", "B")

    assert [each.county for each in harvest(unnamed, "svar.csv").respondents] == [None, None]


@pytest.mark.parametrize("text", ["Hej! Vi återkommer.", "a;b\n1;2", "Energiråd; vattenråd"])
def test_a_file_without_questions_has_a_respondent_without_answers(text: str) -> None:
    (found,) = harvest(text).respondents

    assert (found.answers, found.candidates) == ((), ())
    assert found.document.text


def test_personal_data_are_held_back_of_a_file_without_questions() -> None:
    (found,) = harvest(
        "Hej! Svaret dröjer. Anna Ek, 070-174 06 05, Länsstyrelsen Kalmar"
    ).respondents

    assert found.county == "08"
    assert {"name", "phone"} <= {each.kind for each in found.withheld}


def _mail(*attached: tuple[str, bytes]) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Subject"] = "Anna Ek <anna.ek@example.se>", "Svar"
    mail.set_content("Hej! Svaret är bifogat.\n\nLänsstyrelsen i Kalmar län\n")
    for name, content in attached:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def test_the_answer_may_be_in_an_attachment_and_the_county_in_the_letter() -> None:
    word = docx("".join(map(paragraph, ("1. Ja", "2c. Energiråd för åkerier", "2d. Skog"))))
    (found,) = harvest(_mail(("svar.docx", word)), "svar.eml").respondents

    assert found.county == "08"
    assert found.document.name == "svar.docx"
    assert [each.said.text for each in found.examples] == ["Energiråd för åkerier"]


def test_the_head_of_the_pages_tells_the_county() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    head = f"<w:hdr {space}>{paragraph('Länsstyrelsen i Kalmar län')}</w:hdr>"
    body = "".join(map(paragraph, ("1. Ja", "2c. Energiråd för åkerier", "2d. Skog")))
    harvested = harvest(docx(body, more={"word/header1.xml": head}), "svar.docx")

    assert harvested.document.margins == ("Länsstyrelsen i Kalmar län",)
    assert harvested.respondents[0].county == "08"


def test_of_copies_in_several_attachments_the_fullest_is_taken() -> None:
    short = b"Kalmar l\xc3\xa4n\n1. Ja\n2c. Energir\xc3\xa5d i Nybro\n2d. Skog"
    (found,) = harvest(_mail(("a.txt", short), ("b.txt", REPLY.encode())), "svar.eml").respondents

    assert found.document.name == "b.txt"


def test_examples_in_an_annex_are_found_beside_the_answers_of_the_letter() -> None:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Subject"] = "Anna Ek <anna.ek@example.se>", "Svar"
    mail.set_content("Kalmar län\n1. Ja\n2a. Ja\n2c. Se bilaga 1.\n2d. Skog\n")
    body = paragraph("Bilaga 1. Exempel från länet (fråga 2c)", look="<w:b/>")
    word = docx(body + paragraph("Energiråd för åkerier i Nybro"))
    mail.add_attachment(word, maintype="application", subtype="octet-stream", filename="b.docx")
    letter, annex = harvest(mail.as_bytes(), "svar.eml").respondents

    assert [each.question for each in letter.answers] == ["1", "2a", "2c", "2d"]
    assert (annex.county, annex.document.name) == ("08", "b.docx")
    assert [each.question for each in annex.answers] == ["2c"]
    assert [each.said.text for each in annex.examples] == ["Energiråd för åkerier i Nybro"]


def test_a_collaboration_that_the_answer_on_sectors_tells_of_is_a_candidate() -> None:
    text = "Kalmar län\n1. Ja\n2a. Ja\n2d. Vi driver ett nätverk om körskador med skogsbruket."
    (found,) = harvest(text).respondents

    assert [each.kind for each in found.collaborations] == ["sector-collaboration"]
    assert found.candidates == found.collaborations


def test_what_tells_kinds_may_be_replaced() -> None:
    concepts = vocabulary("counties").concepts
    told = KindEstimate("working-method", 0.7)
    learnt = Vocabularies(concepts, vocabulary("sectors").concepts, lambda _: told)
    found = harvest_one(read(REPLY.encode(), "svar.txt"), SURVEY, learnt)

    examples = found.respondents[0].examples
    assert {(each.kind, each.kind_confidence) for each in examples} == {told}


def test_the_json_has_every_question_and_only_plain_values() -> None:
    (reply,) = to_json(harvest(REPLY), SURVEY)["replies"]

    assert json.loads(json.dumps(reply)) == reply
    assert list(reply["answers"]) == ["1", "2a", "2b", "2c", "2d", "3", "4"]
    assert reply["answers"]["3"] is None
    assert reply["answers"]["1"]["yesNo"] == "ja"
    assert reply["questionnaire"] == "rus-2018"
    assert reply["sha256"] == harvest(REPLY).document.sha256


def test_in_json_the_public_text_stands_beside_what_is_not() -> None:
    (reply,) = to_json(harvest(REPLY), SURVEY)["replies"]
    first, second = reply["answers"]["2c"]["items"]

    assert first["text"] == "Energiråd för åkerier i Nybro."
    assert second["publicText"] == "Provtagning av täkter tillsammans"
    assert "publicText" not in reply["answers"]["1"]
    assert "Sävmarker" not in first["title"] + first["summary"] + second["summary"]


def test_the_same_file_gives_the_same_again() -> None:
    assert to_json(harvest(REPLY), SURVEY) == to_json(harvest(REPLY), SURVEY)


def test_a_text_has_each_line_once_however_its_answer_joins_them() -> None:
    text = REPLY.replace(" Kontakta Gotthild", " Kontakt: Gotthild") + "\n" + "Mer om det. " * 20
    (found,) = harvest(text).respondents

    for reading in found.readings:
        ends = [line.end for line in reading.lines]
        assert all(line.start >= end for line, end in zip(reading.lines[1:], ends, strict=False))
    assert len(found.readings) > 1


def test_details_of_a_project_go_to_fields() -> None:
    text = (
        "Kalmar län\n2c.\nSlåtter på Öland\nSyfte: hålla strandängen öppen för rikare flora.\n"
        "Parter: Borgholms kommun, LRF och vi.\nTid: 2023–2025\nResultat: sex hektar slogs i år.\n"
    )
    (found,) = harvest(text).respondents
    (example,) = found.examples

    assert example.title == "Slåtter på Öland"
    assert example.given["fields"] == {
        "partners": ["Borgholms kommun", "LRF"],
        "startYear": 2023,
        "endYear": 2025,
        "results": "Sex hektar slogs i år",
        "summary": "Syftet är att hålla strandängen öppen för rikare flora.",
    }


def test_the_page_of_an_example_is_its_own_where_several_share_a_line() -> None:
    advice = "Energiråd för åkerier i länet (https://example.se/rad)"
    course = "Kurs i lieslåtter för bönder (https://example.se/kurs)"
    text = f"2c. {advice}; {course}; Tillsyn av hotell"
    (found,) = harvest(f"Kalmar län\n\n1. Ja\n2a. Ja\n2b. Nej\n{text}").respondents

    pages = [each.given.get("url") for each in found.examples]

    assert pages == ["https://example.se/rad", "https://example.se/kurs", None]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Kontakt: miljo.kalmar@example.se", {"fields": {"contact": "miljo.kalmar@example.se"}}),
        ("Kontakt: https://example.se/miljo.", {"fields": {"contact": "https://example.se/miljo"}}),
        ("Kontakt: Anna Lind, anna.lind@example.se", {"fields": {}}),
        ("Läs mer: https://example.se/slatter", {"url": "https://example.se/slatter"}),
        ("https://example.se/slatter", {"url": "https://example.se/slatter"}),
        ("Finansiering: LONA och LOVA", {"fields": {"facts": ["Finansiering: LONA och LOVA."]}}),
        ("Budget: 1,2 mnkr", {"fields": {"budget": 1_200_000}}),
        ("Budget: 450 000 kr", {"fields": {"budget": 450_000}}),
        ("Så går det till: vi slår med lie", {"fields": {"methods": "Vi slår med lie"}}),
        ("Tid: 2023–2025", {"fields": {"startYear": 2023, "endYear": 2025}}),
        ("Tid: 2023-", {"fields": {"startYear": 2023, "state": "ongoing"}}),
        ("Tid: löpande", {"fields": {"state": "ongoing"}}),
        ("Parter: LRF och 14 lag", {"fields": {"facts": ["Parter: LRF och 14 lag."]}}),
    ],
)
def test_each_detail_of_a_project_goes_to_its_field(line: str, told: dict[str, object]) -> None:
    project = f"- Slåtter på Öland\n  Syfte: hålla ängar öppna.\n  {line}\n"
    text = f"Kalmar län\n2c.\n{project}2d. Lantbruk.\n"
    (found,) = harvest(text).respondents
    (example,) = found.examples
    given = {**example.given, "fields": dict(example.given.get("fields", {}))}
    given["fields"].pop("summary", None)

    assert {"fields": {}, **given} == {"fields": {}, **told}
    assert "anna" not in str(example.given).lower()


def test_what_an_attachment_adds_to_the_answers_of_a_mail_is_taken_too() -> None:
    begun = EmailMessage(policy=SMTP)
    begun["From"], begun["Subject"] = "Anna Ek <anna.ek@example.se>", "Svar"
    begun.set_content(
        "Länsstyrelsen i Kalmar län\n\n1. Ja\n2a. Ja, ofta\n2c.\n- Energiråd till åkerier\n"
        "Ett till ligger i bilagan.\n"
    )
    rest = docx(
        "".join(map(paragraph, ("2c. Vattenråd för lantbrukare", "3. Mer tid", "4. Lycka till")))
    )
    begun.add_attachment(rest, maintype="application", subtype="octet-stream", filename="b.docx")
    mail, attached = harvest(begun.as_bytes(), "svar.eml").respondents

    assert [each.question for each in mail.answers] == ["1", "2a", "2c"]
    assert [each.question for each in attached.answers] == ["2c", "3", "4"]
    assert [len(each.examples) for each in (mail, attached)] == [1, 1]
