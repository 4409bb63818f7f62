from __future__ import annotations

import pytest

from edge.trace import trace_of

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = "00f067aa0ba902b7"


def test_the_callers_trace_goes_on_under_a_new_span() -> None:
    trace = trace_of(f"00-{TRACE}-{PARENT}-01")
    assert trace.trace_id == TRACE
    assert trace.span_id != PARENT
    assert trace.header == f"00-{TRACE}-{trace.span_id}-01"


def test_a_later_version_with_more_fields_is_understood() -> None:
    assert trace_of(f"cc-{TRACE}-{PARENT}-00-what-comes-later").trace_id == TRACE


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "rubbish",
        f"ff-{TRACE}-{PARENT}-01",
        f"00-{TRACE.upper()}-{PARENT}-01",
        f"00-{'0' * 32}-{PARENT}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE}-{PARENT}-01-more",
    ],
)
def test_a_missing_or_broken_header_starts_a_new_trace(header: str | None) -> None:
    first, second = trace_of(header), trace_of(header)
    assert len(first.trace_id) == 32
    assert first.trace_id not in (TRACE, "0" * 32, second.trace_id)
