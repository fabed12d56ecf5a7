"""Pictures with their subjects' alpha, to teach and to judge the matte model."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from paintapp.training import backgrounds, degrade
from paintapp.training.drawings import Drawings
from paintapp.training.scenes import Composer

Image = npt.NDArray[np.uint8]
Plane = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Example:
    """A picture (h, w, 3), where to look (h, w) and the subject's alpha there (h, w), uint8."""

    picture: Image
    hint: Plane
    alpha: Plane


class SubjectComposer(Composer):
    """Composes scenes and keeps how much of each pixel every thing in them covers."""

    def __init__(self, drawings: Drawings, rows: list[int], size: int) -> None:
        super().__init__(drawings, rows, size)
        self._covers: list[Floats] = []

    def subjects(
        self, rng: np.random.Generator, row: int | None = None, count: int | None = None
    ) -> tuple[Image, list[Floats]]:
        """A scene, and for each thing in it its visible part, (size, size) 0..1."""
        self._covers = []
        picture, _ = self.compose(rng, row, count)
        return picture, self._covers

    def _background(self, names: list[str], rng: np.random.Generator) -> backgrounds.Background:
        if rng.random() < 0.2:
            return backgrounds.Background(texture(self.size, rng), "", 0.0)
        return super()._background(names, rng)

    def _paste(self, canvas: backgrounds.Canvas, pixels: Image, size: int, x: int, y: int) -> None:
        super()._paste(canvas, pixels, size, x, y)
        plane = np.zeros((self.size, self.size, 3), np.float32)
        super()._paste(plane, np.repeat(pixels[..., 3:], 4, axis=2), size, x, y)
        cover = np.ascontiguousarray(plane[..., 0]) / np.float32(255)
        self._covers = [other * (1 - cover) for other in self._covers] + [cover]


def texture(size: int, rng: np.random.Generator) -> backgrounds.Canvas:
    """Clouded noise between two or three colours, as photographs and rough paper have it."""
    field = np.zeros((size, size), np.float32)
    amount = 1.0
    for cells in (3, 6, 12, 24, 48):
        grid = rng.normal(size=(cells, cells)).astype(np.float32)
        field += amount * cv2.resize(grid, (size, size), interpolation=cv2.INTER_CUBIC)
        amount *= rng.uniform(0.4, 0.9)
    share = cv2.normalize(field, None, 0, 1, cv2.NORM_MINMAX)[..., None]
    near, far = rng.uniform(0, 255, 3), rng.uniform(0, 255, 3)
    far = near + (far - near) * rng.uniform(0.2, 1.0)
    return np.asarray(near * (1 - share) + far * share, np.float32)


def _shape(size: int, rng: np.random.Generator) -> Floats:
    """One drawn-out form: a box, an ellipse, a polygon or a blob, (size, size) 0..1."""
    large = size * 4
    mask = np.zeros((large, large), np.uint8)
    middle = rng.uniform(0.25, 0.75, 2) * large
    half = rng.uniform(0.1, 0.35, 2) * large
    kind = rng.integers(4)
    if kind == 0:
        low, high = (middle - half).astype(int), (middle + half).astype(int)
        cv2.rectangle(mask, low.tolist(), high.tolist(), 255, -1)
    elif kind == 1:
        angle = float(rng.uniform(0, 180))
        cv2.ellipse(
            mask, middle.astype(int).tolist(), half.astype(int).tolist(), angle, 0, 360, 255, -1
        )
    else:
        corners = int(rng.integers(3, 9)) if kind == 2 else 40
        angles = np.sort(rng.uniform(0, 2 * np.pi, corners)) if kind == 2 else None
        if angles is None:
            angles = np.linspace(0, 2 * np.pi, corners, endpoint=False)
            waves = rng.normal(size=3) * (0.25, 0.15, 0.1)
            radius = 1 + sum(w * np.sin((n + 2) * angles + w * 9) for n, w in enumerate(waves))
        else:
            radius = rng.uniform(0.5, 1.2, corners)
        points = middle + half * (radius * np.stack([np.cos(angles), np.sin(angles)])).T
        cv2.fillPoly(mask, [points.astype(np.int32)], 255)
    drawn = cv2.resize(mask, (size, size), interpolation=cv2.INTER_AREA)
    return drawn.astype(np.float32) / 255


