"""The tables, typed; statements are written against them and run on a plain connection."""

from catalogue.tables.base import Base
from catalogue.tables.entries import CuratedField, Entry, EntryVersion, Link, Relation
from catalogue.tables.jobs import Job
from catalogue.tables.ledger import LedgerEvent
from catalogue.tables.vocabularies import Concept, Mapping, Vocabulary, VocabularyState

__all__ = [
    "Base",
    "Concept",
    "CuratedField",
    "Entry",
    "EntryVersion",
    "Job",
    "LedgerEvent",
    "Link",
    "Mapping",
    "Relation",
    "Vocabulary",
    "VocabularyState",
]
