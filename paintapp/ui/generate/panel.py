"""The Generate panel: everything that is not needed every time."""

from __future__ import annotations

import secrets

from PySide6.QtCore import QEvent, QRegularExpression, Qt
from PySide6.QtGui import QEnterEvent, QGuiApplication, QRegularExpressionValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from paintapp.generation.settings import MAXIMUM_COUNT, MAXIMUM_SEED, RANDOM_SEEDS
from paintapp.ui import icons, theme
from paintapp.ui.controls import NumberBar, icon_button
from paintapp.ui.generate.controller import GenerateController
from paintapp.ui.generate.labels import wrapped_label
from paintapp.ui.generate.lines_section import LinesSection
from paintapp.ui.generate.model_section import ModelSection
from paintapp.ui.generate.prompt_edit import PromptEdit
from paintapp.ui.generate.undo_keys import SettingsUndoRow, UndoKeys


class GeneratePanel(QScrollArea):
    """Model, negative prompt, seed, sampling, the region worked on."""

    def __init__(self, controller: GenerateController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("generatePanel")
        self.setAccessibleName(self.tr("Generate panel"))
        self._controller = controller
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(220)

        self.model = ModelSection(controller)
        self.negative = PromptEdit(
            self.tr("Negative prompt"), self.tr("What the picture should not show")
        )
        self.negative.setObjectName("negativePrompt")
        self.negative.edited.connect(lambda text: controller.choose(negative_prompt=text))
        self.negative.asked.connect(controller.generate)
        self.negative.left.connect(controller.overlay.focus_canvas)
        self._negative_heading = _heading(self.tr("Negative prompt"))
        self.seed = SeedRow(controller)
        self.sampling = SamplingSection(controller)
        self.lines = LinesSection(controller)
        self._lines_heading = _heading(self.tr("Guide by lines"))
        self.region = RegionSection(controller)
        self.layer = LayerSection(controller)
        self.undo_row = SettingsUndoRow(controller)

        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        column.setSpacing(4)
        column.addWidget(self.undo_row)
        for heading, section in (
            (_heading(self.tr("Model")), self.model),
            (self._negative_heading, self.negative),
            (_heading(self.tr("Seed")), self.seed),
            (_heading(self.tr("Sampling")), self.sampling),
            (self._lines_heading, self.lines),
            (_heading(self.tr("Region")), self.region),
            (_heading(self.tr("Result")), self.layer),
        ):
            column.addWidget(heading)
            column.addWidget(section)
            column.addSpacing(theme.GRID)
        column.addStretch(1)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        UndoKeys(controller, self)

        controller.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the controller's choices."""
        controller = self._controller
        self.negative.show_text(controller.choices.negative_prompt)
        model = controller.descriptor
        used = model is None or model.uses_negative_prompt
        self.negative.setVisible(used)
        self._negative_heading.setVisible(used)
        for widget in (self._lines_heading, self.lines):
            widget.setVisible(self.lines.offered)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._controller.show_frame(True)

    def leaveEvent(self, event: QEvent) -> None:
        self._controller.show_frame(False)


class LayerSection(QWidget):
    """What becomes of a result when it is applied."""

    def __init__(self, controller: GenerateController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self.cut_out = QCheckBox(self.tr("Cut out the subject"))
        self.cut_out.setObjectName("cutOut")
        self.cut_out.setToolTip(
            self.tr("Applied results show only what stands out of them, by a mask you can paint on")
        )
        self.cut_out.toggled.connect(lambda on: controller.choose(cut_out=on))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.cut_out)
        controller.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        self.cut_out.blockSignals(True)
        self.cut_out.setChecked(self._controller.choices.cut_out)
        self.cut_out.blockSignals(False)


class SeedRow(QWidget):
    """The seed: drawn anew for each job, or fixed."""

    def __init__(self, controller: GenerateController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self.fixed = QCheckBox(self.tr("Fixed"))
        self.fixed.setObjectName("seedFixed")
        self.fixed.setToolTip(self.tr("The same seed and settings make the same picture again"))
        self.fixed.toggled.connect(lambda on: controller.choose(seed_fixed=on))
        self.number = QLineEdit()
        self.number.setObjectName("seed")
        self.number.setAccessibleName(self.tr("Seed"))
        self.number.setValidator(
            QRegularExpressionValidator(QRegularExpression(r"\d{1,19}"), self.number)
        )
        self.number.textEdited.connect(self._typed)
        dice = icon_button("dice", self.tr("Draw a new seed and keep it"))
        dice.setObjectName("dice")
        dice.clicked.connect(self._draw)
        copy = icon_button("copy", self.tr("Copy the seed"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.number.text()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.fixed)
        row.addWidget(self.number, 1)
        row.addWidget(dice)
        row.addWidget(copy)
        controller.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        choices = self._controller.choices
        self.fixed.blockSignals(True)
        self.fixed.setChecked(choices.seed_fixed)
        self.fixed.blockSignals(False)
        if self.number.text() != str(choices.seed) and not (
            self.number.hasFocus() and not self.number.text()
        ):
            self.number.setText(str(choices.seed))
        tip = (
            self.tr("The seed of the next job")
            if choices.seed_fixed or self._controller.first_seed is not None
            else self.tr("The seed of the last job; the next one gets another")
        )
        self.number.setToolTip(tip)
        self.number.setProperty("quiet", not choices.seed_fixed)

    def _typed(self, text: str) -> None:
        if text:
            seed = min(int(text), MAXIMUM_SEED)
            self._controller.choose(seed=seed, seed_fixed=True)

    def _draw(self) -> None:
        self._controller.choose(seed=secrets.randbelow(RANDOM_SEEDS), seed_fixed=True)


class SamplingSection(QWidget):
    """Steps, guidance and strength, with the way back to what the model declares."""

    def __init__(self, controller: GenerateController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self.steps = NumberBar(self.tr("Steps"), 1, 100)
        self.steps.setToolTip(self.tr("More steps take longer and draw finer"))
        self.steps.changed.connect(lambda value: controller.choose_for_model(steps=int(value)))
        self.guidance = NumberBar(self.tr("Guidance"), 0, 20, step=0.5, decimals=1)
        self.guidance.setToolTip(self.tr("How closely the picture follows the prompt"))
        self.guidance.changed.connect(
            lambda value: controller.choose_for_model(guidance_scale=value)
        )
        self.strength = NumberBar(self.tr("Strength"), 0, 100, step=5, unit="%")
        self.strength.setToolTip(self.tr("How much of the picture may change"))
        self.strength.changed.connect(lambda value: controller.choose_strength(value / 100))
        self.count = NumberBar(self.tr("Pictures"), 1, MAXIMUM_COUNT)
        self.count.setToolTip(self.tr("How many variations to make"))
        self.count.changed.connect(lambda value: controller.choose(count=int(value)))
        self.reset = icon_button("undo", self.tr("Steps and guidance as the model declares them"))
        self.reset.setObjectName("resetSampling")
        self.reset.clicked.connect(
            lambda: controller.choose_for_model(steps=None, guidance_scale=None)
        )
        self.reset.setFixedHeight(theme.CONTROL)
        steps = QHBoxLayout()
        steps.setSpacing(4)
        steps.addWidget(self.steps, 1)
        steps.addWidget(self.reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(steps)
        for widget in (self.guidance, self.strength, self.count):
            column.addWidget(widget)
        controller.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        controller = self._controller
        model, own = controller.descriptor, controller.choices.for_model()
        for bar in (self.steps, self.guidance):
            bar.setEnabled(model is not None)
        if model is not None:
            guidance = own.guidance_scale
            self.steps.set_value(model.default_steps if own.steps is None else own.steps)
            self.guidance.set_value(model.default_guidance_scale if guidance is None else guidance)
        self.reset.setEnabled(own.steps is not None or own.guidance_scale is not None)
        self.strength.set_value(controller.strength * 100)
        self.strength.setEnabled(controller.uses_strength)
        self.count.set_value(controller.choices.count)


class RegionSection(QWidget):
    """What part of the canvas the model sees and at what size; how a filling meets its edges."""

    MARGINS = ("grow", "feather", "blend")

    def __init__(self, controller: GenerateController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self.extent = wrapped_label()
        self.extent.setObjectName("regionExtent")
        self.reset_frame = QPushButton(self.tr("Automatic frame"))
        self.reset_frame.setObjectName("resetFrame")
        self.reset_frame.setToolTip(self.tr("Let the region follow the selection again (Esc)"))
        self.reset_frame.clicked.connect(lambda: controller.choose(frame=None))
        self.fold = QToolButton()
        self.fold.setObjectName("foldEdges")
        self.fold.setText(self.tr("Edges of a filling"))
        self.fold.setIcon(icons.icon("chevron-right"))
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.fold.setAutoRaise(True)
        self.fold.clicked.connect(self._toggle)

        self.automatic = QCheckBox(self.tr("Automatic"))
        self.automatic.setObjectName("edgesAutomatic")
        self.automatic.setToolTip(self.tr("Follow the size of the selection and the strength"))
        self.automatic.toggled.connect(self._set_automatic)
        self.bars = {
            "grow": NumberBar(self.tr("Grow"), 0, 256, unit="px"),
            "feather": NumberBar(self.tr("Feather"), 0, 256, unit="px"),
            "blend": NumberBar(self.tr("Blend"), 0, 128, unit="px"),
        }
        tips = {
            "grow": self.tr("How far past the selection the model may change what it sees"),
            "feather": self.tr("How softly that ends"),
            "blend": self.tr("How wide the result fades in inside the selection"),
        }
        self._edges = QWidget()
        column = QVBoxLayout(self._edges)
        column.setContentsMargins(theme.GRID, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.automatic)
        for name, bar in self.bars.items():
            bar.setToolTip(tips[name])
            bar.changed.connect(lambda value, name=name: controller.choose(**{name: int(value)}))
            column.addWidget(bar)
        self._edges.hide()

        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self.extent)
        rows.addWidget(self.reset_frame, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self.fold)
        rows.addWidget(self._edges)
        controller.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        controller = self._controller
        plan, choices = controller.plan, controller.choices
        if plan is None:
            self.extent.setText(self.tr("Known once the model is."))
            if controller.task == "inpaint" and controller.descriptor is not None:
                self.extent.setText(self._missing())
        else:
            bounds = plan.bounds.intersected(controller.wanted.canvas)
            self.extent.setText(
                self.tr("{w} × {h} px of the canvas at {x}, {y}\nworked on at {mw} × {mh}").format(
                    w=bounds.width,
                    h=bounds.height,
                    x=bounds.x,
                    y=bounds.y,
                    mw=plan.width,
                    mh=plan.height,
                )
            )
        self.reset_frame.setVisible(choices.frame is not None)
        automatic = all(getattr(choices, name) is None for name in self.MARGINS)
        self.automatic.blockSignals(True)
        self.automatic.setChecked(automatic)
        self.automatic.blockSignals(False)
        for name, bar in self.bars.items():
            chosen = getattr(choices, name)
            bar.setEnabled(not automatic)
            planned = getattr(plan, name) if plan is not None else 0
            bar.set_value(planned if chosen is None else chosen)

    def _missing(self) -> str:
        """What keeps an inpainting from having a region."""
        if self._controller.wanted.intent.id == "expand":
            return self.tr("Drag an edge of the canvas outwards first.")
        if self._controller.choices.frame is not None:
            return self.tr("Drag the frame over the selection.")
        return self.tr("Select or paint the part to change first.")

    def _toggle(self) -> None:
        shown = not self._edges.isVisible()
        self._edges.setVisible(shown)
        self.fold.setIcon(icons.icon("chevron-down" if shown else "chevron-right"))

    def _set_automatic(self, on: bool) -> None:
        if on:
            self._controller.choose(grow=None, feather=None, blend=None)
        else:
            values = {name: int(bar.value) for name, bar in self.bars.items()}
            self._controller.choose(**values)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("quiet", True)
    return label
