"""Media types: what a method can answer with, and which of them the reader wants."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, current_app, request
from flask_smorest import Blueprint
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import NotAcceptable

from app.errors import Message

View = Callable[..., Response]


JSON = "application/json"
MERGE_PATCH = "application/merge-patch+json"
JSON_LD = "application/ld+json"
TURTLE = "text/turtle"
RDF_XML = "application/rdf+xml"
LINKED = (JSON_LD, TURTLE, RDF_XML)
LINKED_FIRST = "x-linked-data-first"
"""Marks an operation that answers linked data unless the reader asks for JSON."""
_OFFERED = "_offered"


class NoSuchForm(NotAcceptable):
    """Accept shuts out everything that the method can answer with."""

    def __init__(self, offered: tuple[str, ...]) -> None:
        super().__init__()
        self.message = Message(
            sv=f"Svar ges som {', '.join(offered)}, vilket Accept utesluter.",
            en=f"Answers are given as {', '.join(offered)}, which Accept excludes.",
        )


def offers(*types: str) -> Callable[[View], View]:
    """Let a method answer with other types than JSON, the first one unless the reader says so.

    Stands above the other decorators of the method, and documents the types.
    """

    def decorator(view: View) -> View:
        content: dict[str, dict[str, Any]] = {name: {} for name in types if name != JSON}
        marks = {LINKED_FIRST: True} if types[0] in LINKED else {}
        documented: View = Blueprint.doc(responses={200: {"content": content}}, **marks)(view)
        setattr(documented, _OFFERED, types)
        return documented

    return decorator


def check_accept() -> None:
    """Refuse a reader who takes nothing of what there is, unless the request is for a file.

    Which file it is, the address tells, and Accept at most chooses between two: a server may
    disregard it (RFC 9110, 12.5.1). Generated clients send no other type than that of problems.

    Raises:
        NoSuchForm: names what there is.
    """
    offered = _offered_types()
    if JSON not in offered or not request.accept_mimetypes:
        return
    if not any(_accepted_types()[name] for name in offered):
        raise NoSuchForm(offered)


def negotiated() -> str:
    """Return the type to answer with."""
    first = _offered_types()[0]
    if not request.accept_mimetypes:
        return first
    return _accepted_types().best_match(_offered_types(), first) or first


def _accepted_types() -> MIMEAccept:
    """Return what Accept lets through; parameters such as charset ask for nothing else."""
    return MIMEAccept([(each.partition(";")[0].strip(), q) for each, q in request.accept_mimetypes])


def _offered_types() -> tuple[str, ...]:
    view = getattr(current_app.view_functions.get(request.endpoint or ""), "view_class", None)
    method = "get" if request.method == "HEAD" else request.method.lower()
    types: tuple[str, ...] = getattr(getattr(view, method, None), _OFFERED, (JSON,))
    return types
