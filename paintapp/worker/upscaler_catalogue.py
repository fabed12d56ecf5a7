"""Which upscalers there are, told from their files alone: fast, without torch, running no code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from paintapp.generation.descriptors import Enlarger
from paintapp.worker.catalogue import card_of, readable_name, tensor_shapes
from paintapp.worker.upscaler_kinds import LABELS, Kind, recognise

WEIGHTS = "model.safetensors"


@dataclass(frozen=True)
class UpscalerFile:
    """An upscaler that can be loaded: ``path`` is its .safetensors file."""

    descriptor: Enlarger
    path: Path
    kind: Kind


def recognised(path: Path, id: str | None = None) -> UpscalerFile | None:
    """The upscaler that a .safetensors file is, or a folder holds; None when it is none.

    A folder holds ``model.safetensors`` and may hold a card. Raises ModelError for what cannot be
    read at all.
    """
    path = path.expanduser().resolve()
    file = path / WEIGHTS if path.is_dir() else path
    if file.suffix.lower() != ".safetensors" or not file.is_file():
        return None
    kind = recognise(tensor_shapes(file))
    if kind is None:
        return None
    card = card_of(path)
    fallback = readable_name(path) if path.is_dir() else path.stem
    descriptor = Enlarger(
        id=id or str(path),
        label=str(card.get("label", fallback))[:200],
        architecture=LABELS[kind.architecture],
        scale=kind.scale,
        licence=str(card.get("licence", ""))[:200],
    )
    return UpscalerFile(descriptor, file, kind)
