from __future__ import annotations

import pytest

from indexer.entry_names import names_in
from swedish.organisation_names import OrganisationNames
from tests.fixtures.entries import NO_ORGANISATIONS, public_entry

KNOWN = OrganisationNames(["Nordiska skogsbruksrådet"])
ENTRY = public_entry(
    1,
    title="Skogsverket ger råd om skogsbruk",
    summary="Arbetet leds av Skogsverket. Vattenverkets råd följs.",
    facts=["Kursen gavs av Vattenverket", "Nordiska skogsbruksrådet deltog"],
    results="Myndigheten Jord- och skogsverket deltog i jordbruk och skogsbruk",
)


@pytest.mark.parametrize(
    "words",
    [{"Skogsverket"}, {"skogsbruk"}, {"Vattenverkets"}, {"skogsbruksrådet"}, {"Jord", "jordbruk"}],
    ids=lambda words: ", ".join(sorted(words)),
)
def test_the_texts_with_a_word_tell_whether_it_is_a_name(words: set[str]) -> None:
    read = {*words, "jordverket"}
    assert names_in(ENTRY, KNOWN, words) & read == names_in(ENTRY, KNOWN) & read


def test_texts_without_the_words_are_not_read() -> None:
    assert "Skogsverket" in names_in(ENTRY, NO_ORGANISATIONS)
    assert "Skogsverket" not in names_in(ENTRY, NO_ORGANISATIONS, {"Kursen"})
