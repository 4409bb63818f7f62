"""The answer to a question for sectors: the single ones, in the reply's words and by concept."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import itemgetter

from harvest.documents.document import Block
from harvest.sector_lines import SAYS, lines_that_list, negated, without_asides, without_denial
from harvest.sector_names import WORD, Sectors
from harvest.splitting.boilerplate import without_contact
from harvest.splitting.sentences import sentences, split_at, split_on
from swedish.analysis import is_stop

FEWEST_COUNTED = 2
LONGEST_OF_ROW = 4
"""Words of each sector of a line that lists several, beside other lines."""
LONGEST_UNKNOWN = 2
"""Words of a part of a sentence that is a sector because its neighbours are."""
_LEADS = re.compile(
    r"\W*(?:(?:främst|framför allt|framförallt|huvudsakligen|bl\.a\.|bland annat|t\.ex\."
    r"|till exempel|i första hand|primärt|mest"
    r"|i (?:viss|någon) mån|till viss del|delvis|i mindre grad|inte minst|särskilt|även|också|samt"
    r"|och|men"
    r"|(?-i:Lite)|lite grann|med|mot|därefter|sedan"
    r"|dessutom|vilk(?:en|a)(?=\s*:)|branscher(?:na)?|sektorer(?:na)?|exempelvis|ja)\b\s*:?\s*)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*,?\s*(?:\b(?:mest|först|främst|också|även|förstås|givetvis|naturligtvis|och|samt|m\.?m|m\.?fl|etc|osv)\b\.?|\.\.\.|…"
    r"|\((?:genom|via|än så länge|mest|främst|framför ?allt|huvudsakligen|delvis|lite|i viss mån"
    r"|störst|särskilt|i|på|inom|kring|med|tillsammans|ihop)\b[^()]*\))[\s.]*$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\s[–—-]\s|,\s(?=(?:också |även )?(?:via|genom|med|tillsammans|ihop|i samverkan)\s)"
)
"""Between a sector and how the board works with it."""
_NO_SECTOR = re.compile(r"bygg(?:a|er|t|de)|\w*(?:sidan|området|frågor(?:na)?)", re.IGNORECASE)
"""Words that only have a sector in them."""
_FORM = re.compile(r"\W*(?:anna[nt]|vilken|vilka|vad|kryssa.*|fyll i.*|ange.*)\W*", re.IGNORECASE)
"""What a form says beside its boxes."""
_JOINS = re.compile(r"(?:och|samt|eller|and)\b")
_AND = re.compile(
    r"(?<!-)\s+(?:och|samt|&|and|liksom|(?:men|utan) (?:även|också))\s+"
    r"(?:(?:även|också|med|mot)\s+)*"
    r"(?!annan\b|andra\b|liknande\b|dylikt\b|\d+\b)"
)
_NEW_CLAUSE = re.compile(
    r"(?<=,)\s(?:sedan|därefter|dessutom|även|också|medan|däremot|dock|utan|inte|ej|de|på|i|vid|hos"
    r"|där|som|(?:och|å) (?:så|sedan|även|i))\s|,?\s(?=men\s)",
    re.IGNORECASE,
)
"""What a new enumeration begins with."""
_MAINLY = re.compile(r"\W*(?:främst|framför ?allt|huvudsakligen|i första hand)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\s[/|·]\s")
_STOPS = re.compile(
    r"\s(?:som|där|genom|via|i|på|för|eftersom|men|när|då|vilket|och då|är|har|kring|inom"
    r"|under|sedan|arbetar|jobbar|samarbetar|främst|mest|vi|där|längs|utmed|blir|sköter|möter|kommer"
    r"|ligger|står|når|träffar)"
    r"(?:\s.*|$)|[.;]+$"
)
_ADJECTIVE = re.compile(
    r"(?:små|stora|större|mindre|lokala|tunga|gröna|blå|areella|medelstora|offentlig"
    r"|offentliga|kemisk|annan|övrig"
    r"|\w+(?:iga|ska|ella|liga|ande|iva|isk))$",
    re.IGNORECASE,
)


def sector_items(lines: Sequence[Block], sectors: Sectors) -> list[Block]:
    """Return the sectors that an answer lists or tells of, each as a piece of its text."""
    own = [without_denial(line) for line in lines_that_list(lines, sectors)]
    not_done = sorted((span for line in own for span in negated(line)), key=itemgetter(1))
    ends = [end for _, end in not_done]
    first_of_rest = [*accumulate((start for start, _ in reversed(not_done)), min)][::-1]
    found = [part for line in own for part in _of_line(line, sectors, alone=len(own) == 1)]
    found = [_head(part, sectors) for part in found if part.text]
    done = (_trimmed(_without(part, ends, first_of_rest)) for part in found)
    items = (part for part in done if re.search(r"\w{2}", part.text))
    return [part for part in items if not _FORM.fullmatch(part.text)]


def _without(part: Block, ends: Sequence[int], first_of_rest: Sequence[int]) -> Block:
    """Return a sector as far as the first thing that is not worked with.

    Args:
        part: of a line.
        ends: of what is not worked with, in order.
        first_of_rest: where the first begins of those that end there or later.
    """
    at = bisect_left(ends, part.end)
    end = min(first_of_rest[at], part.end) if at < len(ends) else part.end
    return part.subspan(0, max(end - part.start, 0))


def _head(part: Block, sectors: Sectors) -> Block:
    """Return a sector without how the board works with it: "Sjöfart – mest genom hamnarna"."""
    head, *more = split_at(part, (mark.end() for mark in _MORE.finditer(part.text)))
    if len(more) != 1 or not sectors.of(head.text) or _JOINS.match(more[0].text):
        return part
    return head.subspan(0, len(head.text.rstrip(" ,–—-")))


def _of_line(line: Block, sectors: Sectors, *, alone: bool) -> Iterator[Block]:
    says = SAYS.search(re.sub(r"\([^)]*\)", "", line.text)) or _MAINLY.match(line.text)
    if not line.number and (says or len(sentences(line)) > 1):
        yield from _of_prose(line, sectors)
    elif alone or not line.number:
        yield from _of_row(line, sectors, alone=alone or _is_row(line))
    else:
        yield line


def _is_row(line: Block) -> bool:
    """Return whether a line beside others lists sectors itself: several short parts at commas."""
    parts = split_on(line, ",")
    are_short = all(len(part.text.split()) <= LONGEST_OF_ROW for part in parts)
    return len(parts) > 1 and are_short and not _MORE.search(line.text)


def _of_row(line: Block, sectors: Sectors, *, alone: bool) -> list[Block]:
    """Part a list in one line: at semicolons, else at commas and the last "och"."""
    line = _after_lead(line)
    parts_ = max(split_on(line, ";"), split_on(line, "+"), key=len)
    if len(parts_) == 1:
        parts_ = list(split_at(line, (mark.end() for mark in _BETWEEN.finditer(line.text))))
    if len(parts_) > 1 or not alone:
        return parts_
    return [each for clause in _clauses(line) for each in _listed(clause, sectors)]


def _clauses(line: Block) -> Iterator[Block]:
    return split_at(line, (mark.start() for mark in _NEW_CLAUSE.finditer(line.text)))


def _joints(part: Block, sectors: Sectors) -> list[re.Match[str]]:
    """Return each "och" between two sectors, not within the name of one."""
    plain = without_asides(part.text)
    return [
        joint
        for joint in _AND.finditer(plain)
        if not sectors.is_pair(plain[: joint.start()], plain[joint.end() :])
    ]


def _listed(line: Block, sectors: Sectors) -> Iterator[Block]:
    parts_ = split_on(line, ",")
    if not parts_:
        return
    *first, last = parts_
    yield from first
    joints = _joints(last, sectors)
    are_pairs = any(_AND.search(without_asides(part.text)) for part in first)
    sure = next((each for each in joints[::-1] if _parts_surely(each)), None)
    joint = sure or (joints[-1] if joints and not are_pairs else None)
    if joint:
        yield last.subspan(0, joint.start())
        yield last.subspan(joint.end(), len(last.text))
    else:
        yield last


def _parts_surely(joint: re.Match[str]) -> bool:
    """Return whether an "och" parts sectors, even of a list whose sectors hold one."""
    return joint[0].strip() == "samt" or joint.string[: joint.start()].endswith("_")


def _after_lead(line: Block) -> Block:
    lead = _LEADS.match(line.text)
    return (
        line.subspan(lead.end(), len(line.text)) if lead and lead.end() < len(line.text) else line
    )


def _of_prose(line: Block, sectors: Sectors) -> Iterator[Block]:
    found: dict[str, Block] = {}
    for sentence in sentences(line):
        for each in _items_in(sentence, sectors):
            found.setdefault(each.text.lower(), each)
    yield from found.values() or [line]


def _items_in(sentence: Block, sectors: Sectors) -> Iterator[Block]:
    """Yield what a sentence names: sectors, and what stands beside them in an enumeration."""
    between = list(split_at(sentence, (mark.end() for mark in _BETWEEN.finditer(sentence.text))))
    listed = max(split_on(sentence, ";"), split_on(sentence, "+"), between, key=len)
    if len(listed) > FEWEST_COUNTED:
        yield from listed
        return
    parts = list(_parts_of(sentence, sectors))
    named = [_named(each, sectors) for each in parts]
    first = next((at for at, each in enumerate(named) if each), len(parts))
    for each, known in zip(parts[first:], named[first:], strict=True):
        rest = _after_lead(each)
        if known or _may_be(rest):
            yield known or rest


def _parts_of(sentence: Block, sectors: Sectors) -> Iterator[Block]:
    """Yield the parts of a sentence; one without a verb is a list, whose last "och" parts it."""
    says = SAYS.search(without_asides(sentence.text)) or _MAINLY.match(sentence.text)
    for clause in _clauses(sentence):
        if says:
            *first, last = split_on(clause, ",;:") or [clause]
            yield from first
            yield from _at_and(last, sectors)
        else:
            yield from _listed(clause, sectors)


def _may_be(part: Block) -> bool:
    """Return whether a part of an enumeration can be a sector that the vocabulary does not know."""
    is_short = len(part.text.split()) <= LONGEST_UNKNOWN
    is_lead = _LEADS.fullmatch(part.text)
    return (
        is_short
        and not is_lead
        and not SAYS.search(part.text)
        and not is_stop(part.text.split()[0].lower())
    )


def _at_and(part: Block, sectors: Sectors) -> Iterator[Block]:
    start = 0
    for joint in _joints(part, sectors):
        yield part.subspan(start, joint.start())
        start = joint.end()
    yield part.subspan(start, len(part.text))


def _named(part: Block, sectors: Sectors) -> Block | None:
    """Return the words of a part of a sentence that name a sector."""
    words = list(WORD.finditer(without_asides(part.text)))
    at = next(
        (
            at
            for at, word in enumerate(words)
            if sectors.is_named(word[0]) and not _NO_SECTOR.fullmatch(word[0])
        ),
        None,
    )
    if at is None:
        return None
    while at and _ADJECTIVE.match(words[at - 1][0]) and not is_stop(words[at - 1][0].lower()):
        at -= 1
    while at and words[at - 1][0].endswith("-"):
        at -= 1
    if at > 1 and words[at - 1][0].lower() in {"och", "samt"} and words[at - 2][0].endswith("-"):
        at -= 2
    rest = part.subspan(words[at].start(), len(part.text))
    stop = _STOPS.search(rest.text)
    return rest.subspan(0, stop.start()) if stop else rest


def _trimmed(part: Block) -> Block:
    tail = _TAIL.search(part.text)
    end = tail.start() if tail else len(part.text)
    if part.text.endswith(")"):
        end = min(end, len(without_contact(part.text)))
    part = _after_lead(part.subspan(0, end))
    return part.subspan(0, len(part.text.rstrip(" .,;:/|·")))
