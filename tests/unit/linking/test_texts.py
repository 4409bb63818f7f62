from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from linking.rules import KINDS, Rules
from linking.texts import read
from linking.vectorizer import Terms, Vectorizer
from tests.unit.linking.small import GOALS, TOPICS

if TYPE_CHECKING:
    from collections.abc import Sequence


def sentences(text: str) -> Sequence[str]:
    return [text[each.start : each.end] for each in read(text)]


def test_a_title_is_a_sentence_of_its_own() -> None:
    text = "Sol på taket\nGården fick solceller. Elen räcker till ladan!"
    assert sentences(text) == ["Sol på taket", "Gården fick solceller.", "Elen räcker till ladan!"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Vi har inte arbetat med biogas, men med solceller.", "solceller"),
        ("Länsstyrelsen jobbar inte med fiske; däremot jordbruk", "länsstyrelsen däremot jordbruk"),
        ("Inga projekt om gruvor.\nVi stöttar åkerier", "stöttar åkerier"),
        ("Vi saknar exempel på biogas. Vi stöttar åkerier", "stöttar åkerier"),
        ("Solceller har vi ju inte. Vi stöttar åkerier", "stöttar åkerier"),
        ("Åkerier, finansieras av Havsmyndigheten. Finansiär: Fiskefonden", "åkerier"),
    ],
)
def test_what_is_not_done_speaks_for_nothing(text: str, kept: str) -> None:
    words = [text[each.start : each.end].lower() for line in read(text) for each in line.words]
    assert words == kept.split()


@pytest.mark.parametrize(
    "text",
    ["Länsstyrelsen arbetar inte bara med energi", "Företagen saknar vatten, resurser räcker inte"],
)
def test_what_others_lack_is_what_a_text_is_about(text: str) -> None:
    assert len([word for sentence in read(text) for word in sentence.words]) >= 3


def test_the_name_of_an_authority_has_no_parts() -> None:
    (sentence,) = read("Naturvårdsverket mäter i naturvårdsområdet.")

    assert [bool(word.parts) for word in sentence.words if "vård" in word.name] == [False, True]


def test_a_text_without_words_has_no_sentences() -> None:
    assert read(" …\n\n och som ") == ()


def test_words_have_their_places_in_the_whole_text() -> None:
    text = "Först. Sedan solceller."
    words = [word for sentence in read(text) for word in sentence.words]
    assert text[words[-1].start : words[-1].end] == "solceller"


def test_a_topic_brings_the_ones_above_it() -> None:
    assert {"#solel", "#energi"} <= set(Terms(TOPICS).of(read("Fler solceller.")))


def test_every_term_has_the_place_of_its_words() -> None:
    text = "Fler solceller."
    placed = {term: text[start:end] for term, start, end in Terms(TOPICS).placed(read(text)[0])}
    assert placed["#energi"] == "solceller"


def test_a_rare_term_weighs_more_than_a_common_one() -> None:
    vectorizers = Vectorizer.of([["sol", "ofta"], ["ofta"], ["vind", "ofta"]])
    (row,) = vectorizers([["sol", "ofta", "okänd"]]).toarray()
    assert row[vectorizers.places["sol"]] > row[vectorizers.places["ofta"]] > 0


def test_terms_are_weighed_as_scikit_learn_weighs_them() -> None:
    learnt = [["sol", "ofta", "el"], ["ofta", "ofta"], [], ["vind", "ofta", "å"]]
    texts = [["sol", "sol", "ofta", "okänd"], ["okänd"], ["å", "el", "sol", "å", "å"], []]
    theirs = TfidfVectorizer(analyzer=list, sublinear_tf=True).fit(learnt)
    ours = Vectorizer.of(learnt)
    assert list(ours.places) == theirs.get_feature_names_out().tolist()
    assert ours(texts).toarray() == pytest.approx(theirs.transform(texts).toarray())


def test_rules_count_different_names_and_tell_where_they_stand() -> None:
    rules = Rules(GOALS)
    features = rules.features(read("Avfall i fokus\nMatsvinn, matsvinn och återbruk."))
    of_goal = features.reshape(len(GOALS.concepts), len(KINDS), 3)[1]
    assert of_goal.tolist() == [[1, 1, 0], [1, 0, 1], [1, 0, 1]]


def test_a_rule_names_the_characters_it_rests_on() -> None:
    text = "Krogen slänger mindre. Matsvinnet minskar."
    (hit,) = Rules(GOALS).hits(read(text))
    assert (hit.concept, hit.name.kind, text[hit.start : hit.end]) == (
        "12",
        "keyword",
        "Matsvinnet",
    )
