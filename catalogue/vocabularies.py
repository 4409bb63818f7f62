"""Vocabularies as rows: stored whole when they have changed, read back whole."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from catalogue import tables
from catalogue.locks import Lock, lock_until_commit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from catalogue.unit import Unit

_STATE_ID = 1


@dataclass(frozen=True, slots=True)
class ConceptRow:
    """A concept; `broader` is the id of one in the vocabulary's `broader_vocabulary`."""

    id: str
    notation: str | None
    pref_sv: str
    pref_en: str | None
    alt_sv: Sequence[str]
    alt_en: Sequence[str]
    hidden_sv: Sequence[str]
    broader: str | None
    definition_sv: str | None
    definition_en: str | None
    uri: str | None
    position: int
    attributes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class VocabularyRow:
    """A concept scheme with its concepts in order."""

    id: str
    title_sv: str
    title_en: str
    description_sv: str
    description_en: str
    checked: str
    broader_vocabulary: str
    notes_sv: Sequence[str]
    attributes: Mapping[str, Any]
    concepts: Sequence[ConceptRow]
    sources: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class MappingRow:
    """A mapping relation between concepts of two vocabularies."""

    from_vocabulary: str
    from_id: str
    to_vocabulary: str
    to_id: str
    relation: str
    strength: str | None
    editorial: bool
    reason_sv: str | None
    sources: Sequence[str]
    related_sources: Sequence[str]
    targets: Sequence[str]


@dataclass(frozen=True, slots=True)
class StoredVocabularies:
    """All that is stored; `checksum` is None before the first time."""

    vocabularies: tuple[VocabularyRow, ...]
    mappings: tuple[MappingRow, ...]
    checksum: str | None


_CONCEPT = tuple(field.name for field in fields(ConceptRow))
_VOCABULARY = tuple(field.name for field in fields(VocabularyRow) if field.name != "concepts")
_MAPPING = tuple(field.name for field in fields(MappingRow))


def store(unit: Unit, vocabularies: Iterable[Any], mappings: Iterable[Any], checksum: str) -> bool:
    """Replace what is stored, unless it has this checksum; return whether it was replaced.

    Takes VocabularyRow and MappingRow, or anything else that has their attributes.
    """
    lock_until_commit(unit.connection, Lock.VOCABULARIES)
    if _checksum(unit.connection) == checksum:
        return False
    for table in (tables.VocabularyState, tables.Mapping, tables.Concept, tables.Vocabulary):
        unit.connection.execute(delete(table))
    _insert_vocabularies(unit.connection, list(vocabularies))
    rows = [{**_values(m, _MAPPING), "position": at} for at, m in enumerate(mappings)]
    _insert(unit.connection, tables.Mapping, rows)
    state = {"id": _STATE_ID, "checksum": checksum, "stored_at": unit.now}
    _insert(unit.connection, tables.VocabularyState, [state])
    return True


def read_all(connection: Connection) -> StoredVocabularies:
    """Return the vocabularies, their concepts and the mappings, in the order they were stored."""
    columns = [getattr(tables.Mapping, name) for name in _MAPPING]
    mappings = connection.execute(select(*columns).order_by(tables.Mapping.position))
    return StoredVocabularies(
        vocabularies=_read_vocabularies(connection),
        mappings=tuple(MappingRow(**row) for row in mappings.mappings()),
        checksum=_checksum(connection),
    )


def _checksum(connection: Connection) -> str | None:
    return connection.scalar(select(tables.VocabularyState.checksum))


def _insert_vocabularies(connection: Connection, vocabularies: Sequence[Any]) -> None:
    rows = [{**_values(v, _VOCABULARY), "position": at} for at, v in enumerate(vocabularies)]
    _insert(connection, tables.Vocabulary, rows)
    concepts = [
        {**_values(concept, _CONCEPT), "vocabulary_id": vocabulary.id}
        for vocabulary in vocabularies
        for concept in vocabulary.concepts
    ]
    _insert(connection, tables.Concept, concepts)


def _insert(
    connection: Connection, table: type[tables.Base], rows: Sequence[Mapping[str, Any]]
) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _values(item: object, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(item, name) for name in names}


def _read_vocabularies(connection: Connection) -> tuple[VocabularyRow, ...]:
    concepts: dict[str, list[ConceptRow]] = {}
    columns = [getattr(tables.Concept, name) for name in _CONCEPT]
    for vocabulary_id, *values in connection.execute(
        select(tables.Concept.vocabulary_id, *columns).order_by(tables.Concept.position)
    ):
        concepts.setdefault(vocabulary_id, []).append(ConceptRow(*values))
    columns = [getattr(tables.Vocabulary, name) for name in _VOCABULARY]
    found = connection.execute(select(*columns).order_by(tables.Vocabulary.position))
    return tuple(
        VocabularyRow(**row, concepts=tuple(concepts.get(row["id"], ())))
        for row in found.mappings()
    )
