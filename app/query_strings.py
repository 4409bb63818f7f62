"""Faults of query strings, as their schemas find them, in the words of the use cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.errors import InvalidQuery, Issue, Message
from record.filters import FILTERS
from schemas.faults import LONGEST_ECHO, MOST_FAULTS, FieldFault, flatten, nearest_or_all

IN_OTHER_APIS = {
    "q": "query search text",
    "page": "offset start",
    "limit": "size per_page rows",
    "sort": "order by",
    "fields": "select properties",
}
"""Parameter -> what others call it."""


def invalid_query(messages: object, known: Iterable[str], sent: Iterable[str]) -> InvalidQuery:
    """Return the error that tells what marshmallow found, in the order of the query string.

    `known` are the parameters that there are, `sent` those that were given.
    """
    called = IN_OTHER_APIS | {each.name: each.title.sv for each in FILTERS}
    names = {each: called.get(each, "") for each in known}
    place = {name[:LONGEST_ECHO]: index for index, name in enumerate(sent)}
    found = sorted(flatten(messages), key=lambda each: place.get(_parameter(each), len(place)))
    return InvalidQuery([_issue(each, names) for each in found[:MOST_FAULTS]])


def _parameter(fault: FieldFault) -> str:
    return fault.pointer.removeprefix("/").replace("~1", "/").replace("~0", "~")


def _issue(fault: FieldFault, names: Mapping[str, str]) -> Issue:
    parameter = _parameter(fault)
    unknown = fault.code == "unknown-parameter"
    return Issue(
        parameter=parameter,
        code=fault.code,
        message=Message(sv=fault.message_sv, en=fault.message_en),
        value=parameter if unknown else fault.value,
        nearest=nearest_or_all(parameter, names) if unknown else fault.nearest,
    )
