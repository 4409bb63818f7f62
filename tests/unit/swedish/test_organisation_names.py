"""Which compounds of a text are of names of organisations."""

from __future__ import annotations

import pytest

from seed.vocabularies import read_vocabularies
from swedish.analysis import analyse, key, parts
from swedish.organisation_names import OrganisationNames

KNOWN = OrganisationNames(
    [
        *("Skogsstyrelsen", "Fastighetsägarna", "Havs- och vattenmyndigheten"),
        *("Sveriges lantbruksuniversitet", "Kustfiskarna Bottenhavet", "Uppsala kommun"),
    ]
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Skogsstyrelsen ger råd om skogsbruk.", {"Skogsstyrelsen"}),
        ("Råd från Skogsstyrelsens skogskonsulenter", {"Skogsstyrelsens"}),
        ("Stöd från Energimyndigheten.", {"Energimyndigheten"}),
        ("Energimyndigheten ger stöd.", set()),
        (
            "Energimyndigheten ger stöd. Det är Energimyndighetens.",
            {"Energimyndigheten", "Energimyndighetens"},
        ),
        ("Pengar från Havs- och vattenmyndigheten.", {"havsmyndigheten", "vattenmyndigheten"}),
        ("Havs- och vattenmyndigheten betalar.", {"havsmyndigheten", "vattenmyndigheten"}),
        ("Energi- och Miljöcentrum leder arbetet.", {"energicentrum", "Miljöcentrum"}),
        ("Jord- och skogsbruk i länet.", set()),
        ("Här forskar Sveriges lantbruksuniversitet.", {"lantbruksuniversitet"}),
        ("Här forskar ett lantbruksuniversitet.", set()),
        ("Fastighetsägarna får betala.", set()),
        ("Det betalar Fastighetsägarna.", {"Fastighetsägarna"}),
        ("MatLust hjälper företag.", {"MatLust"}),
        ("Gårdarna är med. Markägare gräver: Skogsdiken läggs igen – Våtmarker blir kvar.", set()),
        ("Fisk i Bottenhavet och Jämtlandsfjällen, luft i Göteborgsregionen.", set()),
        ("Kustfiskarna Bottenhavet fiskar.", {"Kustfiskarna"}),
        ("Ett Råd Om Skogsbruk Och Vattenvård", set()),
        ("Uppsala kommun bygger cykelvägar.", set()),
    ],
)
def test_compounds_in_names_are_told_from_others(text: str, names: set[str]) -> None:
    assert KNOWN.compounds([text]) == names


def test_organisations_of_the_entry_are_known_too() -> None:
    text = "Fiskevårdsföreningen räknar fisk."
    assert KNOWN.compounds([text], ["Fiskevårdsföreningen"]) == {"Fiskevårdsföreningen"}
    assert KNOWN.compounds(["Skogsägare i bygden."], ["Skogsägare"]) == set()


def test_each_organisation_of_the_vocabulary_has_no_parts_within_a_sentence() -> None:
    (vocabulary,) = (each for each in read_vocabularies() if each.id == "organisations")
    known = OrganisationNames(each.pref_sv for each in vocabulary.concepts)
    one_word = [each.pref_sv for each in vocabulary.concepts if parts(each.pref_sv.lower())]
    assert len(one_word) > 60
    for name in one_word:
        text = f"Arbetet leds av {name} i länet."
        keys, inner, _ = analyse(text, known.compounds([text]))
        assert key(name.lower()) in keys, name
        assert not inner, name
