"""Rejected rows of an import: mended one by one, or taken away as a sheet and sent back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import closing
from io import BytesIO
from typing import Any
from uuid import UUID

from flask import make_response
from flask import request as http
from werkzeug.wrappers import Response

from app.accounts.access import RUN_IMPORTS
from app.imports import service as use_cases
from app.imports.correcting import RowForm, correct_row, row_form
from app.imports.fault_groups import choosable_columns, correct_faults, fault_groups
from app.imports.files.columns import field_of
from app.imports.files.templates import CHOSEN
from app.imports.rejected_rows import write_rejected
from app.imports.understood_columns import understood_columns
from app.uploads import LARGEST_UPLOAD, receive_upload
from desk.access import caller, home, services
from desk.flash import redirect_with_message
from desk.forms import text_or
from desk.imports import IMPORT, OUTCOMES, import_response
from desk.pages import page
from desk.routes import Routes
from web.language import gettext, language, ngettext

routes = Routes()
REJECTED = "rejected"
NOTHING = "-nothing"
"""What is sent to clear a cell."""
LONG = 80
"""Characters from which on a cell gets more than one line."""


@routes.get(f"/{IMPORT}/<uuid:import_id>/rad/<int:place>", RUN_IMPORTS)
def row_page(import_id: UUID, place: int) -> Response:
    """Show the cells of a rejected row, to be mended."""
    return _render_row_form(str(import_id), place)


def _render_row_form(import_id: str, place: int, status: int = 200) -> Response:
    found = use_cases.get_import(services(), import_id)
    form = row_form(services(), import_id, place)
    values = services().cell_terms.values
    return page(
        "desk/import_row.html",
        status,
        item={"id": import_id, "fileName": found.record.file_name},
        place=place,
        form=form,
        faults=_error_messages(form.row),
        fields=_order_fields_with_errors_first(form),
        choices={name: list(values[name].values()) for name in CHOSEN},
        long=LONG,
    )


def _error_messages(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the faults of a row with the fields that they are of; all have a place to lead to."""
    return [(field_of(each["pointer"]) or "externalId", _sentence(each)) for each in row["errors"]]


def _sentence(fault: Mapping[str, Any]) -> str:
    sentence: str = fault["message"].text(language())
    if fault["nearest"]:
        sentence += f" {gettext('Närmast:')} {', '.join(fault['nearest'])}."
    return sentence


def _order_fields_with_errors_first(form: RowForm) -> list[list[tuple[str, str, str, str]]]:
    """Return (field, head, hint, cell): first those at fault, then what is filled in, the rest."""
    at_fault = {field for field, _ in _error_messages(form.row)}
    at_fault |= {field.partition(".")[0] for field in at_fault}
    groups: list[list[tuple[str, str, str, str]]] = [[], [], []]
    for column, cell in form.cells.items():
        faulty = column.field in at_fault or column.field.partition(".")[0] in at_fault
        place = 0 if faulty else 1 if cell else 2
        groups[place].append((column.field, column.head, column.hint, cell))
    return groups


@routes.post(f"/{IMPORT}/<uuid:import_id>/rad/<int:place>", RUN_IMPORTS)
def send_row(import_id: UUID, place: int) -> Response:
    """Keep what was written in the cells of a rejected row, and try it."""
    form = row_form(services(), str(import_id), place)
    cells = {column.field: text_or(column.field, cell) for column, cell in form.cells.items()}
    outcome = correct_row(services(), str(import_id), place, cells)
    if outcome == REJECTED:
        return _render_row_form(str(import_id), place, 422)
    sentence = gettext("Raden är rättad: %s.") % OUTCOMES[outcome].lower()
    rest = f"/rad/{form.following}" if form.following else ""
    return redirect_with_message(home(f"{IMPORT}/{import_id}{rest}"), sentence)


