"""What is taken along: all hits of a search to print, and the list of examples that one has ticked.

A list is its ids in the address, so that it can be sent; a browser may keep it too (list.js).
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, quote
from uuid import UUID

from flask import Blueprint, redirect, render_template
from flask import request as http
from werkzeug.datastructures import MultiDict

from app.searching.requests import last_page
from app.searching.search import index_state, live_index, search
from schemas.arguments import MOST_IDS
from web.caching import address_etag, not_modified, revalidated, unchanged
from web.columns_page import usual_columns
from web.conditions import by_ids
from web.entry import example_rows, sections
from web.headings import is_unanswered, place, shares, subject, where_and_when
from web.language import gettext, home
from web.lead import lead_of
from web.query_string import LIST_FILE, LIST_OF_IDS, QueryString, file_of, page_of
from web.regions import page_labels
from web.results import HitCard, findings, hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flask import Response
    from werkzeug.wrappers import Response as AnyResponse

    from app.wiring import Services

PART = 70
"""Examples of a print-out, some twenty sheets and 100 kB; of more hits there are several parts. A
list of one's own is short enough to be in one, in its own order."""
MOST_COMPARED = 4
"""Examples side by side."""
SEARCH_BEFORE = "sok"
"""Parameter of a list: the query string of the search that it was opened from."""
MOST_TOLD = 8
"""Titles in a mail that sends a list."""
LONGEST_LETTER = 2000
"""Characters of an address that opens a mail: Windows and Outlook cut longer ones off."""


def saved_list_routes(services: Services, release: str) -> Blueprint:
    """Make the routes."""
    routes = Blueprint("take_along", __name__)

    @routes.get("/utskrift")
    def print_out() -> AnyResponse:
        query = QueryString.read(http.args).without_any(("limit", "explain"))
        snapshot = live_index(services)
        etag = address_etag(index_state(services, snapshot), release)
        if unchanged(etag):
            return not_modified(etag)
        size = MOST_IDS if query.is_list else PART
        request = replace(query.request(), limit=size, facets=("county",))
        if query.is_list:
            request = replace(request, sort=None)
        answer, label = search(services, request, snapshot), page_labels(services)
        query = by_ids(query, answer.query).without("page")
        parts, about = _parts(query, answer.total, size), subject(answer, label)
        if request.page > len(parts):
            return redirect(query.at(f"{home()}utskrift"))
        page = render_template(
            "print.html",
            address=query.at(f"{home()}utskrift"),
            answer=answer,
            hits=[hit(item) for item in answer.items],
            of_list=query.is_list,
            sections_of=partial(sections, services),
            subject=about,
            unanswered=is_unanswered(answer, about),
            found_where=where_and_when(answer, place(query, answer, home(), label)),
            shares=shares(answer, label),
            parts=parts,
            here=parts[request.page - 1],
            search=page_of(query),
            back=list_address(query.values("id"), search_before())
            if query.is_list
            else page_of(query),
            file=file_of(query, "xlsx"),
        )
        return revalidated(page, etag)

    @routes.get("/lista")
    def my_list() -> AnyResponse:
        listed = _listed_ids()
        if changed := _edited_list_url(listed):
            return redirect(changed)
        whole = tuple(filter(is_whole, listed))
        ids = whole[:MOST_IDS]
        chosen = list_of(ids)
        hits, unknown = _find_listed(services, ids)
        page = render_template(
            "list.html",
            hits=hits,
            findings=findings,
            unknown=unknown,
            broken=len(listed) - len(whole),
            listed=whole,
            carried=ids,
            most_compared=MOST_COMPARED,
            rest=len(whole) - len(ids),
            rest_address=list_of(whole[MOST_IDS:]).at(f"{home()}lista"),
            search_before=search_before(),
            address=list_address(ids),
            letter=_mailto_url(hits, f"{services.settings.public_url}{list_address(ids)}"),
            more=_address_for_more(chosen),
            print_out=_with_search(chosen, search_before()).at(f"{home()}utskrift"),
            file=f"{home()}{LIST_FILE}",
            usual_columns=usual_columns(),
            columns=chosen.at(f"{home()}kolumner"),
        )
        return revalidated(page, None)

    @routes.get("/lista/jamfor")
    def compare() -> Response:
        whole = tuple(filter(is_whole, _listed_ids()))
        ids = whole[:MOST_COMPARED]
        hits, _ = _find_listed(services, ids)
        entries = [each.entry for each in hits]
        page = render_template(
            "compare_examples.html",
            entries=entries,
            rows=example_rows(services, entries),
            omitted=len(whole) - len(ids),
            carried=QueryString.read(http.args, (LIST_OF_IDS,)).listed or ids,
            search_before=search_before(),
            address=list_of(ids).at(f"{home()}lista/jamfor"),
        )
        return revalidated(page, None)

    return routes


