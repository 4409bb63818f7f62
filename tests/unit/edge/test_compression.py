"""Answers in fewer bytes: for whom, which, and with what validators."""

from __future__ import annotations

import gzip
import io

import pytest
from backports import zstd
from werkzeug.datastructures import Headers

from edge.compression import SMALLEST, compressed
from edge.wsgi import Answer

TEXT = b'{"title": "Matsvinn"}' * 100
PUBLIC = {
    "Cache-Control": "public, no-cache",
    "Content-Type": "application/json",
    "ETag": '"3-published.sv.0a"',
    "Vary": "Accept, Accept-Language, Authorization",
}


def ask(
    accepted: str,
    body: bytes = TEXT,
    *,
    status: int = 200,
    method: str = "GET",
    authorization: str | None = None,
    **changed: str | None,
) -> tuple[Headers, bytes]:
    fields = PUBLIC | {name.replace("_", "-"): value for name, value in changed.items()}
    sent = [(name, value) for name, value in fields.items() if value is not None]
    answer = Answer(status, "OK", [*sent, ("Content-Length", str(len(body)))], io.BytesIO(body))
    environ = {"REQUEST_METHOD": method, "HTTP_ACCEPT_ENCODING": accepted}
    if authorization is not None:
        environ["HTTP_AUTHORIZATION"] = authorization
    found = compressed(environ, answer, io.BytesIO)
    return Headers(found.fields), found.body.read()


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "gzip"),
        ("gzip;q=1, zstd;q=0.5", "gzip"),
        ("gzip, zstd;q=0", "gzip"),
        ("*", "zstd"),
    ],
)
def test_an_answer_comes_in_the_coding_that_is_wanted(accepted: str, coding: str) -> None:
    unpack = {"gzip": gzip.decompress, "zstd": zstd.decompress}[coding]
    fields, body = ask(accepted)
    assert fields["Content-Encoding"] == coding
    assert len(body) < len(TEXT) / 10
    assert unpack(body) == TEXT


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0"])
def test_without_a_coding_of_ours_it_comes_as_it_is_and_says_that_it_might_not(
    accepted: str,
) -> None:
    fields, body = ask(accepted)
    assert body == TEXT
    assert "Content-Encoding" not in fields
    assert "Accept-Encoding" in ", ".join(fields.getlist("Vary"))
    assert fields["ETag"] == PUBLIC["ETag"]


@pytest.mark.parametrize("kept", ["private, no-store", "private, no-cache", "no-store", None])
def test_what_may_hold_a_secret_is_not_compressed(kept: str | None) -> None:
    assert ask("gzip", Cache_Control=kept)[1] == TEXT


@pytest.mark.parametrize("control", ["private, no-cache", "private, no-store"])
def test_a_read_with_a_token_is_compressed(control: str) -> None:
    fields, body = ask("gzip", authorization="Bearer abc", Cache_Control=control)
    assert fields["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == TEXT


@pytest.mark.parametrize(
    ("method", "authorization", "control"),
    [
        ("POST", "Bearer abc", "private, no-store"),  # may return a token
        ("GET", "Basic YTpi", "private, no-cache"),  # browsers send it by themselves
        ("GET", None, "private, no-cache"),
        ("GET", "Bearer abc", "no-store"),
    ],
)
def test_other_private_answers_are_not_compressed(
    method: str, authorization: str | None, control: str
) -> None:
    fields, body = ask("gzip", method=method, authorization=authorization, Cache_Control=control)
    assert (fields.get("Content-Encoding"), body) == (None, TEXT)


def test_files_that_are_fetched_in_parts_and_packed_ones_stay_as_they_are() -> None:
    assert ask("gzip", Cache_Control="public, no-cache, no-transform")[1] == TEXT
    assert ask("gzip", Content_Type="application/gzip")[1] == TEXT
    assert ask("gzip", Content_Type="image/png")[1] == TEXT
    assert ask("gzip", Content_Encoding="zstd")[1] == TEXT


@pytest.mark.parametrize(
    "kind",
    [
        *("text/html; charset=utf-8", "text/css", "text/csv", "text/turtle", "text/javascript"),
        *("application/ld+json", "application/rdf+xml", "application/atom+xml"),
        *("application/yaml", "application/geo+json", "image/svg+xml"),
    ],
)
def test_every_kind_of_text_is_compressed(kind: str) -> None:
    assert ask("gzip", Content_Type=kind)[0]["Content-Encoding"] == "gzip"


def test_parts_are_offered_of_what_is_sent_as_it_is_alone() -> None:
    assert "Accept-Ranges" not in ask("gzip", Accept_Ranges="bytes")[0]
    assert "Accept-Ranges" in ask("", Accept_Ranges="bytes")[0]


def test_little_is_not_worth_it() -> None:
    assert "Content-Encoding" not in ask("gzip", b"x" * (SMALLEST - 1))[0]
    assert "Content-Encoding" in ask("gzip", b"x" * SMALLEST)[0]


def test_the_tag_is_a_weak_one_and_stays_so_where_nothing_is_sent() -> None:
    weak = f"W/{PUBLIC['ETag']}"
    assert ask("gzip")[0]["ETag"] == weak
    assert ask("gzip", ETag=weak)[0]["ETag"] == weak
    unchanged = ask("gzip", b"", status=304, Content_Type=None)[0]
    for told in (unchanged, ask("gzip", b"", method="HEAD")[0]):
        assert told["ETag"] == weak
        assert "Content-Encoding" not in told
        assert "Content-Length" not in told
        assert "Accept-Encoding" in told.getlist("Vary")


def test_a_problem_is_sent_as_it_is() -> None:
    assert ask("gzip", status=404)[1] == TEXT
