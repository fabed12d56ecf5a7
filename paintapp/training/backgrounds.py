"""Painted surroundings for the things of a scene, each with the words that say what it is."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Canvas = npt.NDArray[np.float32]
Colour = tuple[int, int, int]

COLOURS: dict[str, Colour] = {
    "red": (222, 60, 54),
    "orange": (247, 148, 46),
    "yellow": (252, 211, 72),
    "green": (96, 178, 82),
    "light green": (190, 226, 160),
    "teal": (58, 158, 150),
    "blue": (62, 124, 208),
    "light blue": (172, 214, 244),
    "navy blue": (32, 44, 92),
    "purple": (138, 92, 190),
    "lilac": (214, 196, 238),
    "pink": (246, 172, 196),
    "brown": (140, 96, 62),
    "beige": (238, 224, 198),
    "cream": (252, 246, 230),
    "light grey": (222, 224, 226),
    "grey": (150, 154, 158),
    "black": (24, 24, 28),
}


@dataclass(frozen=True)
class Background:
    """``picture`` is (size, size, 3) float32 0..255; ``ground`` the horizon's height 0..1."""

    picture: Canvas
    words: str
    ground: float


def _jitter(colour: Colour, rng: np.random.Generator, amount: float = 10) -> Canvas:
    shifted = np.array(colour, np.float32) + rng.normal(size=3).astype(np.float32) * amount
    return np.asarray(np.clip(shifted, 0, 255), np.float32)


def _vertical(size: int, top: Canvas, bottom: Canvas) -> Canvas:
    mix = np.linspace(0, 1, size, dtype=np.float32)[:, None, None]
    return np.asarray(
        np.broadcast_to(top * (1 - mix) + bottom * mix, (size, size, 3)), np.float32
    ).copy()


def _noise(size: int, cells: int, rng: np.random.Generator) -> Canvas:
    grid = rng.normal(size=(cells, cells)).astype(np.float32)
    return np.asarray(cv2.resize(grid, (size, size), interpolation=cv2.INTER_CUBIC), np.float32)


def _ground(picture: Canvas, colour: Canvas, line: npt.NDArray[np.float32], shade: float) -> None:
    """Paint all below a line of heights (one a column, in pixels), slightly darker below."""
    size = len(picture)
    rows = np.arange(size, dtype=np.float32)[:, None]
    cover = np.clip(rows - line[None, :] + 0.5, 0, 1)[..., None]
    depth = np.clip((rows - line[None, :]) / size, 0, 1)[..., None]
    picture[:] = picture * (1 - cover) + (colour * (1 - shade * depth)) * cover


def _hills(
    size: int, height: float, rough: float, rng: np.random.Generator
) -> npt.NDArray[np.float32]:
    x = np.linspace(0, 1, size, dtype=np.float32)
    phase = rng.uniform(0, 6.28, 3)
    wave = (
        np.sin(x * 4 + phase[0]) + 0.5 * np.sin(x * 9 + phase[1]) + 0.25 * np.sin(x * 17 + phase[2])
    )
    return np.asarray((height + rough * wave) * size, np.float32)


def _clouds(picture: Canvas, horizon: float, rng: np.random.Generator) -> None:
    size = len(picture)
    layer = np.zeros((size, size), np.float32)
    for _ in range(int(rng.integers(1, 4))):
        x, y = rng.uniform(0, size), rng.uniform(0.05, max(0.1, horizon * 0.7)) * size
        radius = rng.uniform(0.04, 0.09) * size
        for _ in range(5):
            centre = (int(x + rng.normal() * radius * 1.4), int(y + rng.normal() * radius * 0.3))
            cv2.circle(layer, centre, int(radius * rng.uniform(0.6, 1.1)), 1.0, -1, cv2.LINE_AA)
    layer = cv2.GaussianBlur(layer, (0, 0), 0.8)[..., None]
    picture[:] = picture * (1 - 0.85 * layer) + 250 * 0.85 * layer


def plain(size: int, rng: np.random.Generator) -> Background:
    """White, or one colour that the words name."""
    if rng.random() < 0.6:
        return Background(np.full((size, size, 3), 255, np.float32), "on a white background", 0.0)
    name = list(COLOURS)[rng.integers(len(COLOURS))]
    colour = _jitter(COLOURS[name], rng, 6)
    picture = np.broadcast_to(colour, (size, size, 3)).astype(np.float32).copy()
    return Background(picture, f"on a {name} background", 0.0)


def painted(size: int, rng: np.random.Generator) -> Background:
    """A gradient, or brushy paint in one colour."""
    name = list(COLOURS)[rng.integers(len(COLOURS))]
    colour = _jitter(COLOURS[name], rng, 8)
    if rng.random() < 0.5:
        other = np.clip(colour + rng.uniform(-45, 60), 0, 255).astype(np.float32)
        words = f"on a {name} gradient background"
        return Background(_vertical(size, colour, other), words, 0.0)
    texture = _noise(size, 5, rng) * 9 + _noise(size, 16, rng) * 6
    picture = np.clip(colour + texture[..., None], 0, 255).astype(np.float32)
    return Background(picture, f"on a painted {name} background", 0.0)


