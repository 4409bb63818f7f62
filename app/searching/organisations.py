"""Organisations as a filter: an open list, of those that published entries name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.engine import EngineQuery
from indexer.query import OneOf

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indexer.engine import Snapshot

ORGANISATION = "organisation"


def named_organisations(
    snapshot: Snapshot, values: Sequence[str]
) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Return value -> the name that is meant, and the organisations that others may have meant.

    Asks the engine once, and once more where a value is no name as it stands.
    """
    asked = [EngineQuery(filters=(OneOf(ORGANISATION, (value,)),)) for value in values]
    counts = snapshot.counts(asked) if asked else []
    found = {value: value for value, count in zip(values, counts, strict=True) if count}
    if len(found) == len(set(values)):
        return found, ()
    known = _most_named(snapshot)
    folded = {name.casefold(): name for name in known}
    meant = {value: folded.get(value.casefold(), "") for value in values}
    return {value: name for value, name in (meant | found).items() if name}, known


def _most_named(snapshot: Snapshot) -> tuple[str, ...]:
    request = EngineQuery(facets=(ORGANISATION,), limit=0)
    return tuple(snapshot.search(request).facets[ORGANISATION])
