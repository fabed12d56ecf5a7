"""The strip of results above the prompt bar: looking for results, facts, and a row of pictures."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from paintapp.ui import icons, theme
from paintapp.ui.controls import icon_button
from paintapp.ui.generate.controller import GenerateController
from paintapp.ui.generate.labels import ElidedLabel
from paintapp.ui.generate.results_menu import apply_menu
from paintapp.ui.generate.results_view import CELL, ResultsView

EMPTY_HEIGHT = 28
SEARCH_WIDTH = 152


class ResultsStrip(QWidget):
    """The results, newest first. Low while there are none, with a line that says what will come."""

    storage_asked = Signal()
    """The artist wants to see or set how much room results may take."""

    def __init__(self, controller: GenerateController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("resultsStrip")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._model = controller.results.list
        self.view = ResultsView(controller, self)
        self.header = ResultsHeader(controller, self.view)
        self.header.storage_asked.connect(self.storage_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.view)
        for signal in (self._model.rowsInserted, self._model.rowsRemoved, self._model.modelReset):
            signal.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        empty = self._model.rowCount() == 0
        self.header.setVisible(not empty)
        bar = self.view.horizontalScrollBar().sizeHint().height()
        self.view.setFixedHeight(EMPTY_HEIGHT if empty else CELL + bar + 2)
        header = 0 if empty else self.header.sizeHint().height()
        self.setFixedHeight(self.view.height() + header)


class ResultsHeader(QWidget):
    """Above the pictures: search and filters, what is pointed at, and what can be done with it."""

    storage_asked = Signal()

    def __init__(self, controller: GenerateController, view: ResultsView) -> None:
        super().__init__()
        self.setObjectName("resultsHeader")
        self._controller = controller
        self._view = view
        self._filter = view.filter
        self.search = QLineEdit()
        self.search.setObjectName("resultsSearch")
        self.search.setPlaceholderText(self.tr("Search prompts"))
        self.search.setAccessibleName(self.tr("Search results by prompt or seed"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(SEARCH_WIDTH)
        self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        for button in self.search.findChildren(QToolButton):  # clearing, and the icon
            button.setAccessibleName(self.tr("Clear the search"))
        self.search.textChanged.connect(lambda text: self._filter.look_for(text=text))
        self.starred = icon_button("star", self.tr("Only starred results"), checkable=True)
        self.starred.setObjectName("resultsStarred")
        self.starred.toggled.connect(lambda on: self._filter.look_for(starred=on))
        self.this_document = icon_button(
            "page", self.tr("Only results of this document"), checkable=True
        )
        self.this_document.setObjectName("resultsThisDocument")
        self.this_document.toggled.connect(lambda on: self._filter.look_for(this_document=on))
        self.model = _menu_button("model", self.tr("Only results of one model"))
        self.model.setObjectName("resultsModel")
        self.model.menu().aboutToShow.connect(self._fill_models)
        self.prompt = ElidedLabel()
        self.prompt.setObjectName("resultPrompt")
        self.facts = QLabel()
        self.facts.setObjectName("resultFacts")
        self.facts.setProperty("quiet", True)
        self.compare = icon_button(
            "compare",
            self.tr("Compare two selected results, or one with the canvas (Ctrl+click selects)"),
            checkable=True,
        )
        self.compare.setObjectName("resultsCompare")
        self.compare.clicked.connect(lambda: self._compare())
        self.apply = _menu_button("apply", self.tr("Apply the selected result"))
        self.apply.setObjectName("resultsApply")
        self.apply.menu().aboutToShow.connect(self._fill_apply)
        self.more = _menu_button("more", self.tr("Keeping results"))
        self.more.setObjectName("resultsMore")
        self.more.menu().aboutToShow.connect(self._fill_more)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GRID, 4, theme.GRID, 2)
        row.setSpacing(4)
        for widget in (self.search, self.starred, self.this_document, self.model):
            row.addWidget(widget)
        row.addSpacing(4)
        row.addWidget(self.prompt, 1)
        row.addWidget(self.facts)
        row.addSpacing(4)
        for widget in (self.compare, self.apply, self.more):
            row.addWidget(widget)
        results = controller.results
        view.pointed.connect(self.refresh)
        view.chosen.connect(self.refresh)
        self._filter.filtered.connect(self.refresh)
        results.comparison.changed.connect(self.refresh)
        for signal in (
            self._filter.rowsInserted,
            self._filter.rowsRemoved,
            self._filter.dataChanged,
            results.list.rowsInserted,
            results.list.rowsRemoved,
        ):
            signal.connect(self.refresh)
        controller.changed.connect(self._filter.follow_document)
        self.refresh()

    def refresh(self) -> None:
        """Show what is pointed at and what can be done now."""
        entry, results = self._view.pointed_entry, self._controller.results
        if entry is not None and entry.known:
            self.prompt.setText(entry.prompt or self.tr("(no prompt)"))
            self.facts.setText(results.list.facts(entry))
        else:
            self.prompt.setText("")
            self.facts.setText(self._count())
        self.facts.setVisible(bool(self.facts.text()))
        for button, on in (
            (self.starred, self._filter.starred),
            (self.this_document, self._filter.this_document),
        ):
            button.blockSignals(True)
            button.setChecked(on)
            button.blockSignals(False)
        if self.search.text() != self._filter.text:
            self.search.setText(self._filter.text)
        self.model.setVisible(len(results.list.models) > 1 or bool(self._filter.model))
        self.model.setProperty("lit", bool(self._filter.model))
        chosen = len(self._view.selected)
        self.compare.setEnabled(0 < chosen <= 2 or bool(results.comparison.identifiers))
        self.compare.setChecked(bool(results.comparison.identifiers))
        self.apply.setEnabled(chosen == 1)

    def _count(self) -> str:
        shown, whole = self._filter.rowCount(), self._controller.results.list.rowCount()
        if self._filter.active:
            return self.tr("{shown} of {whole} results").format(shown=shown, whole=whole)
        if whole == 1:
            return self.tr("1 result")
        return self.tr("{count} results").format(count=whole)

    def _compare(self) -> None:
        if self._controller.results.comparison.identifiers:
            self._controller.results.comparison.end()
        else:
            self._view.compare_selected()
        self.refresh()

    def _fill_apply(self) -> None:
        selected = self._view.selected
        if selected:
            apply_menu(self._controller, selected[0].id, self.apply.menu())

    def _fill_models(self) -> None:
        menu = self.model.menu()
        menu.clear()
        results = self._controller.results.list
        for model in ("", *results.models):
            text = results.label_of(model) if model else self.tr("All models")
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(model == self._filter.model)
            action.triggered.connect(
                lambda _=False, model=model: self._filter.look_for(model=model)
            )

    def _fill_more(self) -> None:
        menu = self.more.menu()
        menu.clear()
        keep = menu.addAction(self.tr("Keep results in the document's file"))
        keep.setCheckable(True)
        keep.setChecked(self._controller.choices.keep_results)
        keep.triggered.connect(lambda on: self._controller.choose(keep_results=on))
        back = menu.addAction(self.tr("Put back what was discarded last"))
        back.setEnabled(self._controller.results.can_put_back)
        back.triggered.connect(lambda: self._controller.results.put_back())
        menu.addSeparator()
        show = menu.addAction(self.tr("Show all results"))
        show.setEnabled(self._filter.active)
        show.triggered.connect(self._filter.show_all)
        storage = menu.addAction(self.tr("Room for results…"))
        storage.triggered.connect(self.storage_asked)


def _menu_button(icon: str, tip: str) -> QToolButton:
    """A flat button that opens a menu, which is filled when it is opened."""
    button = icon_button(icon, tip)
    button.setMenu(QMenu(button))
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setIconSize(QSize(icons.SIZE, icons.SIZE))
    return button
