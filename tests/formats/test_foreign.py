"""OpenRaster files of other programs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from paintapp.document import Document, GroupLayer, RasterLayer, Rect
from paintapp.formats import open_document
from paintapp.formats.ora_read import read_ora
from paintapp.painting.composite import flatten

DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize(("program", "limit"), [("krita", 0.5), ("mypaint", 1.0)])
def test_files_that_krita_and_mypaint_wrote(program: str, limit: float) -> None:
    """ours.ora, opened and saved again by Krita 5.1.5 and MyPaint 2.0.1."""
    ours = open_document(DATA / "ours.ora")
    theirs = open_document(DATA / f"{program}.ora")
    apart = np.abs(flatten(ours).astype(int) - flatten(theirs))
    assert apart.max() / 257 <= limit
    layers = {layer.name: layer for layer in theirs.walk() if layer.name != "background"}
    assert list(layers) == [layer.name for layer in ours.walk()]
    for wanted in ours.walk():
        found = layers[wanted.name]
        assert isinstance(found, type(wanted))
        assert found.opacity == pytest.approx(wanted.opacity, abs=0.5 / 255)
        for name in ("visible", "blend_mode", "clipping", "lock_pixels"):
            assert getattr(found, name) == getattr(wanted, name), (wanted.name, name)
        assert (found.mask is None) == (wanted.mask is None)
        if isinstance(found, GroupLayer) and isinstance(wanted, GroupLayer):
            assert found.pass_through == wanted.pass_through


def png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def square(colour: str, side: int = 10) -> bytes:
    return png(Image.new("RGBA", (side, side), colour))


def opened(stack: str, size: tuple[int, int] = (32, 32), **pictures: bytes) -> Document:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        width, height = size
        archive.writestr("stack.xml", f'<image w="{width}" h="{height}">{stack}</image>')
        for name, data in ({"a": square("red"), "b": square("blue", 20)} | pictures).items():
            archive.writestr(f"{name}.png", data)
    return read_ora(file)


def test_the_least_that_a_file_can_say() -> None:
    document = opened('<stack><layer src="a.png"/></stack>')
    (layer,) = document.layers
    assert isinstance(layer, RasterLayer)
    assert (layer.name, layer.opacity, layer.visible, layer.blend_mode) == ("", 1.0, True, "normal")
    assert layer.pixels.bounds() == Rect(0, 0, 10, 10)
    assert flatten(document)[5, 5].tolist() == [65535, 0, 0, 65535]
    assert document.resolution == 72


def test_a_file_without_layers() -> None:
    assert opened("<stack/>").layers == ()


def test_a_canvas_smaller_than_ours_can_be() -> None:
    document = opened('<stack><layer src="a.png"/></stack>', (10, 10))
    assert (document.width, document.height) == (16, 16)


@pytest.mark.parametrize("operator", ["svg:no-such", "krita:grain_merge", "", "multiply"])
def test_unknown_operators_are_normal(operator: str) -> None:
    document = opened(f'<stack><layer src="a.png" composite-op="{operator}"/></stack>')
    assert document.layers[0].blend_mode == "normal"


def test_names_that_other_programs_use() -> None:
    for operator, mode in (("svg:add", "plus"), ("krita:exclusion", "exclusion")):
        document = opened(f'<stack><layer src="a.png" composite-op="{operator}"/></stack>')
        assert document.layers[0].blend_mode == mode


def test_unknown_elements_and_attributes_are_passed_over() -> None:
    document = opened(
        '<metadata/><stack future="1"><text/><layer src="a.png" later="2"><deep/></layer>'
        "<filter/></stack>"
    )
    assert len(document.layers) == 1


def test_offsets_add_up() -> None:
    document = opened(
        '<stack x="1"><stack x="3" y="-2"><layer src="a.png" x="5" y="7.0"/></stack></stack>'
    )
    (group,) = document.layers
    assert isinstance(group, GroupLayer)
    (layer,) = group.children
    assert isinstance(layer, RasterLayer)
    assert layer.pixels.bounds() == Rect(9, 5, 10, 10)


@pytest.mark.parametrize(
    ("attributes", "passes"),
    [
        ("", True),
        ('isolation="auto"', True),
        ('isolation="isolate"', False),
        ('opacity="0.5"', False),
        ('composite-op="svg:multiply"', False),
    ],
)
def test_isolation(attributes: str, passes: bool) -> None:
    document = opened(f'<stack><stack {attributes}><layer src="a.png"/></stack></stack>')
    (group,) = document.layers
    assert isinstance(group, GroupLayer)
    assert group.pass_through is passes


def test_opacity_beyond_its_range() -> None:
    for text, opacity in (("1.5", 1.0), ("-3", 0.0), (" 0.25 ", 0.25), ("1e-3", 0.001)):
        document = opened(f'<stack><layer src="a.png" opacity="{text}"/></stack>')
        assert document.layers[0].opacity == opacity


@pytest.mark.parametrize("mode", ["RGB", "L", "LA", "P", "I;16", "1"])
def test_layers_of_every_kind_of_png(mode: str) -> None:
    grey = np.arange(100, dtype=np.uint8).reshape(10, 10) * 2
    image = Image.fromarray(grey.astype(np.uint16) * 257) if mode == "I;16" else None
    image = image or Image.fromarray(grey).convert("RGB" if mode == "P" else mode).convert(mode)
    document = opened('<stack><layer src="c.png" x="3"/></stack>', c=png(image))
    seen = flatten(document)[:10, 3:13]
    shown = grey if mode == "I;16" else np.asarray(image.convert("RGB"))[..., 0]
    assert np.array_equal(seen[..., 0], shown.astype(int) * 257)
    assert (seen[..., 3] == 65535).all()


def test_a_cut_through_several_layers_masks_them_together() -> None:
    """svg:dst-in at the top of a stack, as MyPaint's layer modes allow."""
    for operator, inside, outside in (("dst-in", 65535, 0), ("dst-out", 0, 65535)):
        document = opened(
            f'<stack><layer src="b.png"/><layer src="a.png" composite-op="svg:{operator}"/>'
            '<layer src="b.png"/><layer src="b.png" x="2"/></stack>'
        )
        below, above = document.layers
        assert isinstance(below, GroupLayer)
        assert below.mask is not None
        assert not isinstance(above, GroupLayer)
        alone = flatten(Document(32, 32, (below,)))
        assert alone[5, 5, 3] == inside
        assert alone[15, 15, 3] == outside


def test_a_cut_in_a_group_that_is_not_isolated_has_nothing_to_cut() -> None:
    document = opened(
        '<stack><stack><layer src="a.png" composite-op="svg:dst-out"/></stack>'
        '<layer src="b.png"/></stack>'
    )
    assert flatten(document)[5, 5].tolist() == [0, 0, 65535, 65535]


def test_source_atop_over_several_layers_clips_to_them_together() -> None:
    document = opened(
        '<stack><layer src="b.png" x="5" composite-op="svg:src-atop"/>'
        '<layer src="a.png"/><layer src="a.png" x="4"/></stack>'
    )
    below, clipped = document.layers
    assert isinstance(below, GroupLayer)
    assert clipped.clipping
    seen = flatten(document)
    assert seen[5, 7].tolist() == [0, 0, 65535, 65535]
    assert seen[5, 3].tolist() == [65535, 0, 0, 65535]
    assert seen[5, 20, 3] == 0
