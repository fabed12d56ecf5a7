"""Setting texts into lines: where letters, carets and selections are, and how lines are drawn.

Shaping, writing from right to left, line breaks and fallback fonts are Qt's. Letters are set
without hinting, so that a text looks the same wherever it stands. Positions in a text count Python
characters; those that Qt counts as two are converted here. Needs a QGuiApplication, for its fonts.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QPainter,
    QPolygonF,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
    QTransform,
)

from paintapp.document import DocumentError, Rect, Text
from paintapp.painting.fonts import font_of

Point = tuple[float, float]
Polygon = tuple[Point, ...]
Move = Literal[
    "left",
    "right",
    "up",
    "down",
    "word-left",
    "word-right",
    "line-start",
    "line-end",
    "start",
    "end",
    "back",
    "forward",
    "word-back",
    "word-forward",
]
"""How a caret moves: "left" and "right" as seen, "back" and "forward" as the text is read."""

MAXIMUM_AREA = 1 << 27
"""Of a text's frame in pixels."""
MAXIMUM_SIDE = 1 << 15

OVERHANG = 1.0
"""How far letters may reach beyond their line, as a part of the size."""

_UNBOUNDED = 1e6
"""Width of a line that only a line break ends; Qt's own numbers go to some 3e7."""


class _Paragraph:
    """What lies between two line breaks; ``start`` is its first character's place in the text."""

    __slots__ = ("layout", "start", "text", "wide")

    def __init__(self, start: int, text: str, layout: QTextLayout) -> None:
        self.start = start
        self.text = text
        self.layout = layout
        self.wide = any(character > "\uffff" for character in text)
        """Whether Qt counts some characters as two."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def to_qt(self, position: int) -> int:
        """Qt's position in the layout for one in the text."""
        index = position - self.start
        if not self.wide:
            return index
        return index + sum(1 for character in self.text[:index] if character > "\uffff")

    def from_qt(self, units: int) -> int:
        """The position in the text for Qt's in the layout."""
        if not self.wide:
            return self.start + units
        index = 0
        while units > 0 and index < len(self.text):
            units -= 2 if self.text[index] > "\uffff" else 1
            index += 1
        return self.start + index


@dataclass(frozen=True, slots=True)
class _Line:
    paragraph: _Paragraph
    line: QTextLine
    signature: tuple[object, ...]
    """Lines of one text that look the same have the same."""

    @property
    def rect(self) -> QRectF:
        """In the text's own coordinates; as wide as the letters are."""
        line = self.line
        left = line.x() + line.cursorToX(line.textStart())[0]  # type: ignore[index]
        box = line.naturalTextRect()
        height = line.ascent() + line.descent()
        return QRectF(min(box.left(), left), line.y(), max(box.width(), 1.0), height)

    @property
    def first(self) -> int:
        return self.paragraph.from_qt(self.line.textStart())

    @property
    def last(self) -> int:
        """The last place of a caret on this line."""
        line = self.line
        end = line.textStart() + line.textLength()
        if end < _units(self.paragraph):
            # What follows begins the next line; a caret there is shown there.
            end = self.paragraph.layout.previousCursorPosition(end)
        return self.paragraph.from_qt(end)


