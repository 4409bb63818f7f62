"""/tasks: what waits for those who look after the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response
from flask.views import MethodView

from api.access import actor, require_scope
from api.addresses import link
from api.answers import answer, services
from api.paging import page_list
from api.smorest import Blueprint
from app.accounts.access import READ_DRAFTS
from app.tasks import list_tasks
from schemas.examples import read_examples
from schemas.tasks import TasksArgsSchema, TasksSchema

examples = read_examples("reports")

tasks = Blueprint("tasks", "See what waits to be done.")


@tasks.route("/tasks")
class Tasks(MethodView):
    """What waits."""

    @require_scope(READ_DRAFTS)
    @tasks.operation("listTasks", TasksArgsSchema())
    @tasks.answers(TasksSchema, examples.tasks, 503)
    def get(self, args: Mapping[str, Any]) -> Response:
        """List reports, drafts, reviews, old sources, entries without objective, and candidates.

        Only those who have replies:harvest as well see candidates, and replies whose text will be
        deleted though candidates from it still wait.
        """
        found = list_tasks(services(), actor(), args["kind"], args["page"], args["limit"])
        items = [_task_with_links(each) for each in found.items]
        return answer({**page_list(args, found.total, items), "counts": found.counts})


def _task_with_links(task: Mapping[str, Any]) -> dict[str, Any]:
    ways = (
        ("entries", "entryId"),
        ("candidates", "candidateId"),
        ("replies", "replyId"),
        ("reports", "reportId"),
    )
    way = next((place, task[name]) for place, name in ways if task[name])
    return {**task, "_links": [link("item", *way)]}
