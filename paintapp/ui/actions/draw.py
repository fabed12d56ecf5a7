"""Actions on brushes and what guides the hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP

from paintapp.document import Document
from paintapp.ui.actions.row import ActionRow

if TYPE_CHECKING:
    from paintapp.ui.window import Window


def stabilise(kind: str, window: Window) -> None:
    window.hand.set(stabiliser=kind)


def hand_is(name: str, value: object, window: Window) -> bool:
    return bool(getattr(window.editor.hand, name) == value)


def opacity(digit: int) -> ActionRow:
    percent = 100 if digit == 0 else digit * 10
    return ActionRow(
        f"opacity-{percent}",
        OPACITY_LABELS[digit],
        lambda window: window.hand.set_brush_opacity(percent / 100),
        (str(digit),),
    )


OPACITY_LABELS = (
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

ROWS: tuple[ActionRow, ...] = (
    ActionRow(
        "brush-smaller",
        QT_TRANSLATE_NOOP("Actions", "Smaller brush"),
        lambda w: w.hand.scale_brush(-1),
        ("[",),
    ),
    ActionRow(
        "brush-larger",
        QT_TRANSLATE_NOOP("Actions", "Larger brush"),
        lambda w: w.hand.scale_brush(1),
        ("]",),
    ),
    *(opacity(digit) for digit in (*range(1, 10), 0)),
    ActionRow(
        "preferences",
        QT_TRANSLATE_NOOP("Actions", "Preferences…"),
        lambda w: w.show_preferences(),
        ("Ctrl+,",),
        "settings",
    ),
    *(
        ActionRow(
            f"stabiliser-{kind}",
            text,
            partial(stabilise, kind),
            (),
            "",
            None,
            partial(hand_is, "stabiliser", kind),
        )
        for kind, text in (
            ("off", QT_TRANSLATE_NOOP("Actions", "No stabiliser")),
            ("smoothing", QT_TRANSLATE_NOOP("Actions", "Smoothing")),
            ("string", QT_TRANSLATE_NOOP("Actions", "Pulled string")),
        )
    ),
    ActionRow(
        "symmetry-left-right",
        QT_TRANSLATE_NOOP("Actions", "Mirror strokes left and right"),
        lambda w: w.hand.mirror_strokes("left-right"),
        ("Ctrl+Alt+M",),
        "symmetry-left-right",
        None,
        lambda w: w.editor.hand.symmetry.kind in ("left-right", "both"),
    ),
    ActionRow(
        "symmetry-top-bottom",
        QT_TRANSLATE_NOOP("Actions", "Mirror strokes top and bottom"),
        lambda w: w.hand.mirror_strokes("top-bottom"),
        ("Ctrl+Alt+Shift+M",),
        "symmetry-top-bottom",
        None,
        lambda w: w.editor.hand.symmetry.kind in ("top-bottom", "both"),
    ),
    ActionRow(
        "symmetry-radial",
        QT_TRANSLATE_NOOP("Actions", "Repeat strokes around a point"),
        lambda w: w.hand.mirror_strokes("radial"),
        (),
        "symmetry-radial",
        None,
        lambda w: w.editor.hand.symmetry.kind == "radial",
    ),
    ActionRow(
        "rulers-show",
        QT_TRANSLATE_NOOP("Actions", "Show rulers"),
        lambda w: w.hand.toggle("rulers"),
        (),
        "ruler",
        None,
        partial(hand_is, "rulers", True),
    ),
    ActionRow(
        "rulers-snap",
        QT_TRANSLATE_NOOP("Actions", "Snap to rulers"),
        lambda w: w.hand.toggle("snap"),
        ("Ctrl+Shift+;",),
        "",
        lambda w: w.editor.hand.rulers,
        partial(hand_is, "snap", True),
    ),
    ActionRow(
        "rulers-remove",
        QT_TRANSLATE_NOOP("Actions", "Remove all rulers"),
        lambda w: w.editor.apply("Remove rulers", Document.with_rulers, ()),
        (),
        "",
        lambda w: bool(w.editor.document.rulers),
    ),
    ActionRow(
        "brush-previous",
        QT_TRANSLATE_NOOP("Actions", "Previous brush"),
        lambda w: w.brushes.step(-1),
        (",",),
    ),
    ActionRow(
        "brush-next",
        QT_TRANSLATE_NOOP("Actions", "Next brush"),
        lambda w: w.brushes.step(1),
        (".",),
    ),
    ActionRow(
        "brush-pick",
        QT_TRANSLATE_NOOP("Actions", "Choose a brush…"),
        lambda w: w.show_brushes(),
        ("F6",),
        "brush",
    ),
    ActionRow(
        "brush-editor",
        QT_TRANSLATE_NOOP("Actions", "Brush editor"),
        lambda w: w.brushes.show_editor(),
        ("F5",),
        "settings",
    ),
    ActionRow(
        "brush-reset",
        QT_TRANSLATE_NOOP("Actions", "Back to the preset"),
        lambda w: w.brush_presets.reset(),
        (),
        "undo",
        lambda w: w.brush_presets.modified,
    ),
    ActionRow(
        "brush-save",
        QT_TRANSLATE_NOOP("Actions", "Save brush"),
        lambda w: w.brushes.save(),
        (),
        "save",
        lambda w: w.brush_presets.loaded,
    ),
    ActionRow(
        "brush-save-as",
        QT_TRANSLATE_NOOP("Actions", "Save as new brush…"),
        lambda w: w.brushes.save_as(),
        (),
        "add",
        lambda w: w.brush_presets.loaded,
    ),
    ActionRow(
        "brush-import",
        QT_TRANSLATE_NOOP("Actions", "Import brushes…"),
        lambda w: w.brushes.import_files(),
        (),
        "open",
        lambda w: w.brush_presets.loaded,
    ),
)
