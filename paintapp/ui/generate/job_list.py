"""The queue: what is being made, what waits and in what order, and what failed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from paintapp.generation.job import Job
from paintapp.ui import icons, theme
from paintapp.ui.controls import icon_button
from paintapp.ui.generate.controller import GenerateController
from paintapp.ui.generate.intent_texts import intent_label
from paintapp.ui.generate.labels import ElidedLabel
from paintapp.ui.generate.progress import progress_text, time_left
from paintapp.ui.labels import translated

SHOWN = 20
"""Rows shown; of a longer queue the rest is counted."""


class JobList(QWidget):
    """One row for each job that has not ended, and for the last ones that failed."""

    def __init__(self, controller: GenerateController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobList")
        self.setAccessibleName(self.tr("Queue"))
        self._controller = controller
        self._rows: dict[int, JobRow] = {}
        self._heading = QLabel(self.tr("Queue"))
        self._heading.setProperty("quiet", True)
        self.left = QLabel()
        self.left.setObjectName("queueLeft")
        self.left.setProperty("quiet", True)
        self.pause = icon_button("pause", self.tr("Pause the queue"))
        self.pause.setObjectName("pauseQueue")
        self.pause.clicked.connect(lambda: controller.toggle_pause())
        self.cancel_all = QPushButton(self.tr("Cancel all"))
        self.cancel_all.setObjectName("cancelAll")
        self.cancel_all.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cancel_all.clicked.connect(lambda: controller.cancel_all())
        self._empty = QLabel(self.tr("Nothing is waiting."))
        self._empty.setEnabled(False)
        self._rest = QLabel()
        self._rest.setProperty("quiet", True)
        heading = QHBoxLayout()
        heading.setSpacing(theme.GRID)
        heading.addWidget(self._heading)
        heading.addWidget(self.left, 1)
        heading.addWidget(self.pause)
        heading.addWidget(self.cancel_all)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(heading)
        column.addWidget(self._empty)
        column.addLayout(self._list)
        column.addWidget(self._rest)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        controller.progressed.connect(self.refresh)
        controller.changed.connect(self.refresh)
        self.refresh()

    @property
    def rows(self) -> list[JobRow]:
        """The rows in their order."""
        return list(self._rows.values())

    def refresh(self) -> None:
        """Bring the rows up to date; rows of jobs that go on stay the same widgets."""
        controller = self._controller
        jobs = [*controller.failures, *controller.queue]
        shown = {job.number: job for job in jobs[:SHOWN]}
        for number in [number for number in self._rows if number not in shown]:
            row = self._rows.pop(number)
            row.hide()
            row.deleteLater()
        ordered: dict[int, JobRow] = {}
        for place, (number, job) in enumerate(shown.items()):
            row = self._rows.get(number) or JobRow(job, controller, self)
            if self._list.indexOf(row) != place:
                self._list.insertWidget(place, row)
            row.refresh()
            ordered[number] = row
        self._rows = ordered
        self._empty.setVisible(not jobs)
        self._rest.setVisible(len(jobs) > SHOWN)
        self._rest.setText(self.tr("and {count} more").format(count=len(jobs) - SHOWN))
        self.cancel_all.setVisible(len(controller.queue) > 1)
        self._show_state()

    def _show_state(self) -> None:
        """The queue as a whole: how long it still takes, and whether it is paused."""
        jobs = self._controller.jobs
        paused = jobs.paused
        self.pause.setVisible(paused or bool(jobs.queue))
        self.pause.setIcon(icons.icon("resume" if paused else "pause"))
        tip = self.tr("Go on with the queue") if paused else self.tr("Pause the queue")
        self.pause.setToolTip(tip)
        self.pause.setAccessibleName(tip)
        if paused:
            self.left.setText(self.tr("paused"))
        elif len(jobs.queue) > 1 and jobs.seconds_left is not None:
            self.left.setText(time_left(jobs.seconds_left))
        else:
            self.left.setText("")

    def drag(self, row: JobRow, y: int) -> None:
        """Move a waiting job to where its row has been dragged, ``y`` within this widget."""
        queue = self._controller.queue
        for other in self.rows:
            if other is row or other.job not in queue:
                continue
            inside = other.geometry().adjusted(0, 4, 0, -4)
            if inside.top() <= y <= inside.bottom():
                self._controller.jobs.move(row.job, queue.index(other.job))
                return


class JobRow(QFrame):
    """A job: its prompt, what it is doing, how far it is, and a button that ends it.

    The row of a job that waits can be dragged to another place.
    """

    def __init__(self, job: Job, controller: GenerateController, parent: JobList) -> None:
        super().__init__(parent)
        self.job = job
        self._list = parent
        self._controller = controller
        self._press: QPoint | None = None
        self._dragged = False
        self.title = ElidedLabel()
        words = " ".join(job.settings.prompt.split())
        self.title.setText(words or intent_label(job.settings.wanted))
        self.state = ElidedLabel()
        self.state.setProperty("quiet", True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(4)
        self.again = icon_button("again", self.tr("Try again"))
        self.again.clicked.connect(lambda: controller.try_again(job))
        self.front = icon_button("to-front", self.tr("Next one up"))
        self.front.clicked.connect(lambda: controller.jobs.to_front(job))
        self.end = icon_button("cancel", self.tr("Cancel this job"))
        self.end.clicked.connect(self._end)
        words_column = QVBoxLayout()
        words_column.setSpacing(2)
        words_column.addWidget(self.title)
        words_column.addWidget(self.state)
        words_column.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(theme.GRID // 2)
        row.addLayout(words_column, 1)
        row.addWidget(self.again)
        row.addWidget(self.front)
        row.addWidget(self.end)

    def refresh(self) -> None:
        """Show the job as it is now."""
        job = self.job
        failed = job.state == "failed"
        self.state.setText(
            translated(job.message)
            if failed
            else progress_text(job, warming_up=self._controller.warming_up)
        )
        waiting = self.movable
        others = [other for other in self._controller.queue if other.state == "waiting"]
        self.front.setVisible(waiting and bool(others) and others[0] is not job)
        self.setCursor(
            Qt.CursorShape.OpenHandCursor
            if waiting and len(others) > 1
            else Qt.CursorShape.ArrowCursor
        )
        self.bar.setValue(round(job.fraction * 1000))
        self.bar.setVisible(not failed and not waiting)
        self.again.setVisible(failed)
        self.end.setToolTip(self.tr("Dismiss") if failed else self.tr("Cancel this job"))
        self.end.setAccessibleName(self.end.toolTip())
        self.end.setEnabled(failed or not job.cancelling)

    @property
    def movable(self) -> bool:
        """Whether the job waits, so that its place can be changed."""
        return self.job.state == "waiting" and not self.job.cancelling

    def menu(self) -> QMenu:
        """Where the job can be moved, and how it can be ended."""
        jobs, job = self._controller.jobs, self.job
        menu = QMenu(self)
        place = jobs.queue.index(job) if job in jobs.queue else 0
        for text, icon, call in (
            (self.tr("Next one up"), "to-front", lambda: jobs.to_front(job)),
            (self.tr("Move up"), "send-up", lambda: jobs.move(job, place - 1)),
            (self.tr("Move down"), "send-down", lambda: jobs.move(job, place + 1)),
        ):
            action = menu.addAction(icons.icon(icon), text)
            action.setEnabled(self.movable)
            action.triggered.connect(lambda _=False, call=call: call())
        menu.addSeparator()
        end = menu.addAction(icons.icon("cancel"), self.end.toolTip())
        end.triggered.connect(lambda: self._end())
        return menu

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.movable:
            self._press, self._dragged = event.position().toPoint(), False
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press is None:
            return
        if not self.movable:  # its turn has come meanwhile
            self._press = None
            return
        here = event.position().toPoint()
        far = abs(here.y() - self._press.y()) > QGuiApplication.styleHints().startDragDistance()
        if far or self._dragged:
            self._dragged = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._list.drag(self, self.mapTo(self._list, here).y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._press = None
        self.refresh()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _end(self) -> None:
        if self.job.state == "failed":
            self._controller.dismiss_failure(self.job)
        else:
            self.job.cancel()
