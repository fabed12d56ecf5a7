"""The table of actions: label, shortcuts, icon, and what each calls. Menus are lists of ids.

To add an action, add a row and put its id in a menu. A row's ``call`` may return a coroutine,
which the window then runs beside itself. Labels are English here and translated where shown.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QAction, QIcon, QKeySequence

from paintapp.document import Document, GroupLayer, TextLayer, operations, walk
from paintapp.tools import tool as tool_named
from paintapp.ui import icons

if TYPE_CHECKING:
    from paintapp.ui.window import Window

Call = Callable[["Window"], Coroutine[Any, Any, Any] | None]
Test = Callable[["Window"], bool]


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One thing the artist can do. With ``checked`` it is a switch."""

    id: str
    label: str
    call: Call
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    enabled: Test | None = None
    checked: Test | None = None
    on_canvas: bool = False
    """Whether the shortcut works only while the canvas has the keyboard."""


def _layer(window: Window) -> bool:
    return window.editor.active_layer is not None


def _mask(window: Window) -> bool:
    layer = window.editor.active_layer
    return layer is not None and layer.mask is not None


def _selection(window: Window) -> bool:
    return window.editor.document.selection is not None


def _group(window: Window) -> bool:
    return isinstance(window.editor.active_layer, GroupLayer)


def _text(window: Window) -> bool:
    """Whether there is a text among the chosen layers, or in the chosen groups."""
    document = window.editor.document
    chosen = operations.roots(document, window.layers.chosen())
    return any(isinstance(layer, TextLayer) for layer in walk(chosen))


def _field(name: str) -> Test:
    return lambda window: bool(getattr(window.editor.active_layer, name, False))


def _generated(window: Window) -> bool:
    layer = window.editor.active_layer_id
    return layer is not None and window.generate.is_generated(layer)


def _stabilise(kind: str, window: Window) -> None:
    window.set_hand(stabiliser=kind)


def _hand_is(name: str, value: object, window: Window) -> bool:
    return bool(getattr(window.editor.hand, name) == value)


def _opacity(digit: int) -> ActionRow:
    percent = 100 if digit == 0 else digit * 10
    return ActionRow(
        f"opacity-{percent}",
        _OPACITY_LABELS[digit],
        lambda window: window.set_brush_opacity(percent / 100),
        (str(digit),),
    )


_OPACITY_LABELS = (
    QT_TRANSLATE_NOOP("Actions", "Opacity 100%"),
    QT_TRANSLATE_NOOP("Actions", "Opacity 10%"),
    QT_TRANSLATE_NOOP("Actions", "Opacity 20%"),
    QT_TRANSLATE_NOOP("Actions", "Opacity 30%"),
    QT_TRANSLATE_NOOP("Actions", "Opacity 40%"),
    QT_TRANSLATE_NOOP("Actions", "Opacity 50%"),
    QT_TRANSLATE_NOOP("Actions", "Opacity 60%"),
    QT_TRANSLATE_NOOP("Actions", "Opacity 70%"),
    QT_TRANSLATE_NOOP("Actions", "Opacity 80%"),
    QT_TRANSLATE_NOOP("Actions", "Opacity 90%"),
)

_Row = ActionRow

