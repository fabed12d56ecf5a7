"""Actions on the view."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from paintapp.ui.actions.row import ActionRow

ROWS: tuple[ActionRow, ...] = (
    ActionRow(
        "zoom-in",
        QT_TRANSLATE_NOOP("Actions", "Zoom in"),
        lambda w: w.canvas.zoom_in(),
        ("Ctrl++", "Ctrl+="),
        "zoom-in",
    ),
    ActionRow(
        "zoom-out",
        QT_TRANSLATE_NOOP("Actions", "Zoom out"),
        lambda w: w.canvas.zoom_out(),
        ("Ctrl+-",),
        "zoom-out",
    ),
    ActionRow(
        "zoom-fit",
        QT_TRANSLATE_NOOP("Actions", "Fit in window"),
        lambda w: w.canvas.fit(),
        ("Ctrl+0",),
        "zoom-fit",
    ),
    ActionRow(
        "zoom-actual",
        QT_TRANSLATE_NOOP("Actions", "Actual pixels"),
        lambda w: w.canvas.actual_size(),
        ("Ctrl+1",),
        "zoom-actual",
    ),
    ActionRow(
        "rotate-left",
        QT_TRANSLATE_NOOP("Actions", "Turn view left"),
        lambda w: w.canvas.rotate_by(-15),
        ("Ctrl+Left",),
        "rotate-left",
    ),
    ActionRow(
        "rotate-right",
        QT_TRANSLATE_NOOP("Actions", "Turn view right"),
        lambda w: w.canvas.rotate_by(15),
        ("Ctrl+Right",),
        "rotate-right",
    ),
    ActionRow(
        "rotate-reset",
        QT_TRANSLATE_NOOP("Actions", "Turn view upright"),
        lambda w: w.canvas.reset_rotation(),
        ("Ctrl+Up",),
        "rotate-reset",
    ),
    ActionRow(
        "mirror",
        QT_TRANSLATE_NOOP("Actions", "Mirror view"),
        lambda w: w.canvas.mirror(),
        ("M",),
        "mirror",
        None,
        lambda w: w.canvas.view.mirrored,
    ),
    ActionRow(
        "panels",
        QT_TRANSLATE_NOOP("Actions", "Hide panels"),
        lambda w: w.toggle_panels(),
        ("Tab",),
        "panels",
        None,
        lambda w: w.panels_hidden,
        on_canvas=True,
    ),
    ActionRow(
        "full-screen",
        QT_TRANSLATE_NOOP("Actions", "Full screen"),
        lambda w: w.toggle_full_screen(),
        ("F11",),
        "",
        None,
        lambda w: w.isFullScreen(),
    ),
)
