"""A search as an Atom feed (RFC 4287): what is new or changed first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring

from app.availability import reading as reading_rows
from app.availability import translates_engine_errors
from app.copies.linked.names import licence
from app.copies.linked.rdf_xml import NOT_XML
from app.entries.documents import timestamp
from app.errors import InvalidQuery, Issue, Message
from app.exports.words import in_words
from app.searching.prepared import prepare
from app.searching.requests import MAX_WINDOW
from catalogue import feed as ledger_feed
from indexer.documents import facet_values
from record.filters import FILTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.copies.linked.names import Names
    from app.searching.prepared import PreparedSearch
    from app.searching.requests import SearchRequest
    from app.wiring import Services
    from indexer.engine import Snapshot

MEDIA_TYPE = "application/atom+xml"
NEWEST_FIRST = "-updatedAt"
NEVER = "1970-01-01T00:00:00Z"
"""When a catalogue last changed in which nothing has been published."""
_NAMESPACE = {"xmlns": "http://www.w3.org/2005/Atom"}


class FeedLink(NamedTuple):
    """A link of a feed: where to, how it relates, and what is there."""

    href: str
    rel: str
    type: str = MEDIA_TYPE


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A page of a feed.

    Attributes:
        entries: public entries, the one that was changed last first.
        total: entries on all pages.
        updated: when something in it last changed, RFC 3339.
    """

    search: PreparedSearch
    entries: tuple[Mapping[str, Any], ...]
    total: int
    updated: str


@translates_engine_errors()
def feed_page(services: Services, request: SearchRequest, snapshot: Snapshot) -> FeedPage:
    """Return a page of what a search finds, in the order of change.

    Raises:
        InvalidQuery: something in the request cannot be understood.
        SearchUnavailable: the engine does not answer.
    """
    if request.page * request.limit > MAX_WINDOW:
        raise InvalidQuery([_past_its_end(request.page)])
    search = prepare(services, snapshot, replace(request, sort=NEWEST_FIRST))
    found = snapshot.search(search.query)
    entries = tuple(hit.entry for hit in found.hits)
    updated = entries[0]["updatedAt"] if entries else _last_change(services)
    return FeedPage(search, entries, found.total, updated)


def _past_its_end(page: int) -> Issue:
    return Issue(
        parameter="page",
        code="past-feed",
        message=Message(
            sv=f"Flödet når de {MAX_WINDOW} senast ändrade exemplen: page gånger limit får vara"
            " högst så mycket. Hämta det som är äldre med en sökning, eller allt ur /dumps.",
            en=f"The feed reaches the {MAX_WINDOW} entries that were changed last: page times limit"
            " may be at most that. Get what is older by a search, or everything from /dumps.",
        ),
        value=str(page),
    )


def _last_change(services: Services) -> str:
    with reading_rows(services.database) as connection:
        return timestamp(ledger_feed.last_change(connection)) or NEVER


def to_atom(page: FeedPage, names: Names, address: str, links: Iterable[FeedLink]) -> bytes:
    """Write a page; `address` names the feed for good, on whichever page."""
    language = page.search.request.language
    feed = Element("feed", {**_NAMESPACE, "xml:lang": language})
    _text(feed, "id", address)
    _text(feed, "title", f"Exempelbanken: {in_words(page.search)}")
    _text(feed, "updated", page.updated)
    author = SubElement(feed, "author")
    _text(author, "name", page.search.services.settings.publisher.name)
    for each in links:
        SubElement(feed, "link", each._asdict())
    for entry in page.entries:
        _add(feed, entry, page.search, names)
    return bytes(tostring(feed, encoding="utf-8", xml_declaration=True))


def _add(feed: Element, entry: Mapping[str, Any], search: PreparedSearch, names: Names) -> None:
    node = SubElement(feed, "entry")
    _text(node, "id", names.entry(entry["id"]))
    title, summary, language = _lead(entry, search.request.language)
    _text(node, "title", title, **{"xml:lang": language})
    _text(node, "published", entry["publishedAt"])
    _text(node, "updated", entry["updatedAt"])
    page = names.readable_page(entry, search.request.language)
    data = f"{names.api}/entries/{entry['id']}"
    for each in (
        FeedLink(page, "alternate", "text/html"),
        FeedLink(data, "alternate", "application/json"),
    ):
        SubElement(node, "link", each._asdict())
    if source := entry["source"]["url"]:
        SubElement(node, "link", {"href": source, "rel": "via"})
    for category in _categories(entry, search, names):
        SubElement(node, "category", category)
    _text(node, "summary", summary, **{"xml:lang": language})
    _text(node, "rights", licence(entry["licence"]))


def _lead(entry: Mapping[str, Any], language: str) -> tuple[str, str, str]:
    """Return title, summary and their language: English where it is wanted and there."""
    english = entry["english"] if language == "en" else None
    texts = english or entry
    return texts["title"], texts["summary"], "en" if english else "sv"


def _categories(
    entry: Mapping[str, Any], search: PreparedSearch, names: Names
) -> Iterator[dict[str, str]]:
    """Yield the concepts that an entry is found by, each with its name."""
    for each in FILTERS:
        for value in facet_values(entry, each.name) if each.vocabulary else ():
            yield {
                "term": value,
                "scheme": names.vocabulary(each.vocabulary),
                "label": search.label(each.name, value),
            }


def _text(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = NOT_XML.sub("", text)
