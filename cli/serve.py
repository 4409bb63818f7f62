"""`exempelbanken serve`: pages, API and the background worker in one command."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import sys
import threading
from contextlib import ExitStack
from pathlib import Path

import click
import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.errors import ExempelbankenError, InvalidSettings, Message
from app.settings import Settings, read_settings, unknown_settings
from app.tables import check_tables
from app.wiring import build_services, check_engine
from catalogue.database import Database
from cli.supervisor import SPAWN, Child, keep_running
from edge.forwarded import trusted_networks
from edge.logs import take_over_standard_error
from edge.metrics_folder import prepare_folder
from indexer.engine import AccessRefused

log = structlog.get_logger("exempelbanken")

BACKLOG = 1024
HIGHEST_PORT = 65535
ANY_ADDRESS = ("", "0.0.0.0", "::")  # noqa: S104 - compared with, not listened on


class CannotListen(ExempelbankenError):
    """The address cannot be listened on: taken, not ours, or not allowed."""


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    envvar="PORT",
    type=click.IntRange(0, HIGHEST_PORT),
    default=8000,
    show_default=True,
    help="Port to listen on; 0 takes a free one.",
)
@click.option(
    "--workers", type=click.IntRange(min=1), default=2, show_default=True, help="Web processes."
)
@click.option(
    "--threads",
    type=click.IntRange(min=1),
    default=4,
    show_default=True,
    help="Threads of each web process.",
)
@click.option(
    "--worker/--no-worker",
    "with_worker",
    default=True,
    help="Run the background worker too, which keeps the index up to date.",
)
def serve_command(host: str, port: int, workers: int, threads: int, *, with_worker: bool) -> None:
    """Serve pages and API until stopped (Ctrl+C)."""
    take_over_standard_error()
    warn_of_unknown()
    settings = read_settings({**default_public_url(host, port), **os.environ})
    check(settings)
    with ExitStack() as at_end:
        listener = listen(host, port)
        at_end.callback(listener.close)
        check_prepared(settings)
        metrics = listen_for_metrics(settings)
        if sys.platform == "win32":
            serve_in_one_process(settings, listener, metrics, threads, with_worker=with_worker)
        else:
            numbers = (workers, threads)
            sys.exit(supervise(settings, listener, metrics, numbers, with_worker=with_worker))


def default_public_url(host: str, port: int) -> dict[str, str]:
    """Return the address that links are built from when none is set: the one listened on."""
    address = "127.0.0.1" if host in ANY_ADDRESS else host
    bracketed = f"[{address}]" if ":" in address else address
    return {"EXEMPELBANKEN_PUBLIC_URL": f"http://{bracketed}:{port}"} if port else {}


def check(settings: Settings) -> None:
    """Find what would only fail in a child process.

    Raises:
        InvalidSettings: a proxy, the database's address or the search engine cannot be used.
    """
    trusted_networks(settings.trusted_proxies)
    try:
        Database(settings.database_url).close()
    except SQLAlchemyError as fault:
        # The address may hold a password, and so may the fault's own message.
        kind = type(fault).__name__
        announced = Message(
            f"är ingen adress som SQLAlchemy kan använda ({kind})",
            f"is not an address that SQLAlchemy can use ({kind})",
        )
        raise InvalidSettings({"EXEMPELBANKEN_DATABASE_URL": announced}) from None
    against = check_engine(settings)
    if isinstance(against, AccessRefused):
        log.warning("search engine refuses access", reason=str(against))
    elif against:
        log.warning("the search engine does not answer; searches get 503 until it does")


def warn_of_unknown() -> None:
    """Name in the log what looks like a setting and is none."""
    for name, nearest in unknown_settings(os.environ).items():
        log.warning("no such setting; it does nothing", name=name, nearest=nearest)


def check_prepared(settings: Settings) -> None:
    """See that the tables are this release's; a database that is away for now may come back.

    Raises:
        UnfitTables: it answers, and they are not.
    """
    database = Database(settings.database_url)
    try:
        check_tables(database)
    except SQLAlchemyError:
        log.warning("the database does not answer; requests that need it get errors until it does")
    finally:
        database.close()


def listen(host: str, port: int, setting: str = "--host / --port") -> socket.socket:
    """Open the listening socket; it outlives a web server that has to be started anew.

    `setting` is what somebody changes who wants another address.

    Raises:
        CannotListen: with what to do about it.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except (OSError, UnicodeError) as fault:
        raise _cannot_listen(f"{host}:{port}", fault, setting) from fault


