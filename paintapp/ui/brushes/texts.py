"""Names of the brushes, tags and pictures that come with the program, for the translators.

Files hold them in English; what artists name themselves is shown as they wrote it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

if TYPE_CHECKING:
    from paintapp.formats.brushes import Preset
    from paintapp.painting.bitmaps import Bitmap


def brush_text(text: str) -> str:
    """A text of the tables below in the window's language; any other as it is."""
    return QCoreApplication.translate("Brushes", text)


def preset_name(preset: Preset) -> str:
    return brush_text(preset.name)


def tag_name(tag: str) -> str:
    return brush_text(tag)


def picture_name(picture: Bitmap) -> str:
    """A picture's name: those of the program are named like their files, "rough-paper"."""
    return brush_text(PICTURES.get(picture.name, picture.name))


TAGS = (
    QT_TRANSLATE_NOOP("Brushes", "Basic"),
    QT_TRANSLATE_NOOP("Brushes", "Pencil"),
    QT_TRANSLATE_NOOP("Brushes", "Ink"),
    QT_TRANSLATE_NOOP("Brushes", "Marker"),
    QT_TRANSLATE_NOOP("Brushes", "Oil"),
    QT_TRANSLATE_NOOP("Brushes", "Watercolour"),
    QT_TRANSLATE_NOOP("Brushes", "Chalk"),
    QT_TRANSLATE_NOOP("Brushes", "Airbrush"),
    QT_TRANSLATE_NOOP("Brushes", "Blend"),
    QT_TRANSLATE_NOOP("Brushes", "Texture"),
    QT_TRANSLATE_NOOP("Brushes", "Stamp"),
    QT_TRANSLATE_NOOP("Brushes", "Eraser"),
    QT_TRANSLATE_NOOP("Brushes", "Imported"),
)
"""Kinds of brushes."""

