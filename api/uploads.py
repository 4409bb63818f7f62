"""Methods that take a file: as the whole content of the call, or as the part `file` of a form."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import current_app, request
from flask_smorest import Blueprint
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from api.media import JSON, MERGE_PATCH
from app.errors import Message
from app.imports.files.file_type import all_formats
from app.uploads import LARGEST_UPLOAD
from schemas.documented import NAMED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from flask import Response

    from app.uploads import Readable

    View = Callable[..., Response]

FORM = "multipart/form-data"
ANY_BYTES = "application/octet-stream"
FILE_TYPES = (*(each.media_type for each in all_formats().values()), ANY_BYTES)
PATCHES = (MERGE_PATCH, JSON)
FORM_OVERHEAD = 1_000_000
"""Bytes around the file in a form."""
_TAKEN = "taken_types"
_BINARY: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
_FORM_SCHEMA: dict[str, Any] = {
    NAMED: "UploadForm",
    "type": "object",
    "required": ["file"],
    "properties": {"file": {"type": "string", "format": "binary", "description": "The file."}},
}


class FileMissing(BadRequest):
    """The call holds no file."""

    message = Message(
        sv="Anropet saknar fil. Skicka den som innehåll, eller som delen file i ett formulär.",
        en="The call holds no file. Send it as the content, or as the part file of a form.",
    )


class NoPartFile(BadRequest):
    """A form whose parts have other names."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__()
        parts = ", ".join(sorted(names))
        self.message = Message(
            sv=f"Formulärets del måste heta file, men här finns bara: {parts}. Skicka filen som"
            " delen file.",
            en=f"The part of the form must be called file, but there is only: {parts}. Send the"
            " file as the part file.",
        )


class MoreThanFile(BadRequest):
    """A form holds more than the file, whose fields would be ignored."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__()
        parts = ", ".join(sorted(names))
        self.message = Message(
            sv=f"Formuläret har mer än en fil i delen file: {parts}. Ange valen i adressens"
            " frågesträng, som ?dryRun=true, och skicka en fil i taget.",
            en=f"The form holds more than one file in the part file: {parts}. Put the options in"
            " the query string, as ?dryRun=true, and send one file at a time.",
        )


class UnsupportedType(UnsupportedMediaType):
    """The content is of a type that the method does not take."""

    def __init__(self, taken: tuple[str, ...], *, patch: bool = False) -> None:
        super().__init__()
        names = ", ".join(taken)
        self._patch = names if patch else ""
        self.message = Message(
            sv=f"Innehåll tas emot som {names}.", en=f"Content is taken as {names}."
        )

    def get_headers(self, *args: Any, **more: Any) -> list[tuple[str, str]]:  # noqa: ANN401  as upstream
        """Name the kinds of patches that are taken (RFC 5789)."""
        headers = super().get_headers(*args, **more)
        return [*headers, ("Accept-Patch", self._patch)] if self._patch else headers


def takes_file(view: View) -> View:
    """Let a method take a file of entries; stands above its other decorators."""
    return takes(FILE_TYPES, LARGEST_UPLOAD)(view)


def takes(types: tuple[str, ...], largest: int) -> Callable[[View], View]:
    """Let a method take a file of these types, of up to `largest` bytes, or a form that has it."""

    def decorator(view: View) -> View:
        # The form first and no JSON: generated clients send the first type, but any JSON before it.
        files = (name for name in types if "json" not in name)
        content = {FORM: {"schema": _FORM_SCHEMA}, **dict.fromkeys(files, _BINARY)}
        body = {"required": True, "description": "The file.", "content": content}
        refusals = {status: HTTPStatus(status).name for status in (413, 415)}
        documented: View = Blueprint.doc(requestBody=body, responses=refusals)(view)
        setattr(documented, _TAKEN, (*types, FORM))
        documented.largest_body = largest + FORM_OVERHEAD  # type: ignore[attr-defined]  # the edge asks for it
        return documented

    return decorator


def check_content_type() -> None:
    """Refuse content of a type that the method does not take.

    Raises:
        UnsupportedType: names those that it takes.
    """
    if request.method == "PATCH" and request.mimetype not in PATCHES:
        raise UnsupportedType(PATCHES, patch=True)
    view = getattr(current_app.view_functions.get(request.endpoint or ""), "view_class", None)
    method = getattr(view, request.method.lower(), None)
    taken: tuple[str, ...] = getattr(method, _TAKEN, ())
    if not (request.is_json or request.mimetype in taken):
        raise UnsupportedType(taken or (JSON,))


def received_file() -> tuple[Readable, str | None]:
    """Return the file that was sent, and what it is called.

    Raises:
        FileMissing: there is none.
        NoPartFile: a form has other parts only.
        MoreThanFile: a form has other parts as well.
    """
    if request.mimetype == FORM:
        sent = (request.form, request.files)
        parts = [name or "" for form in sent for name, _ in form.items(multi=True)]  # None: no name
        if parts and "file" not in parts:
            raise NoPartFile(parts)
        if len(parts) > 1:
            raise MoreThanFile(parts)
        part = request.files.get("file")
        if part is None:
            raise FileMissing
        return part.stream, part.filename
    if not (request.content_length or "Transfer-Encoding" in request.headers):
        raise FileMissing
    return request.stream, None