def _listed_ids() -> dict[str, None]:
    """Return the ids of the address, each once, in their order."""
    return dict.fromkeys(QueryString.read(http.args).values("id"))


def _edited_list_url(listed: Iterable[str]) -> str:
    """Return the address of the list with an example removed or moved up; empty if none is."""
    removed, raised = http.args.get("bort", ""), http.args.get("upp", "")
    ids = [each for each in listed if each != removed]
    if raised in ids[1:]:
        at = ids.index(raised)
        ids[at - 1 : at + 1] = raised, ids[at - 1]
    if not (removed or raised):
        return ""
    address = list_address(ids, search_before())
    return f"{address}#e-{raised}" if raised else address


def _find_listed(services: Services, ids: Sequence[str]) -> tuple[tuple[HitCard, ...], int]:
    """Return the examples of a list in its order, and how many of them there are no longer."""
    if not ids:
        return (), 0
    request = replace(list_of(ids).request(), sort=None, limit=MOST_IDS, facets=())
    answer = search(services, request)
    return tuple(hit(item) for item in answer.items), len(answer.query["unknownIds"])


def is_whole(text: str) -> bool:
    """Return whether a text is an id; a mail program may have cut an address off."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def list_address(ids: Sequence[str], before: str = "") -> str:
    """Return the address of a list of examples; of none, that of the list a browser remembers.

    `before` is the query string of the search that it leads back to.
    """
    return _with_search(list_of(ids), before).at(f"{home()}lista")


def _with_search(query: QueryString, before: str) -> QueryString:
    return query.adding(SEARCH_BEFORE, before) if before else query


def search_before() -> str:
    """Return the query string of the search that a list was opened from, as its address has it."""
    return http.args.get(SEARCH_BEFORE, "")


def list_of(ids: Sequence[str]) -> QueryString:
    """Return the search for the examples of a list."""
    return QueryString(tuple(("id", each) for each in ids))


def _mailto_url(hits: Sequence[HitCard], address: str) -> str:
    """Return what opens a mail with the first titles of a list and its address.

    A longer list is sent by its address alone, and none opens where that is too long, too.
    """
    titles = [lead_of(card.entry).title for card in hits[:MOST_TOLD]]
    about = quote(gettext("Exempel ur Exempelbanken"))
    for lines in ((*titles, "", address), (address,)):
        text = quote("\r\n".join(lines), safe="")
        letter = f"mailto:?subject={about}&body={text}"
        if len(letter) <= LONGEST_LETTER:
            return letter
    return ""


class Part(NamedTuple):
    """Some of the hits of a search: the places of the first and last, and where they are."""

    first: int
    last: int
    address: str


def _parts(query: QueryString, total: int, size: int) -> tuple[Part, ...]:
    """Divide the hits of a search into print-outs, in their order."""
    return tuple(
        Part(
            first=(number - 1) * size + 1,
            last=min(number * size, total),
            address=(query.adding("page", str(number)) if number > 1 else query).at(
                f"{home()}utskrift"
            ),
        )
        for number in range(1, last_page(total, size) + 1)
    )


def _address_for_more(chosen: QueryString) -> str:
    """Return the address of the search that the list came from, or of all, with the list along."""
    before = QueryString.read(MultiDict(parse_qsl(search_before(), keep_blank_values=True)))
    ids = chosen.values("id")
    before = before.without(LIST_OF_IDS) if before.pairs else QueryString((("q", ""),))
    return (before.adding(LIST_OF_IDS, ".".join(ids)) if ids else before).at(home())
