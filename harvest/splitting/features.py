"""What the model that splits answers sees of each piece: its layout, its words, its neighbours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from harvest.documents.document import Block
from harvest.splitting.boilerplate import (
    is_contact_sentence,
    is_introduction,
    points_elsewhere,
    refers,
)
from harvest.splitting.nesting import nesting
from harvest.splitting.openings import opening, sections_in, tense
from harvest.splitting.prose import (
    NEW,
    REMEMBERED,
    begins,
    content,
    continues,
    evidence,
    first_word,
    is_definite_plural,
    is_of,
    names,
)
from harvest.splitting.sentences import NEXT
from harvest.splitting.tables import is_head
from harvest.splitting.units import Unit

_WORD = re.compile(r"\w+")
_LABEL = re.compile(r"([A-ZÅÄÖ][\w-]*(?: [\w-]+){0,2})\s?:(?=\s|$)")
_COUNTED = re.compile(
    r"\W*(?:exempel|aktivitet|insats|projekt|åtgärd|nr)\s*\d{1,2}\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_VERB = re.compile(
    r"\b(?:är|var|har|hade|får|fick|ger|gav|gör|gjorde|går|möts|träffas|finns|leder|driver"
    r"|\w{2,}(?:ade|ades|erar|rar|tar|lar|nar|dar|gar|kar|par|ser|der|jer|ker|ger|ner|rer|ver))\b"
)
_ROMAN = re.compile(r"[IVX]{1,4}\.?")
BUCKETS = (1, 2, 3, 5, 8, 12, 18, 26, 40)
"""Words."""
SHORT = 8
"""Words of what may be a heading."""
NEAR, MANY = 4, 4
"""Pieces before one that it is compared with, and pieces of a line from which there are many."""


def features_of(units: Sequence[Unit], lines: Sequence[Block]) -> list[list[str]]:
    """Return for each piece what is seen of it, as names of features."""
    if not units:
        return []
    whole = _of_answer(units, lines)
    own = [_own(units, at) for at in range(len(units))]
    words = [_words(unit.text) for unit in units]
    nested = _nested(lines)
    of_line = Counter(unit.line for unit in units)
    labels = Counter(found[1] for unit in units if (found := _LABEL.match(unit.text)))
    return [
        [
            *whole,
            *(f"0:{each}" for each in own[at]),
            *(f"-1:{each}" for each in (own[at - 1] if at else ["none"])),
            *(f"+1:{each}" for each in (own[at + 1] if at + 1 < len(own) else ["none"])),
            *words[at],
            *nested[units[at].line],
            *_between(units, at, labels),
            *_pairs(own, at),
            *_with_answer(units, at, of_line, whole[-1]),
        ]
        for at in range(len(units))
    ]


def _nested(lines: Sequence[Block]) -> list[list[str]]:
    """Return of each line how it stands above others or below one."""
    places = nesting(lines)
    deepest = max(place.depth for place in places)
    families = [list(_family(lines, place.below)) for place in places]
    found = []
    for at, place in enumerate(places):
        own = [f"nest={place.depth}/{deepest}", *(f"below{each}" for each in families[at])]
        if place.above is not None:
            above = lines[place.above].text
            own += [f"beside{each}" for each in families[place.above]]
            own += [f"above={_bucket(len(above.split()))}/{_ending(above)}"]
        found.append(own)
    return found


def _family(lines: Sequence[Block], members: Sequence[int]) -> Iterator[str]:
    """Yield how many lines stand together, how long they are, and how they begin and end."""
    if not members:
        yield "=none"
        return
    texts = [lines[each].text for each in members]
    share = len(texts) / 2
    size = _bucket(round(sum(len(text.split()) for text in texts) / len(texts)))
    small = sum(text[:1].islower() for text in texts) > share
    labelled = sum(bool(_LABEL.match(text)) for text in texts) > share
    ended = sum(text.endswith(".") for text in texts) > share
    yield f"={min(len(texts), MANY)}"
    yield f"words={size}"
    yield f"look={small}/{labelled}/{ended}"


def _ending(text: str) -> str:
    return text[-1] if not text[-1].isalnum() else "w"


def _bucket(number: int) -> int:
    return next((each for each in BUCKETS if number <= each), 99)


def _of_answer(units: Sequence[Unit], lines: Sequence[Block]) -> list[str]:
    """Return what the whole answer looks like: a list, paragraphs, a table."""
    listed = sum(_is_item(line) for line in lines) / len(lines)
    many = Counter(unit.line for unit in units)
    long = sum(number > 1 for number in many.values()) / len(lines)
    spaced = sum(line.spaced for line in lines[1:]) / max(1, len(lines) - 1)
    cells = sum(line.column is not None for line in lines) / len(lines)
    return [
        f"answer:lines={_bucket(len(lines))}",
        f"answer:listed={round(listed * 4)}",
        f"answer:long={round(long * 4)}",
        f"answer:cells={round(cells)}",
        f"answer:spaced={round(spaced * 3)}",
        f"answer:shape={min(len(lines), 2)}/{round(listed * 2)}/{round(long * 2)}/{round(cells)}",
    ]


def _is_item(line: Block) -> bool:
    return line.kind == "list-item" or bool(line.number)


@lru_cache(maxsize=REMEMBERED)
def _cues(text: str) -> tuple[str, ...]:
    found = {
        "introduces": is_introduction(text),
        "contact": is_contact_sentence(text),
        "points": points_elsewhere(text),
        "refers": refers(text),
        "begins": begins(text),
        "continues": continues(text),
        "counted": bool(_COUNTED.match(text)),
        "label": bool(_LABEL.match(text)),
        "year": bool(_YEAR.search(text)),
        "verb": bool(_VERB.search(text)),
        "roman": bool(_ROMAN.match(text)),
    }
    return tuple(name for name, is_so in found.items() if is_so)


def _own(units: Sequence[Unit], at: int) -> list[str]:
    unit = units[at]
    block, text = unit.block, unit.text
    before = units[at - 1] if at else None
    size = len(text.split())
    found = [
        f"by={unit.parted_by}",
        f"kind={block.kind}",
        f"words={_bucket(size)}",
        f"end={_ending(text)}",
        f"first={_shape(text)}",
        *_cues(text),
    ]
    found += [f"opening={opening(text)}", f"tense={tense(text)}"]
    found += [f"told={each}" for each in sections_in(text)]
    if unit.at == 0:
        found.append(f"mark={_mark(block.number, unit.typed)}")
        found += _against(block, before.block if before else None)
        found += [f"single={_is_single(units, at)}"]
    if block.bold:
        found.append("bold")
    if block.color:
        found.append("color")
    if block.column is not None:
        found += [f"column={min(block.column, 3)}", f"head={is_head(block)}"]
    is_short, is_ended = size <= SHORT, text[-1] in ".!?"
    found.append(f"look={unit.parted_by}/{block.kind}/{is_short}/{is_ended}")
    return found


def _is_single(units: Sequence[Unit], at: int) -> bool:
    return at + 1 == len(units) or units[at + 1].at == 0


def _shape(text: str) -> str:
    first = text[0]
    return "A" if first.isupper() else "a" if first.islower() else "9" if first.isdigit() else first


def _mark(number: str | None, typed: str) -> str:
    mark = typed or number or ""
    if not mark:
        return "none"
    inner = mark.strip("().:").partition(":")[0]
    return "digit" if inner.isdigit() else "letter" if inner.isalpha() and inner != "o" else mark


def _against(block: Block, before: Block | None) -> Iterator[str]:
    """Yield how a line stands to the line before: deeper, in another row, after a gap."""
    if before is None:
        yield "opens"
        return
    level, other = block.level or 0, before.level or 0
    yield f"level={(level > other) - (level < other)}"
    yield f"depth={min(level, 3)}"
    yield f"gap={block.start - before.end > NEXT}"
    yield f"samekind={block.kind == before.kind}"
    yield f"samebold={block.bold - before.bold}"
    yield f"spaced={block.spaced}"
    yield f"indent={(block.indent > before.indent) - (block.indent < before.indent)}"
    yield f"setin={block.indent > 0}"
    if block.column is not None:
        yield f"newrow={(block.table, block.row) != (before.table, before.row)}"
    if block.continues:
        yield "continued"


def _words(text: str) -> Iterator[str]:
    words = _WORD.findall(text.lower())
    if not words:
        return
    yield f"w0={words[0]}"
    yield f"w01={' '.join(words[:2])}"
    yield f"suffix={words[0][-3:]}"
    yield f"wlast={words[-1]}"
    label = _LABEL.match(text)
    if label:
        yield f"label={label[1].lower()}"


def _between(units: Sequence[Unit], at: int, labels: Mapping[str, int]) -> Iterator[str]:
    """Yield what a piece shares with those before it, and what is new in it.

    Args:
        units: of the answer.
        at: which of them.
        labels: how many pieces begin with each label, in the order of the answer.
    """
    if not at:
        return
    text = units[at].text
    before = [unit.text for unit in units[max(0, at - 3) : at]]
    own, known = content(text), content(before[-1])
    wide = known.union(*map(content, before))
    yield f"shares={min(len(own & known), 2)}"
    yield f"shareswide={min(len(own & wide), 2)}"
    one, other = opening(text), opening(before[-1])
    yield f"openings={other}>{one}&{units[at].parted_by}"
    yield f"tenses={tense(before[-1])}>{tense(text)}&{units[at].parted_by}"
    yield f"opening={one}&{min(units[at].at, 1)}&{min(len(own & known), 1)}"
    new = [name for name in names(text) if name not in " ".join(before)]
    yield f"newname={bool(new)}"
    first = first_word(text)
    yield f"of={is_of(first, ' '.join(before).lower())}"
    yield f"toldof={is_definite_plural(first)}"
    label = _LABEL.match(text)
    if label:
        times = min(labels[label[1]], 3)
        yield f"labeltimes={times}"
        yield f"labelfirst={label[1] == next(iter(labels))}/{times}"


def _with_answer(
    units: Sequence[Unit], at: int, of_line: Mapping[int, int], shape: str
) -> Iterator[str]:
    """Yield what a piece is within its line, together with the shape of the answer."""
    unit = units[at]
    many = min(of_line[unit.line], MANY)
    yield f"ofline={many}"
    yield f"by={unit.parted_by}&{shape}"
    yield f"by={unit.parted_by}&ofline={many}&{shape}"
    if unit.at:
        group = [each.block for each in units[max(0, at - NEAR) : at] if each.line == unit.line]
        yield f"evidence={_level(evidence(unit.text, group))}"
        yield f"evidence1={evidence(unit.text, group[-1:]) >= NEW}"
        yield f"apart={not (content(unit.text) & content(units[at - 1].text))}&{shape}"


def _level(precision: float) -> str:
    if precision >= NEW:
        return "new"
    return "on" if precision < 0 else "some" if precision > NEW / 2 else "none"


def _pairs(own: Sequence[Sequence[str]], at: int) -> Iterator[str]:
    looks = [each[-1] for each in own[max(0, at - 1) : at + 2]]
    yield f"looks={'|'.join(looks)}"
