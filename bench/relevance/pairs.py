"""Subjects asked in every county: how often one of the first hits shows the county alone.

`python -m bench.relevance.pairs` asks over the judged entries. A hit shows the county alone if none
of its marked words but the county's is of the search. It counts as a fault while entries remain
that show the subject.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from app.searching.requests import SearchRequest
from app.searching.search import search
from bench.relevance.catalogue import judged_catalogue
from bench.relevance.measures import FIRST_LOOK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.wiring import Services

SUBJECTS = (
    *("hållbara transporter", "hållbart byggande", "hållbar turism", "hållbar konsumtion"),
    *("cirkulär ekonomi", "matsvinn", "biogas", "energieffektivisering", "giftfri miljö"),
    *("biologisk mångfald", "vindkraft", "förnybar energi", "upphandling", "klimatanpassning"),
    *("avfall i byggbranschen", "minskad klimatpåverkan i jordbruket", "laddinfrastruktur"),
    *("textilåtervinning", "vattenkvalitet", "grön omställning små företag", "skogsbruk"),
    *("solceller", "fossilfria transporter", "nätverk för företag", "industriell symbios"),
    *("lokal mat", "återbruk av möbler", "övergödning", "plast", "kemikalier i varor"),
    *("livsmedelsstrategi", "ekologiskt jordbruk", "energikartläggning", "miljöledning", "elbilar"),
)
SUFFIX = re.compile(r"s? län$")
MARKED = re.compile(r"<mark>(.*?)</mark>")
MOST = 100
"""Hits of the subject alone among which those are sought that show it."""


def main() -> None:
    """Measure and print."""
    with judged_catalogue() as services:
        counties = services.vocabularies.concepts("counties")
        names = [SUFFIX.sub("", each.pref_sv) for each in counties if each.pref_sv.endswith(" län")]
        faults = dict(_faults(services, names))
    pairs = len(SUBJECTS) * len(names)
    print(f"{sum(faults.values())} of {pairs} pairs ({sum(faults.values()) / pairs:.1%})")
    for subject, count in sorted(faults.items(), key=lambda pair: -pair[1]):
        print(f"{count:3} {subject}")


def _faults(services: Services, counties: Iterable[str]) -> Iterator[tuple[str, int]]:
    for subject in SUBJECTS:
        showing = sum(map(bool, _shown(services, subject, MOST, "")))
        found = 0
        for county in counties:
            shown = _shown(services, f"{subject} {county}", FIRST_LOOK, county)
            found += not all(shown) and showing > sum(map(bool, shown))
        yield subject, found


def _shown(services: Services, text: str, limit: int, county: str) -> list[set[str]]:
    """Return of each of the first hits the marked words that are not the county's."""
    answer = search(services, SearchRequest(text, {}, limit=limit))
    return [{each for each in _marks(item) if not _names(each, county)} for item in answer.items]


def _marks(item: dict[str, Any]) -> set[str]:
    fragments = (each for field in item["highlights"].values() for each in field)
    return {word.lower() for each in fragments for word in MARKED.findall(each)}


def _names(word: str, county: str) -> bool:
    """Return whether a word is a form of a county's name: skånsk, Dalarnas, Götalands."""
    return any(word.startswith(each[:4]) for each in county.lower().split())


if __name__ == "__main__":
    main()
