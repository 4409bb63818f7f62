"""What can be asked to be erased, and what is told of what cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.erasing.requests import InvalidErasure
from app.erasing.service import Findings, erase, preview
from app.errors import NotFound
from tests.app.erasure_requests import request, silently
from tests.app.planting import NAME

if TYPE_CHECKING:
    from app.wiring import Services


@pytest.mark.parametrize(
    "wished",
    [
        {},
        {"text": NAME, "entry_id": "x"},
        {"text": "ab"},
        {"text": "  a   "},
        {"text": "raderat"},
        {"text": "begäran"},
    ],
)
def test_what_cannot_be_meant_is_refused(empty_services: Services, wished: dict[str, str]) -> None:
    with pytest.raises(InvalidErasure):
        preview(empty_services, request(**wished), silently)


@pytest.mark.parametrize("wished", [{"entry_id": "none"}, {"reply_id": "none"}])
def test_what_is_not_there_is_reported(empty_services: Services, wished: dict[str, str]) -> None:
    with pytest.raises(NotFound):
        erase(empty_services, request(**wished), silently)


def test_what_comes_with_the_release_is_named(empty_services: Services) -> None:
    found = preview(empty_services, request("Hållbara städer"), silently)
    assert "vocabulary" in found.release
    assert found == Findings(release=found.release)
