"""Who can be asked is left out, and what is told beside it stays."""

from __future__ import annotations

import pytest

from tests.unit.harvest.survey import harvest

HEAD = "Länsstyrelsen i Kalmar län\n\n1. Ja\n2a. Ja\n2b. Nej\n2c.\n"


def published(items: str) -> list[str]:
    (found,) = harvest(HEAD + items).respondents
    assert all(each.title.lower() in each.said.public_text.lower() for each in found.candidates)
    return [each.said.public_text for each in found.candidates]


@pytest.mark.parametrize(
    ("item", "public"),
    [
        ("Biogas på gårdar, hör av er till Janne på 0480-45 00 99", "Biogas på gårdar"),
        ("Förskolor, kontakt: Maria Ek (maria.ek[at]lst.se)", "Förskolor"),
        (
            "Vi hjälper förskolor att byta leksaker. Kontakta Maria Ek.",
            "Vi hjälper förskolor att byta leksaker.",
        ),
        ("Energikollen, ring 073.555.12.34", "Energikollen"),
        ("E. Lundqvist leder arbetet med våtmarker.", "leder arbetet med våtmarker."),
        ("Hos Gunnel Strids gård ordnades en visning.", "ordnades en visning."),
        ("Karl Hedins Sågverk eldar spån", "Karl Hedins Sågverk eldar spån"),
        ("E. Svenssons Åkeri AB kör på biogas", "E. Svenssons Åkeri AB kör på biogas"),
        ("Fatima Al-Hassan och Nguyen Thi Hoa driver nät", "driver nät"),
    ],
)
def test_an_example_loses_persons_and_ways_to_reach_them_only(item: str, public: str) -> None:
    assert published(f"- {item}\n- Energiråd till företag") == [public, "Energiråd till företag"]


def test_a_sentence_that_only_says_who_can_be_asked_is_no_example() -> None:
    items = "- Energiråd till företag\n- Projektledare Gun-Britt Niemi nås på 0480-12 34 56\n"

    assert published(items) == ["Energiråd till företag"]


def test_a_contact_in_parentheses_leaves_the_sectors_around_it() -> None:
    text = f"{HEAD}- Energiråd\n2d. Transport, lantbruk (kontakt: Ulf Palm), restaurang"
    (found,) = harvest(text).respondents

    assert [each.said.text for each in found.sectors] == ["Transport", "lantbruk", "restaurang"]
