"""/imports: files of entries, handed in, looked at, committed, reverted."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask.views import MethodView

from api import idempotency
from api.access import actor, check_scope, require_scope
from api.addresses import href, link
from api.answers import answer, services
from api.files import attached, sent, written
from api.idempotency import idempotency_key
from api.language import language
from api.media import offers
from api.paging import page_list
from api.smorest import Blueprint
from api.uploads import received_file, takes_file
from app.accounts.access import PUBLISH, RUN_IMPORTS
from app.imports import service as use_cases
from app.imports.files.file_type import all_formats
from app.imports.options import ImportOptions
from app.imports.rejected_rows import write_rejected
from app.imports.row_contents import heads_of_import
from app.imports.views import import_view, row_view
from app.uploads import LARGEST_UPLOAD, receive_upload
from schemas.arguments import PageArgsSchema
from schemas.examples import read_examples
from schemas.imports import (
    TEMPLATES,
    CommitArgsSchema,
    ImportRowsArgsSchema,
    ImportRowsSchema,
    ImportRunSchema,
    ImportsSchema,
    NewImportArgsSchema,
    TemplateArgsSchema,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from flask import Response

    from app.imports.files.cell_terms import CellTerms
    from app.imports.service import ImportWithJob

examples = read_examples("imports")

SCOPE = RUN_IMPORTS
FORMATS = all_formats()
imports = Blueprint("imports", "Load files of entries.")


@imports.route("/imports")
class Imports(MethodView):
    """All imports."""

    @require_scope(SCOPE)
    @imports.operation("listImports", PageArgsSchema())
    @imports.answers(ImportsSchema, examples.imports, 503)
    def get(self, args: Mapping[str, Any]) -> Response:
        """List the imports, the newest first."""
        total, found = use_cases.list_imports(services(), args["page"], args["limit"])
        return answer(page_list(args, total, [_import_with_links(each) for each in found]))

    @takes_file
    @require_scope(SCOPE)
    @imports.operation("createImport", NewImportArgsSchema())
    @imports.changes(202, ImportRunSchema, examples.import_run, 409, 503)
    @imports.takes_headers(idempotency.PARAMETER)
    def post(self, args: Mapping[str, Any]) -> Response:
        """Upload a file of entries to import; its type is detected from its content.

        The file is a part of a form, or the content as it is: then as application/json or
        application/x-ndjson, too. Location is that of the import: ask there until its state is no
        longer queued or running, and then for its rows. Withdrawing and publishing take
        entries:publish as well.
        """
        if args["publish"] or args["mode"] == "withdraw":
            check_scope(PUBLISH)
        stream, file_name = received_file()
        with receive_upload(services().settings, stream, LARGEST_UPLOAD) as upload:
            import_id = use_cases.submit(
                services(), upload, _options(args), file_name, key=idempotency_key()
            )
        return _accepted_response(import_id)


@imports.route("/imports/template")
class Template(MethodView):
    """An empty sheet."""

    @offers(*(FORMATS[kind].media_type for kind in TEMPLATES))
    @imports.operation("getImportTemplate", TemplateArgsSchema())
    @imports.alt_response(304, HTTPStatus.NOT_MODIFIED.name)
    @imports.changes(200, None, None)
    def get(self, args: Mapping[str, Any]) -> Response:
        """Fetch the template: a sheet with all column headers.

        XLSX has two sheets more, which explain the columns and list all valid values.
        """
        kind = args["format"]
        content = _template(kind, services().cell_terms)
        return attached(content, FORMATS[kind].media_type, f"exempelbanken-mall.{kind}")


@cache
def _template(kind: str, terms: CellTerms) -> bytes:
    """Vocabularies change with a release only, and anybody may ask for it."""
    make = FORMATS[kind].template
    assert make is not None, "TEMPLATES have one"  # noqa: S101 - for the type
    return make(terms.values)


@imports.route("/imports/<uuid:importId>")
class OneImport(MethodView):
    """One import."""

    @require_scope(SCOPE)
    @imports.operation("getImport")
    @imports.answers(ImportRunSchema, examples.import_run, 404, 503)
    def get(self, importId: UUID) -> Response:  # noqa: N803
        """Read how an import stands, and how its rows ended."""
        return answer(_import_with_links(use_cases.get_import(services(), str(importId))))


@imports.route("/imports/<uuid:importId>/rows")
class ImportRows(MethodView):
    """What became of rows."""

    @require_scope(SCOPE)
    @imports.operation("listImportRows", ImportRowsArgsSchema())
    @imports.answers(ImportRowsSchema, examples.rows, 404, 503)
    def get(self, args: Mapping[str, Any], importId: UUID) -> Response:  # noqa: N803
        """List what became of the rows, in the order of the file.

        A possible-duplicate that is no published entry is shown with entries:read-drafts only.
        """
        record = use_cases.get_import(services(), str(importId)).record
        total, found = use_cases.import_rows(
            services(),
            record,
            args["action"],
            args["page"],
            args["limit"],
            actor(),
            warnings=args["warning"],
            warned=args.get("hasWarnings"),
        )
        heads = heads_of_import(record)
        items = [row_view(row, heads) for row in found]
        return answer(page_list(args, total, items, link("up", "imports", importId)))


@imports.route("/imports/<uuid:importId>/rejected")
class Rejected(MethodView):
    """Rejected rows as a file."""

    @offers(*(each.media_type for each in FORMATS.values() if each.written_as is None))
    @require_scope(SCOPE)
    @imports.operation("getRejectedRows")
    @imports.changes(200, None, None, 404, 409, 503)
    def get(self, importId: UUID) -> Response:  # noqa: N803
        """Fetch the rejected rows as a file of the same kind, with a column that says why.

        409: the import has not ended, its file could not be read, or is deleted. Correct the rows
        and send them as a new import; the column need not be removed.
        """
        content, of = written(
            lambda out: write_rejected(services(), str(importId), out, language())
        )
        response = sent(content, of.media_type, f"avvisade-{importId}.{of.kind}")
        response.headers["Content-Language"] = language()
        return response


@imports.route("/imports/<uuid:importId>/commit")
class Commit(MethodView):
    """Loading what was checked."""

    @require_scope(SCOPE)
    @imports.operation("commitImport", CommitArgsSchema())
    @imports.changes(202, ImportRunSchema, examples.import_run, 404, 409, 503)
    def post(self, args: Mapping[str, Any], importId: UUID) -> Response:  # noqa: N803
        """Load a dry run that rejected nothing.

        Rows with personal data become drafts, unless confirmPersonal says that they were read.
        409: it is no clean dry run, an entry that it touches has changed since, or confirmPersonal
        is of other words than those found.
        """
        _check_may_publish(use_cases.get_import(services(), str(importId)))
        use_cases.commit_import(
            services(), str(importId), actor(), confirm_personal=args["confirmPersonal"]
        )
        return _accepted_response(str(importId))


@imports.route("/imports/<uuid:importId>/revert")
class Revert(MethodView):
    """Taking back what was loaded."""

    @require_scope(SCOPE)
    @imports.operation("revertImport")
    @imports.changes(202, ImportRunSchema, examples.import_run, 404, 409, 503)
    def post(self, importId: UUID) -> Response:  # noqa: N803
        """Take an import back: new entries are withdrawn, changed ones get their text back.

        An entry that has been changed since stays as it is; `reverted` of its row tells.
        """
        _check_may_publish(use_cases.get_import(services(), str(importId)))
        use_cases.revert_import(services(), str(importId), actor())
        return _accepted_response(str(importId))


def _check_may_publish(found: ImportWithJob) -> None:
    if _takes_publish(found):
        check_scope(PUBLISH)


def _takes_publish(found: ImportWithJob) -> bool:
    options = found.record.options
    return bool(options["publish"] or options["mode"] == "withdraw")


def _options(args: Mapping[str, Any]) -> ImportOptions:
    return ImportOptions(
        source_system=args["source"],
        publish=args["publish"],
        dry_run=args["dryRun"],
        actor=actor().name,
        mode=args["mode"],
        on_error=args["onError"],
        overwrite=args["overwrite"],
        confirm_personal=args["confirmPersonal"],
    )


def _accepted_response(import_id: str) -> Response:
    response = answer(_import_with_links(use_cases.get_import(services(), import_id)))
    response.status_code = 202
    response.headers["Location"] = href("imports", import_id)
    return response


def _import_with_links(found: ImportWithJob) -> dict[str, Any]:
    import_id = found.record.id
    ways = [link("self", "imports", import_id), link("collection", "imports")]
    ways.append(link("rows", "imports", import_id, "rows"))
    if found.can_give_back:
        ways.append(link("rejected", "imports", import_id, "rejected"))
    if actor().may(PUBLISH) or not _takes_publish(found):
        steps = {"commit": found.can_commit, "revert": found.can_revert}
        ways += [
            link(step, "imports", import_id, step, method="POST")
            for step, possible in steps.items()
            if possible
        ]
    ways.append(link("monitor", "jobs", found.record.job_id))
    return {**import_view(found), "_links": ways}
