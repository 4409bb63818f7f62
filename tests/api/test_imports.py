"""Files over HTTP: handed in, followed, committed, reverted."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from app.imports.files.file_type import all_formats
from app.uploads import LARGEST_UPLOAD
from tests.api.conftest import guarded
from tests.api.contract import BASE, ContractClient
from tests.app.importing import ndjson, work_off
from tests.app.working import unreadable
from tests.fixtures.accounts import bearer
from tests.fixtures.services import row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.test import TestResponse

    from app.wiring import Services

NDJSON = "application/x-ndjson"


class Admin:
    """A caller with a token, and a worker that does the jobs when asked to."""

    def __init__(self, services: Services, *scopes: str) -> None:
        client = guarded(services).test_client()
        assert isinstance(client, ContractClient)
        self._client = client
        self._services = services
        self.headers: Mapping[str, str] = bearer(services, *scopes)

    def get(self, path: str, language: str = "sv", **options: Any) -> TestResponse:
        headers = {**self.headers, "Accept-Language": language}
        return self._client.get(path, headers=headers, **options)

    def post(self, path: str, data: Any = None, **options: Any) -> TestResponse:
        headers = {**self.headers, **options.pop("headers", {})}
        options.setdefault("content_type", NDJSON if data is not None else None)
        return self._client.post(path, data=data, headers=headers, **options)

    def load(self, content: bytes, query: str = "source=test", **options: Any) -> dict[str, Any]:
        """Hand in a file, have it loaded, and return the import."""
        response = self.post(f"/imports?{query}", content, **options)
        assert response.status_code == 202, response.get_json()
        return self.finished(response)

    def finished(self, response: TestResponse) -> dict[str, Any]:
        """Have the work done that a 202 promised, and return the import."""
        work_off(self._services)
        found: dict[str, Any] = self.get(response.headers["Location"].removeprefix(BASE)).get_json()
        return found


@pytest.fixture
def admin(account_services: Services) -> Admin:
    return Admin(account_services, "imports:run", "entries:publish")


@pytest.fixture
def loader(account_services: Services) -> Admin:
    """Somebody who may load, and not publish."""
    return Admin(account_services, "imports:run")


def test_a_file_is_taken_and_its_import_can_be_followed(admin: Admin) -> None:
    response = admin.post("/imports?source=test", ndjson(row("a")))
    assert response.status_code == 202
    body = response.get_json()
    assert response.headers["Location"] == f"{BASE}/imports/{body['id']}"
    assert (body["state"], body["progress"]["total"]) == ("queued", None)
    done = admin.finished(response)
    assert (done["state"], done["fileKind"]) == ("loaded", "ndjson")
    assert done["counts"] == {
        "created": 1,
        "updated": 0,
        "withdrawn": 0,
        "unchanged": 0,
        "rejected": 0,
        "kept": 0,
        "personal": 0,
    }
    job = admin.get(f"/jobs/{done['id']}").get_json()
    assert (job["state"], job["importId"]) == ("finished", done["id"])


def test_answers_about_imports_are_kept_by_no_cache(admin: Admin) -> None:
    done = admin.load(ndjson(row("a")))
    for path in ("/imports", f"/imports/{done['id']}", f"/imports/{done['id']}/rows"):
        assert "no-store" in admin.get(path).headers["Cache-Control"]


def test_a_form_takes_a_file_with_its_name(admin: Admin) -> None:
    form = {"file": (io.BytesIO(ndjson(row("a"))), "../filer/exempel.ndjson")}
    done = admin.load(form, content_type="multipart/form-data")  # type: ignore[arg-type]  # a form
    assert (done["fileName"], done["counts"]["created"]) == ("exempel.ndjson", 1)


@pytest.mark.parametrize("more", [{"dryRun": "true"}, {"another": (io.BytesIO(b"x"), "x.csv")}])
def test_a_form_with_more_than_the_file_is_refused(admin: Admin, more: dict[str, Any]) -> None:
    form: Any = {"file": (io.BytesIO(ndjson(row("a"))), "a.ndjson"), **more}
    response = admin.post("/imports?source=test", form, content_type="multipart/form-data")
    assert response.status_code == 400
    assert next(iter(more)) in response.get_json()["detail"]
    assert admin.get("/imports").get_json()["_meta"]["totalRecords"] == 0


def test_a_form_whose_part_has_another_name_is_told_the_right_one(admin: Admin) -> None:
    form: Any = {"x": (io.BytesIO(ndjson(row("a"))), "a.ndjson")}
    response = admin.post("/imports?source=test", form, content_type="multipart/form-data")
    assert response.status_code == 400
    assert "måste heta file, men här finns bara: x" in response.get_json()["detail"]


def test_a_program_is_no_table_and_has_no_empty_kind(admin: Admin) -> None:
    done = admin.load(b"\x7fELF\x02\x01\x01" + bytes(200), content_type="application/octet-stream")
    assert (done["state"], done["fault"]["code"]) == ("failed", "not-text")


def test_an_import_that_waits_for_another_attempt_says_why(
    admin: Admin, account_services: Services
) -> None:
    import_id = unreadable(account_services)
    work_off(account_services)
    waiting = admin.get(f"/imports/{import_id}", "en").get_json()
    assert (waiting["state"], waiting["fault"]["code"]) == ("queued", "files")
    assert waiting["fault"]["message"].endswith("Another attempt is made automatically.")


def test_rejected_rows_are_fetched_when_an_import_has_ended(admin: Admin) -> None:
    response = admin.post("/imports?source=test", ndjson(row("a", kind="annat")))
    path = f"/imports/{response.get_json()['id']}/rejected"
    refused = admin.get(path, "en")
    assert (refused.status_code, "has not ended" in refused.get_json()["detail"]) == (409, True)
    admin.finished(response)
    assert admin.get(path, buffered=True).status_code == 200


def test_a_file_that_could_not_be_read_has_no_rejected_rows(admin: Admin) -> None:
    done = admin.load(b"%PDF-1.4", content_type="application/octet-stream")
    assert done["state"] == "failed"
    assert admin.get(f"/imports/{done['id']}/rejected").status_code == 409


@pytest.mark.parametrize(("language", "reason"), [("sv", "Värde: annat."), ("en", "Value: annat.")])
def test_rejected_rows_say_why_in_the_language_of_the_call(
    admin: Admin, language: str, reason: str
) -> None:
    done = admin.load(ndjson(row("a", kind="annat")))
    response = admin.get(f"/imports/{done['id']}/rejected", language, buffered=True)
    assert response.headers["Content-Language"] == language
    assert reason in json.loads(response.data)["_errors"][0]


def test_a_part_of_a_form_without_a_name_is_refused_as_any_other(admin: Admin) -> None:
    parts = ("form-data", 'form-data; name="file"; filename="a.ndjson"')
    written = [f"--x\r\nContent-Disposition: {each}\r\n\r\n{{}}\r\n" for each in parts]
    form = "".join([*written, "--x--\r\n"]).encode()
    response = admin.post("/imports", form, content_type="multipart/form-data; boundary=x")
    assert response.status_code == 400


def test_what_a_file_is_called_or_sent_as_does_not_matter(admin: Admin) -> None:
    content = b"externalId;kind;title\na;activity;b\n"
    done = admin.load(content, content_type="application/octet-stream")
    assert (done["fileKind"], done["counts"]["rejected"]) == ("csv", 1)


def test_faults_of_a_sheet_name_the_column_as_it_was_sent(admin: Admin) -> None:
    heads = "ID I KÄLLSYSTEMET ;Typ av exempel;Titel"
    done = admin.load(f"{heads}\na;aktivitett;b\n".encode())
    (row_,) = admin.get(f"/imports/{done['id']}/rows").get_json()["items"]
    columns = {each["pointer"]: each["column"] for each in row_["errors"]}
    assert (columns["/kind"], columns["/summary"]) == (heads.split(";")[1], None)
    back = admin.get(f"/imports/{done['id']}/rejected", buffered=True).text.lstrip("\ufeff")
    assert back.startswith(";".join(map(str.strip, heads.split(";"))))


def test_rows_are_paged_and_chosen_by_what_became_of_them(admin: Admin) -> None:
    bad = row("b", counties=["Halland"])
    done = admin.load(ndjson(row("a"), bad, row("c"), row("d")))
    page = admin.get(f"/imports/{done['id']}/rows?limit=2&page=2").get_json()
    assert page["_meta"] == {"totalRecords": 4, "page": 2, "offset": 2, "limit": 2, "count": 2}
    assert [item["row"] for item in page["items"]] == [3, 4]
    path = f"/imports/{done['id']}/rows?action=rejected&action=updated"
    (rejected,) = admin.get(path).get_json()["items"]
    (error,) = rejected["errors"]
    assert (rejected["row"], rejected["externalId"], error["pointer"]) == (2, "b", "/counties/0")
    assert (error["value"], error["nearest"][0]) == ("Halland", "13")
    assert error["message"].startswith("Det finns inget sådant")
    (translated,) = admin.get(path, "en").get_json()["items"][0]["errors"]
    assert translated["message"].startswith("There is no such")


def test_rejected_rows_are_fetched_as_a_file_of_the_same_kind(admin: Admin) -> None:
    done = admin.load(ndjson(row("a", kind="annat")))
    response = admin.get(f"/imports/{done['id']}/rejected", buffered=True)
    assert response.mimetype == NDJSON
    assert json.loads(response.data)["_errors"]
    assert "attachment" in response.headers["Content-Disposition"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_anybody_may_fetch_a_template_and_keep_it(client: ContractClient, kind: str) -> None:
    response = client.get(f"/imports/template?format={kind}")
    assert (response.status_code, response.mimetype) == (200, all_formats()[kind].media_type)
    assert response.headers["Content-Disposition"].endswith(f".{kind}")
    has = {"If-None-Match": response.headers["ETag"]}
    assert client.get(f"/imports/template?format={kind}", headers=has).status_code == 304


def test_a_dry_run_is_committed_and_reverted(admin: Admin) -> None:
    dry = admin.load(ndjson(row("a")), "source=test&dryRun=true&publish=true")
    assert dry["state"] == "checked"
    loaded = admin.finished(admin.post(f"/imports/{dry['id']}/commit"))
    assert (loaded["state"], loaded["seq"] > dry["seq"]) == ("loaded", True)
    assert admin.post(f"/imports/{dry['id']}/commit").status_code == 409
    reverted = admin.finished(admin.post(f"/imports/{dry['id']}/revert"))
    assert (reverted["state"], reverted["revert"]) == ("reverted", {"reverted": 1, "skipped": 0})


def ways(found: dict[str, Any]) -> set[tuple[str, str]]:
    """Return (relation, method) of the links to an import's results and steps."""
    links = {(each["rel"], each["method"]) for each in found["_links"]}
    return {each for each in links if each[0] in {"rows", "rejected", "commit", "revert"}}


