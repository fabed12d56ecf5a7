"""Pictures of the protocol as Qt images."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage

from paintapp.ui.generate.pictures import image_of, screen_image_of


def test_pictures_for_the_screen_have_the_same_colours_and_own_their_bytes() -> None:
    colours = np.random.default_rng(3).integers(0, 256, (7, 5, 3), np.uint8)
    shown = screen_image_of(colours)
    wanted = image_of(colours).convertToFormat(QImage.Format.Format_RGB32)
    colours[:] = 0
    assert shown.format() == QImage.Format.Format_RGB32
    assert shown == wanted