class Typeset:
    """A text set into lines. Not for several threads at once, as its fonts are not.

    DocumentError when it would be too large. All points are canvas pixels.
    """

    def __init__(self, text: Text) -> None:
        if QGuiApplication.instance() is None:
            raise DocumentError("Text cannot be set without a graphical application.")
        self.text = text
        self._pixels = max(1, round(text.size))
        self.scale = scale = text.size / self._pixels
        """Canvas pixels for one unit of the text's own coordinates; next to 1."""
        self.transform = QTransform.fromTranslate(text.x, text.y)
        self.transform.rotate(text.rotation)
        self.transform.scale(scale, scale)
        """From the text's own coordinates to canvas pixels."""
        self._width = None if text.width is None else text.width / scale
        self.lines: list[_Line] = []
        self._set(font_of(text, self._pixels))
        if (text.italic or text.weight != 400) and not text.text.isascii():
            # Where a slanted or bold font lacks letters, Qt does not look in its upright sister.
            lacking = self.missing()
            if lacking:
                self.lines.clear()
                self._set(font_of(text, self._pixels), lacking)
        frame = self._lines_box()
        sides = frame.width() * scale, frame.height() * scale
        if max(sides) > MAXIMUM_SIDE or sides[0] * sides[1] > MAXIMUM_AREA:
            raise DocumentError("The text would be too large.")

    def _set(self, font: QFont, upright: str = "") -> None:
        """Break the text into lines; characters in ``upright`` are set in the plain font."""
        text = self.text
        plain = QTextCharFormat()
        plain.setFont(font_of(replace(text, italic=False, weight=400), self._pixels))
        option = QTextOption(_alignment(text))
        option.setUseDesignMetrics(True)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setTabStopDistance(2.0 * self._pixels)
        wrap = QTextOption.WrapMode
        option.setWrapMode(
            wrap.ManualWrap if self._width is None else wrap.WrapAtWordBoundaryOrAnywhere
        )
        y, start = 0.0, 0
        for string in text.text.split("\n"):
            layout = QTextLayout(_drawable(string), font)
            layout.setTextOption(option)
            paragraph = _Paragraph(start, string, layout)
            if upright:
                layout.setFormats(_ranges(paragraph, upright, plain))
            layout.beginLayout()
            while True:
                line = layout.createLine()
                if not line.isValid():
                    break
                line.setLineWidth(_UNBOUNDED if self._width is None else self._width)
                x = self._indent(line)
                line.setPosition(QPointF(x, y))
                first = paragraph.from_qt(line.textStart()) - start
                last = paragraph.from_qt(line.textStart() + line.textLength()) - start
                ends = last == len(string)  # the last line of a paragraph is not stretched
                look = (string[first:last], x, y, ends, _from_right(string))
                self.lines.append(_Line(paragraph, line, look))
                y += (line.ascent() + line.descent()) * text.line_height
            layout.endLayout()
            start = paragraph.end + 1

    def _indent(self, line: QTextLine) -> float:
        """Where an unwrapped line begins, seen from the point that the text is aligned to."""
        if self._width is not None or self.text.alignment in ("left", "justify"):
            return 0.0
        part = 0.5 if self.text.alignment == "centre" else 1.0
        return -part * line.naturalTextWidth()

    # Where it is

    @property
    def box(self) -> QRectF:
        """What is around all lines, in the text's own coordinates."""
        frame = self._lines_box()
        if self._width is not None:
            frame.setLeft(0.0)
            frame.setRight(self._width)
        return frame

    def _lines_box(self) -> QRectF:
        box = QRectF()
        for line in self.lines:
            box = box.united(line.rect)
        return box

    @property
    def frame(self) -> Polygon:
        """The four corners around all lines; as wide as the box, if it has one."""
        return self._mapped(self.box)

    @property
    def bounds(self) -> Rect:
        """A rectangle of pixels that holds all ink."""
        return _united([self._reach(line) for line in self.lines])

    def contains(self, x: float, y: float, margin: float = 0.0) -> bool:
        """Whether a point is within the frame, or not more than ``margin`` away from it."""
        margin /= self.scale
        return self.box.adjusted(-margin, -margin, margin, margin).contains(
            QPointF(*self.local(x, y))
        )

    def local(self, x: float, y: float) -> Point:
        """A point in the text's own coordinates, whose origin is the text's place."""
        point = self.transform.inverted()[0].map(QPointF(x, y))
        return point.x(), point.y()

    def outer(self, x: float, y: float) -> Point:
        """A point of the text's own coordinates in canvas pixels."""
        point = self.transform.map(QPointF(x, y))
        return point.x(), point.y()

    # Carets

    def caret(self, position: int) -> tuple[Point, Point]:
        """The upper and the lower end of a caret before the character at ``position``."""
        line = self._line_of(position)
        x = self._x(line, position)
        top = line.line.y()
        ends = QPointF(x, top), QPointF(x, top + line.line.ascent() + line.line.descent())
        first, second = (self.transform.map(end) for end in ends)
        return (first.x(), first.y()), (second.x(), second.y())

    def position_at(self, x: float, y: float) -> int:
        """The caret's place nearest to a point."""
        x, y = self.local(x, y)
        found = self.lines[0]
        for line in self.lines[1:]:
            if y < line.line.y():
                break
            found = line
        return self._position(found, x)

    def selected(self, first: int, last: int) -> tuple[Polygon, ...]:
        """What to mark for the characters from ``first`` to before ``last``."""
        found: list[Polygon] = []
        for line in self.lines:
            start, end = max(first, line.first), min(last, self._end(line))
            if start > end or first >= last:
                continue
            spans = self._spans(line, start, end)
            if last > line.paragraph.end >= start and end == line.paragraph.end:
                # A line break that is selected shows as a bit of space.
                x = self._x(line, end)
                left = spans.pop()[0] if spans and abs(spans[-1][1] - x) < 0.1 else x
                spans.append((left, x + self._pixels / 4))
            top, height = line.line.y(), line.line.ascent() + line.line.descent()
            found += [
                self._mapped(QRectF(left, top, right - left, height)) for left, right in spans
            ]
        return tuple(found)

    def underlines(self, first: int, last: int) -> tuple[Polygon, ...]:
        """Lines below the characters from ``first`` to before ``last``, of two points each."""
        return tuple((polygon[3], polygon[2]) for polygon in self.selected(first, last))

    def moved(self, position: int, move: Move, x: float | None = None) -> int:
        """Where a caret goes. Up and down keep to ``x``, in the text's own coordinates."""
        if move in ("start", "end"):
            return 0 if move == "start" else len(self.text.text)
        line = self._line_of(position)
        if move == "line-start":
            return line.first
        if move == "line-end":
            return line.last
        if move in ("up", "down"):
            index = self.lines.index(line) + (1 if move == "down" else -1)
            if not 0 <= index < len(self.lines):
                return 0 if move == "up" else len(self.text.text)
            return self._position(self.lines[index], self.column(position) if x is None else x)
        return self._stepped(line.paragraph, position, move)

    def column(self, position: int) -> float:
        """A caret's distance from the text's left, in the text's own coordinates."""
        return self._x(self._line_of(position), position)

    def word_at(self, position: int) -> tuple[int, int]:
        """First and last place of the word at a position."""
        paragraph = self._line_of(position).paragraph
        at, skip = paragraph.to_qt(position), QTextLayout.CursorMode.SkipWords
        layout = paragraph.layout
        end = layout.nextCursorPosition(at, skip)
        start = layout.previousCursorPosition(end, skip)
        word = layout.text()[start:end].rstrip()
        return paragraph.from_qt(start), paragraph.from_qt(start + len(word))

    def missing(self) -> str:
        """Characters that no installed font has, each once."""
        found: dict[str, None] = {}
        for paragraph in {id(line.paragraph): line.paragraph for line in self.lines}.values():
            flags = QTextLayout.GlyphRunRetrievalFlag
            wanted = flags.RetrieveGlyphIndexes | flags.RetrieveStringIndexes
            for run in paragraph.layout.glyphRuns(-1, -1, wanted):
                for glyph, index in zip(run.glyphIndexes(), run.stringIndexes(), strict=True):
                    place = paragraph.from_qt(index) - paragraph.start
                    if glyph == 0 and place < len(paragraph.text):
                        character = paragraph.text[place]
                        if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zs"):
                            found[character] = None
        return "".join(found)

    def _stepped(self, paragraph: _Paragraph, position: int, move: Move) -> int:
        layout, at = paragraph.layout, paragraph.to_qt(position)
        backwards = move.endswith("back")
        if move.endswith(("left", "right")):
            backwards = move.endswith("left") != _from_right(paragraph.text)
        if move == "left":
            after = layout.leftCursorPosition(at)
        elif move == "right":
            after = layout.rightCursorPosition(at)
        else:
            modes = QTextLayout.CursorMode
            mode = modes.SkipWords if move.startswith("word") else modes.SkipCharacters
            step = layout.previousCursorPosition if backwards else layout.nextCursorPosition
            after = step(at, mode)
        if after != at:
            return paragraph.from_qt(after)
        beyond = position - 1 if backwards else position + 1
        edge = position == (paragraph.start if backwards else paragraph.end)
        return beyond if edge and 0 <= beyond <= len(self.text.text) else position

    def _line_of(self, position: int) -> _Line:
        found = self.lines[0]
        for line in self.lines:
            if line.first > position:
                break
            found = line
        return found

    def _end(self, line: _Line) -> int:
        return line.paragraph.from_qt(line.line.textStart() + line.line.textLength())

    def _x(self, line: _Line, position: int) -> float:
        return float(line.line.cursorToX(line.paragraph.to_qt(position))[0])  # type: ignore[index]

    def _position(self, line: _Line, x: float) -> int:
        found = line.paragraph.from_qt(line.line.xToCursor(x))
        return min(max(found, line.first), line.last)

    def _spans(self, line: _Line, first: int, last: int) -> list[tuple[float, float]]:
        """What some characters of a line cover from left to right; several parts where the
        direction of writing changes."""
        edge = QTextLine.Edge
        units = range(line.paragraph.to_qt(first), line.paragraph.to_qt(last))
        spans: list[tuple[float, float]] = []
        for unit in units:
            ends = [
                float(line.line.cursorToX(unit, side)[0])  # type: ignore[index]
                for side in (edge.Leading, edge.Trailing)
            ]
            left, right = min(ends), max(ends)
            if spans and abs(spans[-1][1] - left) < 0.1:
                spans[-1] = (spans[-1][0], right)
            elif spans and abs(spans[-1][0] - right) < 0.1:
                spans[-1] = (left, spans[-1][1])
            elif right > left:
                spans.append((left, right))
        return spans

    # Drawing

    def draw(self, painter: QPainter, within: Rect) -> None:
        """Draw the lines that may have ink in a rectangle."""
        painter.save()
        painter.setTransform(self.transform, True)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        painter.setPen(QColor.fromRgba64(*self.text.colour, 65535))
        for line in self.lines:
            if not self._reach(line).intersected(within).empty:
                line.line.draw(painter, QPointF(0.0, 0.0))
        painter.restore()

    def _reach(self, line: _Line) -> Rect:
        """Where a line may have ink."""
        margin = OVERHANG * self._pixels
        box = self.transform.mapRect(line.rect.adjusted(-margin, -margin, margin, margin))
        aligned = box.toAlignedRect()
        return Rect(aligned.x(), aligned.y(), aligned.width(), aligned.height())

    def changed(self, before: Typeset) -> Rect:
        """A rectangle that holds all that looks different in another setting."""
        style = replace(self.text, text="")
        if style != replace(before.text, text=""):
            return self.bounds.united(before.bounds)
        old = {line.signature for line in before.lines}
        new = {line.signature for line in self.lines}
        parts = [self._reach(line) for line in self.lines if line.signature not in old]
        parts += [before._reach(line) for line in before.lines if line.signature not in new]
        return _united(parts)

    def _mapped(self, rect: QRectF) -> Polygon:
        polygon = self.transform.map(QPolygonF(rect))
        return tuple((polygon.at(i).x(), polygon.at(i).y()) for i in range(4))


