"""Learning to split answers: `make harvest-train`, and how well it does on rounds left out."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from bench.harvest import kinds
from bench.harvest.crf_training import train_crf
from bench.harvest.examples_data import Labelled, labels_of
from bench.harvest.harvested import SURVEY
from bench.harvest.layouts import relaid
from bench.harvest.link_rows import as_lines, link_rows
from bench.harvest.measures import Tally
from bench.harvest.replies import rounds
from bench.harvest.similarity import matched, words
from harvest.harvesting import Harvester, Vocabularies
from harvest.splitting import content_lines, example_kind, examples
from harvest.splitting.features import features_of
from harvest.splitting.model import PATH, Model
from harvest.splitting.units import units_of
from seed.linking import reply_links_path
from seed.questionnaires import questionnaire
from seed.schemes import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bench.harvest.replies import Reply
    from harvest.documents.document import Block
    from harvest.splitting.example import Example

SETTINGS = {"c1": 0.1, "c2": 0.05, "max_iterations": 150, "feature.possible_transitions": True}
"""Weights of the penalties on absolute and squared weights, tried on rounds left out."""
TIMES = 2
"""New layouts of each answer."""


def labelled(name: str, replies: Iterable[Reply]) -> list[Labelled]:
    """Return the answers of a round with what people made of each piece."""
    asked: list[Sequence[Block]] = []
    concepts = {each: vocabulary(each).concepts for each in ("counties", "sectors")}
    names = Vocabularies(
        concepts["counties"], concepts["sectors"], split=_recorder(asked), proposer=None
    )
    harvester = Harvester(questionnaire(SURVEY), names)
    found = []
    for reply in replies:
        asked.clear()
        harvester.harvest(reply.document)
        golds = [(gold["answers"].get("2c") or {"items": []})["items"] for gold in reply.gold]
        for lines in asked:
            own = content_lines(lines)
            items = max(golds, key=lambda gold: _shared(own, [each["text"] for each in gold]))
            texts = tuple(each["text"] for each in items)
            found.append(
                Labelled(name, reply.name, tuple(own), tuple(labels_of(own, items)), texts)
            )
    return found


def _recorder(asked: list[Sequence[Block]]) -> Callable[[Sequence[Block]], list[Example]]:
    """Return what splits nothing and keeps the answers that it was asked to split."""

    def record(lines: Sequence[Block]) -> list[Example]:
        asked.append(lines)
        return []

    return record


def _shared(lines: Sequence[Block], items: Sequence[str]) -> float:
    own, other = (words(" ".join(texts)) for texts in ([line.text for line in lines], items))
    return len(own & other) / max(1, len(own | other))


def trained(answers: Iterable[Sequence[Labelled]]) -> bytes:
    """Return a model of the answers of rounds; the same answers give the same model."""
    texts = (
        (features_of(units_of(answer.lines), answer.lines), answer.labels)
        for number, own in enumerate(answers)
        for answer in (*own, *relaid(own, Random(number), TIMES))
        if answer.labels
    )
    return train_crf(texts, SETTINGS)


def left_out(answers: Mapping[str, Sequence[Labelled]]) -> dict[str, Tally]:
    """Return how well each round is split by a model of the others."""
    return {
        name: tally_of(
            own, Model(trained(each for other, each in answers.items() if other != name))
        )
        for name, own in answers.items()
    }


def tally_of(answers: Iterable[Labelled], model: Model | None = None) -> Tally:
    """Return how well answers are split."""
    tally = Tally()
    for answer in answers:
        found = [each.text for each in examples(answer.lines, model)]
        tally.add(len(matched(found, answer.items)), len(found), len(answer.items))
    return tally


def main() -> None:
    """Learn from the training part and write the models, and what links are learnt from."""
    replies = rounds("training")
    PATH.write_bytes(trained([labelled(name, each) for name, each in replies.items()]))
    examples = [each for own in replies.values() for each in kinds.sorted_examples(own)]
    example_kind.PATH.write_bytes(kinds.trained([*kinds.sorted_entries(), *examples]))
    rows = link_rows(each for own in replies.values() for each in own)
    reply_links_path().write_text(as_lines(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
