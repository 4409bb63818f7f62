"""What a half-typed search text may become."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.availability import translates_engine_errors
from app.searching.finding import find
from app.searching.links import search_for
from app.searching.prepared import prepare
from app.searching.requests import SearchRequest
from indexer.engine import EngineQuery
from indexer.fields import TOPICS
from indexer.query import OneOf, Term
from indexer.suggestions import Suggested, finished_words, split_typed, title_query
from indexer.understanding import understand
from record.filters import AUTHORITY_OF, VOCABULARY_OF
from swedish.analysis import is_generic, key
from swedish.lexicon import is_adjective
from swedish.naming import name_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.wiring import Services
    from indexer.engine import Snapshot

OFTEN = 3
"""Entries that hold a word, from which on it is no slip of theirs."""
MOST_TRIED = 30
"""Topics whose entries are counted; more than are ever shown."""
MOST_FIRST = 3
"""Topics that come before concepts by their other names."""
MOST_FINISHED = 3
"""Texts with their last word finished; there are other suggestions."""
SHORTEST_ORGANISATION = 3
"""Letters from which on names of organisations are offered."""
MOST_COUNTED = 20
"""Organisations whose entries are counted."""
MOST_ORGANISATIONS = 2
"""Organisations that are offered."""
ORGANISATION = "organisation"


@translates_engine_errors()
def suggest(
    services: Services, text: str, limit: int = 10, language: str = "sv"
) -> tuple[dict[str, Any], ...]:
    """Return concepts that have entries, topics and places, then the text finished, then titles.

    Concepts are labelled in `language`; the rest is as it is. `matched` is the name that the text
    begins, where it is not the label.

    Raises:
        SearchUnavailable: the engine does not answer.
    """
    snapshot = services.engine.snapshot()
    named = services.suggestions.matching(text)
    concepts = _concepts(services, snapshot, named, language)
    labels = {each["label"].casefold() for each in concepts}
    shown = labels | {each["matched"].casefold() for each in concepts if each["matched"]}
    topics = [
        one
        for one in _topics(services, snapshot, named)
        if one["label"].casefold() not in labels and (one["matched"] or "").casefold() not in shown
    ]
    # Leave room for titles: what is named comes first, but never fills the whole list.
    found = _in_order(concepts, _distinct(topics), text.strip().casefold())
    if not found:
        found = _suggest_abbreviations(services, text)
    elif word := _first_word(services, snapshot, text, found):
        same = (one for one in topics if key(one["label"].lower()) == key(word))
        first_word = next(same, None) or _to_dict("text", word, None)
        found = [one for one in found if one is not first_word]
        found.insert(1 if concepts else 0, first_word)
    organisations = _organisations(services, snapshot, text)
    found[1:1] = [one for one in organisations if _is_called(one, text)]
    found += [one for one in organisations if one not in found]
    first = [*found, *_finish_last_word(services, snapshot, text, found)]
    first = _count_hits(services, snapshot, first[: max(1, limit * 3 // 5)])
    query = title_query(text, services.lexicons.of(snapshot).words)
    if query is None or len(first) >= limit:
        return tuple(first)
    hits = snapshot.search(EngineQuery(query=query, limit=limit - len(first))).hits
    titles = (_to_dict("entry", hit.entry["title"], hit.id) for hit in hits)
    return (*first, *titles)


def _distinct(topics: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return topics that lead to different searches, rather those that are called what is typed."""
    found: dict[str, dict[str, Any]] = {}
    for one in sorted(topics, key=lambda one: one["matched"] is not None):
        found.setdefault(one["asFilter"]["q"][0].casefold(), one)
    return list(found.values())


def _in_order(
    concepts: Sequence[dict[str, Any]], topics: Sequence[dict[str, Any]], typed: str
) -> list[dict[str, Any]]:
    """Put what is sought before where it is, and what the typed text begins before other names.

    Of the topics, what is typed comes first, then the commonest that it begins.
    """

    def commonness(one: dict[str, Any]) -> tuple[bool, bool, int]:
        label = one["label"].casefold()
        return (label != typed, not label.startswith(typed), -one["count"])

    places = [one for one in concepts if one["type"] == "text"]
    own = [one for one in concepts if one not in places and _is_own_name(one)]
    named = sorted((one for one in topics if not one["matched"]), key=commonness)
    others = (one for one in topics if one["matched"])
    first = [*own, *named[:MOST_FIRST], *places]
    return [*first, *(one for one in (*concepts, *named, *others) if one not in first)]


def _is_own_name(suggested: dict[str, Any]) -> bool:
    return (suggested["matched"] or "").casefold() in suggested["label"].casefold()


def _suggest_abbreviations(services: Services, text: str) -> list[dict[str, Any]]:
    """Offer what an abbreviation stands for, where nothing begins so."""
    short = text.strip().upper()
    named = [each.topic for each in services.topics.in_query([short.lower()])]
    topics = sorted(named, key=lambda topic: short not in topic.names)
    return [
        _to_dict("topic", topic.label, topic.id, name=short)
        for topic in topics
        if short in (*topic.names, *topic.hidden) and not (topic.wider or topic.narrower)
    ][:1]


def _first_word(
    services: Services, snapshot: Snapshot, text: str, found: Sequence[dict[str, Any]]
) -> str:
    """Offer the word of entries by which the name of a concept begins: Vatten och avlopp."""
    words = services.lexicons.of(snapshot).words
    typed = text.strip().casefold()
    begun = (
        first.lower()
        for one in found
        for first, *more in [one["label"].split()]
        if more and one["type"] == "concept" and one["vocabulary"] != "counties"
    )
    named = (
        word
        for word in begun
        if word.startswith(typed) and word != typed and words.whole(key(word)) >= OFTEN
    )
    word = next(named, "")
    return "" if is_adjective(word) or is_generic(word) else word


