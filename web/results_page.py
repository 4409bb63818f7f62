"""The page of hits: what its template is given."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import render_template

from app.counties import COUNTY
from record.filters import RANGES, VOCABULARY_OF
from web.conditions import by_ids, limits
from web.county_pages import county_link
from web.entry_page import API_ENTRIES
from web.facets import ZEROS, facets, holdings, pairs_without_boxes
from web.headings import (
    is_unanswered,
    place,
    shares,
    subject,
    where_and_when,
    with_national,
)
from web.language import gettext, home, language
from web.paging import paging
from web.query_string import LIST_OF_IDS, QueryString, following_of
from web.reading import Reading
from web.regions import page_labels, shortcuts
from web.results import (
    chosen_counties,
    concepts,
    corrections,
    hit,
    hit_groups,
    own_first,
    period,
    relaxations,
    scores,
    topics,
    typed_keys,
    with_excluded,
)
from web.views import LIST, views
from web.wording import SORTS

if TYPE_CHECKING:
    from app.searching.requests import SearchAnswer, SearchRequest
    from app.wiring import Services


def results_page(
    services: Services, query: QueryString, request: SearchRequest, answer: SearchAnswer
) -> str:
    """Write the page of what a search has found."""
    query = by_ids(query, answer.query)
    bare = query.without(LIST_OF_IDS)
    label = page_labels(services)
    named, about = place(query, answer, home(), label), subject(answer, label)
    typed = typed_keys(answer)
    reading = Reading(
        corrections=corrections(answer),
        shares=shares(answer, label),
        concepts=concepts(query, answer, home(), label) if answer.total else (),
        topics=topics(query, answer, home(), typed) if answer.total else (),
        period=period(query, answer, home()),
        omitted=[(each, found) for each in RANGES if (found := answer.query[each.without])],
    )
    return render_template(
        "results.html",
        query_string=query,
        answer=answer,
        answer_explained=request.explain,
        scores=scores(answer),
        groups=hit_groups(query, request, answer, typed),
        nearby=tuple(hit(each, typed) for each in answer.nearby),
        facets=facets(answer, known_values(services)),
        holdings=holdings(answer, query),
        kept=pairs_without_boxes(query),
        shortcuts=shortcuts(query, chosen_counties(answer), home(), label),
        ranges={each.name: each for each in RANGES},
        chips=limits(query.without("page"), answer.query, home(), label),
        subject=about,
        unanswered=is_unanswered(answer, about),
        place=named,
        found_where=where_and_when(answer, named),
        reading=reading,
        statements=reading.statements(answer),
        with_national=with_national(answer),
        chosen_counties=len(query.values("county")),
        of_counties=county_link(
            services, chosen_counties(answer), _without_places(bare, answer), query
        ),
        everything=with_excluded(query, answer, home()),
        explaining=_explaining(query, request),
        relaxations=relaxations(query, answer, home()),
        paging=paging(query, home(), request.page, request.limit, answer.total),
        sorts=_sorts(query, request, answer),
        sorting=query.without("page").without("sort").pairs or (("q", ""),),
        views=views(bare.without("page").without("limit").without("sort"), LIST),
        cleared=_text_only_url(query, request),
        one_subject=_is_one_subject(bare),
        address=bare.at(home()),
        carried=query.listed,
        search_before=urlencode(bare.pairs),
        print_out=bare.without("page").without("limit").at(f"{home()}utskrift"),
        following=following_of(bare),
        columns=bare.without_any(("page", "limit", "explain")).at(f"{home()}kolumner"),
        back=f"?{urlencode(query.pairs if bare.pairs else [('q', ''), *query.pairs])}",
        api=bare.at(API_ENTRIES),
        files=bare.without_any(("page", "limit", "explain")).adding("language", language()),
    )


def _without_places(query: QueryString, answer: SearchAnswer) -> QueryString:
    """Return the search without the names of counties in its text."""
    if named := answer.query["place"]:
        return query.replacing("q", named["sought"])
    read = {each["filter"] for each in answer.query["concepts"]}
    is_place_alone = COUNTY in read and COUNTY not in answer.query["filters"]
    return query.without("q") if is_place_alone else query


def _text_only_url(query: QueryString, request: SearchRequest) -> str:
    """Return the address of the search with nothing but its text, and of all without one."""
    kept = [pair for pair in query.pairs if pair[0] == LIST_OF_IDS]
    return QueryString((("q", request.text), *kept)).at(home())


def known_values(services: Services) -> dict[str, list[dict[str, str]]]:
    """Return all values of the filters whose values are shown without examples, too."""
    return {name: services.vocabularies.values(name, language()) for name in ZEROS}


def _sorts(
    query: QueryString, request: SearchRequest, answer: SearchAnswer
) -> list[tuple[str, str, bool]]:
    """Return value and title of each order, and whether it is the one that is shown."""
    own = own_first(query)
    first = [("", gettext("Länets egna först"), own)] if _county_alone(query) else []
    return first + [
        (name, title, not own and (request.sort or answer.query["sort"]) == name)
        for name, title in SORTS.items()
        if name != "relevance" or request.text
    ]


def _county_alone(query: QueryString) -> bool:
    return bool(query.values("county")) and not query.value("q")


def _is_one_subject(query: QueryString) -> bool:
    """Return whether a page shows all of one filter, which search engines may know."""
    return len(query.pairs) == 1 and query.pairs[0][0] in VOCABULARY_OF


def _explaining(query: QueryString, request: SearchRequest) -> str:
    """Return the address of the page with, or without, why each example was found."""
    rest = query.without("explain")
    return (rest if request.explain else rest.adding("explain", "true")).at(home())
