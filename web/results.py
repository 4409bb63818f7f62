"""A result list as the page shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from app.counties import COUNTY
from app.searching.text_clauses import has_any_key, word_keys
from record.filters import BY_NAME, NATIONAL, number_of
from web.facets import counts
from web.language import gettext, language, ngettext
from web.lead import lead_of, own_fragments
from web.query_string import LIST_OF_IDS
from web.regions import region_name
from web.wording import KRONOR, amount, joined, span_of_years

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from app.searching.requests import SearchAnswer, SearchRequest
    from web.query_string import QueryString
    from web.regions import Label

_MARKED = re.compile(r"<mark>(.*?)</mark>")
_SENTENCE_END = re.compile(r"(?<=[a-zåäö0-9%)”\"][.!?])\s+(?=(?:<mark>)?[A-ZÅÄÖ])|\n+")
"""Between two sentences; not after "bl.a." or "kl.", which no capital follows."""
MOST_PASSAGES = 1
MOST_KEYWORDS = 3
LONGEST_FINDING = 160
"""Characters of a result or a cost on a card; a longer one is cut at a word."""
BUDGET, HAS_COST = "budget", "hasCost"
"""What a search by cost is sorted by or bounded by, and what it asks to be there."""
LONGEST_CHOICE = 3
"""Counties that are named again where they can be chosen."""


@dataclass(frozen=True, slots=True)
class HitCard:
    """One example found; the texts are safe HTML with marked words.

    `mark` is the attribute of the language of title and summary. `finding` is a result or a cost,
    with `finding_name` before it, or nothing.
    """

    entry: Mapping[str, Any]
    title: Markup
    summary: Markup
    mark: str
    passages: tuple[Markup, ...]
    keywords: tuple[Markup, ...]
    finding_name: str
    finding: str
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
    """A way on, as a link: a condition to drop, or something near the search."""

    label: str
    title: str
    count: int | None
    address: str


def hit(entry: Mapping[str, Any], typed: Collection[str] = (), *, by_cost: bool = False) -> HitCard:
    """Prepare one example; of the matched words, forms of those `typed` are marked, by their keys.

    A passage is shown when neither title nor summary has what was typed, keywords when nothing
    else matches at all. Of a search `by_cost` the cost is shown before the result.
    The fragments in `highlights` are HTML-escaped but for their <mark>; see `SearchAnswer`.
    """
    found = {
        name: [_mark_typed(each, typed) for each in fragments]
        for name, fragments in entry["highlights"].items()
    }
    own = lead_of(entry)
    own_title, own_text = own_fragments(entry, found)
    title = Markup.escape(own.title if own_title is None else own_title)
    text = Markup.escape(own.summary if own_text is None else own_text)
    is_marked = _has_mark(title) or _has_mark(text)
    elsewhere = [
        each
        for name, fragments in found.items()
        if name not in ("title", "summary", "english", "keywords")
        for each in fragments
        if _has_mark(each)
    ]
    passages = () if is_marked else tuple(elsewhere[:MOST_PASSAGES])
    keywords = sorted(found.get("keywords", ()), key=lambda each: -each.count("<mark>"))
    matches_only_keywords = entry["highlights"].keys() == {"keywords"}
    of_entry = findings(entry)
    finding_name, finding = (of_entry[-1] if by_cost else of_entry[0]) if of_entry else ("", "")
    return HitCard(
        entry=entry,
        title=title,
        summary=_sentences(text),
        mark=own.mark,
        passages=passages,
        keywords=tuple(keywords[:MOST_KEYWORDS]) if matches_only_keywords else (),
        finding_name=finding_name,
        finding=finding,
        reasons=tuple(reason["message"] for reason in entry.get("explanation", ())),
    )


def typed_keys(answer: SearchAnswer) -> frozenset[str]:
    """Return the keys of the words of the text, and of those that spelling made of them."""
    read = (each for word in answer.query["words"] for each in word["corrections"])
    return frozenset(word_keys(" ".join((answer.query["text"].casefold(), *read))))


def _mark_typed(fragment: str, typed: Collection[str]) -> Markup:
    """Keep the marks of words that were typed; synonyms match without being marked."""
    return Markup(  # noqa: S704 - escaped by the search but for its marks
        _MARKED.sub(lambda mark: mark[0] if has_any_key(mark[1], typed) else mark[1], fragment)
    )


def _has_mark(text: str) -> bool:
    return "<mark>" in text


def _sentences(text: Markup) -> Markup:
    """Return the first sentence, and the first with a mark if that is another one."""
    sentences = _SENTENCE_END.split(text)
    shown = sentences[:1]
    if not _has_mark(sentences[0]):
        shown += [each for each in sentences[1:] if _has_mark(each)][:1]
    return Markup(" ").join(map(Markup, shown))


def findings(entry: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what a result and a cost are called, and what they are, in a line each, if there."""
    found = []
    if entry["results"]:
        found.append((gettext("Resultat"), _cut(_SENTENCE_END.split(entry["results"])[0])))
    money = (entry["resources"] or {}).get("money")
    if entry["budget"]:
        found.append((gettext("Kostnad"), amount(entry["budget"], KRONOR)))
    elif money:
        found.append((gettext("Kostnad"), _cut(_SENTENCE_END.split(money)[0])))
    return tuple(found)


