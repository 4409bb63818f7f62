"""The trained model of a data folder: loaded once; trained by the worker and by commands."""

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
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from app.settings import Settings
    from catalogue.database import Database
    from linking.examples import Decision, Example
    from linking.model import Model
    from linking.preprocessing import Preprocessor

FOLDER = "linking"
FILE = "model.npz"


class Trained(NamedTuple):
    """A model that is ready, and facts about it.

    `about` holds madeWith (checksum of vocabularies, analysis and code), trainingSet (checksum of
    what it has learnt from), examples (how many those were), seq (the ledger's position then) and
    trainedAt. It is None where nothing is learnt yet, and rules alone speak.
    """

    model: Model
    about: Mapping[str, Any] | None


def model_path(settings: Settings) -> Path:
    """Return where the model lies."""
    return settings.data / FOLDER / FILE


class _Latest:
    """Keeps what was trained last: the same examples give the same model again."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: tuple[object, Model] | None = None

    def model(
        self, found: Sequence[Example], about: Mapping[str, Any], look_up: Callable[[], None]
    ) -> Model:
        """Return a model of the examples, trained if it is not the last one."""
        from linking.training import train  # noqa: PLC0415 - imports scikit-learn

        key = about["madeWith"], about["trainingSet"]
        with self._lock:
            if self._kept is None or self._kept[0] != key:
                self._kept = key, train(found, _preprocessor(), look_up)
            return self._kept[1]


_latest = _Latest()


@cache
def _preprocessor() -> Preprocessor:
    from linking.preprocessing import Preprocessor  # noqa: PLC0415 - imports SciPy

    return Preprocessor(knowledge())


@cache
def _rules() -> Trained:
    from linking.rule_baseline import rule_baseline  # noqa: PLC0415 - imports SciPy

    return Trained(rule_baseline(_preprocessor()), None)


def preload() -> None:
    """Make what every text needs, so that the first one does not wait for it."""
    _rules()


class Models:
    """Keeps the model of a process, shared by its threads.

    The file and the ledger are looked at each time: a model that another process has trained is
    taken, and none is used any longer that had learnt from what has been erased since.
    """

    def __init__(self, settings: Settings, database: Database) -> None:
        self._path = model_path(settings)
        self._database = database
        self._lock = Lock()
        self._training = Lock()
        self._ready: tuple[tuple[int, int], Trained] | None = None

    def current(self) -> Trained:
        """Return the model, or rules while there is none that can be used; trains nothing.

        Raises:
            EntriesUnavailable: the database does not answer.
        """
        return self._usable() or _rules()

    def is_ready(self) -> bool:
        """Return whether there is a model that can be used, so that none need be trained.

        Raises:
            EntriesUnavailable: the database does not answer.
        """
        return self._usable() is not None

    def train_if_needed(self, look_up: Callable[[], None]) -> None:
        """Train a model if there is none that can be used, which takes seconds.

        Raises:
            EntriesUnavailable: the database does not answer.
        """
        with self._training:
            if not self.is_ready():
                self._train_model((), look_up)

    def train(self, decisions: Iterable[Decision] = ()) -> Mapping[str, Any]:
        """Train a model from what is published now; return facts about it.

        Raises:
            EntriesUnavailable: the database does not answer.
        """
        with self._training:
            return self._train_model(decisions, lambda: None)

    def _usable(self) -> Trained | None:
        """Return the stored model, unless it has learnt from what was erased since."""
        with self._lock:
            trained = self._stored_model()
        if trained and trained.about and not self._has_erased_since(trained.about["seq"]):
            return trained
        return None

    def _stored_model(self) -> Trained | None:
        """Return what lies in the file, if it was made with these vocabularies and this code."""
        mark = _mark(self._path)
        if mark is None:
            return None
        if self._ready and self._ready[0] == mark:
            return self._ready[1]
        from linking import storing  # noqa: PLC0415 - imports SciPy

        about = storing.read_about(self._path)
        if about is None or about["madeWith"] != fingerprint():
            return None
        model = storing.load(self._path, _preprocessor())
        if model is None:
            return None
        self._ready = mark, Trained(model, about)
        return self._ready[1]

    def _train_model(
        self, decisions: Iterable[Decision], look_up: Callable[[], None]
    ) -> Mapping[str, Any]:
        from linking import storing  # noqa: PLC0415 - imports SciPy

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
        storing.save(_latest.model(found, about, look_up), self._path, about)
        return about

    def _has_erased_since(self, seq: int) -> bool:
        with reading(self._database) as connection:
            return ledger.has_erased(connection, seq)


def _mark(path: Path) -> tuple[int, int] | None:
    """Return what tells one file from the next under the same name."""
    with suppress(FileNotFoundError):
        stat = path.stat()
        return stat.st_mtime_ns, stat.st_ino
    return None
