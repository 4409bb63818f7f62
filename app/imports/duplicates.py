"""Pointing out new entries whose subject another source may have described already."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from app.entries.duplicates import similar_titles
from app.entries.reading import visible_to
from app.errors import Message
from app.imports.results import warning
from catalogue import duplicates
from swedish.tokens import WORD, lowered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from app.accounts.access import Actor
    from catalogue.database import Database
    from catalogue.imports import RowRecord
    from schemas.loading import LoadedEntry

CODE = "possible-duplicate"
LIKE_ANOTHER = Message(
    sv="En annan källa har ett exempel i samma län med nästan samma titel.",
    en="Another source has an entry of the same county with nearly the same title.",
)
RARE = 50
"""Entries that a word may occur in to be looked up by; a commoner word tells nothing."""


def hide_unknown(
    connection: Connection, actor: Actor, rows: Sequence[RowRecord]
) -> list[RowRecord]:
    """Return rows without the warnings that name entries which the actor may not know of."""
    named = {
        _id_and_value(each) for row in rows for each in row.warnings or () if _is_of_duplicate(each)
    }
    known = visible_to(connection, actor, named)
    return [
        row._replace(
            warnings=[
                each
                for each in row.warnings
                if not _is_of_duplicate(each) or _id_and_value(each) in known
            ]
        )
        if row.warnings
        else row
        for row in rows
    ]


def _is_of_duplicate(warning: Mapping[str, Any]) -> bool:
    return bool(warning["code"] == CODE)


def _id_and_value(warning: Mapping[str, Any]) -> tuple[str, str]:
    return warning["entryId"], warning["value"]


class _Title(NamedTuple):
    id: str
    source_system: str
    title: str
    counties: frozenset[str]


class DuplicateFinder:
    """The titles of the catalogue, by their rare words; read when first used."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._by_word: dict[str, list[_Title]] | None = None

    def of(self, entry: LoadedEntry) -> list[dict[str, Any]]:
        """Return a warning for each entry of another source and the same county that is like it."""
        titles_by_id = {each.id: each.title for each in self._candidates(entry)}
        return [
            warning(
                CODE,
                LIKE_ANOTHER,
                pointer="/title",
                value=title,
                entry_id=entry_id,
                likeness=likeness,
            )
            for entry_id, title, likeness in similar_titles(entry.content["title"], titles_by_id)
        ]

    def _candidates(self, entry: LoadedEntry) -> list[_Title]:
        if self._by_word is None:
            self._by_word = self._read()
        if not self._by_word:
            return []
        counties = frozenset(entry.content["counties"])
        return [
            each
            for word in _words(entry.content["title"])
            for each in self._by_word.get(word, ())
            if each.source_system != entry.source_system and not counties.isdisjoint(each.counties)
        ]

    def _read(self) -> dict[str, list[_Title]]:
        by_word: dict[str, list[_Title]] = defaultdict(list)
        with self._database.read() as connection:
            for entry_id, source_system, title, counties in duplicates.all_titles(connection):
                found = _Title(entry_id, source_system, title, frozenset(counties))
                for word in _words(title):
                    by_word[word].append(found)
        return {word: titles for word, titles in by_word.items() if len(titles) <= RARE}


def _words(title: str) -> set[str]:
    return set(map(lowered, WORD.findall(title)))