ACTIONS: tuple[ActionRow, ...] = (
    # File
    _Row(
        "new",
        QT_TRANSLATE_NOOP("Actions", "New…"),
        lambda w: w.files.new(),
        ("Ctrl+N",),
        "new",
    ),
    _Row(
        "open",
        QT_TRANSLATE_NOOP("Actions", "Open…"),
        lambda w: w.files.open(),
        ("Ctrl+O",),
        "open",
    ),
    _Row(
        "open-as-layer",
        QT_TRANSLATE_NOOP("Actions", "Import as layer…"),
        lambda w: w.files.import_layer(),
        ("Ctrl+Shift+O",),
        "image",
    ),
    _Row(
        "save",
        QT_TRANSLATE_NOOP("Actions", "Save"),
        lambda w: w.files.save(),
        ("Ctrl+S",),
        "save",
    ),
    _Row(
        "save-as",
        QT_TRANSLATE_NOOP("Actions", "Save as…"),
        lambda w: w.files.save_as(),
        ("Ctrl+Shift+S",),
        "save-as",
    ),
    _Row(
        "export",
        QT_TRANSLATE_NOOP("Actions", "Export…"),
        lambda w: w.files.export(),
        ("Ctrl+Shift+E",),
        "export",
    ),
    _Row(
        "quit",
        QT_TRANSLATE_NOOP("Actions", "Quit"),
        lambda w: w.leave(),
        ("Ctrl+Q",),
        "quit",
    ),
    # Edit
    _Row(
        "undo",
        QT_TRANSLATE_NOOP("Actions", "Undo"),
        lambda w: w.editor.undo(),
        ("Ctrl+Z",),
        "undo",
        lambda w: w.editor.can_undo,
    ),
    _Row(
        "redo",
        QT_TRANSLATE_NOOP("Actions", "Redo"),
        lambda w: w.editor.redo(),
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        "redo",
        lambda w: w.editor.can_redo,
    ),
    _Row(
        "cut",
        QT_TRANSLATE_NOOP("Actions", "Cut"),
        lambda w: w.clipboard.cut(),
        ("Ctrl+X",),
        "cut",
        _layer,
    ),
    _Row(
        "copy",
        QT_TRANSLATE_NOOP("Actions", "Copy"),
        lambda w: w.clipboard.copy(),
        ("Ctrl+C",),
        "copy",
        _layer,
    ),
    _Row(
        "copy-merged",
        QT_TRANSLATE_NOOP("Actions", "Copy merged"),
        lambda w: w.clipboard.copy_merged(),
        ("Ctrl+Shift+C",),
        "layers",
    ),
    _Row(
        "paste",
        QT_TRANSLATE_NOOP("Actions", "Paste as layer"),
        lambda w: w.clipboard.paste(),
        ("Ctrl+V",),
        "paste",
    ),
    _Row(
        "clear",
        QT_TRANSLATE_NOOP("Actions", "Clear"),
        lambda w: w.layers.clear(),
        ("Del",),
        "clear",
        _layer,
    ),
    _Row(
        "fill-foreground",
        QT_TRANSLATE_NOOP("Actions", "Fill with foreground"),
        lambda w: w.layers.fill(),
        ("Shift+F5", "Alt+Backspace"),
        "fill",
        _layer,
    ),
    _Row(
        "fill-background",
        QT_TRANSLATE_NOOP("Actions", "Fill with background"),
        lambda w: w.layers.fill(background=True),
        ("Ctrl+Backspace",),
        "",
        _layer,
    ),
    _Row(
        "fill-pattern",
        QT_TRANSLATE_NOOP("Actions", "Fill with pattern"),
        lambda w: w.layers.fill_pattern(),
        ("Ctrl+Alt+Backspace",),
        "pattern",
        _layer,
    ),
    _Row(
        "make-pattern",
        QT_TRANSLATE_NOOP("Actions", "Make a pattern of the selection"),
        lambda w: w.layers.make_pattern(w.patterns),
        (),
        "",
        _selection,
    ),
    _Row(
        "swap-colours",
        QT_TRANSLATE_NOOP("Actions", "Swap colours"),
        lambda w: w.editor.swap_colours(),
        ("X",),
        "swap",
    ),
    _Row(
        "reset-colours",
        QT_TRANSLATE_NOOP("Actions", "Black and white"),
        lambda w: w.editor.reset_colours(),
        ("D",),
        "reset-colours",
    ),
    # Brush
    _Row(
        "brush-smaller",
        QT_TRANSLATE_NOOP("Actions", "Smaller brush"),
        lambda w: w.scale_brush(-1),
        ("[",),
    ),
    _Row(
        "brush-larger",
        QT_TRANSLATE_NOOP("Actions", "Larger brush"),
        lambda w: w.scale_brush(1),
        ("]",),
    ),
    *(_opacity(digit) for digit in (*range(1, 10), 0)),
    _Row(
        "preferences",
        QT_TRANSLATE_NOOP("Actions", "Preferences…"),
        lambda w: w.show_preferences(),
        ("Ctrl+,",),
        "settings",
    ),
    # Draw
    *(
        _Row(
            f"stabiliser-{kind}",
            text,
            partial(_stabilise, kind),
            (),
            "",
            None,
            partial(_hand_is, "stabiliser", kind),
        )
        for kind, text in (
            ("off", QT_TRANSLATE_NOOP("Actions", "No stabiliser")),
            ("smoothing", QT_TRANSLATE_NOOP("Actions", "Smoothing")),
            ("string", QT_TRANSLATE_NOOP("Actions", "Pulled string")),
        )
    ),
    _Row(
        "symmetry-left-right",
        QT_TRANSLATE_NOOP("Actions", "Mirror strokes left and right"),
        lambda w: w.mirror_strokes("left-right"),
        ("Ctrl+Alt+M",),
        "symmetry-left-right",
        None,
        lambda w: w.editor.hand.symmetry.kind in ("left-right", "both"),
    ),
    _Row(
        "symmetry-top-bottom",
        QT_TRANSLATE_NOOP("Actions", "Mirror strokes top and bottom"),
        lambda w: w.mirror_strokes("top-bottom"),
        ("Ctrl+Alt+Shift+M",),
        "symmetry-top-bottom",
        None,
        lambda w: w.editor.hand.symmetry.kind in ("top-bottom", "both"),
    ),
    _Row(
        "symmetry-radial",
        QT_TRANSLATE_NOOP("Actions", "Repeat strokes around a point"),
        lambda w: w.mirror_strokes("radial"),
        (),
        "symmetry-radial",
        None,
        lambda w: w.editor.hand.symmetry.kind == "radial",
    ),
    _Row(
        "rulers-show",
        QT_TRANSLATE_NOOP("Actions", "Show rulers"),
        lambda w: w.toggle_hand("rulers"),
        (),
        "ruler",
        None,
        partial(_hand_is, "rulers", True),
    ),
    _Row(
        "rulers-snap",
        QT_TRANSLATE_NOOP("Actions", "Snap to rulers"),
        lambda w: w.toggle_hand("snap"),
        ("Ctrl+Shift+;",),
        "",
        lambda w: w.editor.hand.rulers,
        partial(_hand_is, "snap", True),
    ),
    _Row(
        "rulers-remove",
        QT_TRANSLATE_NOOP("Actions", "Remove all rulers"),
        lambda w: w.editor.apply("Remove rulers", Document.with_rulers, ()),
        (),
        "",
        lambda w: bool(w.editor.document.rulers),
    ),
    _Row(
        "brush-previous",
        QT_TRANSLATE_NOOP("Actions", "Previous brush"),
        lambda w: w.brushes.step(-1),
        (",",),
    ),
    _Row(
        "brush-next",
        QT_TRANSLATE_NOOP("Actions", "Next brush"),
        lambda w: w.brushes.step(1),
        (".",),
    ),
    _Row(
        "brush-pick",
        QT_TRANSLATE_NOOP("Actions", "Choose a brush…"),
        lambda w: w.show_brushes(),
        ("F6",),
        "brush",
    ),
    _Row(
        "brush-editor",
        QT_TRANSLATE_NOOP("Actions", "Brush editor"),
        lambda w: w.brushes.show_editor(),
        ("F5",),
        "settings",
    ),
    _Row(
        "brush-reset",
        QT_TRANSLATE_NOOP("Actions", "Back to the preset"),
        lambda w: w.brush_presets.reset(),
        (),
        "undo",
        lambda w: w.brush_presets.modified,
    ),
    _Row(
        "brush-save",
        QT_TRANSLATE_NOOP("Actions", "Save brush"),
        lambda w: w.brushes.save(),
        (),
        "save",
        lambda w: w.brush_presets.loaded,
    ),
    _Row(
        "brush-save-as",
        QT_TRANSLATE_NOOP("Actions", "Save as new brush…"),
        lambda w: w.brushes.save_as(),
        (),
        "add",
        lambda w: w.brush_presets.loaded,
    ),
    _Row(
        "brush-import",
        QT_TRANSLATE_NOOP("Actions", "Import brushes…"),
        lambda w: w.brushes.import_files(),
        (),
        "open",
        lambda w: w.brush_presets.loaded,
    ),
    # Layer
    _Row(
        "layer-add",
        QT_TRANSLATE_NOOP("Actions", "New layer"),
        lambda w: w.layers.add(),
        ("Ctrl+Shift+N", "Ins"),
        "layer-add",
    ),
    _Row(
        "layer-duplicate",
        QT_TRANSLATE_NOOP("Actions", "Duplicate layer"),
        lambda w: w.layers.duplicate(),
        ("Ctrl+J",),
        "duplicate",
        _layer,
    ),
    _Row(
        "layer-delete",
        QT_TRANSLATE_NOOP("Actions", "Delete layer"),
        lambda w: w.layers.delete(),
        ("Shift+Del",),
        "delete",
        _layer,
    ),
    _Row(
        "layer-rename",
        QT_TRANSLATE_NOOP("Actions", "Rename layer"),
        lambda w: w.layers_panel.rename_active(),
        ("F2",),
        "edit",
        _layer,
    ),
    _Row(
        "layer-group",
        QT_TRANSLATE_NOOP("Actions", "Group layers"),
        lambda w: w.layers.add_group(),
        ("Ctrl+G",),
        "group",
        _layer,
    ),
    _Row(
        "layer-ungroup",
        QT_TRANSLATE_NOOP("Actions", "Ungroup"),
        lambda w: w.layers.ungroup(),
        ("Ctrl+Shift+G",),
        "",
        _group,
    ),
    _Row(
        "layer-merge-down",
        QT_TRANSLATE_NOOP("Actions", "Merge down"),
        lambda w: w.layers.merge_down(),
        ("Ctrl+E",),
        "merge-down",
        _layer,
    ),
    _Row(
        "text-edit",
        QT_TRANSLATE_NOOP("Actions", "Edit text"),
        lambda w: w.edit_text(),
        ("Ctrl+Alt+T",),
        "text",
        lambda w: isinstance(w.editor.active_layer, TextLayer),
    ),
    _Row(
        "layer-rasterise",
        QT_TRANSLATE_NOOP("Actions", "Rasterise"),
        lambda w: w.layers.rasterise(),
        ("Ctrl+Shift+R",),
        "brush",
        _text,
    ),
    _Row(
        "layer-raise",
        QT_TRANSLATE_NOOP("Actions", "Raise layer"),
        lambda w: w.layers.shift(1),
        ("Ctrl+]", "Ctrl+PgUp"),
        "send-up",
        _layer,
    ),
    _Row(
        "layer-lower",
        QT_TRANSLATE_NOOP("Actions", "Lower layer"),
        lambda w: w.layers.shift(-1),
        ("Ctrl+[", "Ctrl+PgDown"),
        "send-down",
        _layer,
    ),
    _Row(
        "layer-next",
        QT_TRANSLATE_NOOP("Actions", "Choose layer above"),
        lambda w: w.layers.select_neighbour(1),
        ("PgUp",),
        "",
        _layer,
    ),
    _Row(
        "layer-previous",
        QT_TRANSLATE_NOOP("Actions", "Choose layer below"),
        lambda w: w.layers.select_neighbour(-1),
        ("PgDown",),
        "",
        _layer,
    ),
    _Row(
        "layer-lock",
        QT_TRANSLATE_NOOP("Actions", "Lock pixels"),
        lambda w: w.layers.toggle_lock(),
        (),
        "lock",
        _layer,
        _field("lock_pixels"),
    ),
    _Row(
        "layer-lock-alpha",
        QT_TRANSLATE_NOOP("Actions", "Lock transparency"),
        lambda w: w.layers.toggle_lock_alpha(),
        ("/",),
        "lock-alpha",
        _layer,
        _field("lock_alpha"),
    ),
    _Row(
        "layer-lock-position",
        QT_TRANSLATE_NOOP("Actions", "Lock position"),
        lambda w: w.layers.toggle_lock_position(),
        (),
        "lock-position",
        _layer,
        _field("lock_position"),
    ),
    _Row(
        "layer-reference",
        QT_TRANSLATE_NOOP("Actions", "Reference layer"),
        lambda w: w.layers.toggle_reference(),
        ("Ctrl+Alt+R",),
        "reference",
        _layer,
        _field("reference"),
    ),
    _Row(
        "layer-clip",
        QT_TRANSLATE_NOOP("Actions", "Clip to layer below"),
        lambda w: w.layers.toggle_clipping(),
        ("Ctrl+Alt+G",),
        "clip",
        _layer,
        _field("clipping"),
    ),
    _Row(
        "mask-add",
        QT_TRANSLATE_NOOP("Actions", "Add mask"),
        lambda w: w.layers.add_mask(),
        ("Ctrl+M",),
        "mask-add",
        lambda w: _layer(w) and not _mask(w),
    ),
    _Row(
        "mask-edit",
        QT_TRANSLATE_NOOP("Actions", "Paint on mask"),
        lambda w: w.layers.toggle_edit_mask(),
        ("\\",),
        "mask",
        _mask,
        lambda w: w.editor.target == "mask",
    ),
    _Row(
        "mask-enabled",
        QT_TRANSLATE_NOOP("Actions", "Mask in effect"),
        lambda w: w.layers.toggle_mask_enabled(),
        (),
        "",
        _mask,
        lambda w: _mask(w) and _field("mask_enabled")(w),
    ),
    _Row(
        "mask-apply",
        QT_TRANSLATE_NOOP("Actions", "Apply mask to pixels"),
        lambda w: w.layers.apply_mask(),
        (),
        "",
        lambda w: _mask(w) and not _group(w),
    ),
    _Row(
        "mask-remove",
        QT_TRANSLATE_NOOP("Actions", "Remove mask"),
        lambda w: w.layers.remove_mask(),
        (),
        "mask-remove",
        _mask,
    ),
    _Row(
        "remove-background",
        QT_TRANSLATE_NOOP("Actions", "Remove background"),
        lambda w: w.cut_out.remove_background(),
        ("Ctrl+Alt+B",),
        "remove-background",
        _layer,
    ),
    # Select
    _Row(
        "select-all",
        QT_TRANSLATE_NOOP("Actions", "All"),
        lambda w: w.selection.all(),
        ("Ctrl+A",),
        "select-all",
    ),
    _Row(
        "select-none",
        QT_TRANSLATE_NOOP("Actions", "None"),
        lambda w: w.selection.none(),
        ("Ctrl+D", "Ctrl+Shift+A"),
        "select-none",
        _selection,
    ),
    _Row(
        "select-again",
        QT_TRANSLATE_NOOP("Actions", "Reselect"),
        lambda w: w.selection.again(),
        ("Ctrl+Shift+D",),
        "again",
        lambda w: w.selection.latest is not None,
    ),
    _Row(
        "select-invert",
        QT_TRANSLATE_NOOP("Actions", "Invert"),
        lambda w: w.selection.invert(),
        ("Ctrl+Shift+I",),
        "select-invert",
    ),
    _Row(
        "select-subject",
        QT_TRANSLATE_NOOP("Actions", "Subject"),
        lambda w: w.cut_out.select_subject(),
        ("Ctrl+Alt+S",),
        "select-subject",
    ),
    _Row(
        "select-subject-layer",
        QT_TRANSLATE_NOOP("Actions", "Subject of the layer"),
        lambda w: w.cut_out.select_subject(of_layer=True),
        (),
        "",
        _layer,
    ),
    _Row(
        "select-layer",
        QT_TRANSLATE_NOOP("Actions", "Select what the layer covers"),
        lambda w: w.selection.from_layer(),
        ("Ctrl+Alt+L",),
        "layers",
        _layer,
    ),
    _Row(
        "select-layer-add",
        QT_TRANSLATE_NOOP("Actions", "Add what the layer covers"),
        lambda w: w.selection.from_layer("add"),
        (),
        "mode-add",
        _layer,
    ),
    _Row(
        "select-layer-subtract",
        QT_TRANSLATE_NOOP("Actions", "Subtract what the layer covers"),
        lambda w: w.selection.from_layer("subtract"),
        (),
        "mode-subtract",
        _layer,
    ),
    _Row(
        "select-layer-intersect",
        QT_TRANSLATE_NOOP("Actions", "Intersect with what the layer covers"),
        lambda w: w.selection.from_layer("intersect"),
        (),
        "mode-intersect",
        _layer,
    ),
    _Row(
        "select-mask",
        QT_TRANSLATE_NOOP("Actions", "Select what the mask shows"),
        lambda w: w.selection.from_layer(of_mask=True),
        (),
        "mask",
        _mask,
    ),
    _Row(
        "select-colour-range",
        QT_TRANSLATE_NOOP("Actions", "Colour range…"),
        lambda w: w.selection.colour_range(),
        (),
        "select-colour",
    ),
    _Row(
        "select-border",
        QT_TRANSLATE_NOOP("Actions", "Border…"),
        lambda w: w.selection.border(),
        (),
        "select-border",
        _selection,
    ),
    _Row(
        "select-smooth",
        QT_TRANSLATE_NOOP("Actions", "Smooth…"),
        lambda w: w.selection.smooth(),
        (),
        "select-smooth",
        _selection,
    ),
    _Row(
        "select-save",
        QT_TRANSLATE_NOOP("Actions", "Save selection…"),
        lambda w: w.selection.save(),
        ("Ctrl+Alt+Shift+S",),
        "save",
        _selection,
    ),
    _Row(
        "select-saved",
        QT_TRANSLATE_NOOP("Actions", "Saved selections…"),
        lambda w: w.selection.saved(),
        ("Ctrl+Alt+Shift+L",),
        "open",
        lambda w: bool(w.editor.document.saved_selections),
    ),
    _Row(
        "select-outline",
        QT_TRANSLATE_NOOP("Actions", "Show outline"),
        lambda w: w.canvas.toggle_outline(),
        ("Ctrl+H",),
        "",
        None,
        lambda w: w.canvas.outline_shown,
    ),
    _Row(
        "select-grow",
        QT_TRANSLATE_NOOP("Actions", "Grow…"),
        lambda w: w.selection.grow(),
        (),
        "select-grow",
        _selection,
    ),
    _Row(
        "select-shrink",
        QT_TRANSLATE_NOOP("Actions", "Shrink…"),
        lambda w: w.selection.shrink(),
        (),
        "select-shrink",
        _selection,
    ),
    _Row(
        "select-feather",
        QT_TRANSLATE_NOOP("Actions", "Feather…"),
        lambda w: w.selection.feather(),
        ("Shift+F6",),
        "feather",
        _selection,
    ),
    _Row(
        "quick-mask",
        QT_TRANSLATE_NOOP("Actions", "Paint the selection (quick mask)"),
        lambda w: w.selection.quick_mask(),
        ("Q",),
        "quick-mask",
        None,
        lambda w: w.editor.target == "selection",
    ),
    # Transform
    _Row(
        "transform-free",
        QT_TRANSLATE_NOOP("Actions", "Free transform"),
        lambda w: w.transform("free"),
        (),
        "transform",
        _layer,
    ),
    _Row(
        "transform-skew",
        QT_TRANSLATE_NOOP("Actions", "Skew"),
        lambda w: w.transform("skew"),
        (),
        "transform-skew",
        _layer,
    ),
    _Row(
        "transform-perspective",
        QT_TRANSLATE_NOOP("Actions", "Perspective"),
        lambda w: w.transform("perspective"),
        (),
        "transform-perspective",
        _layer,
    ),
    _Row(
        "transform-warp",
        QT_TRANSLATE_NOOP("Actions", "Warp"),
        lambda w: w.transform("warp"),
        (),
        "transform-warp",
        _layer,
    ),
    _Row(
        "layer-flip-horizontal",
        QT_TRANSLATE_NOOP("Actions", "Flip horizontally"),
        lambda w: w.layers.turn("flip-horizontal"),
        (),
        "flip-horizontal",
        _layer,
    ),
    _Row(
        "layer-flip-vertical",
        QT_TRANSLATE_NOOP("Actions", "Flip vertically"),
        lambda w: w.layers.turn("flip-vertical"),
        (),
        "flip-vertical",
        _layer,
    ),
    _Row(
        "layer-turn-right",
        QT_TRANSLATE_NOOP("Actions", "Rotate right by 90°"),
        lambda w: w.layers.turn("turn-right"),
        (),
        "turn-right",
        _layer,
    ),
    _Row(
        "layer-turn-left",
        QT_TRANSLATE_NOOP("Actions", "Rotate left by 90°"),
        lambda w: w.layers.turn("turn-left"),
        (),
        "turn-left",
        _layer,
    ),
    _Row(
        "liquify",
        QT_TRANSLATE_NOOP("Actions", "Liquify"),
        lambda w: w.choose_tool(tool_named("liquify")),
        (),
        "liquify",
        _layer,
    ),
    _Row(
        "select-transform",
        QT_TRANSLATE_NOOP("Actions", "Transform selection"),
        lambda w: w.transform_selection(),
        ("Ctrl+Shift+T",),
        "transform",
        _selection,
    ),
    # Image
    _Row(
        "canvas-size",
        QT_TRANSLATE_NOOP("Actions", "Canvas size…"),
        lambda w: w.image.resize(),
        ("Ctrl+Alt+C",),
        "zoom-fit",
    ),
    _Row(
        "scale-image",
        QT_TRANSLATE_NOOP("Actions", "Scale image…"),
        lambda w: w.image.scale(),
        ("Ctrl+Alt+I",),
        "scale-image",
    ),
    _Row(
        "turn-image-right",
        QT_TRANSLATE_NOOP("Actions", "Rotate image right"),
        lambda w: w.image.turn(1),
        (),
        "turn-right",
    ),
    _Row(
        "turn-image-left",
        QT_TRANSLATE_NOOP("Actions", "Rotate image left"),
        lambda w: w.image.turn(3),
        (),
        "turn-left",
    ),
    _Row(
        "turn-image-half",
        QT_TRANSLATE_NOOP("Actions", "Rotate image by 180°"),
        lambda w: w.image.turn(2),
    ),
    _Row(
        "flip-image-horizontal",
        QT_TRANSLATE_NOOP("Actions", "Flip image horizontally"),
        lambda w: w.image.flip(),
        (),
        "flip-horizontal",
    ),
    _Row(
        "flip-image-vertical",
        QT_TRANSLATE_NOOP("Actions", "Flip image vertically"),
        lambda w: w.image.flip(vertical=True),
        (),
        "flip-vertical",
    ),
    _Row(
        "crop-tool",
        QT_TRANSLATE_NOOP("Actions", "Crop"),
        lambda w: w.choose_tool(tool_named("crop")),
        (),
        "crop",
    ),
    _Row(
        "crop",
        QT_TRANSLATE_NOOP("Actions", "Crop to selection"),
        lambda w: w.image.crop(),
        (),
        "",
        _selection,
    ),
    _Row(
        "flatten",
        QT_TRANSLATE_NOOP("Actions", "Flatten image"),
        lambda w: w.layers.flatten(),
        (),
        "flatten",
    ),
    # View
    _Row(
        "zoom-in",
        QT_TRANSLATE_NOOP("Actions", "Zoom in"),
        lambda w: w.canvas.zoom_in(),
        ("Ctrl++", "Ctrl+="),
        "zoom-in",
    ),
    _Row(
        "zoom-out",
        QT_TRANSLATE_NOOP("Actions", "Zoom out"),
        lambda w: w.canvas.zoom_out(),
        ("Ctrl+-",),
        "zoom-out",
    ),
    _Row(
        "zoom-fit",
        QT_TRANSLATE_NOOP("Actions", "Fit in window"),
        lambda w: w.canvas.fit(),
        ("Ctrl+0",),
        "zoom-fit",
    ),
    _Row(
        "zoom-actual",
        QT_TRANSLATE_NOOP("Actions", "Actual pixels"),
        lambda w: w.canvas.actual_size(),
        ("Ctrl+1",),
        "zoom-actual",
    ),
    _Row(
        "rotate-left",
        QT_TRANSLATE_NOOP("Actions", "Turn view left"),
        lambda w: w.canvas.rotate_by(-15),
        ("Ctrl+Left",),
        "rotate-left",
    ),
    _Row(
        "rotate-right",
        QT_TRANSLATE_NOOP("Actions", "Turn view right"),
        lambda w: w.canvas.rotate_by(15),
        ("Ctrl+Right",),
        "rotate-right",
    ),
    _Row(
        "rotate-reset",
        QT_TRANSLATE_NOOP("Actions", "Turn view upright"),
        lambda w: w.canvas.reset_rotation(),
        ("Ctrl+Up",),
        "rotate-reset",
    ),
    _Row(
        "mirror",
        QT_TRANSLATE_NOOP("Actions", "Mirror view"),
        lambda w: w.canvas.mirror(),
        ("M",),
        "mirror",
        None,
        lambda w: w.canvas.view.mirrored,
    ),
    _Row(
        "panels",
        QT_TRANSLATE_NOOP("Actions", "Hide panels"),
        lambda w: w.toggle_panels(),
        ("Tab",),
        "panels",
        None,
        lambda w: w.panels_hidden,
        on_canvas=True,
    ),
    _Row(
        "full-screen",
        QT_TRANSLATE_NOOP("Actions", "Full screen"),
        lambda w: w.toggle_full_screen(),
        ("F11",),
        "",
        None,
        lambda w: w.isFullScreen(),
    ),
    # Generate
    _Row(
        "results-room",
        QT_TRANSLATE_NOOP("Actions", "Room for results…"),
        lambda w: w.results_room(),
    ),
    _Row(
        "generate-pause",
        QT_TRANSLATE_NOOP("Actions", "Pause the queue"),
        lambda w: w.generate.toggle_pause(),
        (),
        "pause",
        None,
        lambda w: w.generate.jobs.paused,
    ),
    _Row(
        "generate",
        QT_TRANSLATE_NOOP("Actions", "Generate"),
        lambda w: w.generate.generate(),
        ("Ctrl+Return", "Ctrl+Enter"),
        "generate",
    ),
    _Row(
        "generate-cancel",
        QT_TRANSLATE_NOOP("Actions", "Cancel generation"),
        lambda w: w.generate.cancel(),
        ("Ctrl+.",),
        "cancel",
    ),
    _Row(
        "generate-cancel-all",
        QT_TRANSLATE_NOOP("Actions", "Cancel all generations"),
        lambda w: w.generate.cancel_all(),
        ("Ctrl+Shift+.",),
    ),
    _Row(
        "live",
        QT_TRANSLATE_NOOP("Actions", "Live painting"),
        lambda w: w.live.toggle(),
        ("Ctrl+L",),
        "live",
        None,
        lambda w: w.live.on,
    ),
    _Row(
        "live-keep",
        QT_TRANSLATE_NOOP("Actions", "Keep live picture"),
        lambda w: w.live.keep(),
        ("Ctrl+Shift+L",),
        "layer-add",
        lambda w: w.live.can_keep,
    ),
    _Row(
        "generate-again",
        QT_TRANSLATE_NOOP("Actions", "Generate again"),
        lambda w: w.generate.generate_again(w.editor.active_layer_id),
        (),
        "again",
        _generated,
    ),
    _Row(
        "copy-seed",
        QT_TRANSLATE_NOOP("Actions", "Copy seed"),
        lambda w: w.generate.copy_seed(w.editor.active_layer_id),
        (),
        "seed",
        _generated,
    ),
    _Row(
        "edit-request",
        QT_TRANSLATE_NOOP("Actions", "Edit request"),
        lambda w: w.generate.edit_request(w.editor.active_layer_id),
        (),
        "edit",
        _generated,
    ),
    # Help
    _Row(
        "shortcuts",
        QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"),
        lambda w: w.show_shortcuts(),
        ("F1",),
        "keyboard",
    ),
    _Row(
        "about",
        QT_TRANSLATE_NOOP("Actions", "About paintapp"),
        lambda w: w.show_about(),
        (),
        "info",
    ),
)

