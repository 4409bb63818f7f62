"""/entries/{entryId}: one entry, and what belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask.views import MethodView

from api.addresses import here, link
from api.answers import answer, services
from api.resources.entries import entries, found_entry
from api.selection import select, tree_of
from app import reading
from app.search import similar
from schemas import examples
from schemas.arguments import FieldsArgsSchema, NoArgsSchema, SimilarArgsSchema
from schemas.entries import SingleEntrySchema
from schemas.history import ProvenanceSchema, RelationsSchema, VersionsSchema
from schemas.searching import SimilarEntriesSchema

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from flask import Response

    from api.addresses import LinkDescription

__all__ = ["entries"]

GONE = (404, 410)
TEXTS = "sv"
"""The language of what is answered here: entries are in Swedish, and nothing is translated."""
LATEST_VERSION = 2_147_483_647
"""Highest number that the database keeps; larger ones are no version of anything."""


@entries.route("/entries/<uuid:entryId>")
class Entry(MethodView):
    """One entry."""

    @entries.arguments(FieldsArgsSchema(), location="query")
    @entries.answers(SingleEntrySchema, examples.ENTRY, *GONE)
    @entries.doc(operationId="getEntry")
    def get(self, args: Mapping[str, Any], entryId: UUID) -> Response:  # noqa: N803
        """Read an entry.

        The ETag begins with the version. A withdrawn entry answers 410 with when, why and what
        replaces it.
        """
        entry = reading.entry(services(), str(entryId))
        return _entry_answer(entry, args["fields"], _ways(entry["id"]))


@entries.route("/entries/<uuid:entryId>/versions")
class Versions(MethodView):
    """Published versions of an entry."""

    @entries.arguments(NoArgsSchema(), location="query")
    @entries.answers(VersionsSchema, examples.VERSIONS, *GONE)
    @entries.doc(operationId="listVersions")
    def get(self, _args: object, entryId: UUID) -> Response:  # noqa: N803
        """List the published versions of an entry, latest first.

        Drafts, and who made a version, are not public.
        """
        found = reading.versions(services(), str(entryId))
        return answer(
            {
                "items": [
                    {
                        **version,
                        "_links": [
                            link("item", "entries", entryId, "versions", version["version"])
                        ],
                    }
                    for version in found
                ],
                "_links": [here(), link("up", "entries", entryId)],
            },
            spoken=TEXTS,
        )


@entries.route(f"/entries/<uuid:entryId>/versions/<int(min=1, max={LATEST_VERSION}):version>")
class Version(MethodView):
    """An entry as it was."""

    @entries.arguments(FieldsArgsSchema(), location="query")
    @entries.answers(SingleEntrySchema, examples.ENTRY, *GONE)
    @entries.doc(operationId="getVersion")
    def get(self, args: Mapping[str, Any], entryId: UUID, version: int) -> Response:  # noqa: N803
        """Read an entry as it was in a version that was published."""
        entry = reading.version(services(), str(entryId), version)
        ways = [
            here(),
            link("latest-version", "entries", entryId),
            link("version-history", "entries", entryId, "versions"),
        ]
        return _entry_answer(entry, args["fields"], ways)


@entries.route("/entries/<uuid:entryId>/relations")
class Relations(MethodView):
    """Relations of an entry."""

    @entries.arguments(NoArgsSchema(), location="query")
    @entries.answers(RelationsSchema, examples.RELATIONS, *GONE)
    @entries.doc(operationId="listRelations")
    def get(self, _args: object, entryId: UUID) -> Response:  # noqa: N803
        """List the published entries that this one is related to, in both directions."""
        found = reading.relations(services(), str(entryId))
        return answer(
            {
                "items": [
                    {**each, "_links": [link("related", "entries", each["entryId"])]}
                    for each in found
                ],
                "_links": [here(), link("up", "entries", entryId)],
            },
            spoken=TEXTS,
        )


@entries.route("/entries/<uuid:entryId>/similar")
class Similar(MethodView):
    """Entries like another."""

    @entries.arguments(SimilarArgsSchema(), location="query")
    @entries.answers(SimilarEntriesSchema, examples.SIMILAR, *GONE, 503)
    @entries.doc(operationId="listSimilarEntries")
    def get(self, args: Mapping[str, Any], entryId: UUID) -> Response:  # noqa: N803
        """List entries like this one, by shared links and words, best first."""
        entry = reading.entry(services(), str(entryId))
        found = similar(services(), entry["id"], args["limit"])
        return answer(
            {
                "items": [found_entry(item) for item in found],
                "_links": [here(), link("up", "entries", entryId)],
            },
            spoken=TEXTS,
        )


@entries.route("/entries/<uuid:entryId>/provenance")
class Provenance(MethodView):
    """What an entry rests on."""

    @entries.arguments(NoArgsSchema(), location="query")
    @entries.answers(ProvenanceSchema, examples.PROVENANCE, *GONE)
    @entries.doc(operationId="getProvenance")
    def get(self, _args: object, entryId: UUID) -> Response:  # noqa: N803
        """Show where an entry comes from, and the quotes that its links rest on."""
        found = reading.provenance(services(), str(entryId))
        ways = [here(), link("up", "entries", entryId)]
        return answer({**found, "_links": ways}, spoken=TEXTS)


def _entry_answer(
    entry: Mapping[str, Any], fields: tuple[str, ...], ways: list[LinkDescription]
) -> Response:
    chosen = select(entry, tree_of(fields)) if fields else entry
    return answer({**chosen, "_links": ways}, version=str(entry["version"]), spoken=TEXTS)


def _ways(entry_id: str) -> list[LinkDescription]:
    return [
        here(),
        link("collection", "entries"),
        link("version-history", "entries", entry_id, "versions"),
        link("related", "entries", entry_id, "relations"),
        link("similar", "entries", entry_id, "similar"),
        link("provenance", "entries", entry_id, "provenance"),
    ]