def test_an_import_links_to_the_step_that_can_be_taken_now(admin: Admin) -> None:
    rows = ("rows", "GET")
    dry = admin.load(ndjson(row("a")), "source=test&dryRun=true&publish=true")
    assert ways(dry) == {rows, ("commit", "POST")}
    commit = next(each["href"] for each in dry["_links"] if each["rel"] == "commit")
    loaded = admin.finished(admin.post(commit.removeprefix(BASE)))
    assert ways(loaded) == {rows, ("revert", "POST")}
    revert = next(each["href"] for each in loaded["_links"] if each["rel"] == "revert")
    reverted = admin.finished(admin.post(revert.removeprefix(BASE)))
    assert ways(reverted) == {rows}


def test_a_dry_run_with_bad_rows_links_to_them_and_to_no_commit(admin: Admin) -> None:
    dry = admin.load(ndjson(row("a", kind="annat")), "source=test&dryRun=true")
    assert ways(dry) == {("rows", "GET"), ("rejected", "GET")}


def test_steps_that_publish_are_linked_for_those_who_may(admin: Admin, loader: Admin) -> None:
    for query, may in (("publish=true", False), ("publish=false", True)):
        dry = admin.load(ndjson(row("a")), f"source=test&dryRun=true&{query}")
        seen = loader.get(f"/imports/{dry['id']}").get_json()
        assert (("commit", "POST") in ways(seen)) is may


