"""Texts of lower levels in the window's language.

Tools, blend modes and the like carry English labels and know nothing of translation. The tables
here name those texts for the translators; `translated` looks them up.
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
    QT_TRANSLATE_NOOP("Models", "MIT (weights); drawings learnt from: see SOURCES.md"),
    QT_TRANSLATE_NOOP("Models", "Without a model"),
)
"""What the starter model is called, its licence, and what is made without a model."""

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

TOOLS = (
    QT_TRANSLATE_NOOP("Tool", "Brush"),
    QT_TRANSLATE_NOOP(
        "Tool",
        "Paint. Shift click draws a straight line from the last stroke, Shift drag sets the size, "
        "Ctrl takes a colour",
    ),
    QT_TRANSLATE_NOOP("Tool", "Size"),
    QT_TRANSLATE_NOOP("Tool", "Diameter of the brush"),
    QT_TRANSLATE_NOOP("Tool", "Hardness"),
    QT_TRANSLATE_NOOP("Tool", "How sharp the edge of the brush is"),
    QT_TRANSLATE_NOOP("Tool", "Opacity"),
    QT_TRANSLATE_NOOP("Tool", "The most paint that one stroke puts down"),
    QT_TRANSLATE_NOOP("Tool", "Flow"),
    QT_TRANSLATE_NOOP("Tool", "How quickly paint builds up within a stroke"),
    QT_TRANSLATE_NOOP("Tool", "Pressure to size"),
    QT_TRANSLATE_NOOP("Tool", "How far pressure governs the size"),
    QT_TRANSLATE_NOOP("Tool", "Pressure to opacity"),
    QT_TRANSLATE_NOOP("Tool", "How far pressure governs the opacity"),
    QT_TRANSLATE_NOOP("Tool", "Spacing"),
    QT_TRANSLATE_NOOP("Tool", "Distance between dabs, as a part of the radius"),
    QT_TRANSLATE_NOOP("Tool", "Eraser"),
    QT_TRANSLATE_NOOP("Tool", "Erase with a brush of its own. The back end of a pen takes it"),
    QT_TRANSLATE_NOOP("Tool", "Fill"),
    QT_TRANSLATE_NOOP("Tool", "Tolerance"),
    QT_TRANSLATE_NOOP("Tool", "How far colours may differ from the one clicked"),
    QT_TRANSLATE_NOOP("Tool", "Connected"),
    QT_TRANSLATE_NOOP("Tool", "Only what is connected to the point clicked"),
    QT_TRANSLATE_NOOP("Tool", "Active layer only"),
    QT_TRANSLATE_NOOP("Tool", "Smooth edge"),
    QT_TRANSLATE_NOOP(
        "Tool",
        "Fill an area of alike colour; drag over more of them. Alt takes the background colour",
    ),
    QT_TRANSLATE_NOOP("Tool", "Look at"),
    QT_TRANSLATE_NOOP(
        "Tool",
        "Where the colours are compared. Layer > Reference layer marks line art, for example",
    ),
    QT_TRANSLATE_NOOP("Tool", "All layers"),
    QT_TRANSLATE_NOOP("Tool", "Active layer"),
    QT_TRANSLATE_NOOP("Tool", "Reference layers"),
    QT_TRANSLATE_NOOP("Tool", "Close gaps"),
    QT_TRANSLATE_NOOP("Tool", "Openings in lines that do not let paint out"),
    QT_TRANSLATE_NOOP("Tool", "Grow"),
    QT_TRANSLATE_NOOP("Tool", "Reaches under the lines around the area"),
    QT_TRANSLATE_NOOP("Tool", "Gradient"),
    QT_TRANSLATE_NOOP(
        "Tool", "Drag from the first colour to the last, then move the handles; Enter applies"
    ),
    QT_TRANSLATE_NOOP("Tool", "Colours"),
    QT_TRANSLATE_NOOP("Tool", "Shape"),
    QT_TRANSLATE_NOOP("Tool", "Linear"),
    QT_TRANSLATE_NOOP("Tool", "Radial"),
    QT_TRANSLATE_NOOP("Tool", "Conical"),
    QT_TRANSLATE_NOOP("Tool", "Reflected"),
    QT_TRANSLATE_NOOP("Tool", "Repeat"),
    QT_TRANSLATE_NOOP("Tool", "What follows beyond the end of the line"),
    QT_TRANSLATE_NOOP("Tool", "No repeat"),
    QT_TRANSLATE_NOOP("Tool", "Mirror"),
    QT_TRANSLATE_NOOP("Tool", "Reverse"),
    QT_TRANSLATE_NOOP("Tool", "Mix colours"),
    QT_TRANSLATE_NOOP("Tool", "How the colours between two stops are found"),
    QT_TRANSLATE_NOOP("Tool", "Mix as painted"),
    QT_TRANSLATE_NOOP("Tool", "Mix as light"),
    QT_TRANSLATE_NOOP("Tool", "Mix evenly (Oklab)"),
    QT_TRANSLATE_NOOP("Tool", "Dither"),
    QT_TRANSLATE_NOOP("Tool", "Fine noise against bands on 8-bit screens"),
    QT_TRANSLATE_NOOP("Tool", "Drag a shape. Shift makes it regular, Alt grows it from the middle"),
    QT_TRANSLATE_NOOP("Tool", "Line"),
    QT_TRANSLATE_NOOP("Tool", "Star"),
    QT_TRANSLATE_NOOP("Tool", "Paint"),
    QT_TRANSLATE_NOOP("Tool", "Stroke with the brush"),
    QT_TRANSLATE_NOOP("Tool", "Stroke, and fill with the background colour"),
    QT_TRANSLATE_NOOP("Tool", "Corner radius"),
    QT_TRANSLATE_NOOP("Tool", "Rounds a rectangle"),
    QT_TRANSLATE_NOOP("Tool", "Corners"),
    QT_TRANSLATE_NOOP("Tool", "Of a polygon or a star"),
    QT_TRANSLATE_NOOP("Tool", "Inset"),
    QT_TRANSLATE_NOOP("Tool", "How far in a star's inner corners lie"),
    QT_TRANSLATE_NOOP("Tool", "Taper"),
    QT_TRANSLATE_NOOP(
        "Tool", "Pressure rises and falls over this part of the stroke at either end"
    ),
    QT_TRANSLATE_NOOP("Tool", "Path"),
    QT_TRANSLATE_NOOP(
        "Tool", "Click corners, drag curves, click the first point to close; Enter paints the path"
    ),
    QT_TRANSLATE_NOOP(
        "Tool", "Click the corners, Shift keeps directions; Enter or the first corner closes"
    ),
    QT_TRANSLATE_NOOP("Tool", "Fill with"),
    QT_TRANSLATE_NOOP("Tool", "Foreground colour"),
    QT_TRANSLATE_NOOP("Tool", "Background colour"),
    QT_TRANSLATE_NOOP("Tool", "Pattern"),
    QT_TRANSLATE_NOOP("Tool", "Scale"),
    QT_TRANSLATE_NOOP("Tool", "Eyedropper"),
    QT_TRANSLATE_NOOP("Tool", "Area"),
    QT_TRANSLATE_NOOP("Tool", "One pixel"),
    QT_TRANSLATE_NOOP("Tool", "3 × 3 average"),
    QT_TRANSLATE_NOOP("Tool", "5 × 5 average"),
    QT_TRANSLATE_NOOP("Tool", "Move"),
    QT_TRANSLATE_NOOP(
        "Tool",
        "Move the chosen layers, or what is selected of them; the arrow keys nudge them",
    ),
    QT_TRANSLATE_NOOP("Tool", "Layer under the pen"),
    QT_TRANSLATE_NOOP("Tool", "Move the topmost layer that shows under the pen"),
    QT_TRANSLATE_NOOP("Tool", "Snap"),
    QT_TRANSLATE_NOOP(
        "Tool",
        "Stop at the edges and the middle of the canvas. Ctrl held: the opposite",
    ),
    QT_TRANSLATE_NOOP("Tool", "Transform"),
    QT_TRANSLATE_NOOP(
        "Tool",
        "Move, scale, turn, skew or bend what is chosen. Enter applies, Escape cancels",
    ),
    QT_TRANSLATE_NOOP("Tool", "Free: move, scale and turn"),
    QT_TRANSLATE_NOOP("Tool", "Skew"),
    QT_TRANSLATE_NOOP("Tool", "Perspective"),
    QT_TRANSLATE_NOOP("Tool", "Warp"),
    QT_TRANSLATE_NOOP("Tool", "X"),
    QT_TRANSLATE_NOOP("Tool", "Left edge"),
    QT_TRANSLATE_NOOP("Tool", "Y"),
    QT_TRANSLATE_NOOP("Tool", "Upper edge"),
    QT_TRANSLATE_NOOP("Tool", "W"),
    QT_TRANSLATE_NOOP("Tool", "H"),
    QT_TRANSLATE_NOOP("Tool", "Height"),
    QT_TRANSLATE_NOOP("Tool", "∠"),
    QT_TRANSLATE_NOOP("Tool", "Angle"),
    QT_TRANSLATE_NOOP("Tool", "Flip horizontally"),
    QT_TRANSLATE_NOOP("Tool", "Flip vertically"),
    QT_TRANSLATE_NOOP("Tool", "Rotate left by 90°"),
    QT_TRANSLATE_NOOP("Tool", "Rotate right by 90°"),
    QT_TRANSLATE_NOOP("Tool", "Proportional"),
    QT_TRANSLATE_NOOP("Tool", "Corners keep the proportions; Shift held: the opposite"),
    QT_TRANSLATE_NOOP("Tool", "Interpolation"),
    QT_TRANSLATE_NOOP("Tool", "How pixels are made: smooth, sharp, soft, or unmixed for pixel art"),
    QT_TRANSLATE_NOOP("Tool", "Bicubic"),
    QT_TRANSLATE_NOOP("Tool", "Lanczos"),
    QT_TRANSLATE_NOOP("Tool", "Bilinear"),
    QT_TRANSLATE_NOOP("Tool", "Nearest"),
    QT_TRANSLATE_NOOP("Tool", "Warp grid"),
    QT_TRANSLATE_NOOP("Tool", "Warp grid: 2 × 2"),
    QT_TRANSLATE_NOOP("Tool", "Warp grid: 3 × 3"),
    QT_TRANSLATE_NOOP("Tool", "Warp grid: 5 × 5"),
    QT_TRANSLATE_NOOP("Tool", "Selection only"),
    QT_TRANSLATE_NOOP("Tool", "Transform the selection's outline, not pixels"),
    QT_TRANSLATE_NOOP("Tool", "Liquify"),
    QT_TRANSLATE_NOOP(
        "Tool",
        "Push, swell and swirl what is there. Enter applies all strokes, Escape drops them",
    ),
    QT_TRANSLATE_NOOP("Tool", "What the brush does; Alt does the opposite, Ctrl brings back"),
    QT_TRANSLATE_NOOP("Tool", "Push"),
    QT_TRANSLATE_NOOP("Tool", "Shrink"),
    QT_TRANSLATE_NOOP("Tool", "Swirl to the right"),
    QT_TRANSLATE_NOOP("Tool", "Swirl to the left"),
    QT_TRANSLATE_NOOP("Tool", "Bring back"),
    QT_TRANSLATE_NOOP("Tool", "Strength"),
    QT_TRANSLATE_NOOP("Tool", "How strongly a stroke works"),
    QT_TRANSLATE_NOOP("Tool", "Crop"),
    QT_TRANSLATE_NOOP(
        "Tool",
        "Drag a frame that the canvas is cut to. Enter applies, Escape cancels",
    ),
    QT_TRANSLATE_NOOP("Tool", "Proportions"),
    QT_TRANSLATE_NOOP("Tool", "Width to height of the frame"),
    QT_TRANSLATE_NOOP("Tool", "Free proportions"),
    QT_TRANSLATE_NOOP("Tool", "As the canvas"),
    QT_TRANSLATE_NOOP("Tool", "Square"),
    QT_TRANSLATE_NOOP("Tool", "4 : 3"),
    QT_TRANSLATE_NOOP("Tool", "3 : 2"),
    QT_TRANSLATE_NOOP("Tool", "16 : 9"),
    QT_TRANSLATE_NOOP("Tool", "A4, A3 …"),
    QT_TRANSLATE_NOOP("Tool", "Delete what lies outside"),
    QT_TRANSLATE_NOOP("Tool", "Otherwise layers keep it beyond the canvas"),
    QT_TRANSLATE_NOOP("Tool", "Rectangle"),
    QT_TRANSLATE_NOOP("Tool", "Select a rectangle. Shift adds, Alt subtracts, both intersect"),
    QT_TRANSLATE_NOOP("Tool", "Mode"),
    QT_TRANSLATE_NOOP("Tool", "Replace"),
    QT_TRANSLATE_NOOP("Tool", "Add"),
    QT_TRANSLATE_NOOP("Tool", "Subtract"),
    QT_TRANSLATE_NOOP("Tool", "Intersect"),
    QT_TRANSLATE_NOOP("Tool", "Feather"),
    QT_TRANSLATE_NOOP("Tool", "Softens the edge"),
    QT_TRANSLATE_NOOP("Tool", "Ellipse"),
    QT_TRANSLATE_NOOP("Tool", "Select an ellipse. Shift adds, Alt subtracts, both intersect"),
    QT_TRANSLATE_NOOP("Tool", "Lasso"),
    QT_TRANSLATE_NOOP(
        "Tool",
        "Draw around what is to be selected. Shift adds, Alt subtracts, both intersect",
    ),
    QT_TRANSLATE_NOOP("Tool", "Polygon"),
    QT_TRANSLATE_NOOP("Tool", "Magic wand"),
    QT_TRANSLATE_NOOP(
        "Tool",
        "Select an area of alike colour. Shift adds, Alt subtracts, both intersect",
    ),
    QT_TRANSLATE_NOOP("Tool", "Text"),
    QT_TRANSLATE_NOOP(
        "Tool",
        "Click or drag a box to write, click a text to edit it. Ctrl+Enter ends, Escape cancels",
    ),
    QT_TRANSLATE_NOOP("Tool", "Font"),
    QT_TRANSLATE_NOOP("Tool", "Size of the font"),
    QT_TRANSLATE_NOOP("Tool", "Bold"),
    QT_TRANSLATE_NOOP("Tool", "Italic"),
    QT_TRANSLATE_NOOP("Tool", "Bold (Ctrl+B)"),
    QT_TRANSLATE_NOOP("Tool", "Italic (Ctrl+I)"),
    QT_TRANSLATE_NOOP("Tool", "Alignment"),
    QT_TRANSLATE_NOOP("Tool", "Left"),
    QT_TRANSLATE_NOOP("Tool", "Centre"),
    QT_TRANSLATE_NOOP("Tool", "Right"),
    QT_TRANSLATE_NOOP("Tool", "Justify"),
    QT_TRANSLATE_NOOP("Tool", "Lines"),
    QT_TRANSLATE_NOOP("Tool", "Distance between lines"),
    QT_TRANSLATE_NOOP("Tool", "Letters"),
    QT_TRANSLATE_NOOP("Tool", "Space between letters"),
    QT_TRANSLATE_NOOP("Tool", "Hand"),
    QT_TRANSLATE_NOOP(
        "Tool",
        "Drag the view; double click fits the canvas. Space does the same with any tool",
    ),
    QT_TRANSLATE_NOOP("Tool", "Zoom"),
    QT_TRANSLATE_NOOP("Tool", "Drag right to zoom in, left to zoom out; Alt click zooms out"),
    QT_TRANSLATE_NOOP("Tool", "Rulers"),
    QT_TRANSLATE_NOOP(
        "Tool",
        "Drag a ruler, or the points of one; strokes are drawn along them. Shift keeps to "
        "angles, Alt click or a right click removes a ruler",
    ),
    QT_TRANSLATE_NOOP("Tool", "Kind"),
    QT_TRANSLATE_NOOP("Tool", "Straight ruler"),
    QT_TRANSLATE_NOOP("Tool", "Parallel lines"),
    QT_TRANSLATE_NOOP("Tool", "Ellipse"),
    QT_TRANSLATE_NOOP("Tool", "Vanishing point"),
    QT_TRANSLATE_NOOP("Tool", "One-point perspective"),
    QT_TRANSLATE_NOOP("Tool", "Two-point perspective"),
    QT_TRANSLATE_NOOP("Tool", "Three-point perspective"),
    QT_TRANSLATE_NOOP("Tool", "Magnetic lasso"),
    QT_TRANSLATE_NOOP(
        "Tool",
        "Click, then follow an edge; Enter, a double click or the first point closes",
    ),
    QT_TRANSLATE_NOOP("Tool", "Width"),
    QT_TRANSLATE_NOOP("Tool", "How near on the screen an edge must be to be followed"),
    QT_TRANSLATE_NOOP("Tool", "Where edges are looked for"),
    QT_TRANSLATE_NOOP("Tool", "Select by colour"),
    QT_TRANSLATE_NOOP(
        "Tool",
        "Select a colour everywhere; drag right for more of it, left for less",
    ),
    QT_TRANSLATE_NOOP("Tool", "Softness"),
    QT_TRANSLATE_NOOP("Tool", "Over how much more of a difference it fades out"),
    QT_TRANSLATE_NOOP("Tool", "Where the colours are compared"),
    QT_TRANSLATE_NOOP(
        "Tool",
        "Take a colour from the picture; with Alt or the right button as background colour",
    ),
    QT_TRANSLATE_NOOP("Tool", "How many pixels the colour is the mean of"),
    QT_TRANSLATE_NOOP("Tool", "11 × 11 average"),
    QT_TRANSLATE_NOOP("Tool", "31 × 31 average"),
    QT_TRANSLATE_NOOP("Tool", "51 × 51 average"),
    QT_TRANSLATE_NOOP("Tool", "101 × 101 average"),
    QT_TRANSLATE_NOOP("Tool", "Look at the active layer alone"),
    QT_TRANSLATE_NOOP("Tool", "Keep as swatch"),
    QT_TRANSLATE_NOOP("Tool", "Add each colour taken to the swatches"),
    QT_TRANSLATE_NOOP("Tool", "Measure"),
    QT_TRANSLATE_NOOP(
        "Tool",
        "Drag to measure; drag an end to move it, with Alt to measure an angle there",
    ),
    QT_TRANSLATE_NOOP("Tool", "Smudge"),
    QT_TRANSLATE_NOOP(
        "Tool", "Push wet paint about. With a colour rate the brush brings its own paint along"
    ),
    QT_TRANSLATE_NOOP("Tool", "Smudge length"),
    QT_TRANSLATE_NOOP("Tool", "How far the brush carries what it has picked up"),
    QT_TRANSLATE_NOOP("Tool", "Colour rate"),
    QT_TRANSLATE_NOOP(
        "Tool", "How much of the paint is the brush's own; the rest is picked up from the canvas"
    ),
    QT_TRANSLATE_NOOP("Tool", "Smear"),
    QT_TRANSLATE_NOOP(
        "Tool", "What is picked up keeps its picture; otherwise it melts to one colour"
    ),
    QT_TRANSLATE_NOOP("Tool", "Blur and sharpen"),
    QT_TRANSLATE_NOOP(
        "Tool", "Blur or sharpen what the brush goes over; another stroke does it once more"
    ),
    QT_TRANSLATE_NOOP("Tool", "Effect"),
    QT_TRANSLATE_NOOP("Tool", "Blur"),
    QT_TRANSLATE_NOOP("Tool", "Sharpen"),
    QT_TRANSLATE_NOOP("Tool", "Blur or sharpen"),
    QT_TRANSLATE_NOOP("Tool", "How far details are blurred"),
    QT_TRANSLATE_NOOP("Tool", "Clone"),
    QT_TRANSLATE_NOOP("Tool", "Paint with what is elsewhere: Alt click chooses where"),
    QT_TRANSLATE_NOOP("Tool", "Aligned"),
    QT_TRANSLATE_NOOP("Tool", "Strokes go on with the same distance to where they clone from"),
    QT_TRANSLATE_NOOP("Tool", "Clone from"),
    QT_TRANSLATE_NOOP("Tool", "What is cloned"),
)
"""Labels, tips and options of `paintapp.tools.TOOLS`."""

BRUSHES = (
    QT_TRANSLATE_NOOP("Tool", "Size"),
    QT_TRANSLATE_NOOP("Tool", "Diameter of the brush"),
    QT_TRANSLATE_NOOP("Tool", "Opacity"),
    QT_TRANSLATE_NOOP("Tool", "The most paint that one stroke puts down"),
    QT_TRANSLATE_NOOP("Tool", "Flow"),
    QT_TRANSLATE_NOOP("Tool", "How quickly paint builds up within a stroke"),
    QT_TRANSLATE_NOOP("Tool", "Hardness"),
    QT_TRANSLATE_NOOP("Tool", "How sharp the edge of the brush is"),
    QT_TRANSLATE_NOOP("Tool", "Spacing"),
    QT_TRANSLATE_NOOP("Tool", "Distance between dabs, as a part of the radius"),
    QT_TRANSLATE_NOOP("Tool", "Angle"),
    QT_TRANSLATE_NOOP("Tool", "How far the tip is turned, clockwise"),
    QT_TRANSLATE_NOOP("Tool", "Roundness"),
    QT_TRANSLATE_NOOP("Tool", "Height of the tip beside its width"),
    QT_TRANSLATE_NOOP("Tool", "Scatter"),
    QT_TRANSLATE_NOOP("Tool", "How far dabs stray from the stroke, as a part of the radius"),
    QT_TRANSLATE_NOOP("Tool", "Count"),
    QT_TRANSLATE_NOOP("Tool", "Dabs at every step of the stroke"),
    QT_TRANSLATE_NOOP("Tool", "Hue"),
    QT_TRANSLATE_NOOP("Tool", "Turns the hue of the paint"),
    QT_TRANSLATE_NOOP("Tool", "Saturation"),
    QT_TRANSLATE_NOOP("Tool", "Makes the paint more or less colourful"),
    QT_TRANSLATE_NOOP("Tool", "Brightness"),
    QT_TRANSLATE_NOOP("Tool", "Makes the paint lighter or darker"),
    QT_TRANSLATE_NOOP("Tool", "Grain size"),
    QT_TRANSLATE_NOOP("Tool", "Size of the grain; at 100% its pixels are the canvas's"),
    QT_TRANSLATE_NOOP("Tool", "Grain depth"),
    QT_TRANSLATE_NOOP("Tool", "How much paint the hollows keep out"),
    QT_TRANSLATE_NOOP("Tool", "Second tip's size"),
    QT_TRANSLATE_NOOP("Tool", "Size of the second tip, as a part of the brush's"),
    QT_TRANSLATE_NOOP("Tool", "Second tip's spacing"),
    QT_TRANSLATE_NOOP("Tool", "Distance between dabs of the second tip, as a part of its radius"),
    QT_TRANSLATE_NOOP("Tool", "Second tip's scatter"),
    QT_TRANSLATE_NOOP(
        "Tool",
        "How far dabs of the second tip stray, as a part of the brush's radius",
    ),
    QT_TRANSLATE_NOOP("Tool", "Colour rate"),
    QT_TRANSLATE_NOOP(
        "Tool",
        "How much of the paint is the brush's own; the rest is picked up from the canvas",
    ),
    QT_TRANSLATE_NOOP("Tool", "Smudge length"),
    QT_TRANSLATE_NOOP("Tool", "How far the brush carries what it has picked up"),
    QT_TRANSLATE_NOOP("Tool", "Build-up"),
    QT_TRANSLATE_NOOP(
        "Tool",
        "Paint gets stronger wherever dabs overlap; opacity holds for each dab, not the stroke",
    ),
    QT_TRANSLATE_NOOP("Tool", "Eraser"),
    QT_TRANSLATE_NOOP("Tool", "Removes paint"),
    QT_TRANSLATE_NOOP("Tool", "Grain moves along"),
    QT_TRANSLATE_NOOP(
        "Tool",
        "Every dab carries the grain with it; otherwise it lies still like paper",
    ),
    QT_TRANSLATE_NOOP("Tool", "Smear"),
    QT_TRANSLATE_NOOP(
        "Tool",
        "What is picked up keeps its picture; otherwise it melts to one colour",
    ),
    QT_TRANSLATE_NOOP("Tool", "Pressure"),
    QT_TRANSLATE_NOOP("Tool", "How hard the pen is pressed"),
    QT_TRANSLATE_NOOP("Tool", "Tilt"),
    QT_TRANSLATE_NOOP("Tool", "How far the pen leans: upright is 0, 60 degrees is 1"),
    QT_TRANSLATE_NOOP("Tool", "Tilt direction"),
    QT_TRANSLATE_NOOP("Tool", "Where the pen leans to; the middle is right"),
    QT_TRANSLATE_NOOP("Tool", "Pen rotation"),
    QT_TRANSLATE_NOOP("Tool", "How the pen is turned in the hand; the middle is unturned"),
    QT_TRANSLATE_NOOP("Tool", "Direction"),
    QT_TRANSLATE_NOOP("Tool", "Where the stroke goes; the middle is right"),
    QT_TRANSLATE_NOOP("Tool", "Speed"),
    QT_TRANSLATE_NOOP("Tool", "How fast the pen moves"),
    QT_TRANSLATE_NOOP("Tool", "Distance"),
    QT_TRANSLATE_NOOP("Tool", "How far the stroke has come"),
    QT_TRANSLATE_NOOP("Tool", "Time"),
    QT_TRANSLATE_NOOP("Tool", "How long the stroke has taken"),
    QT_TRANSLATE_NOOP("Tool", "Random, each dab"),
    QT_TRANSLATE_NOOP("Tool", "Another number for each dab"),
    QT_TRANSLATE_NOOP("Tool", "Random, each stroke"),
    QT_TRANSLATE_NOOP("Tool", "Another number for each stroke"),
)
"""Labels and tips of the brush's parameters, switches and sensors."""

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
