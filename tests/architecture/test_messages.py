"""What the lower levels say is known to the translators, word for word."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import paintapp

ROOT = Path(paintapp.__file__).parent
SAYING = ("document", "editor.py", "formats", "generation", "painting", "tools", "worker")
ERRORS = ("DocumentError", "EditorError", "FormatError", "GenerationError")


def _calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def _literals(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _said() -> dict[str, str]:
    found: dict[str, str] = {}
    for part in SAYING:
        place = ROOT / part
        for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            for call in _calls(tree, "Message", *ERRORS):
                found |= dict.fromkeys(_literals(call.args[:1]), path.name)
            if path.parent.name == "generation":
                for call in _calls(tree, "require"):
                    found |= dict.fromkeys(_literals(call.args[1:]), path.name)
    return found


def _marked() -> set[str]:
    marked: set[str] = set()
    for path in sorted((ROOT / "ui").rglob("*.py")):
        for call in _calls(ast.parse(path.read_text("utf-8")), "QT_TRANSLATE_NOOP"):
            context, *texts = _literals(call.args)
            if context == "Labels":
                marked.update(texts)
    return marked


def _tables() -> set[str]:
    """What `paintapp.ui.problems` holds of what lower levels say."""
    tree = ast.parse((ROOT / "ui" / "problems.py").read_text("utf-8"))
    return {
        text
        for call in _calls(tree, "QT_TRANSLATE_NOOP")
        for text in list(_literals(call.args))[1:]
    }


def test_every_message_can_be_translated() -> None:
    said = _said()
    assert len(said) > 50
    marked = _marked()
    assert {text: where for text, where in said.items() if text and text not in marked} == {}


def test_no_message_is_kept_that_nobody_says() -> None:
    parts = {"width", "height", "prompt", "negative prompt"}
    parts |= {"strength", "number of steps", "guidance scale", "seed", "number of pictures"}
    parts |= {"grow", "feather", "blend", "context"}
    parts |= {"weight of the lines", "start of the lines", "end of the lines"}
    parts |= {"text to image", "image to image", "inpainting"}
    wishes = {
        "Select what should stay before its background is replaced.",
        "The result is no longer there.",
    }
    assert _tables() - set(_said()) == parts | wishes
