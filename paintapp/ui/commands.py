"""What menus, buttons and keys do to layers and the canvas; each call is one history entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from paintapp.document import Document, DocumentError, GroupLayer, Layer, RasterLayer, operations
from paintapp.document.pixels import Pixels
from paintapp.editor import Editor, EditorError
from paintapp.ui.waiting import Waiting

if TYPE_CHECKING:
    from paintapp.painting.covering import Paint
    from paintapp.ui.patterns import PatternShelf

ATTEMPTS = 3
"""How often a command is tried anew because the document has changed under it."""


class Commands(QObject):
    """Shared by the groups of commands: the editor, and work that may take its time."""

    def __init__(self, editor: Editor, waiting: Waiting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self.waiting = waiting

    async def apply_beside(
        self, label: str, function: Callable[..., Document], *args: Any, **kwargs: Any
    ) -> None:
        """Like `Editor.apply`, but ``function`` runs on another thread: documents are frozen.

        Commands follow each other in the order they were given. What is painted meanwhile is not
        lost: the function is then run again. EditorError when that goes on and on.
        """
        async with self.waiting.turn():
            self.editor.finish()
            self.editor.cancel()
            for _ in range(ATTEMPTS):
                before = self.editor.document
                result = await self.waiting.thread(partial(function, before, *args, **kwargs))
                if self.editor.document is before and not self.editor.busy:
                    self.editor.apply(label, lambda _, result=result: result)
                    return
        raise EditorError(
            self.tr("“{action}” was given up: the document changed meanwhile.").format(action=label)
        )


class LayerCommands(Commands):
    """Commands on the layers chosen in the layers panel."""

    @property
    def active(self) -> Layer | None:
        return self.editor.active_layer

    def chosen(self) -> tuple[int, ...]:
        """The ids of the chosen layers, lowest first."""
        return self.editor.chosen

    def add(self) -> None:
        document = self.editor.document
        name = self.free_name(self.tr("Layer"))
        self.editor.apply(
            self.tr("New layer"), operations.add_layer, name, self.editor.active_layer_id
        )
        assert self.editor.document is not document

    def add_group(self) -> None:
        name = self.free_name(self.tr("Group"))
        self.editor.apply(self.tr("Group layers"), operations.group_layers, self.chosen(), name)

    def ungroup(self) -> None:
        if isinstance(self.active, GroupLayer):
            self.editor.apply(self.tr("Ungroup"), operations.ungroup, self.active.id)

    def duplicate(self) -> None:
        before = {layer.id for layer in self.editor.document.walk()}
        several = len(self.chosen()) > 1
        self.editor.apply(
            self.tr("Duplicate layer"),
            operations.duplicate_layers,
            self.chosen(),
            self.tr(" copy"),
        )
        if several:
            made = {layer.id for layer in self.editor.document.walk()} - before
            copies = operations.roots(self.editor.document, made)
            self.editor.choose(layer.id for layer in copies)

    def delete(self) -> None:
        self.editor.apply(self.tr("Delete layer"), operations.delete_layers, self.chosen())

    def rasterise(self) -> None:
        """Make text layers among the chosen ones layers to paint on."""
        self.editor.apply(self.tr("Rasterise"), operations.rasterise, self.chosen())

    async def merge_down(self) -> None:
        from paintapp.painting import merge

        chosen = self.chosen()
        if chosen:
            await self.apply_beside(self.tr("Merge layers"), merge.merge_layers, chosen)

    async def flatten(self) -> None:
        from paintapp.painting import merge

        await self.apply_beside(self.tr("Flatten image"), merge.flatten_image, self.tr("Flattened"))

    def shift(self, steps: int) -> None:
        if self.active is not None:
            label = self.tr("Raise layer") if steps > 0 else self.tr("Lower layer")
            self.editor.apply(label, operations.shift_layers, self.chosen(), steps)

    def turn(self, name: str) -> None:
        """Flip the chosen layers, or what is selected of them, or turn them by a right angle."""
        from paintapp.tools.transform import turn_at_once

        turn_at_once(self.editor, name)

    def select_neighbour(self, steps: int) -> None:
        """Make the layer above or below the active one active, through groups."""
        order = [layer.id for layer in self.editor.document.walk()]
        if self.editor.active_layer_id in order:
            index = order.index(self.editor.active_layer_id) + steps
            if 0 <= index < len(order):
                self.editor.set_active(order[index])

    def move(self, layer_ids: Iterable[int], parent: int | None, index: int) -> None:
        """Layers dragged to a place; ``index`` counts the siblings from the lowest."""
        self.editor.apply(
            self.tr("Move layer"), operations.move_layers, tuple(layer_ids), parent, index
        )

    def set(self, layer_id: int, label: str, **properties: Any) -> None:
        self.editor.apply(label, operations.set_properties, layer_id, **properties)

    def rename(self, layer_id: int, name: str) -> None:
        if name.strip():
            self.set(layer_id, self.tr("Rename layer"), name=name.strip())

    def set_chosen(self, label: str, **properties: Any) -> None:
        """Change some fields of all chosen layers alike."""
        self.editor.apply(label, operations.set_each, self.chosen(), **properties)

    def toggle_visible(self, layer_id: int) -> None:
        """Show or hide a layer; all chosen ones with it when it is one of them."""
        visible = not self.editor.document.layer(layer_id).visible
        label = self.tr("Show layer") if visible else self.tr("Hide layer")
        chosen = self.chosen()
        layers = chosen if layer_id in chosen else (layer_id,)
        self.editor.apply(label, operations.set_each, layers, visible=visible)

    def toggle(self, field: str, label: str) -> None:
        """Flip a yes-or-no field of the active layer; the other chosen ones follow it."""
        if self.active is not None:
            self.set_chosen(label, **{field: not getattr(self.active, field)})

    def toggle_lock(self) -> None:
        self.toggle("lock_pixels", self.tr("Lock layer"))

    def toggle_lock_alpha(self) -> None:
        self.toggle("lock_alpha", self.tr("Lock transparency"))

    def toggle_lock_position(self) -> None:
        self.toggle("lock_position", self.tr("Lock position"))

    def toggle_reference(self) -> None:
        self.toggle("reference", self.tr("Reference layer"))

    def toggle_clipping(self) -> None:
        self.toggle("clipping", self.tr("Clip to layer below"))

    def toggle_mask_enabled(self) -> None:
        if self.active is not None and self.active.mask is not None:
            self.toggle("mask_enabled", self.tr("Switch mask"))

    def add_mask(self) -> None:
        if self.active is not None and self.active.mask is None:
            self.editor.apply(self.tr("Add mask"), operations.add_mask, self.active.id)
            self.editor.target = "mask"

    def remove_mask(self) -> None:
        if self.active is not None and self.active.mask is not None:
            self.editor.apply(self.tr("Remove mask"), operations.remove_mask, self.active.id)

    async def apply_mask(self) -> None:
        from paintapp.painting import merge

        if self.active is not None:
            await self.apply_beside(self.tr("Apply mask"), merge.apply_mask, self.active.id)

    def edit_mask(self, on: bool) -> None:
        """Paint on the active layer's mask, or on its pixels again."""
        if not on:
            self.editor.target = "pixels"
        elif self.active is not None and self.active.mask is not None:
            self.editor.target = "mask"

    def toggle_edit_mask(self) -> None:
        self.edit_mask(self.editor.target != "mask")

    async def clear(self) -> None:
        """Make the selected part of what is painted on empty."""
        self._check_paintable()
        await self.apply_beside(
            self.tr("Clear"), _cleared, self.editor.target, self.editor.active_layer_id
        )

    async def fill(self, *, background: bool = False) -> None:
        """Fill the selected part of what is painted on with one of the two colours."""
        self._check_paintable()
        colour = self.editor.background if background else self.editor.foreground
        await self.apply_beside(
            self.tr("Fill"), _filled, self.editor.target, self.editor.active_layer_id, colour
        )

    async def fill_pattern(self) -> None:
        """Fill the selected part of what is painted on with the pattern of the fill tool."""
        from paintapp.tools import tool
        from paintapp.tools.fill import pattern_named

        self._check_paintable()
        values = tool("fill").values(self.editor)
        colour = (65535,) * 3 if self.editor.target == "selection" else self.editor.foreground
        paint = pattern_named(self.editor, values.pattern).paint(colour, values.scale / 100)
        await self.apply_beside(
            self.tr("Fill"), _painted, self.editor.target, self.editor.active_layer_id, paint
        )

    async def make_pattern(self, shelf: PatternShelf) -> None:
        """Keep what is seen within the selection as a pattern, and fill with it from now on."""
        from paintapp.painting.composite import flatten
        from paintapp.painting.patterns import LARGEST_SIDE
        from paintapp.tools import tool

        document = self.editor.document
        if document.selection is None:
            raise EditorError(self.tr("Select what is to repeat first."))
        rect = document.selection.bounds().intersected(document.bounds)
        if rect.empty or max(rect.width, rect.height) > LARGEST_SIDE:
            raise EditorError(
                self.tr("A pattern has sides of at most {most} pixels.").format(most=LARGEST_SIDE)
            )
        pixels = await self.waiting.thread(partial(flatten, document, rect))
        try:
            pattern = shelf.keep(pixels, self.tr("Pattern"))
        except OSError as error:
            raise EditorError(
                self.tr("The pattern could not be kept: {reason}").format(reason=error)
            ) from error
        tool("fill").change(self.editor, fill="pattern", pattern=pattern.id)

    def free_name(self, stem: str) -> str:
        """``stem`` with the smallest number that no layer's name has yet."""
        names = {layer.name for layer in self.editor.document.walk()}
        number = 1
        while f"{stem} {number}" in names:
            number += 1
        return f"{stem} {number}"

    def _check_paintable(self) -> None:
        reason = self.editor.paintable_reason()
        if reason:
            raise EditorError(reason)


