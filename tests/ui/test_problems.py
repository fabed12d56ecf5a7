"""What lower levels say is shown in the window's language, values and all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from paintapp import formats
from paintapp.document import Document, DocumentError
from paintapp.formats.errors import FormatError
from paintapp.messages import Message, message_of
from paintapp.ui import labels
from paintapp.ui.labels import translated

PACKAGE = Path(labels.__file__).parents[1]
ERRORS = {"Message", "FormatError", "DocumentError", "EditorError", "GenerationError", "StoreError"}


class Shouting(QTranslator):
    """A language in which every text is in capitals, its fields apart."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        if context != "Labels":
            return ""
        parts = source.replace("{", "\0{").replace("}", "}\0").split("\0")
        return "".join(part if part.startswith("{") else part.upper() for part in parts)


@pytest.fixture
def shouting(qapp: QApplication) -> Iterator[None]:
    translator = Shouting()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def test_a_message_is_its_sentence_everywhere() -> None:
    inner = Message("it has {count} layers.", count=3)
    message = Message("“{name}” could not be opened: {reason}.", name="a{b}.ora", reason=inner)
    assert message == "“a{b}.ora” could not be opened: it has 3 layers."
    error = FormatError(message)
    assert str(error) is message
    assert message_of(error) is message
    assert f"{error}" == message
    assert message_of(ValueError("plain {text}")).translated(str.upper) == "PLAIN {TEXT}"


def test_translated_with_values_and_reasons(shouting: None, tmp_path: Path) -> None:
    with pytest.raises(FormatError) as missing:
        formats.open_document(tmp_path / "no.ora")
    path = tmp_path / "no.ora"
    assert str(missing.value) == f"“{path}” does not exist. Check the name."
    assert translated(str(missing.value)) == f"“{path}” DOES NOT EXIST. CHECK THE NAME."
    broken = tmp_path / "broken.ora"
    broken.write_bytes(b"PK\x03\x04 no more")
    with pytest.raises(FormatError) as damaged:
        formats.open_document(broken)
    assert translated(str(damaged.value)) == (
        "“broken.ora” COULD NOT BE OPENED: IT IS DAMAGED OR CUT SHORT (NO ZIP DIRECTORY)."
    )
    with pytest.raises(DocumentError) as large:
        Document(10, 99)
    assert translated(str(large.value)) == (
        "THE WIDTH MUST BE BETWEEN 16 AND 16384 PIXELS, NOT 10."
    )


def test_a_full_disk_is_told_in_the_language(
    shouting: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    path = tmp_path / "a.ora"
    with pytest.raises(FormatError) as error:
        formats.save_document(Document(64, 64), path)
    assert str(error.value).startswith(f"“{path}” could not be saved: there is no space left")
    assert translated(str(error.value)) == (
        f"“{path}” COULD NOT BE SAVED: THERE IS NO SPACE LEFT ON THE DISK. FREE SOME SPACE OR "
        "CHOOSE ANOTHER FOLDER."
    )


def test_an_unusable_translation_falls_back_to_english() -> None:
    message = Message("{count} layers", count=3)
    for bad in ("{number} layers", "{0} layers", "{count", "{count.x}", "{count!z}"):
        assert message.translated(lambda _, bad=bad: bad) == "3 layers"
