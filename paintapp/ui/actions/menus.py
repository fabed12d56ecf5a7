"""The menus: lists of the actions' ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QT_TRANSLATE_NOOP

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
            *("canvas-size", "scale-image", "enlarge-twice", "enlarge-four-times", SEPARATOR),
            *("crop-tool", "crop", SEPARATOR),
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
            *("live", "live-keep", "live-stop", SEPARATOR),
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
"""The menu bar. "recent" and "docks" stand for what is not in the table."""


def ids(entries: Iterable[str | Menu]) -> Iterator[str]:
    """The ids of all actions in a menu's entries, those of submenus too."""
    for entry in entries:
        if isinstance(entry, tuple):
            yield from ids(entry[1])
        elif entry != SEPARATOR:
            yield entry
