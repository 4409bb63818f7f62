"""What a hit must have of a text that asks for several things.

Solar cells on farms in Halland with a grant: whoever asks that seeks solar cells. What is sought
must be there; sector, place and money only lift it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, combinations
from math import inf
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, TypeVar

from indexer import weights
from indexer.leading import leading
from indexer.named_topics import SUBJECT
from indexer.query import Bool, Query
from indexer.query_clause import Role, Standing
from swedish.lexicon import is_dictionary_word

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from indexer.concepts import Meaning
    from indexer.named_topics import NamedTopic
    from indexer.query_clause import QueryClause

Asked = TypeVar("Asked")
BESIDE = {"method": Standing.METHOD, "actor": Standing.MEANS, "money": Standing.MEANS}
"""Roles of topics that are no theme, and what they are."""
NEAR = (Standing.THEME, Standing.SECTOR)
"""What tells at least that an entry is near what is sought."""


def standing(
    names: AbstractSet[str],
    meanings: Sequence[Meaning],
    topics: Sequence[NamedTopic],
    missing: str = "",
) -> Standing:
    """Tell what some words are that mean these concepts and, by themselves, name these topics.

    Args:
        names: what the words are recognised by.
        meanings: concepts that they may mean.
        topics: those that the words name, also with others.
        missing: the word itself, if no entry has it in any way.
    """
    facets = {each.concept.facet for each in meanings if not each.is_part}
    own = [each for each in topics if each.names <= names]
    if missing and not (meanings or topics) and is_dictionary_word(missing):
        return Standing.STRANGE
    if "funding" in facets:
        return Standing.MEANS
    if "sector" in facets:
        return Standing.SECTOR
    if facets or any(each.is_theme for each in own):
        return Standing.THEME
    plain = Standing.MISSING if missing else Standing.PLAIN
    if any(each.topic.role == SUBJECT for each in own):
        return plain
    roles = (each.topic.role for each in own)
    return next((BESIDE[each] for each in roles if each in BESIDE), plain)


def joined(
    clauses: Sequence[QueryClause],
    names: Sequence[AbstractSet[str]],
    topics: Iterable[NamedTopic],
    share: float = 0.0,
) -> list[QueryClause]:
    """Return the clauses, those that name a theme together needed together.

    Instead of the theme a hit may say all of its words, or one that is a theme or rare by itself,
    and tells a share of them. Sustainable transport is not what is sustainable in any way. Of two
    themes that share a word it belongs to the one of more words, or the rarer.
    """
    found = list(clauses)
    themes: dict[frozenset[str], list[Query]] = {}
    for each in sorted(topics, key=lambda topic: (-len(topic.names), topic.entries)):
        if each.is_theme and len(each.names) > 1:
            themes.setdefault(each.names, []).append(each.query)
    taken: set[int] = set()
    for said, queries in themes.items():
        at = [i for i, own in enumerate(names) if own <= said and i not in taken]
        whole = said.issubset(chain.from_iterable(names[i] for i in at))
        if len(at) > 1 and whole and _side_by_side(found, at):
            taken.update(at)
            least = share * sum(map(_told, (found[i] for i in at)))
            alone = [
                found[i].needed
                for i in at
                if (found[i].standing is Standing.THEME or _is_rare(found[i]))
                and _told(found[i]) >= least
            ]
            every = Bool(must=tuple(found[i].needed for i in at))
            needed = Bool(should=(*queries, *alone, every), minimum=1)
            for i in at:
                found[i] = replace(found[i], suffices=needed).standing_as(Standing.THEME)
    return found


def _told(clause: QueryClause) -> float:
    return float(clause.information**weights.SHARPNESS)


def _is_rare(clause: QueryClause) -> bool:
    return clause.standing in (Standing.MISSING, Standing.STRANGE) or _is_rare_thing(clause)


def _is_rare_thing(clause: QueryClause) -> bool:
    return clause.standing is Standing.PLAIN and clause.information >= weights.RARE


def _side_by_side(clauses: Sequence[QueryClause], at: Sequence[int]) -> bool:
    """Tell whether nothing stands between some clauses that tells as much as one of them."""
    least = min(clauses[each].information for each in at)
    between = (clauses[each] for each in range(at[0], at[-1]) if each not in at)
    return all(each.role is Role.GENERIC or each.information < least for each in between)


def enough(
    clauses: Sequence[QueryClause], share: float = weights.SHARE_NEEDED
) -> tuple[Query, ...]:
    """Filter out what matches too small a share of what is sought, weighted by information.

    A place decides the order only: the same thing elsewhere is an example too, and anything else
    in the place is none. General words decide where nothing else is asked.
    """
    asked = _asked(clauses)
    as_scored = all(clause.suffices is None for clause in clauses)
    ways = _ways([information for _, information in asked], share)
    if as_scored and len(asked) == len(clauses) == len(ways):
        return ()
    return _any_way([query for query, _ in asked], ways)


def nearly(clauses: Sequence[QueryClause]) -> tuple[Query, ...]:
    """Filter as `enough` does, but let a sector, and what names a theme in any way, answer too.

    Nothing where that is all that is sought anyway.
    """
    subjects = [clause for clause in clauses if clause.role is Role.SUBJECT]
    if _only_strange(subjects):
        return ()
    near = [each for each in subjects if each.standing in NEAR or _is_rare(each)]
    asked = most_telling(near, attrgetter("information"))
    return _any_way([each.query for each in asked], _ways(each.information for each in asked))


def led_by(clauses: Sequence[QueryClause]) -> tuple[Query, ...]:
    """Filter out also what only mentions what is sought, and leads with something else."""
    asked = _asked(clauses)
    ways = _ways([information for _, information in asked])
    return _any_way([leading(query) or query for query, _ in asked], ways)


def _asked(clauses: Sequence[QueryClause]) -> list[tuple[Query, float]]:
    subjects = [clause for clause in clauses if clause.role is Role.SUBJECT]
    return _needed(_sought(subjects) or clauses)


def _ways(
    information: Iterable[float], share: float = weights.SHARE_NEEDED
) -> list[tuple[int, ...]]:
    return smallest_sets([each**weights.SHARPNESS for each in information], share)


def _any_way(asked: Sequence[Query], ways: Iterable[tuple[int, ...]]) -> tuple[Query, ...]:
    options = tuple(Bool(filter=tuple(asked[i] for i in way)) for way in ways)
    return (Bool(should=options, minimum=1),) if options else ()


def _sought(subjects: Sequence[QueryClause]) -> list[QueryClause]:
    """Keep the themes, or else sectors and methods, and words that are rare.

    The means, and words that are common, count where neither theme nor sector is told; a quality
    where nothing is told that has it.
    """
    things = [each for each in subjects if not each.quality]
    if any(each.standing is Standing.THEME or _is_rare_thing(each) for each in things):
        subjects = things
    if strange := _only_strange(subjects):
        return strange
    for best, beside in ((Standing.THEME, ()), (Standing.SECTOR, (Standing.METHOD,))):
        if any(each.standing is best for each in subjects):
            return [each for each in subjects if each.standing in (best, *beside) or _is_rare(each)]
    return list(subjects)


def _only_strange(subjects: Sequence[QueryClause]) -> list[QueryClause]:
    """Keep the words that nothing knows, where what else is said is only where and how.

    Who asks for bullying in schools is not answered by all that is done in schools.
    """
    if any(each.standing is Standing.THEME or _is_rare_thing(each) for each in subjects):
        return []
    return [each for each in subjects if each.standing is Standing.STRANGE]


def _needed(clauses: Collection[QueryClause]) -> list[tuple[Query, float]]:
    """List what is needed, each thing once, with what it tells; of many only what tells most.

    A rare word may stand for a theme, but tells no more than the theme that tells most: obstacles
    to industrial symbiosis are not obstacles to fish.
    """
    themes = (each.information for each in clauses if each.standing is Standing.THEME)
    most = max(themes, default=inf)
    found: dict[int, tuple[Query, float]] = {}
    for each in clauses:
        _, known = found.get(id(each.needed), (each.needed, 0.0))
        found[id(each.needed)] = (each.needed, max(known, min(each.information, most)))
    return most_telling(list(found.values()), itemgetter(1))


def most_telling(asked: Sequence[Asked], information: Callable[[Asked], float]) -> list[Asked]:
    """Return what tells most, in order: of a long text only this is weighed together."""
    by_information = sorted(range(len(asked)), key=lambda at: -information(asked[at]))
    return [asked[at] for at in sorted(by_information[: weights.MOST_CLAUSES_WEIGHED])]


def smallest_sets(
    information: Sequence[float], share: float = weights.SHARE_NEEDED
) -> list[tuple[int, ...]]:
    """Return the sets of clauses that together reach a share, none holding another."""
    needed = share * sum(information)
    found: list[tuple[int, ...]] = []
    for size in range(1, len(information) + 1):
        for chosen in combinations(range(len(information)), size):
            if any(set(smaller) <= set(chosen) for smaller in found):
                continue
            if sum(information[i] for i in chosen) >= needed:
                found.append(chosen)
    return found
