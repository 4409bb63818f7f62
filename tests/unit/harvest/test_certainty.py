"""How sure it is that a candidate is an example."""

from __future__ import annotations

import json

from harvest.documents.reading import read
from harvest.splitting import examples
from harvest.splitting.certainty import PATH, certainty

WHOLE = "Energiråd i Arboga.\nVattenråd i Kungsör.\nMatråd i Sala."


def test_every_signal_has_a_weight() -> None:
    (first, *_) = examples(read(WHOLE.encode(), "svar.txt").blocks)

    assert first.signals.keys() | {""} == json.loads(PATH.read_text("utf-8")).keys()


def test_what_looks_like_trouble_makes_it_less_sure() -> None:
    (first, *_) = examples(read(WHOLE.encode(), "svar.txt").blocks)

    for trouble in ("cut", "long", "news", "tells nothing done"):
        assert certainty({**first.signals, trouble: 1.0}) < certainty({**first.signals, trouble: 0})
