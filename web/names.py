"""What filters and bounds are called in the language of the page."""

from __future__ import annotations

from record.filters import BY_NAME, RANGES
from web.language import gettext, language, marked, ngettext
from web.wording import number

MANY = {
    "county": marked("Län"),
    "objective": marked("Miljömål"),
    "goal": marked("Globala mål"),
    "sector": marked("Branscher"),
    "lever": marked("Cirkulära strategier"),
    "funding": marked("Finansiering"),
    "kind": marked("Typer av exempel"),
}


def values_title(name: str) -> str:
    """Return what the values of a filter are called together."""
    return gettext(MANY[name])


def filter_title(name: str) -> str:
    """Return what stands over the values of a filter."""
    return BY_NAME[name].title.text(language())


def range_title(parameter: str) -> str:
    """Return what a bound of a range is called."""
    for each in RANGES:
        if parameter == each.low:
            return gettext("%(title)s från") % {"title": each.title.text(language())}
        if parameter == each.high:
            return gettext("%(title)s till") % {"title": each.title.text(language())}
    return parameter


def examples(count: int) -> str:
    """Write a number of examples."""
    words = ngettext("%(number)s exempel", "%(number)s exempel", count)
    return words % {"number": number(count)}
