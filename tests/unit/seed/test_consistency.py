"""What the curated entries must not hold, as rules over all of them."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from itertools import combinations
from math import log, sqrt
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from seed.entries import entries_path
from seed.vocabularies import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Entry = dict[str, Any]
ENTRIES = [json.loads(line) for line in entries_path().read_text(encoding="utf-8").splitlines()]
THIS_YEAR = 2026
"""The year in which the entries were last read."""
INTENTION = re.compile(r"\b(ska|skall|vill|planerar|kommer att)\b", re.IGNORECASE)
SUBORDINATE = re.compile(r"\b(att|som|hur|när|där|om|vilka|vilket|vad|eftersom|innan|vart)\b")
"""Words behind which an intention is an aim, not what is still to come."""
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
GENERAL = {
    *("hållbarhet", "hållbar utveckling", "miljö", "klimat", "miljöarbete", "omställning"),
    *("grön omställning", "samverkan", "samarbete", "nätverk", "projekt", "utveckling"),
    *("innovation", "företag", "näringsliv", "sustainability", "climate", "environment"),
}
"""Keywords that fit any entry."""
FRONT_PATH = re.compile(r"/?((om-oss/)?(kontakt|kontakta-oss|contact)|sv|om-oss)?/?")
COUNTY_CONTACTS = re.compile(r"/[a-z-]+/om-oss/kontakta-oss[^/]*")
"""Where each county administrative board lists how to reach the whole of it."""
OWN_SITES = {
    *("www.arcticfoodarena.com", "www.fiskereturen.se", "xn--hllbararestauranger-0wb.se"),
    *("innovativsanering.se", "lignocity.se", "www.malaren.org", "www.mistradigitalforest.se"),
    *("www.odlingibalans.com", "www.remm.se", "circularhub.se", "klimat2030.se", "klimatradet.se"),
    *("lvfgoteborgsregionen.se", "textileandfashion2030.se", "www.byggpall.se"),
    *("www.eldrimner.com", "www.kvarnakershamn.se", "www.dalalvensvvf.se"),
    *("www.miljosamverkansverige.se", "lifebridgingthegap.se", "skanskskogsstrategi.se"),
    *("www.test-labb.se", "www.batretur.se"),
}
"""Sites that are about the effort alone: their front page reaches those who run it."""
PUBLIC_SECTORS = {"offentlig", "vard", "utbildning", "civilsamhalle"}
BUSINESS = re.compile(
    r"företag|bolag|bransch|industri|lantbruk|jordbruk|bönder|markägar|skogsägar|djurägar|fiskar"
    r"|butik|restaurang|entreprenör|leverantör|åkeri|hotell|\bAB\b|näringsliv|odlare|sameb|krögar"
    r"|producent|hamn|fabrik|verkstad|verkstäder|fastighetsägar|\bbank|turis|gruv|rederi|aktör",
    re.IGNORECASE,
)
PUBLIC_ALONE = {
    *("vgr-lustgas-halverad", "halmstad-lustgas-lackte-inne"),
    *("digital-vard-halsorum-jamtland", "telemedicin-handkirurgi-logopedi-umea"),
    "vard-pa-distans-vasterbotten",
    *("hogskolan-boras-koldioxidbudget", "hogskolan-dalarna-tjansteresor-43-procent"),
    *("prios-skanska-kommuner-webbmoten", "remm-resfria-moten-myndigheter"),
}
"""Meetings and care at a distance: nobody but the public sector has described them."""
WORD = re.compile(r"[a-zåäöé]{4,}|\d[\d\s]*\d")
SHARED_BY = range(2, 13)
"""In how many entries a word stands by which two of them count as alike."""
ALIKE = 0.18
"""From which likeness on two entries must be related, merged or known to differ."""
DIFFERENT = {
    ("jonkopings-lan-luftvardsforbund", "kronobergs-luftvardsforbund"),
    ("bra-miljoval-bilforsakring-2024", "bra-miljoval-hemforsakring"),
    ("elektrifieringslofte-ostergotland", "elektrifieringslofte-uppsala"),
    ("boras-circular-hub-twin-transition", "boras-circular-movement-fibersort"),
    ("axfood-digitala-kvitton", "standard-digitala-kvitton"),
    ("faunapassager-rallsalv-osttuna", "fiskvagar-svartan-vasteras"),
    ("fardplan-dagligvaruhandeln-plast", "site-zero-motala-plastatervinning"),
    ("skistar-elpistmaskin-salen", "slao-fardplan-skidanlaggningar"),
}
"""Pairs that were read side by side: the same kind of work, done by others or elsewhere."""


def texts(entry: Entry) -> Iterator[str]:
    """Yield the running texts and the items of the lists, without the title."""
    yield entry["summary"]
    yield entry.get("methods") or ""
    yield entry.get("results") or ""
    yield from entry["facts"]
    yield from entry.get("steps", ())


def sentences(entry: Entry) -> Iterator[str]:
    """Yield the sentences of the texts in small letters, without the last stop."""
    for text in texts(entry):
        for sentence in filter(None, SENTENCE_END.split(text)):
            yield sentence.strip().rstrip(".").casefold()


def has_ended(entry: Entry) -> bool:
    return entry["endYear"] is not None and entry["endYear"] < THIS_YEAR


def is_intention(sentence: str) -> bool:
    """Return whether the main clause says what somebody means to do."""
    found = INTENTION.search(sentence)
    return found is not None and SUBORDINATE.search(sentence[: found.start()]) is None


def has_stale_tense(entry: Entry) -> bool:
    """Return whether a text states an intention although the effort has ended."""
    stale = INTENTION.search(entry["title"]) or any(map(is_intention, sentences(entry)))
    return has_ended(entry) and bool(stale)


def has_stale_state(entry: Entry) -> bool:
    """Return whether the state is from before an end that has passed since."""
    goes_on = entry.get("state") in {"planned", "ongoing"}
    return goes_on and has_ended(entry) and entry.get("stateAsOf", 0) < entry["endYear"]


def has_basis_without_results(entry: Entry) -> bool:
    """Return whether one of results and their basis stands without the other."""
    return bool(entry.get("results")) != bool(entry.get("resultBasis"))


def has_year_without_state(entry: Entry) -> bool:
    """Return whether the year of the state stands without one."""
    return entry.get("state", "unknown") == "unknown" and "stateAsOf" in entry


def repeats_sentence(entry: Entry) -> bool:
    return max(Counter(sentences(entry)).values()) > 1


def has_general_keyword(entry: Entry) -> bool:
    return any(word.casefold() in GENERAL for word in entry["keywords"])


def has_switchboard(entry: Entry) -> bool:
    """Return whether the contact is the front or contact page of a whole organisation."""
    parts = urlsplit(entry.get("contact") or "")
    front = FRONT_PATH.fullmatch(parts.path) is not None and not parts.query
    whole = front or COUNTY_CONTACTS.fullmatch(parts.path) is not None
    return bool(parts.netloc) and whole and parts.netloc not in OWN_SITES


def address(url: str) -> str:
    """Return the address without what may differ between two that lead to the same page."""
    return re.sub(r"^https?://(www\.)?", "", url.partition("#")[0]).rstrip("/")


def has_source_as_contact(entry: Entry) -> bool:
    """Return whether the contact is the page from which the entry was written."""
    return address(entry.get("contact") or "") == address(entry["source"]["url"])


def is_without_business(entry: Entry) -> bool:
    """Return whether neither a sector nor a text names a company or somebody who uses land."""
    words = " ".join((*texts(entry), entry["title"], *entry["partners"]))
    return set(entry["sectors"]) <= PUBLIC_SECTORS and BUSINESS.search(words) is None


def places_elsewhere(entry: Entry) -> list[str]:
    """Return the municipalities of the title that lie in none of the entry's counties."""
    named = re.findall(r"[A-ZÅÄÖ][a-zåäöé]+", entry["title"])
    homes = {name: MUNICIPALITIES.get(name, MUNICIPALITIES.get(name.rstrip("s"))) for name in named}
    return [name for name, home in homes.items() if home and home not in entry["counties"]]