SEPARATOR = ""

Menu = tuple[str, tuple["str | Menu", ...]]
"""A title and ids of actions; a menu among them is a submenu."""

MENUS: tuple[Menu, ...] = (
    (
        QT_TRANSLATE_NOOP("Menus", "&File"),
        (
            *("new", "open", "recent", "open-as-layer", SEPARATOR),
            *("save", "save-as", "export", SEPARATOR, "quit"),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Menus", "&Edit"),
        (
            *("undo", "redo", SEPARATOR, "cut", "copy", "copy-merged", "paste", SEPARATOR),
            *("clear", "fill-foreground", "fill-background", "fill-pattern"),
            *("make-pattern", SEPARATOR),
            (
                QT_TRANSLATE_NOOP("Menus", "&Transform"),
                (
                    *("transform-free", "transform-skew", "transform-perspective"),
                    *("transform-warp", SEPARATOR),
                    *("layer-flip-horizontal", "layer-flip-vertical"),
                    *("layer-turn-right", "layer-turn-left"),
                ),
            ),
            *("liquify", SEPARATOR),
            *("swap-colours", "reset-colours", SEPARATOR, "preferences"),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Menus", "&Draw"),
        (
            *("brush-pick", "brush-previous", "brush-next", SEPARATOR),
            *("brush-editor", "brush-reset", "brush-save", "brush-save-as", SEPARATOR),
            *("brush-import", SEPARATOR, "brush-smaller", "brush-larger", SEPARATOR),
            *("stabiliser-off", "stabiliser-smoothing", "stabiliser-string", SEPARATOR),
            *("symmetry-left-right", "symmetry-top-bottom", "symmetry-radial", SEPARATOR),
            *("rulers-show", "rulers-snap", "rulers-remove"),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Menus", "&Image"),
        (
            *("canvas-size", "scale-image", "crop-tool", "crop", SEPARATOR),
            *("turn-image-right", "turn-image-left", "turn-image-half", SEPARATOR),
            *("flip-image-horizontal", "flip-image-vertical", SEPARATOR, "flatten"),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Menus", "&Layer"),
        (
            *("layer-add", "layer-duplicate", "layer-delete", "layer-rename", SEPARATOR),
            *("layer-group", "layer-ungroup", "layer-merge-down", SEPARATOR),
            *("text-edit", "layer-rasterise", SEPARATOR),
            *("layer-raise", "layer-lower", "layer-next", "layer-previous", SEPARATOR),
            *("layer-lock", "layer-lock-alpha", "layer-lock-position", "layer-clip"),
            *("layer-reference", SEPARATOR),
            *("mask-add", "mask-edit", "mask-enabled", "mask-apply", "mask-remove", SEPARATOR),
            "remove-background",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Menus", "&Select"),
        (
            *("select-all", "select-none", "select-again", "select-invert", SEPARATOR),
            *("select-subject", "select-subject-layer", "select-colour-range"),
            (
                QT_TRANSLATE_NOOP("Menus", "From &layer"),
                (
                    *("select-layer", "select-layer-add", "select-layer-subtract"),
                    *("select-layer-intersect", SEPARATOR, "select-mask"),
                ),
            ),
            SEPARATOR,
            *("select-grow", "select-shrink", "select-feather", "select-smooth", "select-border"),
            *(SEPARATOR, "select-save", "select-saved", SEPARATOR),
            *("select-transform", "select-outline", "quick-mask"),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Menus", "&Generate"),
        (
            *("generate", "generate-cancel", "generate-cancel-all", SEPARATOR),
            *("live", "live-keep", SEPARATOR),
            *("generate-again", "copy-seed", "edit-request"),
            *(SEPARATOR, "generate-pause", "results-room"),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Menus", "&View"),
        (
            *("zoom-in", "zoom-out", "zoom-fit", "zoom-actual", SEPARATOR),
            *("rotate-left", "rotate-right", "rotate-reset", "mirror", SEPARATOR),
            *("panels", "full-screen", SEPARATOR, "docks"),
        ),
    ),
    (QT_TRANSLATE_NOOP("Menus", "&Help"), ("shortcuts", SEPARATOR, "about")),
)
"""The menu bar. "recent" and "docks" are filled by the window."""


def ids(entries: Iterable[str | Menu]) -> Iterator[str]:
    """The ids of all actions in a menu's entries, those of submenus too."""
    for entry in entries:
        if isinstance(entry, tuple):
            yield from ids(entry[1])
        elif entry != SEPARATOR:
            yield entry


def label(row: ActionRow) -> str:
    """A row's label in the language of the window."""
    return QCoreApplication.translate("Actions", row.label)


def make_actions(window: Window) -> dict[str, QAction]:
    """A QAction for each row of the table, by id, added to the window."""
    actions = {}
    for row in ACTIONS:
        action = QAction(icons.icon(row.icon) if row.icon else QIcon(), label(row), window)
        action.setObjectName(row.id)
        action.setShortcuts([QKeySequence(keys) for keys in row.shortcuts])
        action.setCheckable(row.checked is not None)
        action.setToolTip(with_shortcut(label(row), row.shortcuts))
        action.triggered.connect(lambda _=False, row=row: window.perform(row.call))
        actions[row.id] = action
    return actions


def refresh_actions(window: Window, actions: dict[str, QAction]) -> None:
    """Make each action's state agree with the editor."""
    for row in ACTIONS:
        action = actions[row.id]
        if row.enabled is not None:
            action.setEnabled(row.enabled(window))
        if row.checked is not None:
            action.setChecked(row.checked(window))


def with_shortcut(text: str, shortcuts: tuple[str, ...]) -> str:
    """A tooltip: the text without its ellipsis, and the first shortcut as the system writes it."""
    text = text.rstrip("…").replace("&", "")
    if not shortcuts:
        return text
    keys = QKeySequence(shortcuts[0]).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{text} ({keys})"
