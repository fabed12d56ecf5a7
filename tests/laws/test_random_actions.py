"""Whatever an artist does, in whatever order: undo and redo find the very same documents."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from paintapp.document import (
    Document,
    DocumentError,
    GroupLayer,
    Pixels,
    RasterLayer,
    Ruler,
    operations,
)
from paintapp.document.history import planes_of
from paintapp.document.rulers import POINTS
from paintapp.editor import Editor, EditorError
from paintapp.painting import merge, reshape, selection
from paintapp.painting.symmetry import Symmetry
from paintapp.tools import TOOLS, Tool
from paintapp.tools.view import ViewTool
from tests.pen import Pen

pytestmark = pytest.mark.usefixtures("qapp")
"""Fonts need an application."""

ACTIONS = 500
WIDTH, HEIGHT = 150, 130
REFUSALS = (EditorError, DocumentError, KeyError)

Point = tuple[float, float]


class Artist:
    """Acts at random on an editor, and keeps a list of what undo and redo must find."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.editor = Editor(first_document())
        self.pen = Pen(self.editor, "brush")
        self.documents = [self.editor.document]
        self.at = 0
        self.prints = {id(self.editor.document): fingerprint(self.editor.document)}
        self.done: dict[str, int] = {}
        self.refused = 0
        self._tools: list[Tool] = []

    def act(self) -> None:
        """One action; what it has done to the history is what it may do."""
        editor, before = self.editor, self.editor.document
        name, action = self.random.choice(self.actions())
        try:
            action()
        except REFUSALS:
            self.refused += 1
            assert editor.document is before
        self.done[name] = self.done.get(name, 0) + 1
        assert not editor.busy
        if type(editor.tool).resting is Tool.resting:
            assert editor.guide is None
        assert editor.document is editor.history.document
        if editor.document is not before and name not in ("undo", "redo", "go to"):
            del self.documents[self.at + 1 :]
            self.documents.append(editor.document)
            self.at += 1
            self.prints[id(editor.document)] = fingerprint(editor.document)
        self.compare()

    def compare(self) -> None:
        """The history holds these documents and no others, the very objects."""
        history = self.editor.history
        assert [id(entry.document) for entry in history.entries] == [*map(id, self.documents)]
        assert history.cursor == self.at

    def actions(self) -> list[tuple[str, Callable[[], object]]]:
        return [
            *[("tool", self.use_tool)] * 8,
            ("give up", self.give_up),
            ("options", self.set_options),
            ("hand", self.set_hand),
            ("layers", self.arrange_layers),
            ("layers", self.arrange_layers),
            ("properties", self.set_properties),
            ("selection", self.select),
            ("canvas", self.set_canvas),
            ("active", self.choose_layer),
            *[("undo", self.undo)] * 3,
            *[("redo", self.redo)] * 2,
            ("go to", self.go_to),
        ]

    # Tools

    def next_tool(self) -> Tool:
        """Every tool comes once before any comes again."""
        if not self._tools:
            self._tools = [tool for tool in TOOLS if not isinstance(tool, ViewTool)]
            self.random.shuffle(self._tools)
        return self._tools.pop()

    def points(self, count: int) -> list[Point]:
        choose = self.random.uniform
        return [(choose(-20, WIDTH + 20), choose(-20, HEIGHT + 20)) for _ in range(count)]

    def begin(self, tool: Tool) -> None:
        self.editor.tool = tool
        held = [self.random.random() < 0.15 for _ in range(3)]
        self.pen.hold(shift=held[0], control=held[1], alt=held[2])

    def use_tool(self) -> None:
        tool = self.next_tool()
        self.begin(tool)
        self.pen.line(*self.points(self.random.randint(1, 5)), pressure=self.random.random())
        for _ in range(3):
            if self.editor.busy and self.random.random() < 0.6:
                self.pen.click(*self.points(1)[0])
        if self.editor.writing is not None:
            self.pen.write("Ab")
        if self.editor.busy:
            self.pen.confirm()
        if self.editor.busy:
            self.editor.cancel()
        self.done[tool.id] = self.done.get(tool.id, 0) + 1

    def give_up(self) -> None:
        before = self.editor.document
        self.begin(self.random.choice(TOOLS))
        start, *others = self.points(4)
        self.pen.down(*start)
        for point in others:
            self.pen.move(*point)
        self.editor.cancel()
        assert self.editor.document is before

    def set_options(self) -> None:
        tool = self.random.choice([tool for tool in TOOLS if tool.options])
        self.editor.tool = tool
        for option in tool.options:
            if option.kind == "number":
                low, high = option.minimum, min(option.maximum, option.minimum + 60)
                value: object = option.stored(self.random.uniform(low, high))
            elif option.kind == "switch":
                value = self.random.random() < 0.5
            elif option.kind == "choice":
                value = self.random.choice(option.choices)[0]
            else:
                continue
            tool.change(self.editor, **{option.name: value})
        self.editor.foreground = tuple(self.random.randint(0, 65535) for _ in range(3))
        if self.editor.busy:  # numbers of a frame begin what is confirmed or given up
            self.random.choice([self.editor.finish, self.editor.cancel])()

    def set_hand(self) -> None:
        choose = self.random.choice
        self.editor.hand = replace(
            self.editor.hand,
            stabiliser=choose(["off", "smoothing", "string"]),
            snap=choose([True, False]),
            symmetry=Symmetry(choose(["off", "left-right", "both", "radial"]), arms=3),
        )
        kind = choose(list(POINTS))
        ruler = Ruler(kind, tuple(self.points(POINTS[kind])))
        self.editor.apply("Ruler", Document.with_rulers, (ruler,))

    # Everything else

    def layer_id(self) -> int:
        return self.random.choice([layer.id for layer in self.editor.document.walk()])

    def choose_layer(self) -> None:
        self.editor.set_active(self.layer_id())
        target = self.random.choice(["pixels", "pixels", "mask", "selection"])
        layer = self.editor.active_layer
        if target != "mask" or (layer is not None and layer.mask is not None):
            self.editor.target = target  # type: ignore[assignment]

    def arrange_layers(self) -> None:
        layer_id, apply = self.layer_id(), self.editor.apply
        many = len(list(self.editor.document.walk())) > 8
        choices: list[Callable[[], None]] = [
            lambda: apply("Delete", operations.delete_layers, [layer_id]),
            lambda: apply("Merge", merge.merge_down, layer_id),
            lambda: apply("Flatten", merge.flatten_image, "Flat"),
            lambda: apply("Ungroup", operations.ungroup, layer_id),
            lambda: apply("Shift", operations.shift_layer, layer_id, 1),
            lambda: apply("Mask", operations.add_mask, layer_id),
            lambda: apply("No mask", operations.remove_mask, layer_id),
            lambda: apply("Apply mask", merge.apply_mask, layer_id),
            lambda: apply("Rasterise", operations.rasterise, [layer_id]),
        ]
        if not many:
            choices += [
                lambda: apply("Add", operations.add_layer, "New", layer_id),
                lambda: apply("Duplicate", operations.duplicate_layers, [layer_id], " copy"),
                lambda: apply("Group", operations.group_layers, [layer_id], "Group"),
            ]
        self.random.choice(choices)()

    def set_properties(self) -> None:
        name, value = self.random.choice(
            [
                ("opacity", self.random.random()),
                ("visible", self.random.random() < 0.7),
                ("blend_mode", self.random.choice(["normal", "multiply", "screen"])),
                ("lock_alpha", self.random.random() < 0.3),
                ("clipping", self.random.random() < 0.5),
            ]
        )
        layer = self.layer_id()
        self.editor.apply("Set", lambda d: operations.set_properties(d, layer, **{name: value}))

    def select(self) -> None:
        document, bounds = self.editor.document, self.editor.document.bounds
        (left, top), (right, bottom) = self.points(2)
        edges = (min(left, right), min(top, bottom), max(left, right), max(top, bottom))
        shape = self.random.choice([selection.rectangle, selection.ellipse])(bounds, edges, True)
        chosen = document.selection
        found: Pixels | None = self.random.choice([None, shape])
        if chosen is not None:
            found = self.random.choice(
                [
                    found,
                    selection.inverted(chosen, bounds),
                    selection.combine(chosen, shape, "subtract"),
                    reshape.grow(chosen, bounds, 5),
                    reshape.feather(chosen, bounds, 4),
                ]
            )
        self.editor.apply("Select", Document.with_selection, found)

    def set_canvas(self) -> None:
        width, height = self.random.randint(WIDTH, WIDTH + 40), self.random.randint(HEIGHT, 150)
        dx, dy = self.random.randint(-9, 9), self.random.randint(-9, 9)
        self.editor.apply("Canvas", operations.resize_canvas, width, height, dx, dy)

    # The history

    def undo(self) -> None:
        self.at = max(0, self.at - 1)
        self.editor.undo()
        assert self.editor.document is self.documents[self.at]

    def redo(self) -> None:
        self.at = min(len(self.documents) - 1, self.at + 1)
        self.editor.redo()
        assert self.editor.document is self.documents[self.at]

    def go_to(self) -> None:
        self.at = self.random.randrange(max(0, self.at - 4), min(len(self.documents), self.at + 5))
        self.editor.go_to(self.at)
        assert self.editor.document is self.documents[self.at]


