"""The command `exempelbanken`.

Imports little, since each command imports what it needs: processes that a command starts beside it
import this module again.
"""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, cast

import click

from cli.usage import Commands, Elsewhere

if TYPE_CHECKING:
    from collections.abc import MutableMapping

PLACES = {
    "candidates": "cli.candidates:candidates_group",
    "check": "cli.check:check_command",
    "dump": "cli.dumps:dump_command",
    "erase": "cli.erase:erase_command",
    "harvest": "cli.harvest:harvest_command",
    "import": "cli.imports:import_command",
    "index": "cli.index:index_group",
    "jobs": "cli.jobs:jobs_group",
    "mcp": "cli.mcp:mcp_command",
    "seed": "cli.seed:seed_command",
    "serve": "cli.serve:serve_command",
    "suggest": "cli.suggest:suggest_command",
    "tasks": "cli.tasks:tasks_command",
    "tokens": "cli.tokens:tokens_group",
    "users": "cli.users:users_group",
    "worker": "cli.worker:worker_command",
}
"""Name of a command -> module and attribute."""


@click.group(
    cls=Commands,
    commands=cast("MutableMapping[str, click.Command]", Elsewhere(PLACES)),  # click only reads it
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="exempelbanken", prog_name="exempelbanken")
def commands() -> None:
    """Exempelbanken: a catalogue of what Sweden's counties do with companies."""


def main() -> None:
    """Run a command; an error that the user can mend is told in a sentence, with exit code 2."""
    import structlog  # noqa: PLC0415 - see above

    if not structlog.is_configured():
        structlog.configure(
            wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
            logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        )
    try:
        commands()
    except Exception as error:
        from cli.errors import MENDABLE, message_for  # noqa: PLC0415 - knows every library that may fail

        if not isinstance(error, MENDABLE):
            raise
        click.echo(message_for(error).sv, err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
