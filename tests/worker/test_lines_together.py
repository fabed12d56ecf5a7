"""Lines together with a variant and with live painting, through a real worker."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from paintapp.document import FULL, Pixels, RasterLayer
from paintapp.generation.live import Moment
from paintapp.generation.protocol import Ready
from paintapp.generation.settings import Lines
from tests.worker.small_models import build
from tests.worker.test_controls import TASKS, lines
from tests.worker.test_live import SETTINGS, Hand
from tests.worker.test_quick import variant
from tests.worker.window import Window, request

QUICK = "starter-quick"
LIVE = replace(SETTINGS, steps=None, lines=Lines())


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """A starter with lines and a quick variant that paints live in its place."""
    folder = tmp_path_factory.mktemp("together")
    build(folder, "stable-diffusion", "lines")
    starter = folder / "starter"
    shutil.move(folder / "stable-diffusion", starter)
    (starter / "paintapp.json").write_text(json.dumps({"live_model": QUICK}))
    variant(folder / QUICK, starter)
    window = Window(starter, folder / "worker.log", lines=folder / "lines")
    window.until(lambda event: isinstance(event, Ready))
    yield window
    window.client.close()


@pytest.fixture
def hand(window: Window) -> Iterator[Hand]:
    """A hand whose canvas has a drawing (layer 2) above the paper."""
    hand = Hand(window, LIVE)
    ink = np.zeros((50, 2, 4), np.uint16)
    ink[..., 3] = FULL
    drawing = RasterLayer(id=2, name="Drawing", pixels=Pixels.from_array(ink, 40, 5))
    hand.document = hand.settled = replace(hand.document, layers=(*hand.document.layers, drawing))
    yield hand
    hand.live.close()


def guide(moment: Moment) -> np.ndarray:
    (control,) = moment.record.request.controls
    return control.image.array()


def difference(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(int) - other).mean())


@pytest.mark.parametrize("task", TASKS)
def test_a_variant_follows_lines_too(window: Window, task: str) -> None:
    listed = {model.id: model for model in window.client.models}
    assert listed[QUICK].controls == listed["starter"].controls == ("lines",)
    plain = window.picture(request(task, QUICK))
    guided = window.picture(request(task, QUICK, controls=(lines(),)))
    assert difference(plain, guided) > 0.5
    # Neither takes the other's denoiser: with lines they differ as they do without.
    base = window.picture(request(task, "starter", controls=(lines(),)))
    assert difference(base, guided) > 0.5
    np.testing.assert_array_equal(guided, window.picture(request(task, QUICK, controls=(lines(),))))
    np.testing.assert_array_equal(plain, window.picture(request(task, QUICK)))


def test_live_pictures_follow_the_lines_of_the_canvas(hand: Hand) -> None:
    hand.start()
    first = hand.rest()
    made = first.record.request
    assert (made.model, made.steps) == (QUICK, 2)
    assert guide(first)[32, 40:42].max() > 200 and guide(first)[:, 70:].max() == 0
    np.testing.assert_array_equal(first.image.array(), hand.window.picture(made))

    # A stroke has edges, and the lines are those of the newest canvas.
    hand.stroke(65, 20)
    stroke = hand.rest()
    assert guide(stroke)[:, 60:90].max() > 100
    np.testing.assert_array_equal(stroke.image.array(), hand.window.picture(stroke.record.request))

    # They can count less, or no longer; without them it is the plain picture.
    hand.change(lines=Lines(weight=0.4))
    weaker = hand.rest()
    assert weaker.record.request.controls[0].weight == 0.4
    assert difference(weaker.image.array(), stroke.image.array()) > 0
    hand.change(lines=None)
    free = hand.rest()
    assert free.record.request.controls == ()
    assert difference(free.image.array(), stroke.image.array()) > 0.5
    np.testing.assert_array_equal(free.image.array(), hand.window.picture(free.record.request))
    hand.change(lines=Lines())
    np.testing.assert_array_equal(hand.rest().image.array(), stroke.image.array())


def test_lines_of_a_layer_stay_while_another_is_painted(hand: Hand) -> None:
    hand.change(lines=Lines(source=2))
    hand.start()
    first = hand.rest()
    hand.stroke(65, 20)
    other = hand.rest()
    np.testing.assert_array_equal(guide(first), guide(other))
    assert difference(first.image.array(), other.image.array()) > 0

    # The drawing itself moves, and is hidden: its lines still count.
    layer = hand.document.raster(2)
    moved = replace(layer, pixels=layer.pixels.translated(-20, 0), visible=False)
    hand.go_to(hand.document.with_layer(moved))
    after = hand.rest()
    assert guide(after)[32, 20:22].max() > 200 and guide(after)[32, 24:].max() == 0
    np.testing.assert_array_equal(after.image.array(), hand.window.picture(after.record.request))

    # A layer that has gone is told, and painting live ends.
    hand.go_to(hand.document.without(2))
    hand.until(lambda: hand.problems)
    assert "lines has gone" in hand.problems[0] and not hand.live.on
