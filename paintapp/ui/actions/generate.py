"""Actions on the model, and help."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from paintapp.ui.actions.row import ActionRow, is_generated

ROWS: tuple[ActionRow, ...] = (
    ActionRow(
        "results-room",
        QT_TRANSLATE_NOOP("Actions", "Room for results…"),
        lambda w: w.results_room(),
    ),
    ActionRow(
        "generate-pause",
        QT_TRANSLATE_NOOP("Actions", "Pause the queue"),
        lambda w: w.generate.toggle_pause(),
        (),
        "pause",
        None,
        lambda w: w.generate.jobs.paused,
    ),
    ActionRow(
        "generate",
        QT_TRANSLATE_NOOP("Actions", "Generate"),
        lambda w: w.generate.generate(),
        ("Ctrl+Return", "Ctrl+Enter"),
        "generate",
    ),
    ActionRow(
        "generate-cancel",
        QT_TRANSLATE_NOOP("Actions", "Cancel generation"),
        lambda w: w.generate.cancel(),
        ("Ctrl+.",),
        "cancel",
    ),
    ActionRow(
        "generate-cancel-all",
        QT_TRANSLATE_NOOP("Actions", "Cancel all generations"),
        lambda w: w.generate.cancel_all(),
        ("Ctrl+Shift+.",),
    ),
    ActionRow(
        "live",
        QT_TRANSLATE_NOOP("Actions", "Live painting"),
        lambda w: w.live.toggle(),
        ("Ctrl+L",),
        "live",
        None,
        lambda w: w.live.on,
    ),
    ActionRow(
        "live-stop",
        QT_TRANSLATE_NOOP("Actions", "Leave live painting"),
        lambda w: w.live.stop(),
        ("Esc",),
        "cancel",
        lambda w: w.live.on,
        # What else Escape means to the canvas, such as letting go of a stroke, comes first.
        on_canvas=True,
    ),
    ActionRow(
        "live-keep",
        QT_TRANSLATE_NOOP("Actions", "Keep live picture"),
        lambda w: w.live.keep(),
        ("Ctrl+Shift+L",),
        "layer-add",
        lambda w: w.live.can_keep,
    ),
    ActionRow(
        "generate-again",
        QT_TRANSLATE_NOOP("Actions", "Generate again"),
        lambda w: w.generate.generate_again(w.editor.active_layer_id),
        (),
        "again",
        is_generated,
    ),
    ActionRow(
        "copy-seed",
        QT_TRANSLATE_NOOP("Actions", "Copy seed"),
        lambda w: w.generate.copy_seed(w.editor.active_layer_id),
        (),
        "seed",
        is_generated,
    ),
    ActionRow(
        "edit-request",
        QT_TRANSLATE_NOOP("Actions", "Edit request"),
        lambda w: w.generate.edit_request(w.editor.active_layer_id),
        (),
        "edit",
        is_generated,
    ),
    ActionRow(
        "shortcuts",
        QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"),
        lambda w: w.show_shortcuts(),
        ("F1",),
        "keyboard",
    ),
    ActionRow(
        "about",
        QT_TRANSLATE_NOOP("Actions", "About paintapp"),
        lambda w: w.show_about(),
        (),
        "info",
    ),
)
