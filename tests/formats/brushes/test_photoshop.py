"""Photoshop's brushes: files put together by the book, and what damaged ones do."""

from __future__ import annotations

import struct

import numpy as np
import pytest

from paintapp.formats import FormatError
from paintapp.formats.brushes.photoshop import read_abr
from paintapp.formats.brushes.sampled import ComputedTip, SampledTip

DISC = (np.hypot(*(np.indices((9, 300)) - np.array([4, 150])[:, None, None])) < 160).astype(
    np.uint8
)
DISC = DISC * np.arange(1, 301, dtype=np.uint16)[None, :].clip(1, 255).astype(np.uint8)
LINE = np.full((3, 5), 200, np.uint8)


def unicode(text: str) -> bytes:
    return struct.pack(">I", len(text) + 1) + (text + "\0").encode("utf-16-be")


def packed_row(row: bytes) -> bytes:
    """PackBits, with runs where there are any."""
    out, at = b"", 0
    while at < len(row):
        run = 1
        while at + run < len(row) and row[at + run] == row[at] and run < 128:
            run += 1
        if run > 1:
            out += bytes([257 - run, row[at]])
        else:
            out += bytes([0, row[at]])
        at += run
    return out


def picture(cover: np.ndarray, *, rle: bool, depth: int = 8) -> bytes:
    height, width = cover.shape
    samples = cover if depth == 8 else (cover.astype(">u2") * 257)
    rows = [row.astype(samples.dtype).tobytes() for row in samples]
    head = struct.pack(">4ihB", 7, 9, 7 + height, 9 + width, depth, rle)
    if not rle:
        return head + b"".join(rows)
    packed = [packed_row(row) for row in rows]
    return head + struct.pack(f">{height}H", *map(len, packed)) + b"".join(packed)


def old_sampled(cover: np.ndarray, version: int, *, rle: bool, name: str = "Chalk") -> bytes:
    body = struct.pack(">ih", 0, 30) + (unicode(name) if version == 2 else b"")
    body += b"\1" + struct.pack(">4h", 7, 9, 7 + cover.shape[0], 9 + cover.shape[1])
    body += picture(cover, rle=rle)
    return struct.pack(">hI", 2, len(body)) + body


def old_computed(version: int) -> bytes:
    body = struct.pack(">ih", 0, 25) + (unicode("Soft") if version == 2 else b"")
    body += struct.pack(">4h", 45, 60, -30, 20)
    return struct.pack(">hI", 1, len(body)) + body


def old(version: int, *brushes: bytes) -> bytes:
    return struct.pack(">hh", version, len(brushes)) + b"".join(brushes)


def section(key: bytes, body: bytes) -> bytes:
    return b"8BIM" + key + struct.pack(">I", len(body)) + body + bytes(-len(body) % 4)


def sample(identifier: str, cover: np.ndarray, kind: int, **how) -> bytes:
    body = b"$" + identifier.ljust(36, "0").encode() + bytes(10 if kind == 1 else 264)
    body += picture(cover, **how)
    return struct.pack(">I", len(body)) + body + bytes(-len(body) % 4)


def key(name: str) -> bytes:
    return (
        struct.pack(">I", 0) if len(name) == 4 else struct.pack(">I", len(name))
    ) + name.encode()


def structure(kind: str, items: dict[str, bytes]) -> bytes:
    body = unicode("") + key(kind) + struct.pack(">I", len(items))
    return body + b"".join(key(name) + value for name, value in items.items())


def percent(value: float) -> bytes:
    return b"UntF#Prc" + struct.pack(">d", value)


def described(*brushes: bytes) -> bytes:
    listed = b"VlLs" + struct.pack(">I", len(brushes)) + b"".join(b"Objc" + b for b in brushes)
    return struct.pack(">I", 16) + structure("null", {"Brsh": listed})


def preset(name: str, **brush: bytes) -> bytes:
    items = {
        "Nm  ": b"TEXT" + unicode(name),
        "Brsh": b"Objc" + structure("sampledBrush", {k.ljust(4): v for k, v in brush.items()}),
        "useTipDynamics": b"bool\1",
        "bVTy": b"enum" + key("bVTy") + key("Penp"),
        "minimumDiameter": b"long" + struct.pack(">i", 3),
    }
    return structure("brushPreset", items)


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("rle", [False, True])
def test_old_files_hold_pictures_and_round_tips(version: int, rle: bool) -> None:
    data = old(version, old_sampled(DISC, version, rle=rle), old_computed(version))
    sampled, computed = read_abr(data, "File")
    assert isinstance(sampled, SampledTip)
    assert np.array_equal(sampled.cover, DISC)
    assert sampled.spacing == 0.3
    assert sampled.name == ("Chalk" if version == 2 else "File 1")
    assert computed == ComputedTip("Soft" if version == 2 else "File 2", 45, 0.2, 0.25, -30, 0.6)


