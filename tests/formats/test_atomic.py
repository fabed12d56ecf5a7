"""Saving: the old file or the new one, whole, whatever happens."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from paintapp.document import Document, RasterLayer
from paintapp.formats import (
    FormatError,
    atomic_write,
    atomic_write_bytes,
    open_document,
    save_document,
)
from tests.formats.documents import soft_pixels


def only(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def picture(seed: int, side: int = 100) -> Document:
    return Document(
        side, side, (RasterLayer(id=1, name="a", pixels=soft_pixels(seed, side, side)),)
    )


def test_a_new_file_has_ordinary_permissions(tmp_path: Path) -> None:
    atomic_write_bytes(tmp_path / "new", b"x")
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    assert (tmp_path / "new").stat().st_mode == plain.stat().st_mode
    assert only(tmp_path) == ["new", "plain"]


def test_permissions_of_an_existing_file_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o640)
    atomic_write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "file"
    target.write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to(target)
    atomic_write_bytes(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert only(tmp_path / "real") == ["file"]


def test_a_writer_that_raises_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), atomic_write(path) as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert path.read_bytes() == b"old"
    assert only(tmp_path) == ["file"]


def test_cancelling_a_save_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file.ora"
    save_document(picture(1, 300), path)
    old = path.read_bytes()

    def cancel(done: float) -> None:
        if done > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save_document(picture(2, 300), path, progress=cancel)
    assert path.read_bytes() == old
    assert only(tmp_path) == ["file.ora"]


@pytest.mark.parametrize("name", ["a.ora", "a.png", "a.jpg", "a.webp", "a.tif"])
def test_no_space_left_leaves_the_old_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    save_document(picture(1), path)
    old = path.read_bytes()
    script = f"""
import resource, sys
from paintapp.formats import FormatError, SaveOptions, save_document
from tests.formats.test_atomic import picture
resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
try:
    save_document(picture(2, 300), {str(path)!r}, options=SaveOptions(depth=16))
except FormatError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "could not be saved" in done.stdout
    assert "larger than this disk allows" in done.stdout
    assert done.stderr == ""
    assert path.read_bytes() == old
    assert only(tmp_path) == [name]


def test_a_full_disk_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "file.ora"
    save_document(picture(1), path)
    old = path.read_bytes()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FormatError, match=r"no space left.*Free some space"):
        save_document(picture(2), path)
    assert path.read_bytes() == old
    assert only(tmp_path) == ["file.ora"]


def test_places_that_cannot_be_written_are_told_in_words(tmp_path: Path) -> None:
    document = picture(1, 20)
    (tmp_path / "folder.ora").mkdir()
    with pytest.raises(FormatError, match=r"is a folder\. Choose a file name inside it"):
        save_document(document, tmp_path / "folder.ora")
    with pytest.raises(FormatError, match=r"the folder does not exist\. Create it"):
        save_document(document, tmp_path / "missing" / "a.ora")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FormatError, match="folder does not exist"):
        save_document(document, tmp_path / "file" / "a.ora")
    with pytest.raises(FormatError, match="the name is too long"):
        save_document(document, tmp_path / ("n" * 300 + ".ora"))
    with pytest.raises(FormatError, match="not a usable file name"):
        save_document(document, tmp_path / "a\0b.ora")
    loop = tmp_path / "loop.ora"
    loop.symlink_to(loop)
    with pytest.raises(FormatError):
        save_document(document, loop)
    with pytest.raises(FormatError, match="not a plain file"):
        save_document(document, pipe(tmp_path))
    assert only(tmp_path) == ["file", "folder.ora", "loop.ora", "pipe.png"]


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.png")
    return folder / "pipe.png"


@pytest.mark.skipif(os.geteuid() != 0, reason="needs to become another user")
def test_read_only_folders_and_files(tmp_path: Path) -> None:
    """Root may write anywhere, so the child becomes nobody."""
    folder = tmp_path / "locked"
    folder.mkdir()
    (folder / "a.ora").write_bytes(b"old")
    tmp_path.chmod(0o755)
    for parent in (tmp_path, *tmp_path.parents):
        if parent.stat().st_uid == 0 and parent.stat().st_mode & 0o005 != 0o005:
            if parent == Path("/") or not str(parent).startswith("/tmp"):
                break
            parent.chmod(0o755)
    for mode, name, words in (
        (0o755, "b.ora", "you may not write there"),
        (0o777, "a.ora", "is read-only"),
    ):
        folder.chmod(mode)
        script = f"""
import os
from paintapp.formats import FormatError, save_document
from tests.formats.test_atomic import picture
document = picture(1, 20)
os.setuid(65534)
try:
    save_document(document, {str(folder / name)!r})
except FormatError as error:
    print(error)
"""
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
        )
        assert words in done.stdout, (done.stdout, done.stderr)
        assert only(folder) == ["a.ora"]
        assert (folder / "a.ora").read_bytes() == b"old"


def test_a_killed_save_leaves_a_whole_file(tmp_path: Path) -> None:
    """SIGKILL at many moments: what is there is one of the two documents, complete."""
    path = tmp_path / "file.ora"
    documents = [picture(1, 200), picture(2, 200)]
    save_document(documents[0], path)
    script = f"""
from paintapp.formats import save_document
from tests.formats.test_atomic import picture
documents = [picture(1, 200), picture(2, 200)]
print("ready", flush=True)
while True:
    for document in documents:
        save_document(document, {str(path)!r})
"""
    for delay in (0.004, 0.02, 0.05, 0.11):
        with subprocess.Popen(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            time.sleep(delay)
            child.send_signal(signal.SIGKILL)
        assert open_document(path) in documents
    left = [name for name in only(tmp_path) if name != "file.ora"]
    assert all(name.startswith(".file.ora.") and name.endswith(".part") for name in left)