def _sky(size: int, horizon: float, rng: np.random.Generator) -> tuple[Canvas, str]:
    kind = rng.random()
    if kind < 0.72:
        top, bottom = _jitter((104, 176, 236), rng), _jitter((206, 232, 250), rng, 6)
        picture = _vertical(size, top, bottom)
        if rng.random() < 0.4:
            _clouds(picture, horizon, rng)
        return picture, "under a blue sky"
    if kind < 0.86:
        return _vertical(
            size, _jitter((122, 96, 170), rng), _jitter((252, 168, 100), rng)
        ), "at sunset"
    picture = _vertical(size, _jitter((14, 20, 58), rng, 6), _jitter((44, 58, 116), rng))
    for _ in range(int(rng.integers(8, 22))):
        spot = (int(rng.integers(size)), int(rng.integers(int(size * max(horizon, 0.3)))))
        cv2.circle(picture, spot, int(rng.integers(1, 2)), (250, 246, 210), -1, cv2.LINE_AA)
    return picture, "at night"


_GROUNDS: tuple[tuple[str, Colour, float], ...] = (
    ("on grass", (108, 182, 74), 0.018),
    ("on green hills", (94, 172, 84), 0.05),
    ("on sand", (240, 214, 152), 0.015),
    ("on snow", (240, 246, 252), 0.03),
    ("on a grey road", (120, 122, 128), 0.0),
    ("on brown earth", (150, 108, 70), 0.02),
)


def landscape(size: int, rng: np.random.Generator) -> Background:
    """Sky above ground, the horizon somewhere in the lower half."""
    horizon = float(rng.uniform(0.5, 0.85))
    picture, sky = _sky(size, horizon, rng)
    words, colour, rough = _GROUNDS[
        rng.choice(len(_GROUNDS), p=[0.46, 0.14, 0.13, 0.12, 0.08, 0.07])
    ]
    shade = _jitter(colour, rng, 8)
    if sky == "at night":
        shade = shade * 0.45
    elif rng.random() < 0.25 and words in ("on grass", "on green hills"):
        far = _hills(size, horizon - 0.06, 0.03, rng)
        _ground(picture, shade * 0.85 + 30, far, 0.2)
    _ground(picture, shade, _hills(size, horizon, rough, rng), 0.35)
    words = words if rng.random() < 0.2 else f"{words} {sky}"
    return Background(picture, words, horizon)


def water(size: int, rng: np.random.Generator) -> Background:
    """The sea under a sky."""
    horizon = float(rng.uniform(0.45, 0.78))
    picture, sky = _sky(size, horizon, rng)
    colour = _jitter((48, 128, 196), rng, 10) * (0.5 if sky == "at night" else 1)
    _ground(picture, colour, _hills(size, horizon, 0.006, rng), 0.35)
    for _ in range(int(rng.integers(2, 7))):
        y = int(size * rng.uniform(horizon + 0.04, 1))
        x = int(size * rng.uniform(0, 0.9))
        end = (x + int(size * rng.uniform(0.05, 0.2)), y)
        cv2.line(picture, (x, y), end, tuple(float(c) for c in colour + 40), 1, cv2.LINE_AA)
    place = ("on the sea", "on blue water", "on the water")[rng.integers(3)]
    return Background(picture, place if rng.random() < 0.2 else f"{place} {sky}", horizon)


def underwater(size: int, rng: np.random.Generator) -> Background:
    """Blue water all around."""
    picture = _vertical(size, _jitter((78, 184, 222), rng), _jitter((22, 76, 140), rng))
    if rng.random() < 0.5:
        _ground(picture, _jitter((222, 200, 144), rng), _hills(size, 0.9, 0.015, rng), 0.2)
    return Background(picture, "under water", 0.0)


def open_sky(size: int, rng: np.random.Generator) -> Background:
    """Only sky."""
    picture, sky = _sky(size, 1.0, rng)
    words = {"under a blue sky": "in a blue sky", "at sunset": "in a sunset sky"}
    return Background(picture, words.get(sky, "in a night sky"), 0.0)


def indoors(size: int, rng: np.random.Generator) -> Background:
    """A table or floor before a plain wall."""
    horizon = float(rng.uniform(0.55, 0.8))
    name = list(COLOURS)[rng.integers(len(COLOURS))]
    wall = _jitter(COLOURS[name], rng, 6)
    picture = _vertical(size, wall, wall * 0.94)
    _ground(
        picture, _jitter((176, 122, 76), rng, 12), np.full(size, horizon * size, np.float32), 0.2
    )
    table = ("on a wooden table", "on a table")[rng.integers(2)]
    words = table if rng.random() < 0.4 else f"{table} before a {name} wall"
    return Background(picture, words, horizon)
