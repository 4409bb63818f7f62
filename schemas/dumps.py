"""Dumps and their manifests."""

from __future__ import annotations

from schemas import documented as doc
from schemas.base import CamelSchema
from schemas.hypermedia import PageMetaSchema, links


class DumpFileSchema(CamelSchema):
    """A file of a dump."""

    name = doc.text("Its name.")
    media_type = doc.text("Its media type.")
    bytes_ = doc.number("Its size.", minimum=0)
    checksum = doc.text("SHA-256 of the file as it is sent, in hexadecimal.")
    _links = links("The file itself.")


class DumpSchema(CamelSchema):
    """Everything that was public at one position of the ledger."""

    id = doc.uuid("Its id.")
    created_at = doc.moment("When it was started.")
    seq = doc.number("The position that it holds; read on in /changes from there.", minimum=0)
    mark = doc.text("To be sent along with the position.")
    count = doc.number("Entries in each file.", minimum=0)
    schema_version = doc.text("Version of the entries' JSON.")
    licence = doc.text("Licence of the entries that name no other, an SPDX id.")
    files = doc.list_of(DumpFileSchema, "The same entries in several formats.")
    _links = links("changes: what has happened since.")


class DumpsSchema(CamelSchema):
    """The dumps there are, latest first."""

    items = doc.list_of(DumpSchema, "The dumps.")
    _meta = doc.one(PageMetaSchema, "Paging information.")
    _links = links()


class DumpRequestedSchema(CamelSchema):
    """A dump that is on its way."""

    job_id = doc.uuid("The job that makes it; when it has finished, its result names the dump.")
    _links = links("The job, and the dumps.")
