"""Several readings of a text are proposed, and a plausible one is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harvest.readings.plausibility import plausibility
from harvest.readings.proposals import ASKED, LEAD, NONE, Proposer, Text, plausibility_of, shares
from harvest.readings.shapes import divisions
from harvest.splitting import examples
from tests.unit.harvest.survey import blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harvest.documents.document import Block
    from harvest.readings.proposals import Reading

SENTENCES = "- Energiråd för åkerier. Vi har ordnat kurser om biogas.\n- Tillsyn av täkter."
LIST = "- Energiråd för åkerier i Kalmar.\n- Tillsyn av täkter med rundvandring.\n- Kurs om biogas."


def readings(lines: Sequence[Block], weights: dict[str, float] | None = None) -> list[Reading]:
    text = Text(lines, [], {}, lines, examples(lines))
    return Proposer(weights=weights).readings(text)


def test_the_reading_of_the_answer_is_one_of_several_and_each_is_there_once() -> None:
    found = readings(blocks(LIST))
    divided = [tuple(each.text for each in one.examples) for one in found]

    assert found[0].shape == ASKED
    assert len(found[0].examples) == 3
    assert len(set(divided)) == len(divided)


def test_a_shape_begins_where_its_layout_does() -> None:
    shapes = {each.shape: each for each in divisions(blocks(LIST + "\nAvslutning."))}

    assert shapes["list-items"].begins == {0, 1, 2}
    assert shapes["paragraphs"].begins == {0, 1, 2, 3}
    assert "rows" not in shapes


def test_labels_that_come_again_begin_cards() -> None:
    cards = blocks("Namn: Energiråd\nTid: 2020\nNamn: Tillsyn\nTid: 2021")

    assert {each.shape: each for each in divisions(cards)}["labels"].begins == {0, 2}


def test_nothing_is_proposed_of_nothing_but_that_there_is_none() -> None:
    assert [each.shape for each in readings([])] == [NONE]
    assert [*divisions([])] == []


def test_another_reading_is_taken_only_with_a_clear_lead() -> None:
    weights = {"number": -1.0}
    signals = {"number": 1.0}

    assert plausibility_of(ASKED, signals, weights) == plausibility(signals, weights) + LEAD
    assert plausibility_of("rows", signals, weights) == -1.0
    assert readings(blocks(LIST), {})[0].shape == ASKED
    assert readings(blocks(SENTENCES), {"number": 10 * LEAD})[0].shape != ASKED


def test_shares_of_readings_add_up_to_one_in_their_order() -> None:
    found = readings(blocks(LIST))
    own = shares(found)

    assert abs(sum(own) - 1) < 1e-9
    assert own == sorted(own, reverse=True)
    assert shares([]) == []


def test_the_same_text_is_read_in_the_same_ways() -> None:
    first, again = (readings(blocks(LIST)) for _ in range(2))

    assert [(each.key, each.score) for each in first] == [(each.key, each.score) for each in again]
