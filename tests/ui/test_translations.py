"""Every text of the window is translated, and the compiled translations are those of the texts."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from paintapp.formats import FORMATS
from paintapp.generation import builtin, models
from paintapp.painting.blend import BLEND_MODES
from paintapp.painting.dynamics import SENSORS
from paintapp.painting.gradient import PRESETS
from paintapp.painting.parameters import PARAMETERS, SWITCHES
from paintapp.painting.patterns import LABELS as PATTERNS
from paintapp.tools import TOOLS
from paintapp.ui import labels, tool_labels

ROOT = Path(__file__).parents[2]
TRANSLATIONS = sorted((ROOT / "resources" / "translations").glob("paintapp_*.ts"))


def texts(path: Path) -> dict[tuple[str, str], str]:
    """Translations by context and English text; the empty text where one is unfinished."""
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            done = translation.get("type") is None
            text = "".join(translation.itertext()).strip("\n") if done else ""
            found[name, message.findtext("source") or ""] = text
    return found


def test_there_is_simplified_chinese() -> None:
    assert "paintapp_zh_CN.ts" in [path.name for path in TRANSLATIONS]


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: path.stem)
def test_complete(path: Path) -> None:
    found = texts(path)
    assert [key for key, text in found.items() if not text.strip()] == []
    fields = re.compile(r"{[^}]*}|%n")
    assert [
        key for key, text in found.items() if sorted(fields.findall(key[1]))
        != sorted(fields.findall(text))
    ] == []  # fmt: skip


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: path.stem)
def test_up_to_date(path: Path, tmp_path: Path) -> None:
    """The texts in the source and those in the file are the same."""
    fresh = tmp_path / path.name
    fresh.write_bytes(path.read_bytes())
    sources = [str(ROOT / "paintapp" / "app.py")]
    sources += sorted(str(file) for file in (ROOT / "paintapp" / "ui").rglob("*.py"))
    tool = Path(sys.executable).parent / "pyside6-lupdate"
    subprocess.run(
        [str(tool), "-silent", "-no-obsolete", "-locations", "none", *sources, "-ts", str(fresh)],
        check=True,
        capture_output=True,
    )
    assert set(texts(fresh)) == set(texts(path)), "run packaging/translations.sh"


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: path.stem)
def test_compiled(path: Path) -> None:
    translator = QTranslator()
    assert translator.load(str(path.with_suffix(".qm")))
    for (context, source), text in texts(path).items():
        assert translator.translate(context, source) == text, "run packaging/translations.sh"


def test_labels_of_lower_levels_are_named_for_translators() -> None:
    tools = set()
    for tool in TOOLS:
        tools |= {tool.label, tool.tip}
        for option in tool.options:
            tools |= {option.label, option.tip, *(text for _, text, _ in option.choices)}
    assert tools - {""} == set(tool_labels.TOOLS)
    rows = (*PARAMETERS, *SWITCHES, *SENSORS)
    assert {text for row in rows for text in (row.label, row.tip)} == set(tool_labels.BRUSHES)
    assert {mode.label for mode in BLEND_MODES} == set(labels.BLEND_MODES)
    assert set(PATTERNS.values()) == set(labels.PATTERNS)
    assert {label for label, _ in PRESETS} == set(labels.GRADIENTS)
    abbreviations = {"PNG", "JPEG", "WebP", "TIFF", "BMP"}
    assert {format_.label for format_ in FORMATS} - abbreviations == set(labels.FORMATS)


def test_what_the_bundled_models_say_of_themselves_is_named_for_translators() -> None:
    """The quick version is there once it has been trained: its exporter says how it is called."""
    folders = [ROOT / "resources" / "models" / id for id in models.BUNDLED]
    cards = [folder / "paintapp.json" for folder in folders]
    shipped = [json.loads(card.read_text("utf-8")) for card in cards if card.is_file()]
    exporter = (ROOT / "paintapp" / "training" / "quick_export.py").read_text("utf-8")
    named = set(re.findall(r'"(?:label|licence)": "(.+)"', exporter))
    assert len(named) == 2
    named |= {card[key] for card in shipped for key in ("label", "licence")}
    assert named | {builtin.DESCRIPTOR.label} == set(labels.MODELS)
