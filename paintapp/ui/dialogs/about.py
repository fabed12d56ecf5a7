"""What this program is."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from paintapp import __version__
from paintapp.ui import icons, theme
from paintapp.ui.dialogs.dialog import Dialog


class AboutDialog(Dialog):
    """Name, version, licence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("About paintapp"), parent)
        picture = QLabel()
        picture.setPixmap(icons.application_icon().pixmap(72, 72))
        name = QLabel(f"<b>paintapp</b> {__version__}")
        text = QLabel(
            self.tr(
                "A painting program in which a generative model is one of the artist's tools. "
                "Pictures are made on this computer; nothing leaves it."
            )
        )
        text.setWordWrap(True)
        text.setMinimumWidth(320)
        licence = QLabel(self.tr("Free software under the MIT licence."))
        licence.setProperty("quiet", True)
        words = QVBoxLayout()
        words.setSpacing(theme.GRID)
        for label in (name, text, licence):
            words.addWidget(label)
        words.addStretch()
        line = QHBoxLayout()
        line.setSpacing(2 * theme.GRID)
        line.addWidget(picture)
        line.addLayout(words)
        self.add(line)
        self.accept_button(self.tr("Close"))
