"""The pages of counties: all of them, one, and two to four side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from flask import Blueprint, redirect, render_template
from flask import request as http

from app.addresses import slug
from app.counties import COUNTY, PROFILED, changed_last, places, profiles
from app.errors import Message, NotFound
from app.geography import county_neighbours
from app.searching.search import search
from web.caching import once_per_state
from web.conditions import LIST_PARAMETERS, by_ids, conditions
from web.counties import Examples, group_examples, national, sections, side_by_side
from web.county_map import county_map
from web.language import gettext, home, language
from web.query_string import (
    LIST_OF_IDS,
    QueryString,
    counted,
    file_of,
    following_of,
    found_at,
)
from web.regions import page_labels
from web.survey_answers import public_answers, state_of, surveys
from web.wording import TOGETHER

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from werkzeug.wrappers import Response

    from app.counties import Place
    from app.replies.releasing import SurveyAnswer
    from app.wiring import Services
    from web.conditions import Condition
    from web.county_map import CountyMap

PATH = "lan"
COMPARE = "lan/jamfor"
FEWEST, MOST = 2, 4
"""Counties side by side."""
DIMENSION = "dimension"
"""Parameter of the comparison: the only dimension to show."""
NEWEST = 5
BESIDE, BESIDE_OF_VALUE = 5, 3
"""Examples of each county that are shown side by side: of all, and of each value."""
MOST_COMPARED = 250
"""Examples of a county among which those are chosen: more than any county has of its own."""
NO_SUCH_COUNTY = Message(sv="Det finns inget sådant län.", en="There is no such county.")


def county_pages(services: Services, release: str) -> Blueprint:
    """Make the routes."""
    routes = Blueprint("counties", __name__)

    @routes.get(f"/{PATH}")
    def every() -> Response:
        return once_per_state(services, release, lambda: _every(services))

    @routes.get(f"/{COMPARE}")
    def compare() -> Response:
        answers = public_answers(services)
        state = state_of(answers)
        return once_per_state(services, release, lambda: _compare(services, answers), state)

    @routes.get(f"/{PATH}/<name>")
    def one(name: str) -> Response:
        place = _place(places(services, language()), name)
        if name != slug(place.short):
            return redirect(county_path(place), 301)
        answers = public_answers(services)
        state = state_of(answers)
        return once_per_state(services, release, lambda: _one(services, place, answers), state)

    return routes


def county_path(place: Place) -> str:
    """Return the address of a county's page."""
    return f"{home()}{PATH}/{slug(place.short)}"


def compare_path(chosen: Sequence[Place], *more: tuple[str, str]) -> str:
    """Return the address of counties side by side, with the rest of a search if any."""
    pairs = ((COUNTY, place.id) for place in chosen)
    return QueryString((*pairs, *more)).at(f"{home()}{COMPARE}")


class CountyLink(NamedTuple):
    """The page of one county, or of several side by side."""

    title: str
    address: str


def county_link(
    services: Services, codes: Collection[str], query: QueryString, back: QueryString
) -> CountyLink | None:
    """Return the page that tells more of these counties; none of more than are compared.

    Counties side by side keep the rest of the search, and one county the search to lead `back` to.
    """
    chosen = [place for place in places(services, language()) if place.id in codes]
    if len(chosen) == 1:
        sentence = gettext("Vad %(county)s har och saknar") % {"county": chosen[0].name}
        return CountyLink(sentence, back.at(county_path(chosen[0])))
    if FEWEST <= len(chosen) <= MOST:
        title = gettext("Jämför länen sida vid sida")
        return CountyLink(title, compare_path(chosen, *_rest(query).pairs))
    return None


def _place(known: Sequence[Place], name: str) -> Place:
    """Find a county by the last part of an address, or by its code."""
    for place in known:
        if slug(name) in _names(place):
            return place
    raise NotFound(NO_SUCH_COUNTY)


def _names(place: Place) -> set[str]:
    """Return what an address may call a county."""
    return {slug(place.short), slug(place.name), place.id}


def map_of_places(
    known: Sequence[Place], counts: Mapping[str, int], chosen: Sequence[Place] = ()
) -> CountyMap:
    """Draw all examples, each county a link to its page."""
    paths = {place.id: county_path(place) for place in known}
    values = [{"id": place.id, "label": place.name} for place in known]
    return county_map(
        values,
        counts,
        lambda county: paths.get(county) or found_at((COUNTY, county)),
        {place.id for place in chosen},
    )


def _every(services: Services) -> str:
    known, found = places(services, language()), profiles(services, language())
    return render_template(
        "counties.html",
        address=f"{home()}{PATH}",
        places=known,
        drawn=map_of_places(known, found.counties),
        chosen=(),
    )


def _one(services: Services, place: Place, answers: Sequence[SurveyAnswer]) -> str:
    known, found = places(services, language()), profiles(services, language())
    near = [each for each in known if each.id in county_neighbours()[place.id]]
    searched = QueryString.read(http.args, (LIST_OF_IDS,))
    return render_template(
        "county.html",
        place=place,
        back=searched.at(home()) if searched.pairs else "",
        total=found.counties.get(place.id, 0),
        national=national(found),
        sections=sections(found, place),
        neighbours=[
            (each, county_path(each), found.counties.get(each.id, 0), compare_path((place, each)))
            for each in near
        ],
        beside=compare_path((place, *near[: MOST - 1])) if near else "",
        newest=changed_last(services, place.id, NEWEST),
        surveys=surveys(answers, (place,)),
        drawn=map_of_places(known, found.counties, (place,)),
        own=_export_links(counted((COUNTY, place.id))),
        with_national=_export_links(QueryString(((COUNTY, place.id),))),
        address=county_path(place),
    )


