"""The command `exempelbanken`.

Imports little, since each command imports what it needs: processes that a command starts beside it
import this module again.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import MutableMapping
from typing import cast

import click

from app.setting_names import looks_like_setting
from cli.usage import Commands, Elsewhere

COMMANDS = {
    "backup": (
        "cli.backups:backup_command",
        "Copy rows and survey replies into a new folder of FOLDER; nothing need be stopped.",
    ),
    "candidates": (
        "cli.candidates:candidates_group",
        "Review what survey replies may become: accept, reject, merge, split, undo.",
    ),
    "check": (
        "cli.check:check_command",
        "Look through an embedded database's file and all entries; exits with 1 on damage.",
    ),
    "doctor": (
        "cli.doctor:doctor_command",
        "Look whether all parts of an installation are in order; exits with 1 when one is not.",
    ),
    "dump": ("cli.dumps:dump_command", "Write a dump now; older ones are removed."),
    "erase": (
        "cli.erase:erase_command",
        ("Overwrite an entry, a survey reply or a text for good, in rows, files, index and dumps."),
    ),
    "harvest": (
        "cli.harvest:harvest_command",
        "Read replies to a survey, and tell which examples they hold",
    ),
    "import": (
        "cli.imports:import_command",
        (
            "Load entries from a sheet or a file of JSON, recognised by content; - reads"
            " standard input."
        ),
    ),
    "index": (
        "cli.index:index_group",
        "Look after the search index; it can always be built anew from the rows.",
    ),
    "jobs": (
        "cli.jobs:jobs_group",
        "Show imports, dumps and other work that goes on behind requests.",
    ),
    "migrate": (
        "cli.seed:migrate_command",
        "Bring tables, curated entries (where there are any) and index to this release.",
    ),
    "mcp": (
        "cli.mcp:mcp_command",
        "Offer the catalogue to an assistant, read-only, on stdin and stdout.",
    ),
    "restore": (
        "cli.backups:restore_command",
        "Put BACKUP in the place of rows and replies; stop web and worker first.",
    ),
    "seed": (
        "cli.seed:seed_command",
        "Prepare a new catalogue with the curated entries; later as `migrate`.",
    ),
    "serve": ("cli.serve:serve_command", "Serve pages and API until stopped (Ctrl+C)."),
    "suggest": (
        "cli.suggest:suggest_command",
        (
            "Suggest objectives, goals, targets, levers and sectors for TEXT (- reads"
            " standard input)."
        ),
    ),
    "tasks": (
        "cli.tasks:tasks_command",
        "List what waits: reports, candidates, drafts, old sources, entries without objective.",
    ),
    "tokens": ("cli.tokens:tokens_group", "Look after the tokens that programs sign in with."),
    "users": ("cli.users:users_group", "Look after the accounts of people."),
    "worker": (
        "cli.worker:worker_command",
        "Keep the index up to date until stopped; several may run, one at a time writes.",
    ),
}
"""Name of a command -> module and attribute, and what its help begins with."""
WARN_THEMSELVES = ("doctor", "serve", "worker")
"""Commands that name misspelt settings among their findings, or in their log."""


@click.group(
    cls=Commands,
    commands=cast("MutableMapping[str, click.Command]", Elsewhere(COMMANDS)),  # click only reads it
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="exempelbanken", prog_name="exempelbanken")
@click.pass_context
def commands(ctx: click.Context) -> None:
    """Exempelbanken: a catalogue of what Sweden's counties do with companies."""
    if ctx.invoked_subcommand in WARN_THEMSELVES or not any(map(looks_like_setting, os.environ)):
        return
    from cli.unknown_settings import unknown_sentences  # noqa: PLC0415 - see above

    for sentence in unknown_sentences(os.environ):
        click.echo(sentence, err=True)


def main() -> None:
    """Run a command; an error that the user can mend becomes a sentence and exit code 2."""
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
