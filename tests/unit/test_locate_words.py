"""A part of a candidate keeps its places in the reply, over lines and around what is held back."""

from __future__ import annotations

from app.candidates.locate_words import Words, words_of_part

DOCUMENT = "2c Kurser om giftfria material,\ndär 70 deltog. Ring Anna Ek.\nSedan byter vi lampor."
SPANS = [[3, 31], [32, 60], [61, 83]]
TEXT = " ".join(DOCUMENT[start:end] for start, end in SPANS)
LAST = "Sist byter vi lampor."
WHOLE = Words(TEXT, TEXT.replace(" Ring Anna Ek.", ""), SPANS)


def said(part: str) -> list[str]:
    found = words_of_part(WHOLE, part)
    return [DOCUMENT[start:end] for start, end in found.spans] if found else []


def test_a_part_over_several_lines_has_a_place_in_each() -> None:
    part = "Kurser om giftfria material, där 70 deltog."
    assert said(part) == ["Kurser om giftfria material,", "där 70 deltog."]
    assert words_of_part(WHOLE, part) == Words(part, part, [[3, 31], [32, 46]])


def test_what_is_held_back_before_a_part_is_none_of_it() -> None:
    assert said("Sedan byter vi lampor.") == ["Sedan byter vi lampor."]


def test_a_part_in_which_a_word_is_mended_keeps_its_place_and_the_words_of_the_reply() -> None:
    found = words_of_part(WHOLE, "Kurser om giftfria material, där sjuttio deltog")
    assert found
    assert found.public_text == "Kurser om giftfria material, där 70 deltog."


def test_other_words_have_no_place() -> None:
    assert words_of_part(WHOLE, "Lampor byts i Växjö varje år") is None
    assert words_of_part(WHOLE, "") is None


def test_a_part_of_a_long_text_of_few_words_has_its_place() -> None:
    told = "vi och ni " * 5_000
    text = f"{told}Ring Anna Ek. {LAST}"
    whole = Words(text, f"{told}{LAST}", [[0, len(text)]])

    assert words_of_part(whole, LAST) == Words(LAST, LAST, [[len(text) - len(LAST), len(text)]])
