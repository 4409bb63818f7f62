from __future__ import annotations

import numpy as np
import pytest

from linking.fitting import calibrate


def test_more_score_never_promises_less() -> None:
    draw = np.random.default_rng(1)
    scores = draw.normal(size=(200, 5))
    holds = (scores + draw.normal(size=scores.shape) > 1).astype(float)
    calibration = calibrate(scores, holds)
    told = calibration.at(np.linspace(-4, 4, 50))
    assert (np.diff(told) >= 0).all()
    assert told[0] < 0.1
    assert told[-1] > 0.7


def test_what_is_promised_is_what_was_measured() -> None:
    scores = np.repeat([[0.0], [1.0]], 100, axis=0)
    holds = np.array([[float(at % 10 == 0)] for at in range(100)] + [[1.0]] * 80 + [[0.0]] * 20)
    calibration = calibrate(scores, holds)
    assert calibration.at(np.array([0.0, 1.0])) == pytest.approx([11 / 102, 81 / 102])


def test_three_of_three_are_no_promise_of_certainty() -> None:
    scores = np.array([[0.0], [0.1], [0.2], [1.0], [1.1], [1.2]])
    holds = np.array([[0.0], [0.0], [0.0], [1.0], [1.0], [1.0]])
    assert calibrate(scores, holds).at(np.array([5.0])) == pytest.approx([0.8])


def test_a_score_below_all_that_were_measured_promises_what_the_lowest_does() -> None:
    calibration = calibrate(np.array([[0.0], [1.0]]), np.array([[0.0], [1.0]]))
    assert calibration.at(np.array([-9.0])) == calibration.at(np.array([0.0]))


def test_the_threshold_parts_what_holds_from_what_does_not() -> None:
    scores = np.array([[float(at)] for at in range(40)])
    holds = (scores >= 30).astype(float)
    assert 25 < calibrate(scores, holds).threshold <= 32


def test_links_that_nobody_knows_of_are_not_measured() -> None:
    scores = np.array([[0.0, 9.0], [1.0, 9.0], [2.0, 9.0]])
    holds = np.array([[0.0, np.nan], [0.0, np.nan], [1.0, np.nan]])
    alone = calibrate(scores[:, :1], holds[:, :1])
    found = calibrate(scores, holds)
    assert found.threshold == alone.threshold
    assert found.scores.tolist() == alone.scores.tolist()