def _cut(text: str) -> str:
    return shorten(text, LONGEST_FINDING, placeholder=" …")


@dataclass(frozen=True, slots=True)
class Scores:
    """What the scores of hits are made of: the weight of each signal, and the points of each hit.

    A row is of one hit: its points in the order of the weights, and their sum.
    """

    weights: Mapping[str, float]
    rows: tuple[tuple[tuple[float, ...], float], ...]


def scores(answer: SearchAnswer) -> Scores | None:
    """Return what the scores of the page's hits are made of, where `explain` is set."""
    parts = [{one["name"]: one for one in hit.get("signals", ())} for hit in answer.items]
    weights = {name: one["weight"] for each in parts for name, one in each.items()}
    rows = tuple(
        (tuple(each[name]["points"] if name in each else 0.0 for name in weights), hit["score"])
        for hit, each in zip(answer.items, parts, strict=True)
    )
    return Scores(weights, rows) if weights else None


@dataclass(frozen=True, slots=True)
class HitGroup:
    """Examples under one heading; `start` is the number of the first among all hits.

    `is_all`: they are not parted, so that the heading need not be seen.
    """

    title: str
    start: int
    hits: tuple[HitCard, ...]
    is_all: bool = False


def is_by_cost(request: SearchRequest, answer: SearchAnswer) -> bool:
    """Return whether a search asks for a cost, or is sorted by it."""
    order = (request.sort or answer.query["sort"]).removeprefix("-")
    return BUDGET in (order, *request.ranges) or bool(request.having.get(HAS_COST))


def own_first(query: QueryString) -> bool:
    """Return whether a county's own examples come before the national ones."""
    return bool(query.values("county")) and not (query.value("q") or query.value("sort"))


def hit_groups(
    query: QueryString, request: SearchRequest, answer: SearchAnswer, typed: Collection[str]
) -> tuple[HitGroup, ...]:
    """Return the examples, a county's own apart from the national ones where they come first."""
    first = (request.page - 1) * request.limit + 1
    by_cost = is_by_cost(request, answer)
    cards = tuple(hit(each, typed, by_cost=by_cost) for each in answer.items)
    if not own_first(query):
        return (HitGroup(gettext("Träffar"), first, cards, is_all=True),) if cards else ()
    own = tuple(card for card in cards if not card.entry["national"])
    others = tuple(card for card in cards if card.entry["national"])
    counties = len(query.values("county"))
    groups = (
        HitGroup(ngettext("Länets egna exempel", "Länens egna exempel", counties), first, own),
        HitGroup(gettext("Nationella exempel"), first + len(own), others),
    )
    return tuple(group for group in groups if group.hits)


def concepts(
    query: QueryString, answer: SearchAnswer, path: str, label: Label
) -> tuple[Interpretation, ...]:
    """Offer what is recognised in the text as a filter, unless it is one already, or off.

    A target is offered only by its number or its whole name: who writes "småföretag" means no
    target. What means several values of one filter (Småland lies in three counties) means them
    together.
    """
    chosen = answer.query["filters"]
    together: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for concept in _distinct(answer.query["concepts"]):
        new = concept["id"] not in {value["id"] for value in chosen.get(concept["filter"], ())}
        if new and _is_offered(concept):
            together.setdefault((concept["filter"], concept["meant"]), []).append(concept)
    return tuple(
        Interpretation(
            label=joined([f"{_concept_kind_label(each)} {each['label']}".strip() for each in same]),
            text=as_written(answer.query["text"], text),
            chosen=_add_concepts(query, same).at(path),
            ignored=_search_url(query, _merge_filters(each["ignored"] for each in same), path),
            count=_remaining_count(answer, same),
            national=_national(answer, same),
            choice=_short_name(same, label),
        )
        for (_, text), same in together.items()
    )


def _short_name(same: Sequence[Mapping[str, Any]], label: Label) -> str:
    """Return one name for several counties; nothing for a few that have none together."""
    if same[0]["filter"] != COUNTY:
        return ""
    together = region_name([each["id"] for each in same], label)
    return together or (gettext("de %s länen") % len(same) if len(same) > LONGEST_CHOICE else "")


