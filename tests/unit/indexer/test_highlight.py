from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from indexer.highlight import LONG, Highlighter
from swedish.analysis import key
from tests.fixtures.entries import public_entry


def marker(*words: str) -> Highlighter:
    return Highlighter({key(word) for word in words})


def test_an_inflected_form_is_marked_in_the_original_text() -> None:
    assert marker("klimat").mark("Om klimatet i länet") == "Om <mark>klimatet</mark> i länet"


def test_a_compound_is_marked_whole_when_a_part_matched() -> None:
    assert marker("skog").mark("Ett skogsprogram") == "Ett <mark>skogsprogram</mark>"


def test_everything_but_the_marks_is_escaped() -> None:
    marked = marker("biogas").mark("<script>biogas</script> & mer")
    assert marked == "&lt;script&gt;<mark>biogas</mark>&lt;/script&gt; &amp; mer"


def test_a_text_without_matches_gives_no_fragment() -> None:
    assert marker("klimat").mark("Om vatten") is None


def test_a_long_text_is_cut_around_its_first_match() -> None:
    text = "ord " * 200 + "biogas " + "ord " * 200
    marked = marker("biogas").mark(text)
    assert marked is not None
    assert marked.startswith("… ")
    assert marked.endswith(" …")
    assert "<mark>biogas</mark>" in marked
    assert len(marked) < LONG


def test_texts_of_one_search_are_marked_alike() -> None:
    one = marker("skog")
    assert one.mark("Ett skogsprogram") == one.mark("Ett skogsprogram")
    assert one.mark("Om vatten") is None
    assert one.mark("Vatten och skog") == "Vatten och <mark>skog</mark>"


def test_only_fields_with_matches_are_told() -> None:
    entry = public_entry(1, title="Biogas", facts=["Om vatten", "Om biogas"])
    assert marker("biogas").highlight(entry) == {
        "title": ["<mark>Biogas</mark>"],
        "facts": ["Om <mark>biogas</mark>"],
    }


def test_without_marks_nothing_is_told() -> None:
    assert marker().highlight(public_entry(1)) == {}


@given(st.text(max_size=LONG), st.sampled_from(["klimat", "biogas", "a"]))
def test_a_marked_text_without_its_marks_is_the_text(text: str, word: str) -> None:
    marked = marker(word).mark(f"{text} {word}"[:LONG])
    if marked is not None:
        assert unescape(re.sub("</?mark>", "", marked)) == f"{text} {word}"[:LONG]
