"""Answers: what is the respondent's own, and where it ends."""

from __future__ import annotations

import pytest

from harvest.answers import answers_in
from harvest.answers.signatures import is_contact, without_signature
from harvest.documents.reading import read
from harvest.yes_no import yes_or_no
from swedish.lexicon import lexicon
from tests.unit.harvest.documents.file_builder import docx, paragraph
from tests.unit.harvest.survey import FORM, WORDING, answers, blocks, harvest

FORM_TEXT = "\n".join(f"{number}. {words}" for number, words in WORDING.items())
QUOTED = "\n".join(f"> {line}" for line in FORM_TEXT.split("\n"))


def test_the_blank_form_answers_nothing() -> None:
    assert answers(FORM_TEXT) == {}


def test_the_forms_own_words_are_no_part_of_an_answer() -> None:
    text = (
        f"2c. {WORDING['2c']} Redovisa inte allt ni gör utan välj ut de mest framträdande delarna"
    )
    text += " och beskriv dessa, gärna i punktform.\nEnergiråd"

    assert answers(text) == {"2c": "Energiråd"}


def test_answers_between_the_lines_of_a_quoted_mail_are_kept() -> None:
    text = f"> 2c. {WORDING['2c']}\nEnergiråd\n> 2d. {WORDING['2d']}\nSkog\n> Hälsningar"

    assert answers(text) == {"2c": "Energiråd", "2d": "Skog"}


def test_answers_above_a_quoted_form_are_not_mixed_with_it() -> None:
    assert answers(f"1: Ja\n2c: Energiråd\n2d: Skog\n\n{QUOTED}") == {
        "1": "Ja",
        "2c": "Energiråd",
        "2d": "Skog",
    }


def test_a_reply_that_is_quoted_as_a_whole_is_read() -> None:
    text = "Vidarebefordrar.\n> 1: Ja\n> 2a: Nej\n> 2c: Energiråd\n> 2d: Skog"

    assert answers(text) == {"1": "Ja", "2a": "Nej", "2c": "Energiråd", "2d": "Skog"}


def test_one_answer_to_two_questions_is_of_both() -> None:
    found = answers_in(blocks("1. Ja\n2c och d: Energiråd för skogsbruk"), FORM).answers

    assert [(each.question, each.joint) for each in found[1:]] == [
        ("2c", ("2c", "2d")),
        ("2d", ("2c", "2d")),
    ]


def test_words_of_the_form_in_an_answer_to_two_questions_stay() -> None:
    said = "Ja på båda. Programmet pekar ut näringslivet som målgrupp."

    assert answers(f"1: Ja\nSvar på fråga 2a och 2b: {said}\n2c: Energiråd") == {
        "1": "Ja",
        "2a": said,
        "2b": said,
        "2c": "Energiråd",
    }


def test_numbers_that_stand_alone_as_headings_are_questions() -> None:
    lines = [("1", "Ja, genom rådet."), ("2a", "Ja."), ("3", "Statistik."), ("4", "Nej.")]
    body = "".join(paragraph(head, look="<w:b/>") + paragraph(text) for head, text in lines)
    found = answers_in(read(docx(body)).blocks, FORM).answers

    assert [(each.question, each.lines[0].text) for each in found] == lines


def test_numbers_alone_on_their_lines_are_questions_beside_those_with_letters() -> None:
    text = "1\nnej inte vad jag vet\n\n2a\nja\n\n2b\nvet ej\n\n2c\nkurs om biogas\n\n3\npengar"

    assert answers(text) == {
        "1": "nej inte vad jag vet",
        "2a": "ja",
        "2b": "vet ej",
        "2c": "kurs om biogas",
        "3": "pengar",
    }


def test_a_bare_number_before_an_answer_counts_beside_numbers_with_letters() -> None:
    text = "1 nej inte på riktigt\n2a ja\n2b vet ej\n2c kurs om biogas\n2d åkeri\n3 pengar"

    assert (answers(text)["1"], answers(text)["3"]) == ("nej inte på riktigt", "pengar")


def test_a_question_that_is_answered_twice_has_both_answers() -> None:
    assert answers("2c: Energiråd\n2d: Skog\n2c forts.\nVattenråd")["2c"] == "Energiråd|Vattenråd"


def test_a_reference_to_another_answer_is_an_answer() -> None:
    assert answers("2a: Ja\n2b: Se ovan\n2c: Råd")["2b"] == "Se ovan"


@pytest.mark.parametrize("nothing", ["-", "–", "---", "N/A", "Ej besvarad", ""])
def test_a_mark_for_nothing_is_no_answer(nothing: str) -> None:
    assert "3" not in answers(f"2c: Energiråd\n3: {nothing}\n4: Tack")


@pytest.mark.parametrize(
    "question",
    [
        "Fråga 2d: Vilka gäller det?",
        "Fråga 2d (branscher)",
        "Fråga 2d – näringar som vi möter:",
        "2d) Vilka näringar vänder ni er till, och varför?",
    ],
)
def test_a_question_in_other_words_is_no_part_of_the_answer(question: str) -> None:
    assert answers(f"Fråga 2c\nEnergiråd\n{question}\nSkog och jord")["2d"] == "Skog och jord"


