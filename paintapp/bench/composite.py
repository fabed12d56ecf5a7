"""How fast a whole document is flattened, beside QPainter on whole pictures."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from paintapp.document import Document, Pixels, RasterLayer
from paintapp.document.pixels import Array
from paintapp.painting.blend import Operator, painted
from paintapp.painting.composite import flatten


def measure(side: int = 2048, layers: int = 20, repeats: int = 3) -> dict[str, float]:
    """Flatten ``layers`` full layers of ``side`` x ``side`` pixels, the best of some repeats.

    ``mpx_per_s`` counts pixels of layers; ``qpainter_mpx_per_s`` is bare source-over of the same
    layers as whole 16-bit pictures in the same run, ``ratio`` the first over the second.
    """
    pictures = [_picture(side, seed) for seed in range(layers)]
    document = Document(
        side,
        side,
        tuple(
            RasterLayer(id=index + 1, name=f"Layer {index + 1}", pixels=Pixels.from_array(picture))
            for index, picture in enumerate(pictures)
        ),
    )

    def bare() -> Array:
        out: Array = np.zeros((side, side, 4), np.uint16)
        for picture in pictures:
            painted(out, picture, Operator.CompositionMode_SourceOver)
        return out

    ours, theirs = _best((lambda: flatten(document), bare), repeats)
    megapixels = side * side * layers / 1e6
    return {
        "mpx_per_s": round(megapixels / ours, 1),
        "qpainter_mpx_per_s": round(megapixels / theirs, 1),
        "ratio": round(theirs / ours, 3),
    }


def _picture(side: int, seed: int) -> Array:
    """Colours and alphas that differ from pixel to pixel, so that no shortcut applies."""
    random = np.random.default_rng(seed)
    alpha = random.integers(1, 65535, (side, side, 1), np.uint16)
    colour = random.integers(0, 65536, (side, side, 3), np.uint32) * alpha // 65535
    return np.concatenate((colour.astype(np.uint16), alpha), axis=2)


def _best(candidates: tuple[Callable[[], object], ...], repeats: int) -> list[float]:
    """The shortest time of each, taken in turns so that noise strikes them alike."""
    best = [float("inf")] * len(candidates)
    for _ in range(repeats):
        for index, candidate in enumerate(candidates):
            start = time.perf_counter()
            candidate()
            best[index] = min(best[index], time.perf_counter() - start)
    return best