def first_document() -> Document:
    pixels = np.zeros((60, 60, 4), np.uint16)
    pixels[...] = (0, 20000, 40000, 65535)
    painted = RasterLayer(id=1, name="Square", pixels=Pixels.from_array(pixels, 25, 15))
    group = GroupLayer(id=2, name="Group", children=(RasterLayer(id=3, name="Inside"),))
    return Document(WIDTH, HEIGHT, (painted, group, RasterLayer(id=4, name="Top")))


def fingerprint(document: Document) -> str:
    """Everything that a document holds, down to the last pixel, in one number."""
    found = hashlib.blake2b()
    for place, plane in sorted(planes_of(document).items(), key=str):
        found.update(repr((place, plane.fill)).encode())
        for key, tile in sorted(plane.tiles.items()):
            assert not tile.flags.writeable
            found.update(repr(key).encode() + tile.tobytes())
    for layer in document.walk():
        shown = replace(layer, mask=None)
        changes = {"children": ()} if isinstance(layer, GroupLayer) else {"pixels": Pixels()}
        found.update(repr(replace(shown, **changes)).encode())
    found.update(repr((document.width, document.height, document.rulers)).encode())
    return found.hexdigest()


def test_500_random_actions_find_the_same_documents() -> None:
    artist = Artist(seed=1)
    for _ in range(ACTIONS):
        artist.act()
    assert artist.refused < ACTIONS / 4
    assert {tool.id for tool in TOOLS if not isinstance(tool, ViewTool)} <= set(artist.done)
    assert len(artist.documents) > 10
    editor = artist.editor
    while artist.at:  # back to the start, and forward to the end
        artist.undo()
    while artist.at + 1 < len(artist.documents):
        artist.redo()
    for document in artist.documents:
        assert fingerprint(document) == artist.prints[id(document)], "a document has changed"
    held = [planes_of(entry.document) for entry in editor.history.entries]
    planes = [plane for found in held for plane in found.values()]
    tiles = {id(tile): tile.nbytes for plane in planes for tile in plane.tiles.values()}
    assert editor.history.bytes_held == sum(tiles.values())