def _count_hits(
    services: Services, snapshot: Snapshot, suggested: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Count of each topic what the search for it finds: more than what is about it."""
    topics = [one for one in suggested if one["type"] == "topic"]
    requests = (SearchRequest(one["asFilter"]["q"][0], limit=0) for one in topics)
    counts = snapshot.counts([prepare(services, snapshot, each).query for each in requests])
    found = dict(zip((one["id"] for one in topics), counts, strict=True))
    return [{**one, "count": found[one["id"]]} if one in topics else one for one in suggested]


def _finish_last_word(
    services: Services, snapshot: Snapshot, text: str, found: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Finish the last word by a concept or a word of what the words before find.

    Concepts come first, each by how much is found.

    Where the whole text begins a name it is that name, unless a function word opens a new one.
    """
    typed = split_typed(text)
    if not typed.meaningful or (found and not typed.opens):
        return []
    ways = services.suggestions.suggest_completions(typed.last)
    facets = tuple({one.facet: None for one in ways if one.facet})
    lexicon = services.lexicons.of(snapshot)
    before = find(snapshot, understand(typed.before, lexicon)).query
    together = snapshot.search(EngineQuery(before, facets=facets, limit=0)).facets
    concepts = [
        (_within(one), together[one.facet].get(one.id, 0))
        for one in sorted(ways, key=lambda one: one.facet != "county")
        if one.facet
    ]
    words = list(finished_words(typed.last, lexicon.words))
    queries = [EngineQuery(before, filters=(each,)) for _, each in words]
    counted = zip(words, snapshot.counts(queries), strict=True)
    named = {text.casefold() for text, _ in concepts}
    offered = [(word, count) for (word, _), count in counted if word not in named]
    ordered = (*sorted(concepts, key=_falling), *sorted(offered, key=_falling))
    finished = [(way, count) for way, count in ordered if count][:MOST_FINISHED]
    return [_to_dict("text", f"{typed.before} {way}", None, count=count) for way, count in finished]


def _falling(counted: tuple[str, int]) -> int:
    return -counted[1]


def _within(named: Suggested) -> str:
    """Write a name as it stands within a text: only places begin with a capital letter."""
    name = named.name
    return name if named.facet == "county" else name[:1].lower() + name[1:]


def _concepts(
    services: Services, snapshot: Snapshot, named: Sequence[Suggested], language: str
) -> list[dict[str, Any]]:
    found = [one for one in named if one.facet is not None]
    if not found:
        return []
    facets = tuple({one.facet: None for one in found if one.facet})
    counts = snapshot.search(EngineQuery(facets=facets, limit=0)).facets
    return [
        _to_dict("text", one.name, None)
        if one.is_place
        else _to_dict(
            "concept",
            services.vocabularies.label(one.facet, one.id, language),
            one.id,
            facet=one.facet,
            count=counts[one.facet][one.id],
            name=one.name,
        )
        for one in found
        if one.facet is not None and one.id in counts[one.facet]
    ]


def _organisations(services: Services, snapshot: Snapshot, text: str) -> list[dict[str, Any]]:
    """Return those of the organisations with a name that begins so which have most entries."""
    if len(text.strip()) < SHORTEST_ORGANISATION:
        return []
    named = list(services.vocabularies.names_beginning(ORGANISATION, text).values())[:MOST_COUNTED]
    counts = snapshot.counts(
        [EngineQuery(filters=(OneOf(ORGANISATION, (each.pref_sv,)),)) for each, _ in named]
    )
    found = [
        {
            **_to_dict("concept", each.pref_sv, each.pref_sv, facet=ORGANISATION, name=name),
            "id": each.id,
            "count": count,
        }
        for (each, name), count in zip(named, counts, strict=True)
        if count
    ]
    return sorted(found, key=lambda one: -one["count"])[:MOST_ORGANISATIONS]


def _is_called(suggested: dict[str, Any], text: str) -> bool:
    """Return whether the text is the whole name, or another name, of what is suggested."""
    return text.strip().casefold() in (
        suggested["label"].casefold(),
        (suggested["matched"] or "").casefold(),
    )


def _topics(
    services: Services, snapshot: Snapshot, named: Sequence[Suggested]
) -> list[dict[str, Any]]:
    found = [one for one in named if one.facet is None][:MOST_TRIED]
    counts = snapshot.counts([EngineQuery(query=Term(TOPICS, one.id)) for one in found])
    topics = [
        (services.topics.get(one.id), one, count) for one, count in zip(found, counts, strict=True)
    ]
    suggested = [
        _to_dict("topic", topic.label, topic.id, count=count, name=one.name)
        for topic, one, count in topics
        if topic is not None and count
    ]
    # Two topics may be called alike: what is searched for is the label, so one of them is enough.
    most: dict[tuple[str, ...], dict[str, Any]] = {}
    for one in suggested:
        called = name_keys(one["label"].partition(" och ")[0])
        if one["count"] > most.setdefault(called, one)["count"]:
            most[called] = one
    return list(most.values())


def _to_dict(  # noqa: PLR0913 - one keyword for each part
    kind: str,
    text: str,
    suggested_id: str | None,
    *,
    facet: str | None = None,
    count: int | None = None,
    name: str | None = None,
) -> dict[str, Any]:
    matched = name if name and name.casefold() != text.casefold() else None
    sought = (matched or text) if kind == "topic" else text  # the typed name finds more of its own
    return {
        "type": kind,
        "label": text,
        "matched": matched,
        "vocabulary": (VOCABULARY_OF | AUTHORITY_OF).get(facet or ""),
        "id": suggested_id,
        "asFilter": search_for(None if kind == "topic" else facet or "id", suggested_id, sought),
        "count": count,
    }
