"""What the curated entries must not hold, as rules over all of them."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from seed.entries import entries_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Entry = dict[str, Any]
ENTRIES = [json.loads(line) for line in entries_path().read_text(encoding="utf-8").splitlines()]
THIS_YEAR = 2026
"""The year in which the entries were last read."""
INTENTION = re.compile(r"\b(ska|skall|vill|planerar|kommer att)\b", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
GENERAL = {
    *("hållbarhet", "hållbar utveckling", "miljö", "klimat", "miljöarbete", "omställning"),
    *("grön omställning", "samverkan", "samarbete", "nätverk", "projekt", "utveckling"),
    *("innovation", "företag", "näringsliv", "sustainability", "climate", "environment"),
}
"""Keywords that fit any entry."""
FRONT_PATH = re.compile(r"/?((om-oss/)?(kontakt|kontakta-oss|contact)|sv|om-oss)?/?")
OWN_SITES = {
    *("www.arcticfoodarena.com", "www.fiskereturen.se", "xn--hllbararestauranger-0wb.se"),
    *("innovativsanering.se", "lignocity.se", "www.malaren.org", "www.mistradigitalforest.se"),
    *("www.odlingibalans.com", "www.remm.se"),
}
"""Sites that are about the effort alone: their front page reaches those who run it."""


def sentences(entry: Entry) -> Iterator[str]:
    """Yield the sentences of the running texts and lists, without the last stop."""
    texts = (entry["summary"], entry.get("methods") or "", entry.get("results") or "")
    for text in (*texts, *entry["facts"], *entry.get("steps", ())):
        for sentence in filter(None, SENTENCE_END.split(text)):
            yield sentence.strip().rstrip(".").casefold()


def has_stale_title(entry: Entry) -> bool:
    """Return whether the title tells an intention although the effort has ended."""
    ended = entry["endYear"] is not None and entry["endYear"] < THIS_YEAR
    return ended and INTENTION.search(entry["title"]) is not None


def has_basis_without_results(entry: Entry) -> bool:
    """Return whether one of results and their basis stands without the other."""
    return bool(entry.get("results")) != bool(entry.get("resultBasis"))


def has_year_without_state(entry: Entry) -> bool:
    """Return whether one of the state and its year stands without the other."""
    return entry.get("state", "unknown") == "unknown" and "stateAsOf" in entry


def repeats_sentence(entry: Entry) -> bool:
    return max(Counter(sentences(entry)).values()) > 1


def has_general_keyword(entry: Entry) -> bool:
    return any(word.casefold() in GENERAL for word in entry["keywords"])


def has_switchboard(entry: Entry) -> bool:
    """Return whether the contact is the front or contact page of a whole organisation."""
    parts = urlsplit(entry.get("contact") or "")
    front = FRONT_PATH.fullmatch(parts.path) is not None and not parts.query
    return bool(parts.netloc) and front and parts.netloc not in OWN_SITES


@pytest.mark.parametrize(
    "is_at_fault",
    [
        *(has_stale_title, has_basis_without_results, has_year_without_state),
        *(repeats_sentence, has_general_keyword, has_switchboard),
    ],
)
def test_no_curated_entry_is_at_fault(is_at_fault: Callable[[Entry], bool]) -> None:
    assert [entry["externalId"] for entry in ENTRIES if is_at_fault(entry)] == []


def test_every_own_site_is_the_contact_of_an_entry() -> None:
    sites = {urlsplit(entry.get("contact") or "").netloc for entry in ENTRIES}
    assert sites >= OWN_SITES


@pytest.mark.parametrize(
    ("change", "is_at_fault"),
    [
        ({"title": "Kommunen vill byta bilar", "endYear": 2020}, has_stale_title),
        ({"resultBasis": "measured"}, has_basis_without_results),
        ({"results": "Tio bilar byttes."}, has_basis_without_results),
        ({"stateAsOf": 2020}, has_year_without_state),
        ({"facts": ["Tio byttes.", "Tio byttes"]}, repeats_sentence),
        ({"keywords": ["Nätverk"]}, has_general_keyword),
        ({"contact": "https://www.skogsstyrelsen.se/kontakt"}, has_switchboard),
        ({"contact": "https://example.org/"}, has_switchboard),
    ],
)
def test_each_fault_is_found(change: Entry, is_at_fault: Callable[[Entry], bool]) -> None:
    sound = {"title": "Kommunen bytte bilar", "summary": "Alla byttes.", "facts": []}
    sound |= {"keywords": ["elbil"], "endYear": None}
    assert not is_at_fault(sound)
    assert is_at_fault(sound | change)
