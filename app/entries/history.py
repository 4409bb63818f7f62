"""An entry's versions, as far as the reader may see them, and how two of them differ."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from app.accounts.access import ANONYMOUS
from app.availability import reading
from app.entries.damage import is_intact
from app.entries.documents import public_entry, timestamp
from app.entries.personal import held_in, public_words, values_in
from app.entries.reading import sees_draft, sees_drafts, visible
from app.errors import Message, NotFound
from app.personal_data import finder
from catalogue import entries
from record.fields import STORIES
from record.links import LINKS
from record.lists import OUTGOING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from app.accounts.access import Actor
    from app.entries.personal import PublicWords
    from app.wiring import Services
    from catalogue.records import EntryRecord, VersionRecord

NO_SUCH_VERSION = Message(
    sv="Exemplet har ingen sådan version som du kan se.",
    en="The entry has no such version that you can see.",
)


def list_versions(
    services: Services, entry_id: str, actor: Actor = ANONYMOUS
) -> list[dict[str, Any]]:
    """Return the versions, latest first: for the public those once published, without actors.

    A contributor sees those of their county alone. Neither sees a version that holds personal data
    which was taken out since. Damaged ones are left out.

    Raises:
        NotFound, EntryWithdrawn: as for the entry.
    """
    with reading(services.database) as connection:
        record = visible(connection, entry_id, actor)
        inside = sees_draft(actor, record)
        every = entries.versions(connection, record.id, published_only=not inside)
        words = None if sees_drafts(actor) else public_words(connection, record)
    found = [each for each in every if is_intact(each.entry)]
    if words:
        shows = _Showing(words)
        found = [each for each in found if _reads(actor, each) and shows(each.entry)]
    return [
        {**_version(each, record), **(_inside(each) if inside else {})} for each in reversed(found)
    ]


def get_version(
    services: Services,
    entry_id: str,
    number: int,
    actor: Actor = ANONYMOUS,
    compared_with: int | None = None,
) -> dict[str, Any]:
    """Return the entry as it was in a version, and how that differs from another one.

    Raises:
        NotFound, EntryWithdrawn: as for the entry, or there is no such version.
    """
    with reading(services.database) as connection:
        record = visible(connection, entry_id, actor)
        wanted = [number] if compared_with is None else [number, compared_with]
        found, *others = _visible_versions(connection, record, wanted, actor)
    if not others:
        return public_entry(found)
    diff = {
        "version": number,
        "comparedWith": compared_with,
        "differences": differences(others[0], found),
    }
    return {**public_entry(found), "diff": diff}


def _reads(actor: Actor, found: VersionRecord) -> bool:
    return found.published_at is not None or sees_draft(actor, found.entry)


def _visible_versions(
    connection: Connection, record: EntryRecord, numbers: Sequence[int], actor: Actor
) -> list[EntryRecord]:
    """Return versions, all of which the actor must be allowed to see."""
    inside = sees_draft(actor, record)
    found = []
    for number in numbers:
        version = entries.version(connection, record.id, number, published_only=not inside)
        if version is None or not _reads(actor, version):
            raise NotFound(NO_SUCH_VERSION)
        found.append(version.entry)
    if sees_drafts(actor) or all(number == record.version for number in numbers):
        return found
    if not all(map(_Showing(public_words(connection, record)), found)):
        raise NotFound(NO_SUCH_VERSION)
    return found


class _Showing:
    """Tells which versions the public may see: those that hold no more on persons than today's.

    What tells of a person in any version, also in a draft, is looked for in all of them.
    """

    def __init__(self, public: PublicWords) -> None:
        self._version = public.entry["version"]
        self._find = cache(finder(public.documents))
        self._values = values_in([*public.versions, public.entry], self._find)
        self._told = self._personal_in(public.entry)

    def __call__(self, record: EntryRecord) -> bool:
        return (
            record.version == self._version or self._personal_in(public_entry(record)) <= self._told
        )

    def _personal_in(self, entry: Mapping[str, Any]) -> set[str]:
        return held_in(entry, self._values, self._find)


def _version(found: VersionRecord, current: EntryRecord) -> dict[str, Any]:
    return {
        "version": found.version,
        "title": found.entry.content["title"],
        "createdAt": timestamp(found.created_at),
        "publishedAt": timestamp(found.published_at),
        "current": found.version == current.published_version,
    }


def _inside(found: VersionRecord) -> dict[str, Any]:
    return {
        "status": found.status,
        "actor": found.actor,
        "reason": found.reason,
        "importId": found.job_id,
    }


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
            yield _difference(field, "list", **_of_lists(before or [], after or []))
        else:
            kind = "text" if name in STORIES else "value"
            yield _difference(field, kind, old=before, new=after)


def _difference(field: str, kind: str, **compared: object) -> Difference:
    """Return how a field differs; null is what this kind does not tell."""
    parts = ("old", "new", "added", "removed", "changed", "moved")
    return {"field": field, "kind": kind, **dict.fromkeys(parts), **compared}


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
        yield _difference(field, "concept-links", **compared, changed=changed)


def _of_relations(old: EntryRecord, new: EntryRecord) -> Iterator[Difference]:
    before, after = _relations_of(old), _relations_of(new)
    if before != after:
        compared = _of_lists(before, after)
        yield _difference("relations", "relations", **compared)


def _relations_of(record: EntryRecord) -> list[dict[str, str]]:
    return [
        {"type": each.type, "entryId": each.entry_id}
        for each in record.relations
        if each.direction == OUTGOING
    ]
