"""A type of problem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.errors import Message


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A type of problem; `id` is the last part of its address."""

    id: str
    status: int
    title: Message
    description: Message