@routes.post(f"/{IMPORT}/<uuid:import_id>/ratta", RUN_IMPORTS)
def send_faults(import_id: UUID) -> Response:
    """Correct faults, each in all rows that have it; what stands as it was is left alone."""
    found = use_cases.get_import(services(), str(import_id))
    keys = {json.dumps(each.key): each.key for each in fault_groups(services(), found.record)}
    sent = zip(http.form.getlist("fault"), http.form.getlist("written"), strict=False)
    written = {
        keys[name]: "" if chosen == NOTHING else chosen
        for name, text in sent
        if name in keys and (chosen := text.strip().replace("\r\n", "\n")) != keys[name].value
    }
    changed, left = correct_faults(services(), str(import_id), written)
    sentence = ngettext("%(num)s rad är ändrad.", "%(num)s rader är ändrade.", changed)
    rest = ngettext("%(num)s av dem har ett fel till.", "%(num)s av dem har fler fel.", left)
    sentences = [sentence % {"num": changed}, *([rest % {"num": left}] if left else [])]
    return redirect_with_message(
        f"{home(f'{IMPORT}/{import_id}')}#fel-i-rader", " ".join(sentences)
    )


@routes.get(f"/{IMPORT}/<uuid:import_id>/kolumner", RUN_IMPORTS)
def columns_page(import_id: UUID) -> Response:
    """Show how the columns of a sheet were understood, to be chosen otherwise."""
    found = use_cases.get_import(services(), str(import_id))
    use_cases.dry_run_of(services(), str(import_id))
    columns = choosable_columns(found.record)
    return page(
        "desk/import_columns.html",
        item={"id": str(import_id), "fileName": found.record.file_name},
        source=found.record.options["source_system"],
        columns=understood_columns(services(), found.record),
        options=[("", gettext("Används inte")), *((each.field, each.head) for each in columns)],
        fields=[each.field for each in columns],
    )


@routes.post(f"/{IMPORT}/<uuid:import_id>/kolumner", RUN_IMPORTS)
def send_columns(import_id: UUID) -> Response:
    """Keep how columns are to be understood, also for the next file of the source."""
    found = use_cases.get_import(services(), str(import_id))
    fields = {"", *(each.field for each in choosable_columns(found.record))}
    chosen = {
        each.key: field
        for number, each in enumerate(understood_columns(services(), found.record))
        if (field := text_or(f"column{number}", each.column.field if each.column else "")) in fields
    }
    use_cases.choose_columns(services(), str(import_id), chosen, caller())
    return redirect_with_message(
        home(f"{IMPORT}/{import_id}"), gettext("Kolumnerna är ordnade. Raderna provas.")
    )


@routes.get(f"/{IMPORT}/<uuid:import_id>/avvisade", RUN_IMPORTS)
def download_rejected_rows(import_id: UUID) -> Response:
    """Give the rejected rows as a file like the one that was handed in, with the reasons."""
    content = BytesIO()
    of = write_rejected(services(), str(import_id), content, language())
    response = make_response(content.getvalue())
    response.headers["Content-Type"] = of.media_type
    name = f"avvisade-{import_id}.{of.kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@routes.post(f"/{IMPORT}/<uuid:import_id>/rattade", RUN_IMPORTS)
def send_corrections(import_id: UUID) -> Response:
    """Take in a file of corrected rows, and try all rows anew."""
    file = http.files.get("file")
    if file is None or not file.filename:
        return import_response(str(import_id), [("file", gettext("Välj en fil först."))])
    with (
        closing(file),
        receive_upload(services().settings, file.stream, LARGEST_UPLOAD) as upload,
    ):
        use_cases.submit_corrections(services(), str(import_id), upload, caller())
    return redirect_with_message(
        home(f"{IMPORT}/{import_id}"), gettext("De rättade raderna är mottagna.")
    )


send_corrections.largest_body = LARGEST_UPLOAD + 100_000  # type: ignore[attr-defined]  # form around it


@routes.post(f"/{IMPORT}/<uuid:import_id>/prova", RUN_IMPORTS)
def send_check(import_id: UUID) -> Response:
    """Try all rows anew, as catalogue and rows are now."""
    use_cases.check_again(services(), str(import_id), caller())
    return redirect_with_message(home(f"{IMPORT}/{import_id}"), gettext("Raderna provas igen."))
