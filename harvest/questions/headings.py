"""Headings that ask in words of their own: known by where they stand among those that are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from harvest.documents.document import Block
from harvest.questions import Marker

LONGEST = 14
"""Words of a heading."""
FEWEST_KNOWN = 2
"""Headings of the same look that are known to be questions."""
SCORE = 1.0

Look = tuple[str, int | None, bool]


def with_unknown(
    markers: Sequence[Marker],
    lines: Sequence[Block],
    order: Sequence[str],
    kinds: Mapping[str, str],
) -> list[Marker]:
    """Return the markers with headings added that stand where questions are missing.

    Between two known questions as many headings of the same look as questions are missing are these
    questions; where the last of them asks for examples, further ones are themes below it.

    Args:
        markers: in the order of the lines.
        lines: of the document.
        order: ids of the survey's questions.
        kinds: what each question asks for.
    """
    look = _common_look(markers, lines)
    questions = [each for each in order if kinds[each] != "heading"]
    if look is None or any(each.questions[0] not in questions for each in markers):
        return list(markers)
    places = [questions.index(each.questions[-1]) for each in markers]
    if places != sorted(set(places)):
        return list(markers)
    known = {each.line for each in markers}
    heads = [at for at, line in enumerate(lines) if _look(line) == look and at not in known]
    found = list(markers)
    bounds = [(-1, -1), *((m.line, at) for m, at in zip(markers, places, strict=True))]
    for (line, place), (end, last) in zip(
        bounds, [*bounds[1:], (len(lines), len(questions))], strict=True
    ):
        between = [at for at in heads if line < at < end]
        missing = questions[place + 1 : last - _joint(markers, end)]
        many = bool(missing) and kinds[missing[-1]] == "examples" and len(between) > len(missing)
        if missing and place >= 0 and (many or len(between) == len(missing)):
            found += _markers(between, missing, lines)
        elif missing and place < 0 and len(between) >= len(missing):
            found += _markers(between[-len(missing) :], missing, lines)  # a title may come first
    return sorted(found, key=lambda each: each.line)


def _joint(markers: Sequence[Marker], line: int) -> int:
    """Return how many further questions the marker of a line asks."""
    return next((len(each.questions) - 1 for each in markers if each.line == line), 0)


def _markers(
    heads: Sequence[int], questions: Sequence[str], lines: Sequence[Block]
) -> list[Marker]:
    return [
        Marker(at, (question,), len(lines[at].text), SCORE, numbered=False)
        for at, question in zip(heads, questions, strict=False)
    ]


def _look(line: Block) -> Look | None:
    short = len(line.text.split()) <= LONGEST and not line.number
    shown = line.kind == "heading" or line.bold
    if line.table is not None or line.quote or not short or not shown:
        return None
    return line.kind, line.level, line.bold


def _common_look(markers: Sequence[Marker], lines: Sequence[Block]) -> Look | None:
    looks = [look for each in markers if (look := _look(lines[each.line]))]
    if not looks:
        return None
    best = max(sorted(set(looks), key=str), key=looks.count)
    times = looks.count(best)
    return best if times >= FEWEST_KNOWN and times * 2 > len(markers) else None
