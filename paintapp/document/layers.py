"""Layers: raster layers, text layers and groups, and where a layer came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from typing import Literal

from paintapp.document.pixels import Pixels
from paintapp.document.text import Text

OriginKind = Literal["painted", "imported", "generated"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a layer came from.

    For ``imported`` the detail is the file's name; for ``generated`` it is the whole generation
    record as JSON text (see `paintapp.generation.record`), enough to run it again.
    """

    kind: OriginKind = "painted"
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseLayer:
    """What every layer has. ``opacity`` is 0..1; ``id`` is unique within a document."""

    id: int
    name: str
    visible: bool = True
    opacity: float = 1.0
    blend_mode: str = "normal"
    lock_pixels: bool = False
    lock_alpha: bool = False
    lock_position: bool = False
    reference: bool = False
    """Filling and selecting by colour can look at the reference layers alone (line art, say)."""
    clipping: bool = False
    """Shown only where the layer below (the base of the clipping run) is opaque."""
    mask: Pixels | None = None
    """One channel; 0 hides, 65535 shows. Its fill value applies wherever no tile is present."""
    mask_enabled: bool = True
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True, kw_only=True)
class RasterLayer(BaseLayer):
    """A layer of pixels (4 channels, fill 0). Pixels may lie outside the canvas."""

    pixels: Pixels = field(default_factory=Pixels)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLayer(RasterLayer):
    """A raster layer whose pixels are the picture of a text.

    Whoever reads pixels need not know about texts. The pixels change only together with ``text``
    (see `paintapp.painting.typeset`): to paint on them, `rasterised` comes first. They stay what
    they are where the text's font is missing, until the text is edited there.
    """

    text: Text

    def rasterised(self) -> RasterLayer:
        """The same picture as a plain raster layer."""
        names = (field.name for field in fields(RasterLayer))
        return RasterLayer(**{name: getattr(self, name) for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLayer(BaseLayer):
    """Layers composited together first; children[0] is the lowest.

    ``pass_through`` composites the children straight into what lies below, as long as the group
    has opacity 1, mode normal and no mask.
    """

    children: tuple[Layer, ...] = ()
    pass_through: bool = False


Layer = RasterLayer | GroupLayer


def walk(layers: Iterable[Layer]) -> Iterator[Layer]:
    """Every layer of a tree, lowest first, a group before its children."""
    for layer in layers:
        yield layer
        if isinstance(layer, GroupLayer):
            yield from walk(layer.children)