def _cleared(document: Document, target: str, layer_id: int | None) -> Document:
    from paintapp.painting import cutting

    if target == "selection":
        return document.with_selection(None)
    assert layer_id is not None
    selection = document.selection
    if target == "mask":
        layer = document.layer(layer_id)
        mask = cutting.filled_mask(layer.mask or Pixels.mask(), 0, selection, document.bounds)
        return document.with_layer(replace(layer, mask=mask))
    layer = document.raster(layer_id)
    if layer.lock_alpha:
        raise DocumentError("The layer's transparency is locked.")
    if selection is None:
        return document.with_layer(replace(layer, pixels=Pixels()))
    pixels = cutting.cleared(layer.pixels, selection, document.bounds)
    return document.with_layer(replace(layer, pixels=pixels))


def _filled(
    document: Document, target: str, layer_id: int | None, colour: tuple[int, int, int]
) -> Document:
    from paintapp.painting import cutting

    red, green, blue = colour
    value = round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    if target == "selection":
        plane = cutting.filled_mask(Pixels.mask(), value, None, document.bounds)
        return document.with_selection(plane)
    assert layer_id is not None
    layer = document.layer(layer_id)
    if target == "mask":
        mask = cutting.filled_mask(
            layer.mask or Pixels.mask(), value, document.selection, document.bounds
        )
        return document.with_layer(replace(layer, mask=mask))
    assert isinstance(layer, RasterLayer)
    pixels = cutting.filled(
        layer.pixels, colour, document.selection, document.bounds, lock_alpha=layer.lock_alpha
    )
    return document.with_layer(replace(layer, pixels=pixels))


