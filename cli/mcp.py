"""`exempelbanken mcp`: the catalogue as tools for assistants, over the Model Context Protocol."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import click

from app.errors import ExempelbankenError, Message
from app.setting_names import PREFIX
from assistants.catalogue import Catalogue, Unanswered
from assistants.remote import API_PATH, RemoteCatalogue, checked_address
from cli.usage import BadValue
from edge.logs import take_over_standard_error

DATA = f"{PREFIX}DATA"
EXTRA_MISSING = Message(
    sv="Kommandot kräver tillägget mcp. Installera det: pip install 'exempelbanken[mcp]', eller i"
    " källkodens mapp: .venv/bin/pip install --require-hashes -r requirements/mcp.txt",
    en="The command takes the extra mcp. Install it: pip install 'exempelbanken[mcp]', or in the"
    " folder of the source code: .venv/bin/pip install --require-hashes -r requirements/mcp.txt",
)
NO_CATALOGUE = Message(
    sv=f"Det finns ingen katalog här. Sätt {DATA} till katalogens datamapp, som"
    " /srv/exempelbanken/data, eller ge en adress med --url.",
    en=f"There is no catalogue here. Set {DATA} to the data folder of the catalogue, as"
    " /srv/exempelbanken/data, or give an address by --url.",
)


def _check_option(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Refuse an address that may not be called."""
    try:
        return None if value is None else checked_address(value)
    except Unanswered as error:
        raise BadValue(error.words.sv, ctx, param) from None


@click.command("mcp")
@click.option(
    "--url",
    callback=_check_option,
    help=f"Address of an API, as https://…{API_PATH}; otherwise the catalogue of this machine.",
)
def mcp_command(url: str | None) -> None:
    """Offer the catalogue to an assistant, read-only, on stdin and stdout.

    A client of the Model Context Protocol starts this command itself.
    """
    try:
        from assistants.server import serve  # noqa: PLC0415 - the SDK is an extra
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in {"anyio", "mcp"}:
            raise
        raise ExempelbankenError(EXTRA_MISSING) from missing
    take_over_standard_error()
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells of every step
    serve(RemoteCatalogue(url) if url else _local())


def _local() -> Catalogue:
    """Build the catalogue of this machine; a client starts the command in any folder.

    Raises:
        ExempelbankenError: there is none.
        SearchEngineError: it cannot be searched.
    """
    from api.app import create_api  # noqa: PLC0415 - an address needs neither
    from assistants.local import LocalCatalogue  # noqa: PLC0415
    from cli.context import services_from_environment  # noqa: PLC0415

    if not Path(os.environ.get(DATA) or "data").is_dir():
        raise ExempelbankenError(NO_CATALOGUE)
    services = services_from_environment()
    services.database.answer_within(services.settings.database_seconds)
    services.engine.snapshot()
    return LocalCatalogue(create_api(services), f"{services.settings.public_url}{API_PATH}")
