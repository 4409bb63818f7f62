"""A page as its reader meets it: status, text, headings, links, form fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

VOID = frozenset({"meta", "link", "input", "br", "rect", "path", "circle"})


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    parts: list[str] = field(default_factory=list)
    parent: Element | None = None

    @property
    def text(self) -> str:
        return " ".join("".join(self.parts).split())

    def within(self, tag: str) -> Element | None:
        """The nearest element around this one that has the tag."""
        around = self.parent
        while around and around.tag != tag:
            around = around.parent
        return around

    @property
    def query(self) -> list[tuple[str, str]]:
        """The query string of a link, in order."""
        return parse_qsl(urlsplit(self.attributes["href"]).query)


class Page(HTMLParser):
    """Parses an answer; every element keeps all the text inside it."""

    def __init__(self, answer: TestResponse) -> None:
        super().__init__()
        self.status = answer.status_code
        self.headers = answer.headers
        self.html = answer.get_data().decode(errors="replace")  # a type is no text
        self.elements: list[Element] = []
        self._open: list[Element] = []
        if answer.mimetype == "text/html":
            self.feed(self.html)
        assert not self._open, f"unclosed: {[element.tag for element in self._open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        parent = self._open[-1] if self._open else None
        element = Element(tag, {name: value or "" for name, value in attrs}, parent=parent)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.parts.append(data)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [
            element
            for element in self.elements
            if element.tag == tag and wanted.items() <= element.attributes.items()
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        (found,) = self.all(tag, **attributes)
        return found

    def link(self, text: str) -> Element:
        """The only link whose text contains `text`."""
        (found,) = {
            element.attributes["href"]: element for element in self.all("a") if text in element.text
        }.values()
        return found

    def has_link(self, text: str) -> bool:
        return any(text in element.text for element in self.all("a"))

    @property
    def text(self) -> str:
        return self.one("body").text

    @property
    def heading(self) -> str:
        return self.one("h1").text
