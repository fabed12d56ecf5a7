"""The queue: what is being made, what waits, and what failed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from paintapp.generation.jobs import Job
from paintapp.ui import theme
from paintapp.ui.controls import icon_button
from paintapp.ui.generate.controller import GenerateController
from paintapp.ui.generate.intent_texts import intent_label
from paintapp.ui.generate.labels import ElidedLabel
from paintapp.ui.generate.progress import progress_text

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
        self.cancel_all = QPushButton(self.tr("Cancel all"))
        self.cancel_all.setObjectName("cancelAll")
        self.cancel_all.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cancel_all.clicked.connect(lambda: controller.cancel_all())
        self._empty = QLabel(self.tr("Nothing is waiting."))
        self._empty.setEnabled(False)
        self._rest = QLabel()
        self._rest.setProperty("quiet", True)
        heading = QHBoxLayout()
        heading.addWidget(self._heading, 1)
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


class JobRow(QFrame):
    """A job: its prompt, what it is doing, how far it is, and a button that ends it."""

    def __init__(self, job: Job, controller: GenerateController, parent: QWidget) -> None:
        super().__init__(parent)
        self.job = job
        self._controller = controller
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
        row.addWidget(self.end)

    def refresh(self) -> None:
        """Show the job as it is now."""
        job = self.job
        failed = job.state == "failed"
        self.state.setText(
            job.message if failed else progress_text(job, warming_up=self._controller.warming_up)
        )
        self.bar.setValue(round(job.fraction * 1000))
        self.bar.setVisible(not failed)
        self.again.setVisible(failed)
        self.end.setToolTip(self.tr("Dismiss") if failed else self.tr("Cancel this job"))
        self.end.setAccessibleName(self.end.toolTip())
        self.end.setEnabled(failed or not job.cancelling)

    def _end(self) -> None:
        if self.job.state == "failed":
            self._controller.dismiss_failure(self.job)
        else:
            self.job.cancel()