NAMES = (
    QT_TRANSLATE_NOOP("Brushes", "Fine airbrush"),
    QT_TRANSLATE_NOOP("Brushes", "Glow"),
    QT_TRANSLATE_NOOP("Brushes", "Airbrush"),
    QT_TRANSLATE_NOOP("Brushes", "Speckles"),
    QT_TRANSLATE_NOOP("Brushes", "Spray can"),
    QT_TRANSLATE_NOOP("Brushes", "Flat block"),
    QT_TRANSLATE_NOOP("Brushes", "Blocking in"),
    QT_TRANSLATE_NOOP("Brushes", "Hard round, flow"),
    QT_TRANSLATE_NOOP("Brushes", "Hard round"),
    QT_TRANSLATE_NOOP("Brushes", "Round"),
    QT_TRANSLATE_NOOP("Brushes", "Soft round"),
    QT_TRANSLATE_NOOP("Brushes", "Bristle blender"),
    QT_TRANSLATE_NOOP("Brushes", "Finger paint"),
    QT_TRANSLATE_NOOP("Brushes", "Scumble"),
    QT_TRANSLATE_NOOP("Brushes", "Smudge"),
    QT_TRANSLATE_NOOP("Brushes", "Soft blender"),
    QT_TRANSLATE_NOOP("Brushes", "Water brush"),
    QT_TRANSLATE_NOOP("Brushes", "Blackboard chalk"),
    QT_TRANSLATE_NOOP("Brushes", "Charcoal"),
    QT_TRANSLATE_NOOP("Brushes", "Conté crayon"),
    QT_TRANSLATE_NOOP("Brushes", "Hard pastel"),
    QT_TRANSLATE_NOOP("Brushes", "Soft pastel"),
    QT_TRANSLATE_NOOP("Brushes", "Wax crayon"),
    QT_TRANSLATE_NOOP("Brushes", "Willow charcoal"),
    QT_TRANSLATE_NOOP("Brushes", "Hard eraser"),
    QT_TRANSLATE_NOOP("Brushes", "Kneaded eraser"),
    QT_TRANSLATE_NOOP("Brushes", "Soft eraser"),
    QT_TRANSLATE_NOOP("Brushes", "Ballpoint"),
    QT_TRANSLATE_NOOP("Brushes", "Ink blots"),
    QT_TRANSLATE_NOOP("Brushes", "Split hairs"),
    QT_TRANSLATE_NOOP("Brushes", "Brush pen"),
    QT_TRANSLATE_NOOP("Brushes", "Calligraphy pen"),
    QT_TRANSLATE_NOOP("Brushes", "Dry ink brush"),
    QT_TRANSLATE_NOOP("Brushes", "Fine liner"),
    QT_TRANSLATE_NOOP("Brushes", "G-pen"),
    QT_TRANSLATE_NOOP("Brushes", "Pointed nib"),
    QT_TRANSLATE_NOOP("Brushes", "Ink splatter"),
    QT_TRANSLATE_NOOP("Brushes", "Sumi brush"),
    QT_TRANSLATE_NOOP("Brushes", "Alcohol marker"),
    QT_TRANSLATE_NOOP("Brushes", "Brush marker"),
    QT_TRANSLATE_NOOP("Brushes", "Worn marker"),
    QT_TRANSLATE_NOOP("Brushes", "Felt tip"),
    QT_TRANSLATE_NOOP("Brushes", "Highlighter"),
    QT_TRANSLATE_NOOP("Brushes", "Paint marker"),
    QT_TRANSLATE_NOOP("Brushes", "Acrylic"),
    QT_TRANSLATE_NOOP("Brushes", "Dry bristle"),
    QT_TRANSLATE_NOOP("Brushes", "Oil filbert"),
    QT_TRANSLATE_NOOP("Brushes", "Oil flat"),
    QT_TRANSLATE_NOOP("Brushes", "Gouache"),
    QT_TRANSLATE_NOOP("Brushes", "Palette knife"),
    QT_TRANSLATE_NOOP("Brushes", "Oil round"),
    QT_TRANSLATE_NOOP("Brushes", "Thick paint"),
    QT_TRANSLATE_NOOP("Brushes", "2H pencil"),
    QT_TRANSLATE_NOOP("Brushes", "6B pencil"),
    QT_TRANSLATE_NOOP("Brushes", "Coloured pencil"),
    QT_TRANSLATE_NOOP("Brushes", "HB pencil"),
    QT_TRANSLATE_NOOP("Brushes", "Mechanical pencil"),
    QT_TRANSLATE_NOOP("Brushes", "Shading pencil"),
    QT_TRANSLATE_NOOP("Brushes", "Sketching pencil"),
    QT_TRANSLATE_NOOP("Brushes", "Bricks"),
    QT_TRANSLATE_NOOP("Brushes", "Bubbles"),
    QT_TRANSLATE_NOOP("Brushes", "Chain"),
    QT_TRANSLATE_NOOP("Brushes", "Clouds"),
    QT_TRANSLATE_NOOP("Brushes", "Feathers"),
    QT_TRANSLATE_NOOP("Brushes", "Fir trees"),
    QT_TRANSLATE_NOOP("Brushes", "Flowers"),
    QT_TRANSLATE_NOOP("Brushes", "Grass"),
    QT_TRANSLATE_NOOP("Brushes", "Hearts"),
    QT_TRANSLATE_NOOP("Brushes", "Leaves"),
    QT_TRANSLATE_NOOP("Brushes", "Maple leaves"),
    QT_TRANSLATE_NOOP("Brushes", "Paw prints"),
    QT_TRANSLATE_NOOP("Brushes", "Rain"),
    QT_TRANSLATE_NOOP("Brushes", "Rope"),
    QT_TRANSLATE_NOOP("Brushes", "Smoke"),
    QT_TRANSLATE_NOOP("Brushes", "Snowflakes"),
    QT_TRANSLATE_NOOP("Brushes", "Sparkles"),
    QT_TRANSLATE_NOOP("Brushes", "Stars"),
    QT_TRANSLATE_NOOP("Brushes", "Pebbles"),
    QT_TRANSLATE_NOOP("Brushes", "Canvas"),
    QT_TRANSLATE_NOOP("Brushes", "Leather"),
    QT_TRANSLATE_NOOP("Brushes", "Concrete"),
    QT_TRANSLATE_NOOP("Brushes", "Halftone"),
    QT_TRANSLATE_NOOP("Brushes", "Hatching"),
    QT_TRANSLATE_NOOP("Brushes", "Mottled"),
    QT_TRANSLATE_NOOP("Brushes", "Rough stone"),
    QT_TRANSLATE_NOOP("Brushes", "Rust"),
    QT_TRANSLATE_NOOP("Brushes", "Sponge"),
    QT_TRANSLATE_NOOP("Brushes", "Wood grain"),
    QT_TRANSLATE_NOOP("Brushes", "Blooms"),
    QT_TRANSLATE_NOOP("Brushes", "Drops"),
    QT_TRANSLATE_NOOP("Brushes", "Watercolour dry brush"),
    QT_TRANSLATE_NOOP("Brushes", "Glaze"),
    QT_TRANSLATE_NOOP("Brushes", "Granulating wash"),
    QT_TRANSLATE_NOOP("Brushes", "Watercolour round"),
    QT_TRANSLATE_NOOP("Brushes", "Edged wash"),
    QT_TRANSLATE_NOOP("Brushes", "Wet in wet"),
)
"""Brushes."""

