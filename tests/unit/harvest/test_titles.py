"""Titles say what is done, not only where, with whom or by whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvest.splitting.shortening import LONGEST
from harvest.splitting.titles import title_of, title_of_parts


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("I Luleå, där det byggs, ordnar vi en mässa.", "I Luleå, där det byggs"),
        ("I Luleå anordnar vi en mässa.", "Mässa i Luleå"),
        ("Luleå: en mässa om återbruk.", "Luleå: en mässa om återbruk"),
        ("Med LRF Mälardalen tar vi fram planer.", "Med LRF Mälardalen tar vi fram planer"),
        (
            "Vi har en Projektledare som besöker hotell.",
            "Projektledare som besöker hotell",
        ),
        ("Projektledare: ger råd om vatten.", "Projektledare: ger råd om vatten"),
        ("E. Svenssons Åkeri AB kör på biogas.", "E. Svenssons Åkeri AB kör på biogas"),
        ("LEVA. Det är lokalt arbete.", "LEVA"),
        ("Luleå", "Luleå"),
    ],
)
def test_a_title_is_more_than_a_place_a_partner_or_a_role(text: str, title: str) -> None:
    assert title_of(text) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Sen har vi Storforslaget, det är två bolag.", "Storforslaget"),
        ("Sist vill jag ta upp matbordet. Det är nytt.", "Matbordet"),
        ("Projektnamn: Varmt svinn", "Varmt svinn"),
        ("F-02 Avfettning utan klor. Sju bad.", "Avfettning utan klor"),
        ("IV. Renare hamnar", "Renare hamnar"),
        ("Vattensnurran, ett kalkylblad för campingar.", "Vattensnurran"),
        ("”Svinnveckan”, en mall till hotellkök", "Svinnveckan"),
        (
            "Renforum är ett möte i Jokkmokk där samebyarna och bolagen kommer överens om vägar.",
            "Renforum",
        ),
        (
            "Hela hösten åker en av oss runt till åkerier längs E10 och berättar om stöd.",
            "Hela hösten åker en av oss runt till åkerier längs E10 och berättar",
        ),
    ],
)
def test_a_title_is_no_lead_label_number_or_cut_clause(text: str, title: str) -> None:
    assert title_of(text) == title


def test_a_short_first_line_is_the_title_of_those_below() -> None:
    parts = ["F-02", "Växthus utan gasol", "Fem växthus byter gasol mot flis."]

    assert title_of_parts(parts, " ".join(parts)) == "Växthus utan gasol"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Under 2017 hölls två halvdagar om möbler för inköpare.",
            "Två halvdagar om möbler för inköpare",
        ),
        ("Med bönderna längs Svartån har vi byggt upp ett råd.", "Råd med bönderna längs Svartån"),
        ("Sedan flera år har vi ett fast samarbete med bruken.", "Fast samarbete med bruken"),
        ("Vi har tagit fram en modell som vi kallar svinnbokslutet.", "Svinnbokslutet"),
        ("Inom projektet Smartare spill har tolv verkstäder fått råd.", "Projektet Smartare spill"),
        ("Dessutom bjöd vi i maj in gruvägare.", "Vi bjöd i maj in gruvägare"),
        ("Att vi har vänt på ordningen i tillsynen.", "Vi har vänt på ordningen i tillsynen"),
        (
            "Under våren testade tre hotell att mäta svinn.",
            "Under våren testade tre hotell att mäta svinn",
        ),
        ("Vi bjöd in sex kaféer och gav dem en låda.", "Vi bjöd in sex kaféer och gav dem en låda"),
        ("Den post som kostar mest är avtalet om nattleveranser.", "Avtalet om nattleveranser"),
        ("Finansiering: LONA", "LONA"),
    ],
)
def test_a_title_is_what_a_sentence_says_is_done(text: str, title: str) -> None:
    assert title_of(text) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Första exemplet varven i Emån har bildat Skrovrådet där vi är med.", "Skrovrådet"),
        (
            "nästa exempel det är borrarna runt Nybro som fick låna",
            "Borrarna runt Nybro som fick låna",
        ),
        ("Exempel tre: en kurs för åkerier om gas", "Kurs för åkerier om gas"),
        ("+ Provtryckning av rör, sju bryggerier", "Provtryckning av rör"),
        ("5:o Skrovtvätt. Nio båtar.", "Skrovtvätt"),
        ("(ii) En mall för borrhål. Den är ny.", "Mall för borrhål"),
        ("Nu ska jag ta det bästa. Pumprådet, där vi är med.", "Pumprådet"),
        (
            "Slutligen har varven i Emån fått en pump av oss.",
            "Varven i Emån har fått en pump av oss",
        ),
        ("Det vi är mest stolta över är Rörfrukosten, som samlar bryggerier.", "Rörfrukosten"),
        ("Ihop med borrarna har vi satt upp nåt vi kallar Pumprådet.", "Pumprådet"),
        ("Rörskolan är ett samarbete med två bryggerier.", "Rörskolan"),
    ],
)
def test_a_title_is_what_is_told_however_somebody_leads_to_it(text: str, title: str) -> None:
    assert title_of(text) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Pumpgruppen i Nybro med borrare, varv och SGU.",
            "Pumpgruppen i Nybro med borrare, varv och SGU",
        ),
        ("Skrovlyftet samlar varv, borrare och vi följer upp.", "Skrovlyftet"),
        ("Träff om rör i Nybro, hölls i maj och juni.", "Träff om rör i Nybro"),
        (
            "Lån av pumpar i stället för att köpa dem, nio varv.",
            "Lån av pumpar i stället för att köpa dem",
        ),
    ],
)
def test_a_title_ends_at_no_first_of_what_is_listed(text: str, title: str) -> None:
    assert title_of(text) == title


@pytest.mark.parametrize(
    ("parts", "title"),
    [
        (["Båtbottenfärg bort!", "Syfte: mindre koppar."], "Båtbottenfärg bort"),
        (["Sy om, sy nytt", "Syfte: visa lagning."], "Sy om, sy nytt"),
        (["Syfte: visa lagning.", "Resultat: tre butiker."], "Visa lagning"),
        (["5.1.2 Fiskets redskap", "Fiskarna har ingått ett avtal."], "Fiskets redskap"),
        (["Exempel 2", "Pumprådet", "Syfte: färre läckor."], "Pumprådet"),
        (["Tångens återkomst. Musslor, en", "film med text."], "Tångens återkomst"),
    ],
)
def test_a_heading_is_the_title_and_a_detail_is_none(parts: list[str], title: str) -> None:
    assert title_of_parts(parts, " ".join(parts)) == title


@given(st.text(alphabet='aåbcVI .,:–"” ', max_size=200), st.integers(0, 30))
def test_a_title_is_short_and_begins_with_a_capital(text: str, times: int) -> None:
    title = title_of(f"{text} kurs om gas {'å ' * times}")

    assert len(title) <= LONGEST
    assert not title[:1].islower()


@pytest.mark.parametrize(
    ("parts", "title"),
    [
        (["Vad: En smed i Rättvik byter kol mot el. Hen sparar mycket.", "När: 2016"], None),
        (["Malungs Kommun: kurs i skinn"], "Malungs Kommun"),
    ],
)
def test_a_label_neither_is_nor_ends_a_title(parts: list[str], title: str | None) -> None:
    assert title_of_parts(parts, " ".join(parts)) == (title or "Smed i Rättvik byter kol mot el")
