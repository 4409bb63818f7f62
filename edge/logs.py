"""Log lines with fields: JSON for machines, readable on a terminal.

A line never carries a query, a text or a whole client address. What Python and libraries would
write beside the log goes into it: warnings, and errors that nobody caught, in any thread. Of those
only the kind and the place are logged, since their messages may hold what somebody wrote.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
import warnings
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Any, TextIO, cast

import structlog
from structlog.tracebacks import ExceptionDictTransformer

UNFORESEEN = "unforeseen error"
CRASHED = 1
"""Exit code of a process that an error ended; Python's own."""
log = structlog.get_logger("exempelbanken")


class _StandardError:
    """Standard error; a line that finds no room there is lost and holds nothing up."""

    def write(self, text: str) -> None:
        with suppress(OSError, ValueError):
            sys.stderr.write(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            sys.stderr.flush()


def configure_logging() -> None:
    """Send structlog's and the libraries' lines to standard error, in one form."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderers = _renderers()
    structlog.configure(
        processors=[*shared, *renderers],
        logger_factory=structlog.WriteLoggerFactory(cast("TextIO", _StandardError())),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            use_get_message=False,  # what libraries put into their sentences stays out
            foreign_pre_chain=[*shared, _of_library],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderers],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    # Elasticsearch's client logs every request, many a second. Alembic logs which database
    # it found, at every start, in sentences that say nothing without what was put into them.
    for library in ("elastic_transport", "alembic"):
        logging.getLogger(library).setLevel(logging.WARNING)


def take_over_standard_error() -> None:
    """Log, and let nothing else of a process that serves until stopped write to standard error."""
    configure_logging()
    warnings.showwarning = _log_warning
    sys.excepthook = _log_uncaught
    threading.excepthook = lambda found: tell_unforeseen(found.exc_value)
    sys.unraisablehook = lambda found: tell_unforeseen(found.exc_value)


@contextmanager
def crash_logged() -> Iterator[None]:
    """End a process that was started by another one with a line in the log, if an error ends it.

    Its starter would write the error as it is; see `multiprocessing.process`.
    """
    try:
        yield
    except Exception as error:  # noqa: BLE001  whatever ends the process
        tell_unforeseen(error)
        sys.exit(CRASHED)


def tell_unforeseen(error: BaseException | None) -> None:
    """Note the kind and place of an error; its message may hold what somebody wrote."""
    place = traceback.format_tb(error.__traceback__) if error else []
    log.error(UNFORESEEN, error=type(error).__name__, place=place)


def _log_uncaught(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, Exception):
        tell_unforeseen(error)
    else:  # Ctrl+C
        sys.__excepthook__(kind, error, trace)


def _log_warning(  # noqa: PLR0913, PLR0917  Python's own
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    del message, file, line
    log.warning("warning", kind=category.__name__, place=f"{filename}:{lineno}")


def _of_library(
    _logger: object, _name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Name the library; the sentence of an error may hold a path that somebody wrote."""
    record = event["_record"]
    if record.exc_info:
        event["event"] = UNFORESEEN
    event["library"] = record.name
    return event


def _without_messages(
    _logger: object, _name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Leave out what the errors themselves say; kind, place and what caused them are enough."""
    for error in event.get("exception", ()):
        error["exc_value"] = ""
        error["exc_notes"] = []
    return event


def _renderers() -> list[structlog.typing.Processor]:
    # Local variables would put queries, texts and secrets into the log.
    if sys.stderr.isatty():
        return [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    return [
        structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
        _without_messages,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
