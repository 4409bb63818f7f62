"""What the API says of itself."""

from __future__ import annotations

from schemas import documented as doc
from schemas.base import CamelSchema
from schemas.hypermedia import links

STATUSES = ("alpha", "beta", "active", "deprecated", "retired", "decommissioned")


class ApiInfoSchema(CamelSchema):
    """The API in five facts."""

    api_name = doc.text("Name.")
    api_version = doc.text("Version, semantic.")
    api_released = doc.day("When this version was released.")
    api_documentation = doc.address("Where the documentation is.")
    api_status = doc.choice("Life-cycle status.", *STATUSES)
    _links = links()