def _is_offered(concept: Mapping[str, Any]) -> bool:
    """Return whether to offer a concept as a filter: a target only by its name or a number."""
    named = concept["text"] == concept["label"].casefold() or re.search(r"\d", concept["text"])
    return concept["filter"] != "target" or bool(named)


def _add_concepts(query: QueryString, same: list[dict[str, Any]]) -> QueryString:
    for concept in same:
        query = query.adding(concept["filter"], concept["id"])
    return query


def _remaining_count(answer: SearchAnswer, same: list[dict[str, Any]]) -> int | None:
    """Count the examples that a filter would leave; national ones beside a county's not."""
    name, ids = same[0]["filter"], {each["id"] for each in same}
    if name in answer.query["filters"]:
        return None
    if len(ids) == 1:
        return counts(answer, name).get(same[0]["id"], 0)
    place = answer.query["place"]
    of_place = place and {each["id"] for each in place["counties"]} == ids
    return int(place["total"]) if of_place else None


def _national(answer: SearchAnswer, same: list[dict[str, Any]]) -> int:
    """Count the national examples that a filter by county would let through."""
    own = same[0]["filter"] != "county" or any(each["id"] == NATIONAL for each in same)
    return 0 if own or not answer.query["national"] else counts(answer, "county").get(NATIONAL, 0)


def chosen_counties(answer: SearchAnswer) -> frozenset[str]:
    """Return the codes of the counties that are chosen or recognised in the text."""
    chosen = answer.query["filters"].get("county", ())
    read = (each for each in answer.query["concepts"] if each["filter"] == "county")
    return frozenset(each["id"] for each in (*chosen, *read)) - {NATIONAL}


def as_written(text: str, read: str) -> str:
    """Return words of the text as they stand there: reading loses its capitals."""
    at = text.lower().find(read.lower())
    return text[at : at + len(read)] if at >= 0 else read


def topics(
    query: QueryString, answer: SearchAnswer, path: str, typed: frozenset[str]
) -> tuple[Interpretation, ...]:
    """Return what else is searched for, each topic once, with the link that leaves it out.

    Another form of what is typed is nothing else; `typed` as for `hit`.
    """
    named = {each["meant"] for each in answer.query["concepts"]}
    found: dict[str, Interpretation] = {}
    for topic in answer.query["topics"]:
        label = topic["label"].casefold()
        keys = word_keys(label)
        if not typed.issuperset(keys) and topic["text"] not in named and not topic["narrower"]:
            ignored = _search_url(query, topic["ignored"], path)
            found.setdefault(
                " ".join(keys), Interpretation(topic["label"], topic["text"], "", ignored)
            )
    return tuple(found.values())


def place_names(answer: SearchAnswer) -> set[str]:
    """Return the names of counties in the text, in lower case."""
    return {each["text"] for each in answer.query["concepts"] if each["filter"] == "county"}


def with_excluded(query: QueryString, answer: SearchAnswer, path: str) -> str:
    """Return the address of the search that leaves nothing out; empty if this one does not."""
    parameters = answer.query["withoutExclusions"]
    return _search_url(query, parameters, path) if parameters else ""


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
    chosen = _search_url(query, found["asFilter"], path)
    return Interpretation(label, found["text"], chosen, "", found["total"])


def only_period(query: QueryString, answer: SearchAnswer, path: str) -> str:
    """Return the address of the years that are all that a text asks for; empty if it asks for more.

    They find by when an example went on: their digits in texts would find something else.
    """
    found = answer.query["period"]
    if not found or not found["total"] or "q" in found["asFilter"]:
        return ""
    ticked = {LIST_OF_IDS: query.values(LIST_OF_IDS)}
    return _search_url(query, {**found["asFilter"], **ticked}, path)


def _search_url(query: QueryString, parameters: Mapping[str, Iterable[str]], path: str) -> str:
    """Return the address of another search in the same order."""
    order = [("sort", query.value("sort"))] if query.value("sort") else []
    pairs = ((name, value) for name, values in parameters.items() for value in values)
    return type(query)((*pairs, *order)).at(path)


def _merge_filters(searches: Iterable[Mapping[str, Iterable[str]]]) -> Mapping[str, Iterable[str]]:
    """Put searches that differ in the values of a filter together."""
    united: dict[str, dict[str, None]] = {}
    for search in searches:
        for name, values in search.items():
            united.setdefault(name, {}).update(dict.fromkeys(values))
    return united


def _concept_kind_label(concept: Mapping[str, Any]) -> str:
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
            address=_search_url(query, each["parameters"], path),
        )
        for each in answer.query["relaxations"]
    )
