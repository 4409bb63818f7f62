"""What leads to the subject of a search, or closes the question, changes nothing of its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indexer.lead_ins import without_lead_ins
from indexer.understanding import understand
from swedish.tokens import tokenize

if TYPE_CHECKING:
    from app.wiring import Services
    from indexer.lexicons import QueryLexicon

SUBJECTS = ("biogas", "restaurering av våtmarker", "laddstolpar på landsbygden", "cykling i Skåne")
LEADING = (
    *("bra exempel på", "goda exempel på hur man jobbar med", "tips på", "har ni tips om"),
    *("har någon gjort något om", "har någon kommun arbetat med", "finns det någon som provat"),
    *(
        "jag letar efter",
        "vi söker inspiration till",
        "vad finns det för projekt om",
        "vad finns om",
    ),
    *("hur jobbar andra län med", "vilka kommuner har jobbat med", "vad kan man göra åt"),
    *("jag vill veta mer om", "berätta för oss om", "hej! kan ni visa exempel på", "vad finns om"),
    *("hur kommer man igång med", "vi behöver hjälp med", "lista över projekt om", "lärdomar från"),
)
ENGLISH = (
    *("examples of", "examples of how", "good practice in", "I'm looking for", "tell me about"),
    *("has anyone worked with", "how do other counties work with", "what can be done about"),
    *("show me projects on", "success stories of", "do you have anything on", "case studies of"),
)
CLOSING = (
    *(
        "exempel",
        ", bra exempel",
        "hur gör andra?",
        "– någon som har gjort?",
        ", finns det exempel",
    ),
    *(", finns det exempel", ", har ni tips? tack", "vad kan vi göra", "inspiration", "projekt"),
)


@pytest.fixture(scope="module")
def lexicon(services: Services) -> QueryLexicon:
    return services.lexicons.of(services.engine.snapshot())


@pytest.mark.parametrize(
    "frame",
    [*(f"{words} {{}}" for words in LEADING), *(f"{{}} {words}" for words in CLOSING)],
)
def test_what_leads_to_a_subject_or_closes_a_question_says_nothing(
    lexicon: QueryLexicon, frame: str
) -> None:
    for subject in SUBJECTS:
        framed, bare = (understand(text, lexicon) for text in (frame.format(subject), subject))
        assert (framed.query, framed.whole) == (bare.query, bare.whole), subject


@pytest.mark.parametrize("words", ENGLISH)
def test_what_leads_to_a_subject_in_english_says_nothing(lexicon: QueryLexicon, words: str) -> None:
    for subject in ("wetland restoration", "food waste"):
        framed, bare = (understand(text, lexicon) for text in (f"{words} {subject}", subject))
        assert (framed.query, framed.whole) == (bare.query, bare.whole), subject


@pytest.mark.parametrize(
    "text",
    [
        *("bra mat", "jobba hemifrån", "visa hänsyn", "göra om möbler", "kommuner som sparar"),
        *("goda exempel", "tips", "hur gör andra", "ställa om", "ge bort kläder", "se över vägar"),
    ],
)
def test_words_of_the_subject_stay(text: str) -> None:
    tokens = tokenize(text)
    assert without_lead_ins(tokens) == tokens


def test_no_name_is_parted(lexicon: QueryLexicon) -> None:
    for name in ("dela erfarenheter", "EU-projekt", "nya idéer", "study visit"):
        words = understand(name, lexicon).words
        assert all(each.status != "ignored" for each in words), name


def test_a_concept_by_its_number_is_asked_for_beside_them(lexicon: QueryLexicon) -> None:
    framed, bare = (understand(text, lexicon) for text in ("goda exempel på mål 12", "mål 12"))
    assert framed.query == bare.query
