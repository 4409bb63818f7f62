"""Answers that point to others, share their words, or stand in a line that seems to go on."""

from __future__ import annotations

from tests.unit.harvest.survey import answers, harvest

HEAD = "Länsstyrelsen i Kalmar län\n1. Ja\n2a. Ja\n"


def test_see_above_is_the_yes_or_no_above() -> None:
    (found,) = harvest(f"{HEAD}2b. Se ovan\n2c.\n- Energiråd till företag\n").respondents

    assert {each.question: each.yes_no for each in found.answers}["2b"] == "ja"


def test_see_2c_takes_the_sectors_that_it_names() -> None:
    text = f"{HEAD}2b. Nej\n2c. Energiråd till lantbruk och hotell i länet.\n2d. Se 2c\n3. Nej"
    (found,) = harvest(text).respondents

    assert [each.said.text for each in found.sectors] == ["lantbruk", "hotell"]


def test_an_answer_after_a_line_that_is_full_is_its_own() -> None:
    text = f"{HEAD}2d. Lantbruk (se även 2c), handel (kontakt: miljöenheten)\n3. Nej"

    assert answers(text)["3"] == "Nej"


def test_of_a_joint_answer_what_is_done_is_an_example_and_what_is_named_a_sector() -> None:
    items = "2c och 2d.\n- Besöker byggföretag.\n- Tillsammans med lantbruket testar vi biogas.\n"
    for named in (
        "Vi arbetar med glasindustri, byggsektorn och hotell.",
        "Branscher: bygg, hotell",
    ):
        (found,) = harvest(f"{HEAD}2b. Nej\n{items}{named}\n3. Nej\n").respondents

        assert [each.title for each in found.examples] == [
            "Besöker byggföretag",
            "Tillsammans med lantbruket testar vi biogas",
        ]
        assert [each.said.text for each in found.sectors][-1] == "hotell"
