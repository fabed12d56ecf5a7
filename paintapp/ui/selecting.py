"""What menus and keys do to the selection; each call is one history entry."""

from __future__ import annotations

from paintapp.document import FULL, Document, Layer, Pixels
from paintapp.editor import EditorError
from paintapp.painting.by_colour import Measure
from paintapp.painting.selection import CombineMode
from paintapp.ui.commands import Commands
from paintapp.ui.dialogs.amount import AmountDialog


class SelectionCommands(Commands):
    """Commands on the document's selection, and on those kept by name."""

    async def all(self) -> None:
        await self.apply_beside(self.tr("Select all"), _all_selected)

    def none(self) -> None:
        if self.editor.target == "selection":
            self.editor.target = "pixels"
        self.editor.apply(self.tr("Select nothing"), Document.with_selection, None)

    @property
    def latest(self) -> Pixels | None:
        """The selection that there was last, while there is none now."""
        history = self.editor.history
        if self.editor.document.selection is not None:
            return None
        for entry in reversed(history.entries[: history.cursor]):
            if entry.document.selection is not None:
                return entry.document.selection
        return None

    def again(self) -> None:
        """Select what was selected last."""
        latest = self.latest
        if latest is None:
            raise EditorError(self.tr("Nothing has been selected yet."))
        self.editor.apply(self.tr("Select again"), _cut_to_canvas, latest)

    async def invert(self) -> None:
        await self.apply_beside(self.tr("Invert selection"), _inverted)

    async def grow(self) -> None:
        await self._by(self.tr("Grow selection"), self.tr("Grow by"), "grow", 8)

    async def shrink(self) -> None:
        await self._by(self.tr("Shrink selection"), self.tr("Shrink by"), "shrink", 8)

    async def feather(self) -> None:
        await self._by(self.tr("Feather selection"), self.tr("Feather by"), "feather", 12)

    async def border(self) -> None:
        await self._by(self.tr("Select border"), self.tr("Width of the border"), "border", 8)

    async def smooth(self) -> None:
        await self._by(self.tr("Smooth selection"), self.tr("Smooth over"), "smooth", 12)

    async def colour_range(self) -> None:
        """Ask for a range of colours or tones and select it."""
        from paintapp.ui.dialogs.colour_range import ColourRangeDialog

        dialog = ColourRangeDialog(self.editor, self.waiting, self.parent())
        if await self.waiting.answer(dialog):
            await self.apply_beside(self.tr("Select colour range"), _colour_range, *dialog.values())

    async def from_layer(
        self, mode: CombineMode = "replace", layer_id: int | None = None, of_mask: bool = False
    ) -> None:
        """Join what a layer covers (None: the active one), or what its mask shows."""
        layer_id = self.editor.active_layer_id if layer_id is None else layer_id
        if layer_id is None:
            raise EditorError("There is no active layer.")
        label = self.tr("Select from mask") if of_mask else self.tr("Select from layer")
        await self.apply_beside(label, _from_layer, layer_id, of_mask, mode)

    def quick_mask(self) -> None:
        """Start or stop painting the selection itself."""
        painting = self.editor.target == "selection"
        self.editor.target = "pixels" if painting else "selection"

    # Kept by name

    async def save(self) -> None:
        """Ask for a name and keep the selection under it."""
        from paintapp.ui.dialogs.name import NameDialog

        self._some()
        dialog = NameDialog(
            self.tr("Save selection"),
            self.tr("Name"),
            self.free_name(),
            self.editor.document.saved_selections,
            self.tr("It takes the place of the one with this name."),
            self.parent(),
        )
        if await self.waiting.answer(dialog):
            selection = self._some()
            self.editor.apply(
                self.tr("Save selection"), Document.with_saved_selection, dialog.value(), selection
            )

    async def saved(self) -> None:
        """Show the selections that are kept, to load, rename and delete them."""
        from paintapp.ui.dialogs.saved_selections import SavedSelectionsDialog

        await self.waiting.answer(SavedSelectionsDialog(self, self.parent()))

    async def load(self, name: str, mode: CombineMode = "replace") -> None:
        """Join a selection kept by name to the one there is."""
        await self.apply_beside(self.tr("Load selection"), _loaded, name, mode)

    def rename(self, name: str, wanted: str) -> None:
        self.editor.apply(self.tr("Rename selection"), _renamed, name, wanted)

    def delete(self, name: str) -> None:
        self.editor.apply(
            self.tr("Delete saved selection"), Document.with_saved_selection, name, None
        )

    def free_name(self) -> str:
        """A name that no selection is kept under yet."""
        stem, number = self.tr("Selection"), 1
        while f"{stem} {number}" in self.editor.document.saved_selections:
            number += 1
        return f"{stem} {number}"

    def _some(self) -> Pixels:
        selection = self.editor.document.selection
        if selection is None:
            raise EditorError(self.tr("Nothing is selected."))
        return selection

    async def _by(self, label: str, question: str, name: str, pixels: int) -> None:
        self._some()
        dialog = AmountDialog(label, question, pixels, 1, 1000, self.parent())
        if await self.waiting.answer(dialog):
            await self.apply_beside(label, _reshaped, name, dialog.value())


def _all_selected(document: Document) -> Document:
    from paintapp.painting import cutting

    if document.selection is not None:
        document = document.with_selection(None)
    plane = cutting.filled_mask(Pixels.mask(), FULL, None, document.bounds)
    return document.with_selection(plane)


def _inverted(document: Document) -> Document:
    from paintapp.painting import selection

    if document.selection is None:
        return _all_selected(document)
    return document.with_selection(selection.inverted(document.selection, document.bounds))


def _reshaped(document: Document, name: str, pixels: int) -> Document:
    from paintapp.painting import reshape

    if document.selection is None:
        return document
    plane = getattr(reshape, name)(document.selection, document.bounds, pixels)
    return document.with_selection(plane if plane.tiles else None)


def _from_layer(document: Document, layer_id: int, of_mask: bool, mode: CombineMode) -> Document:
    from paintapp.painting import selection

    layer = document.layer(layer_id)
    if of_mask:
        if layer.mask is None:
            raise EditorError("The layer has no mask.")
        plane = selection.within(layer.mask, document.bounds)
    else:
        plane = selection.of_layer(layer, document.bounds)
    return document.with_selection(selection.combine(document.selection, plane, mode))


def _colour_range(
    document: Document,
    layers: tuple[Layer, ...],
    measure: Measure,
    tolerance: float,
    softness: float,
    mode: CombineMode,
) -> Document:
    from paintapp.painting import selection
    from paintapp.painting.by_colour import ColourDistances

    plane = ColourDistances(layers, document.bounds, measure).near(tolerance, softness)
    return document.with_selection(selection.combine(document.selection, plane, mode))


def _loaded(document: Document, name: str, mode: CombineMode) -> Document:
    from paintapp.painting import selection

    kept = document.saved_selections.get(name)
    if kept is None:
        return document
    return document.with_selection(selection.combine(document.selection, kept, mode))


def _renamed(document: Document, name: str, wanted: str) -> Document:
    kept = document.saved_selections.get(name)
    if kept is None or name == wanted:
        return document
    return document.with_saved_selection(name, None).with_saved_selection(wanted, kept)


def _cut_to_canvas(document: Document, plane: Pixels) -> Document:
    from paintapp.painting import selection

    return document.with_selection(selection.within(plane, document.bounds))