PICTURES = {
    "canvas": QT_TRANSLATE_NOOP("Brushes", "Canvas"),
    "chalk": QT_TRANSLATE_NOOP("Brushes", "Chalk"),
    "clouds": QT_TRANSLATE_NOOP("Brushes", "Clouds"),
    "concrete": QT_TRANSLATE_NOOP("Brushes", "Concrete"),
    "fibres": QT_TRANSLATE_NOOP("Brushes", "Fibres"),
    "halftone": QT_TRANSLATE_NOOP("Brushes", "Halftone"),
    "hatching": QT_TRANSLATE_NOOP("Brushes", "Hatching"),
    "linen": QT_TRANSLATE_NOOP("Brushes", "Linen"),
    "paper": QT_TRANSLATE_NOOP("Brushes", "Paper"),
    "rough-paper": QT_TRANSLATE_NOOP("Brushes", "Rough paper"),
    "sponge": QT_TRANSLATE_NOOP("Brushes", "Sponge"),
    "block": QT_TRANSLATE_NOOP("Brushes", "Block"),
    "bloom": QT_TRANSLATE_NOOP("Brushes", "Bloom"),
    "brick": QT_TRANSLATE_NOOP("Brushes", "Brick"),
    "bubble": QT_TRANSLATE_NOOP("Brushes", "Bubble"),
    "chain": QT_TRANSLATE_NOOP("Brushes", "Chain"),
    "charcoal": QT_TRANSLATE_NOOP("Brushes", "Charcoal"),
    "chisel": QT_TRANSLATE_NOOP("Brushes", "Chisel"),
    "cloud": QT_TRANSLATE_NOOP("Brushes", "Cloud"),
    "crayon": QT_TRANSLATE_NOOP("Brushes", "Crayon"),
    "dry-bristles": QT_TRANSLATE_NOOP("Brushes", "Dry bristles"),
    "feather": QT_TRANSLATE_NOOP("Brushes", "Feather"),
    "fir": QT_TRANSLATE_NOOP("Brushes", "Fir"),
    "flat-bristles": QT_TRANSLATE_NOOP("Brushes", "Flat bristles"),
    "flower": QT_TRANSLATE_NOOP("Brushes", "Flower"),
    "grass": QT_TRANSLATE_NOOP("Brushes", "Grass"),
    "hair": QT_TRANSLATE_NOOP("Brushes", "Hair"),
    "heart": QT_TRANSLATE_NOOP("Brushes", "Heart"),
    "knife": QT_TRANSLATE_NOOP("Brushes", "Knife"),
    "leaf": QT_TRANSLATE_NOOP("Brushes", "Leaf"),
    "maple-leaf": QT_TRANSLATE_NOOP("Brushes", "Maple leaf"),
    "paw": QT_TRANSLATE_NOOP("Brushes", "Paw"),
    "pencil": QT_TRANSLATE_NOOP("Brushes", "Pencil"),
    "rain": QT_TRANSLATE_NOOP("Brushes", "Rain"),
    "rope": QT_TRANSLATE_NOOP("Brushes", "Rope"),
    "round-bristles": QT_TRANSLATE_NOOP("Brushes", "Round bristles"),
    "smoke": QT_TRANSLATE_NOOP("Brushes", "Smoke"),
    "snowflake": QT_TRANSLATE_NOOP("Brushes", "Snowflake"),
    "sparkle": QT_TRANSLATE_NOOP("Brushes", "Sparkle"),
    "spatter": QT_TRANSLATE_NOOP("Brushes", "Spatter"),
    "splash": QT_TRANSLATE_NOOP("Brushes", "Splash"),
    "star": QT_TRANSLATE_NOOP("Brushes", "Star"),
    "stone": QT_TRANSLATE_NOOP("Brushes", "Stone"),
    "wash": QT_TRANSLATE_NOOP("Brushes", "Wash"),
}
"""Tips and grains by the name of their file."""

