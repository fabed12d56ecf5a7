"""What a worker says of all it has: models, control networks, upscalers."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Task = Literal["text", "image", "inpaint"]


class Descriptor(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker says of one model; the window shows what is declared here and nothing else."""

    id: str
    """How requests name the model: "starter", a folder or file path, or a hub id."""
    label: str
    family: str
    tasks: tuple[Task, ...]
    native_width: int
    native_height: int
    """The extent the model does best at."""
    minimum_side: int
    maximum_side: int
    maximum_pixels: int
    multiple: int = 8
    """Sides must be multiples of this."""
    default_steps: int
    default_guidance_scale: float
    default_strength: float = 0.6
    filling_strength: float = 1.0
    """The strength at which a filled hole comes out best: below 1 its prefilling shows through."""
    uses_negative_prompt: bool = True
    uses_strength: bool = True
    controls: tuple[str, ...] = ()
    live_steps: int = 0
    """Denoising steps of a picture while live painting; 0 where the model cannot do that."""
    live_guidance_scale: float = 1.0
    live_model: str = ""
    """The model that paints live in this one's place, where it is listed: a quicker variant."""
    enlarger: str = ""
    """The upscaler for results of this model that have to be enlarged to fit; empty for none."""
    licence: str = ""


class Enlarger(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker says of one upscaler."""

    id: str
    """How requests name it: "upscaler" for the program's own, else a folder or file path."""
    label: str
    architecture: str
    scale: Annotated[int, Meta(ge=2, le=4)]
    """How much larger one pass makes a picture."""
    licence: str = ""


class Guide(msgspec.Struct, frozen=True):
    """A control network that a worker has; the descriptors of models it fits name its ``kind``."""

    id: str
    """A folder or file path; the program's own has a name."""
    label: str
    kind: str
    licence: str = ""


Purpose = Literal["pictures", "live", "control", "subject", "enlarging"]


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """An entry in the list of all that a worker has, whatever it is for.

    Descriptors, guides and enlargers say how those that requests name are used.
    """

    id: str
    label: str
    purpose: Purpose
    """"live": the quicker variant that paints live in another model's place."""
    size: int
    """Bytes that its own files take on the worker's disk."""
    bundled: bool = False
    """Whether it comes with the program, and so stays."""
    licence: str = ""
