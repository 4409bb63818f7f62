"""How much a word tells."""

from __future__ import annotations

import pytest

from indexer.fields import TOPIC_MARK
from indexer.word_statistics import WordStatistics


def statistics(documents: int, **frequencies: int) -> WordStatistics:
    return WordStatistics(
        {word.replace("topic_", TOPIC_MARK): count for word, count in frequencies.items()},
        documents,
    )


def test_a_word_that_is_missing_weighs_alike_in_a_small_and_a_large_catalogue() -> None:
    small, large = statistics(200, biogas=20), statistics(20_000, biogas=2_000)
    ratios = [each.most_information / each.information("biogas") for each in (small, large)]
    assert ratios[1] == pytest.approx(ratios[0], rel=0.15)


def test_a_rare_word_of_a_common_topic_tells_less_than_one_that_stands_alone() -> None:
    known = statistics(200, vindsnurra=1, klippa=1, topic_vindkraft=60)
    assert known.information("vindsnurra", ["vindkraft"]) < known.information("klippa")


def test_topics_are_no_words() -> None:
    known = statistics(200, biogas=20, topic_vindkraft=60)
    assert known.about("vindkraft") == 60
    assert not known.spelling.known(f"{TOPIC_MARK}vindkraft")
    assert not known.occurs("vindkraft")
