"""Texts of lower levels in the window's language.

Tools, blend modes and the like carry English labels and know nothing of translation. The tables
here name those texts for the translators, `tool_labels` those of tools and brushes; `translated`
looks them up.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from paintapp.messages import Message


def translated(text: str) -> str:
    """A text of a lower level in the window's language; itself when nobody translated it."""

    def translate(text: str) -> str:
        return QCoreApplication.translate("Labels", text)

    return text.translated(translate) if isinstance(text, Message) else translate(text)


def model_text(text: str) -> str:
    """What a model says of itself: one of the program's own in the window's language."""
    return QCoreApplication.translate("Models", text)


MODELS = (
    QT_TRANSLATE_NOOP("Models", "Starter (picture book)"),
    QT_TRANSLATE_NOOP("Models", "Starter, quick"),
    QT_TRANSLATE_NOOP("Models", "Starter lines"),
    QT_TRANSLATE_NOOP("Models", "Starter cut-outs"),
    QT_TRANSLATE_NOOP("Models", "Starter upscaler 2x"),
    QT_TRANSLATE_NOOP("Models", "MIT (weights); drawings learnt from: see SOURCES.md"),
    QT_TRANSLATE_NOOP("Models", "Without a model"),
)
"""What the program's own models are called, their licence, and what is made without a model."""

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
"""Labels of `paintapp.painting.blend.BLEND_MODES`."""

COLOUR_RANGES = (
    QT_TRANSLATE_NOOP("Labels", "Reds"),
    QT_TRANSLATE_NOOP("Labels", "Yellows"),
    QT_TRANSLATE_NOOP("Labels", "Greens"),
    QT_TRANSLATE_NOOP("Labels", "Cyans"),
    QT_TRANSLATE_NOOP("Labels", "Blues"),
    QT_TRANSLATE_NOOP("Labels", "Magentas"),
    QT_TRANSLATE_NOOP("Labels", "Shadows"),
    QT_TRANSLATE_NOOP("Labels", "Midtones"),
    QT_TRANSLATE_NOOP("Labels", "Highlights"),
)
"""Labels of `paintapp.painting.by_colour.RANGES`."""

STEPS = (
    QT_TRANSLATE_NOOP("Labels", "New document"),
    QT_TRANSLATE_NOOP("Labels", "Brush stroke"),
    QT_TRANSLATE_NOOP("Labels", "Erase"),
    QT_TRANSLATE_NOOP("Labels", "Fill"),
    QT_TRANSLATE_NOOP("Labels", "Text"),
    QT_TRANSLATE_NOOP("Labels", "Edit text"),
    QT_TRANSLATE_NOOP("Labels", "Gradient"),
    QT_TRANSLATE_NOOP("Labels", "Shape"),
    QT_TRANSLATE_NOOP("Labels", "Path"),
    QT_TRANSLATE_NOOP("Labels", "Move layer"),
    QT_TRANSLATE_NOOP("Labels", "Move selection"),
    QT_TRANSLATE_NOOP("Labels", "Move selection outline"),
    QT_TRANSLATE_NOOP("Labels", "Transform"),
    QT_TRANSLATE_NOOP("Labels", "Transform selection"),
    QT_TRANSLATE_NOOP("Labels", "Crop"),
    QT_TRANSLATE_NOOP("Labels", "Liquify"),
    QT_TRANSLATE_NOOP("Labels", "Deselect"),
    QT_TRANSLATE_NOOP("Labels", "Rectangle selection"),
    QT_TRANSLATE_NOOP("Labels", "Ellipse selection"),
    QT_TRANSLATE_NOOP("Labels", "Lasso selection"),
    QT_TRANSLATE_NOOP("Labels", "Polygon selection"),
    QT_TRANSLATE_NOOP("Labels", "Magic wand selection"),
    QT_TRANSLATE_NOOP("Labels", "Magnetic lasso selection"),
    QT_TRANSLATE_NOOP("Labels", "Select by colour"),
    QT_TRANSLATE_NOOP("Labels", "Move outline"),
    QT_TRANSLATE_NOOP("Labels", "Ruler"),
    QT_TRANSLATE_NOOP("Labels", "Move ruler"),
    QT_TRANSLATE_NOOP("Labels", "Remove ruler"),
    QT_TRANSLATE_NOOP("Labels", "Remove rulers"),
    QT_TRANSLATE_NOOP("Labels", "Smudge"),
    QT_TRANSLATE_NOOP("Labels", "Blur"),
    QT_TRANSLATE_NOOP("Labels", "Sharpen"),
    QT_TRANSLATE_NOOP("Labels", "Clone"),
)
"""Labels that tools give to steps of the history."""

