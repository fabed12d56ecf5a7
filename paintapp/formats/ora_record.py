"""Our own record inside an OpenRaster file: the document exactly as it was.

The record is JSON in the entry ``paintapp/document.json``. It names the PNG entry of every plane
of pixels, and it holds the checksums of stack.xml and of those entries, so it is used only as long
as the file is as we wrote it: what another program has changed is read the way every OpenRaster
file is.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
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
from paintapp.document.layers import OriginKind
from paintapp.document.rulers import MOST_RULERS
from paintapp.formats.errors import FormatError
from paintapp.messages import Message

MIMETYPE = ("mimetype", b"image/openraster")
MERGED = "mergedimage.png"
THUMBNAIL = "Thumbnails/thumbnail.png"
RECORD = "paintapp/document.json"
SELECTION = "paintapp/selection.png"
EXTRA = "paintapp/extra/"
VERSION = 1
MAXIMUM_DEPTH = 64
"""Groups inside groups; a stack.xml of such a document stays below its own limit."""
MAXIMUM_LAYERS = 5_000
MAXIMUM_SIDE = 1 << 16
"""Of one layer in pixels; it may reach beyond the canvas."""
MAXIMUM_AREA = 1 << 30


class PlaneRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """A plane of pixels: a PNG entry and where its first pixel is. No entry: all fill value."""

    source: str = ""
    x: int = 0
    y: int = 0
    fill: int = 0


class OriginRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """An origin; a long detail is in an entry of its own."""

    kind: OriginKind = "painted"
    detail: str = ""
    source: str = ""


class LayerRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """A layer; ``children`` makes it a group, lowest first."""

    id: int
    name: str
    visible: bool = True
    opacity: float = 1.0
    blend_mode: str = "normal"
    lock_pixels: bool = False
    lock_alpha: bool = False
    lock_position: bool = False
    reference: bool = False
    clipping: bool = False
    mask: PlaneRecord | None = None
    mask_enabled: bool = True
    origin: OriginRecord = OriginRecord()
    pixels: PlaneRecord | None = None
    children: list[LayerRecord] | None = None
    pass_through: bool = False
    text: Text | None = None
    """What the pixels are a picture of."""


class DocumentRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """A document. ``checksums`` are the CRC-32 of entries, ``stack`` the SHA-256 of stack.xml."""

    version: int
    stack: str
    checksums: dict[str, int]
    width: int
    height: int
    layers: list[LayerRecord]
    resolution: float = 72.0
    selection: PlaneRecord | None = None
    metadata: dict[str, str] = {}
    rulers: list[Ruler] = []
    saved_selections: dict[str, PlaneRecord] = {}


Planes = Callable[[PlaneRecord, int], Pixels]
"""(record, channels) -> the plane."""


def check_saveable(document: Document) -> None:
    """Raises FormatError where a document is beyond what can be read again."""
    ids: set[int] = set()

    def check(layers: Sequence[Layer], depth: int) -> None:
        if depth > MAXIMUM_DEPTH:
            raise FormatError(
                Message(
                    "The groups are nested more than {limit} deep. Move some of them up.",
                    limit=MAXIMUM_DEPTH,
                )
            )
        for layer in layers:
            if layer.id in ids:
                raise FormatError(
                    Message("Two layers have the same number; one is “{name}”.", name=layer.name)
                )
            ids.add(layer.id)
            if not math.isfinite(layer.opacity):
                raise FormatError(
                    Message("The opacity of the layer “{name}” is not a number.", name=layer.name)
                )
            if isinstance(layer, GroupLayer):
                check(layer.children, depth + 1)

    check(document.layers, 1)
    if len(ids) > MAXIMUM_LAYERS:
        raise FormatError(
            Message("There are more than {limit} layers. Merge some of them.", limit=MAXIMUM_LAYERS)
        )


def record_of(
    document: Document,
    stack: bytes,
    checksums: dict[str, int],
    plane: Callable[[str], PlaneRecord],
    origins: Mapping[int, str],
) -> bytes:
    """The record of a document as JSON; the arguments are those of `structure_of`."""
    digest = hashlib.sha256(stack).hexdigest()
    record = structure_of(document, plane, origins, stack=digest, checksums=checksums)
    # The standard encoder, because names may hold lone surrogates (undecodable file names).
    return json.dumps(msgspec.to_builtins(record), indent=1).encode()


def structure_of(
    document: Document,
    plane: Callable[[str], PlaneRecord],
    origins: Mapping[int, str],
    *,
    stack: str = "",
    checksums: dict[str, int] | None = None,
) -> DocumentRecord:
    """Everything about a document but its pixels.

    ``plane`` gives the record of a plane by the name of the entry it would have; ``origins`` are
    the entries that hold origins, by layer id, where they are not in the record itself.
    """

    def layer_record(layer: Layer) -> LayerRecord:
        source = origins.get(layer.id, "")
        group = layer if isinstance(layer, GroupLayer) else None
        return LayerRecord(
            id=layer.id,
            name=layer.name,
            visible=layer.visible,
            opacity=layer.opacity,
            blend_mode=layer.blend_mode,
            lock_pixels=layer.lock_pixels,
            lock_alpha=layer.lock_alpha,
            lock_position=layer.lock_position,
            reference=layer.reference,
            clipping=layer.clipping,
            mask=None if layer.mask is None else plane(mask_entry(layer.id)),
            mask_enabled=layer.mask_enabled,
            origin=OriginRecord(layer.origin.kind, "" if source else layer.origin.detail, source),
            pixels=None if group else plane(pixels_entry(layer.id)),
            children=[layer_record(child) for child in group.children] if group else None,
            pass_through=group.pass_through if group else False,
            text=layer.text if isinstance(layer, TextLayer) else None,
        )

    return DocumentRecord(
        version=VERSION,
        stack=stack,
        checksums=checksums or {},
        width=document.width,
        height=document.height,
        layers=[layer_record(layer) for layer in document.layers],
        resolution=document.resolution,
        selection=None if document.selection is None else plane(SELECTION),
        metadata=dict(document.metadata),
        rulers=list(document.rulers),
        saved_selections={
            name: plane(saved_entry(name)) for name in sorted(document.saved_selections)
        },
    )


def pixels_entry(layer_id: int) -> str:
    return f"data/layer{layer_id}.png"


def mask_entry(layer_id: int) -> str:
    return f"paintapp/masks/{layer_id}.png"


def saved_entry(name: str) -> str:
    """The entry of a saved selection; names may hold what names of entries may not."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return f"paintapp/selections/{digest[:20]}.png"


