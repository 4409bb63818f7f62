"""A command that is typed wrong, told in both languages: click itself speaks English alone."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.errors import Message


class Misuse(click.UsageError):
    """A mistake that only the command itself can see."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.bilingual = message


class BadValue(click.BadParameter):
    """A value that only the command itself can refuse."""

    def __init__(
        self,
        message: Message,
        ctx: click.Context | None = None,
        param: click.Parameter | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message.en, ctx, param, hint)
        self.bilingual = message


class Elsewhere(Mapping[str, click.Command]):
    """Commands by their names, each imported when it is asked for: most calls need one of them."""

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places = places

    def __getitem__(self, name: str) -> click.Command:
        """Import a command from its place, "module:attribute"."""
        module, attribute = self._places[name].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._places)


class Commands(click.Group):
    """The commands; before click tells of a mistake in English, it is told in Swedish."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401  click's own
    ) -> click.Context:
        """Read what comes before the command's name."""
        with _in_swedish_too():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  click's own
        """Read the rest, and run the command."""
        with _in_swedish_too():
            return super().invoke(ctx)


@contextmanager
def _in_swedish_too() -> Iterator[None]:
    try:
        yield
    except click.UsageError as error:
        if message := in_swedish(error):
            click.echo(message, err=True)
        raise


def in_swedish(error: click.UsageError) -> str:  # noqa: PLR0911  one case per mistake
    """Return the sentence for a mistake; empty when it is none, as a group without a command."""
    match error:
        case click.exceptions.NoArgsIsHelpError():
            return ""
        case Misuse():
            return error.bilingual.sv
        case click.MissingParameter():
            return f"{_place(error)} saknas.{_choices(error)}"
        case BadValue():
            return f"Fel värde för {_place(error)}: {error.bilingual.sv}"
        case click.BadParameter():
            return f"Fel värde för {_place(error)}.{_choices(error)}"
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


def _nearest(names: Sequence[str] | None) -> str:
    return f" Menade du {' eller '.join(names)}?" if names else ""
