"""Zip archives from outside (docx, odt, xlsx): only the requested parts, within limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from harvest.documents.limits import (
    LARGEST_PART,
    LARGEST_RATIO,
    MOST_ELEMENTS,
    MOST_PARTS,
    SMALL_PART,
)
from harvest.documents.unreadable import damaged, dangerous, encrypted, too_large

OPEN_DOCUMENT = "OpenDocument"
ENCRYPTED = 1
"""Flag of a part that takes a password."""
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
"""What reading an archive raises that is damaged: in its directory, or in what is packed."""


class Archive:
    """An archive whose directory has been looked through; parts are unpacked when read."""

    def __init__(self, data: bytes, kind: str) -> None:
        self.kind = kind
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGE as error:
            raise damaged(kind) from error
        self.names = self._checked()

    def _checked(self) -> frozenset[str]:
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS:
            raise too_large("parts", MOST_PARTS)
        for part in parts:
            if part.flag_bits & ENCRYPTED:
                raise encrypted(self.kind)
            ratio = part.file_size / max(part.compress_size, 1)
            if part.file_size > SMALL_PART and ratio > LARGEST_RATIO:
                raise too_large("unpacked", LARGEST_PART)
        return frozenset(part.filename for part in parts)

    def part(self, name: str) -> bytes | None:
        """Return a part's bytes; None when there is no such part.

        Raises:
            Unreadable: it is damaged, or too large, whatever the directory says.
        """
        if name not in self.names:
            return None
        try:
            with self._zip.open(name) as file:
                content = file.read(LARGEST_PART + 1)
        except DAMAGE as error:
            raise damaged(self.kind) from error
        if len(content) > LARGEST_PART:
            raise too_large("unpacked", LARGEST_PART)
        return content

    def xml(self, name: str) -> Element | None:
        """Return the root of an XML part; None when there is no such part.

        Raises:
            Unreadable: it is damaged, too large, or declares entities.
        """
        content = self.part(name)
        return None if content is None else parsed(content, self.kind)


def parsed(content: bytes, kind: str) -> Element:
    """Parse XML from outside.

    Raises:
        Unreadable: it is damaged, too large, or declares entities.
    """
    if content.count(b"<") > MOST_ELEMENTS:
        raise too_large("unpacked", LARGEST_PART)
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise dangerous() from error
    except (ParseError, ValueError, LookupError) as error:
        raise damaged(kind) from error
    return root


def open_document(data: bytes, body: str) -> tuple[Archive, Element, Element]:
    """Return an OpenDocument file, its content, and the body of a kind ("text") in it.

    Raises:
        Unreadable: it has a password, or no such body.
    """
    archive = Archive(data, OPEN_DOCUMENT)
    if b"encryption-data" in (archive.part("META-INF/manifest.xml") or b""):
        raise encrypted(OPEN_DOCUMENT)
    root = archive.xml("content.xml")
    found = child(root, "body", body)
    if root is None or found is None:
        raise damaged(OPEN_DOCUMENT)
    return archive, root, found


def name_of(element: Element) -> str:
    """Return an element's name without its namespace."""
    return local(element.tag)


def local(name: Any) -> str:  # noqa: ANN401  comments and instructions have a function for a tag
    """Return a name without its namespace."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """Return an attribute by its name without namespace."""
    if element is None:
        return None
    return next((value for key, value in element.items() if local(key) == name), None)


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first child, grandchild ... along a path of names without namespaces."""
    for step in path:
        if element is None:
            return None
        element = next((each for each in element if name_of(each) == step), None)
    return element


def texts_of(owner: Element, inner: str | None = None) -> list[str]:
    """Return the text of each paragraph ("p") in an element, those without any left out.

    Args:
        owner: that holds paragraphs, however deep.
        inner: name of the only elements that text stands in; any by default.
    """
    paragraphs = (each for each in owner.iter() if name_of(each) == "p")
    if inner is None:
        texts = ("".join(each.itertext()) for each in paragraphs)
    else:
        runs = ([run for run in each.iter() if name_of(run) == inner] for each in paragraphs)
        texts = ("".join(run.text or "" for run in own) for own in runs)
    return [text for text in texts if text.strip()]
