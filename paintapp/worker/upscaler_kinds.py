"""Which upscalers there are, told from the names and shapes of their tensors alone, without torch.

Two architectures cover most files in circulation, ours included. Their parameters carry the names
that spandrel and the networks' own authors use, so the same files open there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from paintapp.worker.families.family import Shapes

Architecture = Literal["compact", "esrgan"]

LABELS: dict[Architecture, str] = {"compact": "Compact (SRVGGNet)", "esrgan": "ESRGAN (RRDBNet)"}

LARGEST_FEATURES = 256
LARGEST_DEPTH = 64
"""Files beyond these are refused: no known model is near, and memory is to stay bounded."""

_OLD_NAMES = (
    (re.compile(r"^model\.0\."), "conv_first."),
    (re.compile(r"^model\.1\.sub\.(\d+)\.RDB(\d)\.conv(\d)\.0\."), r"body.\1.rdb\2.conv\3."),
    (re.compile(r"^model\.1\.sub\.\d+\.(weight|bias)$"), r"conv_body.\1"),
    (re.compile(r"^model\.3\."), "conv_up1."),
    (re.compile(r"^model\.6\."), "conv_up2."),
    (re.compile(r"^model\.(5|8)\."), "conv_hr."),
    (re.compile(r"^model\.(7|10)\."), "conv_last."),
)
_PREFIXES = ("params_ema.", "params.", "module.")


@dataclass(frozen=True)
class Kind:
    """What an upscaler is: enlarges ``scale`` times, with so many features and blocks.

    ``depth`` counts the convolutions between the first and the last (compact) or the residual
    blocks (ESRGAN); ``growth`` is an ESRGAN block's growth. An ESRGAN with ``unshuffle`` above 1
    first folds so many pixels a side into channels.
    """

    architecture: Architecture
    scale: int
    features: int
    depth: int
    growth: int = 0
    unshuffle: int = 1

    @property
    def reach(self) -> int:
        """How many input pixels away a pixel can still matter, at most."""
        if self.architecture == "compact":
            return self.depth + 2
        return (self.depth * 15 + 4) * self.unshuffle


def plain_name(name: str) -> str:
    """A tensor's name as the networks here use it: without wrappers, old ESRGAN names renewed."""
    for prefix in _PREFIXES:
        name = name.removeprefix(prefix)
    for pattern, replacement in _OLD_NAMES:
        if pattern.match(name):
            return pattern.sub(replacement, name)
    return name


def recognise(shapes: Shapes) -> Kind | None:
    """The kind of upscaler that tensors of these names and shapes are, or None."""
    plain = {plain_name(name): tuple(shape) for name, shape in shapes.items()}
    try:
        return _compact(plain) or _esrgan(plain)
    except (KeyError, IndexError, ValueError):
        return None


def _compact(shapes: dict[str, tuple[int, ...]]) -> Kind | None:
    first = shapes.get("body.0.weight", ())
    if len(first) != 4 or first[1:] != (3, 3, 3) or any(not n.startswith("body.") for n in shapes):
        return None
    last = max(int(name.split(".")[1]) for name in shapes)
    features, depth = first[0], (last - 2) // 2
    squared, rest = divmod(shapes[f"body.{last}.weight"][0], 3)
    scale = round(squared**0.5)
    if rest or scale * scale != squared or last != 2 * depth + 2:
        return None
    expected: dict[str, tuple[int, ...]] = {}
    for index in range(0, last + 1, 2):
        rows = 3 * squared if index == last else features
        expected[f"body.{index}.weight"] = (rows, features if index else 3, 3, 3)
        expected[f"body.{index}.bias"] = (rows,)
        if index < last:
            expected[f"body.{index + 1}.weight"] = (features,)
    return _checked(Kind("compact", scale, features, depth), shapes, expected)


def _esrgan(shapes: dict[str, tuple[int, ...]]) -> Kind | None:
    first = shapes.get("conv_first.weight", ())
    if len(first) != 4 or "conv_body.weight" not in shapes:
        return None
    features, growth = first[0], shapes["body.0.rdb1.conv1.weight"][0]
    numbers = {int(name.split(".")[1]) for name in shapes if name.startswith("body.")}
    depth, folded = len(numbers), first[1] // 3
    unshuffle = round(folded**0.5)
    ups = 2 if "conv_up2.weight" in shapes else 1
    if unshuffle * unshuffle * 3 != first[1] or numbers != set(range(depth)):
        return None
    expected: dict[str, tuple[int, ...]] = {}

    def add(name: str, rows: int, columns: int) -> None:
        expected[f"{name}.weight"], expected[f"{name}.bias"] = (rows, columns, 3, 3), (rows,)

    add("conv_first", features, first[1])
    for block in range(depth):
        for dense in range(1, 4):
            for layer in range(1, 6):
                rows = features if layer == 5 else growth
                name = f"body.{block}.rdb{dense}.conv{layer}"
                add(name, rows, features + (layer - 1) * growth)
    for name in ("conv_body", "conv_hr", *(f"conv_up{n}" for n in range(1, ups + 1))):
        add(name, features, features)
    add("conv_last", 3, features)
    scale, rest = divmod(2**ups, unshuffle)
    if rest:
        return None
    return _checked(Kind("esrgan", scale, features, depth, growth, unshuffle), shapes, expected)


def _checked(
    kind: Kind, shapes: dict[str, tuple[int, ...]], expected: dict[str, tuple[int, ...]]
) -> Kind | None:
    """The kind, when every tensor is there with its shape and nothing else is."""
    small = kind.features <= LARGEST_FEATURES and kind.depth <= LARGEST_DEPTH
    return kind if small and 2 <= kind.scale <= 4 and shapes == expected else None