class ExportLinks(NamedTuple):
    """The examples of a search as a list, as a file, and to follow."""

    hits: str
    file: str
    following: str


def _export_links(query: QueryString) -> ExportLinks:
    return ExportLinks(query.at(home()), file_of(query, "xlsx"), following_of(query))


def _compare(services: Services, answers: Sequence[SurveyAnswer]) -> str:
    known = places(services, language())
    chosen, unknown = _read_counties(known)
    enough = FEWEST <= len(chosen) <= MOST
    query = _rest(QueryString.read(http.args))
    request = query.request() if query.pairs else None
    found = profiles(services, language(), request)
    dimension = http.args.get(DIMENSION, "")
    dimensions = (dimension,) if dimension in PROFILED else PROFILED
    ways = _ways_to_compare(chosen, dimensions, query)
    is_ranked = bool(query.value("q")) and dimension not in PROFILED
    limit = BESIDE if is_ranked else MOST_COMPARED
    examples = _examples(services, chosen, query, limit) if enough else []
    limits: tuple[Condition, ...] = ()
    if request:
        echo = search(services, replace(request, limit=0, facets=())).query
        query = by_ids(query, echo)
        limits = _limits(services, chosen, query, echo)
    having = [each for each in examples if each.total]
    with_any = [each.place for each in having]
    by_value = (
        group_examples(found, having, dimensions[0], query, BESIDE_OF_VALUE)
        if dimension in PROFILED
        else ()
    )
    return render_template(
        "compare.html",
        dimension=dimension if dimension in PROFILED else "",
        ways=ways,
        file=lambda name, kind: _table_of(chosen, name, query).at(f"{home()}tackning.{kind}"),
        places=known,
        chosen=chosen,
        with_any=with_any,
        without_any=[each.place for each in examples if not each.total],
        unknown=unknown[:MOST],
        enough=enough,
        found=found.counties,
        paths={place.id: county_path(place) for place in chosen},
        examples=examples,
        shown_of_each=BESIDE,
        by_value=tuple(by_value),
        limits=limits,
        kept=query.pairs,
        text=query.value("q"),
        searched=(*((COUNTY, place.id) for place in chosen), *query.without("q").pairs),
        side_by_side=side_by_side(found, with_any, dimensions, query) if enough else None,
        surveys=surveys(answers, chosen) if enough else (),
        address=next(address for _, address, current in ways if current),
    )


def _rest(query: QueryString) -> QueryString:
    """Return a search without its counties, and without what only a list of hits has."""
    return query.without_any((*LIST_PARAMETERS, COUNTY, "national", LIST_OF_IDS))


def _read_counties(known: Sequence[Place]) -> tuple[list[Place], list[str]]:
    """Return the counties that the address names, and the names in it that are of none."""
    sent = (each for given in http.args.getlist(COUNTY) for each in given.split(","))
    names = [name for each in sent if (name := slug(each))]
    by_name = {name: place for place in known for name in _names(place)}
    chosen = list(dict.fromkeys(by_name[each] for each in names if each in by_name))
    return chosen, list(dict.fromkeys(each for each in names if each not in by_name))


def _examples(
    services: Services, chosen: Sequence[Place], query: QueryString, limit: int
) -> list[Examples]:
    """Return the first examples of each county that a search finds, no national ones.

    Without a text no order is better than another: those that fewest of the counties share lead.
    """
    codes = {place.id for place in chosen}
    found = []
    for place in chosen:
        own = query.counted(COUNTY, place.id)
        answer = search(services, replace(own.request(), limit=limit, facets=()))
        entries: list[Mapping[str, Any]] = list(answer.items)
        if not query.value("q"):
            entries.sort(key=lambda entry: len(codes.intersection(entry["counties"])))
        found.append(Examples(place, answer.total, entries, own.at(home())))
    return found


def _limits(
    services: Services, chosen: Sequence[Place], query: QueryString, echo: Mapping[str, Any]
) -> tuple[Condition, ...]:
    """Return the conditions of a search beside the counties, each with the way to drop it."""
    counties = tuple((COUNTY, place.id) for place in chosen)
    path = f"{home()}{COMPARE}"
    rest = QueryString((*counties, *query.pairs))
    return conditions(rest, echo, path, page_labels(services))


def _ways_to_compare(
    chosen: Sequence[Place], shown: Sequence[str], query: QueryString
) -> list[tuple[str, str, bool]]:
    """Return title and address of all dimensions and of each, and whether it is what is shown."""
    return [
        (gettext("Allt"), compare_path(chosen, *query.pairs), len(shown) > 1),
        *(
            (
                TOGETHER[name],
                compare_path(chosen, *query.pairs, (DIMENSION, name)),
                tuple(shown) == (name,),
            )
            for name in PROFILED
        ),
    ]


def _table_of(chosen: Sequence[Place], name: str, query: QueryString) -> QueryString:
    """Return the matrix of a dimension beside counties, which is also there as a file."""
    counties = ((COUNTY, place.id) for place in chosen)
    return QueryString((*counties, *query.pairs, ("rows", name), ("columns", COUNTY)))
