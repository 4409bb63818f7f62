"""No organisation of a county or municipality is taken for a person who is called as the place."""

from __future__ import annotations

from functools import cache

from app.personal_data import finder, place_names
from catalogue.replies import DocumentSummary, Withheld
from harvest.documents.reading import read
from harvest.personal import Persons, persons_of
from seed.schemes import vocabulary

FORMS = (
    "Region {0}",
    "Högskolan {0}",
    "Region {0} och Högskolan {0}",
    "Visit {0}",
    "Destination {0}",
    "Leader {0}",
    "Coompanion {0} och Almi {0}",
    "Energikontoret {0}",
    "LRF {0} samt Naturskyddsföreningen {0}",
    "{0} kommun",
    "{1} kommun",
    "{0} Energi AB",
    "{0} AB",
    "{0} Science Park",
    "{1} Vatten",
    "Länsstyrelsen i {1} län",
    "{1} universitet",
    "Klimatstrategin för {0} 2018–2024, med hotell i {0}",
)


@cache
def _places() -> list[str]:
    counties = {name for each in vocabulary("counties").concepts for name in each.alt_sv}
    return sorted(counties | {each.pref_sv for each in vocabulary("municipalities").concepts})


@cache
def _texts(place: str) -> list[str]:
    genitive = place if place.endswith(("s", "x", "z")) else f"{place}s"
    return [form.format(place, genitive) for form in FORMS]


def _told(persons: Persons, place: str) -> list[str]:
    return [text for text in _texts(place) if persons.find(text)]


def test_nothing_is_cut_where_somebody_is_called_as_the_place() -> None:
    assert len(_places()) > 300
    told = [
        text
        for place in _places()
        for text in _told(Persons([f"Gotthild {place.split()[-1]}"], place_names()), place)
    ]

    assert told == []


def test_nothing_is_cut_where_the_contact_is_an_organisation_of_the_place() -> None:
    told = []
    for place in _places()[::3]:
        line = f"Kontakt: Visit {place}, info@visit.example.se\nRing Region {place}, 070-174 06 11"
        persons = persons_of(read(f"2c: Råd\n{line}".encode(), "svar.txt"), places=place_names())
        told += _told(persons, place)

    assert told == []


def test_nothing_warns_where_a_place_was_withheld_as_a_name() -> None:
    told = []
    for place in _places():
        name = place.split()[-1]
        withheld = [Withheld("name", 0, 1, f"Gotthild {name}"), Withheld("name", 0, 1, name)]
        find = finder([DocumentSummary(0, "0", None, None, withheld)])
        told += [text for text in _texts(place) if find(text)]

    assert told == []


def test_somebody_who_is_called_as_a_place_is_cut_beside_words_that_ask_for_a_person() -> None:
    persons = Persons(["Gotthild Lund"], place_names())

    for text in ("Ring handläggare Lund om detta.", "Gotthild och Lund har nycklarna."):
        assert any(text[each.start : each.end] == "Lund" for each in persons.find(text)), text
