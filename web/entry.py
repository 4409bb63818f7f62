"""An example's links as its page shows them: grouped, named, each with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.errors import ExempelbankenError
from app.searching.search import similar
from record.field import Type
from record.fields import SHOWN
from record.filters import FILTER_OF, number_of
from web.language import gettext, language
from web.subjects import concept_path
from web.wording import ORIGINS, amount, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.counties import Place
    from app.wiring import Services
    from record.field import Field

SIMILAR = 4
WANTED = ("results", "obstacles", "preconditions")
"""Texts whose lack is told."""
BOARD = "Länsstyrelse"
"""What the name of a county administrative board begins with, of several ones too."""
CURATED = "curated"
"""Where most links come from, which goes without saying."""
TEXTS = tuple(
    (each.name, each.heading) for each in SHOWN if each.heading and each.type is Type.TEXT
)
"""Field of the record, heading."""


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


def amounts(entry: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return heading and value of the numbers that an example tells."""
    return [
        (field.heading.text(language()), amount(entry[field.name], field.unit))
        for field in SHOWN
        if field.heading and field.type is Type.NUMBER and entry[field.name] is not None
    ]


def lacking(entry: Mapping[str, Any]) -> str:
    """Name what is not known of an example and would help whoever wants to do the same."""
    wanted = [(name, head.text(language()).lower()) for name, head in TEXTS if name in WANTED]
    missing = [title for name, title in wanted if not entry[name]]
    if entry["budget"] is None:
        missing.append(gettext("kostnad"))
    if not entry["contact"]:
        missing.append(gettext("kontakt"))
    return joined(missing)


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
