"""What becomes of the open document when the program dies: its journal, and its return.

The journal belongs to `paintapp.formats.journal`; here it gets every step, and at the start the
document that an earlier program left unsaved takes the place of the first one, with a line above
the canvas that says so. Where the program was started to open another file, that one is offered in
the same line: neither is lost, and nothing is opened over unsaved work without asking.
"""

from __future__ import annotations

import errno
import logging
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from paintapp.editor import Editor
from paintapp.ui import icons, theme
from paintapp.ui.controls import icon_button
from paintapp.ui.files import GIVEN_UP, Files
from paintapp.ui.generate.labels import wrapped_label
from paintapp.ui.labels import translated
from paintapp.ui.status import Status
from paintapp.ui.waiting import Waiting

if TYPE_CHECKING:
    from paintapp.document import Document, History
    from paintapp.formats.journal import Claim, FileStamp, Journal, LeftBehind, Moment

# The formats are imported where they are used: a start does not wait for them.

log = logging.getLogger(__name__)

SHOWN_MILLISECONDS = 1000
"""A recovered document that the window has shown for so long is not what ended the program."""


class Recovery(QObject):
    """Keeps the journal of the open document, and brings back what was left behind."""

    def __init__(
        self, editor: Editor, files: Files, waiting: Waiting, status: Status, window: QWidget
    ) -> None:
        super().__init__(window)
        self._editor = editor
        self._files = files
        self._waiting = waiting
        self._status = status
        self._window = window
        self._folder = Path()
        self._journal: Journal | None = None
        self._handed: tuple[Document, Path | None, FileStamp | None, bool] | None = None
        self._back: _Recovered | None = None
        """What has come back, until it is saved, discarded or left."""
        self._history: History | None = None
        """The history that goes on from it."""
        self._named: Path | None = None
        self._waiting_journals: tuple[Path, ...] = ()
        """Of what else was left behind; the line offers it."""
        self._damaged = 0
        self.bar = RecoveryBar()
        for button, call in (
            (self.bar.save, self._save),
            (self.bar.discard, self._discard),
            (self.bar.named, self._open_named),
            (self.bar.another, self._open_another),
        ):
            button.clicked.connect(lambda _=False, call=call: waiting.start(call()))
        self.bar.close_button.clicked.connect(self._dismiss)
        files.changed.connect(self._follow)

    async def begin(self, folder: Path, named: Path | None = None) -> bool:
        """Bring back what was left behind in the folder, and keep the document from now on.

        ``named`` is the file that the program was started with; whether it is to be opened by
        the caller, since nothing has come back.
        """
        self._folder = folder
        there = self._editor.history.document
        back = False
        try:
            back = await self._bring_back(there, named)
        except Exception as error:
            log.error("nothing could be brought back", exc_info=error)
            self._status.complain(self.tr("What was not saved could not be recovered."))
        if self._journal is None:
            self._journal = self._new_journal(None)
        self._editor.state_changed.append(self._keep)
        self._files.changed.connect(self._keep)
        self._keep()
        if back and named is not None and not self._is_back(named):
            self._named = named
        self._show()
        return not back

    def flush(self, seconds: float) -> bool:
        """Wait until the newest step is on the disk; whether it is."""
        return self._journal is not None and self._journal.flush(seconds)

    def close(self, *, remove: bool) -> None:
        """Keep nothing more. ``remove``: the artist has parted from the document."""
        journal, self._journal = self._journal, None
        if journal is not None:
            journal.close(remove=remove)

    # Keeping

    def _keep(self) -> None:
        """Hand the document to the journal, when there is anything new about it."""
        document = self._editor.history.document
        path, stamp = self._files.path, self._files.stamp
        state = document, path, stamp, not self._editor.modified
        before = self._handed
        if self._journal is None or (before and before[0] is document and before[1:] == state[1:]):
            return
        from paintapp.formats.journal import Moment

        self._handed = state
        self._journal.keep(
            Moment(
                document,
                None if path is None else path.absolute(),
                stamp,
                saved=not self._editor.modified,
                active=self._editor.active_layer_id,
            )
        )

    def _new_journal(self, claim: Claim | None) -> Journal:
        from paintapp.formats.journal import Journal

        def failed(error: Exception | None) -> None:
            self._waiting.hop.post(lambda: self._tell_failed(error))

        return Journal(self._folder, claim, failed=failed)

    def _tell_failed(self, error: Exception | None) -> None:
        from paintapp.formats import FormatError

        if error is None:
            self._status.say(self.tr("Your steps are being kept again."))
        elif isinstance(error, FormatError):
            self._status.complain(translated(str(error)))
        elif isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            self._status.complain(
                self.tr(
                    "The disk is full: your steps are no longer kept in case the program ends "
                    "unexpectedly. Free some space, and save your work."
                )
            )
        else:
            reason = error.strerror if isinstance(error, OSError) else type(error).__name__
            self._status.complain(
                self.tr(
                    "Your steps cannot be kept in case the program ends unexpectedly ({reason}). "
                    "Save your work often."
                ).format(reason=reason)
            )

    # Bringing back

    async def _bring_back(
        self, there: Document, preferred: Path | None = None, *, asked_for: bool = False
    ) -> bool:
        """Go on with what was left behind, in place of the document ``there``; whether it was."""
        left = await self._waiting.thread(
            partial(_find, self._folder, preferred, asked_for=asked_for)
        )
        self._waiting_journals = left.others
        self._damaged = left.damaged
        if left.unsaved is None:
            return False
        claim, scan = left.unsaved.claim, left.unsaved.scan
        moment: Moment | None = None
        try:
            moment = await self._read(left)
            if moment is None:
                return False
            path = moment.path
            own = path is not None and moment.stamp == await self._waiting.thread(_stamp, path)
            if self._editor.history.document is not there and not await self._files.may_leave():
                moment = None  # What was painted meanwhile goes before; the rest waits.
                return False
        finally:
            if moment is None:
                claim.succeeded()
                claim.release()
                if scan.state == "whole":
                    self._waiting_journals += (claim.journal,)
        old, self._journal = self._journal, self._new_journal(claim)
        self._handed = None
        self._files.bring_back(moment, self.tr("Recovered"), own=own)
        self._back = _Recovered(path, moment.when, changed_since=path is not None and not own)
        self._history, self._named = self._editor.history, None
        QTimer.singleShot(SHOWN_MILLISECONDS, claim.succeeded)
        if old is not None:
            await self._waiting.thread(partial(old.close, remove=True))
        return True

    async def _read(self, left: LeftBehind) -> Moment | None:
        """The document from its journal; None when the artist gave up or it cannot be had."""
        from paintapp.formats import FormatError

        assert left.unsaved is not None
        claim, scan = left.unsaved.claim, left.unsaved.scan
        name = self._name(scan.file)
        try:
            moment = await self._files.on_thread(
                self.tr("Recovering {name}").format(name=name), scan.moment, abandon=True
            )
        except FormatError as error:
            log.warning("the journal %s is of no use: %s", scan.path, error)
            claim.set_aside()
            scan.state = "empty"
            self._damaged += 1
            return None
        return None if moment is GIVEN_UP else moment

    def _name(self, path: Path | None) -> str:
        return self.tr("Untitled") if path is None else path.name

    def _is_back(self, path: Path) -> bool:
        return self._back is not None and self._back.path == path.absolute()

    # The line

    def _show(self) -> None:
        """Say what has come back and what still waits; nothing when there is nothing."""
        back, waits = self._back, len(self._waiting_journals)
        text = []
        if back is not None:
            text.append(
                self.tr("Recovered “{name}” as it was at {time}. It is not saved.").format(
                    name=self._name(back.path), time=_clock(back.when)
                )
            )
            if back.changed_since:
                text.append(
                    self.tr("Its file has been changed since: saving asks for a file name.")
                )
        elif self._named is not None:
            text.append(self.tr("“{name}” is yet to be opened.").format(name=self._named.name))
        elif waits == 1:
            text.append(self.tr("One more document from earlier is not saved."))
        elif waits:
            text.append(
                self.tr("{count} more documents from earlier are not saved.").format(count=waits)
            )
        bar = self.bar
        bar.text.setText(" ".join(text))
        bar.save.setVisible(back is not None)
        bar.discard.setVisible(back is not None)
        bar.named.setVisible(self._named is not None)
        if self._named is not None:
            bar.named.setText(self.tr("Open “{name}”").format(name=self._named.name))
        bar.another.setVisible(waits > 0)
        bar.another.setText(
            self.tr("Next unsaved document")
            if waits == 1
            else self.tr("Next unsaved document ({count})").format(count=waits)
        )
        bar.setVisible(bool(text))
        if self._damaged:
            self._damaged = 0
            self._status.complain(
                self.tr("A document that was not saved is lost: its journal is damaged.")
            )

    def _follow(self) -> None:
        """Once saved or left, a document needs no more words."""
        if self._back is not None and (
            self._editor.history is not self._history or not self._editor.modified
        ):
            self._back, self._history = None, None
            self._show()

    def _dismiss(self) -> None:
        """Hide the line. What it offered and nobody wanted is not kept for ever."""
        from paintapp.formats.journal import decline

        declined, self._waiting_journals = self._waiting_journals, ()
        self._back, self._history, self._named = None, None, None
        self._show()
        if declined:
            self._waiting.start(self._waiting.thread(decline, declined))

    async def _save(self) -> None:
        await self._files.save()

    async def _discard(self) -> None:
        from paintapp.ui.dialogs.discard import DiscardDialog

        back = self._back
        if back is None:
            return
        has_file = back.path is not None and await self._waiting.thread(_stamp, back.path)
        dialog = DiscardDialog(self._name(back.path), has_file=bool(has_file), parent=self._window)
        if not await self._waiting.answer(dialog) or self._back is not back:
            return
        if has_file:
            await self._files.open_left(back.path)
        else:
            self._files.start_over()

    async def _open_named(self) -> None:
        named = self._named
        if named is not None and await self._files.open_path(named) and self._named is named:
            self._named = None
            self._show()

    async def _open_another(self) -> None:
        if await self._files.may_leave():
            there = self._editor.history.document
            if not await self._bring_back(there, asked_for=True) and not self._waiting_journals:
                self._status.say(self.tr("Another window has opened it already."))
            self._show()


