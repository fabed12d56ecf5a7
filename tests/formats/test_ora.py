"""OpenRaster: our own documents come back exactly, and say the same to others."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from paintapp.document import Document, GroupLayer, Layer, Origin, Pixels, RasterLayer
from paintapp.formats.ora_read import read_extra, read_ora, read_thumbnail
from paintapp.formats.ora_record import RECORD
from paintapp.formats.ora_write import write_ora
from paintapp.formats.png import read_whole
from paintapp.painting.blend import BLEND_MODES
from paintapp.painting.colour import to_8bit, unpremultiply
from paintapp.painting.composite import flatten
from tests.formats.documents import busy_document, documents, smooth_pixels, soft_mask, soft_pixels


def saved(document: Document, **options: object) -> io.BytesIO:
    file = io.BytesIO()
    write_ora(document, file, **options)
    return file


def without_record(file: io.BytesIO) -> io.BytesIO:
    """The file as another program would understand it: without what only we read."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if not name.startswith("paintapp/"):
                new.writestr(old.getinfo(name), old.read(name))
    return out


def difference(first: Document, second: Document) -> int:
    """The largest difference of the flattened pictures, of 65535."""
    one, two = flatten(first).astype(int), flatten(second).astype(int)
    return int(np.abs(one - two).max())


@given(documents())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_document_comes_back_exactly(document: Document) -> None:
    assert read_ora(saved(document)) == document


@pytest.mark.parametrize("seed", range(30))
def test_a_busy_document_comes_back_and_others_see_the_same_picture(seed: int) -> None:
    """Masks, clipping and isolation are said in OpenRaster's own terms.

    What the file says without our record, composited, is the same picture but for rounding.
    """
    document = busy_document(seed)
    file = saved(document)
    assert read_ora(file) == document
    assert difference(read_ora(without_record(file)), document) <= 64


def test_the_same_document_makes_the_same_file() -> None:
    document = Document(100, 80, (RasterLayer(id=1, name="a", pixels=soft_pixels(1)),))
    assert saved(document).getvalue() == saved(document).getvalue()


def test_pixels_outside_the_canvas_are_kept() -> None:
    layer = RasterLayer(id=1, name="far", pixels=soft_pixels(1, x=-500, y=900))
    document = Document(32, 32, (layer,))
    assert read_ora(saved(document)).raster(1).pixels == layer.pixels
    assert read_ora(without_record(saved(document))).raster(1).pixels == layer.pixels


def test_a_file_is_laid_out_as_the_specification_wants() -> None:
    below = RasterLayer(id=1, name="below", pixels=soft_pixels(1, 700, 300))
    above = RasterLayer(id=2, name="above", opacity=0.5, visible=False, blend_mode="multiply")
    document = Document(700, 300, (below, above), resolution=300)
    file = saved(document)
    archive = zipfile.ZipFile(file)
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert file.getvalue()[30:].startswith(b"mimetypeimage/openraster")
    image = ElementTree.fromstring(archive.read("stack.xml"))
    assert (image.get("w"), image.get("h"), image.get("xres")) == ("700", "300", "300")
    elements = list(image.find("stack"))
    assert [element.get("name") for element in elements] == ["above", "below"]
    assert elements[0].get("visibility") == "hidden"
    assert elements[0].get("opacity") == "0.5"
    assert elements[0].get("composite-op") == "svg:multiply"
    for element in elements:
        assert element.get("src") in archive.namelist()
    merged = read_whole(archive.read("mergedimage.png"))
    assert np.array_equal(to_8bit(merged), to_8bit(unpremultiply(flatten(document))))
    thumbnail = read_thumbnail(file)
    assert thumbnail.shape == (109, 256, 4)


def test_any_name_is_legal_xml() -> None:
    """Names come back exactly; other programs see what XML can say of them."""
    names = ["a\nb\tc\r", "<&\"'>", "\x00\x1b", "\udc80", "\ufffe", "层 😀", ""]
    layers = tuple(RasterLayer(id=n + 1, name=name) for n, name in enumerate(names))
    file = saved(Document(20, 20, layers))
    assert [layer.name for layer in read_ora(file).layers] == names
    seen = [layer.name for layer in read_ora(without_record(file)).layers]
    assert seen == ["a\nb\tc\r", "<&\"'>", "\ufffd" * 2, "\ufffd", "\ufffd", "层 😀", ""]
    assert ElementTree.fromstring(zipfile.ZipFile(file).read("stack.xml")) is not None


def test_the_thumbnail_is_the_picture() -> None:
    array = np.zeros((1000, 600, 4), np.uint16)
    array[..., 3] = 65535
    array[:500, :, 0] = 65535
    array[500:, 300:, 2] = 65535
    document = Document(600, 1000, (RasterLayer(id=1, name="", pixels=Pixels.from_array(array)),))
    thumbnail = read_thumbnail(saved(document))
    assert thumbnail.shape == (256, 153, 4)
    assert thumbnail[60, 70].tolist() == [255, 0, 0, 255]
    assert thumbnail[200, 30].tolist() == [0, 0, 0, 255]
    assert thumbnail[200, 120].tolist() == [0, 0, 255, 255]


def test_extra_entries_are_kept() -> None:
    extra = {"results/1.png": b"\0\1", "panels.json": b"{}"}
    assert read_extra(saved(Document(20, 20), extra=extra)) == extra


def test_an_origin_is_json_in_an_entry_of_its_own() -> None:
    origin = Origin("generated", json.dumps({"prompt": "ein Boot"}))
    document = Document(20, 20, (RasterLayer(id=7, name="", origin=origin),))
    entry = zipfile.ZipFile(saved(document)).read("paintapp/origins/7.json")
    assert json.loads(entry) == {"prompt": "ein Boot"}


