"""Choosing, adding and removing models: whatever the worker declares, and nothing else."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from paintapp.generation.descriptors import Descriptor
from paintapp.generation.models import BUNDLED
from paintapp.generation.protocol import Adding
from paintapp.ui import icons, theme
from paintapp.ui.controls import icon_button
from paintapp.ui.generate.all_models import AllModels
from paintapp.ui.generate.controller import GenerateController
from paintapp.ui.generate.labels import wrapped_label
from paintapp.ui.labels import model_text


class ModelSection(QWidget):
    """The model picker with what is known of the model, and a form that adds another one."""

    def __init__(self, controller: GenerateController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._listed: tuple[object, ...] | None = None

        self.picker = QComboBox()
        self.picker.setObjectName("model")
        self.picker.setAccessibleName(self.tr("Model"))
        self.picker.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.picker.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.picker.activated.connect(self._picked)
        self.more = icon_button("more", self.tr("Add or remove models"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more)
        menu.addAction(icons.icon("add"), self.tr("Add a model…"), self._show_form)
        self._remove = menu.addAction(
            icons.icon("remove"), self.tr("Remove this model from the list"), self._remove_chosen
        )
        menu.addSeparator()
        self.show_all = menu.addAction(self.tr("Show all models"))
        self.show_all.setCheckable(True)
        self.more.setMenu(menu)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.picker, 1)
        row.addWidget(self.more)

        self.about = wrapped_label()
        self.all = AllModels(controller, self)
        self.all.hide()
        self.show_all.toggled.connect(self.all.setVisible)
        self.form = AddForm(controller, self)
        self.form.hide()
        self.question = DownloadQuestion(controller, self)
        self.downloads = Downloads(controller, self)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.about)
        column.addWidget(self.all)
        for widget in (self.form, self.question, self.downloads):
            column.addWidget(widget)
        controller.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the models as they are declared now."""
        controller = self._controller
        chosen, models = controller.choices.model, controller.models
        listed = (models, chosen)
        if listed != self._listed:
            self._listed = listed
            self.picker.clear()
            for model in models:
                self.picker.addItem(model_text(model.label), model.id)
                self.picker.setItemData(
                    self.picker.count() - 1, model.id, Qt.ItemDataRole.ToolTipRole
                )
            if controller.descriptor is None:
                label = Path(chosen).stem or chosen
                if models and controller.client.state == "ready":
                    label = self.tr("{model} (not there)").format(model=label)
                self.picker.addItem(label, chosen)
            self.picker.setCurrentIndex(self.picker.findData(chosen))
            self._remove.setEnabled(chosen not in BUNDLED and controller.descriptor is not None)
        self.about.setText(self._about(controller.descriptor))

    def _about(self, model: Descriptor | None) -> str:
        if model is None:
            return self.tr("The model is warming up.") if self._controller.warming_up else ""
        size = self.tr("best at {width} × {height}").format(
            width=model.native_width, height=model.native_height
        )
        parts = [model.family, size, model_text(model.licence)]
        return " · ".join(part for part in parts if part)

    def _picked(self, row: int) -> None:
        self._controller.choose_model(self.picker.itemData(row))

    def _show_form(self) -> None:
        self.form.show()
        self.form.source.setFocus()

    def _remove_chosen(self) -> None:
        self._controller.model_list.remove(self._controller.choices.model)


class AddForm(QWidget):
    """Asks for a folder, a file or a hub id. Stays open beside everything else."""

    def __init__(self, controller: GenerateController, parent: QWidget) -> None:
        super().__init__(parent)
        self._controller = controller
        self.source = QLineEdit()
        self.source.setObjectName("modelSource")
        self.source.setAccessibleName(self.tr("Model to add"))
        self.source.setPlaceholderText(self.tr("Folder, .safetensors file or hub id"))
        self.source.setToolTip(
            self.tr("A diffusers folder, a .safetensors file, or an id such as owner/name")
        )
        self.source.returnPressed.connect(self._add)
        folder = icon_button("folder-open", self.tr("Look for a folder"))
        folder.clicked.connect(lambda: self._browse(QFileDialog.FileMode.Directory))
        file = icon_button("new", self.tr("Look for a .safetensors file"))
        file.clicked.connect(lambda: self._browse(QFileDialog.FileMode.ExistingFile))
        self.source.setProperty("ownUndo", True)
        self.add = QPushButton(self.tr("Add"))
        self.add.clicked.connect(self._add)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.source, 1)
        row.addWidget(folder)
        row.addWidget(file)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addLayout(row)
        column.addLayout(buttons)

    def _add(self) -> None:
        if self.source.text().strip():
            self._controller.model_list.add(self.source.text())
            self.source.clear()
            self.hide()

    def _browse(self, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self, self.tr("Add a model"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        if mode == QFileDialog.FileMode.ExistingFile:
            dialog.setNameFilter(self.tr("Models (*.safetensors)"))
        dialog.fileSelected.connect(self.source.setText)
        dialog.setModal(False)
        dialog.show()


class DownloadQuestion(QWidget):
    """Asks before anything is fetched from the network."""

    def __init__(self, controller: GenerateController, parent: QWidget) -> None:
        super().__init__(parent)
        self._controller = controller
        self.text = wrapped_label(quiet=False)
        self.agree = QPushButton(self.tr("Download"))
        self.agree.setObjectName("agreeDownload")
        self.agree.clicked.connect(lambda: controller.model_list.answer_download(True))
        self.decline = QPushButton(self.tr("No"))
        self.decline.setObjectName("declineDownload")
        self.decline.clicked.connect(lambda: controller.model_list.answer_download(False))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.decline)
        buttons.addWidget(self.agree)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addWidget(self.text)
        column.addLayout(buttons)
        controller.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        source = self._controller.model_list.download_question
        self.setVisible(bool(source))
        self.text.setText(
            self.tr(
                "“{model}” is not on this computer. Download it from huggingface.co? "
                "That may be several gigabytes."
            ).format(model=source)
        )


class Downloads(QWidget):
    """How far the models being added have come."""

    def __init__(self, controller: GenerateController, parent: QWidget) -> None:
        super().__init__(parent)
        self._controller = controller
        self.text = wrapped_label()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(4)
        self.cancel = icon_button("cancel", self.tr("Cancel this download"))
        self.cancel.setObjectName("cancelDownload")
        self.cancel.clicked.connect(self._cancel)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.text, 1)
        row.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(row)
        column.addWidget(self.bar)
        controller.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        adding = self._controller.model_list.adding
        self.setVisible(bool(adding))
        if not adding:
            return
        source, news = next(iter(adding.items()))
        self.cancel.setVisible(isinstance(news, Adding))
        if isinstance(news, Adding) and news.total:
            done, total = round(news.done / 1e6), round(news.total / 1e6)
            self.text.setText(
                self.tr("Downloading {model}: {done} of {total} MB").format(
                    model=source, done=done, total=total
                )
            )
            self.bar.setRange(0, max(1, total))
            self.bar.setValue(done)
        else:
            self.text.setText(self.tr("Adding {model}…").format(model=source))
            self.bar.setRange(0, 0)

    def _cancel(self) -> None:
        self._controller.model_list.cancel_adding(
            next(iter(self._controller.model_list.adding), "")
        )