@dataclass(frozen=True, slots=True)
class _Recovered:
    """``path`` is the document's file, ``when`` in seconds since 1970."""

    path: Path | None
    when: float
    changed_since: bool


class RecoveryBar(QFrame):
    """One line above the canvas: a text, what can be done about it, and a button to close it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recovery")
        self.setAccessibleName(self.tr("Recovered"))
        sign = QLabel()
        sign.setPixmap(icons.pixmap("history", theme.ICON, ratio=self.devicePixelRatioF()))
        self.text = wrapped_label(quiet=False)
        self.save = _button(primary=True)
        self.save.setText(self.tr("Save"))
        self.discard = _button()
        self.discard.setText(self.tr("Discard…"))
        self.named = _button()
        self.another = _button()
        self.close_button = icon_button(
            "close", self.tr("Hide this line: what it offers is kept for 30 days, up to 4 GB")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GRID, 4, theme.GRID, 4)
        row.setSpacing(theme.GRID)
        row.addWidget(sign)
        row.addWidget(self.text, 1)
        for button in (self.named, self.another, self.discard, self.save, self.close_button):
            row.addWidget(button)
        self.hide()


def _button(*, primary: bool = False) -> QPushButton:
    button = QPushButton()
    button.setProperty("primary", primary)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _clock(when: float) -> str:
    """A time of day, with the date unless it is today's."""
    moment = QDateTime.fromSecsSinceEpoch(int(when))
    locale, short = QLocale(), QLocale.FormatType.ShortFormat
    if moment.date() == QDateTime.currentDateTime().date():
        return locale.toString(moment.time(), short)
    return locale.toString(moment, short)


def _find(folder: Path, preferred: Path | None, *, asked_for: bool) -> LeftBehind:
    """What was left behind; the attempt to go on with it is noted already."""
    from paintapp.formats.journal import find_unsaved

    wanted = None if preferred is None else preferred.absolute()
    left = find_unsaved(folder, wanted, asked_for=asked_for)
    if left.unsaved is not None:
        left.unsaved.claim.attempt()
    return left


def _stamp(path: Path) -> FileStamp | None:
    from paintapp.formats.journal import stamp_of

    return stamp_of(path)
