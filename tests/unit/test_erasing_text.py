"""A text that is to be erased is found however it is written, and nothing else is."""

from __future__ import annotations

import unicodedata

import pytest

from catalogue.erasing.text import BLOCK, MARK, FullErasure, TextErasure

NAME = "Örjan Ekström"


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Ring Örjan Ekström i dag.", f"Ring {MARK} i dag."),
        ("ÖRJAN EKSTRÖM", MARK),
        (unicodedata.normalize("NFD", "Ring Örjan Ekström."), f"Ring {MARK}."),
        ("Örjan\n   Ekström och örjan\u00a0ekström", f"{MARK} och {MARK}"),
        ("Ör\u00adjan Ek\u200bström", MARK),
        ("https://x.se/%C3%96rjan%20Ekstr%c3%b6m?q=1", f"https://x.se/{MARK}?q=1"),
        ("https://x.se/%D6rjan%20Ekstr%F6m", f"https://x.se/{MARK}"),
        ("O%CC%88rjan Ekström, 100 %", f"{MARK}, 100 %"),
        ("https://x.se/örjan-ekström/örjan_ekström.pdf", f"https://x.se/{MARK}/{MARK}.pdf"),
        ("mejla örjan.ekström@x.se", f"mejla {MARK}"),
        ("Örjan Ekström-Berg – örjan", f"{MARK}-Berg – örjan"),
        ("Örjan Ekströms bil", f"{MARK}s bil"),
        ("Örjan\u200bEkström, @örjanekström", f"{MARK}, @{MARK}"),
        ("ekström, örjan; EKSTRÖM,ÖRJAN; ekströmörjan", f"{MARK}; {MARK}; {MARK}"),
    ],
)
def test_a_text_is_overwritten_however_it_is_written(written: str, left: str) -> None:
    assert TextErasure(NAME).overwrite(written) == left


@pytest.mark.parametrize("written", ["Orjan Ekstrom", "Örjan", "Ekström Örjan", ""])
def test_another_text_is_left_alone(written: str) -> None:
    assert TextErasure(NAME).overwrite(written) == written


def test_a_letter_is_not_taken_for_the_one_that_it_is_decomposed_into() -> None:
    ring = unicodedata.normalize("NFD", "båt")
    assert TextErasure("bat").overwrite(ring) == ring


def test_letters_that_casefolding_makes_longer_do_not_shift_the_rest() -> None:
    assert TextErasure(NAME).overwrite("Straße ﬁn Örjan Ekström ß") == f"Straße ﬁn {MARK} ß"


def test_a_mask_keeps_every_offset() -> None:
    text = "Svar: Örjan\nEkström, länet."
    masked = TextErasure(NAME).mask(text)
    assert masked == f"Svar: {BLOCK * 5}\n{BLOCK * 7}, länet."
    assert len(masked) == len(text)


def test_everything_leaves_a_mark_and_empty_texts_empty() -> None:
    assert [FullErasure().overwrite(text) for text in ("Klimat", "", " ")] == [MARK, "", " "]
    assert FullErasure().replace_key("nyckel") == "nyckel"


def test_a_key_that_holds_the_text_becomes_one_that_nothing_else_has() -> None:
    one, other = (TextErasure("ekström").replace_key("ekström-1") for _ in range(2))
    assert one.startswith("raderat-")
    assert one != other
    assert TextErasure("ekström").replace_key("ek-1") == "ek-1"


def test_erasing_again_finds_nothing() -> None:
    for erasure in (TextErasure(NAME), TextErasure("0"), FullErasure()):
        once = erasure.overwrite(f"{NAME}, raderad 00")
        assert erasure.overwrite(once) == once