def _painted(document: Document, target: str, layer_id: int | None, paint: Paint) -> Document:
    """A document with the selected part of a plane covered with paint."""
    from paintapp.document import Edit
    from paintapp.document.edit import plane_of
    from paintapp.painting.covering import covered

    edit = Edit(document, "")
    layer = document.find(layer_id)
    limit = None if target == "selection" else document.selection
    lock = target == "pixels" and layer is not None and layer.lock_alpha
    plane = plane_of(document, target, layer_id)
    plane = covered(plane, paint, limit, document.bounds, lock_alpha=lock)
    edit.put_plane(target, layer_id, plane)
    return edit.document


class CanvasCommands(Commands):
    """Commands on the whole image."""

    async def resize(self) -> None:
        from paintapp.ui.dialogs.canvas_size import CanvasSizeDialog

        document = self.editor.document
        dialog = CanvasSizeDialog(document.width, document.height, self.parent())
        if await self.waiting.answer(dialog):
            await self.apply_beside(
                self.tr("Canvas size"), operations.resize_canvas, *dialog.values()
            )

    async def scale(self) -> None:
        from paintapp.painting.whole_image import scaled_image
        from paintapp.ui.dialogs.scale_image import ScaleImageDialog

        document = self.editor.document
        dialog = ScaleImageDialog(
            document.width, document.height, document.resolution, self.parent()
        )
        if await self.waiting.answer(dialog):
            await self.apply_beside(self.tr("Scale image"), scaled_image, *dialog.values())

    async def turn(self, quarters: int) -> None:
        from paintapp.painting import whole_image

        await self.apply_beside(self.tr("Rotate image"), whole_image.turned_image, quarters)

    async def flip(self, *, vertical: bool = False) -> None:
        from paintapp.painting import whole_image

        await self.apply_beside(
            self.tr("Flip image"), whole_image.mirrored_image, vertical=vertical
        )

    async def crop(self) -> None:
        selection = self.editor.document.selection
        if selection is None:
            raise EditorError(self.tr("Nothing is selected."))
        rect = selection.bounds().intersected(self.editor.document.bounds)
        await self.apply_beside(self.tr("Crop to selection"), operations.crop_to, rect)
