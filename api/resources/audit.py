"""/audit: who did what, when, why and through what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask.views import MethodView

from api.access import needs
from api.addresses import link
from api.answers import answer, services
from api.paging import numbers, pages
from api.smorest import Blueprint
from app.accounts.access import ADMIN
from app.auditing import Asked
from app.auditing import audit as audited
from schemas import editing_examples
from schemas.audit import AuditArgsSchema, AuditSchema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Response

    from api.addresses import LinkDescription

audit = Blueprint("audit", "Who changed what.")


@audit.route("/audit")
class Audit(MethodView):
    """All changes of entries."""

    @needs(ADMIN)
    @audit.arguments(AuditArgsSchema(), location="query")
    @audit.answers(AuditSchema, editing_examples.AUDIT, 503)
    @audit.doc(operationId="listAudit")
    def get(self, args: Mapping[str, Any]) -> Response:
        """List who changed what, when, why, and through which token or import; latest first.

        Filters as in a search: a repeated one means any of its values, different ones must all
        hold.
        """
        asked = Asked(
            entry_ids=args["entryId"],
            actors=args["actor"],
            actions=args["action"],
            job_ids=args["importId"],
            since=args.get("since"),
            until=args.get("until"),
        )
        page, limit = args["page"], args["limit"]
        total, found = audited(services(), asked, page, limit)
        items = [{**each, "_links": _links(each["entryId"])} for each in found]
        return answer(
            {
                "items": items,
                "_meta": numbers(total, page, limit, len(items)),
                "_links": pages(total, page, limit),
            }
        )


def _links(entry_id: str | None) -> list[LinkDescription]:
    return [link("related", "entries", entry_id)] if entry_id else []