def _ranges(
    paragraph: _Paragraph, characters: str, look: QTextCharFormat
) -> list[QTextLayout.FormatRange]:
    """A format for the runs of some characters, together with the accents that follow them."""
    ranges: list[QTextLayout.FormatRange] = []
    within = False
    for index, character in enumerate(paragraph.text):
        within = character in characters or (within and bool(unicodedata.combining(character)))
        if not within:
            continue
        first = paragraph.to_qt(paragraph.start + index)
        last = paragraph.to_qt(paragraph.start + index + 1)
        if ranges and ranges[-1].start + ranges[-1].length == first:
            ranges[-1].length = last - ranges[-1].start
        else:
            found = QTextLayout.FormatRange()
            found.start, found.length, found.format = first, last - first, look
            ranges.append(found)
    return ranges


def _united(rects: list[Rect]) -> Rect:
    whole = Rect(0, 0, 0, 0)
    for rect in rects:
        whole = whole.united(rect)
    return whole


def _alignment(text: Text) -> Qt.AlignmentFlag:
    if text.width is None:
        return Qt.AlignmentFlag.AlignLeft  # each line is put in its place
    return {
        "left": Qt.AlignmentFlag.AlignLeft,
        "centre": Qt.AlignmentFlag.AlignHCenter,
        "right": Qt.AlignmentFlag.AlignRight,
        "justify": Qt.AlignmentFlag.AlignJustify,
    }[text.alignment]


def _drawable(string: str) -> str:
    """Lone halves of characters, which come from damaged file names, as what stands for them."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in string)


def _from_right(paragraph: str) -> bool:
    """Whether a paragraph is written from right to left: its first letter decides (UAX 9, P2)."""
    for character in paragraph:
        kind = unicodedata.bidirectional(character)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def _units(paragraph: _Paragraph) -> int:
    return paragraph.to_qt(paragraph.end)