@pytest.mark.parametrize("kind", [1, 2])
@pytest.mark.parametrize("how", [{"rle": False}, {"rle": True}, {"rle": True, "depth": 16}])
def test_new_files_have_samples_and_a_descriptor_that_names_them(kind: int, how: dict) -> None:
    samples = sample("b" * 36, LINE, kind, **how) + sample("a" * 36, DISC, kind, **how)
    text = b"TEXT" + unicode("a" * 36)
    desc = described(
        preset(
            "Dry chalk",
            Dmtr=b"UntF#Pxl" + struct.pack(">d", 80),
            Angl=b"UntF#Ang" + struct.pack(">d", 15),
            Rndn=percent(50),
            Spcn=percent(12),
            sampledData=text,
        ),
        preset("Round", Dmtr=b"UntF#Pxl" + struct.pack(">d", 19), Hrdn=percent(40)),
    )
    data = struct.pack(">hh", 6, kind) + section(b"samp", samples) + section(b"desc", desc)
    chalk, round_tip, unnamed = read_abr(data, "File")
    assert isinstance(chalk, SampledTip)
    assert isinstance(unnamed, SampledTip)
    assert (chalk.name, chalk.spacing, chalk.diameter) == ("Dry chalk", 0.12, 80)
    assert (chalk.angle, chalk.roundness) == (15, 0.5)
    assert np.array_equal(chalk.cover, DISC)
    assert round_tip == ComputedTip("Round", 19, 0.4, 0.25, 0, 1)
    assert np.array_equal(unnamed.cover, LINE)
    assert unnamed.name == "File 1"


def test_samples_do_without_a_descriptor_that_is_damaged() -> None:
    samples = sample("a" * 36, LINE, 2, rle=False)
    data = (
        struct.pack(">hh", 10, 2)
        + section(b"samp", samples)
        + section(b"desc", b"\0\0\0\x10nonsense")
    )
    (tip,) = read_abr(data, "File")
    assert isinstance(tip, SampledTip)
    assert np.array_equal(tip.cover, LINE)


def test_one_damaged_tip_does_not_spoil_the_others() -> None:
    bad = bytearray(old_sampled(LINE, 1, rle=True))
    bad[-4:] = bytes(4)  # the last row is too short now
    (tip,) = read_abr(old(1, bytes(bad), old_sampled(LINE, 1, rle=True)), "File")
    assert tip.name == "File 2"


@pytest.mark.parametrize(
    "data",
    [
        old(1, old_sampled(LINE, 1, rle=True)),
        struct.pack(">hh", 6, 2) + section(b"samp", sample("a" * 36, LINE, 2, rle=True)),
    ],
)
def test_every_cut_is_refused_or_read(data: bytes) -> None:
    refused = 0
    for length in range(len(data) - 3):
        try:
            read_abr(data[:length])
        except FormatError:
            refused += 1
    assert refused == len(data) - 3


@pytest.mark.parametrize(
    "bounds",
    [(0, 0, 2**31 - 1, 2**31 - 1), (0, 0, 9000, 10), (5, 5, 1, 1), (-(2**31), 0, 2**31 - 1, 4)],
)
def test_sizes_are_checked_before_anything_is_decoded(bounds: tuple[int, ...]) -> None:
    body = (
        struct.pack(">ih", 0, 30)
        + b"\1"
        + bytes(8)
        + struct.pack(">4ihB", *bounds, 8, 1)
        + bytes(64)
    )
    with pytest.raises(FormatError):
        read_abr(old(1, struct.pack(">hI", 2, len(body)) + body))


def test_deep_descriptors_end() -> None:
    nested = b"long\0\0\0\1"
    for _ in range(2000):
        nested = b"VlLs" + struct.pack(">I", 1) + nested
    desc = struct.pack(">I", 16) + structure("null", {"Brsh": nested})
    samples = sample("a" * 36, LINE, 2, rle=False)
    data = struct.pack(">hh", 6, 2) + section(b"desc", desc) + section(b"samp", samples)
    assert len(read_abr(data)) == 1


@pytest.mark.parametrize("data", [b"", b"\0", b"\0\x05\0\1", b"PK\3\4", b"\0\x06\0\x09"])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        read_abr(data)
