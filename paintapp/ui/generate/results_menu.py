"""What can be done with results, as menus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from paintapp.document import RasterLayer, TextLayer
from paintapp.ui import icons
from paintapp.ui.generate.controller import GenerateController

Row = tuple[str, str, Callable[[], object], bool]
"""Label, icon, what it does, whether it can be done now."""

translate = QCoreApplication.translate


def apply_rows(controller: GenerateController, name: str) -> list[Row]:
    """The ways to apply a result."""
    results, editor = controller.results, controller.editor
    entry = results.list.find(name)
    selected = editor.document.selection is not None
    layer = editor.active_layer
    paintable = (
        isinstance(layer, RasterLayer)
        and not isinstance(layer, TextLayer)
        and not layer.lock_pixels
    )
    again = entry is not None and entry.applied
    return [
        (
            translate("ResultMenu", "Apply again") if again else translate("ResultMenu", "Apply"),
            "apply",
            partial(results.apply, name),
            True,
        ),
        (
            translate("ResultMenu", "Apply cut out"),
            "remove-background",
            partial(results.apply, name, cut_out=True),
            not controller.choices.cut_out,
        ),
        (
            translate("ResultMenu", "Apply inside the selection only"),
            "",
            partial(results.apply, name, inside=True),
            selected,
        ),
        (
            translate("ResultMenu", "Apply into the active layer"),
            "merge-down",
            partial(results.apply, name, into_active=True),
            paintable,
        ),
        (
            translate("ResultMenu", "Apply into the active layer, inside the selection only"),
            "",
            partial(results.apply, name, into_active=True, inside=True),
            paintable and selected,
        ),
    ]


def apply_menu(controller: GenerateController, name: str, menu: QMenu) -> None:
    """Fill a menu with the ways to apply a result."""
    menu.clear()
    _fill(menu, apply_rows(controller, name))


def result_menu(controller: GenerateController, names: list[str], parent: QWidget) -> QMenu:
    """What can be done with the first of some results, and with all of them."""
    results, name = controller.results, names[0]
    entries = [entry for one in names if (entry := results.list.find(one)) is not None]
    starred = bool(entries) and all(entry.starred for entry in entries)
    prompt = entries[0].prompt if entries else ""

    def star() -> None:
        for one in names:
            results.star(one, not starred)

    menu = QMenu(parent)
    _fill(menu, apply_rows(controller, name))
    menu.addSeparator()
    star_label = (
        translate("ResultMenu", "Remove star") if starred else translate("ResultMenu", "Star")
    )
    if len(names) == 2:
        compare = translate("ResultMenu", "Compare both")
        wipe = partial(results.comparison.show, *sorted(names))
    else:
        compare = translate("ResultMenu", "Compare with the canvas")
        wipe = partial(results.comparison.show, name)
    _fill(
        menu,
        [
            (star_label, "star-filled" if starred else "star", star, True),
            (compare, "compare", wipe, True),
        ],
    )
    menu.addSeparator()
    _fill(
        menu,
        [
            (
                translate("ResultMenu", "Generate again"),
                "again",
                partial(results.generate_again, name),
                True,
            ),
            (
                translate("ResultMenu", "Edit request"),
                "edit",
                partial(results.edit_request, name),
                True,
            ),
            (translate("ResultMenu", "Copy seed"), "seed", partial(results.copy_seed, name), True),
            (
                translate("ResultMenu", "Copy prompt"),
                "copy",
                lambda: QGuiApplication.clipboard().setText(prompt),
                bool(prompt),
            ),
        ],
    )
    menu.addSeparator()
    _fill(
        menu,
        [
            (
                translate("ResultMenu", "Show in folder"),
                "folder-open",
                partial(_show_folder, controller),
                results.list.store is not None,
            ),
            (translate("ResultMenu", "Discard"), "delete", partial(results.discard, names), True),
        ],
    )
    return menu


def _fill(menu: QMenu, rows: list[Row]) -> None:
    for text, icon, call, enabled in rows:
        action = menu.addAction(text)
        if icon:
            action.setIcon(icons.icon(icon))
        action.setEnabled(enabled)
        action.triggered.connect(lambda _=False, call=call: call())


def _show_folder(controller: GenerateController) -> None:
    store = controller.results.list.store
    if store is not None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(store.folder)))
