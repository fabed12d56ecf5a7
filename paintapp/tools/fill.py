"""The fill tool and the magic wand: both act on an area of alike colour."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from paintapp.document import FULL, Document, Layer, Pixels, RasterLayer, operations
from paintapp.document.edit import plane_of
from paintapp.editor import Editor, EditorError
from paintapp.gesture import TOGETHER, Gesture, PointerEvent, Work
from paintapp.painting import cutting, reshape, selection
from paintapp.painting.alike import alike_area
from paintapp.painting.connected import MOST_GAP
from paintapp.painting.covering import covered as covered_with
from paintapp.painting.patterns import Pattern, bundled_pattern
from paintapp.tools import options as declared
from paintapp.tools.brush import luminance
from paintapp.tools.options import choice, number, switch
from paintapp.tools.select import MODES, SelectTool, value_at
from paintapp.tools.tool import Tool

DRAG_STEP = 3.0
"""While the pen is dragged, areas are looked for at points so many pixels apart."""

SAMPLES = (
    ("all", "All layers", ""),
    ("layer", "Active layer", ""),
    ("reference", "Reference layers", ""),
)


@dataclass(frozen=True, slots=True)
class AreaOptions:
    """What counts as alike, where it is looked for, and what becomes of its edge."""

    tolerance: float = number(
        12.0, "Tolerance", 0, 100, unit="%", tip="How far colours may differ from the one clicked"
    )
    contiguous: bool = switch(True, "Connected", tip="Only what is connected to the point clicked")
    sample: str = choice(
        "all",
        "Look at",
        SAMPLES,
        tip="Where the colours are compared. Layer > Reference layer marks line art, for example",
    )
    gap: float = number(
        0.0, "Close gaps", 0, MOST_GAP, unit="px", tip="Openings in lines that do not let paint out"
    )
    grow: float = number(
        0.0, "Grow", 0, 64, unit="px", tip="Reaches under the lines around the area"
    )
    feather: float = number(0.0, "Feather", 0, 250, unit="px", tip="Softens the edge", quick=False)
    antialias: bool = switch(True, "Smooth edge", quick=False)


@dataclass(frozen=True, slots=True)
class FillOptions(AreaOptions):
    """As for any area of alike colour, and what it is filled with."""

    fill: str = choice(
        "foreground",
        "Fill with",
        (
            ("foreground", "Foreground colour", ""),
            ("background", "Background colour", ""),
            ("pattern", "Pattern", ""),
        ),
    )
    pattern: str = declared.pattern("dots", "Pattern", only=("fill", "pattern"))
    scale: float = number(
        100.0, "Scale", 10, 1000, unit="%", logarithmic=True, only=("fill", "pattern")
    )


@dataclass(frozen=True, slots=True)
class WandOptions(AreaOptions):
    """As for filling, and how the area joins the selection."""

    mode: str = choice("replace", "Mode", MODES)


class Fill(Tool):
    """Fills areas of alike colour, within the selection, if any.

    Dragged on, the pen fills each further area that looks like the first one did.
    """

    id = "fill"
    label = "Fill"
    tip = "Fill an area of alike colour; drag over more of them. Alt takes the background colour"
    icon = "fill"
    shortcut = "F"
    cursor = "fill"
    defaults = FillOptions()

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        reason = editor.paintable_reason()
        if reason:
            raise EditorError(reason)
        document, target, layer = editor.document, editor.target, editor.active_layer
        layer_id = editor.active_layer_id
        options: FillOptions = self.values(editor)
        layers = sampled_layers(document, layer, options.sample)
        background = (options.fill == "background") != press.alt
        colour = editor.background if background else editor.foreground
        value = FULL if target == "selection" else luminance(colour)
        paint = None
        if options.fill == "pattern":
            marks = (FULL, FULL, FULL) if target == "selection" else colour
            paint = pattern_named(editor, options.pattern).paint(marks, options.scale / 100)
        limit = None if target == "selection" else document.selection
        lock = target == "pixels" and layer is not None and layer.lock_alpha

        def filled(
            plane: Pixels, covered: Pixels, points: Sequence[tuple[int, int]]
        ) -> Callable[[Callable[[], bool]], tuple[Pixels, Pixels]]:
            """The plane, and all that has been covered, when the areas at some points are added."""

            def work(cancelled: Callable[[], bool]) -> tuple[Pixels, Pixels]:
                now, done = plane, covered
                for x, y in points:
                    if value_at(done, x, y) > 0:
                        continue
                    found = area_at(
                        document, layers, (x, y), options, cancelled, sample=_pixel(press)
                    )
                    if cancelled() or not found.tiles:
                        continue
                    if options.feather > 0:
                        found = reshape.feather(found, document.bounds, options.feather)
                    done = selection.combine(done, found, "add") or done
                    area = selection.combine(
                        limit, found, "replace" if limit is None else "intersect"
                    )
                    if area is None:
                        continue
                    if paint is not None:
                        keys = None if area.fill else sorted(area.tiles)
                        now = covered_with(
                            now, paint, area, document.bounds, lock_alpha=lock, keys=keys
                        )
                    elif target == "pixels":
                        now = cutting.filled(now, colour, area, document.bounds, lock_alpha=lock)
                    else:
                        now = cutting.filled_mask(now, value, area, document.bounds)
                return now, done

            return work

        with editor.edit("Fill") as edit:
            plane, covered = plane_of(document, target, layer_id), Pixels.mask()
            before = press
            events: tuple[PointerEvent, ...] = (press,)
            while True:
                passed = pairwise((before, *events))
                points = [
                    point
                    for first, last in passed
                    for point in _between(first, last)
                    if value_at(covered, *point) == 0
                ]
                if points:
                    filled_plane, covered = yield Work(filled(plane, covered, points))
                    if filled_plane is not plane:
                        plane = filled_plane
                        edit.put_plane(target, layer_id, plane)
                if events[-1].kind == "release":
                    return
                before, events = events[-1], (yield TOGETHER)


class Wand(SelectTool):
    """Selects an area of alike colour."""

    id = "select-wand"
    label = "Magic wand"
    tip = "Select an area of alike colour. Shift adds, Alt subtracts, both intersect"
    icon = "select-wand"
    shortcut = "W"
    defaults = WandOptions()

    def draw(self, editor: Editor, press: PointerEvent) -> Gesture:
        yield from self._select_area(editor, press)
        while (yield).kind != "release":
            pass

    def clicked(self, editor: Editor, press: PointerEvent) -> Gesture:
        yield from self._select_area(editor, press)

    def _select_area(self, editor: Editor, press: PointerEvent) -> Gesture:
        mode = self.combine_mode(editor, press)
        document, options = editor.document, self.values(editor)
        layers = sampled_layers(document, editor.active_layer, options.sample)

        def selected(cancelled: Callable[[], bool]) -> Document:
            area = area_at(document, layers, _pixel(press), options, cancelled)
            return document if cancelled() else self.selected(editor, document, area, mode)

        found: Document = yield Work(selected)
        editor.apply(f"{self.label} selection", lambda _: found)


def sampled_layers(document: Document, layer: Layer | None, sample: str) -> tuple[Layer, ...]:
    """The layers in which alike colours are looked for; EditorError when there are none."""
    if sample == "layer" and isinstance(layer, RasterLayer):
        return (layer,)
    if sample == "reference":
        marked = [inner.id for inner in document.walk() if inner.reference]
        if not marked:
            raise EditorError("No layer is a reference yet: mark one with Layer > Reference layer.")
        return operations.roots(document, marked)
    return document.layers


def area_at(
    document: Document,
    layers: Sequence[Layer],
    point: tuple[int, int],
    options: AreaOptions,
    cancelled: Callable[[], bool],
    *,
    sample: tuple[int, int] | None = None,
) -> Pixels:
    """A selection of what looks like a pixel, grown as the options say.

    Nothing when the pixel is off the canvas, or unlike ``sample``, when that is given.
    """
    area = alike_area(
        layers,
        document.bounds,
        *point,
        tolerance=options.tolerance / 100,
        connected=options.contiguous,
        antialias=options.antialias,
        gap=round(options.gap),
        sample=sample,
        cancelled=cancelled,
    )
    if area.tiles and options.grow > 0 and not cancelled():
        area = reshape.grow(area, document.bounds, options.grow)
    return area


def pattern_named(editor: Editor, pattern_id: str) -> Pattern:
    """One of the artist's own patterns or of those that come with the program."""
    try:
        return editor.patterns.get(pattern_id) or bundled_pattern(pattern_id)
    except KeyError:
        raise EditorError("This pattern is not there any more.") from None


def _pixel(event: PointerEvent) -> tuple[int, int]:
    return math.floor(event.x), math.floor(event.y)


def _between(first: PointerEvent, last: PointerEvent) -> list[tuple[int, int]]:
    """Pixels on the way from one event to another, the last included."""
    steps = min(512, max(1, math.ceil(math.dist((first.x, first.y), (last.x, last.y)) / DRAG_STEP)))
    return [
        (
            math.floor(first.x + (last.x - first.x) * step / steps),
            math.floor(first.y + (last.y - first.y) * step / steps),
        )
        for step in range(1, steps + 1)
    ]
