"""The boxes of filters as markup: what is the same on every page is made once for each value.

A page of hits has well over a hundred of them, and they were a third of the time that its template
takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from flask import Flask
from markupsafe import Markup

from web.facets import Value
from web.language import language
from web.wording import number

Boxes = Callable[[str, Iterable[Value]], Markup]


KEPT = 2000
"""Values of filters in two languages; those of the pages' filters are some hundred."""
GAP = "\0"
TICKED = " checked"
ONE, MANY = 1, 2
"""Numbers of examples that words follow in the singular and the plural."""


def filter_boxes(flask_app: Flask) -> Boxes:
    """Return what writes the boxes of a filter by parts/box.html."""

    @lru_cache(maxsize=KEPT)
    def around(
        name: str, value_id: str, label: str, amount: int, _language: str
    ) -> tuple[str, str, str]:
        template = flask_app.jinja_env.get_template("parts/box.html")
        before, between, after = template.render(
            name=name, id=value_id, label=label, amount=amount, ticked=GAP, count=GAP
        ).split(GAP)
        return before, between, after

    def boxes(name: str, values: Iterable[Value]) -> Markup:
        parts: list[str] = []
        spoken = language()
        for value in values:
            before, between, after = around(
                name, value.id, value.label, ONE if value.count == ONE else MANY, spoken
            )
            ticked = TICKED if value.selected else ""
            parts += (before, ticked, between, number(value.count), after)
        return Markup("".join(parts))  # noqa: S704 - of the template, which escapes, and numbers

    return boxes
