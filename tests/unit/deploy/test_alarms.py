"""The examples of alarms and of a dashboard name only what is measured."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml
from prometheus_client import Counter, Gauge, Histogram

from edge import measures
from tests.fixtures.repository import text_of

SUFFIXES = {Counter: ["_total"], Gauge: [""], Histogram: ["_bucket", "_sum", "_count"]}
MEASURES = [each for each in vars(measures).values() if isinstance(each, tuple(SUFFIXES))]
NAMES = {
    f"{each._name}{suffix}": set(each._labelnames)  # noqa: SLF001 - no other way to ask
    for each in MEASURES
    for suffix in SUFFIXES[type(each)]
}
RULES: list[dict[str, Any]] = [
    rule
    for group in yaml.safe_load(text_of("deploy/prometheus/rules.yaml"))["groups"]
    for rule in group["rules"]
]
DASHBOARD: dict[str, Any] = json.loads(text_of("deploy/grafana/exempelbanken.json"))
EXPRESSIONS = [rule["expr"] for rule in RULES] + [
    target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]
]
SELECTOR = re.compile(r"(exempelbanken_\w+)(?:\{([^}]*)\})?")


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_every_measure_that_is_named_exists_with_its_labels(expression: str) -> None:
    for name, selected in SELECTOR.findall(expression):
        assert name in NAMES
        assert set(re.findall(r"(\w+)\s*[=!]", selected)) <= NAMES[name]
    grouped = re.findall(r"by \(([^)]*)\)", expression)
    labels = {label.strip() for each in grouped for label in each.split(",")}
    known = {"le"}.union(*(NAMES[name] for name, _ in SELECTOR.findall(expression)))
    assert labels <= known


def test_every_measure_is_shown_and_documented() -> None:
    shown, told = " ".join(EXPRESSIONS), text_of("docs/operations.md")
    for each in MEASURES:
        assert each._name in shown, each._name  # noqa: SLF001 - as above
        assert each._name in told, each._name  # noqa: SLF001 - as above


def test_an_alarm_says_what_is_wrong() -> None:
    for rule in RULES:
        assert rule["annotations"]["summary"]
        assert rule["labels"]["severity"] in {"warning", "critical"}
