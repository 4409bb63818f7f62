"""An example's links as its page shows them: grouped, named, each with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from app.addresses import entry_name
from app.errors import ExempelbankenError
from app.searching.search import similar
from record.contact import ContactKind, contact_kind
from record.field import Type
from record.fields import SHOWN
from record.filters import FILTER_OF, HOLDING, number_of
from record.lists import LANGUAGES as LANGUAGE_CODES
from record.words import Words
from web.language import gettext, language, marked
from web.subjects import concept_path
from web.wording import LANGUAGES, ORIGINS, amount, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from app.counties import Place
    from app.wiring import Services
    from record.field import Field

SIMILAR = 4
ORDER = (
    *("methods", "steps", "targetGroup", "resources"),
    *("results", "lessons", "transfer", "documents"),
)
"""Fields with headings in the order of their questions: how, what it took, what came of it, what
was hard, where else it fits, what can be reused. Others come after them."""
CRLF = "\r\n"
QUESTION = marked(
    "Hej!\n\nI Exempelbanken har jag läst om %(title)s:\n%(address)s\n\nVi funderar på att göra"
    " något liknande och undrar:\n\n- Hur gick det, och vad hade ni gjort annorlunda i dag?\n- Vad"
    " kostade det i tid och pengar?\n- Finns det mallar eller underlag som vi kan få"
    " använda?\n\nVänliga hälsningar"
)
"""The text of a mail that asks about an example."""
BELONGING = {"budget": "resources", "resultBasis": "results"}
"""Number or choice -> the section that it belongs to."""
LACKING = {
    HOLDING["hasResults"].has: marked("resultat"),
    HOLDING["hasLessons"].has: marked("hinder"),
    (lambda entry: bool(entry["transfer"])): marked("förutsättningar"),
    HOLDING["hasCost"].has: marked("kostnad"),
    HOLDING["hasContact"].has: marked("kontakt"),
}
"""What an example may have -> what it is called where it is missing."""
STATE = ("state", "stateAsOf")
"""Fields that make one sentence (`wording.state_of`)."""
BOARD = "Länsstyrelse"
"""What the name of a county administrative board begins with, of several ones too."""
CURATED = "curated"
"""Where most links come from, which goes without saying."""
_CONTENTS = {
    Type.TEXT: "text",
    Type.TEXTS: "steps",
    Type.OBJECT: "parts",
    Type.OBJECTS: "items",
}
_VALUES = frozenset({Type.CHOICE, Type.YEAR, Type.NUMBER})


@dataclass(frozen=True, slots=True)
class EntryLink:
    """One concept that the example is linked to; `address` is that of its page, if any."""

    value: str
    number: str
    label: str
    filter: str
    address: str
    origin: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """The links to one vocabulary."""

    filter: str
    title: str
    links: tuple[EntryLink, ...]

    @property
    def bare(self) -> bool:
        """Whether no link shows what it rests on, so that they fit in a line."""
        return not any(link.quotes for link in self.links)


def link_groups(services: Services, entry: Mapping[str, Any]) -> tuple[LinkGroup, ...]:
    """Return the groups that have links."""
    groups = (
        LinkGroup(
            FILTER_OF.get(field.vocabulary, ""),
            field.heading.text(language()) if field.heading else field.name,
            _links(services, entry, field),
        )
        for field in SHOWN
        if field.link
    )
    return tuple(group for group in groups if group.links)


def _links(services: Services, entry: Mapping[str, Any], field: Field) -> tuple[EntryLink, ...]:
    labels = services.vocabularies.known[field.name]
    filter_ = FILTER_OF.get(field.vocabulary, "")
    return tuple(
        EntryLink(
            value=link["value"],
            number=number_of(filter_, link["value"]),
            label=_label(services, filter_, labels, link["value"]),
            filter=filter_,
            address=concept_path(services, filter_, link["value"]) if filter_ else "",
            origin="" if link["origin"] == CURATED else ORIGINS.get(link["origin"], link["origin"]),
            quotes=tuple(dict.fromkeys(each["quote"] for each in link["evidence"])),
        )
        for link in entry["conceptLinks"]
        if link["field"] == field.name
    )


def _label(services: Services, filter_: str, labels: Mapping[str, str], value: str) -> str:
    if filter_:
        return services.vocabularies.label(filter_, value, language())
    return labels.get(value, value)


class NamedPart(NamedTuple):
    """A part of an object; `is_swedish` is true of a text, which is not translated."""

    heading: str
    text: str
    is_swedish: bool


@dataclass(frozen=True, slots=True)
class Item:
    """An object of a list: what it is, where it is found, and its other parts with headings."""

    text: str
    address: str
    parts: tuple[NamedPart, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A field of an example with a heading of its own.

    Attributes:
        name: of the field, and of the section as a place on the page.
        kind: how its content is shown.
        title: its heading.
        content: a text, steps, parts or items.
        values: heading and value of the numbers and choices that belong to it.
    """

    name: str
    kind: str
    title: str
    content: Any
    values: tuple[tuple[str, str], ...] = ()


