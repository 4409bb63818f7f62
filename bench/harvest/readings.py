"""Learning what pieces of a text are and which reading is plausible, one writer left out in turn.

`make harvest-train` writes the model and the weights. It prints how each writer's replies are read
by models that had not seen the writer and by weights of the other writers, beside what is read in
the answers to the question alone.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rich.console import Console
from rich.table import Table

from app.replies.parsing import known_names
from bench.harvest.crf_training import train_crf
from bench.harvest.examples_data import labels_of
from bench.harvest.harvested import SURVEY
from bench.harvest.measures import Tally
from bench.harvest.replies import rounds
from bench.harvest.similarity import matched, words_in_order
from bench.harvest.splitting import labelled, trained
from harvest.answers import Form
from harvest.answers.field_names import without_respondents
from harvest.harvesting import Harvester
from harvest.readings.pieces import KIND_LABELS, OUTSIDE, PieceModel, piece_features
from harvest.readings.plausibility import PATH
from harvest.readings.proposals import ASKED, NONE, Proposer, plausibility_of
from harvest.splitting import examples
from harvest.splitting.model import Model
from harvest.splitting.units import units_of
from seed.questionnaires import questionnaire

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bench.harvest.replies import Reply
    from harvest.documents.document import Block, Document
    from harvest.questions import Marker
    from harvest.readings.proposals import Reading
    from harvest.splitting.units import Unit

SETTINGS = {"c1": 0.3, "c2": 0.05, "max_iterations": 80, "feature.possible_transitions": True}
PENALTY = 3.0
"""Inverse weight of the penalty on squared weights, tried on writers left out."""
FOLDS = 4
"""Parts of the writers: each part is read by models of the others."""
CLEARLY_BETTER = 0.05
"""Difference in F1 of two readings from which one is the better."""
DIGITS = 3
SHOWN = 3
"""Readings that people see first."""
WIDTH = 120
MOST_SHARE = 0.4
"""Words of a piece that sectors have, from which it names them."""

Features = list[list[str]]
Pieces = list[tuple[Features, list[str]]]
"""Texts: what is seen of each piece, and its label."""


class Judged(NamedTuple):
    """The readings of a document with how right each is, the one that is used first."""

    writer: str
    file: str
    readings: Sequence[Reading]
    f1: Sequence[float]
    tallies: Sequence[Tally]


def labelled_texts(replies: Iterable[Reply]) -> Pieces:
    """Return the texts of replies, as they are and without their questions, with labels."""
    form = Form(questionnaire(SURVEY))
    found: Pieces = []
    for reply in replies:
        for document in _documents(reply.document):
            lines = without_respondents(document.blocks)
            if not lines:
                continue
            markers = form.markers(lines)
            found.append(_labelled(lines, markers, form.kinds, reply))
            plain = _without_questions(lines, markers)
            if markers and plain:
                found.append(_labelled(plain, [], form.kinds, reply))
    return found


def _documents(document: Document) -> Iterator[Document]:
    yield document
    for each in document.attachments:
        yield from _documents(each)


def _without_questions(lines: Sequence[Block], markers: Sequence[Marker]) -> list[Block]:
    bodies = {marker.line: marker.body for marker in markers}
    rest = (line.subspan(bodies.get(at, 0), len(line.text)) for at, line in enumerate(lines))
    return [line for line in rest if line.text]


def _labelled(
    lines: Sequence[Block], markers: Sequence[Marker], kinds: Mapping[str, str], reply: Reply
) -> tuple[Features, list[str]]:
    units = units_of(lines)
    items = [item for gold in reply.gold for item in _items(gold, "2c")]
    labels = labels_of(lines, items)
    others = list(_other_answers(reply, kinds))
    sectors = {
        word
        for gold in reply.gold
        for item in _items(gold, "2d")
        for word in words_in_order(item["text"])
    }
    for at, unit in enumerate(units):
        if labels[at] == OUTSIDE:
            labels[at] = _label(unit, others, sectors)
    return piece_features(units, lines, markers, kinds), labels


def _items(gold: Mapping[str, object], question: str) -> list[dict[str, str]]:
    answer = gold["answers"].get(question)  # type: ignore[attr-defined]
    return answer["items"] if answer else []


def _other_answers(reply: Reply, kinds: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield label and words, with a space around each, of answers that are text."""
    for gold in reply.gold:
        for question, answer in gold["answers"].items():
            if answer and "items" not in answer:
                yield KIND_LABELS[kinds[question]], f" {' '.join(words_in_order(answer['text']))} "


def _label(unit: Unit, others: Sequence[tuple[str, str]], sectors: set[str]) -> str:
    own = words_in_order(unit.text)
    if not own:
        return OUTSIDE
    label = next((label for label, text in others if f" {' '.join(own)} " in text), OUTSIDE)
    named = sum(word in sectors for word in own) >= MOST_SHARE * len(own)
    return KIND_LABELS["sectors"] if label == OUTSIDE and named else label


def piece_model(texts: Iterable[Pieces]) -> bytes:
    """Return a model of the pieces of texts; the same texts give the same model."""
    return train_crf((each for own in texts for each in own), SETTINGS)


