"""Choosing what an entry is linked to: short lists as boxes to tick, long ones by a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from flask import abort
from flask import request as http

from app.accounts.access import WRITE
from app.entries.reading import get_entry
from app.errors import EntryWithdrawn, ExempelbankenError, NotFound
from app.searching.requests import SearchRequest
from app.searching.search import search
from desk.access import caller, services
from desk.entries import PATH
from desk.entry_form import CHOSEN, FORM_FIELDS, RELATIONS, evidence_name
from desk.pages import page
from desk.routes import Routes
from record.field import Type
from record.fields import VOCABULARY_OF
from record.lists import OUTGOING, RELATION_TYPES
from web.language import language
from web.wording import RELATIONS as RELATION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from werkzeug.wrappers import Response

routes = Routes()
MOST_BOXES = 21
"""As many values are ticked in a list; more are searched."""
AT_ONCE = 12
LONGEST_TYPED = 100
ORGANISATIONS = tuple(name for name, each in FORM_FIELDS.items() if each.organisation)
SEARCH = "sok-"
"""What the name of a field begins with in which values are searched."""


class Option(NamedTuple):
    """A value to choose; `number` is that of a goal or target."""

    value: str
    label: str
    number: str = ""


class Picker(NamedTuple):
    """The values of a field: those chosen, and others that are shown; of a long list only hits."""

    field: str
    chosen: list[Option]
    others: list[Option]
    searched: bool
    typed: str


def is_searched(field: str) -> bool:
    """Return whether a field has more values than a page lists."""
    if field in ORGANISATIONS or field == RELATIONS:
        return True
    return len(services().vocabularies.known[field]) > MOST_BOXES


def pickers(filled: Mapping[str, Any], searches: Mapping[str, str]) -> dict[str, Picker]:
    """Return a picker for each field that has values to choose."""
    return {
        field: _picker(field, filled, searches.get(field, ""))
        for field in (*CHOSEN, *ORGANISATIONS)
    }


def _picker(field: str, filled: Mapping[str, Any], text: str) -> Picker:
    values = [] if field in ORGANISATIONS else list(filled.get(field, ()))
    chosen = [option_of(field, each) for each in values]
    if is_searched(field):
        hits = [each for each in matching(field, text) if each.value not in values]
        return Picker(field, chosen, hits, searched=True, typed=text)
    known = services().vocabularies.known[field]
    others = [option_of(field, each) for each in known if each not in values]
    return Picker(field, chosen, others, searched=False, typed="")


def option_of(field: str, value: str) -> Option:
    """Return a value with what it is called."""
    if field == RELATIONS:
        type_, _, entry_id = value.partition(":")
        return Option(value, f"{_relation(type_)}: {_title(entry_id)}")
    name = services().vocabularies.name(VOCABULARY_OF[field], value, language())
    return Option(value, name, value if field in {"objectives", "goals", "targets"} else "")


def _relation(type_: str) -> str:
    return RELATION_WORDS.get((type_, OUTGOING), type_)


def _title(entry_id: str) -> str:
    try:
        return str(get_entry(services(), entry_id, caller())["title"])
    except (NotFound, EntryWithdrawn):
        return entry_id


def matching(field: str, text: str) -> list[Option]:
    """Return the values of a field that a text may mean, the best first; none for no text."""
    text = text.strip()[:LONGEST_TYPED]
    if not text:
        return []
    if field == RELATIONS:
        return list(_entries(text))
    of = "organisations" if field in ORGANISATIONS else VOCABULARY_OF[field]
    found = services().vocabularies.matching(of, text, AT_ONCE)
    if field in ORGANISATIONS:
        return [Option(each.pref_sv, each.pref_sv) for each in found]
    return [option_of(field, each.id) for each in found]


def _entries(text: str) -> Iterable[Option]:
    """Yield each way to be related to public entries; none while search does not answer."""
    try:
        hits = search(services(), SearchRequest(text, limit=AT_ONCE // 2)).items
    except ExempelbankenError:
        return
    for hit in hits:
        for type_ in RELATION_TYPES:
            yield Option(f"{type_}:{hit['id']}", f"{_relation(type_)}: {hit['title']}")


def picker_searches() -> dict[str, str]:
    """Return field -> what is searched for in the form that was sent."""
    fields = (*CHOSEN, *ORGANISATIONS)
    given = {field: http.form.get(f"{SEARCH}{field}", "").strip() for field in fields}
    return {field: text for field, text in given.items() if text}


def with_used(filled: dict[str, Any]) -> dict[str, Any]:
    """Return the fields with the organisation whose button was pressed."""
    field, _, name = http.form.get("use", "").partition(":")
    if field not in ORGANISATIONS or not name:
        return filled
    before = filled[field] if FORM_FIELDS[field].type is Type.TEXTS else ""
    return {**filled, field: f"{before}\n{name}".strip()}


@routes.get(f"/{PATH}/varden/<field>", WRITE)
def values_page(field: str) -> Response:
    """List what a half-typed text may mean, for the script of the editor."""
    if field not in {*ORGANISATIONS, *CHOSEN}:
        abort(404)
    found = matching(field, http.args.get("q", ""))
    return page("desk/entry_values.html", options=found, field=field, evidence_name=evidence_name)
