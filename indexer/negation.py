"""What a search text says that it does not ask for: `energi men inte vindkraft`."""

from __future__ import annotations

import re

from swedish.analysis import is_generic, is_stop, is_unwanted

_NEGATION = re.compile(
    r'"[^"]*"'  # a phrase is not read
    r"|(?<=\S)(?P<said>(?:,? (?:(?:(?:men|och|dock|fast) )?(?:ej|icke)|(?:men|och|dock|fast) inte"
    r"|utom|förutom|exklusive|undantaget|(?P<english>but not|except|excluding)"
    r"|(?P<without>(?:men )?utan))"
    r"|, inte) (?:(?:i|på|från|inom) )?)(?P<words>\w[\w-]*+(?: \w[\w-]*+){0,2})",
    re.IGNORECASE,
)


def negations_as_minus(text: str) -> str:
    """Write what is negated in words as one does with a hyphen; no place before it moves.

    An adjective and what it tells of are excluded together, in English up to three words.
    `transporter utan lastbil` gives `transporter      -lastbil`. What the work is to get rid of is
    no exclusion: `odla utan bekämpningsmedel` asks for just that.
    """
    return _NEGATION.sub(_with_minus, text)


def _with_minus(found: re.Match[str]) -> str:
    if found["words"] is None:
        return found[0]
    words: list[str] = []
    for each in found["words"].split(" "):
        if is_stop(each.lower()):
            break
        words.append(each)
        if not (found["english"] or each.endswith("a")):  # tunga, farliga
            break
    lowered = [each.lower() for each in words]
    if not words or all(map(is_generic, lowered)):
        return found[0]
    if found["without"] and any(map(is_unwanted, lowered)):
        return found[0]
    said, excluded = found["said"], " ".join(words)
    rest = found["words"][len(excluded) :]
    if len(words) == 1:
        return f"{' ' * (len(said) - 1)}-{excluded}{rest}"
    return f'{" " * (len(said) - 2)}-"{excluded}"{rest[1:]}'
