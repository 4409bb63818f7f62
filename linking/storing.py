"""A model as a file: arrays and one JSON text, read without running anything that stands in it."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from scipy.sparse import csr_matrix

from linking.model import Model
from linking.preprocessing import Preprocessor, Vectorizers
from linking.references import References
from linking.scheme_model import SchemeModel
from linking.suggestions import Reference
from linking.vectorizer import Vectorizer

DESCRIPTION = "description"
UNREADABLE = (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile)
"""What numpy and JSON raise for a file that is missing, cut off or something else."""


def save(model: Model, path: Path, about: Mapping[str, Any]) -> None:
    """Write a model, whole or not at all; `read_about` returns `about` again."""
    rows = model.references.rows
    description = {
        "about": dict(about),
        "schemes": list(model.schemes),
        "terms": {
            "texts": list(model.vectorizers.texts.idf),
            "sentences": list(model.vectorizers.sentences.idf),
        },
        "references": [list(each) for each in model.references.all],
        "shape": list(rows.shape),
    }
    arrays = {
        DESCRIPTION: np.frombuffer(json.dumps(description).encode(), np.uint8),
        "idf.texts": np.fromiter(model.vectorizers.texts.idf.values(), float),
        "idf.sentences": np.fromiter(model.vectorizers.sentences.idf.values(), float),
        "references.data": rows.data,
        "references.indices": rows.indices,
        "references.indptr": rows.indptr,
    }
    for scheme_id, scheme in model.schemes.items():
        arrays |= scheme.arrays(scheme_id)
    _write(path, arrays)


def _write(path: Path, arrays: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        part = Path(file.name)
        try:
            np.savez_compressed(file, **arrays)
            file.flush()
            os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            with suppress(FileNotFoundError):
                part.unlink()
            raise


def read_about(path: Path) -> dict[str, Any] | None:
    """Return what was noted about a stored model; None when there is none that can be read."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            about: dict[str, Any] = _read_description(arrays)["about"]
            return about
    except UNREADABLE:
        return None


def load(path: Path, preprocessor: Preprocessor) -> Model | None:
    """Read a model that was made with the same vocabularies; None as for `read_about`."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return _model(arrays, preprocessor)
    except UNREADABLE:
        return None


def _model(arrays: Mapping[str, Any], preprocessor: Preprocessor) -> Model:
    about = _read_description(arrays)
    parts = (arrays[f"references.{name}"] for name in ("data", "indices", "indptr"))
    return Model(
        preprocessor,
        Vectorizers(
            *(_vectors(about["terms"][name], arrays[f"idf.{name}"]) for name in Vectorizers._fields)
        ),
        {name: SchemeModel.of_arrays(name, arrays) for name in about["schemes"]},
        References(
            [Reference(*each) for each in about["references"]],
            csr_matrix(tuple(parts), shape=about["shape"]),
        ),
    )


def _read_description(arrays: Mapping[str, Any]) -> dict[str, Any]:
    description: dict[str, Any] = json.loads(arrays[DESCRIPTION].tobytes())
    return description


def _vectors(terms: list[str], idf: Any) -> Vectorizer:  # noqa: ANN401 - an array
    return Vectorizer(dict(zip(terms, idf.tolist(), strict=True)))