MESSAGES = (
    QT_TRANSLATE_NOOP("Labels", "Tolerance {value}%"),
    QT_TRANSLATE_NOOP("Labels", "{angle}°\n{first} px and {second} px"),
    QT_TRANSLATE_NOOP("Labels", "{length} px = {millimetres} mm\n{angle}°   ΔX {dx}   ΔY {dy}"),
    QT_TRANSLATE_NOOP("Labels", "There is no active layer."),
    QT_TRANSLATE_NOOP("Labels", "This pattern is not there any more."),
    QT_TRANSLATE_NOOP(
        "Labels", "No layer is a reference yet: mark one with Layer > Reference layer."
    ),
    QT_TRANSLATE_NOOP("Labels", "There are too many rulers; remove some of them."),
    QT_TRANSLATE_NOOP("Labels", "The active layer is hidden."),
    QT_TRANSLATE_NOOP("Labels", "The active layer is locked."),
    QT_TRANSLATE_NOOP("Labels", "A group cannot be painted on: choose a layer inside it."),
    QT_TRANSLATE_NOOP(
        "Labels", "This is a text layer: Layer > Rasterise makes it a layer to paint on."
    ),
    QT_TRANSLATE_NOOP("Labels", "A text layer cannot take it: Layer > Rasterise comes first."),
    QT_TRANSLATE_NOOP("Labels", "The text would be too large."),
    QT_TRANSLATE_NOOP("Labels", "This font is not installed here."),
    QT_TRANSLATE_NOOP(
        "Labels", "The font “{family}” is missing: the text keeps its look until you change it."
    ),
    QT_TRANSLATE_NOOP(
        "Labels", "No installed font has {characters}: install one that does, such as Noto."
    ),
    QT_TRANSLATE_NOOP(
        "Labels",
        "No installed font has {characters} ({script}): install one that does, such as Noto.",
    ),
    QT_TRANSLATE_NOOP("Labels", "The position of this layer is locked."),
    QT_TRANSLATE_NOOP("Labels", "There is nothing to transform."),
    QT_TRANSLATE_NOOP("Labels", "Nothing is selected."),
    QT_TRANSLATE_NOOP("Labels", "Finish or cancel the current action first."),
    QT_TRANSLATE_NOOP("Labels", "A document needs at least one layer."),
    QT_TRANSLATE_NOOP("Labels", "A group cannot be moved into itself."),
    QT_TRANSLATE_NOOP("Labels", "Only a group can be ungrouped."),
    QT_TRANSLATE_NOOP("Labels", "There is no layer below to merge into."),
    QT_TRANSLATE_NOOP("Labels", "The layer has no mask to apply."),
    QT_TRANSLATE_NOOP("Labels", "The layer has no mask."),
    QT_TRANSLATE_NOOP("Labels", "The layer's transparency is locked."),
    QT_TRANSLATE_NOOP("Labels", "Nothing is selected: select where the result should show."),
    QT_TRANSLATE_NOOP("Labels", "Choose a layer to apply the result into, not a group."),
    QT_TRANSLATE_NOOP(
        "Labels", "No subject stands out here. Select roughly where it is, then try again."
    ),
    QT_TRANSLATE_NOOP("Labels", "Alt click where to clone from first."),
)
"""What the editor and the document answer when something cannot be done."""