MUNICIPALITIES = {
    each.pref_sv: each.broader for each in vocabulary("municipalities").concepts if each.broader
}


def alike_pairs(entries: list[Entry]) -> dict[tuple[str, str], float]:
    """Return the pairs of keys -> how many rare words they share, from 0 to 1."""
    words = {entry["externalId"]: set(WORD.findall(own_words(entry))) for entry in entries}
    frequency = Counter(word for each in words.values() for word in each)
    weight = {word: log(len(entries) / number) for word, number in frequency.items()}
    holders = defaultdict(list)
    for key, each in words.items():
        for word in each:
            if frequency[word] in SHARED_BY:
                holders[word].append(key)
    shared: defaultdict[tuple[str, str], float] = defaultdict(float)
    for word, keys in holders.items():
        for pair in combinations(sorted(keys), 2):
            shared[pair] += weight[word]
    size = {key: sqrt(sum(weight[word] for word in each)) for key, each in words.items()}
    return {pair: both / (size[pair[0]] * size[pair[1]]) for pair, both in shared.items()}


def own_words(entry: Entry) -> str:
    parts = (entry["title"], entry["summary"], *entry["facts"], entry.get("results") or "")
    return " ".join(parts).casefold()


@pytest.mark.parametrize(
    "is_at_fault",
    [
        *(has_stale_tense, has_stale_state, has_basis_without_results, has_year_without_state),
        *(repeats_sentence, has_general_keyword, has_switchboard, places_elsewhere),
        has_source_as_contact,
    ],
)
def test_no_curated_entry_is_at_fault(is_at_fault: Callable[[Entry], object]) -> None:
    assert [entry["externalId"] for entry in ENTRIES if is_at_fault(entry)] == []