def sections(services: Services, entry: Mapping[str, Any]) -> list[Section]:
    """Return the texts of an example that have headings, as those who copy a practice read them."""
    fields = [each for each in SHOWN if each.heading and each.quoted and each.type in _CONTENTS]
    fields.sort(key=lambda each: _place_of(each.name))
    found = (_section(services, field, entry) for field in fields)
    return [each for each in found if each.content or each.values]


def _place_of(name: str) -> int:
    """Return where a field stands in the order of questions."""
    return ORDER.index(name) if name in ORDER else len(ORDER)


def _section(services: Services, field: Field, entry: Mapping[str, Any]) -> Section:
    value = entry[field.name]
    return Section(
        field.name,
        _CONTENTS[field.type],
        field.heading.text(language()) if field.heading else field.name,
        _content(services, field, value) if value else (),
        tuple(_named_values(services, entry, lambda name: BELONGING.get(name) == field.name)),
    )


def _content(services: Services, field: Field, value: Any) -> Any:  # noqa: ANN401  JSON
    if field.type is Type.OBJECT:
        return _parts(services, field, value)
    if field.type is Type.OBJECTS:
        return [_item(services, field, each) for each in value]
    return value


def _parts(services: Services, field: Field, value: Mapping[str, Any]) -> tuple[NamedPart, ...]:
    """Return each part that is there and no address."""
    return tuple(
        NamedPart(
            heading=(part.heading or Words(part.head, part.name)).text(language()),
            text=text,
            is_swedish=part.type is Type.TEXT,
        )
        for part in field.parts
        if part.type is not Type.URL and (text := _value(services, part, value[part.name]))
    )


def _item(services: Services, field: Field, value: Mapping[str, Any]) -> Item:
    (_, text, _), *parts = _parts(services, field, value)
    address = next((value[part.name] for part in field.parts if part.type is Type.URL), "")
    return Item(text, address, tuple(parts))


def _value(services: Services, field: Field, value: str | int | None) -> str:
    if value is None or value == field.default:
        return ""
    if field.vocabulary:
        return services.vocabularies.name(field.vocabulary, str(value), language())
    if field.choices == LANGUAGE_CODES:
        return LANGUAGES[value]
    return amount(value, field.unit) if field.unit and isinstance(value, int) else str(value)


def values(services: Services, entry: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return heading and value of the numbers and choices of an example that stand alone."""
    return list(_named_values(services, entry, lambda name: name not in (*BELONGING, *STATE)))


def _named_values(
    services: Services, entry: Mapping[str, Any], wanted: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    for field in SHOWN:
        if field.heading and field.type in _VALUES and wanted(field.name):
            text = _value(services, field, entry[field.name])
            if text:
                yield field.heading.text(language()), text


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """A heading and, for each of some examples, its section; None where an example has none."""

    title: str
    cells: tuple[Section | None, ...]


def example_rows(
    services: Services, entries: Sequence[Mapping[str, Any]]
) -> tuple[ExampleRow, ...]:
    """Return the sections of some examples beside each other, without what none has."""
    columns = [{each.name: each for each in sections(services, entry)} for entry in entries]
    titles = {name: each.title for column in columns for name, each in column.items()}
    names = sorted(titles, key=_place_of)
    return tuple(
        ExampleRow(titles[name], tuple(column.get(name) for column in columns)) for name in names
    )


def letter(entry: Mapping[str, Any], public_url: str) -> str:
    """Return what opens a mail with a question about an example; nothing without a mailbox."""
    if contact_kind(entry) is not ContactKind.MAILBOX:
        return ""
    words = {"title": entry["title"], "address": f"{public_url}/exempel/{entry_name(entry)}"}
    subject = gettext("Fråga om %(title)s") % words
    lines = (line % words for line in gettext(QUESTION).split("\n"))
    return f"mailto:{entry['contact']}?subject={quote(subject)}&body={quote(CRLF.join(lines))}"


def lacking(entry: Mapping[str, Any]) -> str:
    """Name what is not known of an example and would help whoever wants to do the same."""
    return joined([gettext(name) for held, name in LACKING.items() if not held(entry)])


def boards(known: Iterable[Place], entry: Mapping[str, Any]) -> tuple[Place, ...]:
    """Return the counties whose administrative boards are in charge of an example, by its name."""
    organisation = entry["leadOrganisation"] or ""
    if not organisation.startswith(BOARD):
        return ()
    return tuple(
        each for each in known if each.id in entry["counties"] and each.short in organisation
    )


def like(services: Services, entry_id: str) -> tuple[Mapping[str, Any], ...]:
    """Return similar examples; none while search does not answer, the page stands without."""
    try:
        return similar(services, entry_id, SIMILAR)
    except ExempelbankenError:
        return ()
