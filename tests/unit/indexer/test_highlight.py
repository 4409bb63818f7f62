from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from indexer.highlight import LONG, highlight
from swedish.analysis import key, parts
from tests.fixtures.entries import public_entry

if TYPE_CHECKING:
    import pytest

WORDS = ("biogas", "biogasen", "gas", "gård", "gårdsgas", "Skog", "skogsgas", "vattnet", "gasen")


def mark(text: str, *words: str) -> str | None:
    (found,) = highlight([{"title": text}], {key(word) for word in words})
    return found.get("title", [None])[0]


def test_an_inflected_form_is_marked_in_the_original_text() -> None:
    assert mark("Om klimatet i länet", "klimat") == "Om <mark>klimatet</mark> i länet"


def test_a_compound_is_marked_whole_when_a_part_matched() -> None:
    assert mark("Ett skogsprogram", "skog") == "Ett <mark>skogsprogram</mark>"


def test_everything_but_the_marks_is_escaped() -> None:
    marked = mark("<script>biogas</script> & mer", "biogas")
    assert marked == "&lt;script&gt;<mark>biogas</mark>&lt;/script&gt; &amp; mer"


def test_a_text_without_matches_gives_no_fragment() -> None:
    assert mark("Om vatten", "klimat") is None


def test_a_long_text_is_cut_around_its_first_match() -> None:
    text = "ord " * 200 + "biogas " + "ord " * 200
    marked = mark(text, "biogas")
    assert marked is not None
    assert marked.startswith("… ")
    assert marked.endswith(" …")
    assert "<mark>biogas</mark>" in marked
    assert len(marked) < LONG


def test_hits_of_one_search_are_marked_each_by_itself() -> None:
    titles = ["Ett skogsprogram", "Om vatten", "Vatten och skog", "Ett skogsprogram"]
    first, none, third, last = highlight([{"title": each} for each in titles], {key("skog")})
    assert first == last == {"title": ["Ett <mark>skogsprogram</mark>"]}
    assert none == {}
    assert third == {"title": ["Vatten och <mark>skog</mark>"]}


def test_a_word_is_marked_only_where_it_stands_whole() -> None:
    text = "Energikartan är ingen energi, och energi_x en annan; energi"
    marked = "Energikartan är ingen <mark>energi</mark>, och energi_x en annan; <mark>energi</mark>"
    assert mark(text, "energi") == marked.replace("Energikartan", "<mark>Energikartan</mark>")


def test_words_are_marked_after_more_have_been_seen_than_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("indexer.highlight.CACHED_WORDS", 3)
    for _ in range(2):
        assert mark("Ett långt liv med biogas", "biogas") == "Ett långt liv med <mark>biogas</mark>"


@given(st.lists(st.sampled_from(WORDS), max_size=15), st.sampled_from(WORDS))
def test_the_words_that_match_are_marked_and_no_others(words: list[str], sought: str) -> None:
    def matches(word: str) -> bool:
        return key(sought) in {key(word.lower()), *parts(word.lower())}

    marked = [f"<mark>{word}</mark>" if matches(word) else word for word in words]
    expected = " ".join(marked) if any(map(matches, words)) else None
    assert mark(" ".join(words), sought) == expected


def test_only_fields_with_matches_are_told() -> None:
    entry = public_entry(1, title="Biogas", facts=["Om vatten", "Om biogas"])
    (found,) = highlight([entry], {key("biogas")})
    assert found == {"title": ["<mark>Biogas</mark>"], "facts": ["Om <mark>biogas</mark>"]}


def test_without_marks_nothing_is_told() -> None:
    assert highlight([public_entry(1)], set()) == [{}]


@given(st.text(max_size=LONG), st.sampled_from(["klimat", "biogas", "a"]))
def test_a_marked_text_without_its_marks_is_the_text(text: str, word: str) -> None:
    marked = mark(f"{text} {word}"[:LONG], word)
    if marked is not None:
        assert unescape(re.sub("</?mark>", "", marked)) == f"{text} {word}"[:LONG]
