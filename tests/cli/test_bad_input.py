"""Bad input of many kinds: one clear line, exit code 2, and nothing lost."""

from __future__ import annotations

import itertools
import pickle
import resource
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from paintapp.cli.main import main
from tests.cli.command import ROOT, mask, paintapp, picture

PRECIOUS = b"what was there before"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    picture(tmp_path / "in.png")
    mask(tmp_path / "mask.png", (20, 20, 40, 40))
    (tmp_path / "out.ora").write_bytes(PRECIOUS)
    (tmp_path / "out.png").write_bytes(PRECIOUS)
    return tmp_path


Refused = Callable[..., str]


@pytest.fixture
def refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Refused:
    """Runs a command that must be refused; its one line of complaint.

    In a process of its own only where asked: that takes a second each time.
    """
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))  # for the worker, where nothing is installed
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    def refused(
        *arguments: object, alone: bool = False, before: Callable[[], None] | None = None
    ) -> str:
        names = sorted(path.name for path in folder.iterdir())
        capfd.readouterr()
        if alone:
            done = paintapp(*arguments, folder=folder, before=before)
            code, said, complaint = done.returncode, done.stdout, done.stderr
        else:
            code = main([str(argument) for argument in arguments])
            said, complaint = capfd.readouterr()
        assert code == 2, (said, complaint)
        assert "Traceback" not in said + complaint
        lines = complaint.splitlines()
        assert len(lines) == 1 and lines[0].startswith("paintapp: "), complaint
        for name in ("out.ora", "out.png"):
            assert (folder / name).read_bytes() == PRECIOUS
        assert sorted(path.name for path in folder.iterdir()) == names
        return lines[0]

    return refused


IMAGE = ("generate", "image", "in.png", "--prompt", "a boat", "-o", "out.ora")
TEXT = ("generate", "text", "--prompt", "a boat", "-o", "out.ora")
INPAINT = ("generate", "inpaint", "in.png", "--prompt", "a boat", "-o", "out.ora")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((*IMAGE, "--strength", "1.5"), "strength must be between 0 and 1, not 1.5"),
        ((*IMAGE, "--strength", "-0.2"), "strength must be between 0 and 1, not -0.2"),
        ((*IMAGE, "--strength", "nan"), "strength must be between 0 and 1, not nan"),
        ((*IMAGE, "--strength", "much"), "invalid float value: 'much'"),
        ((*IMAGE, "--guidance", "nan"), "guidance scale must be between 0 and 50, not nan"),
        ((*IMAGE, "--guidance", "inf"), "guidance scale must be between"),
        ((*IMAGE, "--intent", "dream"), "no intent called dream"),
        ((*IMAGE, "--intent", "add"), "intent add is not done by the task image"),
        ((*IMAGE, "--steps", "0"), "number of steps must be between 1 and 200"),
        ((*IMAGE, "--seed", "-1"), "seed must be between"),
        ((*IMAGE, "--count", "0"), "number of pictures must be between 1 and 16"),
        ((*TEXT, "--size", "-64x64"), "width must be between 16 and 16384 pixels, not -64"),
        ((*TEXT, "--size", "0x64"), "width must be between 16 and 16384"),
        ((*TEXT, "--size", "99999x99999"), "width must be between 16 and 16384"),
        ((*TEXT, "--size", "wide"), "“wide” is not a size such as 512x384"),
        ((*TEXT, "--model", "no-such-model"), "There is no model “no-such-model”"),
        ((*TEXT, "--colour", "red"), "unrecognized arguments: --colour red"),
        ((*TEXT, "--mask", "mask.png"), "--mask needs an INPUT"),
        (("generate", "text", "-o", "out.ora"), "--prompt"),
        (("generate", "image", "--prompt", "x", "-o", "out.ora"), "needs an INPUT"),
        (INPAINT, "Nothing is selected"),
        ((*INPAINT, "--mask", "none.png"), "none.png"),
        ((*IMAGE[:-1], "out.xyz"), "ending in “.xyz” cannot be written"),
        ((*IMAGE[:-1], "nowhere/out.ora"), "there is no folder nowhere"),
        ((*IMAGE[:-1], "/proc/out.ora"), "cannot be written"),
        (("generate", "image", "no.png", "--prompt", "", "-o", "out.ora"), "no.png"),
        (("generate", "image", ".", "--prompt", "", "-o", "out.ora"), "folder"),
        (("convert", "in.png", "/proc/out.ora"), "cannot be written"),
        (("convert", "no.ora", "out.png"), "no.ora"),
        (("models", "add", "nothing-here"), "There is no model at nothing-here"),
        (("models", "remove", "nothing-here"), "no added model “nothing-here”"),
        (("models", "remove", "starter"), "stays"),
        (("bench", "speed"), "invalid choice: 'speed'"),
        (("in.pngg",), "There is no file in.pngg"),
        (("in.png",), "There is no display to open in.png on"),
    ],
)
def test_bad_words(refused: Refused, arguments: tuple[str, ...], words: str) -> None:
    assert words in refused(*arguments)


