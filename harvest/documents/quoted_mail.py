"""What of a mail is quoted from an earlier one; nothing is taken away, only marked.

Answers are often written into the quotation, so that stripping it would lose them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from harvest.documents.document import BlockFormat

LONGEST_HEAD = 8
"""Lines from "Från:" within which the other fields of a quoted mail's head stand."""
FEWEST_FIELDS = 2
"""That must follow; "Från:" alone may be anything."""
LONGEST_FIELD = 300

_FROM = re.compile(r"\W*(från|from|fra|von)\s*:", re.IGNORECASE)
_FIELD = re.compile(
    r"\W*(skickat|sent|sendt|till|to|til|kopia|cc|ämne|subject|datum|date)\s*:", re.IGNORECASE
)
_RULE = re.compile(
    r"[-_\s]*(ursprungligt|original|vidarebefordrat) (meddelande|message)[-_\s]*", re.IGNORECASE
)


def with_quoted_mails(lines: Sequence[tuple[str, BlockFormat]]) -> list[tuple[str, BlockFormat]]:
    """Raise the quote depth of what stands below the head of a quoted mail.

    A head on the first line is that of the mail itself, saved as text. Where the mail below is
    marked with ">", the marks tell what is quoted, and lines without them are answers.
    """
    heads = [at for at in range(1, len(lines)) if _is_head(lines, at)]
    raised = list(lines)
    for at, end in pairwise([*heads, len(lines)]):
        own = lines[at][1].quote
        marked = any(fmt.quote > own for _, fmt in lines[at:end])
        last = _end_of_head(lines, at) if marked else len(lines)
        for place in range(_with_rule(lines, at), last):
            text, fmt = raised[place]
            raised[place] = (text, replace(fmt, quote=fmt.quote + 1))
    return raised


def _end_of_head(lines: Sequence[tuple[str, BlockFormat]], at: int) -> int:
    following = range(at + 1, min(at + LONGEST_HEAD, len(lines)))
    return next((place for place in following if not _FIELD.match(lines[place][0])), at + 1)


def _is_head(lines: Sequence[tuple[str, BlockFormat]], at: int) -> bool:
    if not _FROM.match(lines[at][0]):
        return False
    following = lines[at + 1 : at + LONGEST_HEAD]
    fields = [_FIELD.match(text[:LONGEST_FIELD]) for text, _ in following]
    return sum(map(bool, fields)) >= FEWEST_FIELDS


def _with_rule(lines: Sequence[tuple[str, BlockFormat]], at: int) -> int:
    """Return where the quotation begins: at the line "Ursprungligt meddelande", if there is one."""
    return at - 1 if at and _RULE.fullmatch(lines[at - 1][0]) else at
