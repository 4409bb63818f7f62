"""How two versions of an entry differ, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from record.fields import LINKS, STORIES
from record.lists import OUTGOING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from catalogue.records import EntryRecord

Difference = dict[str, Any]


def differences(old: EntryRecord, new: EntryRecord) -> list[Difference]:
    """Return every field in which the versions differ; see `schemas.history.DifferenceSchema`."""
    return [
        *_of_content(old.content, new.content),
        *_of_links(old, new),
        *_of_relations(old, new),
    ]


def _of_content(
    old: Mapping[str, Any], new: Mapping[str, Any], prefix: str = ""
) -> Iterator[Difference]:
    for name in dict.fromkeys([*old, *new]):
        before, after = old.get(name), new.get(name)
        if before == after or not (before or after):
            continue
        field = f"{prefix}{name}"
        if isinstance(before, dict) or isinstance(after, dict):
            yield from _of_content(before or {}, after or {}, f"{field}.")
        elif isinstance(before, list) or isinstance(after, list):
            yield {"field": field, "kind": "list", **_of_lists(before or [], after or [])}
        else:
            kind = "text" if name in STORIES else "value"
            yield {"field": field, "kind": kind, "old": before, "new": after}


def _of_lists(old: Sequence[Any], new: Sequence[Any]) -> Difference:
    added = [each for each in new if each not in old]
    removed = [each for each in old if each not in new]
    stayed = [each for each in new if each in old] != [each for each in old if each in new]
    return {"added": added, "removed": removed, "moved": stayed}


def _of_links(old: EntryRecord, new: EntryRecord) -> Iterator[Difference]:
    for field in LINKS:
        before = {link.value: link for link in old.links if link.field == field}
        after = {link.value: link for link in new.links if link.field == field}
        if before == after and [*before] == [*after]:
            continue
        changed = [value for value in after if value in before and before[value] != after[value]]
        compared = _of_lists([*before], [*after])
        yield {"field": field, "kind": "links", **compared, "changed": changed}


def _of_relations(old: EntryRecord, new: EntryRecord) -> Iterator[Difference]:
    before, after = _stated(old), _stated(new)
    if before != after:
        compared = _of_lists(before, after)
        yield {"field": "relations", "kind": "relations", **compared}


def _stated(record: EntryRecord) -> list[dict[str, str]]:
    return [
        {"type": each.type, "entryId": each.entry_id}
        for each in record.relations
        if each.direction == OUTGOING
    ]
