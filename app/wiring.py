"""Builds what use cases work with; the only place that knows how the parts fit together.

Each part is imported and made when it is first used: a command that lists tokens needs no
search terms, and no engine.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING

import structlog

from app.batch_work import BatchWork
from app.errors import InvalidSettings, Message
from catalogue.database import Database
from indexer.engine import AccessRefused, SearchEngineError, UnfitEngine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.imports.files.cell_terms import CellTerms
    from app.linking.models import Models
    from app.searching.concepts import ConceptNames
    from app.settings import Settings
    from app.usage.counting import UsageCounter
    from app.vocabularies import Vocabularies
    from indexer.concept_recogniser import ConceptRecogniser
    from indexer.concepts import SearchConcept
    from indexer.engine import SearchEngine
    from indexer.index_names import Builder
    from indexer.lexicons import Lexicons
    from indexer.same_names import SameNames
    from indexer.suggestions import SuggestionIndex
    from indexer.topics import Topics


log = structlog.get_logger("exempelbanken")

COLLECTED_AT = 20_000
"""New objects after which garbage is looked for; with Python's 700, a tenth of a load is that."""


class Known:
    """What only depends on the vocabularies; nothing in it changes."""

    @cached_property
    def vocabularies(self) -> Vocabularies:
        """Labels, filter values and valid ids."""
        from app.vocabularies import Vocabularies
        from seed import vocabularies as seed

        return Vocabularies(seed.read_vocabularies(), seed.read_mappings())

    @cached_property
    def concepts(self) -> Sequence[SearchConcept]:
        """What a search text may name."""
        from app.searching.concepts import search_concepts
        from seed import vocabularies as seed

        return search_concepts(seed.read_vocabularies())

    @cached_property
    def recogniser(self) -> ConceptRecogniser:
        """Finds concepts in a search text."""
        from indexer.concept_recogniser import ConceptRecogniser

        return ConceptRecogniser(self.concepts)

    @cached_property
    def topics(self) -> Topics:
        """What entries are about."""
        from app.searching.concepts import search_topics
        from indexer.topics import Topics
        from seed import vocabularies as seed

        return Topics(search_topics(seed.read_topics()))

    @cached_property
    def same(self) -> SameNames:
        """Names that mean just the same."""
        from indexer.same_names import Names, SameNames
        from seed import vocabularies as seed

        return SameNames(Names(each.swedish, each.english) for each in seed.read_same_names())

    @cached_property
    def suggestions(self) -> SuggestionIndex:
        """What is suggested while somebody types."""
        from indexer.suggestions import SuggestionIndex

        return SuggestionIndex(self.concepts, self.topics)

    @cached_property
    def cell_terms(self) -> CellTerms:
        """What values are called in the cells of sheets."""
        from app.imports.files.cell_terms import CellTerms

        return CellTerms(self.vocabularies)

    @cached_property
    def labels(self) -> ConceptNames:
        """What concepts are called."""
        from app.searching.concepts import concept_names
        from seed import vocabularies as seed

        return concept_names(seed.read_vocabularies())

    def get_ready_to_index(self) -> None:
        """Make what documents are made with, before a process without searches begins."""
        for each in (self.vocabularies, self.labels):
            assert each is not None, "made by being read"  # noqa: S101  for the reader
        self.topics.get_ready_for_entries()

    def preload(self) -> None:
        """Make all of it, before a process answers for it or shares it with others."""
        made = (self.vocabularies, self.recogniser, self.same, self.suggestions, self.labels)
        for each in made:
            assert each is not None, "made by being read"  # noqa: S101  for the reader
        self.topics.preload()


@dataclass(frozen=True)
class Services:
    """Everything that a process holds; built once, shared by its threads, never across a fork."""

    settings: Settings
    database: Database
    known: Known
    batch_work: BatchWork = field(default_factory=BatchWork)

    @cached_property
    def engine(self) -> SearchEngine:
        """What searches."""
        return build_engine(self.settings)

    @cached_property
    def usage(self) -> UsageCounter:
        """What counts the uses that readers make."""
        from app.usage.counting import UsageCounter

        return UsageCounter(self.database)

    @cached_property
    def linking(self) -> Models:
        """What suggests links."""
        from app.linking.models import Models

        return Models(self.settings, self.database)

    @cached_property
    def builder(self) -> Builder:
        """Who builds an index here, and with what."""
        from indexer.index_names import Builder
        from seed.files import checksum

        return Builder.here(checksum())

    @property
    def vocabularies(self) -> Vocabularies:
        """Labels, filter values and valid ids."""
        return self.known.vocabularies

    @cached_property
    def lexicons(self) -> Lexicons:
        """What search texts are read with."""
        from indexer.lexicons import Lexicons

        return Lexicons(self.known.recogniser, self.known.topics, self.known.same)

    @property
    def suggestions(self) -> SuggestionIndex:
        """What is suggested while somebody types."""
        return self.known.suggestions

    @property
    def cell_terms(self) -> CellTerms:
        """What values are called in the cells of sheets."""
        return self.known.cell_terms

    @property
    def labels(self) -> ConceptNames:
        """What concepts are called."""
        return self.known.labels

    @property
    def topics(self) -> Topics:
        """What entries are about."""
        return self.known.topics

    @property
    def fingerprint(self) -> str:
        """What an index of this process is built with."""
        return self.builder.fingerprint

    def engine_ready(self) -> bool:
        """Return whether searches can be answered; that we are not let in is logged."""
        try:
            self.engine.snapshot()
        except AccessRefused as refusal:
            log.warning("search engine refuses access", reason=str(refusal))
            return False
        except SearchEngineError:
            return False
        return True


def build_engine(settings: Settings) -> SearchEngine:
    """Choose the engine: Elasticsearch when an address is set, else the embedded one."""
    if settings.elastic is None:
        from indexer.engines.embedded.engine import TantivyEngine

        return TantivyEngine(settings.index_folder)
    from indexer.engines.elastic.engine import ElasticEngine

    return ElasticEngine(settings.elastic)


def check_engine(settings: Settings) -> SearchEngineError | None:
    """Ask the engine whether it can be used; return what is against it, which may pass.

    Raises:
        InvalidSettings: the engine is of a version that cannot be used.
    """
    try:
        build_engine(settings).check()
    except UnfitEngine as error:
        fault = Message(f"går inte att använda ({error})", str(error))
        raise InvalidSettings({"EXEMPELBANKEN_ELASTICSEARCH_URL": fault}) from error
    except SearchEngineError as error:
        return error
    return None


@cache
def known() -> Known:
    """Return the one of this process."""
    return Known()


def build_services(settings: Settings, *, looks_only: bool = False) -> Services:
    """Build everything from the settings; opens no connection yet.

    With `looks_only` nothing is written into the database.
    """
    return Services(settings, Database(settings.database_url, looks_only=looks_only), known())


def freeze_gc() -> None:
    """Take what was built once out of the garbage collector's sight.

    It stays to the end anyway, and looking through it at every collection takes a fifth of the
    time of work that makes many small objects, such as a load. What is new is looked through less
    often, too: hardly any of it is garbage that reference counts leave.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECTED_AT)