MESSAGES = (
    QT_TRANSLATE_NOOP("Labels", "it ends too early or is damaged"),
    QT_TRANSLATE_NOOP("Labels", "a tip of {width} x {height} pixels is empty or too large"),
    QT_TRANSLATE_NOOP("Labels", "it holds more tips than can be read at once"),
    QT_TRANSLATE_NOOP("Labels", "a tip is empty"),
    QT_TRANSLATE_NOOP("Labels", "it is no GIMP brush"),
    QT_TRANSLATE_NOOP("Labels", "it is no GIMP brush pipe"),
    QT_TRANSLATE_NOOP("Labels", "it is no GIMP brush, or one of a kind that is not known"),
    QT_TRANSLATE_NOOP("Labels", "it holds no brush tips"),
    QT_TRANSLATE_NOOP(
        "Labels", "it is no Photoshop brush file, or one of a kind that is not known"
    ),
    QT_TRANSLATE_NOOP("Labels", "it holds no brush tips that can be read"),
    QT_TRANSLATE_NOOP("Labels", "its tips are of a kind that is not known"),
    QT_TRANSLATE_NOOP("Labels", "it is no MyPaint brush, or one of before 2012"),
    QT_TRANSLATE_NOOP("Labels", "it is no MyPaint brush, or one of another version"),
    QT_TRANSLATE_NOOP("Labels", "it is no brush file"),
    QT_TRANSLATE_NOOP("Labels", "it was made by a newer version of this program"),
    QT_TRANSLATE_NOOP("Labels", "it holds no brushes, or too many"),
    QT_TRANSLATE_NOOP("Labels", "a picture in it is damaged"),
    QT_TRANSLATE_NOOP("Labels", "a picture in it is not grey"),
    QT_TRANSLATE_NOOP("Labels", "“{name}” is damaged: {reason}"),
    QT_TRANSLATE_NOOP("Labels", "brush files end in {known}"),
    QT_TRANSLATE_NOOP("Labels", "Brushes cannot be written as “{suffix}”. Use {known}."),
    QT_TRANSLATE_NOOP(
        "Labels", "GIMP's brush files hold the bitmap tip of one brush. Use .paintbrush."
    ),
    QT_TRANSLATE_NOOP("Labels", "A brush is a JSON object."),
    QT_TRANSLATE_NOOP("Labels", "A curve of this brush is not a list of points."),
    QT_TRANSLATE_NOOP("Labels", "A picture of a brush is given by its name."),
    QT_TRANSLATE_NOOP("Labels", "The brush's picture “{name}” is missing."),
    QT_TRANSLATE_NOOP("Labels", "The dynamics of a brush are JSON objects."),
    QT_TRANSLATE_NOOP("Labels", "The dynamics of a brush are a list of at most 128."),
    QT_TRANSLATE_NOOP("Labels", "There is no sensor “{name}”."),
    QT_TRANSLATE_NOOP("Labels", "“{name}” cannot be driven."),
    QT_TRANSLATE_NOOP("Labels", "“{name}” has an unknown value."),
    QT_TRANSLATE_NOOP("Labels", "“{name}” is neither true nor false."),
    QT_TRANSLATE_NOOP("Labels", "“{name}” is not a number."),
    QT_TRANSLATE_NOOP("Labels", "“{name}” is out of range."),
    QT_TRANSLATE_NOOP("Labels", "paintapp brushes"),
    QT_TRANSLATE_NOOP("Labels", "MyPaint brush"),
    QT_TRANSLATE_NOOP("Labels", "GIMP brush"),
    QT_TRANSLATE_NOOP("Labels", "GIMP brush pipe"),
    QT_TRANSLATE_NOOP("Labels", "Photoshop brushes"),
)
"""What reading and writing brush files says, and the labels of `BRUSH_FORMATS`."""
