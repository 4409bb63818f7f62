"""`exempelbanken index`: look after the index."""

from __future__ import annotations

import sys

import click

from app.indexing import (
    IndexStatus,
    RowSource,
    index_status,
    rebuild_index,
    sync_index,
    verify_index,
)
from app.shared_batch_work import share_batch_work
from cli.context import progress_bar, services_from_environment
from cli.errors import message_for
from indexer.engine import DamagedIndex
from indexer.index_names import Standing

LARGE_INDEX = 1_000
"""Entries from which on work is shared with other processes."""
MOST_SHOWN = 10
"""Ids written out per kind of difference."""


@click.group("index")
def index_group() -> None:
    """Look after the search index; it can always be built anew from the rows."""


@index_group.command("status")
def status_command() -> None:
    """Tell which index is live and how far it has come; exits with 1 when it is not the rows'."""
    status = index_status(services_from_environment())
    click.echo(f"index:      {status.name or 'inget ännu'}")
    click.echo(f"exempel:    {status.entries} av {status.published} publicerade")
    click.echo(f"position:   {status.seq} av {status.ledger_seq}")
    click.echo(f"aktuell:    {standing_sentence(status)}")
    sys.exit(0 if status.current and status.seq == status.ledger_seq else 1)


def standing_sentence(status: IndexStatus) -> str:
    """Return whether the index is to be used, and what to do when it is not."""
    if status.current and status.ahead:
        return (
            "nej: före raderna, som efter en återläsning av en säkerhetskopia; worker bygger om"
            " det, eller kör index rebuild"
        )
    if status.current:
        return "ja"
    if status.standing is Standing.NEWER:
        return (
            f"nej: byggt av en nyare installation (utgåva {status.built_by}) än den här"
            f" (utgåva {status.release}), som låter det vara; uppgradera den här"
        )
    return "nej: bygg om med index rebuild"


@index_group.command("rebuild")
def rebuild_command() -> None:
    """Build a new index next to the live one and swap."""
    services = services_from_environment()
    published = RowSource(services).count()
    with (
        share_batch_work(services, is_large=published >= LARGE_INDEX) as shared,
        progress_bar("Bygger om", published) as advance,
    ):
        name = rebuild_index(shared, advance)
    click.echo(name)


@index_group.command("sync")
def sync_command() -> None:
    """Bring the live index up to the ledger."""
    services = services_from_environment()
    with progress_bar("Indexerar", None) as advance:
        seq = sync_index(services, advance)
    click.echo(str(seq))


@index_group.command("verify")
def verify_command() -> None:
    """Compare every entry of the index with the rows; exits with 1 when something differs.

    That the index is behind the rows, as while a load runs, is no difference.
    """
    try:
        difference = verify_index(services_from_environment())
    except DamagedIndex as damage:
        click.echo(message_for(damage).sv)
        sys.exit(1)
    for label, ids in (
        ("saknas i indexet", difference.missing),
        ("finns bara i indexet", difference.surplus),
        ("har en annan version", difference.stale),
        ("går inte att läsa i databasen, kör exempelbanken check", difference.unreadable),
    ):
        if ids:
            click.echo(f"{len(ids)} {label}: {', '.join(ids[:MOST_SHOWN])}")
    if difference.behind:
        click.echo(
            f"Indexet ligger {difference.behind} händelser efter raderna, som medan en inläsning"
            " pågår. Worker tar igen det, eller: exempelbanken index sync"
        )
    if not difference.has_faults:
        click.echo("Det som har kommit in i indexet stämmer med raderna.")
    sys.exit(1 if difference.has_faults else 0)
