"""The prompt bar at the foot of the canvas: what is needed nine times in ten."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from paintapp.generation.settings import MAXIMUM_COUNT
from paintapp.ui import icons, theme
from paintapp.ui.controls import NumberBar, icon_button
from paintapp.ui.generate.controller import GenerateController
from paintapp.ui.generate.intent_box import IntentBox
from paintapp.ui.generate.intent_texts import intent_hint
from paintapp.ui.generate.labels import ElidedLabel, wrapped_label
from paintapp.ui.generate.progress import ProgressField, progress_text
from paintapp.ui.generate.prompt_edit import PromptEdit
from paintapp.ui.generate.undo_keys import UndoKeys


class PromptBar(QWidget):
    """Prompt and Generate; below them intent, strength, number of pictures and the news.

    A problem gets a line of its own, which is there only as long as the problem.
    """

    queue_asked = Signal()
    """The artist wants to see the queue."""

    def __init__(self, controller: GenerateController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("promptBar")
        self.setAccessibleName(self.tr("Generate"))
        self._controller = controller
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

        self.prompt = PromptEdit(
            self.tr("Prompt"), self.tr("Say what the picture should show"), self
        )
        self.prompt.setObjectName("prompt")
        self.prompt.edited.connect(controller.set_prompt)
        self.prompt.asked.connect(controller.generate)
        self.prompt.left.connect(controller.overlay.focus_canvas)

        self.intent = IntentBox(controller, self)

        self.strength = NumberBar(self.tr("Strength"), 0, 100, step=5, unit="%")
        self.strength.setObjectName("strength")
        self.strength.setToolTip(
            self.tr("How much may change: 0% keeps the picture, 100% makes a new one")
        )
        self.strength.setFixedWidth(128)
        self.strength.changed.connect(lambda value: controller.choose_strength(value / 100))

        self.count = NumberBar(self.tr("Pictures"), 1, MAXIMUM_COUNT)
        self.count.setObjectName("count")
        self.count.setToolTip(self.tr("How many variations to make"))
        self.count.setFixedWidth(96)
        self.count.changed.connect(lambda value: controller.choose(count=int(value)))

        self.asking = GenerateStack(controller, self)
        self.asking.progress.pressed.connect(self.queue_asked)

        self.news = NoticeLine(controller, problems=False)
        self.problem = NoticeLine(controller, problems=True)
        self.extent = QLabel()
        self.extent.setObjectName("extent")
        self.extent.setProperty("quiet", True)
        self.extent.setToolTip(self.tr("The size the model works at, in pixels"))

        upper = self._upper = QHBoxLayout()
        upper.setSpacing(theme.GRID)
        upper.addWidget(self.prompt, 1, Qt.AlignmentFlag.AlignTop)
        upper.addWidget(self.asking, 0, Qt.AlignmentFlag.AlignTop)
        lower = QHBoxLayout()
        lower.setSpacing(theme.GRID)
        for widget in (self.intent, self.strength, self.count):
            lower.addWidget(widget)
        lower.addWidget(self.news, 1)
        lower.addWidget(self.extent)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        rows.setSpacing(4)
        rows.addLayout(upper)
        rows.addLayout(lower)
        rows.addWidget(self.problem)
        UndoKeys(controller, self)

        controller.changed.connect(self.refresh)
        self.refresh()

    def add_button(self, button: QWidget) -> None:
        """Put a further button between the prompt and Generate."""
        self._upper.insertWidget(self._upper.count() - 1, button, 0, Qt.AlignmentFlag.AlignTop)

    def refresh(self) -> None:
        """Show the controller's choices."""
        controller = self._controller
        meant = controller.wanted.intent
        worded = meant.prompt != "unused"
        # Words that mean nothing now are kept, but neither shown nor asked for.
        self.prompt.setReadOnly(not worded)
        self.prompt.setPlaceholderText(intent_hint(meant))
        self.prompt.show_text(controller.choices.prompt if worded else "")
        self.strength.set_value(controller.strength * 100)
        self.strength.setEnabled(controller.uses_strength)
        self.count.set_value(controller.choices.count)
        plan = controller.plan
        self.extent.setText(f"{plan.width} × {plan.height}" if plan else "")

    def enterEvent(self, event: QEnterEvent) -> None:
        self._controller.show_frame(True)

    def leaveEvent(self, event: QEvent) -> None:
        self._controller.show_frame(False)


