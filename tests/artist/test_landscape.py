"""An artist's session: a whole painting, made with most of what the program offers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from paintapp.painting.colour import to_8bit_rgb
from paintapp.painting.composite import flatten
from tests.artist.landscape import HEIGHT, WIDTH, Artist

PICTURE = Path(__file__).parents[2] / "docs" / "painting.jpg"


@pytest.mark.usefixtures("qapp")
def test_a_painting_and_all_of_its_steps(tmp_path: Path) -> None:
    artist = Artist(tmp_path)
    editor = artist.editor
    before = editor.document
    artist.paint()
    painted = editor.document
    assert len(artist.used) >= 30, sorted(artist.used)
    assert len(painted.layers) >= 20
    picture = to_8bit_rgb(flatten(painted))
    assert picture.shape == (HEIGHT, WIDTH, 3)
    # The picture in the README is this very painting; fonts and JPEG make small differences.
    shown = np.asarray(Image.open(PICTURE).convert("RGB"), np.int16)
    difference = np.abs(shown - picture)
    assert difference.mean() < 2
    assert np.percentile(difference, 99) < 16

    while editor.can_undo:
        editor.undo()
    assert editor.document is before
    while editor.can_redo:
        editor.redo()
    assert editor.document is painted
