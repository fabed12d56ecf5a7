"""The cache of composed scenes: numbered shards, each written whole, so that work resumes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt

from paintapp.training.scenes import SIZE, Composer

SHARD = 1000


def _write(path: Path, array: npt.NDArray[np.generic]) -> None:
    """Save one array so that it is there whole or not at all."""
    partial = path.with_suffix(".partial.npy")
    np.save(partial, array)
    partial.replace(path)


def compose(composer: Composer, folder: Path, index: int, seed: int, count: int = SHARD) -> None:
    """Write shard ``index``: pictures and spoiled copies (count, SIZE, SIZE, 3) uint8, captions."""
    captions = folder / f"scenes-{index:03d}.json"
    if captions.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng((seed, index))
    pictures = np.empty((count, SIZE, SIZE, 3), np.uint8)
    spoiled = np.empty_like(pictures)
    words: list[tuple[str, bool]] = []
    for i in range(count):
        scene = composer.scene(rng)
        pictures[i], spoiled[i] = scene.picture, scene.spoiled
        words.append((scene.caption, scene.hole))
    _write(folder / f"pictures-{index:03d}.npy", pictures)
    _write(folder / f"spoiled-{index:03d}.npy", spoiled)
    # The captions come last: their presence says that the shard is complete.
    partial = captions.with_suffix(".partial")
    partial.write_text(json.dumps(words), "utf-8")
    partial.replace(captions)


def complete(folder: Path) -> list[int]:
    """The numbers of all complete shards."""
    return sorted(int(path.stem.split("-")[1]) for path in folder.glob("scenes-*.json"))


def captions(folder: Path, index: int) -> list[tuple[str, bool]]:
    """Caption and whether the spoiled copy has a hole, for each scene of a shard."""
    return [
        (words, bool(hole))
        for words, hole in json.loads((folder / f"scenes-{index:03d}.json").read_text())
    ]


def pictures(folder: Path, index: int, spoiled: bool = False) -> npt.NDArray[np.uint8]:
    """The pictures of a shard, memory-mapped."""
    name = "spoiled" if spoiled else "pictures"
    opened: npt.NDArray[np.uint8] = np.load(folder / f"{name}-{index:03d}.npy", mmap_mode="r")
    return opened
