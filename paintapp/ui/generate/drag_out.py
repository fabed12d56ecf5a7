"""Results as files for other programs: dragged out of the strip."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import platformdirs
from PySide6.QtCore import QMimeData, QUrl

from paintapp import __version__
from paintapp.generation import builtin
from paintapp.generation.results import Result

RESULT_TYPE = "application/x-paintapp-result"
"""What our own window takes: the id of a result."""
KEPT_SECONDS = 24 * 3600.0
"""Files that were dragged out are kept so long: nobody says when the other program is done."""
LONGEST_NAME = 48


def folder() -> Path:
    """Where dragged files lie for a while."""
    return platformdirs.user_cache_path("paintapp", appauthor=False) / "dragged"


def write_file(result: Result, label: str, place: Path | None = None) -> Path:
    """A result as a PNG file that says what made it. Raises OSError and FormatError.

    ``label`` is what the model is called. The pixels are those of the result, bit for bit.
    """
    from paintapp.formats import atomic_write_bytes, png_texts

    place = place or folder()
    _tidy(place)
    place.mkdir(parents=True, exist_ok=True)
    request = result.generation.request
    if request.model == builtin.MODEL:
        kind = png_texts.ENHANCED
    else:
        kind = png_texts.TRAINED if request.image is None else png_texts.COMPOSITE
    creator = f"paintapp {__version__}"
    texts = {
        "Software": creator,
        "Description": request.prompt,
        "parameters": parameters(result, label),
        png_texts.XMP_KEYWORD: png_texts.digital_source(kind, creator),
    }
    texts = {keyword: text for keyword, text in texts.items() if text}
    path = place / f"{file_stem(result)}.png"
    atomic_write_bytes(path, png_texts.with_texts(result.image.png(), texts))
    return path


def parameters(result: Result, label: str) -> str:
    """The settings in the form that other programs for generating read."""
    request = result.generation.request
    lines = [request.prompt]
    if request.negative_prompt:
        lines.append(f"Negative prompt: {request.negative_prompt}")
    parts = [
        f"Steps: {request.steps}",
        f"CFG scale: {request.guidance_scale:g}",
        f"Seed: {result.seed}",
        f"Size: {request.width}x{request.height}",
        f"Model: {label}",
    ]
    if request.image is not None:
        parts.append(f"Denoising strength: {request.strength:g}")
    return "\n".join([*lines, ", ".join(parts)])


def file_stem(result: Result) -> str:
    """A name for a file: words of the prompt and the seed."""
    prompt = result.generation.request.prompt.casefold()
    words = "".join(letter if letter.isalnum() else " " for letter in prompt).split()
    stem = "-".join(words)[:LONGEST_NAME].rstrip("-") or "result"
    return f"{stem}-{result.seed}"


def mime_data(identifier: str, path: Path) -> QMimeData:
    """What is dragged: the file for others, the result for our own window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    data.setData(RESULT_TYPE, identifier.encode())
    return data


def dragged_result(data: QMimeData) -> str:
    """The id of the result that is dragged; empty when something else is."""
    return bytes(data.data(RESULT_TYPE).data()).decode("ascii", "replace")


def _tidy(place: Path) -> None:
    limit = time.time() - KEPT_SECONDS
    with contextlib.suppress(OSError):
        for path in place.iterdir():
            if path.stat().st_mtime < limit:
                path.unlink(missing_ok=True)
