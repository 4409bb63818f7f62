from __future__ import annotations

import pytest

from swedish.analysis import key, parts
from swedish.lexicon import is_dictionary_word, lexicon, split


@pytest.mark.parametrize(
    "compound",
    [
        "skogs+program",
        "livsmedels+strategi",
        "el+bilar",
        "el+nät",
        "ladd+infrastruktur",
        "två+bostadshus",
        "kultur+historia",
        "vind+kraft",
        "klimat+anpassnings+åtgärder",
        "dricks+vatten",
        "växthus+odling",
        "stockholms+regionen",
    ],
)
def test_a_compound_is_split_at_its_joints(compound: str) -> None:
    assert "+".join(split(compound.replace("+", ""))) == compound


WHOLE = (
    "elever elefant element elände förordning information möjlighet jämställdhet regionen åkeri"
    " företagare framtid underhåll sextiotalet ekologisk måltider nätverk länsstyrelsen ungdomar"
    " grönsaker renovering lagring högskola växthusgaser fritidsbank sparbank återvinning partiklar"
)
NAMES = (
    "västerbotten norrbotten jönköping småland landskrona trollhättan grästorp dalskog västmanland"
)


@pytest.mark.parametrize("word", WHOLE.split())
def test_a_word_that_only_looks_like_a_compound_stays_whole(word: str) -> None:
    assert split(word) == ()
    assert parts(word) == ()


@pytest.mark.parametrize("name", NAMES.split())
def test_a_name_is_not_split(name: str) -> None:
    assert parts(name) == ()
    assert parts(f"{name}s") == ()


def test_a_part_has_the_key_that_its_own_word_has() -> None:
    assert set(parts("skogsprogrammet")) == {key("skog"), key("program")}


def test_a_linking_s_does_not_hide_the_part() -> None:
    assert set(parts("livsmedelsstrategierna")) == {key("livsmedel"), key("strategi")}


def test_parts_of_parts_are_found() -> None:
    assert {key(word) for word in ("miljömål", "miljö", "mål", "samordnare")} == set(
        parts("miljömålssamordnare")
    )


def test_neighbouring_parts_are_found_together() -> None:
    inner = parts("klimatanpassningsåtgärder")
    assert {key("klimatanpassning"), key("anpassningsåtgärd"), key("anpassning")} <= set(inner)


def test_a_place_in_the_name_of_a_school_is_no_meadow() -> None:
    assert "äng" not in parts("kungsängsgymnasiet")
    assert "gymnasium" in parts("kungsängsgymnasiet")


def test_a_part_that_is_a_function_word_is_left_out() -> None:
    assert parts("övergödning") == (key("gödning"),)


def test_a_part_is_told_once() -> None:
    inner = parts("skogsbruksskog")
    assert len(inner) == len(set(inner))


def test_compounds_of_many_parts_end_in_time() -> None:
    assert key("bil") in parts("bil" * 20)


def test_dictionary_words_and_new_compounds_are_known() -> None:
    for word in ("klimatet", "skog", "skogs", "oundvikligen", "jönköpings", "skogsklimatråd"):
        assert is_dictionary_word(word), word


def test_a_misspelled_word_is_not_known() -> None:
    for word in ("klimattet", "energieffektivisernig", "byggbranchen"):
        assert not is_dictionary_word(word), word


def test_every_correction_in_the_data_concerns_a_part_of_the_list() -> None:
    assert set(lexicon().misleading) <= set(lexicon().firsts)
