"""/audit: who did what, when, why and through what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response
from flask.views import MethodView

from api.access import require_scope
from api.addresses import LinkDescription, link
from api.answers import answer, services
from api.paging import page_list
from api.smorest import Blueprint
from app.accounts.access import ADMIN
from app.audit import EventFilter
from app.audit import list_events as audited
from schemas.audit import AuditArgsSchema, AuditSchema
from schemas.examples import read_examples

examples = read_examples("entries")

audit = Blueprint("audit", "Who changed what.")


@audit.route("/audit")
class Audit(MethodView):
    """All that was done."""

    @require_scope(ADMIN)
    @audit.operation("listAudit", AuditArgsSchema())
    @audit.answers(AuditSchema, examples.audit, 503)
    def get(self, args: Mapping[str, Any]) -> Response:
        """List who did what, when, why, and through which token or import; latest first.

        Changes of entries, imports, replies and reports that were sent in, tokens, accounts, and
        what was erased. Accounts and tokens are named by their ids, `subject`; of an account
        without one, somebody has tried to sign in with an address that has none.
        Filters as in a search: a repeated one means any of its values, different ones must all
        hold.
        """
        filters = EventFilter(
            entry_ids=args["entryId"],
            actors=args["actor"],
            actions=args["action"],
            job_ids=args["importId"],
            subjects=args["subject"],
            since=args.get("since"),
            until=args.get("until"),
        )
        total, found = audited(services(), filters, args["page"], args["limit"])
        items = [{**each, "_links": _links(each)} for each in found]
        return answer(page_list(args, total, items))


def _links(event: Mapping[str, Any]) -> list[LinkDescription]:
    kind, _, subject = (event["subject"] or "").partition(":")
    ways = (
        ("entries", event["entryId"]),
        ("imports", event["importId"]),
        ("tokens", subject if kind == "token" else None),
        ("replies", subject if kind == "reply" else None),
        ("reports", subject if kind == "report" else None),
    )
    return [link("related", collection, key) for collection, key in ways if key]
