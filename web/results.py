"""A result list as the page shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from app.searching.text_clauses import said_in
from record.filters import BY_NAME, NATIONAL, number_of
from web.facets import counts
from web.language import gettext, language
from web.query_string import LIST_OF_IDS
from web.wording import joined, span_of_years

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.searching.requests import SearchAnswer, SearchRequest
    from web.query_string import QueryString

_MARKED = re.compile(r"<mark>(.*?)</mark>")
MOST_PASSAGES = 2
MOST_KEYWORDS = 4
LONGEST_CHOICE = 3
"""Counties that are named again where they can be chosen."""


@dataclass(frozen=True, slots=True)
class HitCard:
    """One example found; the texts are safe HTML with marked words."""

    entry: Mapping[str, Any]
    title: Markup
    summary: Markup
    passages: tuple[Markup, ...]
    keywords: tuple[Markup, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What was read into words of the text; addresses of the search with it chosen, or ignored.

    `chosen` keeps the text and adds the filter, which leaves `count` examples (None: not known); a
    county's lets `national` ones through as well. `choice` is a shorter name of a long one.
    """

    label: str
    text: str
    chosen: str
    ignored: str
    count: int | None = None
    national: int = 0
    choice: str = ""


@dataclass(frozen=True, slots=True)
class RelaxationLink:
    """A way on, as a link: a condition to drop, or something next to what was asked."""

    label: str
    title: str
    count: int | None
    address: str


def hit(entry: Mapping[str, Any]) -> HitCard:
    """Prepare one example.

    Passages are shown when neither title nor summary tells why it is here, keywords for what these
    do not tell.
    The fragments in `highlights` are HTML-escaped but for their <mark>; see `SearchAnswer`.
    """
    found = entry["highlights"]
    marked = {name: [Markup(each) for each in fragments] for name, fragments in found.items()}  # noqa: S704
    told = "title" in found or "summary" in found
    seen = _marked_words(*marked.get("title", ()), *marked.get("summary", ()))
    more = {each: len(_marked_words(each) - seen) for each in marked.pop("keywords", ())}
    keywords = sorted(filter(more.get, more), key=lambda each: more[each], reverse=True)
    elsewhere = [each for name, each in marked.items() if name not in ("title", "summary")]
    passages = [] if told else [passage for each in elsewhere for passage in each]
    return HitCard(
        entry=entry,
        title=marked.get("title", [Markup.escape(entry["title"])])[0],
        summary=marked.get("summary", [Markup.escape(entry["summary"])])[0],
        passages=tuple(passages[:MOST_PASSAGES]),
        keywords=tuple(keywords[:MOST_KEYWORDS]),
        reasons=tuple(reason["message"] for reason in entry.get("explanation", ())),
    )


@dataclass(frozen=True, slots=True)
class Scores:
    """What the scores of hits are made of: the weight of each signal, and the points of each hit.

    A row is of one hit: its points in the order of the weights, and their sum.
    """

    weights: Mapping[str, float]
    rows: tuple[tuple[tuple[float, ...], float], ...]


def scores(answer: SearchAnswer) -> Scores | None:
    """Return what the scores of the page's hits are made of, where it is asked for."""
    parts = [{one["name"]: one for one in hit.get("signals", ())} for hit in answer.items]
    weights = {name: one["weight"] for each in parts for name, one in each.items()}
    rows = tuple(
        (tuple(each[name]["points"] if name in each else 0.0 for name in weights), hit["score"])
        for hit, each in zip(answer.items, parts, strict=True)
    )
    return Scores(weights, rows) if weights else None


def _marked_words(*fragments: str) -> set[str]:
    return {word.lower() for each in fragments for word in _MARKED.findall(each)}


@dataclass(frozen=True, slots=True)
class HitGroup:
    """Examples under one heading; `start` is the number of the first among all hits.

    `is_all`: they are not parted, so that the heading need not be seen.
    """

    title: str
    start: int
    hits: tuple[HitCard, ...]
    is_all: bool = False


def own_first(query: QueryString) -> bool:
    """Tell whether a county's own examples come before the national ones."""
    return bool(query.values("county")) and not (query.value("q") or query.value("sort"))


