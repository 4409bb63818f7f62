"""What every resource carries: links to follow, and the numbers of a page."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from schemas import documented as doc
from schemas.base import CamelSchema


class LinkDescriptionSchema(CamelSchema):
    """A link that can be followed."""

    href = doc.address("Absolute address of the related resource.")
    rel = doc.text(
        "How it is related: an IANA link relation (as self, next, collection, item, edit, monitor)"
        " or, where none fits, the name of the resource (as similar, rows, changes)."
    )
    method = doc.choice("HTTP method to use.", "GET", "PATCH", "POST")


class PageMetaSchema(CamelSchema):
    """The numbers of a page."""

    total_records = doc.number("Total number of items on all pages.", minimum=0)
    page = doc.number("This page, counted from 1.", minimum=1)
    offset = doc.number("Items before this page.", minimum=0)
    limit = doc.number("Maximum items of a page.", minimum=0)
    count = doc.number("Number of items on this page.", minimum=0)


def links(
    description: str = "Links to follow from here.", *, sparse: bool = False
) -> fields.List[Any]:
    """The field `_links`."""
    return doc.list_of(LinkDescriptionSchema, description, sparse=sparse)
