"""Which fields the heads of people's own sheets suggest."""

from __future__ import annotations

import pytest

from app.imports.files.columns import likely_column


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Kort beskrivning", "summary"),
        ("Var (län)", "counties"),
        ("Agenda 2030-mål", "goals"),
        ("Aktivitet/insats", "title"),
        ("TIDSPERIOD", "startYear"),
        ("Sort", "kind"),
        ("Länkar till mer information", "source.url"),
        ("Resultat och effekter", "results"),
    ],
)
def test_a_head_suggests_the_field_whose_name_is_in_it(head: str, field: str) -> None:
    found = likely_column(head)
    assert found
    assert found.field == field


@pytest.mark.parametrize(
    "head",
    ["", "Nr", "Kommentarer", "Kontaktperson", "Senast uppdaterad", "Målgrupp/bransch", "Mål"],
)
def test_what_names_no_field_or_two_suggests_none(head: str) -> None:
    assert likely_column(head) is None
