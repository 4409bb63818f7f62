"""The list of derived words: what it must hold for search to join two words by it."""

from swedish.analysis import is_stop, key
from swedish.lexicon import DATA, lines

PAIRS = [tuple(line.split("\t")) for line in lines(DATA / "derivations.txt")]


def test_the_list_is_sorted_and_pairs_two_single_words() -> None:
    assert sorted(set(PAIRS)) == PAIRS
    assert all(len(pair) == 2 and all(word.isalpha() for word in pair) for pair in PAIRS)


def test_a_pair_joins_words_that_inflection_does_not() -> None:
    assert [pair for pair in PAIRS if key(pair[0]) == key(pair[1])] == []


def test_no_function_word_is_derived_from_anything() -> None:
    assert [pair for pair in PAIRS if any(map(is_stop, pair))] == []


def test_no_noun_of_a_family_is_a_form_of_another_family() -> None:
    forms = {key(form) for form, _ in PAIRS}
    assert [base for _, base in PAIRS if key(base) in forms] == []
