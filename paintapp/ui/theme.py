"""The look: neutral dark greys, one accent, thin separators, an 8 px grid.

Every colour and measure of the window is named here. Greys have no hue, so that they do not tint
how the artist sees colours; the accent marks only what is chosen or about to act.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

SURROUND = "#1f1f1f"
"""Around the canvas."""
PANEL = "#2b2b2b"
RAISED = "#383838"
"""Buttons and other things to press."""
HOVER = "#444444"
PRESSED = "#222222"
FIELD = "#1f1f1f"
"""Where text and numbers are written, and lists."""
LINE = "#191919"
"""Separators between panels."""
EDGE = "#4a4a4a"
"""Edges of fields and buttons."""
TEXT = "#e4e4e4"
TEXT_QUIET = "#a8a8a8"
TEXT_DISABLED = "#717171"
ICON = "#c9c9c9"
ACCENT = "#4c8bf5"
ACCENT_HOVER = "#659cf7"
ACCENT_PRESSED = "#3a74d8"
ACCENT_QUIET = "#2f4a77"
"""The accent behind a chosen row."""
ON_ACCENT = "#ffffff"
WARNING = "#e8b04b"
ERROR = "#f07167"

GRID = 8
"""Everything is placed in multiples of this many device-independent pixels."""
CONTROL = 28
"""Height of buttons and fields."""
TEXT_SIZE = 12
"""The one size of text in controls, in device-independent pixels."""


def apply(application: QApplication) -> None:
    """Give the whole program its look."""
    application.setStyle(QStyleFactory.create("Fusion"))
    application.setPalette(palette())
    font = QFont(application.font())
    font.setPixelSize(TEXT_SIZE)
    application.setFont(font)
    application.setStyleSheet(style_sheet())


def palette() -> QPalette:
    """The colours for what the style sheet does not name."""
    result = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, PANEL),
        (role.WindowText, TEXT),
        (role.Base, FIELD),
        (role.AlternateBase, PANEL),
        (role.Text, TEXT),
        (role.PlaceholderText, TEXT_DISABLED),
        (role.Button, RAISED),
        (role.ButtonText, TEXT),
        (role.BrightText, ON_ACCENT),
        (role.Highlight, ACCENT),
        (role.HighlightedText, ON_ACCENT),
        (role.Accent, ACCENT),
        (role.Link, ACCENT_HOVER),
        (role.LinkVisited, ACCENT_HOVER),
        (role.ToolTipBase, RAISED),
        (role.ToolTipText, TEXT),
        (role.Light, HOVER),
        (role.Midlight, RAISED),
        (role.Mid, EDGE),
        (role.Dark, SURROUND),
        (role.Shadow, LINE),
    ):
        result.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, where, QColor(TEXT_DISABLED))
    result.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(EDGE))
    result.setColor(QPalette.ColorGroup.Disabled, role.HighlightedText, QColor(TEXT_DISABLED))
    return result


def style_sheet() -> str:
    """The shapes of the controls, as a Qt style sheet."""
    from paintapp.resources import resource

    def url(name: str) -> str:
        return resource(f"icons/{name}.svg").as_posix()

    return f"""
* {{ outline: none; }}
QMainWindow, QDialog {{ background: {PANEL}; }}
QMainWindow::separator {{ background: {LINE}; width: 1px; height: 1px; }}
QToolTip {{
    background: {RAISED}; color: {TEXT}; border: 1px solid {EDGE}; padding: 4px 6px;
}}

