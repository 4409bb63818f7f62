"""Names that no list has, known by their form beside words that ask for a person."""

from __future__ import annotations

import pytest

from app.personal_data import find_likely
from tests.app.personal_forms import ORGANISATIONS

LEADS = (
    "Kursen leds av {}.",
    "Kursen hölls av {} i maj.",
    "Vi höll kurser med {} som lärare.",
    "Arbetet går bra med {} som ansvarig.",
    "{} har nycklarna till förrådet.",
    "Den som kan mest är {}.",
    "Den som kan mest om saken är {}, som började 2019.",
    "Kontaktperson är {}.",
)
CONTACTS = (
    *("Kontaktperson: {}", "Kontaktperson är {}", "Frågor besvaras av {}", "Mejla {}"),
    *("Ring {} på kansliet.", "Hälsningar {}", "Projektledare: {}", "Frågor till {}."),
)
SURNAMES = (
    *(
        "Grönlund",
        "Sundberg",
        "Lindholm",
        "Nyström",
        "Åkerlund",
        "Dalman",
        "Strand",
        "Lund",
        "Berg",
    ),
    *("Norberg", "Hedlund", "Malmberg", "Fors", "Skog", "Falk", "Ask", "Ljungström", "Nordin"),
    *("Lindell", "Lindblom", "Nordmark", "Sandvik"),
)
"""Which are names of places or words as well, or end as those do."""
NAMES = (
    *("al-Rubaie", "el-Amin", "al Rubaie", "bin Yusuf", "van Dijk", "von Rehn", "de Vries"),
    *("Al-Khafaji", "El-Sayed", "Joost van den Berg", "Omar bin Said", "Noor Al-Khafaji"),
    *("Wiśniewska", "Szczęsna", "Żak", "Kowalczyk", "Láilá", "Láilá Sárá", "Dragica", "Đorđević"),
    *("Zainab", "Hrvoje", "Ilze Bērziņa", "Wallin-Ek"),
)


@pytest.mark.parametrize("lead", LEADS)
def test_every_form_is_pointed_out_as_a_whole(lead: str) -> None:
    texts = [(name, lead.format(name)) for name in NAMES]
    told = {text: [text[each.start : each.end] for each in find_likely(text)] for _, text in texts}

    assert {text: told[text] for name, text in texts if told[text] != [name]} == {}


@pytest.mark.parametrize("lead", CONTACTS)
def test_a_surname_alone_is_pointed_out_after_whom_to_reach(lead: str) -> None:
    texts = [(name, lead.format(name)) for name in SURNAMES]
    told = {
        name: [text[each.start : each.end] for each in find_likely(text)] for name, text in texts
    }

    assert {name: found for name, found in told.items() if found != [name]} == {}


@pytest.mark.parametrize("name", ["Lund", "Strand", "Norberg", "Hedlund", "Danmark"])
def test_the_same_words_are_left_alone_beside_what_leads_to_places(name: str) -> None:
    leads = ("Arbetet samordnas via {}.", "Tillsammans med {} ordnas kurser.", "Vi bor i {}.")

    assert [text for lead in leads if find_likely(text := lead.format(name))] == []


def test_organisations_beside_the_same_words_are_left_alone() -> None:
    told = [lead.format(name) for lead in (*LEADS, *CONTACTS) for name in ORGANISATIONS]

    assert [text for text in told if find_likely(text)] == []
