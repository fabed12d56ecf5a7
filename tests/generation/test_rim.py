"""A filling meets its surroundings without a step, and stays the model's own further inside."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from paintapp.document import Rect
from paintapp.generation.masks import selection_at
from paintapp.generation.place import finished_image
from paintapp.generation.prepare import prepare
from paintapp.generation.record import Generation
from paintapp.generation.request import Raster
from paintapp.generation.rim import REACH, rim_joined
from paintapp.generation.settings import Settings
from tests.generation.models import SMALL
from tests.generation.test_prepare import painted, selected

Image = NDArray[np.uint8]


def halves() -> tuple[Image, Image]:
    """Two colours one above the other, and a box over their border: 255 where it shows."""
    context = np.empty((128, 128, 3), np.uint8)
    context[:64], context[64:] = (210, 60, 40), (30, 90, 200)
    shown = np.zeros((128, 128), np.uint8)
    shown[34:94, 34:94] = 255
    return context, shown


def test_the_rim_agrees_and_the_middle_is_the_models() -> None:
    context, shown = halves()
    image = np.full_like(context, 120)
    joined = rim_joined(image, context, shown)
    depth = cv2.distanceTransform((shown > 0).astype(np.uint8), cv2.DIST_L2, 5)
    rim, middle = depth == 1, depth > 3 * REACH
    off = np.abs(joined.astype(int) - context).mean(axis=2)
    assert off[rim].mean() < 0.25 * np.abs(image.astype(int) - context)[rim].mean()
    assert np.abs(joined.astype(int) - image)[middle].max() <= 8
    assert np.array_equal(joined[shown == 0], context[shown == 0])
    assert np.array_equal(joined, rim_joined(image, context, shown))


def test_what_the_hole_held_does_not_come_back() -> None:
    context, shown = halves()
    image = np.full_like(context, 120)
    marked = context.copy()
    marked[shown > 0] = (0, 255, 0)
    assert np.array_equal(rim_joined(image, marked, shown), rim_joined(image, context, shown))


def test_without_an_edge_nothing_changes() -> None:
    context, shown = halves()
    for nowhere in (np.zeros_like(shown), np.full_like(shown, 255)):
        assert rim_joined(context, context, nowhere) is context


@pytest.mark.parametrize("size", [(8, 8), (16, 200)])
def test_a_part_of_one_pixel_has_a_rim_too(size: tuple[int, int]) -> None:
    context = np.full((*size, 3), 77, np.uint8)
    shown = np.zeros(size, np.uint8)
    shown[3, 3] = 1
    joined = rim_joined(np.full_like(context, 200), context, shown)
    assert joined[3, 3].max() < 110


def test_a_filling_with_words_is_joined_where_it_shows() -> None:
    document = selected(painted(128, 128), Rect(40, 40, 50, 50))
    prepared = prepare(document, Settings(task="inpaint", prompt="a cat"), SMALL, 3)
    request, placement = prepared.request, prepared.placement
    assert request.image is not None and placement.mask is not None
    context = request.image.array()
    painted_there = np.full_like(context, 250)
    image = Raster.from_array(painted_there)
    finished = finished_image(image, Generation(request, placement)).array()
    shown = selection_at(placement.mask, placement.bounds, request.width, request.height)
    depth = cv2.distanceTransform((shown > 0).astype(np.uint8), cv2.DIST_L2, 5)
    off = np.abs(finished.astype(int) - context).mean(axis=2)
    # What is painted in the middle is left, and at the rim there is nothing of it yet.
    assert off[depth == 1].mean() < 0.5 * off[depth > 2 * REACH].mean()
    assert np.array_equal(finished[shown == 0], context[shown == 0])