def test_what_answers_on_the_line_of_a_question_is_kept() -> None:
    assert answers("Fråga 2a: Ja, det gör vi.\nFråga 2b: Nej.\nFråga 2c: Råd")["2a"] == (
        "Ja, det gör vi."
    )


@pytest.mark.parametrize(
    "text",
    [
        (
            "I. Internt. Ja, i gruppen.\nII a. Utåt. Ja.\nII b. Nej.\nII c. Energiråd\n"
            "III. Stöd. Tid."
        ),
        "§ 1 Ja, i gruppen.\n§ 2a Ja.\n§ 2b Nej.\n§ 2c Energiråd\n§ 3 Tid.",
        "S1: Ja, i gruppen.\nS2a: Ja.\nS2b: Nej.\nS2c: Energiråd\nS3: Tid.",
        "1 Ja, i gruppen.\n2\na Ja.\nb Nej.\nc Energiråd\nd Skog\n3 Tid.\n4 Nej.",
        "1) Ja, i gruppen. 2a) Ja. 2b) Nej. 2c) Energiråd till företag. 2d) Skog. 3) Tid. 4) Nej.",
        "Q1 Ja, i gruppen.\nQ2a Ja.\nQ2b Nej.\nQ2c Energiråd\nQ3 Tid.",
        (
            "1 Intern samverkan ☒ Ja ☐ Nej\nKommentar: i gruppen.\n"
            "2a Utåtriktat arbete ☒ Ja ☐ Nej\n2b Program ☐ Ja ☒ Nej\n2c Exempel\n"
            "A. Energiråd till åkerier\nB. Kurs om avfall\n3 Stöd\nTid."
        ),
        (
            "Vad gäller den första frågan är svaret ja. På fråga 2a svarar vi ja. På fråga 2b"
            " svarar vi nej.\nSom exempel enligt fråga 2c kan energiråd nämnas. Beträffande fråga 3"
            " behövs tid."
        ),
        (
            "1 Intern samverkan\n1.1 Ja, i gruppen.\n2.1 Utåtriktat arbete (fråga 2a)\n"
            "2.1.1 Ja, ofta.\n2.2 Program (fråga 2b)\n2.2.1 Nej.\n2.3 Exempel (fråga 2c)\n"
            "2.3.1 Energiråd\n3 Behov av stöd\n3.1 Tid."
        ),
    ],
)
def test_questions_are_found_however_they_are_numbered_or_named(text: str) -> None:
    respondent = harvest(text).respondents[0]
    said = {each.question: each for each in respondent.answers}

    assert [said[each].yes_no for each in ("1", "2a", "2b")] == ["ja", "ja", "nej"]
    assert "nergiråd" in said["2c"].said.text
    assert "id" in said["3"].said.text


def test_boxes_of_a_form_are_no_part_of_an_answer() -> None:
    text = "1. ☒ Ja ☐ Nej\nKommentar: i en grupp\n2a. ☐ Ja ☒ Nej\n2b. Ja\n2c. Energiråd"
    said = {each.question: each for each in harvest(text).respondents[0].answers}

    assert (said["1"].yes_no, said["1"].said.text) == ("ja", "i en grupp")
    assert (said["2a"].yes_no, said["2a"].said.text) == ("nej", "Nej")


def test_a_comment_in_the_row_below_a_question_is_its_answer() -> None:
    page = "<table>" + "".join(
        f"<tr><th>{head}</th><td>{cell}</td></tr>"
        for head, cell in (
            (f"1. {WORDING['1']}", "Nej"),
            ("Kommentar", "Det finns ingen strategi."),
            (f"2a. {WORDING['2a']}", "Ja"),
            (f"2b. {WORDING['2b']}", "Ja"),
        )
    )
    answered = answers_in(read(page.encode(), "svar.html").blocks, FORM).answers

    assert [line.text for line in answered[0].lines] == ["Nej", "Det finns ingen strategi."]


def test_a_greeting_closes_the_reply() -> None:
    text = "3: Tid\n4: Lycka till\nMed vänlig hälsning\nOrvar Gren\nMiljöstrateg"

    assert answers(text)["4"] == "Lycka till"


def test_a_signature_without_a_greeting_is_no_answer() -> None:
    text = (
        "3: Tid\n4: Lycka till\nOrvar Gren\nMiljöstrateg\nLänsstyrelsen i Kalmar län\n010-224 10 11"
    )

    assert answers(text)["4"] == "Lycka till"


