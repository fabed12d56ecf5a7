"""Marching ants: the moving outline of the selection."""

from __future__ import annotations

import numpy as np

from paintapp.document import Pixels, Rect
from paintapp.painting import selection
from paintapp.ui.canvas_overlays import Outline
from paintapp.ui.view import View

CELL = 32
"""Side in device pixels of the cells that are painted anew when the ants march."""

SAMPLE = 8
"""Distance in device pixels at which lines are sampled for their cells."""

MOST_SAMPLES = 100_000
MOST_CELLS = 1500
"""Above these the whole view is painted anew."""


class Ants(Outline):
    """The outline of a selection where it is half selected."""

    def __init__(self) -> None:
        super().__init__()
        self._selection: Pixels | None = None
        self._points = np.zeros((0, 4), np.float64)
        self._cells: tuple[View, list[Rect]] | None = None

    def shows(self, shown: Pixels | None) -> bool:
        """Whether this is the selection it shows already."""
        return shown is self._selection

    def set_selection(self, shown: Pixels | None, bounds: Rect) -> None:
        """Show the outline of a selection; None: nothing."""
        self._selection = shown
        self._cells = None
        lines = [] if shown is None else selection.outline(shown, bounds)
        self.set_lines(lines, closed=True)
        ends = [np.hstack((line, np.roll(line, -1, axis=0))) for line in map(np.asarray, lines)]
        self._points = np.vstack(ends) if ends else np.zeros((0, 4))

    def cells(self, view: View) -> list[Rect]:
        """Cells of device pixels in sight that hold the outline: apart, row by row."""
        if self._cells is None or self._cells[0] != view:
            self._cells = (view, self._find_cells(view))
        return self._cells[1]

    def _find_cells(self, view: View) -> list[Rect]:
        if not len(self._points):
            return []
        m11, m12, m21, m22, dx, dy = view.matrix
        matrix = np.array([[m11, m12], [m21, m22]])
        first = self._points[:, :2] @ matrix + (dx, dy)
        last = self._points[:, 2:] @ matrix + (dx, dy)
        inside = (np.maximum(first, last) >= -CELL).all(axis=1) & (
            np.minimum(first, last) <= (view.width + CELL, view.height + CELL)
        ).all(axis=1)
        first, last = first[inside], last[inside]
        if not len(first):
            return []
        low, high = (-CELL, -CELL), (view.width + CELL, view.height + CELL)
        first, last = np.clip(first, low, high), np.clip(last, low, high)
        longest = float(np.abs(last - first).max())
        samples = int(longest // SAMPLE) + 2
        if len(first) * samples > MOST_SAMPLES:
            return [Rect(0, 0, view.width, view.height)]
        steps = np.linspace(0, 1, samples)[:, None, None]
        points = (first + (last - first) * steps).reshape(-1, 2)
        reach = SAMPLE / 2
        around = np.array([(-reach, -reach), (reach, -reach), (-reach, reach), (reach, reach)])
        cells = np.floor((points + around[:, None]).reshape(-1, 2) / CELL).astype(np.int64)
        rows, columns = np.unique(cells[:, ::-1], axis=0).T
        if len(rows) > MOST_CELLS:
            return [Rect(0, 0, view.width, view.height)]
        runs: list[Rect] = []
        for y, x in zip(rows.tolist(), columns.tolist(), strict=True):
            last = runs[-1] if runs else Rect(0, 0, 0, 0)
            if runs and last.y == y * CELL and last.right == x * CELL:
                runs[-1] = last._replace(width=last.width + CELL)
            else:
                runs.append(Rect(x * CELL, y * CELL, CELL, CELL))
        return runs