def hit_groups(
    query: QueryString, request: SearchRequest, answer: SearchAnswer
) -> tuple[HitGroup, ...]:
    """Return the examples, a county's own apart from the national ones where they come first."""
    first = (request.page - 1) * request.limit + 1
    cards = tuple(map(hit, answer.items))
    if not own_first(query):
        return (HitGroup(gettext("Träffar"), first, cards, is_all=True),) if cards else ()
    own = tuple(card for card in cards if not card.entry["national"])
    others = tuple(card for card in cards if card.entry["national"])
    groups = (
        HitGroup(gettext("Länens egna exempel"), first, own),
        HitGroup(gettext("Nationella exempel"), first + len(own), others),
    )
    return tuple(group for group in groups if group.hits)


def concepts(query: QueryString, answer: SearchAnswer, path: str) -> tuple[Interpretation, ...]:
    """Offer what is recognised in the text as a filter, unless it is one already, or off.

    A target is offered only by its number or its whole name: who writes "småföretag" means no
    target. What means several values of one filter (Småland lies in three counties) means them
    together.
    """
    chosen = answer.query["filters"]
    together: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for concept in _distinct(answer.query["concepts"]):
        new = concept["id"] not in {value["id"] for value in chosen.get(concept["filter"], ())}
        if new and _is_meant(concept):
            together.setdefault((concept["filter"], concept["meant"]), []).append(concept)
    return tuple(
        Interpretation(
            label=joined([f"{_title(each)} {each['label']}".strip() for each in same]),
            text=as_written(answer.query["text"], text),
            chosen=_added(query, same).at(path),
            ignored=_rephrased(query, _united(each["ignored"] for each in same), path),
            count=_left(answer, same),
            national=_national(answer, same),
            choice=gettext("de %s länen") % len(same) if len(same) > LONGEST_CHOICE else "",
        )
        for (_, text), same in together.items()
    )


def _is_meant(concept: Mapping[str, Any]) -> bool:
    """Return whether to offer a concept as a filter: a target only by its name or a number."""
    named = concept["text"] == concept["label"].casefold() or re.search(r"\d", concept["text"])
    return concept["filter"] != "target" or bool(named)


def _added(query: QueryString, same: list[dict[str, Any]]) -> QueryString:
    for concept in same:
        query = query.adding(concept["filter"], concept["id"])
    return query


def _left(answer: SearchAnswer, same: list[dict[str, Any]]) -> int | None:
    """Count the examples that a filter would leave; national ones beside a county's not."""
    name, ids = same[0]["filter"], {each["id"] for each in same}
    if name in answer.query["filters"]:
        return None
    if len(ids) == 1:
        return counts(answer, name).get(same[0]["id"], 0)
    place = answer.query["place"]
    of_place = place and {each["id"] for each in place["counties"]} == ids
    return int(place["linked"]) if of_place else None


def _national(answer: SearchAnswer, same: list[dict[str, Any]]) -> int:
    """Count the national examples that a filter by county would let through."""
    own = same[0]["filter"] != "county" or any(each["id"] == NATIONAL for each in same)
    return 0 if own or not answer.query["national"] else counts(answer, "county").get(NATIONAL, 0)


def counties_meant(answer: SearchAnswer) -> frozenset[str]:
    """Return the codes of the counties that are chosen or recognised in the text."""
    chosen = answer.query["filters"].get("county", ())
    read = (each for each in answer.query["concepts"] if each["filter"] == "county")
    return frozenset(each["id"] for each in (*chosen, *read)) - {NATIONAL}


def as_written(text: str, read: str) -> str:
    """Return words of the text as they stand there: reading loses its capitals."""
    at = text.lower().find(read.lower())
    return text[at : at + len(read)] if at >= 0 else read