class ExampleMaker:
    """Makes examples for training; one generator state gives one example.

    ``worn`` are pictures with their alpha as the starter model's autoencoder gives them back,
    (n, size, size, 4) uint8.
    """

    def __init__(self, composer: SubjectComposer, worn: Image) -> None:
        self._composer = composer
        self._worn = worn
        self._size = composer.size

    def example(self, rng: np.random.Generator, height: int, width: int) -> Example:
        """One example of the given size, at most the composer's."""
        kind = rng.random()
        if kind < 0.1 and len(self._worn):
            chosen = self._worn[rng.integers(len(self._worn))]
            picture, covers = chosen[..., :3], [chosen[..., 3].astype(np.float32) / 255]
        elif kind < 0.22:
            picture, covers = self._plain_shapes(rng)
        elif kind < 0.25:
            picture, covers = self._nothing(rng)
        else:
            picture, covers = self._composer.subjects(rng)
            if kind < 0.4:
                picture = degrade.sketch(picture, _careful(rng), rng)
            elif kind < 0.5:
                picture = line_art(picture, np.sum(covers, axis=0), rng)
        hint, alpha = _looked_for(covers, self._size, rng)
        return _finished(picture, hint, alpha, height, width, rng)

    def _plain_shapes(self, rng: np.random.Generator) -> tuple[Image, list[Floats]]:
        canvas = self._ground(rng)
        covers: list[Floats] = []
        colour = rng.uniform(0, 255, 3)
        for _ in range(int(rng.integers(1, 4))):
            cover = _shape(self._size, rng)
            covers = [other * (1 - cover) for other in covers] + [cover]
            colour = np.clip(colour + rng.normal(size=3) * 60, 0, 255)
            paint = texture(self._size, rng) if rng.random() < 0.25 else colour
            canvas = canvas * (1 - cover[..., None]) + paint * cover[..., None]
        # Forms that touch are one subject.
        return np.clip(canvas, 0, 255).astype(np.uint8), [np.sum(covers, axis=0)]

    def _nothing(self, rng: np.random.Generator) -> tuple[Image, list[Floats]]:
        return np.clip(self._ground(rng), 0, 255).astype(np.uint8), []

    def _ground(self, rng: np.random.Generator) -> backgrounds.Canvas:
        if rng.random() < 0.3:
            return texture(self._size, rng)
        kind = (backgrounds.plain, backgrounds.painted, backgrounds.landscape)[rng.integers(3)]
        return kind(self._size, rng).picture


def line_art(picture: Image, cover: Floats, rng: np.random.Generator) -> Image:
    """A picture's subject drawn in lines on paper, here and there with a light wash of colour."""
    inside = cover > 0.5
    lines = cv2.Canny(cv2.GaussianBlur(picture, (0, 0), 0.8), 50, 120)
    lines[~cv2.dilate(inside.astype(np.uint8), np.ones((3, 3))).astype(bool)] = 0
    outline = cv2.morphologyEx(inside.astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((2, 2)))
    lines[outline > 0] = 255
    thick = int(rng.integers(1, 4))
    lines = cv2.dilate(lines, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (thick, thick)))
    drawn = cv2.GaussianBlur(lines.astype(np.float32) / 255, (0, 0), 0.6)[..., None]
    paper = np.full(picture.shape, rng.uniform(225, 255, 3), np.float32)
    if rng.random() < 0.4:
        wash = cover[..., None] * rng.uniform(0.2, 0.9)
        paper = paper * (1 - wash) + cv2.medianBlur(picture, 7) * wash
    ink = rng.uniform(0, 90, 3)
    return np.clip(paper * (1 - drawn) + ink * drawn, 0, 255).astype(np.uint8)


def _careful(rng: np.random.Generator) -> degrade.Roughness:
    """A sketch whose outlines stay where they are, so that the alpha still fits."""
    return degrade.Roughness(
        colours=int(rng.integers(4, 8)),
        smoothing=float(rng.uniform(0.8, 2.0)),
        colour_shift=float(rng.choice([0.0, 12.0])),
        outline=int(rng.choice([0, 0, 2, 3])),
    )


