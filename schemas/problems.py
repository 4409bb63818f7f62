"""Problems: RFC 9457 documents, and the types they are of."""

from __future__ import annotations

from schemas import documented as doc
from schemas.base import CamelSchema
from schemas.faults import FEW
from schemas.hypermedia import PageMetaSchema, links


class FaultSchema(CamelSchema):
    """One fault; `parameter` names it in a query string, `pointer` in a body."""

    parameter = doc.text(
        "The query parameter; null of a body, and of a query as a whole.", null=True
    )
    pointer = doc.text("JSON pointer into the body; null of a query string.", null=True)
    code = doc.text("What is wrong, for programs.")
    message = doc.text("What is wrong, in the language of the answer.")
    value = doc.text("The faulty value, shortened; null where there is none.", null=True)
    nearest = doc.texts(
        f"Valid values that come nearest; when none does, all of a list of at most {FEW}."
    )


class ProblemSchema(CamelSchema):
    """What went wrong, after RFC 9457."""

    type = doc.address("Address of a description of the problem type.")
    title = doc.text("The problem type in words.")
    status = doc.number("HTTP status code.", minimum=400, maximum=599)
    detail = doc.text("What went wrong this time, and what to do.")
    instance = doc.text("The path of the request.", format="uri-reference")
    errors = doc.list_of(
        FaultSchema,
        "The faults, at most 50. First the form of all parameters is checked; only when it is right"
        " are values looked up (filters, page depth, cursor) and all of their faults reported.",
        sparse=True,
    )
    withdrawn_at = doc.moment("When the entry was withdrawn.", null=True, sparse=True)
    reason = doc.text("Why it was withdrawn.", null=True, sparse=True)
    replaced_by = doc.uuid("The entry that replaces it.", null=True, sparse=True)
    dumps_ = doc.address("Where fresh dumps are.", sparse=True)
    scope = doc.text("The scope that the call takes.", sparse=True)
    alternatives = doc.texts("What can be done instead, where that is a closed list.", sparse=True)
    entry_id = doc.uuid("The entry that has the key already.", sparse=True)
    _links = links(sparse=True)
    based_on = doc.anything(
        "The version that If-Match names, null when there is none (any more: of a candidate, when"
        " the step after it was undone).",
        null=True,
        sparse=True,
    )
    current = doc.anything("The latest version that the caller may see.", sparse=True)


class ProblemTypeSchema(CamelSchema):
    """A problem type."""

    id = doc.text("Last part of the type's address.")
    status = doc.number("HTTP status code.", minimum=400, maximum=599)
    title = doc.text("The type in words.")
    description = doc.text("When it occurs and what to do.")
    _links = links()


class ProblemTypesSchema(CamelSchema):
    """All problem types."""

    items = doc.list_of(ProblemTypeSchema, "The types.")
    _meta = doc.one(PageMetaSchema, "Paging information.")
    _links = links()