SCRIPTS = (
    QT_TRANSLATE_NOOP("Labels", "Arabic"),
    QT_TRANSLATE_NOOP("Labels", "Armenian"),
    QT_TRANSLATE_NOOP("Labels", "Bengali"),
    QT_TRANSLATE_NOOP("Labels", "CJK"),
    QT_TRANSLATE_NOOP("Labels", "Cyrillic"),
    QT_TRANSLATE_NOOP("Labels", "Devanagari"),
    QT_TRANSLATE_NOOP("Labels", "Ethiopic"),
    QT_TRANSLATE_NOOP("Labels", "Georgian"),
    QT_TRANSLATE_NOOP("Labels", "Greek"),
    QT_TRANSLATE_NOOP("Labels", "Gujarati"),
    QT_TRANSLATE_NOOP("Labels", "Gurmukhi"),
    QT_TRANSLATE_NOOP("Labels", "Hangul"),
    QT_TRANSLATE_NOOP("Labels", "Hebrew"),
    QT_TRANSLATE_NOOP("Labels", "Hiragana"),
    QT_TRANSLATE_NOOP("Labels", "Kannada"),
    QT_TRANSLATE_NOOP("Labels", "Katakana"),
    QT_TRANSLATE_NOOP("Labels", "Khmer"),
    QT_TRANSLATE_NOOP("Labels", "Lao"),
    QT_TRANSLATE_NOOP("Labels", "Malayalam"),
    QT_TRANSLATE_NOOP("Labels", "Mongolian"),
    QT_TRANSLATE_NOOP("Labels", "Myanmar"),
    QT_TRANSLATE_NOOP("Labels", "Sinhala"),
    QT_TRANSLATE_NOOP("Labels", "Tamil"),
    QT_TRANSLATE_NOOP("Labels", "Telugu"),
    QT_TRANSLATE_NOOP("Labels", "Thai"),
    QT_TRANSLATE_NOOP("Labels", "Tibetan"),
)
"""Scripts that a font may lack, by the first word of their characters' Unicode names."""

PATTERNS = (
    QT_TRANSLATE_NOOP("Labels", "Dots"),
    QT_TRANSLATE_NOOP("Labels", "Stars"),
    QT_TRANSLATE_NOOP("Labels", "Stripes"),
    QT_TRANSLATE_NOOP("Labels", "Checks"),
    QT_TRANSLATE_NOOP("Labels", "Squares"),
    QT_TRANSLATE_NOOP("Labels", "Hatching"),
    QT_TRANSLATE_NOOP("Labels", "Cross-hatching"),
    QT_TRANSLATE_NOOP("Labels", "Bricks"),
    QT_TRANSLATE_NOOP("Labels", "Scales"),
    QT_TRANSLATE_NOOP("Labels", "Waves"),
    QT_TRANSLATE_NOOP("Labels", "Weave"),
    QT_TRANSLATE_NOOP("Labels", "Halftone"),
    QT_TRANSLATE_NOOP("Labels", "Paper"),
    QT_TRANSLATE_NOOP("Labels", "Canvas"),
    QT_TRANSLATE_NOOP("Labels", "Linen"),
    QT_TRANSLATE_NOOP("Labels", "Clouds"),
)
"""Labels of the patterns of `paintapp.painting.patterns`."""

GRADIENTS = (
    QT_TRANSLATE_NOOP("Labels", "Foreground to background"),
    QT_TRANSLATE_NOOP("Labels", "Foreground to transparent"),
    QT_TRANSLATE_NOOP("Labels", "Black to white"),
    QT_TRANSLATE_NOOP("Labels", "Spectrum"),
    QT_TRANSLATE_NOOP("Labels", "Dawn"),
    QT_TRANSLATE_NOOP("Labels", "Clear sky"),
    QT_TRANSLATE_NOOP("Labels", "Night"),
    QT_TRANSLATE_NOOP("Labels", "Fire"),
    QT_TRANSLATE_NOOP("Labels", "Sea"),
    QT_TRANSLATE_NOOP("Labels", "Meadow"),
    QT_TRANSLATE_NOOP("Labels", "Gold"),
    QT_TRANSLATE_NOOP("Labels", "Steel"),
    QT_TRANSLATE_NOOP("Labels", "Skin"),
    QT_TRANSLATE_NOOP("Labels", "Soft shadow"),
)
"""Labels of `paintapp.painting.gradient.PRESETS`."""

FORMATS = (
    QT_TRANSLATE_NOOP("Labels", "OpenRaster"),
    QT_TRANSLATE_NOOP("Labels", "GIF (first frame)"),
)
"""Labels of `paintapp.formats.FORMATS` that are not mere abbreviations."""

QT = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Folder"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "File"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "%1 File"),
)
"""Texts of Qt's own file dialog that Qt's translations lack."""
