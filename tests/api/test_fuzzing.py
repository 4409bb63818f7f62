"""Schemathesis asks everything that openapi.yaml allows, and much that it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from api.resources.replies import TYPES
from api.uploads import FILE_TYPES
from app.accounts.access import ADMIN
from tests.api.conftest import guarded
from tests.api.contract import BASE, DOCUMENT
from tests.fixtures.accounts import bearer
from tests.fixtures.services import services_in

if TYPE_CHECKING:
    from flask import Flask

OF_READING, OF_CHANGING = 60, 15
"""Examples per method and run; with the boundary cases that are always tried, a minute in all."""
FILES = tuple(
    each
    for each in (*FILE_TYPES, *TYPES)
    if not each.startswith("text/") and each != "application/json"
)
"""What an import or a reply may be sent as; anything at all is put into it."""
CHECKS = {
    # a filter value may be in no vocabulary, which its type cannot tell
    "positive_data_acceptance": {"enabled": False},
    # test_access.py asks every method without a token, with the wrong scope, and an expired one
    "ignored_auth": {"enabled": False},
    # 401: signing in without an account; 403, 409, 412, 422, 428: of methods that change something
    # 414: too much of everything makes the address too long before its parts are looked at
    "negative_data_rejection": {
        "expected-statuses": [400, 401, 403, 404, 405, 406, 409, 410, 412, 413, 414, 415, 422, 428]
    },
    # a change without If-Match is 428
    "missing_required_header": {"expected-statuses": [400, 401, 403, 406, 415, 422, 428]},
}
# from a fixture, since it takes each process of the suite seconds to think up the cases
schema = schemathesis.pytest.from_fixture("document")
for kind in dict.fromkeys(FILES):
    schemathesis.serializer(kind)(lambda _context, value: str(value).encode())


def takes_token(context: schemathesis.HookContext) -> bool:
    declared = context.operation.definition.raw.get("security", ()) if context.operation else ()
    return bool(declared) and {} not in declared


def is_a_search_in_another_form(context: schemathesis.HookContext) -> bool:
    """Its parameters are those of /entries and are tried there: eight seconds more tell nothing."""
    forms = {"/entries/table", "/entries/feed", "/coverage/counties", "/changes"}
    return bool(context.operation) and context.operation.path in forms


def the_same_calls_each_time(examples: int) -> settings:
    """A change fails that causes a fault, and not the one after it."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )


def mounted(api: Flask) -> DispatcherMiddleware:
    """The API where it is served."""
    return DispatcherMiddleware(NotFound(), {"/api/v1": api.wsgi_app})


@pytest.fixture(autouse=True)
def _named_as_before(request: pytest.FixtureRequest) -> None:
    """schemathesis 4.32 names what it reports by an attribute that pytest 9.2 has no more."""
    request.node._nodeid = request.node.nodeid  # noqa: SLF001  see above


@pytest.fixture(scope="module")
def document() -> schemathesis.schemas.BaseSchema:
    config = schemathesis.Config.from_dict({"checks": CHECKS})
    return schemathesis.openapi.from_dict(DOCUMENT, config=config)


@pytest.fixture(scope="module")
def reading(api: Flask) -> DispatcherMiddleware:
    return mounted(api)


@pytest.fixture(scope="module")
def changing(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[DispatcherMiddleware, dict[str, str]]:
    """A catalogue that may be changed at will, and who may."""
    services = services_in(tmp_path_factory.mktemp("changing"))
    return mounted(guarded(services)), bearer(services, ADMIN)


@pytest.mark.usefixtures("quick_hashes")
@schema.exclude(takes_token).exclude(is_a_search_in_another_form).parametrize()
@the_same_calls_each_time(OF_READING)
@pytest.mark.slow
def test_no_call_breaks_the_contract(
    case: schemathesis.Case, reading: DispatcherMiddleware
) -> None:
    case.call_and_validate(app=reading, base_url=BASE)


@schema.include(takes_token).parametrize()
@the_same_calls_each_time(OF_CHANGING)
@pytest.mark.slow
def test_no_call_of_an_administrator_breaks_the_contract(
    case: schemathesis.Case, changing: tuple[DispatcherMiddleware, dict[str, str]]
) -> None:
    app, headers = changing
    case.call_and_validate(app=app, base_url=BASE, headers=headers)