def topics(query: QueryString, answer: SearchAnswer, path: str) -> tuple[Interpretation, ...]:
    """Tell what else is searched for, each topic once, with the way to leave it out.

    Another form of what is written is nothing else.
    """
    named = {each["meant"] for each in answer.query["concepts"]}
    read = (each for word in answer.query["words"] for each in word["corrections"])
    written = set(said_in(" ".join((answer.query["text"].casefold(), *read))))
    found: dict[str, Interpretation] = {}
    for topic in answer.query["topics"]:
        label = topic["label"].casefold()
        said = said_in(label)
        if not written.issuperset(said) and topic["text"] not in named and not topic["narrower"]:
            ignored = _rephrased(query, topic["ignored"], path)
            found.setdefault(
                " ".join(said), Interpretation(topic["label"], topic["text"], "", ignored)
            )
    return tuple(found.values())


def place_names(answer: SearchAnswer) -> set[str]:
    """Return the names of counties in the text, in lower case."""
    return {each["text"] for each in answer.query["concepts"] if each["filter"] == "county"}


def with_excluded(query: QueryString, answer: SearchAnswer, path: str) -> str:
    """Return the address of the search that leaves nothing out; empty if this one does not."""
    parameters = answer.query["withoutExclusions"]
    return _rephrased(query, parameters, path) if parameters else ""


def period(query: QueryString, answer: SearchAnswer, path: str) -> Interpretation | None:
    """Offer the years that the text names as a filter; nothing to choose if it leaves nothing."""
    found = answer.query["period"]
    if not found:
        return None
    first, last = found["yearFrom"], found["yearTo"]
    if first and last:
        named = gettext("år %(year)s") if first == last else gettext("åren %(year)s")
        label = named % {"year": span_of_years(first, last)}
    else:
        label = span_of_years(first, last)
    if found["begun"]:
        label = gettext("startår %(year)s") % {"year": span_of_years(first, last)}
    chosen = _rephrased(query, found["asFilter"], path)
    return Interpretation(label, found["text"], chosen, "", found["total"])


def only_period(query: QueryString, answer: SearchAnswer, path: str) -> str:
    """Return the address of the years that are all that a text asks for; empty if it asks for more.

    They find by when an example went on: their digits in texts would find something else.
    """
    found = answer.query["period"]
    if not found or not found["total"] or "q" in found["asFilter"]:
        return ""
    ticked = {LIST_OF_IDS: query.values(LIST_OF_IDS)}
    return _rephrased(query, {**found["asFilter"], **ticked}, path)


def _rephrased(query: QueryString, parameters: Mapping[str, Iterable[str]], path: str) -> str:
    """Write the address of a search asked otherwise, the order kept."""
    order = [("sort", query.value("sort"))] if query.value("sort") else []
    pairs = ((name, value) for name, values in parameters.items() for value in values)
    return type(query)((*pairs, *order)).at(path)


def _united(searches: Iterable[Mapping[str, Iterable[str]]]) -> Mapping[str, Iterable[str]]:
    """Put searches that differ in the values of a filter together."""
    united: dict[str, dict[str, None]] = {}
    for search in searches:
        for name, values in search.items():
            united.setdefault(name, {}).update(dict.fromkeys(values))
    return united


def _title(concept: Mapping[str, Any]) -> str:
    filter_ = BY_NAME[concept["filter"]]
    if number := number_of(filter_.name, concept["id"]):
        return f"{filter_.title.text(language()).lower()} {number}"
    return filter_.spoken.text(language()) if filter_.spoken else ""


def _distinct(concepts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({(each["filter"], each["id"]): each for each in concepts}.values())


def corrections(answer: SearchAnswer) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the words that do not occur, each with those that were searched for instead.

    Of a word that is all that is sought, the heading says so.
    """
    return tuple(
        (word["text"], tuple(word["corrections"]))
        for word in answer.query["words"]
        if word["status"] == "corrected"
        or (word["status"] == "unknown" and word["text"] != answer.query["text"].lower())
    )


def relaxations(query: QueryString, answer: SearchAnswer, path: str) -> tuple[RelaxationLink, ...]:
    """Offer what would have had hits, the sort order kept."""
    return tuple(
        RelaxationLink(
            label=each["label"],
            title=each["type"],
            count=each["count"],
            address=_rephrased(query, each["parameters"], path),
        )
        for each in answer.query["relaxations"]
    )
