from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from prometheus_client import REGISTRY
from structlog.testing import capture_logs

from edge.guard import LARGEST_BODY, LONGEST_ADDRESS
from edge.proxies import warn_once

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

    Behind = Callable[..., FlaskClient]

TRUSTED = {"trusted_proxies": ("127.0.0.0/8",)}


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:9", "Exempel.SE:443"])
def test_own_hosts_are_answered_on_any_port(behind: Behind, host: str) -> None:
    client = behind(public_url="https://exempel.se")
    assert client.get("/seen", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "exempel.se.evil.example", "a b", "localhost:x"])
def test_a_foreign_host_is_refused(behind: Behind, host: str) -> None:
    answer = behind(public_url="https://exempel.se").get("/seen", headers={"Host": host})
    assert answer.status_code == 400


def test_a_foreign_host_is_refused_on_a_path_that_does_not_exist(behind: Behind) -> None:
    assert behind().get("/nothing", headers={"Host": "evil.example"}).status_code == 400


def test_a_trusted_proxy_gives_client_scheme_and_host(behind: Behind) -> None:
    client = behind(public_url="https://exempel.se", **TRUSTED)
    headers = {"Forwarded": "for=203.0.113.7;proto=https;host=exempel.se"}
    seen = client.get("/seen", headers=headers).json
    assert seen is not None
    assert seen["client"] == "203.0.113.7"
    assert seen["url"] == "https://exempel.se/seen"


def test_forwarded_is_not_believed_without_trusted_proxies(behind: Behind) -> None:
    seen = behind().get("/seen", headers={"Forwarded": "for=203.0.113.7;proto=https"}).json
    assert seen is not None
    assert (seen["client"], seen["url"]) == ("127.0.0.1", "http://localhost/seen")


def test_x_forwarded_headers_are_not_believed_even_from_a_trusted_proxy(behind: Behind) -> None:
    headers = {
        "X-Forwarded-For": "203.0.113.7",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "evil.example",
    }
    seen = behind(**TRUSTED).get("/seen", headers=headers).json
    assert seen is not None
    assert (seen["client"], seen["url"]) == ("127.0.0.1", "http://localhost/seen")


@pytest.mark.parametrize("name", ["Forwarded", "X-Forwarded-For"])
def test_a_proxy_that_is_not_trusted_is_told_of_once(behind: Behind, name: str) -> None:
    value = "for=203.0.113.7" if name == "Forwarded" else "203.0.113.7"
    warn_once.cache_clear()
    with capture_logs() as lines:
        for _ in range(2):
            behind().get("/seen", headers={name: value})
    warnings = [line for line in lines if line["log_level"] == "warning"]
    assert [line["setting"] for line in warnings] == ["EXEMPELBANKEN_TRUSTED_PROXIES"]
    assert "203.0.113" not in str(lines)


def test_nothing_is_told_of_a_trusted_proxy_that_sends_forwarded(behind: Behind) -> None:
    headers = {"Forwarded": "for=203.0.113.7", "X-Forwarded-For": "203.0.113.7"}
    warn_once.cache_clear()
    with capture_logs() as lines:
        behind(**TRUSTED).get("/seen", headers=headers)
    assert not [line for line in lines if line["log_level"] == "warning"]


def test_a_forwarded_host_must_be_ours_too(behind: Behind) -> None:
    headers = {"Forwarded": "for=203.0.113.7;host=evil.example"}
    assert behind(**TRUSTED).get("/seen", headers=headers).status_code == 400


def test_a_broken_forwarded_header_from_a_trusted_proxy_is_refused(behind: Behind) -> None:
    headers = {"Forwarded": 'for="'}
    assert behind(**TRUSTED).get("/seen", headers=headers).status_code == 400


def test_a_broken_forwarded_header_from_anybody_else_is_ignored(behind: Behind) -> None:
    headers = {"Forwarded": 'for="'}
    assert behind(trusted_proxies=("192.0.2.1",)).get("/seen", headers=headers).status_code == 200


def test_an_address_that_is_too_long_gets_414(behind: Behind) -> None:
    client = behind()
    assert client.get("/seen?q=" + "a" * 10_000).status_code == 414
    assert client.get("/" + "a" * 10_000).status_code == 414
    assert client.get("/seen?q=" + "a" * (LONGEST_ADDRESS - 8)).status_code == 200


@pytest.mark.parametrize("address", ["/seen?q=%FF", "/seen?q=%C3", "/seen?q=a%00b", "/%00"])
def test_an_address_that_is_not_text_gets_400(behind: Behind, address: str) -> None:
    assert behind().get(address).status_code == 400


def test_a_path_that_is_not_text_gets_400(behind: Behind) -> None:
    answer = behind().get("/", environ_overrides={"PATH_INFO": "/\xff"})
    assert answer.status_code == 400


def test_swedish_letters_pass(behind: Behind) -> None:
    assert behind().get("/seen?q=%C3%A5%C3%A4%C3%B6").status_code == 200


def test_a_body_that_is_too_large_gets_413(behind: Behind) -> None:
    client = behind()
    assert client.post("/seen", data=b"a" * LARGEST_BODY).status_code == 200
    assert client.post("/seen", data=b"a" * (LARGEST_BODY + 1)).status_code == 413


@pytest.mark.parametrize("address", ["/seen", "/nothing", "/seen?q=%FF"])
def test_every_answer_carries_security_headers_and_a_trace(behind: Behind, address: str) -> None:
    headers = behind().get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Referrer-Policy" in headers
    assert headers["traceparent"].startswith("00-")


def test_the_trace_id_of_the_caller_is_in_answer_and_log(behind: Behind) -> None:
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    with capture_logs() as lines:
        answer = behind().get("/seen", headers={"traceparent": f"00-{trace}-00f067aa0ba902b7-01"})
    assert trace in answer.headers["traceparent"]
    assert lines[-1]["trace_id"] == trace


def test_the_log_line_tells_route_and_status_but_neither_query_nor_address(behind: Behind) -> None:
    with capture_logs() as lines:
        behind().get("/seen?q=hemligt", environ_base={"REMOTE_ADDR": "203.0.113.7"})
        behind().get("/hemligt-namn")
    assert [(line["method"], line["route"], line["status"]) for line in lines] == [
        ("GET", "/seen", 200),
        ("GET", "unmatched", 404),
    ]
    assert "hemligt" not in str(lines)
    assert "203.0.113" not in str(lines)


def test_readiness_is_200_when_every_part_answers(behind: Behind) -> None:
    answer = behind(parts={"database": True, "index": True}).get("/health/ready")
    assert answer.status_code == 200
    assert answer.json == {"status": "ok", "parts": {"database": True, "index": True}}


def test_readiness_is_503_and_names_the_part_that_is_down(behind: Behind) -> None:
    answer = behind(parts={"database": True, "index": False}).get("/health/ready")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["parts"] == {"database": True, "index": False}
    assert answer.headers["Cache-Control"] == "no-store"


def test_liveness_asks_nothing_of_the_parts(behind: Behind) -> None:
    assert behind(parts={"database": False}).get("/health/live").status_code == 200


def test_what_is_read_and_what_is_sent_in_are_timed_apart(
    behind: Behind,
) -> None:
    name = "exempelbanken_http_request_seconds_count"

    def counted(method: str) -> float:
        return REGISTRY.get_sample_value(name, {"method": method, "route": "/seen"}) or 0.0

    before = counted("GET"), counted("POST")
    client = behind()
    client.get("/seen")
    client.get("/seen")
    client.post("/seen")
    assert (counted("GET"), counted("POST")) == (before[0] + 2, before[1] + 1)
