"""Linked data, of which JSON Schema can tell no more than that it is an object."""

from __future__ import annotations

from marshmallow import INCLUDE

from schemas.base import CamelSchema


class LinkedDataSchema(CamelSchema):
    """JSON-LD 1.1: things and statements about them, under names that `@context` explains."""

    class Meta:
        """The properties of a thing are not listed here."""

        unknown = INCLUDE
