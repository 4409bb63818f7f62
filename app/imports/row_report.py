"""Rows of an import as people look at them: with their titles, and what they would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.accounts.access import Actor
from app.imports.files.columns import field_of, name_of
from app.imports.row_contents import changes_of, contents_of, heads_of_import
from app.imports.service import ImportWithJob, import_rows
from app.imports.views import row_view
from app.wiring import Services


def report_rows(  # noqa: PLR0913, PLR0917  which rows, and who asks
    services: Services,
    found: ImportWithJob,
    actions: Sequence[str],
    page: int,
    limit: int,
    actor: Actor,
    *,
    warnings: Sequence[str] = (),
    warned: bool | None = None,
) -> tuple[int, list[dict[str, Any]]]:
    """Return how many rows there are as `import_rows` counts them, and a page of them.

    Each is as the API has it, with `place`, `title` and, of a dry run, `changes`; every fault and
    warning names its column as people know it.
    """
    total, rows = import_rows(
        services, found.record, actions, page, limit, actor, warnings=warnings, warned=warned
    )
    heads = heads_of_import(found.record)
    contents = list(contents_of(services, found.record, rows))
    titles = {row.place: each.title for row, each in contents}
    changes = changes_of(services, found.record, contents) if found.is_dry_run else {}
    return total, [
        {
            **_with_column_names(row_view(row, heads), heads),
            "place": row.place,
            "title": titles.get(row.place, ""),
            "changes": changes.get(row.place, []),
        }
        for row in rows
    ]


def _with_column_names(view: dict[str, Any], heads: Mapping[str, str]) -> dict[str, Any]:
    for each in (*view["errors"], *view["warnings"]):
        each["column"] = name_of(field_of(each["pointer"]), heads)
    return view
