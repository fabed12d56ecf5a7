"""A damaged journal: its longest whole part comes back, and reading never fails otherwise."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paintapp.document import Document, Pixels, RasterLayer
from paintapp.formats import journal_record
from paintapp.formats.errors import FormatError
from paintapp.formats.journal import JournalScan, Moment
from paintapp.formats.journal_record import COMMIT_RECORD, HEADER, MAGIC, VERSION
from tests.formats.documents import soft_mask
from tests.formats.test_journal import assert_same, write


def small_steps() -> list[Document]:
    """Five documents whose journal takes only some 10 kB: soft paint on one or two tiles."""
    rows, columns = np.mgrid[0:64, 0:64]
    documents = []
    document = Document(80, 80, (RasterLayer(id=1, name="paint"),))
    for number in range(5):
        tile = np.zeros((64, 64, 4), np.uint16)
        tile[...] = (((columns - 8 * number) ** 2 + (rows - 30) ** 2) < 200)[..., None] * 40000
        plane = document.raster(1).pixels.with_tiles({(number % 2, 0): tile})
        layer = RasterLayer(id=1, name=f"paint {number}", pixels=plane)
        document = document.with_layer(layer).with_selection(
            Pixels.mask(number) if number % 2 else None
        )
        documents.append(document)
    return documents


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Document], list[int]]:
    path = tmp_path_factory.mktemp("journal") / "whole"
    documents = small_steps()
    return path, documents, write(path, *map(Moment, documents))


def check(path: Path, documents: list[Document], ends: list[int], whole_until: int) -> None:
    """What comes back is the last document that ends within the undamaged bytes."""
    scan = JournalScan(path)
    count = sum(1 for end in ends if end <= whole_until)
    if not count:
        assert scan.state in ("empty", "foreign")
        with pytest.raises(FormatError):
            scan.moment()
    else:
        assert (scan.state, scan.end) == ("whole", ends[count - 1])
        assert_same(scan.moment().document, documents[count - 1])


Whole = tuple[Path, list[Document], list[int]]


def test_ending_anywhere(journal: Whole) -> None:
    path, documents, ends = journal
    data = path.read_bytes()
    assert ends[-1] == len(data) < 20_000
    torn = path.with_name("torn")
    around = {end + near for end in ends for near in (-1, 0, 1)}
    for length in sorted({*range(0, len(data), 17), *range(60), *around}):
        torn.write_bytes(data[:length])
        check(torn, documents, ends, length)


def test_a_changed_byte_anywhere(journal: Whole) -> None:
    path, documents, ends = journal
    data = path.read_bytes()
    random = np.random.default_rng(7)
    flipped = path.with_name("flipped")
    for at in sorted({*range(0, len(data), 19), *range(60), *ends[:-1]}):
        bad = bytearray(data)
        bad[at] ^= int(random.integers(1, 256))
        flipped.write_bytes(bad)
        check(flipped, documents, ends, at)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_other_bytes_in_the_place_of_the_end(journal: Whole, data: st.DataObject) -> None:
    """Zeros, as after a power cut, noise, or the end of another journal."""
    path, documents, ends = journal
    whole = path.read_bytes()
    # Before the end of the header, another journal would simply be that journal.
    at = data.draw(st.integers(HEADER.size, len(whole)))
    other = path.with_name("other")
    write(other, *map(Moment, reversed(documents)))
    tails = [b"\0" * 5000, other.read_bytes()[at:], whole[:at], whole[ends[1] : ends[2]]]
    tail = data.draw(st.sampled_from(tails) | st.binary(max_size=300))
    damaged = path.with_name("damaged")
    damaged.write_bytes(whole[:at] + tail)
    same = 0
    for one, two in zip(whole[at:], tail, strict=False):
        if one != two:
            break
        same += 1
    check(damaged, documents, ends, at + same)


def crafted(path: Path, *records: tuple[bytes, bytes]) -> JournalScan:
    """A journal with right checksums around whatever the records hold."""
    header = HEADER.pack(MAGIC, VERSION, b"r" * 12)
    data, checksum = header, journal_record.zlib.crc32(header)
    for kind, payload in records:
        frame, checksum = journal_record.framed(kind, payload, checksum)
        data += frame + payload
    path.write_bytes(data)
    return JournalScan(path)


def commit(**fields: object) -> bytes:
    return journal_record.zlib.compress(msgspec.msgpack.encode(fields))


PLAIN = (
    b'{"version":1,"stack":"","checksums":{},"width":64,"height":64,'
    b'"layers":[{"id":1,"name":"a","pixels":{"source":"p"}}]}'
)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"no deflate",
        commit(structure=7),
        commit(structure=PLAIN, planes={"p": b"12345"}),
        commit(structure=PLAIN, planes={"p": journal_record.tile_rows({(0, 0): 5})}),
        journal_record.zlib.compress(bytes(1 << 20)),
    ],
)
def test_commits_without_sense_end_the_journal(tmp_path: Path, payload: bytes) -> None:
    good = commit(structure=PLAIN)
    scan = crafted(tmp_path / "j", (COMMIT_RECORD, good), (COMMIT_RECORD, payload))
    assert scan.state == "whole"
    assert scan.moment().document.width == 64
    assert crafted(tmp_path / "j", (COMMIT_RECORD, payload)).state == "empty"


@pytest.mark.parametrize(
    ("structure", "tile"),
    [
        (b"{}", b""),
        (b"[" * 100_000, b""),
        (PLAIN.replace(b"64", b"1"), b""),
        (PLAIN.replace(b'"id":1', b'"id":"x"'), b""),
        (PLAIN.replace(b'"pixels":{"source":"p"}', b'"visible":true'), b""),
        (PLAIN.replace(b'"name":"a"', b'"name":"a","origin":{"kind":"painted","source":"9"}'), b""),
        (PLAIN, b""),
        (PLAIN, b"\x04\x01not deflate"),
        (PLAIN, b"\x04\x00\x00"),
        (PLAIN, b"\x01\x00\x00\x00"),
        (PLAIN, b"\x04\x09\x00\x00"),
        (PLAIN, journal_record.pack_tile(soft_mask(1).tile((0, 0)))),
    ],
)
def test_structures_and_tiles_without_sense(tmp_path: Path, structure: bytes, tile: bytes) -> None:
    rows = journal_record.tile_rows({(0, 0): 0})
    records = [(b"T", tile), (COMMIT_RECORD, commit(structure=structure, planes={"p": rows}))]
    scan = crafted(tmp_path / "j", *records)
    with pytest.raises(FormatError):
        scan.moment()


def test_an_unknown_kind_of_record_ends_the_journal(tmp_path: Path) -> None:
    good = commit(structure=PLAIN)
    assert crafted(tmp_path / "j", (COMMIT_RECORD, good), (b"?", b"")).state == "whole"
    assert crafted(tmp_path / "j", (b"?", b""), (COMMIT_RECORD, good)).state == "empty"


def test_commits_of_the_same_version_may_know_more(tmp_path: Path) -> None:
    scan = crafted(tmp_path / "j", (COMMIT_RECORD, commit(structure=PLAIN, later=1)))
    assert scan.state == "whole"


def test_a_file_that_goes_away(tmp_path: Path) -> None:
    assert JournalScan(tmp_path / "none").state == "empty"
    assert JournalScan(tmp_path).state == "empty"
    write(tmp_path / "j", Moment(Document(64, 64)))
    scan = JournalScan(tmp_path / "j")
    (tmp_path / "j").unlink()
    with pytest.raises(FormatError):
        scan.moment()
