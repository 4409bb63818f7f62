"""The numeric weights of the ranking as one set of named values, which can be put aside for others.

The ranking reads its weights from modules at the time of a query (concepts: when services are
built), so other values hold for what is built and asked inside `overridden`. Whole numbers are
limits of work, not weights; they are left alone.
"""

from __future__ import annotations

import random
from contextlib import contextmanager
from typing import TYPE_CHECKING

from indexer import clauses, weights

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import ModuleType

    Setting = Mapping[str, float]
    """Name ("TIE", "FIELD_WEIGHTS.title") -> value."""

MODULES: tuple[ModuleType, ...] = (weights, clauses)
FACTORS = (0.67, 0.8, 1.0, 1.25, 1.5)
"""What a weight is multiplied by."""


def present() -> dict[str, float]:
    """Return every weight as it stands."""
    found: dict[str, float] = {}
    for name, value in _constants():
        if isinstance(value, float):
            found[name] = value
        elif isinstance(value, dict) and all(isinstance(v, float) for v in value.values()):
            found.update((f"{name}.{each}", number) for each, number in value.items())
    return found


def _constants() -> Iterator[tuple[str, object]]:
    for module in MODULES:
        yield from ((name, value) for name, value in vars(module).items() if name.isupper())


@contextmanager
def overridden(setting: Setting) -> Iterator[None]:
    """Let these values hold instead of the present ones.

    Raises:
        ValueError: a name that is no weight.
    """
    if unknown := set(setting) - set(present()):
        raise ValueError(f"no such weights: {', '.join(sorted(unknown))}")
    before = [(module, name, value) for module in MODULES for name, value in _held(module, setting)]
    try:
        for module, name, value in before:
            setattr(module, name, _replaced(name, value, setting))
        yield
    finally:
        for module, name, value in before:
            setattr(module, name, value)


def _held(module: ModuleType, setting: Setting) -> Iterator[tuple[str, object]]:
    """Yield the constants of a module that a setting touches."""
    names = {name.partition(".")[0] for name in setting}
    yield from ((name, value) for name, value in vars(module).items() if name in names)


def _replaced(name: str, value: object, setting: Setting) -> object:
    if isinstance(value, dict):
        return {each: setting.get(f"{name}.{each}", old) for each, old in value.items()}
    return setting[name]


def scaled(value: float, factor: float) -> float:
    """Return a weight times a factor; one that is 0 becomes what the factor is above 1."""
    return value * factor if value else max(0.0, factor - 1)


def around(start: Setting, count: int, seed: int, only: Sequence[str] = ()) -> list[Setting]:
    """Return settings of chance around one, which is the first: each weight times a factor."""
    choose = random.Random(seed)
    varied = only or tuple(start)
    others = [
        {**start, **{name: scaled(start[name], choose.choice(FACTORS)) for name in varied}}
        for _ in range(count - 1)
    ]
    return [start, *others]
