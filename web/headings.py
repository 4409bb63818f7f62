"""What a page of hits is about, in words: its title, its heading, and whose the examples are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.searching.requests import SearchAnswer
from app.searching.text_clauses import has_words
from record.filters import (
    BY_NAME,
    HOLDINGS,
    NATIONAL,
    NUMBERED,
    RANGES,
    YEAR_UNKNOWN,
    numbered_name,
)
from web.facets import counts
from web.language import gettext, language, ngettext
from web.query_string import OWN_ALONE, QueryString
from web.regions import Label, region_name
from web.results import as_written, place_names
from web.wording import bound, joined, number, span_of_years

MOST_NAMED = 3
"""Values of one filter that a heading names; of more it tells how many."""
ADJECTIVE = ("sk", "ska", "skt")
"""What the names of places that describe something end in: "norrländska företag"."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How many examples belong to the chosen counties, and how many hold for all."""

    counties: str
    own: int
    national: int


@dataclass(frozen=True, slots=True)
class Subject:
    """What filters limit a search to, in words: "mål 12, branschen Handel" and "i Skåne län"."""

    about: str
    where: str

    @property
    def sentence(self) -> str:
        """Return all of it, as it goes on within a sentence."""
        return f"{self.about} {self.where}".strip()

    @property
    def title(self) -> str:
        """Return all of it as a title; a place alone is a number of examples there."""
        if not self.about and self.where:
            return f"{gettext('Exempel')} {self.where}"
        return self.sentence[:1].upper() + self.sentence[1:]


def subject(answer: SearchAnswer, label: Label) -> Subject:
    """Return the filters of a search in words."""
    query = answer.query
    parts = [*_filters(query["filters"]), *_ranges(query), *_holdings(query)]
    if query["ids"]:
        parts.append(gettext("urvalet"))
    places = query["filters"].get("county", ())
    if [each["id"] for each in places] == [NATIONAL]:
        return Subject(", ".join([*parts, gettext("nationella exempel")]), "")
    return Subject(", ".join(parts), gettext("i %s") % _counties(places, label) if places else "")


def shares(answer: SearchAnswer, label: Label) -> Shares | None:
    """Tell examples of the chosen counties from national ones, where both are shown."""
    places = answer.query["filters"].get("county", ())
    national = counts(answer, "county").get(NATIONAL, 0)
    if not (places and answer.total and national and answer.query["national"]) or NATIONAL in {
        each["id"] for each in places
    }:
        return None
    return Shares(_counties(places, label), answer.total - national, national)


def with_national(answer: SearchAnswer) -> int:
    """Return how many there would be with the national examples that are left out, if any are."""
    left_out = "county" in answer.query["filters"] and not answer.query["national"]
    national = counts(answer, "county").get(NATIONAL, 0) if left_out else 0
    return answer.total + national if national else 0


def is_unanswered(answer: SearchAnswer, subject: Subject) -> bool:
    """Whether no example is about the text, whatever the filters.

    What lacks a phrase, has what is excluded or is of other years may be about it all the same.
    """
    query = answer.query
    if answer.total or not has_words(query["text"]):
        return False
    other = subject.sentence or query["phrases"] or query["excluded"] or query["period"]
    return bool(answer.nearby or not other)


@dataclass(frozen=True, slots=True)
class Place:
    """The counties that a text names, how many hits belong to them, and those alone as a search."""

    counties: str
    own: int
    address: str
    share: str


def place(query: QueryString, answer: SearchAnswer, path: str, label: Label) -> Place | None:
    """Say how many of the hits are of the counties that the text names; nothing without any."""
    named = answer.query["place"]
    if not (named and answer.total):
        return None
    counties = _named_place(answer, label)
    ids = [each["id"] for each in named["counties"]]
    chosen = query.without("page").replacing("county", *ids).replacing(*OWN_ALONE)
    own = named["total"]
    return Place(counties, own, chosen.at(path), _share(answer, own, counties))


def where_and_when(answer: SearchAnswer, place: Place | None) -> str:
    """Say how many of the hits are of the counties, and of the years, that the text names."""
    shares = [place.share] if place else []
    named = answer.query["period"]
    if named and named["sought"] and answer.total:
        years = span_of_years(named["yearFrom"], named["yearTo"])
        whence = gettext("startår %(year)s") % {"year": years} if named["begun"] else years
        shares.append(_share(answer, named["total"], whence))
    return ", ".join(shares)


def _share(answer: SearchAnswer, own: int, whence: str) -> str:
    """Say how many of the hits are of a place or a time."""
    if own == answer.total:
        sentence = ngettext("från %(whence)s", "alla från %(whence)s", answer.total)
    elif own:
        sentence = gettext("%(own)s av dem från %(whence)s")
    else:
        sentence = gettext("inget av dem från %(whence)s")
    return sentence % {"own": number(own), "whence": whence}


def _named_place(answer: SearchAnswer, label: Label) -> str:
    """Name the counties of a text; of many, the part of the country if the text has its name."""
    counties = answer.query["place"]["counties"]
    texts = place_names(answer)
    if (
        len(counties) > MOST_NAMED
        and len(texts) == 1
        and not (text := texts.pop()).endswith(ADJECTIVE)
    ):
        return _as_name(as_written(answer.query["text"], text))
    return _counties(counties, label)


def _as_name(part: str) -> str:
    """Write the name of a part of the country with its capital: norrland, södra sverige."""
    first, last = part[: part.rfind(" ") + 1], part[part.rfind(" ") + 1 :]
    return f"{first}{last[:1].upper()}{last[1:]}"


def _filters(filters: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[str]:
    for name, values in filters.items():
        if name == "county":
            continue
        if len(values) > MOST_NAMED:
            yield f"{len(values)} {BY_NAME[name].title.text(language()).lower()}"
        else:
            yield joined([_name_value(name, value) for value in values])


def _name_value(name: str, value: Mapping[str, Any]) -> str:
    if name == "goal":
        goal = gettext("mål")
        return f"{goal} {value['id']} {value['label']}"
    if name in NUMBERED:
        kind = BY_NAME[name].title.text(language()).lower()
        return f"{kind} {numbered_name(name, value['id'], value['label'])}"
    spoken = BY_NAME[name].spoken
    label = str(value["label"])
    if name == "year" and value["id"] != YEAR_UNKNOWN:
        return f"{BY_NAME[name].title.text(language()).lower()} {label}"
    if name in ("year", "kind"):
        return label[:1].lower() + label[1:]
    return f"{spoken.text(language())} {label}" if spoken else label


def _ranges(query: Mapping[str, Any]) -> Iterator[str]:
    for each in RANGES:
        low, high = query[each.low], query[each.high]
        if low is not None or high is not None:
            bounds = [None if one is None else bound(each.name, one) for one in (low, high)]
            yield f"{each.of_bounds.text(language()).lower()} {_between(*bounds)}"


def _holdings(query: Mapping[str, Any]) -> Iterator[str]:
    for each in HOLDINGS:
        if (has := query[each.name]) is not None:
            yield each.label(has=has).text(language()).lower()


def _between(low: str | None, high: str | None) -> str:
    if high is None:
        return gettext("från %s") % low
    if low is None:
        return gettext("till %s") % high
    return low if low == high else f"{low}–{high}"


def _counties(places: Sequence[Mapping[str, Any]], label: Label) -> str:
    """Name some counties, by one name if they have one together."""
    if name := region_name([each["id"] for each in places], label):
        return name
    if len(places) > MOST_NAMED:
        return gettext("%s län") % len(places)
    return joined([str(each["label"]) for each in places])
