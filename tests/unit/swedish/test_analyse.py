from __future__ import annotations

import re
import unicodedata
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from swedish.analysis import ANALYSIS_VERSION, analyse, is_stop, key


def test_keys_come_in_the_order_of_the_words() -> None:
    assert analyse("Skogen växer, klimatet ändras").keys == [
        key(word) for word in ("skog", "växa", "klimat", "ändra")
    ]


def test_function_words_are_dropped() -> None:
    assert analyse("stöd till företagen i länet").keys == [
        key("stöd"),
        key("företag"),
        key("län"),
    ]


def test_a_word_with_content_is_no_function_word() -> None:
    assert not any(is_stop(word) for word in ("stöd", "får", "led", "vilt", "mål"))


def test_parts_come_beside_the_keys() -> None:
    analysis = analyse("ett skogsprogram")
    assert analysis.keys == [key("skogsprogram")]
    assert analysis.parts == [key("skog"), key("program")]


def test_a_hanging_part_counts_as_the_compound_that_it_is() -> None:
    keys, inner, words = analyse("energi- och klimatråd")
    assert keys == [key("energiråd"), key("klimatråd")]
    assert {key("energi"), key("klimat"), key("råd")} == set(inner)
    assert words == ["energiråd", "och", "klimatråd"]


def test_several_hanging_parts_are_completed() -> None:
    keys = analyse("Mark-, vatten- och luftvård").keys
    assert keys == [key("markvård"), key("vattenvård"), key("luftvård")]


def test_a_slash_may_stand_between() -> None:
    assert key("markanvändning") in analyse("mark-/vattenanvändning").keys


def test_a_hyphen_before_a_word_that_is_no_compound_completes_nothing() -> None:
    assert analyse("energi- och pengar").parts == []


def test_marks_written_apart_make_no_difference() -> None:
    text = "Åtgärder för övergödda sjöar"
    assert analyse(unicodedata.normalize("NFD", text)) == analyse(text)


def test_the_version_names_rules_and_data() -> None:
    assert re.fullmatch(r"\d+-[0-9a-f]{12}", ANALYSIS_VERSION)


@given(st.text())
def test_any_text_gives_keys_that_a_whitespace_tokenizer_keeps_whole(text: str) -> None:
    analysis = analyse(text)
    assert all(len(each.split()) == 1 for each in chain(*analysis))


@given(st.lists(st.sampled_from(["energi-", "och", "klimatråd", ",", "/", " ", "-", "å"])))
def test_any_row_of_hyphens_is_understood(pieces: list[str]) -> None:
    analysis = analyse("".join(pieces))
    assert all(chain(*analysis))
