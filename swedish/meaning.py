"""What texts mean, as vectors: those of texts about the same point in about the same direction.

The table leads from the pieces of words (3 to 5 characters, edges marked) to vectors. It was fitted
with a language model as teacher (`make meaning`), which nothing needs afterwards: any word has a
vector, misspelt and compound ones too, and a text means the sum of its words'.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy as np

from swedish.lexicon import MEANING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

SHORTEST, LONGEST = 3, 5
"""Characters of the pieces."""
CACHED_WORDS = 16_384
LARGEST = 127


class _Table(NamedTuple):
    numbers: NDArray[np.int8]
    scales: Vector


@cache
def _table() -> _Table:
    with np.load(MEANING) as file:
        return _Table(file["numbers"], file["scales"])


def columns_of(word: str, columns: int) -> list[int]:
    """Return the rows of the table that the pieces of a word have."""
    padded = f" {word} "
    return [
        crc32(padded[at : at + length].encode()) % columns
        for length in range(SHORTEST, LONGEST + 1)
        for at in range(len(padded) - length + 1)
    ]


def word_share(pieces: int) -> float:
    """Return what each of the pieces of a word counts: a longer word says more, but not as much."""
    return float(pieces**-0.25)


@lru_cache(maxsize=CACHED_WORDS)
def _word_vector(word: str) -> Vector:
    numbers, scales = _table()
    rows = columns_of(word, len(numbers))
    found: Vector = numbers[rows].sum(axis=0, dtype=np.float32) * scales
    return found * np.float32(word_share(len(rows)))


def meaning(words: Iterable[str]) -> Vector | None:
    """Return the direction of what lower-case words mean together, None for none."""
    found = [_word_vector(word) for word in dict.fromkeys(words)]
    if not found:
        return None
    total: Vector = np.sum(found, axis=0)
    length = float(np.linalg.norm(total))
    return total / np.float32(length) if length else None


def packed(vector: Vector | None) -> bytes:
    """Return the direction of a vector in a byte for each number; nothing for None."""
    if vector is None:
        return b""
    numbers: NDArray[np.int8] = np.round(vector * (LARGEST / np.abs(vector).max())).astype(np.int8)
    return numbers.tobytes()


def mean_meaning(texts: Sequence[tuple[bytes, float]]) -> Vector | None:
    """Return the direction of what texts mean together, each packed and with its share."""
    known = [(meaning, share) for meaning, share in texts if meaning]
    if not known:
        return None
    rows = np.array([np.frombuffer(each, dtype=np.int8) for each, _ in known], dtype=np.float32)
    shares = np.array([share for _, share in known], dtype=np.float32)
    total: Vector = shares @ (rows / np.linalg.norm(rows, axis=1, keepdims=True))
    length = float(np.linalg.norm(total))
    return total / np.float32(length) if length else None


def likeness(vector: Vector | None, others: Sequence[bytes]) -> list[float]:
    """Return the cosine of a vector and each packed one, 0 for one that is empty or negative."""
    if vector is None:
        return [0.0] * len(others)
    nothing = bytes(len(vector))
    rows = np.frombuffer(b"".join([each or nothing for each in others]), dtype=np.int8)
    matrix = rows.reshape(-1, len(vector)).astype(np.float32)
    lengths = np.linalg.norm(matrix, axis=1)
    cosines: list[float] = np.maximum(matrix @ vector / np.maximum(lengths, 1), 0).tolist()
    return cosines
