"""Imports: a file is handed in, tried row by row, loaded, and taken back if need be."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from flask import request as http

from app.accounts.access import PUBLISH, RUN_IMPORTS
from app.imports import service as use_cases
from app.imports.fault_groups import FaultGroup, fault_groups
from app.imports.made_keys import is_made
from app.imports.options import MODES, ImportOptions
from app.imports.personal_rows import MOST_ROWS
from app.imports.reverting import revert_preview
from app.imports.row_report import report_rows
from app.imports.understood_columns import missing_columns, understood_columns
from app.imports.views import import_view
from app.uploads import LARGEST_UPLOAD, receive_upload
from desk.access import caller, check_scope, home, services
from desk.actors import actor_name
from desk.flash import redirect_with_message
from desk.forms import text_of
from desk.pages import page, page_count, page_number
from desk.routes import Routes
from schemas.imports import LONGEST_SOURCE
from web.language import gettext, marked
from web.wording import InLanguage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from werkzeug.wrappers import Response

    from app.imports.options import Mode
    from app.imports.service import ImportWithJob

routes = Routes()
PATH, IMPORT = "importer", "import"
AT_ONCE, ROWS_AT_ONCE = 30, 50
MOST_NAMED = 50
"""Entries that the preview of a revert names; all are counted."""
MOST_GROUPS = 100
"""Faults on the page at once; the next come when these are corrected."""
STATES = InLanguage(
    {
        "queued": marked("väntar"),
        "running": marked("pågår"),
        "checked": marked("provkörd"),
        "loaded": marked("inläst"),
        "aborted": marked("stoppad, inget är inläst"),
        "failed": marked("gick inte att läsa"),
        "reverted": marked("ångrad"),
    }
)
OUTCOMES = InLanguage(
    {
        "created": marked("Ny"),
        "updated": marked("Ändrad"),
        "withdrawn": marked("Tillbakadragen"),
        "unchanged": marked("Oförändrad"),
        "rejected": marked("Avvisad"),
    }
)
"""What becomes of a row -> what it is called."""
WARNED = "warned"
BY_WARNING = {"kept": "kept", "personal": "personal-data"}
"""Filter, also a count of an import -> code of the warning that the rows have."""
NOT_PERSONAL = ("kept", "possible-duplicate", "other-name")
FILTERS = InLanguage(
    {
        "created": marked("Nya"),
        "updated": marked("Ändrade"),
        "withdrawn": marked("Tillbakadragna"),
        "unchanged": marked("Oförändrade"),
        "rejected": marked("Avvisade"),
        "kept": marked("Någons ändring står kvar"),
        "personal": marked("Personuppgifter"),
        WARNED: marked("Med varning"),
    }
)
MODE_NAMES = InLanguage(
    {
        "upsert": marked("Lägga till nya exempel och ändra kända"),
        "create": marked("Bara lägga till nya"),
        "update": marked("Bara ändra kända"),
        "withdraw": marked("Dra tillbaka exempel (filen har id och orsak)"),
    }
)
PHASES = InLanguage(
    {
        "read": marked("Filen läses"),
        "check": marked("Raderna provas"),
        "load": marked("Raderna läses in"),
        "undo": marked("Raderna tas tillbaka"),
    }
)


@routes.get(f"/{PATH}", RUN_IMPORTS)
def imports_page() -> Response:
    """List imports, the newest first, and take in a file."""
    return _imports({"mode": MODES[0]}, [])


@routes.post(f"/{PATH}", RUN_IMPORTS)
def send_import() -> Response:
    """Take in a file, and try its rows."""
    given = {name: text_of(name) for name in ("source", "mode", "publish", "overwrite")}
    faults = []
    file = http.files.get("file")
    if file is None or not file.filename:
        faults.append(("file", gettext("Välj en fil först.")))
    if len(given["source"].split()) > 1 or len(given["source"]) > LONGEST_SOURCE:
        faults.append(
            (
                "source",
                gettext("Skriv källsystemet som ett ord utan blanktecken, högst 100 tecken."),
            )
        )
    mode = next((each for each in MODES if each == given["mode"]), None)
    if mode is None:
        faults.append(("mode", gettext("Välj vad filen gör.")))
    if file is None or not file.filename or mode is None or faults:
        return _imports(given, faults)
    if given["publish"] or mode == "withdraw":
        check_scope(PUBLISH)
    with (
        closing(file),
        receive_upload(services().settings, file.stream, LARGEST_UPLOAD) as upload,
    ):
        import_id = use_cases.submit(
            services(), upload, _options(given, mode, file.filename), file.filename
        )
    return redirect_with_message(
        home(f"{IMPORT}/{import_id}"), gettext("Filen är mottagen. Inget är ändrat än.")
    )


send_import.largest_body = LARGEST_UPLOAD + 100_000  # type: ignore[attr-defined]  # form around it


def _options(given: Mapping[str, str], mode: Mode, file_name: str) -> ImportOptions:
    source = given["source"] or source_of(file_name)
    return ImportOptions(
        source_system=source,
        publish=bool(given["publish"]),
        dry_run=True,
        actor=caller().name,
        mode=mode,
        overwrite=bool(given["overwrite"]),
        columns=use_cases.remembered_columns(services(), source),
    )


def source_of(file_name: str) -> str:
    """Return the source of a file for which none is given: its name without what ends it."""
    words = PurePath(file_name).stem.casefold().split()
    return "-".join(words)[:LONGEST_SOURCE] or "fil"


def _imports(given: Mapping[str, str], faults: Sequence[tuple[str, str]]) -> Response:
    number = page_number()
    total, found = use_cases.list_imports(services(), number, AT_ONCE)
    return page(
        "desk/imports.html",
        422 if faults else 200,
        imports=[_described(each) for each in found],
        given=given,
        faults=list(faults),
        states=STATES,
        modes=MODE_NAMES,
        may_publish=caller().may(PUBLISH),
        number=number,
        pages=page_count(total, AT_ONCE),
    )


def _described(found: ImportWithJob) -> dict[str, Any]:
    """Return an import with how many rows it has, and who handed it in."""
    view = import_view(found)
    rows = view["progress"]["total"] or sum(view["counts"][name] for name in OUTCOMES)
    return {**view, "rows": rows, "by": actor_name(view["createdBy"])}


@routes.get(f"/{IMPORT}/<uuid:import_id>", RUN_IMPORTS)
def import_page(import_id: UUID) -> Response:
    """Show how far an import has come, and what became or would become of its rows."""
    return import_response(str(import_id), [])


def import_response(import_id: str, faults: Sequence[tuple[str, str]]) -> Response:
    """Return the page of an import."""
    found = use_cases.get_import(services(), import_id)
    outcome = http.args.get("utfall", "")
    chosen = outcome if outcome in FILTERS else ""
    number = page_number()
    total, rows = report_rows(
        services(),
        found,
        [chosen] if chosen in OUTCOMES else [],
        number,
        ROWS_AT_ONCE,
        caller(),
        warnings=[BY_WARNING[chosen]] if chosen in BY_WARNING else [],
        warned=True if chosen == WARNED else None,
    )
    view = _described(found)
    columns = understood_columns(services(), found.record) if found.is_dry_run else []
    groups = fault_groups(services(), found.record) if found.is_dry_run else []
    return page(
        "desk/import.html",
        422 if faults else 200,
        found=found,
        item=view,
        under_way=found.state in {"queued", "running"},
        rows=rows,
        chosen=chosen,
        total=total,
        filters=[(name, FILTERS[name], _count(found, name)) for name in FILTERS],
        faults=list(faults),
        states=STATES,
        outcomes=OUTCOMES,
        phases=PHASES,
        modes=MODE_NAMES,
        groups=_by_what_to_do(groups[:MOST_GROUPS]),
        name_of_fault=lambda each: json.dumps(each.key),
        choices=services().cell_terms.values,
        is_made=is_made,
        columns=columns,
        missing=missing_columns(columns) if view["options"]["mode"] != "withdraw" else [],
        keys_made=use_cases.keys_made(services(), found.record),
        may_go_on=may_go_on(found),
        to_confirm=_to_confirm(found),
        personal=_personal_rows(found),
        something_to_load=any(view["counts"][name] for name in ("created", "updated", "withdrawn"))
        or view["options"]["publish"],
        number=number,
        pages=page_count(total, ROWS_AT_ONCE),
    )


def _by_what_to_do(groups: Sequence[FaultGroup]) -> list[tuple[str, list[FaultGroup]]]:
    """Return faults below headings: those that somebody has to choose for, the rest."""
    headings = (
        (gettext("Välj eller skriv"), lambda each: each.can_correct and len(each.nearest) != 1),
        (
            gettext("Ett förslag är ifyllt"),
            lambda each: each.can_correct and len(each.nearest) == 1,
        ),
        (gettext("Går inte att rätta här"), lambda each: not each.can_correct),
    )
    found = [(heading, list(filter(belongs, groups))) for heading, belongs in headings]
    return [(heading, each) for heading, each in found if each]


def may_go_on(found: ImportWithJob) -> bool:
    """Return whether whoever asks may load and take back what an import holds."""
    options = found.record.options
    return caller().may(PUBLISH) or not (options["publish"] or options["mode"] == "withdraw")


def _to_confirm(found: ImportWithJob) -> int:
    """Return how many rows with warnings of other things than persons would be public at once."""
    options = found.record.options
    if not options["publish"] or options["mode"] == "withdraw":
        return 0
    return use_cases.import_rows(services(), found.record, (), 1, 0, warnings=NOT_PERSONAL)[0]


def _personal_rows(found: ImportWithJob) -> list[dict[str, Any]]:
    """Return the rows with what may tell of persons, which only their own tick publishes."""
    if not found.personal.rows:
        return []
    codes, waiting = [BY_WARNING["personal"]], {row.row for row in found.personal.rows}
    rows = report_rows(services(), found, (), 1, MOST_ROWS, caller(), warnings=codes)[1]
    return [row for row in rows if row["row"] in waiting]


def _count(found: ImportWithJob, name: str) -> int:
    if name == WARNED:
        return use_cases.import_rows(services(), found.record, (), 1, 0, warned=True)[0]
    return int(getattr(found.record, name))


@routes.post(f"/{IMPORT}/<uuid:import_id>/las-in", RUN_IMPORTS)
def send_commit(import_id: UUID) -> Response:
    """Load what was tried; rejected rows are left out if that was ticked."""
    found = _may_change(import_id)
    leave_out = http.form.get("leave_out") == "yes"
    if found.record.rejected and not leave_out:
        sentence = gettext("Rätta de avvisade raderna, eller kryssa i att de ska lämnas utanför.")
        return import_response(str(import_id), [("leave_out", sentence)])
    if _to_confirm(found) and http.form.get("confirmed") != "yes":
        sentence = gettext("Läs varningarna, och kryssa i att raderna får publiceras ändå.")
        return import_response(str(import_id), [("confirmed", sentence)])
    use_cases.commit_import(
        services(),
        str(import_id),
        caller(),
        leave_out=leave_out,
        confirm_personal=http.form.get("confirm_personal"),
    )
    return redirect_with_message(home(f"{IMPORT}/{import_id}"), gettext("Inläsningen har börjat."))


@routes.get(f"/{IMPORT}/<uuid:import_id>/angra", RUN_IMPORTS)
def revert_page(import_id: UUID) -> Response:
    """Show what taking an import back would do."""
    found = use_cases.get_import(services(), str(import_id))
    preview = revert_preview(services(), str(import_id))
    return page(
        "desk/import_revert.html",
        item=_described(found),
        preview=preview,
        named=preview.staying[:MOST_NAMED],
        may_go_on=may_go_on(found),
    )


@routes.post(f"/{IMPORT}/<uuid:import_id>/angra", RUN_IMPORTS)
def send_revert(import_id: UUID) -> Response:
    """Take an import back."""
    _may_change(import_id)
    use_cases.revert_import(services(), str(import_id), caller())
    return redirect_with_message(home(f"{IMPORT}/{import_id}"), gettext("Importen tas tillbaka."))


def _may_change(import_id: UUID) -> ImportWithJob:
    """Return an import that whoever asks may load and take back."""
    found = use_cases.get_import(services(), str(import_id))
    if not may_go_on(found):
        check_scope(PUBLISH)
    return found
