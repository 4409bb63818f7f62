"""`exempelbanken erase`: overwrite an entry, a survey reply or a text for good."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from app.accounts.access import COMMAND
from app.erasing.requests import ErasureRequest, InvalidErasure
from app.erasing.service import (
    DATABASE,
    DUMPS,
    FILES,
    INDEX,
    OVERWRITING,
    SEEKING,
    Findings,
    erase,
    preview,
)
from app.errors import Message
from cli.context import progress_bar, services_from_environment, write_json

STAGES = {
    SEEKING: "Söker i raderna",
    OVERWRITING: "Skriver över",
    FILES: "Raderar filer",
    INDEX: "Bygger om indexet",
    DUMPS: "Skriver dumpen på nytt",
    DATABASE: "Skriver om databasen",
}
TABLES = {
    "entry": "exempel (nyckel, orsak)",
    "entry_version": "versioner av exempel",
    "link": "belägg för länkar",
    "ledger": "orsaker i händelseloggen",
    "import": "inläsningar",
    "import_row": "inlästa rader",
    "job": "jobb",
    "token": "nycklars etiketter",
    "account": "konton (stängs)",
    "reply": "enkätsvar",
    "reply_document": "enkätsvars texter",
    "reply_respondent": "svarande i enkätsvar",
    "candidate": "kandidater",
    "candidate_step": "steg med kandidater",
    "vocabulary": "vokabulärer",
    "seed": "medföljande exempel",
}


@click.command("erase")
@click.option("--entry", "entry_id", help="Erase all text of this entry, and withdraw it.")
@click.option("--reply", "reply_id", help="Erase all text of this survey reply.")
@click.option("--text", help="Erase this text wherever it stands.")
@click.option("--reason", required=True, help="Why; kept for the audit, so without the text.")
@click.option("--dry-run", is_flag=True, help="Tell where it stands, and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask before erasing.")
@click.option("--json", "as_json", is_flag=True, help="Write the outcome as JSON.")
def erase_command(*, dry_run: bool, yes: bool, as_json: bool, **wished: str) -> None:
    """Overwrite an entry, a survey reply or a text for good, in rows, files, index and dumps.

    Cannot be undone. Exits with 1 when something still stands somewhere, with 2 when nothing
    could be erased.
    """
    request = ErasureRequest(actor=COMMAND.name, **wished)
    services = services_from_environment(prepare=True)
    found = preview(services, request, _stage)
    if not as_json:
        _show("Det som ska raderas står i:", found)
    if dry_run:
        _end(as_json, found, None)
    if not yes:
        _confirm()
    _end(as_json, found, erase(services, request, _stage))


@contextmanager
def _stage(name: str, total: int | None) -> Iterator[Callable[[int], None]]:
    with progress_bar(STAGES[name], total) as advance:
        yield advance


def _confirm() -> None:
    if not sys.stdin.isatty():
        raise InvalidErasure(
            Message(
                sv="Bekräfta med --yes: det som raderas går inte att få tillbaka.",
                en="Confirm with --yes: what is erased cannot be brought back.",
            )
        )
    click.confirm("Radera? Det går inte att ångra.", abort=True, err=True)


def _end(as_json: bool, found: Findings, remaining: Findings | None) -> None:  # noqa: FBT001
    if as_json:
        body = {"dryRun": remaining is None, "found": _as_json(found)}
        if remaining is not None:
            body["remaining"] = _as_json(remaining)
        write_json(body)
    elif remaining:
        _show("Raderat, men detta står kvar:", remaining)
    elif remaining is not None:
        click.echo("Raderat; det står ingenstans längre.", err=True)
    sys.exit(1 if remaining else 0)


def _show(heading: str, findings: Findings) -> None:
    click.echo(heading, err=True)
    for table, number in findings.rows.items():
        click.echo(f"  {TABLES[table]}: {number}", err=True)
    for label, number in (("filer", findings.files), ("dumpar", findings.dumps)):
        if number:
            click.echo(f"  {label}: {number}", err=True)
    for name in findings.release:
        click.echo(f"  {TABLES[name]}: följer med installationen och ändras inte", err=True)
    for entry_id in findings.entry_ids:
        click.echo(f"  exempel {entry_id}", err=True)
    if findings.in_use:
        click.echo("  databasens gamla sidor: någon läser dem; kör kommandot igen", err=True)
    if not findings:
        click.echo("  ingenting", err=True)


def _as_json(findings: Findings) -> dict[str, object]:
    return {
        "rows": findings.rows,
        "entries": list(findings.entry_ids),
        "files": findings.files,
        "dumps": findings.dumps,
        "release": list(findings.release),
        "inUse": findings.in_use,
    }