QMenuBar {{ background: {PANEL}; border-bottom: 1px solid {LINE}; padding: 0 4px; }}
QMenuBar::item {{ background: transparent; padding: 6px 9px; }}
QMenuBar::item:selected {{ background: {HOVER}; }}
QMenu {{ background: {PANEL}; border: 1px solid {EDGE}; padding: 4px 0; }}
QMenu::item {{ padding: 5px 24px 5px 8px; border: 1px solid transparent; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::item:selected {{ background: {ACCENT_QUIET}; color: {ON_ACCENT}; }}
QMenu::item:disabled {{ color: {TEXT_DISABLED}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {EDGE}; margin: 4px 8px; }}

QStatusBar {{ background: {PANEL}; border-top: 1px solid {LINE}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {TEXT_QUIET}; padding: 0 6px; }}
QStatusBar QLabel#target {{ color: {ACCENT_HOVER}; }}
QStatusBar QLabel[problem="true"] {{ color: {ERROR}; }}

QFrame#recovery {{ background: {RAISED}; border-bottom: 1px solid {LINE}; }}

QDockWidget {{ titlebar-close-icon: none; titlebar-normal-icon: none; color: {TEXT_QUIET}; }}
QDockWidget::title {{ background: {PANEL}; padding: 6px 8px; }}
QTabBar {{ background: {PANEL}; qproperty-drawBase: 0; }}
QTabBar::tab {{
    background: {PANEL}; color: {TEXT_QUIET}; padding: 6px 10px; border: none;
    border-bottom: 2px solid transparent;
}}
QTabBar::tab:hover {{ color: {TEXT}; }}
QTabBar::tab:selected {{ color: {TEXT}; border-bottom: 2px solid {ACCENT}; }}
QTabWidget::pane {{ border: none; }}

QToolBar {{ background: {PANEL}; border: none; spacing: 2px; padding: 4px; }}
QToolBar#tools {{ border-right: 1px solid {LINE}; }}
QToolBar#options {{ border-bottom: 1px solid {LINE}; spacing: 8px; padding: 4px 8px; }}
QToolButton#stripArrow {{ background: {PANEL}; border: none; border-radius: 0; padding: 0; }}
QToolBar::separator {{ background: {EDGE}; width: 1px; height: 1px; margin: 6px 4px; }}

QToolButton {{
    background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 3px;
}}
QToolButton:hover {{ background: {HOVER}; }}
QToolButton:pressed {{ background: {PRESSED}; }}
QToolButton:checked {{ background: {ACCENT}; color: {ON_ACCENT}; }}
QToolButton:checked:disabled {{ background: {EDGE}; }}
QToolButton:focus {{ border: 1px solid {ACCENT_HOVER}; }}
QToolButton:disabled {{ color: {TEXT_DISABLED}; }}
QToolButton[field="true"] {{ background: {FIELD}; border: 1px solid {EDGE}; }}
QToolButton[field="true"]:hover {{ border: 1px solid {TEXT_DISABLED}; }}
QToolButton::menu-indicator {{ image: none; }}

QPushButton {{
    background: {RAISED}; border: 1px solid {EDGE}; border-radius: 4px;
    padding: 4px 14px; min-height: 18px;
}}
QPushButton:hover {{ background: {HOVER}; }}
QPushButton:pressed {{ background: {PRESSED}; }}
QPushButton:focus {{ border: 1px solid {ACCENT_HOVER}; }}
QPushButton:disabled {{ color: {TEXT_DISABLED}; background: {PANEL}; }}
QPushButton:default, QPushButton[primary="true"] {{
    background: {ACCENT}; color: {ON_ACCENT}; border: 1px solid {ACCENT};
}}
QPushButton:default:hover, QPushButton[primary="true"]:hover {{ background: {ACCENT_HOVER}; }}
QPushButton:default:pressed, QPushButton[primary="true"]:pressed {{
    background: {ACCENT_PRESSED};
}}
QPushButton:default:focus, QPushButton[primary="true"]:focus {{ border: 1px solid {ON_ACCENT}; }}
QPushButton:default:disabled, QPushButton[primary="true"]:disabled {{
    background: {RAISED}; color: {TEXT_DISABLED}; border: 1px solid {EDGE};
}}

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox {{
    background: {FIELD}; border: 1px solid {EDGE}; border-radius: 4px; padding: 2px 6px;
    min-height: 20px; selection-background-color: {ACCENT}; selection-color: {ON_ACCENT};
}}
QLineEdit:hover, QPlainTextEdit:hover, QSpinBox:hover, QDoubleSpinBox:hover, QComboBox:hover {{
    border: 1px solid {TEXT_DISABLED};
}}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QComboBox:focus {{ border: 1px solid {ACCENT}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled,
QComboBox:disabled {{ color: {TEXT_DISABLED}; background: {PANEL}; border: 1px solid {RAISED}; }}
QComboBox {{ padding-right: 20px; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QComboBox::down-arrow {{ image: url({url("arrow-down")}); width: 12px; height: 12px; }}
QComboBox::down-arrow:disabled {{ image: url({url("arrow-down-disabled")}); }}
QComboBox QAbstractItemView {{
    background: {PANEL}; border: 1px solid {EDGE}; padding: 4px 0; outline: none;
    selection-background-color: {ACCENT_QUIET};
}}
QSpinBox, QDoubleSpinBox {{ padding-right: 16px; }}
QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button,
QDoubleSpinBox::down-button {{ border: none; background: transparent; width: 16px; }}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {{
    image: url({url("arrow-up")}); width: 10px; height: 10px;
}}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {{
    image: url({url("arrow-down")}); width: 10px; height: 10px;
}}
QSpinBox::up-arrow:disabled, QDoubleSpinBox::up-arrow:disabled, QSpinBox::down-arrow:disabled,
QDoubleSpinBox::down-arrow:disabled {{ image: none; }}

QCheckBox, QRadioButton {{ spacing: 6px; background: transparent; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {TEXT_DISABLED}; }}
QCheckBox::indicator, QListView::indicator {{
    width: 14px; height: 14px; border: 1px solid {TEXT_DISABLED}; border-radius: 3px;
    background: {FIELD};
}}
QCheckBox::indicator:hover {{ border: 1px solid {TEXT_QUIET}; }}
QCheckBox::indicator:checked, QListView::indicator:checked {{
    background: {ACCENT}; border: 1px solid {ACCENT}; image: url({url("tick")});
}}
QRadioButton::indicator {{
    width: 14px; height: 14px; border: 1px solid {TEXT_DISABLED}; border-radius: 8px;
    background: {FIELD};
}}
QRadioButton::indicator:hover {{ border: 1px solid {TEXT_QUIET}; }}
QRadioButton::indicator:checked {{
    border: 1px solid {ACCENT}; background: qradialgradient(cx:0.5, cy:0.5, radius:0.5, fx:0.5,
        fy:0.5, stop:0 {ON_ACCENT}, stop:0.4 {ON_ACCENT}, stop:0.5 {ACCENT}, stop:1 {ACCENT});
}}
QRadioButton:focus {{ color: {ON_ACCENT}; }}
QCheckBox::indicator:disabled {{ border: 1px solid {EDGE}; background: {PANEL}; }}
QCheckBox::indicator:checked:disabled {{ background: {EDGE}; }}
QCheckBox:focus {{ color: {ON_ACCENT}; }}
QCheckBox::indicator:focus {{ border: 1px solid {ACCENT_HOVER}; }}

QSlider {{ min-height: 20px; background: transparent; }}
QSlider::groove:horizontal {{ height: 4px; background: {FIELD}; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ height: 4px; background: {ACCENT}; border-radius: 2px; }}
QSlider::sub-page:horizontal:disabled {{ background: {EDGE}; }}
QSlider::handle:horizontal {{
    width: 12px; height: 12px; margin: -4px 0; border-radius: 6px; background: {TEXT};
    border: none;
}}
QSlider::handle:horizontal:hover {{ background: {ON_ACCENT}; }}
QSlider::handle:horizontal:focus {{
    border: 2px solid {ACCENT_HOVER}; width: 10px; height: 10px; margin: -5px 0;
    border-radius: 7px;
}}
QSlider::handle:horizontal:disabled {{ background: {TEXT_DISABLED}; }}

QProgressBar {{
    background: {FIELD}; border: none; border-radius: 3px; text-align: center; height: 6px;
}}
QProgressBar::chunk {{ background: {ACCENT}; border-radius: 3px; }}

QTreeView, QListView, QTableView {{
    background: {FIELD}; border: 1px solid {LINE}; border-radius: 0; outline: none;
    selection-background-color: {ACCENT_QUIET}; selection-color: {ON_ACCENT};
}}
QTreeView:focus, QListView:focus {{ border: 1px solid {ACCENT_QUIET}; }}
QListView::item {{ padding: 4px 8px; }}
QListView::item:hover {{ background: {RAISED}; }}
QListView::item:selected {{ background: {ACCENT_QUIET}; color: {ON_ACCENT}; }}
QTreeView::branch {{ background: transparent; }}
QTreeView::branch:has-children:closed {{ image: url({url("branch-closed")}); }}
QTreeView::branch:has-children:open {{ image: url({url("branch-open")}); }}
QHeaderView::section {{
    background: {PANEL}; color: {TEXT_QUIET}; border: none; padding: 4px 8px;
    border-bottom: 1px solid {LINE};
}}

QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {EDGE}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 24px; }}
QScrollBar::handle:horizontal {{ min-width: 24px; }}
QScrollBar::handle:hover {{ background: {TEXT_DISABLED}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QScrollArea {{ background: transparent; border: none; }}
QLabel {{ background: transparent; }}
QLabel[quiet="true"] {{ color: {TEXT_QUIET}; }}
QLabel:disabled {{ color: {TEXT_DISABLED}; }}
QGroupBox {{ border: none; margin-top: 20px; font-weight: normal; }}
QGroupBox::title {{ subcontrol-origin: margin; left: 0; color: {TEXT_QUIET}; }}
"""
