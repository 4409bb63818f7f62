"""Builds what use cases work with; the only place that knows how the parts fit together."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from app.errors import InvalidSettings
from app.linking.models import Models
from app.searching.concepts import (
    ConceptNames,
    concept_names,
    organisation_names,
    search_concepts,
    search_topics,
)
from app.vocabularies import Vocabularies
from catalogue.database import Database
from indexer.concept_recogniser import ConceptRecogniser
from indexer.engine import SearchEngineError, UnfitEngine
from indexer.engines.embedded.engine import TantivyEngine
from indexer.index_names import Builder
from indexer.lexicons import Lexicons
from indexer.same_names import Names, SameNames
from indexer.suggestions import SuggestionIndex
from indexer.topics import Topics
from seed import vocabularies as seed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.settings import Settings
    from indexer.concepts import SearchConcept
    from indexer.engine import SearchEngine
    from swedish.organisation_names import OrganisationNames


COLLECTED_AT = 20_000
"""New objects after which garbage is looked for; with Python's 700, a tenth of a load is that."""


class Known:
    """What only depends on the vocabularies; nothing in it changes.

    Each part is made when it is first asked for: commands that search nothing need no search terms.
    """

    @cached_property
    def vocabularies(self) -> Vocabularies:
        """Labels, filter values and valid ids."""
        return Vocabularies(seed.read_vocabularies(), seed.read_mappings())

    @cached_property
    def concepts(self) -> Sequence[SearchConcept]:
        """What a search text may name."""
        return search_concepts(seed.read_vocabularies())

    @cached_property
    def recogniser(self) -> ConceptRecogniser:
        """Finds concepts in a search text."""
        return ConceptRecogniser(self.concepts)

    @cached_property
    def topics(self) -> Topics:
        """What entries are about."""
        return Topics(search_topics(seed.read_topics()))

    @cached_property
    def same(self) -> SameNames:
        """Names that mean just the same."""
        return SameNames(Names(each.swedish, each.english) for each in seed.read_same_names())

    @cached_property
    def suggestions(self) -> SuggestionIndex:
        """What is suggested while somebody types."""
        return SuggestionIndex(self.concepts, self.topics)

    @cached_property
    def labels(self) -> ConceptNames:
        """What concepts are called."""
        return concept_names(seed.read_vocabularies())

    @cached_property
    def organisations(self) -> OrganisationNames:
        """Finds names of organisations in the texts of an entry."""
        return organisation_names(seed.read_vocabularies())

    def get_ready_to_index(self) -> None:
        """Make what documents are made with, before a process without searches begins."""
        for each in (self.vocabularies, self.labels, self.organisations):
            assert each is not None, "made by being asked for"  # noqa: S101  for the reader
        self.topics.get_ready_for_entries()

    def get_ready(self) -> None:
        """Make all of it, before a process answers for it or shares it with others."""
        made = (self.vocabularies, self.recogniser, self.same, self.suggestions, self.labels)
        for each in (*made, self.organisations):
            assert each is not None, "made by being asked for"  # noqa: S101  for the reader
        self.topics.get_ready()


@dataclass(frozen=True)
class Services:
    """Everything that a process holds; built once, shared by its threads, never across a fork."""

    settings: Settings
    database: Database
    engine: SearchEngine
    known: Known
    linking: Models
    builder: Builder

    @property
    def vocabularies(self) -> Vocabularies:
        """Labels, filter values and valid ids."""
        return self.known.vocabularies

    @cached_property
    def lexicons(self) -> Lexicons:
        """What search texts are read with."""
        return Lexicons(self.known.recogniser, self.known.topics, self.known.same)

    @property
    def suggestions(self) -> SuggestionIndex:
        """What is suggested while somebody types."""
        return self.known.suggestions

    @property
    def labels(self) -> ConceptNames:
        """What concepts are called."""
        return self.known.labels

    @property
    def organisations(self) -> OrganisationNames:
        """Finds names of organisations in the texts of an entry."""
        return self.known.organisations

    @property
    def topics(self) -> Topics:
        """What entries are about."""
        return self.known.topics

    @property
    def fingerprint(self) -> str:
        """What an index of this process is built with."""
        return self.builder.fingerprint

    def engine_ready(self) -> bool:
        """Tell whether searches can be answered."""
        try:
            self.engine.snapshot()
        except SearchEngineError:
            return False
        return True


def build_engine(settings: Settings) -> SearchEngine:
    """Choose the engine: Elasticsearch when an address is set, else the embedded one."""
    if settings.elastic is None:
        return TantivyEngine(settings.index_folder)
    from indexer.engines.elastic.engine import ElasticEngine  # noqa: PLC0415 - a large client

    return ElasticEngine(settings.elastic)


def check_engine(settings: Settings) -> bool:
    """Ask the engine whether it can be used; False when it does not answer (yet).

    Raises:
        InvalidSettings: the engine is of a version that cannot be used.
    """
    try:
        build_engine(settings).check()
    except UnfitEngine as error:
        raise InvalidSettings({"EXEMPELBANKEN_ELASTICSEARCH_URL": str(error)}) from error
    except SearchEngineError:
        return False
    return True


@cache
def known() -> Known:
    """Return the one of this process."""
    return Known()


def build_services(settings: Settings) -> Services:
    """Build everything from the settings; opens no connection yet."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = Database(settings.database_url)
    return Services(
        settings=settings,
        database=database,
        engine=build_engine(settings),
        known=known(),
        linking=Models(settings, database),
        builder=Builder.here(seed.checksum()),
    )


def freeze_gc() -> None:
    """Take what was built once out of the garbage collector's sight.

    It stays to the end anyway, and looking through it at every collection takes a fifth of the
    time of work that makes many small objects, such as a load. What is new is looked through less
    often, too: hardly any of it is garbage that reference counts leave.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECTED_AT)
