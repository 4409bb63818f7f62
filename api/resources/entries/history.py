"""/entries/{entryId}/versions: an entry as it was, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from api.access import actor
from api.addresses import link, self_link
from api.answers import services
from api.paging import whole_list
from api.preconditions import OPEN_OR_SIGNED, entity_tag, read_answer, unversioned_answer
from api.resources.entries.collection import entries
from api.resources.entries.entry import GONE, with_labels
from app.entries import history
from app.entries.provenance import provenance
from schemas.arguments import VersionArgsSchema
from schemas.entries import EntrySchema
from schemas.examples import read_examples
from schemas.history import ProvenanceSchema, VersionsSchema

examples = read_examples("entries")

__all__ = ["entries"]

LATEST_VERSION = 2_147_483_647
"""Highest number that the database keeps; larger ones are no version of anything."""


@entries.route("/entries/<uuid:entryId>/versions")
class Versions(MethodView):
    """Versions of an entry."""

    @entries.operation("listVersions", security=OPEN_OR_SIGNED)
    @entries.answers(VersionsSchema, examples.versions, *GONE)
    def get(self, entryId: UUID) -> Response:  # noqa: N803
        """List the versions of an entry, latest first.

        Without a scope those that were published. Whoever may read drafts, write or publish gets
        every version, with who made it, when and why; contributors those of their county.
        """
        found = history.list_versions(services(), str(entryId), actor())
        items = [
            {**each, "_links": [link("item", "entries", entryId, "versions", each["version"])]}
            for each in found
        ]
        return unversioned_answer(whole_list(items, link("up", "entries", entryId)))


@entries.route(f"/entries/<uuid:entryId>/versions/<int(min=1, max={LATEST_VERSION}):version>")
class Version(MethodView):
    """An entry as it was."""

    @entries.operation("getVersion", VersionArgsSchema(), security=OPEN_OR_SIGNED)
    @entries.answers(EntrySchema, examples.version, *GONE)
    def get(self, args: Mapping[str, Any], entryId: UUID, version: int) -> Response:  # noqa: N803
        """Read an entry as it was in a version.

        With `diff` also how it differs from another version, field by field. Without a scope
        versions that were published can be read.
        """
        entry = history.get_version(services(), str(entryId), version, actor(), args.get("diff"))
        ways = [
            self_link(),
            link("latest-version", "entries", entryId),
            link("version-history", "entries", entryId, "versions"),
        ]
        return read_answer({**with_labels(entry, args), "_links": ways}, entity_tag(entry))


@entries.route("/entries/<uuid:entryId>/provenance")
class Provenance(MethodView):
    """What an entry rests on."""

    @entries.operation("getProvenance", security=OPEN_OR_SIGNED)
    @entries.answers(ProvenanceSchema, examples.provenance, *GONE)
    def get(self, entryId: UUID) -> Response:  # noqa: N803
        """Show where an entry comes from, and the quotes that its links rest on.

        Whoever may read drafts, write or publish also sees which fields people have edited:
        later loads leave these as they are. An entry that was harvested from replies shows the
        hash of each document, the question and the public quote; with replies:harvest also the
        words in their context.
        """
        found = provenance(services(), str(entryId), actor())
        ways = [self_link(), link("up", "entries", entryId)]
        return unversioned_answer({**found, "_links": ways})
