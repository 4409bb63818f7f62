"""How two versions of an entry differ."""

from __future__ import annotations

from schemas import documented as doc
from schemas.base import CamelSchema


class DifferenceSchema(CamelSchema):
    """What two versions say of one field."""

    field = doc.text("The field, or a part of it as source.url.")
    kind = doc.choice("What is compared.", "text", "value", "list", "concept-links", "relations")
    old = doc.value("Of texts and values: what the earlier one of the two says; else null.")
    new = doc.value("Of texts and values: what this version says; else null.")
    added = doc.json_list("Of lists: what only this version has; else null.")
    removed = doc.json_list("Of lists: what only the other version has; else null.")
    changed = doc.texts("For links: values whose origin or evidence differs.", null=True)
    moved = doc.flag("For lists: whether common items are in another order.", null=True)


class DiffSchema(CamelSchema):
    """How a version differs from another one."""

    version = doc.number("This version.", minimum=1)
    compared_with = doc.number("The other one.", minimum=1)
    differences = doc.list_of(
        DifferenceSchema, "The differences, field by field; empty when the versions are equal."
    )
