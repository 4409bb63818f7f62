from __future__ import annotations

from indexer.leading import leading
from indexer.query import Bool, Boost, DisMax, Phrase, Query, Term

TITLE, TEXT, LABEL = (Term(field, "sol") for field in ("title", "text", "labels"))
LEAD = Term("lead", "sol")


def any_of(*queries: Query) -> Bool:
    return Bool(should=queries, minimum=1)


def test_a_word_is_led_with_in_title_or_summary_and_not_by_a_name() -> None:
    assert leading(DisMax((Boost(TITLE, 1.5), TEXT, LABEL), 0.5)) == any_of(LEAD)
    assert leading(Phrase("text", ("sol", "cell"))) == Phrase("lead", ("sol", "cell"))
    assert leading(LABEL) is None


def test_a_topic_is_led_with_and_a_link_is_as_good() -> None:
    topic, link = Term("topics", "solel"), Term("sector_tags", "energi")
    assert leading(any_of(topic, link)) == any_of(Term("lead_topics", "solel"), link)


def test_what_is_needed_together_is_led_with_together() -> None:
    assert leading(Bool(must=(TITLE, TEXT))) == Bool(must=(LEAD, LEAD))
    assert leading(Bool(must=(TITLE, LABEL))) is None
    assert leading(Bool(must=(TITLE,), should=(LABEL,))) == Bool(must=(LEAD,))
