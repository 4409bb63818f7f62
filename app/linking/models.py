"""The trained model of a data folder: loaded once, trained where there is none that can be used."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from app.availability import reading
from app.entries.documents import timestamp
from app.linking.examples import checksum, examples
from app.linking.knowledge import fingerprint, knowledge
from catalogue import ledger

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from app.settings import Settings
    from catalogue.database import Database
    from linking.examples import Decision, Example
    from linking.model import Model
    from linking.preprocessing import Preprocessor

FOLDER = "linking"
FILE = "model.npz"


class Trained(NamedTuple):
    """A model that is ready, and what is told of it.

    `about` holds madeWith (checksum of vocabularies, analysis and code), trainingSet (checksum of
    what it has learnt from), examples (how many those were), seq (the ledger's position then) and
    trainedAt.
    """

    model: Model
    about: Mapping[str, Any]


def model_path(settings: Settings) -> Path:
    """Return where the model lies."""
    return settings.data / FOLDER / FILE


class _Latest:
    """Keeps what was trained last: the same examples give the same model again."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: tuple[object, Model] | None = None

    def model(self, found: Sequence[Example], about: Mapping[str, Any]) -> Model:
        """Return a model of the examples, trained if it is not the last one."""
        from linking.training import train  # noqa: PLC0415 - imports scikit-learn

        key = about["madeWith"], about["trainingSet"]
        with self._lock:
            if self._kept is None or self._kept[0] != key:
                self._kept = key, train(found, _preprocessor())
            return self._kept[1]


_latest = _Latest()


@cache
def _preprocessor() -> Preprocessor:
    from linking.preprocessing import Preprocessor  # noqa: PLC0415 - imports scikit-learn

    return Preprocessor(knowledge())


class Models:
    """Keeps the model of a process, shared by its threads.

    The file and the ledger are looked at each time: a model that another process has trained is
    taken, and none is used any longer that had learnt from what has been erased since.
    """

    def __init__(self, settings: Settings, database: Database) -> None:
        self._path = model_path(settings)
        self._database = database
        self._lock = Lock()
        self._ready: tuple[tuple[int, int], Trained] | None = None

    def current(self) -> Trained:
        """Return the model, trained now when there is none that can be used.

        Raises:
            EntriesUnavailable: the database does not answer.
        """
        with self._lock:
            return self._usable() or self._train(())

    def is_ready(self) -> bool:
        """Tell whether there is a model that can be used, so that none need be trained.

        Raises:
            EntriesUnavailable: the database does not answer.
        """
        with self._lock:
            return self._usable() is not None

    def train(self, decisions: Iterable[Decision] = ()) -> Trained:
        """Train a model from what is published now.

        Raises:
            EntriesUnavailable: the database does not answer.
        """
        with self._lock:
            return self._train(decisions)

    def _usable(self) -> Trained | None:
        """Return the stored model, unless it has learnt from what was erased since."""
        trained = self._stored()
        if trained and not self._has_erased_since(trained.about["seq"]):
            return trained
        return None

    def _stored(self) -> Trained | None:
        """Return what lies in the file, if it was made with these vocabularies and this code."""
        mark = _mark(self._path)
        if mark is None:
            return None
        if self._ready and self._ready[0] == mark:
            return self._ready[1]
        from linking import storing  # noqa: PLC0415 - imports scikit-learn

        about = storing.read_about(self._path)
        if about is None or about["madeWith"] != fingerprint():
            return None
        model = storing.load(self._path, _preprocessor())
        return self._keep(mark, Trained(model, about)) if model else None

    def _train(self, decisions: Iterable[Decision]) -> Trained:
        from linking import storing  # noqa: PLC0415 - imports scikit-learn

        with reading(self._database) as connection:
            seq = ledger.last_seq(connection)
            found = examples(connection, decisions)
        about = {
            "madeWith": fingerprint(),
            "trainingSet": checksum(found),
            "examples": len(found),
            "seq": seq,
            "trainedAt": timestamp(datetime.now(UTC)),
        }
        trained = Trained(_latest.model(found, about), about)
        storing.save(trained.model, self._path, about)
        return self._keep(_mark(self._path), trained)

    def _keep(self, mark: tuple[int, int] | None, trained: Trained) -> Trained:
        self._ready = (mark, trained) if mark else None
        return trained

    def _has_erased_since(self, seq: int) -> bool:
        with reading(self._database) as connection:
            return ledger.has_erased(connection, seq)


def _mark(path: Path) -> tuple[int, int] | None:
    """Return what tells one file from the next under the same name."""
    with suppress(FileNotFoundError):
        stat = path.stat()
        return stat.st_mtime_ns, stat.st_ino
    return None
