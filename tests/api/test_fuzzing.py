"""Schemathesis asks everything that openapi.yaml allows, and much that it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from tests.api.contract import BASE, DOCUMENT

if TYPE_CHECKING:
    from flask import Flask


MOST_EXAMPLES = 60
"""Per resource and run; with the boundary cases that are always tried, half a minute in all."""
CHECKS = {
    # a filter value may be in no vocabulary, which its type cannot tell
    "positive_data_acceptance": {"enabled": False},
    # 414: too much of everything makes the address too long before its parts are looked at
    "negative_data_rejection": {"expected-statuses": [400, 404, 405, 406, 414, 415]},
}
schema = schemathesis.openapi.from_dict(
    DOCUMENT, config=schemathesis.Config.from_dict({"checks": CHECKS})
)


@pytest.fixture(scope="module")
def mounted(api: Flask) -> DispatcherMiddleware:
    """The API where it is served."""
    return DispatcherMiddleware(NotFound(), {"/api/v1": api.wsgi_app})


@schema.parametrize()
@settings(
    max_examples=MOST_EXAMPLES,
    deadline=None,
    derandomize=True,  # the same calls in every run: a change fails that causes a fault
    suppress_health_check=list(HealthCheck),
)
@pytest.mark.slow
def test_no_call_breaks_the_contract(
    case: schemathesis.Case, mounted: DispatcherMiddleware
) -> None:
    case.call_and_validate(app=mounted, base_url=BASE)
