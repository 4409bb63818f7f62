from __future__ import annotations

import pytest

from swedish.personal_cues import WORDS, Cue, cue_of
from swedish.sections import sections

CUES = [
    (word, cue)
    for name, cue in (
        ("family", Cue.FAMILY),
        ("contact", Cue.CONTACT),
        ("leader", Cue.LEADER),
        ("occupation", Cue.ROLE),
        ("agent", Cue.AGENT),
    )
    for word in sections(WORDS)[name]
]


def cue_before(lead: str) -> Cue:
    text = f"Se {lead}Xyz"
    return cue_of(text, text.index("Xyz"), len(text))


@pytest.mark.parametrize("between", [" ", ": ", " van der "])
def test_every_listed_word_leads_to_a_name(between: str) -> None:
    assert [word for word, cue in CUES if cue_before(word + between) < cue] == []


def test_words_between_still_lead_to_a_name() -> None:
    fillers = (" gärna ", " är ", " heter ", " hos oss är ", " m.fl. ")
    surer = [word for word, cue in CUES if cue is not Cue.AGENT]
    assert [w for w in surer for f in fillers if cue_before(w + f) is Cue.NONE] == []


@pytest.mark.parametrize(
    ("lead", "cue"),
    [
        ("den som vet mest om saken är ", Cue.LEADER),
        ("kursen startades också av ", Cue.ROLE),
        ("/", Cue.AGENT),
        ("biogas ", Cue.NONE),
        ("kontakta. ", Cue.NONE),
    ],
)
def test_how_surely_words_lead_to_a_name(lead: str, cue: Cue) -> None:
    assert cue_before(lead) is cue
