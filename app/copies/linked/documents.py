"""What is answered to readers of linked data: which things, written in which notation."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from app.availability import reading as reading_rows
from app.copies.dumps import service as dumps
from app.copies.linked.catalogue import Described, catalogue_nodes
from app.copies.linked.concepts import concept_node, vocabulary_nodes
from app.copies.linked.entries import entry_node
from app.copies.linked.json_ld import to_json_ld
from app.copies.linked.names import Names
from app.copies.linked.rdf_xml import to_rdf_xml
from app.copies.linked.turtle import to_turtle
from app.entries import reading
from app.entries.documents import timestamp
from catalogue import feed
from record.fields import VOCABULARY_OF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.copies.linked.graph import Node
    from app.vocabularies import Vocabularies
    from app.wiring import Services


class LinkedData:
    """Things of an installation whose API is at `api`, each as a text in a notation.

    A notation is the media type that asks for it: application/ld+json, text/turtle or
    application/rdf+xml.
    """

    def __init__(self, services: Services, api: str) -> None:
        self._services = services
        self._names = Names(services.settings.public_url, api)

    def entry(self, entry_id: str, notation: str) -> str:
        """Write a published entry.

        Raises:
            NotFound, EntryWithdrawn: as when it is read as JSON.
        """
        found = reading.get_entry(self._services, entry_id)
        nodes = [entry_node(found, self._services.vocabularies, self._names)]
        return _serialise(nodes, notation, self._names)

    def vocabulary(self, vocabulary_id: str, notation: str) -> str:
        """Write a vocabulary with its concepts.

        Raises:
            NotFound: there is none of that id.
        """
        return _vocabulary(self._services.vocabularies, vocabulary_id, notation, self._names)

    def concept(self, vocabulary_id: str, concept_id: str, notation: str) -> str:
        """Write a concept.

        Raises:
            NotFound: there is no such vocabulary or concept.
        """
        found = concept_node(self._services.vocabularies, vocabulary_id, concept_id, self._names)
        return _serialise([found], notation, self._names)

    def catalogue(self, notation: str) -> str:
        """Write the description of the catalogue, its dumps and its API."""
        settings = self._services.settings
        with reading_rows(self._services.database) as connection:
            modified = feed.last_change(connection)
        described = Described(
            publisher=settings.publisher,
            contact=settings.contact,
            modified=timestamp(modified),
            dump=next(iter(dumps.list_dumps(self._services)), None),
            linked=tuple(VOCABULARY_OF.values()),
            vocabularies=self._services.vocabularies.collection(),
        )
        return _serialise(catalogue_nodes(described, self._names), notation, self._names)


@lru_cache(maxsize=64)
def _vocabulary(vocabularies: Vocabularies, vocabulary_id: str, notation: str, names: Names) -> str:
    """Vocabularies change with a release only, and the larger ones take half a second to write."""
    return _serialise(vocabulary_nodes(vocabularies, vocabulary_id, names), notation, names)


def _serialise(nodes: Sequence[Node], notation: str, names: Names) -> str:
    match notation:
        case "text/turtle":
            return to_turtle(nodes)
        case "application/rdf+xml":
            return to_rdf_xml(nodes)
        case _:
            return to_json_ld(nodes, names.context)
