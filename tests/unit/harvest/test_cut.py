"""What is left of sentences that a person was cut out of reads on, or is gone whole."""

from __future__ import annotations

import re

import pytest

from bench.harvest.harvested import harvester
from harvest.cutting import without
from harvest.documents.reading import read
from tests.unit.harvest.test_personal import ANNA

NAME = "Gotthild Sävmarker"
TOLD = "Vi ordnar kurser för företag om att spara energi."
PASSIVES = (
    *("Leds", "Kursen leds", "Kursen hölls", "Rådet samordnades", "Hålls idag", "Frågor besvaras"),
    *("Arbetet sköts", "Det drivs sedan 2016", "Samordnas numera"),
)
WHO = (NAME, f"{NAME}, 070-174 06 11", f"{NAME} och Anna Lind", f"{NAME} (070-174 06 11)")
BARE = (
    *(
        "Ansvarig är {}.",
        "Kontakt är {}.",
        "Vi tackar {}.",
        "Projektledare var {}.",
        "{} leder det.",
    ),
    *(
        "Det görs tillsammans med {}.",
        "Idén kom från {}.",
        "Läs mer hos {}.",
        "{}s modell används.",
    ),
    *("Det sköts av {}, som är sjukskriven.", "Leds av {}, som blev utbränd."),
)
BROKEN = (
    *("Fråga {}, han håller i det.", "Enligt {} har det gått bra för alla som deltog."),
    *("Vänd er till {} så får ni veta mer.", "{} har märkt att fler kommer."),
)
RESTS = (
    *("Hon nås via {}.", "Hon heter {} och sköter bokningen.", "Ring {} så ordnar han det."),
    *("Den som håller i det heter {} och bor i Ryd.", "Bland andra {} deltog i träffen."),
    *("Fråga efter {} i receptionen.", "Vi har anlitat {} för att mäta i tolv företag."),
    *("Frågor om kursen och lokalen besvaras av {}.", "Ansvarig hos oss: {}."),
)
LED_TO = (
    *("Sen har vi {} i Ronneby också.", "Vi har {} till hjälp.", "Vi besökte {} i Ryd."),
    *("Hör av er till chefen {}.", "Hälsa mamma {} i Ronneby.", "Hälsa gärna {} från oss."),
    *("När {} slutade tog kommunen över.", "Som {} brukar säga: det lönar sig."),
    *("Utan {} hade det inte gått.", "Det hela började med att {} ringde."),
    *("Priset för bästa gård fick {} i Ryd.", "En av dem är {} i Ryd.", "Vi bad {} hålla kursen."),
    *("Ny chef är {} sedan i maj.", "Nu har {} slutat så kursen ligger nere."),
)
STUBS = (*RESTS, *LED_TO, *(f"{passive} av {{}}." for passive in PASSIVES), *BARE, *BROKEN)


def published(sentences: str) -> str:
    """Return what may be published of an example of a reply with these sentences."""
    reply = (
        f"2c\n- {sentences}\n- Ett annat nätverk för kemikalier startades i länet.\n"
        f"Mvh\n{NAME}, 070-174 06 11"
    )
    (respondent,) = harvester().harvest(read(reply.encode(), "svar.txt")).respondents
    return respondent.candidates[0].said.public_text


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("stub", STUBS)
def test_a_sentence_that_only_told_who_is_gone(stub: str, who: str) -> None:
    more = "Tolv bolag deltog."
    assert published(f"{TOLD} {stub.format(who)}") == TOLD
    assert published(f"{TOLD} {stub.format(who)} {more}") == f"{TOLD} {more}"


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("Företag får råd om biogas, som ges av {}.", "Företag får råd om biogas."),
        ("Företag får råd om biogas som leds av {}.", "Företag får råd om biogas."),
        ("Kurserna för åkerier ordnas och leds av {}.", "Kurserna för åkerier ordnas."),
        (
            "Rådet för energi leds av {} och samlar tolv bolag.",
            "Rådet för energi samlar tolv bolag.",
        ),
        ("Rådet för energi i länet leds av {}.", "Rådet för energi i länet leds."),
        ("Kursen har tolv platser och kursledaren heter {}.", "Kursen har tolv platser."),
        ("Kurserna i Ryd ges av en lärare som heter {}.", "Kurserna i Ryd ges av en lärare."),
        ("Mätaren lånas ut i länet, fråga {}.", "Mätaren lånas ut i länet."),
        ("Mätaren lånas ut i länet; hälsa {} om ni ses.", "Mätaren lånas ut i länet."),
        ("Tolv bolag mäter i stallar. sen har vi {} i Ryd också.", "Tolv bolag mäter i stallar."),
        (
            "Nätverket har tolv bolag, och där är {} med i maj, och de ses varje månad.",
            "Nätverket har tolv bolag, och de ses varje månad.",
        ),
        ("LRF och {} ordnar kurser i länet.", "LRF ordnar kurser i länet."),
        ("Gruppen består av {} och fem bönder.", "Gruppen består av fem bönder."),
        ("Kommunen, {} och LRF driver rådet i länet.", "Kommunen och LRF driver rådet i länet."),
        ("Kurserna i länet ordnas i Ryd och {} håller i dem.", "Kurserna i länet ordnas i Ryd."),
    ],
)
def test_a_clause_that_only_told_who_is_gone(sentence: str, left: str, who: str) -> None:
    assert published(f"{TOLD} {sentence.format(who)}") == f"{TOLD} {left}"


def test_what_is_said_of_a_person_goes_with_the_name() -> None:
    text = f"Nätverket för åkerier leds av {NAME}, som är sjukskriven, och möts varje månad."
    assert "sjuk" not in without(text, ANNA.find(text))


@pytest.mark.parametrize(
    "sentence",
    ["Energiråd för åkerier, {}.", "Energikurs ({}).", "Kurs om klimat – {}"],
)
def test_a_short_name_of_an_example_stays_when_somebody_stood_beside_it(sentence: str) -> None:
    left = re.split(r"\W*\{", sentence)[0]
    assert published(f"{TOLD} {sentence.format(NAME)}").removeprefix(TOLD).strip(" .–") == left


def test_the_only_sentence_of_an_example_stays() -> None:
    assert published(f"Energirådet leds av {NAME}.") == "Energirådet leds."
