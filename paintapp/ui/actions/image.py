"""Actions on the whole image."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from paintapp.tools import tool as tool_named
from paintapp.ui.actions.row import ActionRow, has_selection

ROWS: tuple[ActionRow, ...] = (
    ActionRow(
        "canvas-size",
        QT_TRANSLATE_NOOP("Actions", "Canvas size…"),
        lambda w: w.image.resize(),
        ("Ctrl+Alt+C",),
        "zoom-fit",
    ),
    ActionRow(
        "scale-image",
        QT_TRANSLATE_NOOP("Actions", "Scale image…"),
        lambda w: w.image.scale(),
        ("Ctrl+Alt+I",),
        "scale-image",
    ),
    ActionRow(
        "enlarge-twice",
        QT_TRANSLATE_NOOP("Actions", "Enlarge 2× with the model"),
        lambda w: w.enlarge.enlarge(2),
        (),
        "enlarge-twice",
    ),
    ActionRow(
        "enlarge-four-times",
        QT_TRANSLATE_NOOP("Actions", "Enlarge 4× with the model"),
        lambda w: w.enlarge.enlarge(4),
        (),
        "enlarge-four-times",
    ),
    ActionRow(
        "turn-image-right",
        QT_TRANSLATE_NOOP("Actions", "Rotate image right"),
        lambda w: w.image.turn(1),
        (),
        "turn-right",
    ),
    ActionRow(
        "turn-image-left",
        QT_TRANSLATE_NOOP("Actions", "Rotate image left"),
        lambda w: w.image.turn(3),
        (),
        "turn-left",
    ),
    ActionRow(
        "turn-image-half",
        QT_TRANSLATE_NOOP("Actions", "Rotate image by 180°"),
        lambda w: w.image.turn(2),
    ),
    ActionRow(
        "flip-image-horizontal",
        QT_TRANSLATE_NOOP("Actions", "Flip image horizontally"),
        lambda w: w.image.flip(),
        (),
        "flip-horizontal",
    ),
    ActionRow(
        "flip-image-vertical",
        QT_TRANSLATE_NOOP("Actions", "Flip image vertically"),
        lambda w: w.image.flip(vertical=True),
        (),
        "flip-vertical",
    ),
    ActionRow(
        "crop-tool",
        QT_TRANSLATE_NOOP("Actions", "Crop"),
        lambda w: w.hand.choose_tool(tool_named("crop")),
        (),
        "crop",
    ),
    ActionRow(
        "crop",
        QT_TRANSLATE_NOOP("Actions", "Crop to selection"),
        lambda w: w.image.crop(),
        (),
        "",
        has_selection,
    ),
    ActionRow(
        "flatten",
        QT_TRANSLATE_NOOP("Actions", "Flatten image"),
        lambda w: w.layers.flatten(),
        (),
        "flatten",
    ),
)
