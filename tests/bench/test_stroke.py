"""The stroke's and the memory's measurements measure what they say."""

from __future__ import annotations

import itertools
import math

from paintapp.bench import memory, stroke


def test_the_zig_zag_keeps_its_step_its_canvas_and_its_pressure() -> None:
    path = stroke.zig_zag(2000, 4096)
    assert len(path) == 2000
    steps = [math.hypot(b.x - a.x, b.y - a.y) for a, b in itertools.pairwise(path)]
    assert sum(abs(step - 12) < 1e-6 for step in steps) > 0.98 * len(steps)
    assert all(0 <= point.x <= 4096 and 0 <= point.y <= 4096 for point in path)
    assert min(point.pressure for point in path) >= 0.5
    assert max(point.pressure for point in path) <= 1


def test_every_row_is_there_and_counts_dabs() -> None:
    figures = stroke.measure(events=64, side=1024, runs=1)
    assert set(figures["radius"]) == {"5", "25", "100", "250"}
    rows = [*figures["radius"].values(), figures["smudge"], figures["texture"]]
    assert all(row["dabs"] > 0 and row["us_per_event"] > 0 for row in rows)
    counts = [row["dabs"] for row in figures["radius"].values()]
    assert counts == sorted(counts, reverse=True)


def test_memory_counts_each_tile_once() -> None:
    figures = memory.measure(side=512, strokes=3)
    assert figures["raw_bytes"] == 32768
    coat, after = figures["one_coat"], figures["3_strokes_more"]
    assert coat["tiles"] == 64 < after["tiles"]
    assert 1 <= coat["ratio"] < 3