def judged(
    writer: str, replies: Iterable[Reply], proposer: Proposer, model: Model | None = None
) -> Iterator[Judged]:
    """Yield the readings of each document of a writer that has several, with how right they are."""
    names = replace(known_names(), proposer=proposer, split=lambda lines: examples(lines, model))
    harvester = Harvester(questionnaire(SURVEY), names)
    for reply in replies:
        golds = [[item["text"] for item in _items(gold, "2c")] for gold in reply.gold]
        for respondent in harvester.harvest(reply.document).respondents:
            if respondent.readings:
                items = max(golds, key=lambda each: _best(respondent.readings, each))
                tallies = [_tally(reading, items) for reading in respondent.readings]
                f1 = [tally.f1 for tally in tallies]
                yield Judged(writer, reply.name, respondent.readings, f1, tallies)


def _best(readings: Sequence[Reading], items: Sequence[str]) -> float:
    return max(_tally(reading, items).f1 for reading in readings)


def _tally(reading: Reading, items: Sequence[str]) -> Tally:
    found = [each.text for each in reading.examples]
    tally = Tally()
    tally.add(len(matched(found, items)), len(found), len(items))
    return tally


def learnt(every: Sequence[Judged]) -> dict[str, float]:
    """Return the weights by which better readings come before worse ones of the same text."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - takes long to import

    names = sorted({name for each in every for one in each.readings for name in one.signals})
    rows: list[list[float]] = []
    weights: list[float] = []
    for each in every:
        signals = [[one.signals[name] for name in names] for one in each.readings]
        best = int(np.argmax(each.f1))
        for at, other in enumerate(each.f1):
            if each.f1[best] - other >= CLEARLY_BETTER:
                rows.append([a - b for a, b in zip(signals[best], signals[at], strict=True)])
                weights.append((each.f1[best] - other) / len(each.f1))
    seen = np.array(rows)
    spread = seen.std(axis=0) + 1e-9
    scaled = seen / spread
    model = LogisticRegression(C=PENALTY, fit_intercept=False, max_iter=5_000)
    model.fit(np.vstack([scaled, -scaled]), [1] * len(rows) + [0] * len(rows), [*weights, *weights])
    return dict(zip(names, (model.coef_[0] / spread).round(DIGITS).tolist(), strict=True))


def judged_by_others(
    rounds_: Mapping[str, Sequence[Reply]], texts: Mapping[str, Pieces]
) -> list[Judged]:
    """Return the readings of all replies by models of answers and texts of other writers."""
    answers = {name: labelled(name, each) for name, each in rounds_.items()}
    found: list[Judged] = []
    for fold in range(FOLDS):
        out = [name for at, name in enumerate(rounds_) if at % FOLDS == fold]
        pieces = piece_model(each for name, each in texts.items() if name not in out)
        model = Model(trained(each for name, each in answers.items() if name not in out))
        proposer = Proposer(PieceModel(pieces), {})
        for name in out:
            found += judged(name, rounds_[name], proposer, model)
    return sorted(found, key=lambda each: (each.writer, each.file))


class LeftOut(NamedTuple):
    """How well a writer's replies are read by what other writers taught, in three ways."""

    asked: Tally
    """By the answers to the question alone."""
    first: Tally
    """By the most plausible reading."""
    best: Tally
    """By the best of all readings."""
    among_first: int
    """Texts of which a reading as good as the best is among the first `SHOWN`."""
    texts: int


def writers_left_out(every: Sequence[Judged]) -> dict[str, LeftOut]:
    """Return how well each writer's replies are read by weights of the other writers."""
    found = {}
    for writer in sorted({each.writer for each in every}):
        weights = learnt([each for each in every if each.writer != writer])
        own = [each for each in every if each.writer == writer]
        ordered = [_by_plausibility(each, weights) for each in own]
        among = sum(
            max(each.f1[at] for at in order[:SHOWN]) > max(each.f1) - CLEARLY_BETTER
            for each, order in zip(own, ordered, strict=True)
        )
        found[writer] = LeftOut(
            _total(each.tallies[_asked(each)] for each in own),
            _total(each.tallies[order[0]] for each, order in zip(own, ordered, strict=True)),
            _total(each.tallies[int(np.argmax(each.f1))] for each in own),
            among,
            len(own),
        )
    return found


def _by_plausibility(each: Judged, weights: Mapping[str, float]) -> list[int]:
    scores = [plausibility_of(one.shape, one.signals, weights) for one in each.readings]
    return sorted(range(len(scores)), key=lambda at: -scores[at])


def _asked(each: Judged) -> int:
    return next(at for at, one in enumerate(each.readings) if one.shape in {ASKED, NONE})


def _total(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for each in tallies:
        total.add(each.right, each.right + each.extra, each.right + each.missed)
    return total


def table_of(found: Mapping[str, LeftOut]) -> Table:
    """Return a table of the writers left out, and of all together."""
    table = Table("writer", "answer alone", "most plausible", "best", f"best in first {SHOWN}")
    every = list(found.values())
    whole = LeftOut(
        _total(each.asked for each in every),
        _total(each.first for each in every),
        _total(each.best for each in every),
        sum(each.among_first for each in every),
        sum(each.texts for each in every),
    )
    for name, each in {**found, "all": whole}.items():
        shares = [f"{tally.f1:.3f}" for tally in (each.asked, each.first, each.best)]
        table.add_row(name, *shares, f"{each.among_first}/{each.texts}")
    return table


def main() -> None:
    """Learn from the training part, write model and weights, and print writers left out."""
    own = rounds("training")
    texts = {name: labelled_texts(each) for name, each in own.items()}
    PieceModel.PATH.write_bytes(piece_model(texts.values()))
    every = judged_by_others(own, texts)
    weights = learnt(every)
    PATH.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    Console(width=WIDTH).print(table_of(writers_left_out(every)), json.dumps(weights, indent=1))


if __name__ == "__main__":
    main()