def origin_entry(layer_id: int) -> str:
    return f"paintapp/origins/{layer_id}.json"


def parse_record(
    data: bytes, stack: bytes, checksum: Callable[[str], int]
) -> DocumentRecord | None:
    """The record, or None when it is not of this version or the file has been changed since."""
    try:
        found: Any = json.loads(data)
        if not isinstance(found, dict) or found.get("version") != VERSION:
            return None
        record = msgspec.convert(found, DocumentRecord)
        fits = record.stack == hashlib.sha256(stack).hexdigest() and all(
            checksum(name) == crc for name, crc in record.checksums.items()
        )
    except (ValueError, RecursionError):  # FormatError: an entry is gone
        return None
    if not fits or not consistent(record):
        return None
    known = {"", *record.checksums}
    return record if all(plane.source in known for plane, _ in planes_of(record)) else None


def consistent(record: DocumentRecord) -> bool:
    """Whether the layers of a record make a tree that `document_of` can build."""
    ids: set[int] = set()

    def check(layers: list[LayerRecord], depth: int) -> bool:
        if depth > MAXIMUM_DEPTH:
            return False
        for layer in layers:
            if layer.id in ids or not math.isfinite(layer.opacity):
                return False
            ids.add(layer.id)
            if (layer.children is None) == (layer.pixels is None):
                return False
            if layer.children is not None and not check(layer.children, depth + 1):
                return False
        return True

    few = len(record.rulers) <= MOST_RULERS
    return check(record.layers, 1) and len(ids) <= MAXIMUM_LAYERS and few


def planes_of(record: DocumentRecord) -> Iterator[tuple[PlaneRecord, int]]:
    """Every plane of a record, with its number of channels."""

    def of_layers(layers: list[LayerRecord]) -> Iterator[tuple[PlaneRecord, int]]:
        for layer in layers:
            if layer.pixels is not None:
                yield layer.pixels, 4
            if layer.mask is not None:
                yield layer.mask, 1
            yield from of_layers(layer.children or [])

    yield from of_layers(record.layers)
    if record.selection is not None:
        yield record.selection, 1
    for plane in record.saved_selections.values():
        yield plane, 1


def document_of(record: DocumentRecord, plane: Planes, text: Callable[[str], str]) -> Document:
    """The document of a record; ``plane`` and ``text`` read its entries.

    Raises FormatError and DocumentError.
    """

    def layer_of(found: LayerRecord) -> Layer:
        detail = text(found.origin.source) if found.origin.source else found.origin.detail
        shared: dict[str, Any] = {
            "id": found.id,
            "name": found.name,
            "visible": found.visible,
            "opacity": found.opacity,
            "blend_mode": found.blend_mode,
            "lock_pixels": found.lock_pixels,
            "lock_alpha": found.lock_alpha,
            "lock_position": found.lock_position,
            "reference": found.reference,
            "clipping": found.clipping,
            "mask": None if found.mask is None else plane(found.mask, 1),
            "mask_enabled": found.mask_enabled,
            "origin": Origin(found.origin.kind, detail),
        }
        if found.children is not None:
            children = tuple(layer_of(child) for child in found.children)
            return GroupLayer(children=children, pass_through=found.pass_through, **shared)
        assert found.pixels is not None
        pixels = plane(found.pixels, 4)
        if found.text is not None:
            return TextLayer(pixels=pixels, text=found.text, **shared)
        return RasterLayer(pixels=pixels, **shared)

    return Document(
        width=record.width,
        height=record.height,
        layers=tuple(layer_of(layer) for layer in record.layers),
        selection=None if record.selection is None else plane(record.selection, 1),
        resolution=record.resolution,
        metadata=Map(record.metadata),
        rulers=tuple(record.rulers),
        saved_selections=Map(
            {name: plane(found, 1) for name, found in record.saved_selections.items()}
        ),
    )