@pytest.mark.parametrize(
    "signature",
    [
        "/orvar",
        "O. Visby / 026-555 01 40",
        "Embla Ås, ekolog",
        "Vid frågor ring Orvar Gren på 021-555 10 04.",
        "Detta yttrande har beslutats av avdelningschef Orvar Gren efter föredragning.",
        "I handläggningen har deltagit miljöhandläggare Orvar Gren.",
        "I detta ärende har länsrådet Orvar Gren beslutat. Föredragande har varit Embla Ås.",
        "Frågor? Orvar Gren har 021-555 10 04",
        "Väl mött!\nOrvar Gren\nskogs- och naturvårdshandläggare, jägmästare",
    ],
)
def test_who_signed_or_can_be_asked_is_no_answer(signature: str) -> None:
    assert answers(f"3: Tid\n4: Lycka till\n\n{signature}")["4"] == "Lycka till"


def test_a_word_of_thanks_on_the_line_of_a_question_is_its_answer() -> None:
    assert answers("3: Tid\n4: Tack!\nMvh\nOrvar Gren")["4"] == "Tack!"


def test_a_signature_above_a_quoted_mail_is_no_answer() -> None:
    text = "3: Tid\n4: Nej.\n\nOrvar Gren\nLänsstyrelsen i Kalmar län\n\n> Hej!\n> Svara snart."

    assert answers(text)["4"] == "Nej."


def test_an_answer_that_only_names_an_organisation_is_kept() -> None:
    kept, closing = without_signature(blocks("Länsstyrelsen i Kalmar län"))

    assert [line.text for line in kept] == ["Länsstyrelsen i Kalmar län"]
    assert closing == []


@pytest.mark.parametrize(
    ("line", "contact"),
    [
        ("Tfn 010-224 10 11", True),
        ("anna.ek@example.se", True),
        ("Anna Ek, miljösamordnare", True),
        ("Box 22067, 702 02 Örebro", True),
        ("Kontaktperson: Anna Ek", True),
        ("Anna Ek höll i mötet med bönderna", False),
        ("Energiråd i tre kommuner", False),
    ],
)
def test_a_contact_line_holds_nothing_else(line: str, contact: bool) -> None:  # noqa: FBT001
    assert is_contact(line) is contact


YES = {"ja", "jo", "absolut", "självklart", "delvis"}
NO = {"nej", "nejdå", "nehej", "nä", "nix", "inte", "ingen", "inget", "inga", "knappast"}


def test_no_other_word_of_the_dictionary_says_yes_or_no() -> None:
    words = {word for group in lexicon() for word in group}
    read_as = {word: yes_or_no(f"{word.capitalize()} är med i arbetet") for word in words}

    assert len(words) > 100_000
    assert {word for word, said in read_as.items() if said == "ja"} <= YES
    assert {word for word, said in read_as.items() if said == "nej"} <= NO


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ja, det gör vi", "ja"),
        ("JA!", "ja"),
        ("Yes", "ja"),
        ("Delvis.", "ja"),
        ("Det finns med i programmet", "ja"),
        ("Nej", "nej"),
        ("Inte i dag", "nej"),
        ("Nä, inte ännu", "nej"),
        ("När vi träffas", None),
        ("Ja/Nej: Nej", "nej"),
        ("☐ Ja ☒ Nej", "nej"),
        ("Vet ej", None),
        ("Se ovan", None),
        ("Jaktfrågor", None),
        ("Svaret är ja på båda frågorna.", "ja"),
        ("På 2b blir svaret däremot nej", "nej"),
        ("Vi svarar ja på 1, 2a och 2b", "ja"),
        ("Ja ☒ Nej ☐ Vi har en grupp", "ja"),
        ("[ ] Ja [X] Nej", "nej"),
        ("Ja: X  Nej:", "ja"),
        ("Vi tar svaret i juni", None),
        ("Nej, absolut inte", "nej"),
        ("Nej, visst har vi kontakter men inget samarbete", "nej"),
    ],
)
def test_yes_and_no_are_told_from_the_beginning(text: str, said: str | None) -> None:
    assert yes_or_no(text) == said


def test_a_cross_below_a_head_says_which_head_it_is() -> None:
    (found,) = harvest("Kalmar län\nFråga;Ja;Nej\n1;x;\n2a;;x\n2b;x;\n", "svar.csv").respondents

    assert [each.yes_no for each in found.answers] == ["ja", "nej", "ja"]


@pytest.mark.parametrize("mark", ["-", "•", "–"])
def test_the_first_item_of_a_list_may_stand_on_the_line_of_its_question(mark: str) -> None:
    text = f"2b. Nej.\n2c. {mark} Energiråd\n{mark} Vattenråd\n2d. {mark} skog\n{mark} fiske\n"
    (found,) = harvest(text).respondents

    assert [each.said.text for each in found.answers] == [
        "Nej.",
        "Energiråd Vattenråd",
        "skog fiske",
    ]


def test_a_title_above_yes_or_no_hides_neither() -> None:
    text = "1\nInternt?\nJa\nEn grupp.\n2a\nUtåtriktat arbete?\nNej\n2b\nTvå program.\nNej, tre."
    (found,) = harvest(text).respondents

    assert {each.question: (each.yes_no, each.said.text) for each in found.answers} == {
        "1": ("ja", "Ja En grupp."),
        "2a": ("nej", "Nej"),
        "2b": (None, "Två program. Nej, tre."),
    }
