"""Looks that no source has: repeatable, always named, premultiplied."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from paintapp.training import drawings, looks
from paintapp.training.scenes import Composer
from tests.training.test_stages import icons


def test_looks_are_repeatable_named_and_keep_the_rest_as_it_was(tmp_path: Path) -> None:
    cache = drawings.build(icons(), tmp_path)
    rows = cache.rows(held_out=False)
    plain, dressed = Composer(cache, rows), Composer(cache, rows, rendered=1.0)
    words = {word for look in looks.LOOKS for word in look.words}
    seen = set()
    for number in range(24):
        picture, caption = dressed.compose(np.random.default_rng(number))
        again, _ = dressed.compose(np.random.default_rng(number))
        assert np.array_equal(picture, again)
        assert not np.array_equal(picture, plain.compose(np.random.default_rng(number))[0])
        named = [word for word in words if word in caption]
        assert named, caption
        seen.update(named)
    assert {"outline", "paper-cut", "painted", "watercolour"} <= seen
    drawing = np.array(cache.pixels[rows[0]])
    for look in looks.LOOKS:
        made = look.thing(drawing, np.random.default_rng(1))
        assert made.shape == drawing.shape and made.dtype == np.uint8
        # Premultiplied: no colour above its own alpha, and the margin stays free.
        assert (made[..., :3] <= made[..., 3:].astype(np.int16) + 1).all()
        assert look is looks.LOOKS[2] or look is looks.LOOKS[3] or made[0].max() == 0