def _looked_for(covers: list[Floats], size: int, rng: np.random.Generator) -> tuple[Plane, Plane]:
    """Where to look, and the alpha to be found there: in two thirds all things, everywhere."""
    total = np.clip(np.sum(covers, axis=0), 0, 1) if covers else np.zeros((size, size))
    if not covers or rng.random() < 0.65:
        return np.full((size, size), 255, np.uint8), np.rint(total * 255).astype(np.uint8)
    count = int(rng.integers(1, len(covers) + 1))
    chosen = rng.choice(len(covers), count, replace=False)
    alpha = np.clip(np.sum([covers[i] for i in chosen], axis=0), 0, 1)
    return rough_hint(alpha, rng), np.rint(alpha * 255).astype(np.uint8)


def rough_hint(alpha: npt.NDArray[np.floating], rng: np.random.Generator) -> Plane:
    """A selection as an artist drags it around something: a box, an ellipse or a loose line."""
    size = len(alpha)
    hint = np.zeros(alpha.shape, np.uint8)
    inside = np.argwhere(alpha > 0.1)
    if not len(inside):
        return np.full(alpha.shape, 255, np.uint8)
    margin = rng.uniform(0.02, 0.12) * size
    low, high = inside.min(0) - margin, inside.max(0) + margin
    kind = rng.integers(3)
    if kind == 0:
        cv2.rectangle(
            hint, low[::-1].astype(int).tolist(), high[::-1].astype(int).tolist(), 255, -1
        )
    elif kind == 1:
        middle, half = (low + high) / 2, (high - low) / 2 * 1.3
        centre, axes = middle[::-1].astype(int).tolist(), half[::-1].astype(int).tolist()
        cv2.ellipse(hint, centre, axes, 0, 0, 360, 255, -1)
    else:
        soft = cv2.GaussianBlur((alpha > 0.1).astype(np.float32), (0, 0), margin)
        hint[soft > 0.05] = 255
    return hint


def _finished(
    picture: Image, hint: Plane, alpha: Plane, height: int, width: int, rng: np.random.Generator
) -> Example:
    """A part of an example at another size, in other colours and of another quality."""
    size = len(picture)
    side = rng.uniform(0.7, 1.0) * size / max(height, width)
    rows, columns = round(side * height), round(side * width)
    y, x = int(rng.integers(size - rows + 1)), int(rng.integers(size - columns + 1))

    def part(plane: Image) -> Image:
        cut = np.ascontiguousarray(plane[y : y + rows, x : x + columns])
        return np.asarray(
            cv2.resize(cut, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8
        )

    return Example(_recoloured(part(picture), rng), part(hint), part(alpha))


def _recoloured(picture: Image, rng: np.random.Generator) -> Image:
    """Other light, blur, grain and compression: what pictures of all sources look like."""
    if rng.random() < 0.3:
        hsv = cv2.cvtColor(picture, cv2.COLOR_RGB2HSV)
        hsv[..., 0] = (hsv[..., 0].astype(np.int16) + int(rng.integers(180))) % 180
        picture = cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)
    if rng.random() < 0.06:
        picture = cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    values = picture.astype(np.float32)
    if rng.random() < 0.5:
        gain = rng.uniform(0.7, 1.15) * rng.uniform(0.92, 1.08, 3).astype(np.float32)
        values = values * gain.astype(np.float32) + np.float32(rng.uniform(-15, 30))
    if rng.random() < 0.15:
        height, width = picture.shape[:2]
        size = max(height, width)
        grain = texture(size, rng)[:height, :width].mean(-1, keepdims=True)
        values *= 1 + np.float32(rng.uniform(0.1, 0.5)) * (grain / 127.5 - 1)
    if rng.random() < 0.3:
        values = cv2.GaussianBlur(values, (0, 0), float(rng.uniform(0.4, 1.5)))
    if rng.random() < 0.3:
        values += rng.normal(size=values.shape).astype(np.float32) * np.float32(rng.uniform(1, 12))
    picture = np.clip(values, 0, 255).astype(np.uint8)
    if rng.random() < 0.15:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 90))]
        packed = cv2.imencode(".jpg", picture, quality)[1]
        return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)
    return picture
