"""A search with mistakes: its page keeps the form and what was chosen, and tells all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flask import make_response, render_template
from flask import request as http

from app.errors import InvalidQuery
from app.searching.search import search
from record.filters import RANGES, YEAR_UNKNOWN
from web.caching import NO_STORE
from web.facets import facets, holdings, pairs_without_boxes
from web.language import gettext, home, language, marked
from web.query_string import FACETS, LIST_OF_IDS, QueryString
from web.results_page import known_values
from web.wording import SORTS, bound, title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flask import Response

    from app.errors import Issue
    from app.searching.requests import SearchAnswer
    from app.wiring import Services
    from record.filters import Range

NOT_UNDERSTOOD = marked("Sökningen går inte att tolka")
TOO_LONG = marked("Sökningen är för lång")
ROUNDS = 3
"""Limits of single values are reported first, then unknown values and combinations; what remains is
understood, unless there are more mistakes than are shown at once."""
BOUNDED = {name: each for each in RANGES for name in (each.low, each.high)}
REVERSED = "reversed-range"
FAULTS = {
    "unknown-value": marked("Det finns inget sådant värde."),
    "repeated": marked("Ange bara ett värde."),
    "not-boolean": marked("Ta bort det ur adressen."),
    "not-choice": marked("Det finns ingen sådan ordning."),
    "not-uuid": marked("Det är inget id för ett exempel."),
    "invalid-year": marked("Skriv ett årtal med fyra siffror."),
    "too-deep": marked("Så långt fram går det inte att bläddra. Begränsa sökningen med filter."),
}
"""Code of a fault -> how pages say it; the API's sentences name parameters, which nobody reads."""
NO_NUMBER = {
    "year": marked("Skriv ett årtal med fyra siffror, till exempel 2019."),
    "budget": marked("Skriv beloppet i hela kronor med siffror, till exempel 500 000."),
}
"""Range -> what to write where there is no number, if it has words of its own."""
ANY_NUMBER = marked("Skriv ett helt tal med siffror.")
TURNED_ROUND = {
    "year": marked("Från-året (%(low)s) är senare än till-året (%(high)s). Byt plats på dem."),
    "budget": marked(
        "Från-beloppet (%(low)s) är större än till-beloppet (%(high)s). Byt plats på dem."
    ),
}
"""Range -> what to do where its bounds are the wrong way round, if it has words of its own."""
ANY_TURNED_ROUND = marked(
    "Från-värdet (%(low)s) är större än till-värdet (%(high)s). Byt plats på dem."
)


class Mistake(NamedTuple):
    """A mistake in words; `field` is the id of what it is mended in, `nearest` name and address."""

    field: str
    parameter: str
    code: str
    title: str
    value: str
    sentence: str
    nearest: Sequence[tuple[str, str]]


def mistakes(query: QueryString, issues: Iterable[Issue]) -> list[Mistake]:
    """Put what is wrong with a search into words."""
    return [
        Mistake(
            field=_field(issue.parameter),
            parameter=issue.parameter,
            code=issue.code,
            title=title_of(issue.parameter),
            value="" if issue.code == REVERSED else issue.value,
            sentence=_sentence(query, issue),
            nearest=_nearest(query, issue),
        )
        for issue in issues
    ]


def mistakes_page(services: Services) -> Response:
    """Answer a search with its form as it was filled in, each mistake marked."""
    sent = QueryString.read(http.args, (LIST_OF_IDS,))
    rest, answer, issues = _understood(services, sent)
    found = mistakes(sent, issues)
    page = render_template(
        "mistakes.html",
        heading=heading_of(found),
        mistakes=found,
        faults=_by_field(found),
        sent=sent,
        text=sent.value("q"),
        answer=answer,
        rest=rest.without("page"),
        facets=facets(answer, known_values(services), {each.parameter for each in found}),
        holdings=holdings(answer, rest),
        kept=pairs_without_boxes(rest),
        ranges={each.name: each for each in RANGES},
    )
    return make_response(page, 400, NO_STORE)


def heading_of(found: Sequence[Mistake]) -> str:
    """Return what a page of mistakes is headed by, before translation."""
    too_long = all((each.parameter, each.code) == ("q", "too-long") for each in found)
    return TOO_LONG if found and too_long else NOT_UNDERSTOOD


def _understood(
    services: Services, query: QueryString
) -> tuple[QueryString, SearchAnswer, list[Issue]]:
    """Return what of a search can be understood, what that finds, and all that cannot."""
    issues: list[Issue] = []
    for _ in range(ROUNDS):
        try:
            return query, search(services, query.request()), issues
        except InvalidQuery as error:
            issues += error.issues
            query = without_mistakes(query, error.issues)
    query = QueryString(tuple(("q", each) for each in query.values("q")))
    return query, search(services, query.request()), issues


def without_mistakes(query: QueryString, issues: Iterable[Issue]) -> QueryString:
    """Return what of a search is not wrong."""
    for issue in issues:
        if issue.code == REVERSED:
            bounded = BOUNDED[issue.parameter]
            query = query.without_any((bounded.low, bounded.high))
        elif issue.value in query.values(issue.parameter):
            query = query.without(issue.parameter, issue.value)
        else:
            query = query.without(issue.parameter)
    return query


def _by_field(mistakes_found: Iterable[Mistake]) -> dict[str, Mistake]:
    """Return parameter -> the first mistake in it; bounds the wrong way round are both to mend."""
    found: dict[str, Mistake] = {}
    for each in mistakes_found:
        found.setdefault(each.parameter, each)
        if each.code == REVERSED:
            found.setdefault(BOUNDED[each.parameter].high, each)
    return found


def _field(parameter: str) -> str:
    """Return the id of the field of a parameter; the form has none for some."""
    if parameter in FACETS:
        return f"f-{parameter}"
    if parameter == "national":
        return "f-national"
    return parameter if parameter == "q" or parameter in BOUNDED else ""


def _sentence(query: QueryString, issue: Issue) -> str:
    if (range_ := BOUNDED.get(issue.parameter)) and (found := _of_range(query, issue.code, range_)):
        return found
    own = FAULTS.get(issue.code)
    return gettext(own) if own else issue.message.text(language())


def _of_range(query: QueryString, code: str, bounds: Range) -> str:
    """Tell what is wrong with a bound, in the words of its range, if they say more."""
    if code == "not-integer":
        return gettext(NO_NUMBER.get(bounds.name, ANY_NUMBER))
    if code == "out-of-range":
        lowest, highest = (bound(bounds.name, each) for each in (bounds.lowest, bounds.highest))
        found = gettext("Skriv ett tal från %(lowest)s till %(highest)s.")
        return found % {"lowest": lowest, "highest": highest}
    if code != REVERSED:
        return ""
    low, high = (bound(bounds.name, int(query.value(each))) for each in (bounds.low, bounds.high))
    found = gettext(TURNED_ROUND.get(bounds.name, ANY_TURNED_ROUND))
    return found % {"low": low, "high": high}


def _nearest(query: QueryString, issue: Issue) -> list[tuple[str, str]]:
    """Give each valid value that lies near the address of the same search with it instead."""
    rest = query.without(issue.parameter, issue.value)
    return [
        (value, rest.adding(issue.parameter, value).at(home()))
        for value in issue.nearest
        if _has_name(issue.parameter, value)
    ]


def _has_name(parameter: str, value: str) -> bool:
    """Return whether pages offer a value; some are words of the API only."""
    if parameter == "sort":
        return value in SORTS
    return value not in ("true", "false", YEAR_UNKNOWN)
