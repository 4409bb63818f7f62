"""All entries in one document of Turtle, written one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.copies.linked.entries import entry_node
from app.copies.linked.graph import PREFIXES
from app.copies.linked.turtle import heads, subject, subjects

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.copies.linked.names import Names
    from app.vocabularies import Vocabularies


class EntryStatements:
    """Writes entries; what many of them name is described by the first that does."""

    heads = heads(PREFIXES)

    def __init__(self, vocabularies: Vocabularies, names: Names) -> None:
        self._vocabularies = vocabularies
        self._names = names
        self._described: set[str] = set()  # as many as there are concepts

    def of(self, entry: Mapping[str, Any]) -> str:
        """Return the statements about an entry, given as its public JSON."""
        own = self._names.entry(entry["id"])
        written = []
        for each in subjects(entry_node(entry, self._vocabularies, self._names)):
            iri = str(each.iri)
            if not iri.startswith(own):
                if iri in self._described:
                    continue
                self._described.add(iri)
            written.append(subject(each))
        return "\n".join([*written, ""])
