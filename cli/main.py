"""The command `exempelbanken`."""

from __future__ import annotations

import logging
import sys

import click
import structlog

from cli.candidates import candidates_group
from cli.dumps import dump_command
from cli.erase import erase_command
from cli.faults import MENDABLE, told
from cli.harvest import harvest_command
from cli.imports import import_command
from cli.indexes import index_group
from cli.jobs import jobs_group
from cli.seeds import seed_command
from cli.serve import serve_command
from cli.suggest import suggest_command
from cli.tasks import tasks_command
from cli.tokens import tokens_group
from cli.usage import Commands
from cli.users import users_group
from cli.worker import worker_command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="exempelbanken", prog_name="exempelbanken")
def commands() -> None:
    """Exempelbanken: a catalogue of what Sweden's counties do with companies."""


commands.add_command(serve_command)
commands.add_command(worker_command)
commands.add_command(seed_command)
commands.add_command(import_command)
commands.add_command(index_group)
commands.add_command(dump_command)
commands.add_command(erase_command)
commands.add_command(tokens_group)
commands.add_command(users_group)
commands.add_command(jobs_group)
commands.add_command(suggest_command)
commands.add_command(harvest_command)
commands.add_command(candidates_group)
commands.add_command(tasks_command)


def main() -> None:
    """Run a command; an error that the user can mend is told in a sentence, with exit code 2."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))
    try:
        commands()
    except MENDABLE as error:
        message = told(error)
        click.echo(message.sv, err=True)
        if message.en != message.sv:
            click.echo(message.en, err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
