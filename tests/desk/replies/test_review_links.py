"""Links from pick-lists, parts with kind and years of their own, and drafts published together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.accounts.access import COMMAND
from app.candidates.reading import get_candidate
from app.entries.reading import Wanted, list_by_status
from record.lists import DRAFT, PUBLISHED
from tests.desk.reviewing import decide, first, queue

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.desk.conftest import Desk


def test_any_link_is_set_by_number_or_name(desk: Desk) -> None:
    page = first(desk)
    (candidate, *_) = queue(desk.services)
    written = {"more-targets": "12.3; Mål 6.1", "funding": ["lona"]}
    decide(desk, page, "save", **written)
    entry = get_candidate(desk.services, candidate.id, COMMAND)["entry"]
    assert {"12.3", "6.1"} <= set(entry["targets"])
    assert entry["funding"] == ["lona"]
    refused = decide(desk, first(desk), "save", **{"more-targets": "99.9"})
    assert refused.status == 422
    assert "Det finns inget sådant värde" in refused.text


def test_parts_get_kind_and_years_of_their_own(desk: Desk) -> None:
    text = (
        "En verktygspool lånar ut verktyg sedan 2015."
        " Ett nätverk för branschen träffades 2016–2018 och enades om krav."
    )
    page = decide(desk, first(desk), "save", summary=text)
    decide(desk, page, "split", summary=text, at=str(text.index("Ett nätverk")))
    parts = [
        each
        for one in queue(desk.services)
        if (each := get_candidate(desk.services, one.id, COMMAND))["splitFromId"]
    ]
    years = [(each["entry"].get("startYear"), each["entry"].get("endYear")) for each in parts]
    assert years == [(2015, None), (2016, 2018)]
    assert parts[0]["kindConfidence"] != parts[1]["kindConfidence"]
    assert len({each["entry"]["title"] for each in parts}) == 2


def test_ticked_drafts_are_published_and_what_is_refused_is_named(
    desk: Desk, services: Services
) -> None:
    for summary in ("En kurs hölls.", "Ring Anna Andersson på 070-123 45 67.", "En till."):
        decide(desk, first(desk), "accept", summary=summary)
    page = desk.visit("/redaktion/exempel")
    ticked = [each.attributes["value"] for each in page.all("input", name="entry")]
    assert len(ticked) == 3
    with desk.client.post(
        "/redaktion/exempel/publicera", data={"token": desk.token, "entry": [*ticked, "x y"]}
    ) as answer:
        text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "1 exempel är publicerat." in text
    assert text.count("något ser ut som personuppgifter") == 2
    assert "confirmPersonal" not in text
    assert "De här är kvar som utkast:" in text

    def count(state: str) -> int:
        return list_by_status(services, Wanted((state,), {}, None, None), 1, 9).total

    assert (count(PUBLISHED), count(DRAFT)) == (1, 2)
    nothing = desk.send("/redaktion/exempel/publicera")
    assert "0 exempel är publicerade." in nothing.text