@pytest.mark.parametrize("change", ["stack.xml", "data/layer1.png", "data/layer2.png"])
def test_what_another_program_has_changed_wins_over_our_record(change: str) -> None:
    """Our record is only good for the file it was written with."""
    layers = tuple(
        RasterLayer(id=n, name=f"layer {n}", pixels=soft_pixels(n), lock_position=True)
        for n in (1, 2)
    )
    file = saved(Document(90, 70, layers))
    other = saved(Document(90, 70, tuple(replace(x, pixels=soft_pixels(9)) for x in layers)))
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == change == "stack.xml":
                data = data.replace(b'name="layer 1"', b'name="renamed"')
            elif name == change:
                data = zipfile.ZipFile(other).read(name)
            new.writestr(name, data)
    found = read_ora(out)
    assert not found.layers[0].lock_position
    assert {layer.name for layer in found.layers} & {"renamed", "layer 1"}
    if change == "stack.xml":
        assert found.layers[0].name == "renamed"
    else:
        changed = found.raster(1 if "1" in change else 2)
        assert changed.pixels == soft_pixels(9)


def base_and(*clipped: Layer, **base: object) -> Document:
    back = RasterLayer(id=1, name="back", pixels=soft_pixels(1, 100, 100))
    base_layer = RasterLayer(id=2, name="base", pixels=smooth_pixels(2, x=5, y=3), **base)
    return Document(100, 100, (back, base_layer, *clipped))


@pytest.mark.parametrize("mode", [mode.id for mode in BLEND_MODES])
def test_clipping_with_every_blend_mode_is_said_to_others(mode: str) -> None:
    clipped = RasterLayer(
        id=3, name="shade", pixels=smooth_pixels(3), clipping=True, blend_mode=mode, opacity=0.7
    )
    document = base_and(clipped, opacity=0.8, blend_mode="multiply", mask=soft_mask(1, 65535))
    foreign = read_ora(without_record(saved(document)))
    assert difference(foreign, document) <= 64


def test_masks_and_clipping_come_back_from_programs_that_keep_the_structure() -> None:
    """Krita writes the same stacks again, without our record."""
    clipped = RasterLayer(id=3, name="shade", pixels=smooth_pixels(3), clipping=True)
    masked = GroupLayer(
        id=4,
        name="group",
        children=(
            RasterLayer(id=5, name="in", pixels=smooth_pixels(5), mask=soft_mask(5, 0)),
            RasterLayer(id=6, name="in 2", pixels=smooth_pixels(6)),
        ),
        mask=soft_mask(4, 65535),
        opacity=0.5,
        blend_mode="screen",
    )
    document = base_and(clipped, masked, opacity=0.8, blend_mode="multiply")
    found = read_ora(without_record(saved(document)))
    assert difference(found, document) == 0
    base, shade, group = found.layers[1:]
    assert (base.name, base.opacity, base.blend_mode, base.clipping) == (
        "base", 0.8, "multiply", False,
    )  # fmt: skip
    assert shade.clipping
    assert (group.name, group.opacity, group.blend_mode) == ("group", 0.5, "screen")
    assert group.mask == soft_mask(4, 65535)
    assert group.children[0].mask == soft_mask(5, 0)
    assert len(group.children) == 2


def test_a_hidden_clipped_layer_leaves_a_group_below_passing_through() -> None:
    inside = RasterLayer(id=3, name="in", pixels=smooth_pixels(3), blend_mode="multiply")
    group = GroupLayer(id=2, name="group", children=(inside,), pass_through=True)
    clipped = RasterLayer(id=4, name="c", pixels=smooth_pixels(4), clipping=True, visible=False)
    back = RasterLayer(id=1, name="back", pixels=smooth_pixels(1, 100, 100))
    document = Document(100, 100, (back, group, clipped))
    assert difference(read_ora(without_record(saved(document))), document) == 0


def test_progress_is_told_and_can_cancel() -> None:
    document = Document(400, 400, (RasterLayer(id=1, name="", pixels=soft_pixels(1, 400, 400)),))
    told: list[float] = []
    file = saved(document, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) > 2
    told.clear()
    read_ora(file, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0

    class CancelledError(Exception):
        pass

    def cancel(done: float) -> None:
        if done > 0.3:
            raise CancelledError

    with pytest.raises(CancelledError):
        saved(document, progress=cancel)
    with pytest.raises(CancelledError):
        read_ora(file, progress=cancel)


def test_a_huge_canvas_with_little_on_it_is_quick_and_small() -> None:
    corners = soft_pixels(1).written(soft_pixels(2).read(soft_pixels(2).bounds()), 16300, 16300)
    layer = RasterLayer(id=1, name="corners", pixels=corners, mask=Pixels.mask(65535))
    document = Document(16384, 16384, (layer,))
    file = saved(document)
    assert len(file.getvalue()) < 8 << 20
    assert read_ora(file) == document


def test_our_record_is_not_needed() -> None:
    """A record from the future, or a broken one, leaves an ordinary OpenRaster file."""
    document = Document(90, 70, (RasterLayer(id=1, name="a", pixels=soft_pixels(1)),))
    file = saved(document)
    for record in (b'{"version": 99}', b"[]", b"{", b"\xff", b'{"version": 1}', b"[" * 100_000):
        out = io.BytesIO()
        with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                new.writestr(name, record if name == RECORD else old.read(name))
        assert read_ora(out).raster(1).pixels == document.raster(1).pixels
