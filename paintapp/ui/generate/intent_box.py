"""The menu of intents beside the prompt."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QWidget

from paintapp.generation.intents import INTENTS
from paintapp.ui import icons, theme
from paintapp.ui.generate.controller import GenerateController
from paintapp.ui.generate.intent_texts import intent_icon, intent_label, intent_tip
from paintapp.ui.generate.wanted import able
from paintapp.ui.labels import model_text

BESIDE_TEXT = 72
"""Pixels of the box that are not text: padding, icon and arrow."""


class IntentBox(QComboBox):
    """What to do, in words: the rows of `INTENTS`, above them the one that is chosen by itself."""

    def __init__(self, controller: GenerateController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("intent")
        self._controller = controller
        self.setAccessibleName(self.tr("What to do"))
        # The style sheet has the last word on heights.
        self.setStyleSheet(f"min-height: {theme.CONTROL - 6}px;")
        self.setIconSize(QSize(16, 16))
        self.setMaxVisibleItems(len(INTENTS) + 1)
        self.addItem("", "automatic")
        self.insertSeparator(1)
        for intent in INTENTS:
            self.addItem(icons.icon(intent_icon(intent)), intent_label(intent), intent.id)
        self.activated.connect(lambda row: controller.choose(intent=self.itemData(row)))
        labels = [intent_label(intent) for intent in INTENTS]
        labels += [self._automatic(label) for label in labels[:2]]
        widest = max(map(self.fontMetrics().horizontalAdvance, labels))
        self.setMinimumWidth(widest + BESIDE_TEXT)
        controller.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the intent; of the rows only what the model can do may be chosen."""
        controller = self._controller
        found, descriptor = controller.wanted.intent, controller.descriptor
        self.setItemText(0, self._automatic(intent_label(found)))
        self.setItemIcon(0, icons.icon(intent_icon(found)))
        self.setItemData(
            0,
            self.tr("Chosen for you: a selection is filled, a picture refined"),
            Qt.ItemDataRole.ToolTipRole,
        )
        for intent in INTENTS:
            row = self.findData(intent.id)
            possible = able(intent, descriptor)
            tip = intent_tip(intent)
            if not possible and descriptor is not None:
                tip = self.tr("“{model}” cannot do this").format(model=model_text(descriptor.label))
            self.model().item(row).setEnabled(possible)  # type: ignore[attr-defined]
            self.setItemData(row, tip, Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(self.findData(controller.choices.intent))
        self.setToolTip(intent_tip(found))

    def _automatic(self, label: str) -> str:
        return self.tr("Auto: {intent}").format(intent=label)
