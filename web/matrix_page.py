"""The page of the coverage matrix, and the same as a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, Response, make_response, render_template
from flask import request as http

from app.counties import COUNTY
from app.exports.files import XLSX_TYPE
from app.searching.crossing import cross
from app.wiring import Services
from web.axes import AXES, PATH, SIDES, Axes, laid_out, read_axes, ready_tables
from web.caching import NO_STORE, once_per_state
from web.conditions import LIST_PARAMETERS, Condition, by_ids, conditions
from web.language import gettext, home, language, marked
from web.matrix import Matrix, matrix
from web.matrix_files import as_csv, as_xlsx
from web.query_string import QueryString
from web.regions import page_labels
from web.views import views
from web.wording import TITLES

NOTE = marked("0 betyder att exempel saknas här, inte att länet är overksamt.")


def matrix_page(services: Services, release: str) -> Blueprint:
    """Make the routes."""
    routes = Blueprint("matrix", __name__)

    @routes.get(f"/{PATH}")
    def page() -> Response:
        return _answer(services, release, _page)

    @routes.get(f"/{PATH}.csv")
    @routes.get(f"/{PATH}.xlsx")
    def file() -> Response:
        return _answer(services, release, _file)

    return routes


def _answer(
    services: Services, release: str, make: Callable[[Services, Axes], str | Response]
) -> Response:
    """Answer with the table, or with its form where rows and columns make none."""
    axes = read_axes(QueryString.read(http.args, SIDES))
    if not axes.mistakes:
        return once_per_state(services, release, lambda: make(services, axes))
    query = _search()
    page = render_template(
        "axes.html",
        chosen=axes,
        pairs=query.pairs,
        axes=[(name, TITLES[name]) for name in AXES],
        tables=ready_tables(query),
        hits=query.at(home()),
    )
    return make_response(page, HTTPStatus.BAD_REQUEST, NO_STORE)


def _search() -> QueryString:
    return QueryString.read(http.args).without_any(LIST_PARAMETERS)


def _search_and_table(
    services: Services, axes: Axes
) -> tuple[QueryString, Matrix, tuple[Condition, ...]]:
    """Return the search by its ids, its table and what it is limited to."""
    rows, columns, _ = axes
    query = _search()
    request = replace(query.request(), facets=(), language=language())
    crossing = cross(services, rows, columns, request)
    query = by_ids(query, crossing.query)
    view = laid_out(query, rows, columns)
    table = matrix(query, view, (rows, columns), crossing, home())
    limits = conditions(view, crossing.query, home() + PATH, page_labels(services))
    if COUNTY in (rows, columns):  # there each counts its own, whatever is chosen
        limits = tuple(each for each in limits if each.parameter != "national")
    return view, table, limits


def _axis_limits(table: Matrix, limits: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """Return the conditions that choose rows and columns; they do not limit what is counted."""
    axes = (table.rows_name, table.columns_name)
    return tuple(each for each in limits if each.parameter in axes)


def _page(services: Services, axes: Axes) -> str:
    view, table, limits = _search_and_table(services, axes)
    chosen = _axis_limits(table, limits)
    query = view.without("rows").without("columns")
    return render_template(
        "matrix.html",
        table=table,
        query_string=query,
        limits=[each for each in limits if each not in chosen],
        chosen=list(chosen),
        axes=[(name, TITLES[name]) for name in AXES],
        rows_title=TITLES[table.rows_name],
        tables=ready_tables(query, table.rows_name, table.columns_name),
        turned=laid_out(query, table.columns_name, table.rows_name).at(home() + PATH),
        csv=view.at(f"{home()}{PATH}.csv"),
        xlsx=view.at(f"{home()}{PATH}.xlsx"),
        address=view.at(home() + PATH),
        views=views(query, PATH),
        note=gettext(NOTE),
    )


def _file(services: Services, axes: Axes) -> Response:
    view, table, limits = _search_and_table(services, axes)
    source = f"{services.settings.public_url}{view.at(home() + PATH)}"
    about = [
        (gettext("Tabell"), table.caption),
        *((each.title, each.label) for each in limits),
        (gettext("Källa"), source),
        (gettext("Licens"), "CC0 1.0"),
        (gettext("Läs så här"), gettext(NOTE)),
    ]
    is_workbook = http.path.endswith(".xlsx")
    response = make_response(as_xlsx(table, about) if is_workbook else as_csv(table, source))
    response.content_type = XLSX_TYPE if is_workbook else "text/csv; charset=utf-8"
    name = f"{PATH}.{'xlsx' if is_workbook else 'csv'}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
