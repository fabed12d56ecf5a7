"""Documents for the tests of file formats."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from immutables import Map

from paintapp.document import (
    Document,
    GroupLayer,
    Layer,
    Origin,
    Pixels,
    RasterLayer,
    Ruler,
    Text,
    TextLayer,
)
from paintapp.document.pixels import Array
from paintapp.document.rulers import POINTS
from paintapp.painting.blend import BLEND_MODES
from paintapp.painting.colour import premultiply


def soft_pixels(seed: int, width: int = 90, height: int = 70, x: int = 0, y: int = 0) -> Pixels:
    """Premultiplied noise with every kind of alpha: none, all, and soft in between."""
    random = np.random.default_rng(seed)
    straight = random.integers(0, 65536, (height, width, 4)).astype(np.uint16)
    straight[: height // 4, :, 3] = 65535
    straight[height // 4 : height // 2, :, 3] = 0
    straight[height // 2 : 3 * height // 4, :, 3] %= 300
    return Pixels.from_array(premultiply(straight), x, y)


def soft_mask(seed: int, fill: int = 0, x: int = 0, y: int = 0) -> Pixels:
    random = np.random.default_rng(seed)
    array: Array = random.integers(0, 65536, (50, 40)).astype(np.uint16)
    return Pixels.from_array(array, x, y, fill)


def smooth_pixels(seed: int, width: int = 96, height: int = 80, x: int = 0, y: int = 0) -> Pixels:
    """Gradients in colour and alpha: what 8-bit programs can follow without dithering."""
    random = np.random.default_rng(seed)
    down, right = np.mgrid[0:height, 0:width]
    straight = np.empty((height, width, 4), np.uint16)
    for channel in range(4):
        across, along = random.uniform(0.3, 1.5, 2)
        wave = np.sin(across * right / 12 + random.uniform(0, 6)) * np.cos(along * down / 9)
        straight[..., channel] = np.clip((wave * 0.6 + 0.5) * 65535, 0, 65535)
    return Pixels.from_array(premultiply(straight), x, y)


names = st.text(max_size=12) | st.sampled_from(
    ["Ebene ä", "层", "a\nb\t<&\"'>", "\x00\x1b", "\udc80 broken", "", "😀" * 5]
)
modes = st.sampled_from([mode.id for mode in BLEND_MODES]) | st.just("no-such-mode")
opacities = st.floats(0, 1) | st.sampled_from([0.0, 1.0, 0.1, 1e-9])
places = st.integers(-150, 150)


@st.composite
def planes(draw: st.DrawFn) -> Pixels:
    if draw(st.booleans()):
        return Pixels()
    width, height = draw(st.integers(1, 130)), draw(st.integers(1, 90))
    return soft_pixels(draw(st.integers(0, 999)), width, height, draw(places), draw(places))


@st.composite
def masks(draw: st.DrawFn) -> Pixels:
    fill = draw(st.sampled_from([0, 65535, 12345]))
    if draw(st.booleans()):
        return Pixels.mask(fill)
    return soft_mask(draw(st.integers(0, 999)), fill, draw(places), draw(places))


origins = st.one_of(
    st.builds(Origin),
    st.builds(Origin, st.just("imported"), names),
    st.builds(Origin, st.just("generated"), names | st.just('{"prompt": "a bird"}')),
)


texts = st.builds(
    Text,
    text=names,
    family=names,
    size=st.floats(1, 4000),
    weight=st.integers(1, 1000),
    italic=st.booleans(),
    colour=st.tuples(*[st.integers(0, 65535)] * 3),
    alignment=st.sampled_from(["left", "centre", "right", "justify"]),
    line_height=st.floats(0.1, 10),
    letter_spacing=st.floats(-1, 10),
    x=st.floats(-1e6, 1e6),
    y=st.integers(-100, 100).map(float),
    width=st.none() | st.floats(1, 1e6),
    rotation=st.floats(-360, 360),
)


@st.composite
def layers(draw: st.DrawFn, ids: list[int], depth: int = 0) -> Layer:
    ids.append(len(ids) + 1)
    common = {
        "id": ids[-1] * draw(st.sampled_from([1, 1, 1, 1000])),
        "name": draw(names),
        "visible": draw(st.booleans()),
        "opacity": draw(opacities),
        "blend_mode": draw(modes),
        "lock_pixels": draw(st.booleans()),
        "lock_alpha": draw(st.booleans()),
        "lock_position": draw(st.booleans()),
        "reference": draw(st.booleans()),
        "clipping": draw(st.booleans()),
        "mask": draw(st.none() | masks()),
        "mask_enabled": draw(st.booleans()),
        "origin": draw(origins),
    }
    if depth < 3 and draw(st.integers(0, 2)) == 0:
        children = [draw(layers(ids, depth + 1)) for _ in range(draw(st.integers(0, 3)))]
        return GroupLayer(**common, children=tuple(children), pass_through=draw(st.booleans()))
    if draw(st.integers(0, 3)) == 0:
        return TextLayer(**common, pixels=draw(planes()), text=draw(texts))
    return RasterLayer(**common, pixels=draw(planes()))


@st.composite
def rulers(draw: st.DrawFn) -> Ruler:
    kind = draw(st.sampled_from(list(POINTS)))
    place = st.floats(-1e6, 1e6)
    return Ruler(kind, tuple(draw(st.tuples(place, place)) for _ in range(POINTS[kind])))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    ids: list[int] = []
    return Document(
        width=draw(st.integers(16, 150)),
        height=draw(st.integers(16, 150)),
        layers=tuple(draw(layers(ids)) for _ in range(draw(st.integers(0, 4)))),
        selection=draw(st.none() | masks()),
        resolution=draw(st.floats(0.5, 2400)),
        metadata=Map(draw(st.dictionaries(names, names, max_size=3))),
        rulers=tuple(draw(st.lists(rulers(), max_size=3))),
        saved_selections=Map(draw(st.dictionaries(names, masks(), max_size=2))),
    )


def busy_document(seed: int) -> Document:
    """A document in which nearly everything shows: masks, clipping, groups, modes, offsets."""
    random = np.random.default_rng(seed)
    last_id = 0

    def stack(count: int, depth: int) -> tuple[Layer, ...]:
        return tuple(layer(depth, index) for index in range(count))

    def layer(depth: int, index: int) -> Layer:
        nonlocal last_id
        last_id += 1
        number = last_id
        x, y = (int(v) for v in random.integers(-40, 50, 2))
        fill = int(random.choice([0, 65535, 30000]))
        mask = soft_mask(number + seed, fill, x, y) if random.random() < 0.4 else None
        common = {
            "id": number,
            "name": f"layer {number}",
            "visible": bool(random.random() < 0.9),
            "opacity": float(random.choice([1.0, 1.0, 0.3, 0.77])),
            "blend_mode": BLEND_MODES[int(random.integers(len(BLEND_MODES)))].id,
            "clipping": bool(index and random.random() < 0.4),
            "mask": mask,
            "mask_enabled": bool(random.random() < 0.9),
        }
        if depth < 2 and random.random() < 0.35:
            children = stack(int(random.integers(1, 4)), depth + 1)
            return GroupLayer(**common, children=children, pass_through=bool(random.random() < 0.5))
        return RasterLayer(**common, pixels=smooth_pixels(number + seed, x=x, y=y))

    paper = RasterLayer(id=9999, name="paper", pixels=smooth_pixels(seed, 110, 100))
    return Document(110, 100, (paper, *stack(5, 0)), selection=soft_mask(seed))
