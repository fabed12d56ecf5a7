"""The fonts that are installed, and the one that a text is set in.

Letters are not hinted, so that a text looks the same wherever it stands.
"""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication

from paintapp.document import Text

_WEIGHTS = tuple(weight for weight in QFont.Weight)


def has_family(family: str) -> bool:
    """Whether a font of this name is installed; the empty name stands for the system's own.

    Without an application there are no fonts.
    """
    if QGuiApplication.instance() is None:
        return False
    return not family or QFontDatabase.hasFamily(family)


def default_family() -> str:
    """The name of the system's own font."""
    return QFontInfo(QFont()).family()


def font_of(text: Text, pixels: int) -> QFont:
    """The font that a text is set in, so many pixels high."""
    font = QFont(text.family) if text.family else QFont()
    font.setPixelSize(pixels)
    font.setWeight(min(_WEIGHTS, key=lambda weight: abs(weight.value - text.weight)))
    font.setItalic(text.italic)
    font.setKerning(True)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    strategy = QFont.StyleStrategy
    font.setStyleStrategy(strategy.PreferAntialias | strategy.NoSubpixelAntialias)
    if text.letter_spacing:
        spacing = text.letter_spacing * pixels
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    return font