def _cannot_listen(address: str, fault: Exception, setting: str) -> CannotListen:
    number = fault.errno if isinstance(fault, OSError) else None
    if number == errno.EADDRINUSE:
        return CannotListen(
            Message(
                sv=f"{address} är upptagen. Stoppa det som använder porten, eller välj en annan"
                f" ({setting}).",
                en=f"{address} is taken. Stop what uses the port, or choose another ({setting}).",
            )
        )
    reason = os.strerror(number) if number and number > 0 else type(fault).__name__
    return CannotListen(
        Message(
            sv=f"Kan inte lyssna på {address} ({reason}). Ändra {setting}.",
            en=f"Cannot listen on {address} ({reason}). Change {setting}.",
        )
    )


def listen_for_metrics(settings: Settings) -> socket.socket | None:
    """Listen for who collects measures when a port is set, and have all processes keep theirs.

    Raises:
        CannotListen: the port is taken.
    """
    if not settings.metrics_port:
        return None
    listener = listen("127.0.0.1", settings.metrics_port, "EXEMPELBANKEN_METRICS_PORT")
    prepare_folder(metrics_folder(settings))
    return listener


def metrics_folder(settings: Settings) -> Path:
    """Return where the processes' figures are; two that share a data folder have their own."""
    return settings.data / "run" / f"metrics-{settings.metrics_port}"


def supervise(
    settings: Settings,
    listener: socket.socket,
    metrics: socket.socket | None,
    numbers: tuple[int, int],
    *,
    with_worker: bool,
) -> int:
    """Keep web processes and background worker running until told to stop; returns the exit code.

    Connections wait in `listener`, which is ours, while a web process is replaced. `numbers` are
    those of web processes, and of threads in each.
    """
    # An arena for each thread keeps what a search has freed: a tenth of a process's memory. Read
    # when a process begins; `prepare` does it for those that are forked.
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # requests have threads of their own
    # Children begin with `python -c`, which would take modules from the folder we were started in.
    os.environ["PYTHONSAFEPATH"] = "1"
    from cli import background, prepared, web_process  # noqa: PLC0415 - after the environment is set
    from edge.measures import forget_process  # noqa: PLC0415 - the same

    prepared.prepare(settings)
    workers, threads = numbers
    webs = [web_child(settings, listener, threads, number) for number in range(1, workers + 1)]
    watchers = []
    if with_worker:
        watchers.append(Child("background", background.run_background, (settings,)))
    if metrics is not None:
        arguments = (metrics, metrics_folder(settings))
        watchers.append(Child("metrics", background.run_metrics, arguments))
    for child in (*webs, *watchers):
        child.ended = forget_process
        needed = child.arguments
        child.not_inherited = [each for each in (listener, metrics) if each and each not in needed]
    announced = False

    def watch() -> bool:
        nonlocal announced
        if not announced and any(web.is_ready for web in webs):
            click.echo(ready_line(listener))
            announced = True
        # A web process that never came up would not come up the next time either.
        return announced or not any(web.deaths for web in webs)

    keep_running([*webs, *watchers], watch)
    codes = [web.exit_code for web in webs if web.exit_code is not None]
    if announced or not codes:
        return 0
    return 2 if web_process.CANNOT_START in codes else 1


def web_child(settings: Settings, listener: socket.socket, threads: int, number: int) -> Child:
    """Return a web process that is to run."""
    from cli.web_process import run_web  # noqa: PLC0415 - when measures have a place

    ready = SPAWN.Event()
    arguments = (settings, listener, threads, ready)
    return Child(f"web-{number}", run_web, arguments, ready=ready)


def serve_in_one_process(
    settings: Settings,
    listener: socket.socket,
    metrics: socket.socket | None,
    threads: int,
    *,
    with_worker: bool,
) -> None:  # pragma: no cover - Windows, where no process can be asked to end
    """Serve with the background worker as a thread."""
    from app.jobs.worker import run  # noqa: PLC0415 - when measures have a place
    from cli.web_process import serve  # noqa: PLC0415
    from edge.listening import serve_port  # noqa: PLC0415
    from edge.measures import build_metrics_app  # noqa: PLC0415

    stop = threading.Event()
    if metrics is not None:
        serve_port(metrics, build_metrics_app(metrics_folder(settings)))
    if with_worker:
        threading.Thread(target=run, args=(settings, stop), daemon=True).start()
    try:
        asyncio.run(
            serve(
                build_services(settings),
                listener,
                threads,
                lambda: click.echo(ready_line(listener)),
            )
        )
    except KeyboardInterrupt:
        log.info("stopped")
    finally:
        stop.set()


def ready_line(listener: socket.socket) -> str:
    """Say where the service answers."""
    host, port = listener.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - it is compared, not listened on
    return f"Exempelbanken svarar på http://{shown}:{port} (avsluta med Ctrl+C)"
