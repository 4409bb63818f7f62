"""What texts mean, as vectors: those of texts about the same point in about the same direction.

The vector of a text is the sum of its words', of which the more telling are the longer. The words'
were taken from a language model once (tools/build_word_vectors.py); no model is needed here.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from swedish.analysis import is_stop, key, parts
from swedish.lexicon import VECTORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    Vector = NDArray[np.float32]
    """Of length 1."""

LARGEST = 127
CACHED_WORDS = 16_384


class _WordVectors(NamedTuple):
    """The vectors, and in which row each key has its own."""

    rows: Mapping[str, int]
    vectors: NDArray[np.float32]


@cache
def _vectors() -> _WordVectors:
    """Read the file once per process, at the first text."""
    with np.load(VECTORS) as file:
        keys = file["keys"].tobytes().decode().split("\n")
        vectors = file["numbers"] * file["scales"].astype(np.float32)[:, np.newaxis]
        return _WordVectors({each: row for row, each in enumerate(keys)}, vectors)


def meaning(words: Iterable[str]) -> Vector | None:
    """Return what words in lower case mean together, None if none of them is known."""
    said: dict[tuple[int, ...], int] = {}
    for word, times in Counter(words).items():
        if rows := _rows(word):
            said[rows] = said.get(rows, 0) + times
    if not said:
        return None
    at = [row for rows in said for row in rows]
    counts = [(1 + log(times)) / len(rows) for rows, times in said.items() for _ in rows]
    return _of_length_1(np.array(counts, dtype=np.float32) @ _vectors().vectors[at])


@lru_cache(maxsize=CACHED_WORDS)
def _rows(word: str) -> tuple[int, ...]:
    """Return the row of a word, or those of the parts of a compound that has none of its own."""
    if is_stop(word):
        return ()
    rows = _vectors().rows
    own = rows.get(key(word))
    return tuple(rows[part] for part in parts(word) if part in rows) if own is None else (own,)


def _of_length_1(vector: Vector) -> Vector | None:
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else None


def packed(vector: Vector | None) -> bytes:
    """Return the direction of a vector in a byte for each number; nothing for None."""
    if vector is None:
        return b""
    numbers: NDArray[np.int8] = np.round(vector * (LARGEST / np.abs(vector).max())).astype(np.int8)
    return numbers.tobytes()


def unpacked(numbers: bytes) -> Vector | None:
    """Return the direction that was packed."""
    return _of_length_1(np.frombuffer(numbers, dtype=np.int8).astype(np.float32))


def likeness(vector: Vector, others: Iterable[bytes]) -> list[float]:
    """Return the cosine of a vector and each packed one, 0 for one that is empty."""
    nothing = bytes(len(vector))
    rows = np.frombuffer(b"".join(each or nothing for each in others), dtype=np.int8)
    matrix = rows.reshape(-1, len(vector)).astype(np.float32)
    lengths = np.linalg.norm(matrix, axis=1)
    cosines: list[float] = (matrix @ vector / np.maximum(lengths, 1)).tolist()
    return cosines