def test_only_the_entries_known_for_it_are_without_business() -> None:
    assert {each["externalId"] for each in ENTRIES if is_without_business(each)} == PUBLIC_ALONE


def test_entries_that_tell_the_same_are_related() -> None:
    related = {
        tuple(sorted((entry["externalId"], each["externalId"])))
        for entry in ENTRIES
        for each in entry.get("relations", ())
    }
    alike = {pair for pair, likeness in alike_pairs(ENTRIES).items() if likeness >= ALIKE}
    assert alike - related <= DIFFERENT


def test_every_own_site_is_the_contact_of_an_entry() -> None:
    sites = {urlsplit(entry.get("contact") or "").netloc for entry in ENTRIES}
    assert sites >= OWN_SITES


SOUND = {
    "externalId": "bilar",
    "title": "Kommunen bytte bilar",
    "summary": "Alla byttes.",
    "facts": [],
    "keywords": ["elbil"],
    "partners": [],
    "sectors": ["fordon"],
    "counties": ["14"],
    "endYear": None,
    "source": {"url": "https://www.example.org/bilar/"},
}


@pytest.mark.parametrize(
    ("change", "is_at_fault"),
    [
        ({"title": "Kommunen vill byta bilar", "endYear": 2020}, has_stale_tense),
        ({"facts": ["Fler ska bytas."], "endYear": 2020}, has_stale_tense),
        ({"state": "ongoing", "stateAsOf": 2019, "endYear": 2020}, has_stale_state),
        ({"resultBasis": "measured"}, has_basis_without_results),
        ({"results": "Tio bilar byttes."}, has_basis_without_results),
        ({"stateAsOf": 2020}, has_year_without_state),
        ({"facts": ["Tio byttes.", "Tio byttes"]}, repeats_sentence),
        ({"keywords": ["Nätverk"]}, has_general_keyword),
        ({"contact": "https://www.skogsstyrelsen.se/kontakt"}, has_switchboard),
        ({"contact": "https://example.org/"}, has_switchboard),
        ({"contact": "https://example.org/kalmar/om-oss/kontakta-oss.html"}, has_switchboard),
        ({"contact": "http://example.org/bilar#svar"}, has_source_as_contact),
        ({"sectors": ["offentlig"]}, is_without_business),
        ({"title": "Kalmars kommun bytte bilar"}, places_elsewhere),
    ],
)
def test_each_fault_is_found(change: Entry, is_at_fault: Callable[[Entry], object]) -> None:
    assert not is_at_fault(SOUND)
    assert is_at_fault(SOUND | change)


@pytest.mark.parametrize(
    ("change", "is_at_fault"),
    [
        ({"facts": ["Målet var att fler ska bytas."], "endYear": 2020}, has_stale_tense),
        ({"facts": ["Fler ska bytas."], "endYear": THIS_YEAR}, has_stale_tense),
        ({"state": "ongoing", "stateAsOf": 2020, "endYear": 2020}, has_stale_state),
        ({"state": "completed", "stateAsOf": 2019, "endYear": 2020}, has_stale_state),
        ({"sectors": ["offentlig"], "partners": ["Volvo AB"]}, is_without_business),
        ({"title": "Kalmars kommun bytte bilar", "counties": ["08"]}, places_elsewhere),
        ({"contact": "https://www.example.org/bilar/kontakt"}, has_source_as_contact),
    ],
)
def test_what_is_sound_is_no_fault(change: Entry, is_at_fault: Callable[[Entry], object]) -> None:
    assert not is_at_fault(SOUND | change)


def test_two_texts_about_the_same_are_alike_and_others_are_not() -> None:
    lines = ("Bilpoolen laddas nattetid.", "Laddas bilpoolen nattetid?", "Musslor odlas.", "Ull.")
    entries = [
        SOUND | {"externalId": str(place), "title": text, "summary": text}
        for place, text in enumerate(lines)
    ]
    likeness = alike_pairs(entries)
    assert likeness["0", "1"] > ALIKE
    assert ("0", "2") not in likeness
