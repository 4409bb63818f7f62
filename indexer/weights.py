"""Every number that decides the ranking, in one place.

The starting values come from a trial on the judged queries of tests/relevance, which showed that
weights lie on a plateau: changing one by a third moves little.
"""

from __future__ import annotations

FIELD_WEIGHTS = {
    "title": 1.5,
    "text": 1.0,
    "labels": 0.6,
    "title_parts": 1.0,
    "text_parts": 0.75,
}
TIE = 0.45
"""Share of the weaker fields and readings that still counts, in every DisMax."""

CONCEPT_NAME = 1.2
CONCEPT_ALT = 0.7
"""A concept recognised by its name, by another name."""

MUNICIPALITY = 0.4
"""A county by the name of one of its municipalities."""

DERIVED = 0.4
SAME_DOING = 0.4
"""Another word for what is done (återställa: restaurera)."""
TOPIC = 0.7
TOPIC_HIDDEN = 0.5
TOPIC_TIE = 0.2
"""A topic that the words name, in so many words or by what people say."""
FAMILY = 0.02
"""A topic of all that a named funder is one of (EU funds of LIFE): after what is of that one."""
WIDER = 0.4
"""A topic that is broader than what was asked, where no entry is about that itself."""
WIDEST = 0.15
"""Share of the entries that such a topic, or sector, may have: one of many answers nothing."""
SAID = 3
SAID_BESIDE = 0.2
"""Entries that say an everyday word, at least, and share of those about a topic that is called by
other words, from which on the word does not stand for the topic."""
IN_ONE = 0.1
"""Entries that say a compound, as a share of those that would hold both its words by chance, from
which on two words are read as one."""
CORRECTION = 0.6
FOLDED = 0.8
QUERY_PART = 0.4
"""A part of a compound in the query, looked for by itself."""

SIDES_NEEDED = 0.5
"""What both sides of a compound must tell to stand for it, beside a word as rare as any."""

GENERIC = 0.5
"""What a general word counts, beside those that say what is sought."""

UNKNOWN = 0.7
"""What a word tells that neither entries nor topics know: it may be another word for something."""

RARE = 3.0
"""What a word tells from which it may be sought instead of a theme: one entry in twenty has it."""

SHARE_NEEDED = 0.2
"""Share of the query (weighted by how rare its words are) that a hit must hold."""
FEW = 10
"""Hits below which what is only near what is sought is shown as well, after them."""
FIRST = 100.0
"""What lifts a hit before all that are only near, or of another place: more than any score."""
SHARES_OF_MANY = (0.4, 0.8)
MANY = 20
"""Shares that hits must hold where so many do, the greatest of them: else a word more adds all that
has it alone."""
PLACE = 1.5
"""What the name of a county tells, beside another word as rare."""

PLACE_ALONE = 0.4
PLACE_BESIDE = 0.8
"""What the score of a county counts beside what is sought: by itself, and together with that."""

PERIOD = 3.0
PERIOD_TOLD = 6.0
"""What it scores to be of the years that a text names, as much as a county; and what they tell, so
much that what says the subject comes first if it is of them."""

LED = 0.3
LED_IN_PLACE = 0.7
"""Share of a score that counts only if title, summary or links say what is sought, where a place is
named too: of the word itself, and of both together."""

SHARPNESS = 2.0
MOST_CLAUSES_WEIGHED = 6
"""Of more words, those that tell most are weighed together, to keep the tree small."""

REORDERED = 40
"""First hits whose order more has a part in than what each scores by itself."""
LEADING = 10
"""Of these, the ones that tell what a search is about."""
TOPICS_ASKED = 40
"""Topics that it is taken to be about."""
SHARED_TOPICS = 0.3
"""What it counts to be about a topic that all of the leading hits are about."""
MEANING = 0.38
"""What an entry of exactly the same meaning as another gains beside one that has nothing to do with
it, as a share of the most similar one's score."""
