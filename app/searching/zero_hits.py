"""What a search without hits would have found with one condition less, or next to it."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from app.searching.links import parameters
from app.searching.text_clauses import text_clauses, without
from indexer.engine import EngineQuery
from record.filters import FILTER_OF, HOLDING, RANGES, SINCE, VOCABULARY_OF
from swedish.analysis import is_generic, is_stop
from swedish.lexicon import sides
from swedish.naming import naming_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.searching.prepared import PreparedSearch
    from app.searching.requests import SearchRequest
    from app.searching.text_clauses import TextClause

MOST = 6
"""Relaxations offered."""
MOST_CLAUSES = 6
"""Pieces of the text tried by themselves, or removed where there are no more: a longer text does
not find nothing because of a single one of them."""
MOST_RELATED = 12
"""Searches related to the search that are tried; who names a dozen concepts wants a list."""
MOST_WIDER = 6
"""Topics whose wider ones are tried."""
WIDEST = 0.5
"""Share of the entries that a wider topic may find: one of most of them leads nowhere."""


class _Relaxation(NamedTuple):
    """A looser search: what is changed in the request."""

    type: str
    label: str
    changes: Mapping[str, Any]


def relaxations(search: PreparedSearch) -> list[dict[str, Any]]:
    """Return the ways to loosen a search that lead somewhere, most hits first.

    One step comes before what is only related to it, and that before a lone condition.
    """
    clauses = text_clauses(search.reading)
    one_step = [
        *_without_filters(search),
        *(_without_clauses(search, clauses) if len(clauses) <= MOST_CLAUSES else ()),
        *_without_ranges(search),
        *_without_others(search),
    ]
    found = _with_hits(search, one_step)
    if len(found) < MOST:
        related = list(islice(_related_concepts(search), MOST_RELATED))
        found += [*_with_hits(search, related), *_wider_topics(search)]
    if not found:
        found = _with_hits(search, [*_down_to_one(search, clauses[:MOST_CLAUSES])])
    return found[:MOST]


def _count_hits(
    search: PreparedSearch, tried: Sequence[_Relaxation]
) -> list[tuple[int, dict[str, Any]]]:
    """Return how many entries each finds, and how the answer shows it."""
    searches = [search.with_changes(**each.changes) for each in tried]
    counts = search.snapshot.counts([each.query for each in searches])
    return [
        (count, _to_dict(one, changed.request, count))
        for count, one, changed in zip(counts, tried, searches, strict=True)
    ]


def _with_hits(search: PreparedSearch, tried: Sequence[_Relaxation]) -> list[dict[str, Any]]:
    """Return those that find something, most first."""
    found = sorted(_count_hits(search, tried), key=lambda pair: -pair[0])
    return [each for count, each in found if count]


def _to_dict(relaxation: _Relaxation, request: SearchRequest, count: int) -> dict[str, Any]:
    return {
        "type": relaxation.type,
        "label": relaxation.label,
        "parameters": parameters(request),
        "count": count,
    }


def _without_filters(search: PreparedSearch) -> Iterator[_Relaxation]:
    filters = search.request.filters
    for name, ids in filters.items():
        rest = {other: values for other, values in filters.items() if other != name}
        yield _Relaxation("without-filter", _join_labels(search, name, ids), {"filters": rest})
        if name in search.request.match_all and len(ids) > 1:
            others = tuple(each for each in search.request.match_all if each != name)
            yield _Relaxation("any-value", _join_labels(search, name, ids), {"match_all": others})


def _join_labels(search: PreparedSearch, name: str, ids: Sequence[str]) -> str:
    return ", ".join(search.label(name, each) for each in ids)


def _without_clauses(
    search: PreparedSearch, clauses: Sequence[TextClause]
) -> Iterator[_Relaxation]:
    """Leave out each piece of the text, as long as something is still sought; or its quotes."""
    request = search.request
    filtered = bool(request.filters or request.ranges or request.having or request.since)
    for one in clauses:
        others = [each for each in clauses if each is not one]
        if any(each.meaningful for each in others) or (filtered and not others):
            kind = "without-exclusion" if one.excluded else "without-word"
            rest = {"text": without(search.reading, one.start, one.end)}
            yield _Relaxation(kind, one.label, rest)
    quoted = [one.label for one in clauses if one.phrase]
    if quoted:
        plain = " ".join(search.reading.written.replace('"', " ").split())
        yield _Relaxation("without-quotes", ", ".join(quoted), {"text": plain})


def _without_ranges(search: PreparedSearch) -> Iterator[_Relaxation]:
    ranges = search.request.ranges
    for each in RANGES:
        if each.name in ranges:
            low, high = ranges[each.name]
            rest = {name: both for name, both in ranges.items() if name != each.name}
            label = f"{'' if low is None else low}–{'' if high is None else high}"
            yield _Relaxation(each.relaxation, label, {"ranges": rest})


def _without_others(search: PreparedSearch) -> Iterator[_Relaxation]:
    request = search.request
    for name, has in request.having.items():
        label = HOLDING[name].label(has=has).text(request.language)
        rest = {other: each for other, each in request.having.items() if other != name}
        yield _Relaxation("without-filter", label, {"having": rest})
    for name, moment in request.since.items():
        label = f"{SINCE[name].title.text(request.language)} {moment:%Y-%m-%d}"
        later = {other: each for other, each in request.since.items() if other != name}
        yield _Relaxation("without-filter", label, {"since": later})


def _related_concepts(search: PreparedSearch) -> Iterator[_Relaxation]:
    """Yield what is read in the text, and what is mapped to it or to a filter.

    A sector is offered where only a part of it was named. An objective leads to the goals it
    shares work with, and the other way round; the words that name it in the text are removed, a
    filter on it gives way.
    """
    request = search.request
    for name, ids in request.filters.items():
        rest = {other: values for other, values in request.filters.items() if other != name}
        for each in ids:
            for facet, concept in _mapped_filters(search, name, each):
                filters = {**rest, facet: (concept,)}
                label = search.label(facet, concept)
                yield _Relaxation("related-concept", label, {"filters": filters})
    for named in search.reading.concepts:
        text = without(search.reading, named.start, named.end)
        itself = (named.facet, named.id)
        for facet, concept in (itself, *_mapped_filters(search, *itself)):
            filters = {**request.filters, facet: (concept,)}
            label = search.label(facet, concept)
            yield _Relaxation("related-concept", label, {"text": text, "filters": filters})


def _mapped_filters(
    search: PreparedSearch, facet: str, concept_id: str
) -> Iterator[tuple[str, str]]:
    vocabulary = VOCABULARY_OF.get(facet)
    if vocabulary is None:
        return
    for other, each in search.services.vocabularies.mapped(vocabulary, concept_id):
        if other in FILTER_OF:
            yield FILTER_OF[other], each


def _wider_topics(search: PreparedSearch) -> list[dict[str, Any]]:
    """Return of each topic the nearest wider one that has hits, and not most of the entries."""
    everything = search.snapshot.counts([EngineQuery()])[0]
    found: dict[str, dict[str, Any]] = {}
    for labels in islice(_topics_upwards(search), MOST_WIDER):
        tried = [_Relaxation("wider-topic", label, {"text": label}) for label in labels]
        with_hits = (each for count, each in _count_hits(search, tried) if count)
        nearest = next(with_hits, None)
        if nearest and nearest["count"] <= everything * WIDEST:
            found[nearest["label"]] = nearest
    return list(found.values())


def _topics_upwards(search: PreparedSearch) -> Iterator[list[str]]:
    """Yield, for each topic that the whole text names, the labels of its wider ones.

    The nearest comes first; of what words are only a kind of, it is the topic itself, which was not
    searched for. A text that asks for something else as well would lose that.
    """
    reading, topics = search.reading, search.services.topics
    named_ids = {topic.id for topic in reading.topics}
    if reading.phrases or reading.excluded:
        return
    corrected = " ".join(
        word.corrections[0] if word.corrections else word.text
        for word in reading.words
        if word.status != "ignored"
    ).split()
    sought = {naming_key(word) for word in corrected if not is_generic(word)}
    for named in topics.in_query(corrected):
        if sought <= named.words:
            own, *broader = topics.upwards(named.topic.id)
            wider = broader if named.topic.id in named_ids else [own, *broader]
            yield [topic.label for topic in wider]


def _down_to_one(search: PreparedSearch, clauses: Sequence[TextClause]) -> Iterator[_Relaxation]:
    """Where no single step helps: each piece of the text, and each filter, by itself."""
    everywhere: dict[str, Any] = {"ids": (), "ranges": {}, "having": {}, "since": {}}
    for one in clauses:
        if one.meaningful:
            yield _Relaxation(
                "only-word", one.label, {**everywhere, "text": one.text, "filters": {}}
            )
    for part in _parts(clauses[0].label) if len(clauses) == 1 else ():
        yield _Relaxation("only-word", part, {**everywhere, "text": part, "filters": {}})
    for name, ids in search.request.filters.items():
        alone = {**everywhere, "text": "", "filters": {name: ids}}
        yield _Relaxation("only-filter", _join_labels(search, name, ids), alone)


def _parts(word: str) -> list[str]:
    """Return what stands on both sides of a compound's joint, without what says little."""
    parts = chain.from_iterable(sides(word.lower()))
    return [part for part in parts if not (is_stop(part) or is_generic(part))]
