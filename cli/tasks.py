"""`exempelbanken tasks`: what waits to be done."""

from __future__ import annotations

from collections.abc import Sequence

import click

from app.accounts.access import COMMAND
from app.tasks import list_tasks
from cli.context import services_from_environment, write_json
from record.tasks import TASKS


@click.command("tasks")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(list(TASKS)), help="Of this kind only."
)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 1000))
@click.option("--json", "as_json", is_flag=True, help="Write the list as JSON.")
def tasks_command(*, kinds: Sequence[str], limit: int, as_json: bool) -> None:
    """List what waits: reports, candidates, drafts, old sources, entries without objective."""
    found = list_tasks(services_from_environment(writes=False), COMMAND, kinds, 1, limit)
    if as_json:
        content = {"counts": found.counts, "items": found.items}
        write_json(content)
        return
    for kind, count in found.counts.items():
        click.echo(f"{TASKS[kind].name.sv}: {count}")
        for each in found.items:
            if each["kind"] == kind:
                line = f"{each['title']}  {(each['due'] or '')[:10]}".rstrip()
                ids = (each[f"{name}Id"] for name in ("entry", "candidate", "reply", "report"))
                click.echo(f"  {next(filter(None, ids))}  {line}")
