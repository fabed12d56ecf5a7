"""LoRAs in diffusers' format: which layers they change, whether they fit, and adding them in.

A LoRA (Hu et al. 2021) gives a layer's weight W (out, in, ...) two thin factors, A (rank, in, ...)
and B (out, rank, ...), and W + scale B A takes W's place. Nothing here imports torch until weights
are added in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = "pytorch_lora_weights.safetensors"
"""What diffusers calls it."""

MAXIMUM_BYTES = 2 << 30

_FIRST = (".lora_A.weight", ".lora.down.weight")
_SECOND = (".lora_B.weight", ".lora.up.weight")

Shapes = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class Layer:
    """The names of one layer's tensors in the file; ``alpha`` is "" where the scale is 1."""

    first: str
    second: str
    alpha: str = ""


class MisfitError(ValueError):
    """A file is not a LoRA for the weights it is to change."""


def layers(shapes: Shapes, part: str) -> dict[str, Layer]:
    """The layers of a model's ``part`` ("unet") that a LoRA changes, by their names there.

    MisfitError for a file that changes other parts, or that is no whole LoRA.
    """
    found: dict[str, dict[str, str]] = {}
    for name in shapes:
        kind, end = next(
            (
                (kind, end)
                for kind, ends in (("first", _FIRST), ("second", _SECOND), ("alpha", (".alpha",)))
                for end in ends
                if name.endswith(end)
            ),
            ("", ""),
        )
        if not kind or not name.startswith(part + "."):
            raise MisfitError(name)
        found.setdefault(name[len(part) + 1 : -len(end)], {})[kind] = name
    try:
        return {name: Layer(**parts) for name, parts in found.items()}
    except TypeError as error:
        raise MisfitError("a factor is missing") from error


def check(shapes: Shapes, weights: Shapes, part: str) -> None:
    """Raise MisfitError unless a LoRA of ``shapes`` fits ``weights``, the shapes of ``part``."""
    changed = layers(shapes, part)
    if not changed:
        raise MisfitError("it changes nothing")
    for name, layer in changed.items():
        first, second = shapes[layer.first], shapes[layer.second]
        weight = weights.get(name + ".weight", ())
        fits = (
            len(first) == len(second) == len(weight) in (2, 4)
            and weight[1:] == first[1:]
            and weight[:1] + first[:1] == second[:2]
            and set(second[2:]) <= {1}
            and (not layer.alpha or shapes[layer.alpha] == ())
        )
        if not fits:
            raise MisfitError(name)


def fuse(module: Any, file: Path, part: str) -> None:
    """Add a LoRA to a module's weights, once and for all: no step pays for it.

    Raises KeyError, ValueError or RuntimeError where it does not fit.
    """
    import torch
    from safetensors.torch import load_file

    tensors = load_file(file)
    weights = dict(module.named_parameters())
    with torch.no_grad():
        for name, layer in layers(
            {key: tuple(t.shape) for key, t in tensors.items()}, part
        ).items():
            first, second = tensors[layer.first].float(), tensors[layer.second].float()
            scale = float(tensors[layer.alpha]) / len(first) if layer.alpha else 1.0
            weight = weights[name + ".weight"]
            added = (second.flatten(1) @ first.flatten(1)).reshape(weight.shape)
            weight.copy_(weight.float() + scale * added)
