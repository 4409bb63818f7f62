"""Answers that point to others, share their words, or stand in a line that seems to go on."""

from __future__ import annotations

from tests.unit.harvest.survey import answers

HEAD = "Länsstyrelsen i Kalmar län\n1. Ja\n2a. Ja\n"


def test_an_answer_after_a_line_that_is_full_is_its_own() -> None:
    text = f"{HEAD}2d. Lantbruk (se även 2c), handel (kontakt: miljöenheten)\n3. Nej"

    assert answers(text)["3"] == "Nej"
