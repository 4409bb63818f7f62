"""A later reply of a county that has other examples: asked what it is before anything is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.accounts.access import COMMAND
from app.errors import Conflict
from app.replies.relating import ADDITION, CORRECTION, UNDECIDED, relate
from app.replies.service import get_reply
from app.replies.views import reply_view
from tests.app.replying import CORRECTED, REPLY, candidates_of, harvested

if TYPE_CHECKING:
    from app.wiring import Services

OTHER = """Svar från Länsstyrelsen i Kronobergs län

1) Ja.
2c)
- Strandstädning med hotell och campingplatser kring Helgasjön.
- Kollegialt lärande om vattenbesparing för tvätterier.
"""


def gone(services: Services) -> int:
    return sum(each["goneInReplyId"] is not None for each in candidates_of(services))


def test_nothing_is_gone_before_somebody_has_said_what_the_reply_is(
    reply_services: Services,
) -> None:
    harvested(reply_services, REPLY)
    later = harvested(reply_services, OTHER)
    assert later.record.relation == UNDECIDED
    assert "rättning" in reply_view(later)["warnings"][0].sv
    assert gone(reply_services) == 0


@pytest.mark.parametrize(("relation", "count"), [(CORRECTION, 3), (ADDITION, 0)])
def test_what_is_missing_is_gone_of_a_correction_only(
    reply_services: Services, relation: str, count: int
) -> None:
    harvested(reply_services, REPLY)
    later = harvested(reply_services, OTHER).record.id
    relate(reply_services, COMMAND, later, relation=relation, reason=None)
    assert gone(reply_services) == count
    assert {each["revision"] for each in candidates_of(reply_services, later)} == {"new"}
    assert get_reply(reply_services, later).record.relation == relation
    with pytest.raises(Conflict):
        relate(reply_services, COMMAND, later, relation=relation, reason=None)


def test_it_is_not_asked_of_a_reply_that_says_much_the_same(reply_services: Services) -> None:
    harvested(reply_services, REPLY)
    assert harvested(reply_services, CORRECTED).record.relation is None
    assert gone(reply_services) == 1
