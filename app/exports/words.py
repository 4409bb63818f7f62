"""What was searched for, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from record.filters import BY_NAME, HOLDING, NATIONAL, RANGES, SINCE
from record.words import Words

if TYPE_CHECKING:
    from app.searching.prepared import PreparedSearch

COUNTY = "county"
WITH_NATIONAL = Words("med nationella exempel", "with national examples")
WITHOUT_NATIONAL = Words("utan nationella exempel", "without national examples")
BOTH = Words(" och ", " and ")
"""Between values that must all hold."""


def in_words(search: PreparedSearch) -> str:
    """Describe the search: the text, and each filter with the names of its values."""
    request, language = search.request, search.request.language
    words = [request.text] if request.text else []
    for name, values in request.filters.items():
        joint = BOTH.text(language) if name in request.match_all else ", "
        labels = joint.join(search.label(name, value) for value in values)
        words.append(f"{BY_NAME[name].title.text(language)}: {labels}")
    if COUNTY in request.filters and NATIONAL not in request.filters[COUNTY]:
        words.append((WITH_NATIONAL if request.national else WITHOUT_NATIONAL).text(language))
    for each in RANGES:
        low, high = request.ranges.get(each.name, (None, None))
        if (low, high) != (None, None):
            bounds = f"{'' if low is None else low}–{'' if high is None else high}"
            words.append(f"{each.title.text(language)}: {bounds}")
    words += (HOLDING[name].label(has=has).text(language) for name, has in request.having.items())
    words += (
        f"{SINCE[name].title.text(language)} {moment:%Y-%m-%d}"
        for name, moment in request.since.items()
    )
    if request.ids:
        words.append(
            Words(f"{len(request.ids)} valda", f"{len(request.ids)} chosen").text(language)
        )
    return "; ".join(words) or Words("alla exempel", "all examples").text(language)
