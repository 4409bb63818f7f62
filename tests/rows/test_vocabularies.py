from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from catalogue import vocabularies
from catalogue.vocabularies import ConceptRow, MappingRow, StoredVocabularies, VocabularyRow
from seed import vocabularies as seed

if TYPE_CHECKING:
    from catalogue.database import Database


def concept(concept_id: str, position: int = 0) -> ConceptRow:
    return ConceptRow(
        id=concept_id,
        notation=concept_id,
        pref_sv="Ingen fattigdom",
        pref_en=None,
        alt_sv=["fattigdomsmålet"],
        alt_en=[],
        hidden_sv=[],
        broader=None,
        definition_sv=None,
        definition_en=None,
        uri=None,
        position=position,
        attributes={"colour": "#E5243B"},
    )


def vocabulary(vocabulary_id: str, *concepts: ConceptRow) -> VocabularyRow:
    return VocabularyRow(
        id=vocabulary_id,
        title_sv="Mål",
        title_en="Goals",
        description_sv="",
        description_en="",
        checked="2026-11-24",
        broader_vocabulary=vocabulary_id,
        notes_sv=[],
        attributes={},
        concepts=concepts,
        sources=[{"key": "own"}],
    )


MAPPING = MappingRow(
    from_vocabulary="goals",
    from_id="1",
    to_vocabulary="levers",
    to_id="share",
    relation="relatedMatch",
    strength="primary",
    editorial=True,
    reason_sv="Samma sak.",
    sources=[],
    related_sources=["own"],
    targets=["1.1"],
)
GOALS = vocabulary("goals", concept("2", 0), concept("1", 1))
LEVERS = vocabulary("levers", concept("share"))


def read(database: Database) -> StoredVocabularies:
    with database.read() as connection:
        return vocabularies.read_all(connection)


def store(database: Database, *stored: VocabularyRow, checksum: str = "a") -> bool:
    mappings = [MAPPING] if len(stored) > 1 else []
    with database.write() as unit:
        return vocabularies.store(unit, stored, mappings, checksum)


def test_before_anything_is_stored_there_is_nothing(database: Database) -> None:
    assert read(database) == StoredVocabularies((), (), None)


def test_what_is_stored_comes_back_in_its_order(database: Database) -> None:
    assert store(database, GOALS, LEVERS)

    assert read(database) == StoredVocabularies((GOALS, LEVERS), (MAPPING,), "a")


def test_the_same_checksum_stores_nothing(database: Database) -> None:
    store(database, GOALS)

    assert not store(database, replace(GOALS, title_sv="Annat"))
    assert read(database).vocabularies == (GOALS,)


def test_another_checksum_replaces_everything(database: Database) -> None:
    store(database, GOALS, LEVERS)

    assert store(database, LEVERS, checksum="b")
    assert read(database) == StoredVocabularies((LEVERS,), (), "b")


def test_a_mapping_to_a_missing_concept_is_refused_and_the_old_ones_stay(
    database: Database,
) -> None:
    store(database, GOALS, LEVERS)
    with pytest.raises(IntegrityError):
        store(database, GOALS, vocabulary("levers"), checksum="b")

    assert read(database).checksum == "a"


def test_the_seed_can_be_stored_as_it_is(database: Database) -> None:
    given = seed.read_vocabularies()
    with database.write() as unit:
        vocabularies.store(unit, given, seed.read_mappings(), seed.checksum())
    stored = read(database)

    assert [each.id for each in stored.vocabularies] == [each.id for each in given]
    assert [len(each.concepts) for each in stored.vocabularies] == [
        len(each.concepts) for each in given
    ]
    assert len(stored.mappings) == len(seed.read_mappings())
