from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swedish.analysis import LONGEST_KEY, key
from swedish.derivation import action

FAMILIES = [
    "klimat klimatet klimatets",
    "vatten vattnet vattnets",
    "energi energin",
    "avfall avfallet avfallets",
    "hållbar hållbara hållbart",
    "åtgärd åtgärder åtgärderna",
    "företag företagen företagens",
    "åkeri åkerier åkerierna",
    "stad städer städerna",
    "bok böcker böckerna",
    "växt växten växter växterna",
    "cykel cykeln cyklar cyklarna",
    "elbil elbilen elbilar elbilarna",
    "havsmiljö havsmiljön havsmiljöer",
    "grönsaksodling grönsaksodlingar grönsaksodlingens",
    "klimatråd klimatrådet klimatrådens",
    "målare målaren målarna målares målarens",
    "giftig giftigt giftiga giftigare",
    "kraftig kraftigt kraftiga",
    "styrelse styrelsen styrelser",
    "fastighet fastigheten fastigheter",
    "samordna samordnar samordnade samordnas",
    "energilager energilagret energilagrets energilagren",
    "godstransport godstransporter",
    "gås gåsen gäss gässens",
    "Skåne Skånes",
    "Dalarna Dalarnas",
    "Jönköping Jönköpings",
]


@pytest.mark.parametrize("family", FAMILIES)
def test_forms_of_a_word_share_a_key(family: str) -> None:
    assert len({key(word) for word in family.lower().split()}) == 1


def test_forms_of_a_compound_that_no_dictionary_holds_share_a_key() -> None:
    assert key("qvarnbyinitiativ") == key("qvarnbyinitiativets")


@pytest.mark.parametrize(
    "different",
    [
        "får få",
        "va varor",
        "formas former",
        "hybrit hybrid",
        "rena renarna",
        "unga ungar",
        "bildades bilder",
        "vete vet",
        "biogass biogen",
        "mål mal",
        "län lån",
        "träna träd",
        "mindre lite",
        "öst ösa",
        "öken öka",
        "Dalarna dalar",
        "Boden bodar",
        "Mora mor",
        "klimat klimakterium",
        "mål målare",
        "bil billig",
        "gift giftig",
        "energilagen energilager",
        "gods goda",
        "timmer timmar",
        "gås går",
        "fåren får",
        "ren renare",
        "gift gifta",
        "fas fasad",
    ],
)
def test_different_words_have_different_keys(different: str) -> None:
    one, other = different.lower().split()
    assert key(one) != key(other)


@pytest.mark.parametrize(
    "name", ["västerbotten", "norrbotten", "jönköping", "västmanland", "gävle", "borås", "umeå"]
)
def test_a_name_is_its_own_key(name: str) -> None:
    assert key(name) == name


def test_a_very_long_word_gets_a_key_that_engines_take() -> None:
    assert len(key("x" * 10_000)) <= LONGEST_KEY


def test_a_compound_of_very_many_words_gets_a_key_that_engines_take() -> None:
    assert len(key("skogs" * 1_000)) <= LONGEST_KEY


def test_threads_get_the_same_keys() -> None:
    words = [
        f"{first}{last}" for first in ("qvarn", "tjyv", "strux") for last in ("holmarna", "arna")
    ]
    alone = [key(word) for word in words]
    key.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(key, words * 50))
    assert together == alone * 50


@given(st.text(min_size=1))
def test_any_word_gets_a_key(word: str) -> None:
    assert len(key(word)) <= LONGEST_KEY


def test_an_older_form_of_a_word_has_its_key() -> None:
    assert {key("förnyelsebar"), key("förnyelsebart"), key("förnyelsebara")} == {key("förnybart")}


@pytest.mark.parametrize(
    "same",
    ["upphandla upphandling", "odla odling", "reparera reparation", "påverka påverkan"],
)
def test_verb_and_noun_are_one_action(same: str) -> None:
    assert len({action(key(word)) for word in same.split()}) == 1


def test_who_does_something_and_what_only_looks_like_a_noun_of_a_verb_are_none() -> None:
    for word in ("rådgivare", "tidning", "ledning", "förening", "hållbarhet"):
        assert action(key(word)) == key(word), word