class GenerateStack(QStackedWidget):
    """The Generate button; while a job runs its progress, with cancel and one more."""

    def __init__(self, controller: GenerateController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self.setFixedSize(QSize(272, theme.CONTROL))

        self.button = QPushButton(self.tr("Generate"), self)
        self.button.setObjectName("generate")
        self.button.setProperty("primary", True)
        self.button.setIcon(icons.pixmap("generate", theme.ON_ACCENT))
        self.button.setFixedHeight(theme.CONTROL)
        self.button.setToolTip(self.tr("Generate (Ctrl+Enter)"))
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(lambda: controller.generate())

        self.progress = ProgressField(self)
        self.progress.setObjectName("progress")
        self.more = icon_button("add", self.tr("Queue one more (Ctrl+Enter)"))
        self.more.setObjectName("queueMore")
        self.more.clicked.connect(lambda: controller.generate())
        self.cancel = icon_button("cancel", self.tr("Cancel this job (Ctrl+.)"))
        self.cancel.setObjectName("cancel")
        self.cancel.clicked.connect(lambda: controller.cancel())
        running = QWidget(self)
        row = QHBoxLayout(running)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.progress, 1)
        row.addWidget(self.more)
        row.addWidget(self.cancel)
        self.addWidget(self.button)
        self.addWidget(running)

        controller.progressed.connect(self.refresh)
        controller.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the button, or how far the job has come."""
        job = self._controller.current
        if job is None:
            self.setCurrentIndex(0)
            return
        text = progress_text(job, warming_up=self._controller.warming_up)
        waiting = len(self._controller.queue) - 1
        if waiting > 0:
            text += " · " + self.tr("+{count}", "further jobs").format(count=waiting)
        if self._controller.jobs.paused and job.state == "waiting":
            text = self.tr("The queue is paused")
        self.progress.show_progress(job.fraction, text)
        self.cancel.setEnabled(not job.cancelling)
        self.setCurrentIndex(1)


class NoticeLine(QWidget):
    """One line: what the model is doing, or what went wrong, and what can be done about it."""

    def __init__(
        self, controller: GenerateController, *, problems: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._problems = problems
        self.setMinimumHeight(theme.CONTROL)
        # A problem is told in full, on more lines where one is too short.
        self.label = wrapped_label(quiet=False) if problems else ElidedLabel()
        self.label.setObjectName("problem" if problems else "news")
        self.label.setProperty("quiet", not problems)
        self.action = QPushButton()
        self.action.setObjectName("problemAction" if problems else "newsAction")
        self.action.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.action.clicked.connect(self._act)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        if problems:
            warning = QLabel()
            warning.setPixmap(icons.pixmap("warning", theme.WARNING))
            row.addWidget(warning)
        row.addWidget(self.label, 1)
        row.addWidget(self.action)
        if problems:
            dismiss = icon_button("close", self.tr("Dismiss"))
            dismiss.clicked.connect(lambda: controller.dismiss())
            row.addWidget(dismiss)
        controller.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the controller's notice, if it is of this line's kind."""
        notice = self._controller.notice
        mine = notice.problem == self._problems
        self.label.setText(notice.text if mine else "")
        self.action.setText(notice.action)
        self.action.setVisible(mine and bool(notice.action))
        if self._problems:
            self.setVisible(mine)

    def _act(self) -> None:
        act = self._controller.notice.act
        if act is not None:
            act()
