"""Whether an answer says yes or no: in words, by a letter, or by a cross."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from harvest.candidates import YesNo
from harvest.documents.document import Block

_YES = re.compile(
    r"\W*(?:[x☒☑✓✔]\s*)?(?:ja+|jo+|yes|japp|jajam\w+|jadå|jodå|absolut|självklart"
    r"|givetvis|naturligtvis|visst|javisst|jovisst|delvis|till viss del|till stor del|i hög grad"
    r"|i viss mån|i viss utsträckning|(?:det|detta|den) (?:finns med|ingår|står))\b",
    re.IGNORECASE,
)
_NO = re.compile(
    r"\W*(?:[x☒☑✓✔]\s*)?(?:tyvärr\W+)?(?:nej|nejdå|nehej|no|nä|nää|näe|nix|inte|ingen|inget|inga"
    r"|knappast|ej)\b",
    re.IGNORECASE,
)
_EITHER = re.compile(r"\W*ja\s*(?:/|eller)\s*nej\s*:?\s*", re.IGNORECASE)
_LETTER = re.compile(r"\W*([JN])(?:\W*$|\s+(?=[A-ZÅÄÖ]))")
"""In a column of its own: "J"."""
_ANSWER = re.compile(
    r"[^.!?]{0,160}?\b(?:svar\w*(?: \w+){0,4}|besvara[sr](?: \w+){0,2}|säga|säger)"
    r" (?:(?P<yes>ja(?:kande)?)|nej|nekande)\b"
    r"|[^.!?]{0,160}?\b(?P<first>ja|nej)\b (?:på|till) (?:båda |alla |både )?(?:fråg\w+|\d)"
    r"|[^.!?]{0,30}\b(?:också|även|blir det|blir det ett|är det) (?:(?P<too>ja)|nej)\b"
    r"|\W*(?P<word>jakande|nekande)\W*(?:[.!:;]|$)",
    re.IGNORECASE,
)
"""In a sentence: "På 2a blir svaret ja", "Vi svarar ja på båda frågorna", "Jakande."."""
_CROSS = r"☒|☑|✓|✔|\[[xX]\]|\([xX]\)|(?<!\w)[xX](?!\w)"
_MARKED = re.compile(
    rf"(?P<cross>{_CROSS})|(?P<box>☐|□|○|◯|\[[ _]*\]|\([ _]*\))|\b(?P<word>ja|nej)\b", re.IGNORECASE
)
_CHOICES = re.compile(
    rf"(?:(?:{_CROSS}|[☐□○◯]|\[[ _]*\]|\([ _]*\)|ja|nej)\W*){{2,4}}", re.IGNORECASE
)
"""A line of boxes, with what they say."""
_CROSSED = re.compile(rf"\W*(?:{_CROSS}|1)\W*")
FEWEST_TITLED, LONGEST_TITLE = 2, 6
"""Lines of an answer that may have a title, and words of that."""
_WORD = re.compile(r"\w{3}")
LONGEST_FORM = 80
"""Characters from the beginning of an answer within which its boxes stand."""


def yes_or_no(text: str) -> YesNo | None:
    """Return what an answer to a yes-or-no question begins with."""
    crossed = _crossed(text[:LONGEST_FORM])
    if crossed:
        return crossed
    letter = _LETTER.match(text)
    if letter:
        return "ja" if letter[1] == "J" else "nej"
    either = _EITHER.match(text)
    text = text[either.end() :] if either else text
    if _YES.match(text):
        return "ja"
    if _NO.match(text):
        return "nej"
    answer = _ANSWER.match(text)
    if answer:
        word = answer["yes"] or answer["too"] or answer["first"] or answer["word"] or ""
        return "ja" if word.lower() in {"ja", "jakande"} else "nej"
    return None


def _crossed(text: str) -> YesNo | None:
    """Return which of "ja" and "nej" has the cross; boxes stand before the words, or after."""
    marks = list(_MARKED.finditer(text))
    words = [at for at, mark in enumerate(marks) if mark["word"]]
    crosses = [at for at, mark in enumerate(marks) if mark["cross"]]
    if len(crosses) != 1 or not words:
        return None
    at = crosses[0]
    before = marks[0]["word"] is None  # the first box stands before its word
    neighbour = at + 1 if before else at - 1
    if not 0 <= neighbour < len(marks) or not marks[neighbour]["word"]:
        return None
    return "ja" if marks[neighbour]["word"].lower() == "ja" else "nej"


def own_words(lines: Sequence[Block]) -> Sequence[Block]:
    """Return the lines of an answer without the form's boxes; the crossed word where all are."""
    own = [line for line in lines if not _CHOICES.fullmatch(line.text)]
    if own or not lines:
        return own
    first = lines[0]
    crossed = _crossed(first.text)
    word = re.search(rf"\b{crossed}\b", first.text, re.IGNORECASE) if crossed else None
    return [first.subspan(*word.span())] if word else lines


def without_title(lines: Sequence[Block]) -> Sequence[Block]:
    """Leave out a title above the line that says yes or no: "Utåtriktat arbete?"."""
    if len(lines) < FEWEST_TITLED or yes_or_no(lines[0].text) or not yes_or_no(lines[1].text):
        return lines
    title = lines[0].text
    is_title = len(title.split()) <= LONGEST_TITLE and title[-1] not in ".!" and _WORD.search(title)
    return lines[1:] if is_title else lines


def crossed_cells(blocks: Iterable[Block]) -> dict[int, YesNo]:
    """Return by its start what each cell with a cross says, below a head "Ja" or "Nej"."""
    heads: dict[tuple[int | None, int], YesNo] = {}
    found: dict[int, YesNo] = {}
    for block in blocks:
        if block.column is None:
            continue
        word = block.text.strip(" :.?").lower()
        if word in {"ja", "nej"}:
            heads[block.table, block.column] = "ja" if word == "ja" else "nej"
        elif (block.table, block.column) in heads and _CROSSED.fullmatch(block.text):
            found[block.start] = heads[block.table, block.column]
    return found
