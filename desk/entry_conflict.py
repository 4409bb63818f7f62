"""Two people have changed the same: both texts side by side, and a choice for each field."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flask import request as http

from app.wiring import known
from desk.entry_form import FORM_FIELDS, changed_field_names, group_of
from desk.entry_pickers import option_of
from desk.entry_words import NAMES
from desk.forms import SHOWN
from desk.pages import page
from web.language import gettext, language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from werkzeug.wrappers import Response

    from desk.entry_form import Filled

CHOICE = "val-"
"""What the name of the choice of a field begins with."""
MINE, THEIRS = "mitt", "deras"


class Row(NamedTuple):
    """A field that differs; `choice` is what goes without saying: nobody else has changed it."""

    name: str
    title: str
    theirs: str
    mine: str
    choice: str


class Sent(NamedTuple):
    """A form that met a change: where it goes, what it brings along, and the step of its button.

    `note` is shown instead of the step where nothing can be saved any more; `button` is what the
    step is called, if it does more than save.
    """

    place: str
    hidden: Mapping[str, str]
    step: str
    note: str = ""
    button: str = ""


def conflict_page(
    form: Sent,
    now: Filled,
    filled: Filled,
    based_on: Filled | None,
    undecided: Sequence[str] = (),
) -> Response:
    """Show what somebody else has made of something beside what was filled in; nothing is lost.

    What only they have changed is taken from them; what only the sender has changed is chosen.
    """
    merged = _with_theirs(filled, now, based_on)
    fault = gettext("Välj en av texterna.")
    return page(
        "desk/conflict.html",
        409,
        form=form,
        rows=rows_of(now, merged, based_on, http.form if undecided else {}),
        fields=[
            *((name, each) for name, value in merged.items() for each in _each(value)),
            *((SHOWN, name) for name, value in merged.items() if isinstance(value, list)),
            *form.hidden.items(),
        ],
        faults=[(f"{CHOICE}{name}", f"{title_of(name)}: {fault}") for name in undecided],
        choice_name=CHOICE,
    )


def _each(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def _with_theirs(filled: Filled, now: Filled, based_on: Filled | None) -> Filled:
    """Return what was filled in, with the fields that only somebody else has changed."""
    if based_on is None:
        return filled
    untouched = groups(now, filled) - groups(based_on, filled)
    return merge_fields(filled, now, untouched)


def groups(one: Filled, other: Filled) -> set[str]:
    """Return the fields that differ; quotes belong to that of their link."""
    return {group_of(name) for name in changed_field_names(one, other)}


def merge_fields(filled: Filled, other: Filled, names: set[str]) -> Filled:
    """Return what was filled in, with some fields of another version."""
    own = {name: value for name, value in filled.items() if group_of(name) not in names}
    return own | {name: value for name, value in other.items() if group_of(name) in names}


def rows_of(
    now: Filled, mine: Filled, based_on: Filled | None, choices: Mapping[str, str]
) -> list[Row]:
    """Return the fields that differ, in words."""
    both = groups(now, based_on) if based_on is not None else groups(now, mine)
    return [
        Row(
            name,
            title_of(name),
            shown(name, now),
            shown(name, mine),
            choices.get(f"{CHOICE}{name}", "" if name in both else MINE),
        )
        for name in dict.fromkeys(map(group_of, changed_field_names(now, mine)))
    ]


def chosen(now: Filled, filled: Filled) -> tuple[Filled, list[str]]:
    """Return the fields as they were chosen from both, and those of which none was."""
    names = dict.fromkeys(map(group_of, changed_field_names(now, filled)))
    choices = {name: http.form.get(f"{CHOICE}{name}", "") for name in names}
    theirs = {name for name, choice in choices.items() if choice == THEIRS}
    undecided = [name for name, choice in choices.items() if choice not in {MINE, THEIRS}]
    return (filled if undecided else merge_fields(filled, now, theirs)), undecided


def title_of(name: str) -> str:
    """Return what a field is called."""
    return NAMES.get(name, name)


def shown(name: str, filled: Filled) -> str:
    """Return a field in words, with the quotes that its links rest on."""
    value = filled.get(name, "")
    if isinstance(value, list):
        return "\n".join(_linked(name, each, filled) for each in value)
    return value_name(name, value)


def value_name(name: str, value: str) -> str:
    """Return the text of a field, or what its code is called."""
    vocabulary = FORM_FIELDS[name].vocabulary if name in FORM_FIELDS else ""
    return known().vocabularies.name(vocabulary, value, language()) if vocabulary else value


def _linked(name: str, value: str, filled: Filled) -> str:
    option = option_of(name, value)
    quotes = filled.get(f"evidence-{name}-{value}", "")
    label = f"{option.number} {option.label}".strip()
    return f"{label}: {' … '.join(quotes.split(chr(10) * 2))}" if quotes else label