def test_a_process_of_its_own_says_and_ends_the_same(refused: Refused) -> None:
    assert "not 1.5" in refused(*IMAGE, "--strength", "1.5", alone=True)
    assert "no.png" in refused("convert", "no.png", "out.ora", alone=True)


def truncated_picture(folder: Path) -> Path:
    path = folder / "bad.png"
    path.write_bytes((folder / "in.png").read_bytes()[:-40])
    return path


def oversized_picture(folder: Path) -> Path:
    """A PNG whose header promises 400,000 x 400,000 pixels."""
    header = b"IHDR" + struct.pack(">IIBBBBB", 400_000, 400_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    path = folder / "bad.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk)
    return path


def text_as_picture(folder: Path) -> Path:
    path = folder / "bad.jpg"
    path.write_text("this is no picture")
    return path


def empty_picture(folder: Path) -> Path:
    path = folder / "bad.webp"
    path.write_bytes(b"")
    return path


def zip_bomb(folder: Path) -> Path:
    path = folder / "bad.ora"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "image/openraster")
        archive.writestr("stack.xml", b" " * (100 << 20))
    return path


def broken_ora(folder: Path) -> Path:
    path = folder / "bad.ora"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "image/openraster")
        archive.writestr("stack.xml", "<image w='64' h='64'><stack><layer src='data/a.png'")
    return path


def entity_bomb(folder: Path) -> Path:
    path = folder / "bad.ora"
    lines = ['<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">']
    for before, name in itertools.pairwise("abcdefghij"):
        lines.append("<!ENTITY {} '{}'>".format(name, f"&{before};" * 10))
    lines.append("]><image w='64' h='64'><stack name='&j;'/></image>")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "image/openraster")
        archive.writestr("stack.xml", "\n".join(lines))
    return path


BAD_FILES = [
    truncated_picture,
    oversized_picture,
    text_as_picture,
    empty_picture,
    zip_bomb,
    broken_ora,
    entity_bomb,
]


@pytest.mark.parametrize("make", BAD_FILES, ids=lambda make: make.__name__)
def test_bad_files(folder: Path, refused: Refused, make: Callable[[Path], Path]) -> None:
    path = make(folder)
    line = refused("generate", "image", path.name, "--prompt", "a boat", "-o", "out.ora")
    assert path.name in line


def test_a_mask_of_another_size(folder: Path, refused: Refused) -> None:
    mask(folder / "small.png", (3, 3, 9, 9), 32, 48)
    line = refused(*INPAINT, "--mask", "small.png")
    assert "small.png is 32 x 48 pixels, but the input is 64 x 64" in line


def test_an_empty_mask(folder: Path, refused: Refused) -> None:
    mask(folder / "black.png", None)
    assert "black.png is empty: paint" in refused(*INPAINT, "--mask", "black.png")


def test_a_pickled_model(folder: Path, refused: Refused) -> None:
    proof = folder / "proof"

    class Evil:
        def __reduce__(self) -> tuple[object, ...]:
            return (open, (str(proof), "w"))

    for name in ("model.ckpt", "model.safetensors"):
        (folder / name).write_bytes(pickle.dumps(Evil()))
        line = refused(*TEXT, "--model", f"./{name}")
        assert "pickle" in line
    assert not proof.exists()


def test_a_folder_that_is_no_model(folder: Path, refused: Refused) -> None:
    (folder / "model").mkdir()
    assert "model_index.json" in refused(*TEXT, "--model", "model")


def test_a_hub_model_that_was_not_fetched(folder: Path, refused: Refused) -> None:
    line = refused(*TEXT, "--model", "somebody/something")
    assert "paintapp models add somebody/something --download" in line


def test_no_space_left(folder: Path, refused: Refused) -> None:
    """A limit on file sizes stands in for a full disk: the write fails half way."""
    (folder / "out.png").unlink()
    picture(folder / "large.png", 800, 800)
    (folder / "out.png").write_bytes(PRECIOUS)
    line = refused(
        "convert",
        "large.png",
        "out.ora",
        alone=True,
        before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)),
    )
    assert "out.ora" in line and "could not be saved" in line


def test_a_read_only_file(folder: Path, refused: Refused) -> None:
    """Root may write anything, so the refusal is of what nobody can write."""
    (folder / "out.tiff").symlink_to("/dev/full")
    line = refused("convert", "in.png", "out.tiff")
    assert "out.tiff" in line