def test_the_same_idempotency_key_loads_once(admin: Admin) -> None:
    key = {"Idempotency-Key": "a-text-of-my-own"}
    first, again = (
        admin.post("/imports?source=test", ndjson(row("a")), headers=key) for _ in range(2)
    )
    assert first.headers["Location"] == again.headers["Location"]
    other = admin.post("/imports?source=test", ndjson(row("b")), headers=key)
    assert other.status_code == 409
    assert admin.get("/imports").get_json()["_meta"]["totalRecords"] == 1


def test_a_file_that_cannot_be_read_says_why_in_both_languages(admin: Admin) -> None:
    done = admin.load(b"externalId;titlle\na;b\n")
    assert done["state"] == "failed"
    assert done["fault"]["nearest"] == ["title"]
    told = admin.get(f"/imports/{done['id']}", "en").get_json()["fault"]["message"]
    assert told != done["fault"]["message"]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [("mode=all", "mode"), ("dryRun=yes", "dryRun"), ("onError=stop", "onError"), ("dry=1", "dry")],
)
def test_an_option_that_does_not_exist_is_refused(admin: Admin, query: str, parameter: str) -> None:
    response = admin.post(f"/imports?{query}", ndjson(row("a")))
    assert response.status_code == 400
    assert [error["parameter"] for error in response.get_json()["errors"]] == [parameter]


