"""What stands beside something that was erased is shown until somebody has looked at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.accounts.access import COMMAND
from app.erasing.looks import mark_looked, places_to_look_at
from app.erasing.service import erase
from app.errors import NotFound
from app.tasks import list_tasks
from tests.app.erasure_requests import request, silently
from tests.app.importing import imported, ndjson
from tests.app.replying import REPLY, harvested
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services

SUMMARY = "Ring Berit Blomkvist om pant på 070-123 45 67 eller berit.blomkvist@example.org."


def test_what_stands_beside_it_is_shown_with_what_still_looks_personal(
    empty_services: Services,
) -> None:
    imported(empty_services, ndjson(row("a", title="Pant", summary=SUMMARY)))
    erase(empty_services, request("Berit Blomkvist"), silently)
    total, (place,) = places_to_look_at(empty_services, 1, 10)
    assert (total, place.title, place.place.kind) == (1, "Pant", "entry")
    (piece,) = place.pieces
    assert "".join(part.text for part in piece) == (
        "Ring [raderat] om pant på 070-123 45 67 eller [raderat]."
    )
    assert [part.text for part in piece if part.is_personal] == ["070-123 45 67"]
    (task,) = list_tasks(empty_services, COMMAND, ["erased-place"], 1, 10).items
    assert (task["title"], task["entryId"]) == ("Pant", place.place.id)
    mark_looked(empty_services, COMMAND, place.number)
    assert places_to_look_at(empty_services, 1, 10) == (0, [])
    with pytest.raises(NotFound):
        mark_looked(empty_services, COMMAND, place.number)


def test_a_reply_and_its_candidates_are_places_too(reply_services: Services) -> None:
    reply = harvested(reply_services, REPLY.replace("tolv", "elva")).record
    erase(reply_services, request("Klimatkontrakt"), silently)
    _, found = places_to_look_at(reply_services, 1, 20)
    kinds = [each.place.kind for each in found]
    assert (kinds.count("candidate"), kinds.count("reply")) == (2, 2)
    assert reply.id in {each.place.id for each in found}
    texts = ["".join(part.text for part in piece) for each in found for piece in each.pieces]
    assert any("åkerier som byter till biogas" in text for text in texts)
