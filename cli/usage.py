"""Errors about a mistyped command, in the language of other output: click has English alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO, Any

import click


class Misuse(click.UsageError):
    """A mistake that only the command itself can see, in Swedish."""


class BadValue(click.BadParameter):
    """A value that only the command itself can refuse, in Swedish."""


class InSwedish(click.ClickException):
    """The message about a mistake."""

    exit_code = 2

    def __init__(self, error: click.UsageError, message: str) -> None:
        super().__init__(message)
        self._ctx = error.ctx

    def show(self, file: IO[Any] | None = None) -> None:
        """Write how the command is used, and what was wrong."""
        lines = [f"Fel: {self.message}"]
        if self._ctx is not None:
            usage = self._ctx.get_usage().replace("Usage:", "Användning:", 1)
            lines = [usage, f"Mer hjälp: {self._ctx.command_path} -h", "", *lines]
        click.echo("\n".join(lines), file=file, err=True)


class Elsewhere(Mapping[str, click.Command]):
    """Commands by their names, each imported when it is run: most calls need one of them.

    `places` holds, for each name, "module:attribute" and what the help of the command begins with.
    """

    def __init__(self, places: Mapping[str, tuple[str, str]]) -> None:
        self._places = places

    def __getitem__(self, name: str) -> click.Command:
        """Import a command from its place."""
        module, attribute = self._places[name][0].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._places)

    def help(self) -> Iterator[tuple[str, str]]:
        """Yield the names with the help of each, and import nothing."""
        for name, (_, text) in self._places.items():
            yield name, text


class Commands(click.Group):
    """The commands; where click has English, messages are in Swedish."""

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        if isinstance(self.commands, Elsewhere):
            with formatter.section("Commands"):
                formatter.write_dl(list(self.commands.help()))

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401  click's own
    ) -> click.Context:
        """Read what comes before the command's name."""
        with _in_swedish():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  click's own
        """Read the rest, and run the command."""
        with _in_swedish():
            return super().invoke(ctx)


@contextmanager
def _in_swedish() -> Iterator[None]:
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        raise InSwedish(error, in_swedish(error)) from error


def in_swedish(error: click.UsageError) -> str:  # noqa: PLR0911  one case per mistake
    """Return the sentence for a mistake."""
    match error:
        case Misuse():
            return error.message
        case click.MissingParameter():
            return f"{_place(error)} saknas.{_choices(error)}"
        case BadValue():
            return f"Fel värde för {_place(error)}: {error.message}"
        case click.BadParameter():
            return f"Fel värde för {_place(error)}.{_choices(error)}{_valid_values(error)}"
        case click.NoSuchOption():
            return f"Det finns ingen flagga {error.option_name}.{_nearest(error.possibilities)}"
        case click.exceptions.NoSuchCommand():
            return f"Det finns inget kommando {error.command_name}.{_nearest(error.possibilities)}"
        case click.BadOptionUsage():
            return f"Flaggan {error.option_name} saknar sitt värde, eller har ett som den inte tar."
        case _:
            return "Kommandot har fler uppgifter än det tar."


def _place(error: click.BadParameter) -> str:
    if isinstance(error.param_hint, str):
        return error.param_hint
    return error.param.get_error_hint(error.ctx) if error.param else "Något"


def _choices(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    return f" Välj bland: {', '.join(kind.choices)}." if isinstance(kind, click.Choice) else ""


def _valid_values(error: click.BadParameter) -> str:
    """Describe the values that are allowed, in addition to those of a list."""
    match error.param.type if error.param else None:
        case click.Path():
            return _of_path(error.message)
        case click.IntRange() | click.FloatRange() as kind:
            high = "" if kind.max is None else f" och högst {kind.max}"
            number = "heltal" if isinstance(kind, click.IntRange) else "tal"
            return f" Ange ett {number}, minst {kind.min}{high}."
        case kind if kind is click.UUID:
            return " Ange ett id, som 01a21d7b-19f8-7267-8e26-95e132c2cecd."
        case _:
            return ""


def _of_path(message: str) -> str:
    """Say what is wrong with a path, which stands between quotation marks."""
    path = message.partition("'")[2].rpartition("'")[0]
    if not Path(path).exists():
        return f" {path} finns inte."
    if message.endswith("is a file."):
        return f" {path} är en fil. Ange en mapp."
    return f" {path} är en mapp." if Path(path).is_dir() else f" {path} går inte att öppna."


def _nearest(names: Sequence[str] | None) -> str:
    return f" Menade du {' eller '.join(names)}?" if names else ""
