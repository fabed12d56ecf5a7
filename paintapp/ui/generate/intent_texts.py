"""What the intents are called and what is written beside them; what they do is in `INTENTS`."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from paintapp.generation.intents import Intent, IntentId


@dataclass(frozen=True, slots=True)
class IntentText:
    """A row of the menu, English: ``hint`` stands in the empty prompt."""

    label: str
    tip: str
    hint: str
    icon: str


_TEXTS: dict[IntentId, IntentText] = {
    "create": IntentText(
        QT_TRANSLATE_NOOP("Intents", "Text to image"),
        QT_TRANSLATE_NOOP("Intents", "A new picture from words alone; a selection frames it"),
        QT_TRANSLATE_NOOP("Intents", "Say what the picture should show"),
        "image",
    ),
    "refine": IntentText(
        QT_TRANSLATE_NOOP("Intents", "Refine"),
        QT_TRANSLATE_NOOP("Intents", "Works out what is there, as far as the strength says"),
        QT_TRANSLATE_NOOP("Intents", "Say what the picture shows"),
        "generate",
    ),
    "fill": IntentText(
        QT_TRANSLATE_NOOP("Intents", "Fill"),
        QT_TRANSLATE_NOOP("Intents", "Something new in the selection that fits its surroundings"),
        QT_TRANSLATE_NOOP("Intents", "What should be there? Left empty, the surroundings go on"),
        "fill",
    ),
    "expand": IntentText(
        QT_TRANSLATE_NOOP("Intents", "Expand"),
        QT_TRANSLATE_NOOP("Intents", "Drag the edges of the canvas outwards; the picture goes on"),
        QT_TRANSLATE_NOOP("Intents", "What lies beyond the edge? Left empty, the picture goes on"),
        "expand",
    ),
    "add": IntentText(
        QT_TRANSLATE_NOOP("Intents", "Add"),
        QT_TRANSLATE_NOOP("Intents", "A new thing in the selection; the prompt names it"),
        QT_TRANSLATE_NOOP("Intents", "What should be there?"),
        "add",
    ),
    "remove": IntentText(
        QT_TRANSLATE_NOOP("Intents", "Remove"),
        QT_TRANSLATE_NOOP("Intents", "What is selected vanishes; works without words and model"),
        QT_TRANSLATE_NOOP("Intents", "Nothing needed: what is selected goes"),
        "remove",
    ),
    "background": IntentText(
        QT_TRANSLATE_NOOP("Intents", "Replace background"),
        QT_TRANSLATE_NOOP("Intents", "What is selected stays; all around it is made anew"),
        QT_TRANSLATE_NOOP("Intents", "What lies behind?"),
        "background",
    ),
    "vary": IntentText(
        QT_TRANSLATE_NOOP("Intents", "Vary"),
        QT_TRANSLATE_NOOP("Intents", "Other pictures like this one; the colours roughly stay"),
        QT_TRANSLATE_NOOP("Intents", "Say what the picture shows, if it should change"),
        "vary",
    ),
}


def intent_label(intent: Intent) -> str:
    return _translated(_TEXTS[intent.id].label)


def intent_tip(intent: Intent) -> str:
    return _translated(_TEXTS[intent.id].tip)


def intent_hint(intent: Intent) -> str:
    """What to write in the prompt."""
    return _translated(_TEXTS[intent.id].hint)


def intent_icon(intent: Intent) -> str:
    return _TEXTS[intent.id].icon


def _translated(text: str) -> str:
    return QCoreApplication.translate("Intents", text)
