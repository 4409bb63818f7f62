"""Examples of the training replies set out in other ways: as lists, tables, projects with details.

People lay out the same words in many ways, and the corpus has each in few replies; what surrounds
the examples is drawn from layouts.yaml. The same seed gives the same answers.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from bench.harvest.examples_data import Labelled, labels_of
from harvest.documents.assembling import assemble
from harvest.documents.document import BlockFormat
from harvest.splitting import content_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from random import Random

    Line = tuple[str, BlockFormat]
    Laid = tuple[list[Line], list[str]]

WORDS: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("layouts.yaml").read_text(encoding="utf-8")
)
FEWEST, LONGEST_ITEM, MOST = 3, 60, 12
"""Examples of an answer that is set out anew, words of each, and examples at most."""
SHORTENED = 30
"""Percent of the answers whose examples are only named."""
PLAIN = BlockFormat()
BOLD = BlockFormat(bold=True)
GAP = ("", PLAIN)


def _item(level: int = 1, number: str = "•") -> BlockFormat:
    return BlockFormat(kind="list-item", level=level, number=number)


def _heading(draw: Random) -> BlockFormat:
    return draw.choice([BOLD, BlockFormat(kind="heading", level=3), PLAIN, BOLD])


def relaid(answers: Sequence[Labelled], draw: Random, times: int) -> Iterator[Labelled]:
    """Yield answers with the examples of others in new layouts."""
    for answer in answers:
        items = [" ".join(item.split()) for item in answer.items]
        items = [item for item in items if len(item.split()) <= LONGEST_ITEM]
        if len(items) < FEWEST:
            continue
        for _ in range(times):
            own = draw.sample(items, draw.randint(1, min(len(items), MOST)))
            own = [_shortened(item, draw) for item in own] if _tossed(draw, SHORTENED) else own
            lines, texts = draw.choice(LAYOUTS)(own, draw)
            lines = [*_before(draw), *lines, *_after(draw)]
            blocks = tuple(content_lines(assemble(lines)[1]))
            labels = labels_of(blocks, [{"text": text} for text in texts])
            yield Labelled(answer.round, answer.file, blocks, tuple(labels), tuple(texts))


def _tossed(draw: Random, percent: int = 50) -> bool:
    return draw.randrange(100) < percent


def _shortened(item: str, draw: Random) -> str:
    words = re.split(r"[.:;,–(]", item)[0].split()
    return " ".join(words[: draw.randint(2, 7)]) or item


def _before(draw: Random) -> list[Line]:
    return [(draw.choice(WORDS["introductions"]), PLAIN), GAP] if _tossed(draw, 30) else []


def _after(draw: Random) -> list[Line]:
    return [GAP, (draw.choice(WORDS["closings"]), PLAIN)] if _tossed(draw, 15) else []


def _groups(items: Sequence[str], draw: Random) -> Iterator[tuple[str, list[str]]]:
    themes = draw.sample(WORDS["themes"], len(WORDS["themes"]))
    left = list(items)
    while left:
        size = draw.choice([1, 2, 2, 3, 4])
        yield themes.pop(), left[:size]
        left = left[size:]


def bullets(items: Sequence[str], draw: Random) -> Laid:
    """Set a list; sometimes of paragraphs below themes."""
    gaps = _tossed(draw, 30)
    return [line for item in items for line in ((item, _item()), *([GAP] if gaps else []))], [
        *items
    ]


def paragraphs(items: Sequence[str], draw: Random) -> Laid:
    """Set one after the other."""
    gaps = _tossed(draw)
    return [line for item in items for line in ((item, PLAIN), *([GAP] if gaps else []))], [*items]


def brief(items: Sequence[str], draw: Random) -> Laid:
    """Tell each in a paragraph of one sentence, or two: few of them, each an example of its own."""
    gaps, size = _tossed(draw), draw.choice([1, 1, 2])
    few = items[: draw.randint(2, 6)]
    own = [" ".join(_sentences(item)[:size]).rstrip(".:;,") + "." for item in few]
    return [line for item in own for line in ((item, PLAIN), *([GAP] if gaps else []))], own


def typed(items: Sequence[str], draw: Random) -> Laid:
    """Number by hand."""
    form = draw.choice(["{}. ", "{}) ", "{} "])
    if form == "{} ":
        form = "({}) "
    return [(form.format(at) + item, PLAIN) for at, item in enumerate(items, start=1)], [*items]


def under_themes(items: Sequence[str], draw: Random) -> Laid:
    """Set lists or paragraphs below headings."""
    look, listed = _heading(draw), _tossed(draw, 60)
    colon = draw.choice(["", ":"]) if look == PLAIN and not listed else draw.choice(["", "", ":"])
    lines: list[Line] = []
    for theme, own in _groups(items, draw):
        lines += [GAP, (theme + colon, look)]
        lines += [(item, _item() if listed else PLAIN) for item in own]
    return lines, [*items]


def outline(items: Sequence[str], draw: Random) -> Laid:
    """Set themes as items of the outer level, by list level or by indent alone."""
    by_indent = _tossed(draw, 40)
    numbered = _tossed(draw, 30)
    lines: list[Line] = []
    for at, (theme, own) in enumerate(_groups(items, draw), start=1):
        if by_indent:
            lines.append((theme, PLAIN))
            lines += [(item, BlockFormat(indent=2)) for item in own]
        else:
            lines.append((theme, _item(1, f"{at}." if numbered else "•")))
            lines += [
                (item, _item(2, f"{'abcdefgh'[n]})" if numbered else "o"))
                for n, item in enumerate(own)
            ]
    return lines, [*items]


def titled(items: Sequence[str], draw: Random) -> Laid:
    """Give each a title on a line of its own, and the words below it."""
    look = _heading(draw)
    if look == PLAIN and _tossed(draw):
        look = _item()
    titles = draw.sample(WORDS["titles"], len(items)) if len(items) <= len(WORDS["titles"]) else []
    number = _tossed(draw, 25)
    lines: list[Line] = []
    texts = []
    for at, (title, item) in enumerate(zip(titles, items, strict=False), start=1):
        lines += [
            *([] if look == _item() else [GAP]),
            (f"{at}. {title}" if number and look != _item() else title, look),
            (item, PLAIN),
        ]
        texts.append(f"{title} {item}")
    return lines, texts


def projects(items: Sequence[str], draw: Random) -> Laid:
    """Set each as a project with its details below it."""
    labels = draw.sample(list(WORDS["labels"]), draw.choice([2, 3, 3, 4]))
    labels = labels if _tossed(draw, 70) else []
    look = draw.choice(
        [PLAIN, BOLD, _item(1), _item(1, "1."), BlockFormat(kind="heading", level=3)]
    )
    below = draw.choice(
        [
            PLAIN,
            _item(2),
            _item(2),
            BlockFormat(indent=2),
            _item(1) if look in {BOLD, PLAIN} else _item(2),
        ]
    )
    spaced = below == PLAIN or _tossed(draw, 40)
    title = _tossed(draw)
    titles = draw.sample(WORDS["titles"], min(len(items), len(WORDS["titles"])))
    lines: list[Line] = []
    texts = []
    for name, item in zip(titles, items, strict=False):
        head = name if title else item
        details = [f"{each}: {draw.choice(WORDS['labels'][each])}" for each in labels]
        details = details or draw.sample(WORDS["plain_details"], draw.choice([1, 2, 3]))
        if title:
            details = [item, *details]
        lines += [*([GAP] if spaced else []), (head, look), *((each, below) for each in details)]
        texts.append(" ".join([head, *details]))
    return lines, texts


def labelled(items: Sequence[str], draw: Random) -> Laid:
    """Label every field, the first one too."""
    first = draw.choice(["Projekt", "Namn", "Insats", "Aktivitet", "Exempel"])
    second = draw.choice(["Beskrivning", "Vad", "Innehåll"])
    labels = draw.sample(list(WORDS["labels"]), draw.choice([1, 2, 3]))
    titles = draw.sample(WORDS["titles"], min(len(items), len(WORDS["titles"])))
    spaced = _tossed(draw, 60)
    lines: list[Line] = []
    texts = []
    for title, item in zip(titles, items, strict=False):
        details = [
            f"{second}: {item}",
            *(f"{each}: {draw.choice(WORDS['labels'][each])}" for each in labels),
        ]
        lines += [
            *([GAP] if spaced else []),
            (f"{first}: {title}", PLAIN),
            *((each, PLAIN) for each in details),
        ]
        texts.append(" ".join([title, *details]))
    return lines, texts


def counted(items: Sequence[str], draw: Random) -> Laid:
    """Count the examples."""
    word, alone = draw.choice(WORDS["counted"]), _tossed(draw)
    lines: list[Line] = []
    for at, item in enumerate(items, start=1):
        lines += [
            GAP,
            *(
                [(f"{word} {at}", _heading(draw)), (item, PLAIN)]
                if alone
                else [(f"{word} {at}: {item}", PLAIN)]
            ),
        ]
    return lines, [*items]


def table(items: Sequence[str], draw: Random) -> Laid:
    """Set a table with a row for each."""
    head = list(draw.choice(WORDS["heads"]))
    label = draw.choice(list(WORDS["labels"]))
    three = _tossed(draw)
    titles = draw.sample(WORDS["titles"], min(len(items), len(WORDS["titles"])))
    marked = _tossed(draw)
    lines = [
        (name, BlockFormat(kind="cell", table=0, row=0, column=at, header=marked))
        for at, name in enumerate([*head, *([label] if three else [])])
    ]
    texts = []
    for row, (title, item) in enumerate(zip(titles, items, strict=False), start=1):
        cells = [title, item, *([draw.choice(WORDS["labels"][label])] if three else [])]
        lines += [
            (cell, BlockFormat(kind="cell", table=0, row=row, column=at))
            for at, cell in enumerate(cells)
        ]
        texts.append(" ".join(cells))
    return lines, texts


def in_a_row(items: Sequence[str], draw: Random) -> Laid:
    """Set all in one line, parted by semicolons or numbers."""
    own = [item.rstrip(".") for item in items if item.count(".") <= 1 and ";" not in item][:7]
    if len(own) < FEWEST:
        return bullets(items, draw)
    if _tossed(draw):
        return [("; ".join([*own[:-1], f"samt {own[-1]}"]) + ".", PLAIN)], own
    return [(" ".join(f"{at}) {item}" for at, item in enumerate(own, start=1)), PLAIN)], own


def spread(items: Sequence[str], draw: Random) -> Laid:
    """Set each as a name on a line of its own, and a sentence a line below it."""
    look = draw.choice([PLAIN, PLAIN, BOLD, BlockFormat(kind="heading", level=3), _item(1)])
    below = draw.choice([PLAIN, _item(2 if look == _item(1) else 1), BlockFormat(indent=2)])
    below = _item(2) if look == _item(1) else below
    gaps, ended = _tossed(draw, 40), "." if _tossed(draw, 20) else ""
    titles = draw.sample(WORDS["titles"], min(len(items), len(WORDS["titles"])))
    lines: list[Line] = []
    texts = []
    for theme, own in _groups(items[: len(titles)], draw):
        if len(titles) and _tossed(draw, 25):
            lines += [GAP, (theme, _heading(draw))]
        for item in own:
            title = titles.pop() + ended
            told = _sentences(item)
            told += draw.sample(WORDS["outcomes"], draw.choice([0, 1, 1, 2]))
            lines += [*([GAP] if gaps else []), (title, look), *((each, below) for each in told)]
            texts.append(" ".join([title, *told]))
    return lines, texts


def dictated(items: Sequence[str], draw: Random) -> Laid:
    """Write down what was said: no capitals and no marks, a line each."""
    counts = draw.choice(WORDS["spoken"])
    lines: list[Line] = [(draw.choice(WORDS["spoken_leads"]), PLAIN)] if _tossed(draw) else []
    own = [re.sub(r"[.,:;()–-]+(?=\s|$)", "", item).lower() for item in items[: len(counts)]]
    texts = [f"{count} {item}" for count, item in zip(counts, own, strict=False)]
    return [*lines, *((text, PLAIN) for text in texts)], own


def _sentences(item: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])", item)


LAYOUTS: tuple[Callable[[Sequence[str], Random], Laid], ...] = (
    *(bullets, paragraphs, typed, under_themes, under_themes, outline, outline, titled, titled),
    *(projects, projects, projects, labelled, counted, table, in_a_row),
    *(spread, spread, spread, dictated, brief, brief),
)
