from __future__ import annotations

import pytest

from app.accounts.passwords import WeakPassword, check_strength

ADDRESS = "kurator@example.org"


@pytest.mark.parametrize(
    "weak",
    [
        "kort",
        "a" * 250,
        "aaaaaaaaaaaaaaaa",
        "abababababababab",
        "lösenord123456",
        "Exempelbanken1!",
        "kurator123456",
        "qwerty123456!",
    ],
)
def test_a_password_that_is_guessed_first_is_refused(weak: str) -> None:
    with pytest.raises(WeakPassword):
        check_strength(weak, ADDRESS)


@pytest.mark.parametrize(
    "strong",
    [
        "hav-cykel-torv-ljus",
        "fjäll-tåg-vante-ost",
        "x7#Kq9!mZ2@w",
        "en lång mening utan siffror",
        "lösenord som ingen annan har",
    ],
)
def test_a_strong_password_is_taken(strong: str) -> None:
    check_strength(strong, ADDRESS)


def test_the_refusal_tells_how_to_do_better_in_both_languages() -> None:
    with pytest.raises(WeakPassword) as refused:
        check_strength("kort", ADDRESS)
    assert "Fyra ord" in refused.value.message.sv
    assert "Four words" in refused.value.message.en