@pytest.mark.parametrize(
    ("content", "content_type", "status"),
    [(b"<a/>", "application/xml", 415), (None, None, 400), ({}, "multipart/form-data", 400)],
)
def test_a_call_without_a_file_is_refused(
    admin: Admin, content: Any, content_type: str | None, status: int
) -> None:
    response = admin.post("/imports?source=test", content, content_type=content_type)
    assert response.status_code == status


def test_a_file_announced_too_large_is_refused_before_it_is_read(admin: Admin) -> None:
    class Unread(io.RawIOBase):
        def read(self, _size: int = -1) -> bytes:
            raise AssertionError("the content was read")

    announced = {"wsgi.input": Unread(), "CONTENT_LENGTH": "2000000000", "CONTENT_TYPE": NDJSON}
    response = admin.post("/imports", environ_overrides=announced)
    assert response.status_code == 413


def test_a_file_that_turns_out_too_large_is_refused(admin: Admin) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            assert self.given <= LARGEST_UPLOAD + 20_000_000
            self.given += len(buffer)
            return len(buffer)

    chunked = {
        "wsgi.input": Endless(),
        "wsgi.input_terminated": True,
        "HTTP_TRANSFER_ENCODING": "chunked",
        "CONTENT_TYPE": NDJSON,
    }
    response = admin.post("/imports", environ_overrides=chunked)
    assert response.status_code == 413


def test_other_resources_still_take_small_contents_only(admin: Admin) -> None:
    response = admin.post("/tokens", b" " * 1_100_000, content_type="application/json")
    assert response.status_code == 413


@pytest.mark.parametrize("query", ["publish=true", "mode=withdraw"])
def test_publishing_and_withdrawing_take_a_scope_of_their_own(loader: Admin, query: str) -> None:
    assert loader.post(f"/imports?{query}", ndjson(row("a"))).status_code == 403
    assert loader.load(ndjson(row("a")))["counts"]["created"] == 1


def test_what_somebody_else_published_takes_the_scope_to_revert(
    admin: Admin, loader: Admin
) -> None:
    done = admin.load(ndjson(row("a")), "source=test&publish=true")
    assert loader.post(f"/imports/{done['id']}/revert").status_code == 403


@pytest.mark.parametrize("scopes", [(), ("entries:write", "entries:publish")])
def test_imports_take_their_scope(account_services: Services, scopes: tuple[str, ...]) -> None:
    stranger = Admin(account_services, *(scopes or ("entries:read-drafts",)))
    if not scopes:
        stranger.headers = {}
    expected = 403 if scopes else 401
    nowhere = "/imports/01a210e8-4655-76a4-bef8-4b5abfff35d5"
    for path in ("/imports", nowhere, f"{nowhere}/rows"):
        assert stranger.get(path).status_code == expected, path
    for path in ("/imports", f"{nowhere}/commit", f"{nowhere}/revert"):
        content = ndjson(row("a")) if path == "/imports" else None
        assert stranger.post(path, content).status_code == expected, path
    assert not list((account_services.settings.data).glob("imports/*"))


def test_what_does_not_exist_is_not_found(admin: Admin) -> None:
    nowhere = "01a210e8-4655-76a4-bef8-4b5abfff35d5"
    for path in (f"/imports/{nowhere}", f"/imports/{nowhere}/rejected", f"/jobs/{nowhere}"):
        assert admin.get(path).status_code == 404, path
