"""Which searches ask for what a catalogue of examples never holds."""

from __future__ import annotations

import pytest

from swedish.analysis import is_off_topic


@pytest.mark.parametrize(
    "text",
    [
        "vad kostar sophämtning",
        "Vad kostar en laddstolpe?",
        "hur mycket kostar fjärrvärme",
        "how much is the waste fee",
        "when does the library open",
        "när kommer sopbilen",
        "när är nästa val",
        " Vem är landshövding",
        "who is the governor",
        "vilken dag hämtas papper",
        "var ligger länsstyrelsen",
        "var kan jag lämna batterier",
        "telefonnummer kundtjänst",
        "logga in på mina sidor",
        "felanmälan vattenläcka",
        "lägenhet till salu",
        "fest i kväll",
        "jobba på länsstyrelsen",
        "jobb hos en kommun i Halland",
    ],
)
def test_a_question_of_one_fact_is_off_topic(text: str) -> None:
    assert is_off_topic(text)


@pytest.mark.parametrize(
    "text",
    [
        "vad kostar det att ställa om till biogas",
        "how much does it cost to build wetlands",
        "när är det lönsamt med solceller",
        "när går det att använda biokol",
        "vem är bäst på klimatarbete",
        "who is best at sorting waste",
        "var kan man använda återvunnen asfalt",
        "jobba på kommunen med klimat",
        "jobba med matsvinn på kommunen",
        "arbeta på distans",
        "hur får vi åkerier att ställa om",
        "samverkan om telefoner och elektronik",
    ],
)
def test_a_question_that_examples_answer_is_none(text: str) -> None:
    assert not is_off_topic(text)
