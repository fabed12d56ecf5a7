"""The measurement of live painting measures what it says."""

from __future__ import annotations

import math

import pytest

from paintapp.bench.live import _delays


def test_a_delay_ends_with_the_first_picture_that_has_the_event_in_it() -> None:
    finished = [(1.0, 0.5), (2.0, 1.5)]  # shown at, canvas taken at
    assert _delays([0.4, 0.5, 0.6, 1.5], finished) == pytest.approx([0.6, 0.5, 1.4, 0.5])


def test_events_that_no_picture_shows_have_no_delay() -> None:
    assert _delays([1.0, 3.0], [(2.0, 1.5)]) == [1.0]
    assert math.isnan(_delays([3.0], [(2.0, 1.5)])[0])
