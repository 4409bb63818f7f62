"""The pages for those who run the catalogue."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.accounts.access import PUBLISH, SCOPES
from app.accounts.callers import authenticate
from app.erasing.jobs import get_erasure, request_erasure, sweep_erasures
from app.erasing.requests import ErasureRequest
from app.errors import SignInNeeded
from app.retention import UNCONFIRMED_KEPT, due, expire
from app.subscriptions.service import NewSubscription, ask_to_follow
from desk import management, quality, retention, tokens
from desk.quality import points
from seed.quality_runs import keep_quality_run, read_quality_runs, this_run
from tests.app.importing import entry_of, imported, ndjson, work_off
from tests.fixtures.services import row

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk.conftest import Desk

TOKENS = "/redaktion/nycklar"


def test_a_token_is_shown_once_and_opens_nothing_when_revoked(desk: Desk) -> None:
    desk.sign_in("admin")
    assert desk.visit(TOKENS).heading == "Nycklar"
    refused = desk.send(TOKENS, label="", life="x")
    assert refused.status == 422
    made = desk.send(TOKENS, label="Diariet", life="30", scope=PUBLISH)
    secret = made.one("input", id="secret").attributes["value"]
    assert authenticate(desk.services, secret).scopes == {PUBLISH}
    listed = desk.visit(TOKENS)
    assert secret not in listed.html
    assert "publicera och dra tillbaka" in listed.text
    token_id = listed.all("input", name="id")[0].attributes["value"]
    asked = desk.send(f"{TOKENS}/aterkalla", id=token_id)
    assert "Återkalla nyckeln Diariet?" in asked.text
    assert "återkallad" in desk.send(f"{TOKENS}/aterkalla", id=token_id, sure="yes").text
    with pytest.raises(SignInNeeded):
        authenticate(desk.services, secret)


def test_every_scope_and_every_figure_has_a_name() -> None:
    assert set(tokens.SCOPE_NAMES) == set(SCOPES)
    for run in read_quality_runs():
        assert run.evaluation in quality.EVALUATIONS
        assert set(run.figures) <= set(quality.FIGURES)


def test_a_run_is_kept_with_the_others(tmp_path: Path) -> None:
    file = tmp_path / "runs.ndjson"
    file.write_text("")
    keep_quality_run(this_run("relevance", {"ndcg": 0.88888}), file)
    keep_quality_run(this_run("relevance", {"ndcg": 0.9}), file)
    assert [run.figures["ndcg"] for run in read_quality_runs(file)] == [0.8889, 0.9]


def test_a_line_goes_up_where_figures_do_and_stays_within_its_drawing() -> None:
    drawn = points([("2026-11-25", 0.8), ("2026-11-26", 0.9), ("2026-11-27", 0.9)])
    places = [tuple(map(float, each.split(","))) for each in drawn.split()]
    assert places == [(4.0, 36.0), (80.0, 4.0), (156.0, 4.0)]


def test_what_is_to_be_deleted_soon_is_counted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    imported(desk.services, ndjson(row("a")))
    desk.sign_in("admin")
    for path in management.PAGES:
        assert desk.visit(f"/redaktion/{path}").status == 200
    monkeypatch.setattr("app.retention.EVENT_RETENTION", retention.SOON / 2)
    page = desk.visit("/redaktion/gallring")
    cells = [each.text for each in page.all("td")]
    assert cells[1:3] == ["0", "1"]


def test_all_that_the_worker_deletes_after_a_time_is_listed(desk: Desk) -> None:
    desk.sign_in("admin")
    assert (
        set(due(desk.services))
        == set(retention.NAMES)
        == set(expire(desk.services, lambda *_: None))
    )


def test_a_request_that_nobody_confirmed_is_counted(desk: Desk) -> None:
    ask_to_follow(
        desk.services,
        NewSubscription("rut@example.org", "q=biogas", language="sv", frequency="week"),
    )
    assert due(desk.services)["subscriptions"] == 0
    assert due(desk.services, UNCONFIRMED_KEPT + timedelta(minutes=1))["subscriptions"] == 1


def test_the_index_is_compared_with_the_rows_and_built_anew(desk: Desk) -> None:
    imported(desk.services, ndjson(row("a")))
    desk.sign_in("admin")
    place = "/redaktion/sokindex"
    desk.visit(place)
    assert "Arbetet pågår eller väntar" in desk.send(f"{place}/verify").text
    work_off(desk.services)
    assert "Saknas i indexet: 1" in desk.visit(place).text
    desk.send(f"{place}/rebuild")
    work_off(desk.services)
    assert "Indexet är i takt med katalogen." in desk.visit(place).text
    desk.send(f"{place}/verify")
    work_off(desk.services)
    assert "Index och katalog stämmer överens." in desk.visit(place).text


def test_a_text_is_erased_after_it_was_shown_where_it_stands(desk: Desk) -> None:
    told = row("a", summary="Ring Berit Blomkvist om pant på 070-123 45 67.")
    imported(desk.services, ndjson(told))
    desk.sign_in("admin")
    place = "/redaktion/radering"
    desk.visit(place)
    assert desk.send(place, what="text", value="", reason="").status == 422
    bad = desk.send(
        place, what="text", value="Berit Blomkvist", reason="Berit Blomkvist bad om det"
    )
    assert "Orsaken innehåller själv texten" in bad.text
    assert desk.send(place, what="entry_id", value="x", reason="Begärt").status == 422
    answer = desk.post(place, what="text", value="Berit Blomkvist", reason="Begärt")
    preview = answer.headers["Location"]
    work_off(desk.services)
    shown = desk.visit(preview)
    assert "versioner av exempel: 1" in shown.text
    assert "Texten Berit Blomkvist" in shown.text
    entry = entry_of(desk.services, "a", public=False)
    assert entry is not None
    assert shown.all("a", href=f"/redaktion/exempel/{entry.id}")
    addresses = {each.attributes["href"] for each in shown.all("a")}
    (file,) = [each for each in addresses if "/import/" in each]
    assert "fil till importen" in shown.text
    assert desk.answer(file).status_code == 200
    assert desk.send(preview).status == 422
    folder = desk.services.settings.data / "erasures"
    assert len(list(folder.iterdir())) == 1
    erasing = desk.post(preview, sure="yes").headers["Location"]
    work_off(desk.services)
    assert "Raderat. Det står ingenstans längre." in desk.visit(erasing).text
    assert list(folder.iterdir()) == []
    assert desk.post(preview, sure="yes").status_code == 409
    entry = entry_of(desk.services, "a", public=False)
    assert entry is not None
    assert "Berit" not in entry.content["summary"]
    beside = desk.visit("/redaktion/raderat")
    assert "Sök upp och radera ”070-123 45 67”" in beside.text
    fields = {
        name: beside.one("input", name=name).attributes["value"]
        for name in ("what", "value", "reason")
    }
    answer = desk.post(place, **fields)
    work_off(desk.services)
    assert "Texten 070-123 45 67" in desk.visit(answer.headers["Location"]).text


def test_what_was_to_be_erased_is_forgotten_after_a_day(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(desk.services, ndjson(row("a")))
    job_id = request_erasure(desk.services, ErasureRequest("Begärt", "command", text="Titel"))
    sweep_erasures(desk.services)
    assert get_erasure(desk.services, job_id).wish
    monkeypatch.setattr("app.erasing.jobs.A_DAY", -1)
    sweep_erasures(desk.services)
    assert not get_erasure(desk.services, job_id).wish
