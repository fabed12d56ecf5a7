"""Texts of lower levels in the window's language.

Tools, blend modes and the like carry English labels and know nothing of translation. The tables
here name those texts for the translators; `translated` looks them up.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication


def translated(text: str) -> str:
    """A label of a lower level in the window's language; itself when nobody translated it."""
    return QCoreApplication.translate("Labels", text)


BLEND_MODES = (
    QT_TRANSLATE_NOOP("Labels", "Normal"),
    QT_TRANSLATE_NOOP("Labels", "Multiply"),
    QT_TRANSLATE_NOOP("Labels", "Screen"),
    QT_TRANSLATE_NOOP("Labels", "Overlay"),
    QT_TRANSLATE_NOOP("Labels", "Darken"),
    QT_TRANSLATE_NOOP("Labels", "Lighten"),
    QT_TRANSLATE_NOOP("Labels", "Colour dodge"),
    QT_TRANSLATE_NOOP("Labels", "Colour burn"),
    QT_TRANSLATE_NOOP("Labels", "Hard light"),
    QT_TRANSLATE_NOOP("Labels", "Soft light"),
    QT_TRANSLATE_NOOP("Labels", "Difference"),
    QT_TRANSLATE_NOOP("Labels", "Exclusion"),
    QT_TRANSLATE_NOOP("Labels", "Hue"),
    QT_TRANSLATE_NOOP("Labels", "Saturation"),
    QT_TRANSLATE_NOOP("Labels", "Colour"),
    QT_TRANSLATE_NOOP("Labels", "Luminosity"),
    QT_TRANSLATE_NOOP("Labels", "Plus (add light)"),
)
