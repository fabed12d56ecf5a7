"""Do other programs show our OpenRaster files as we do? Krita and MyPaint open and flatten them.

Run by hand, not by the test suite: ``python packaging/peer_check.py [--json]`` on a Debian machine
with ``apt-get install --no-install-recommends krita mypaint xvfb``. Each document is saved,
flattened by the other program, and compared with our own flattening, at 8 bits, premultiplied.
Exit status 1 where more than a few pixels differ by more than that program's own distance from
the W3C formulas: 4 of 255 in Krita, 2 in MyPaint, whose dodge and burn are known to be others.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from paintapp.document import Document, GroupLayer, Pixels, RasterLayer
from paintapp.document.pixels import Array
from paintapp.formats import open_document, save_document
from paintapp.formats.png import read_whole
from paintapp.painting.blend import BLEND_MODES
from paintapp.painting.colour import premultiply
from paintapp.painting.composite import flatten

LIMITS = {"krita": 4.0, "mypaint": 2.0}
FEW = 0.0005
"""The part of a picture that may be beyond the limit: hue jumps at grey, and Krita rounds nested
groups to 8 bits, which a steep blend mode then enlarges. A mistake of ours shows everywhere."""
WIDTH, HEIGHT = 180, 150
FOREIGN = {
    # Exclusion is not in the specification: MyPaint writes svg:exclusion, Krita another name.
    # Krita's plus blends clipped sums, where the specification adds weighted colours.
    "krita": ("exclusion", "plus"),
    "mypaint": ("color-dodge", "color-burn"),
}


def waves(seed: int, width: int = WIDTH, height: int = HEIGHT, opaque: bool = False) -> Array:
    """Smooth colours under smooth alpha, premultiplied: no dithering hides a difference.

    The values are of 8 bits, which is what MyPaint keeps of a file: near a jump of a formula
    (hue of grey, dodge of black by white) any rounding of the input would be all the difference.
    """
    random = np.random.default_rng(seed)
    down, right = np.mgrid[0:height, 0:width]
    straight = np.empty((height, width, 4), np.uint16)
    for channel in range(4):
        across, along = random.uniform(0.2, 0.9, 2)
        wave = np.sin(across * right / 9 + random.uniform(0, 6)) * np.cos(along * down / 8)
        straight[..., channel] = np.clip((wave * 0.7 + 0.5) * 255, 0, 255).astype(np.uint16) * 257
    if opaque:
        straight[..., 3] = 65535
    return premultiply(straight)


def painted(layer_id: int, name: str, x: int = 0, y: int = 0, **options: object) -> RasterLayer:
    pixels = Pixels.from_array(waves(layer_id), x, y)
    return RasterLayer(id=layer_id, name=name, pixels=pixels, **options)  # type: ignore[arg-type]


def mask(seed: int, fill: int = 0, x: int = 20, y: int = 15) -> Pixels:
    return Pixels.from_array(waves(seed, 120, 100)[..., 3].copy(), x, y, fill)


def documents() -> Iterator[tuple[str, Document]]:
    """One document for each thing that a file can say."""
    paper = RasterLayer(id=90, name="paper", pixels=Pixels.from_array(waves(90, opaque=True)))
    soft = painted(91, "soft paper")

    def over(*layers: RasterLayer | GroupLayer, below: RasterLayer = paper) -> Document:
        return Document(WIDTH, HEIGHT, (below, *layers))

    for mode in BLEND_MODES:
        yield f"mode {mode.id}", over(painted(1, "top", blend_mode=mode.id))
        yield (
            f"mode {mode.id} on soft",
            over(painted(1, "top", blend_mode=mode.id), below=soft),
        )
    yield "opacity", over(painted(1, "a", opacity=0.37), painted(2, "b", opacity=0.8))
    yield "offsets", over(painted(1, "a", -40, 33), painted(2, "b", 77, -61), painted(3, "c", 500))
    yield "hidden and empty", over(painted(1, "a", visible=False), RasterLayer(id=2, name="empty"))
    inner = (painted(1, "a", blend_mode="multiply"), painted(2, "b", 20, 9, opacity=0.6))
    yield "group, isolated", over(GroupLayer(id=5, name="g", children=inner))
    yield (
        "group, passing through",
        over(GroupLayer(id=5, name="g", children=inner, pass_through=True)),
    )
    yield (
        "group, opacity and mode",
        over(GroupLayer(id=5, name="g", children=inner, opacity=0.5, blend_mode="screen")),
    )
    yield (
        "groups in groups",
        over(
            GroupLayer(
                id=5,
                name="outer",
                children=(
                    GroupLayer(id=6, name="inner", children=inner, opacity=0.7),
                    painted(3, "c", -30, 12, blend_mode="overlay"),
                ),
                blend_mode="hard-light",
            )
        ),
    )
    for fill, what in ((0, "hiding"), (65535, "showing"), (30000, "half")):
        yield (
            f"mask, {what} outside",
            over(painted(1, "a", mask=mask(4, fill), blend_mode="multiply", opacity=0.9)),
        )
    yield "mask, empty", over(painted(1, "a", mask=Pixels.mask(0)))
    yield (
        "mask on a group",
        over(GroupLayer(id=5, name="g", children=inner, mask=mask(4, 65535), opacity=0.8)),
    )
    clipped = painted(2, "shade", 30, 20, clipping=True)
    for base in (
        painted(1, "base", 10, 10, opacity=0.8, blend_mode="multiply"),
        painted(1, "masked base", 10, 10, mask=mask(4)),
        GroupLayer(id=1, name="group base", children=(painted(7, "in", 10, 10),)),
    ):
        yield (
            f"clipping to {base.name}",
            over(base, replace(clipped, opacity=0.7), painted(3, "more", clipping=True)),
        )
        yield (
            f"clipping with modes to {base.name}",
            over(
                base,
                replace(clipped, blend_mode="multiply", opacity=0.7),
                painted(3, "more", clipping=True, blend_mode="screen", mask=mask(5)),
            ),
        )


MYPAINT = """
import sys
sys.path[:0] = ["/usr/lib/mypaint", "/usr/share"]
import gi
gi.require_version("Gtk", "3.0")
gi.require_version("GdkPixbuf", "2.0")
import lib.glib, lib.document, lib.eotf
for source, target in zip(sys.argv[1::2], sys.argv[2::2]):
    document = lib.document.Document(painting_only=True)
    # As the window does: the blending of the file, plain values when it says nothing.
    document.load(source, compat_handler=lambda eotf, _: lib.eotf.set_eotf(float(eotf or 1.0)))
    document.save(target, alpha=True)
"""


def export_by_mypaint(sources: list[Path], folder: Path, environment: dict[str, str]) -> None:
    names = [str(name) for s in sources for name in (s, folder / f"{s.stem}.mypaint.png")]
    subprocess.run(
        ["/usr/bin/python3", "-c", MYPAINT, *names],
        env=environment, check=True, timeout=600, capture_output=True,
    )  # fmt: skip


def export_by_krita(sources: list[Path], folder: Path, environment: dict[str, str]) -> None:
    for source in sources:
        target = folder / f"{source.stem}.krita.png"
        subprocess.run(
            ["krita", "--export", "--export-filename", str(target), str(source)],
            env=environment, check=True, timeout=180, capture_output=True,
        )  # fmt: skip
        # Krita may exit with 0 without a picture.
        if not target.exists():
            raise RuntimeError(f"Krita wrote nothing for {source.name}")


@contextmanager
def display(folder: Path) -> Iterator[dict[str, str]]:
    """An environment with a virtual screen and a home of its own."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x1024x24"],
        pass_fds=[writing], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    number = os.read(reading, 16).decode().strip()
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("QT_", "PYTHON"))}
    environment |= {
        "DISPLAY": f":{number}",
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "PATH": "/usr/local/bin:/usr/bin:/bin",
    }
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        environment.pop(name, None)
    try:
        yield environment
    finally:
        server.terminate()
        server.wait()
        os.close(reading)


def difference(document: Document, path: Path, limit: float) -> tuple[float, float, int]:
    """Largest and mean difference of the premultiplied channels, of 255; pixels over a limit."""
    theirs = read_whole(path.read_bytes()).astype(float) / 257
    theirs[..., :3] *= theirs[..., 3:] / 255
    ours = flatten(document).astype(float) / 257
    if theirs.shape != ours.shape:
        return 255.0, 255.0, ours.shape[0] * ours.shape[1]
    apart = np.abs(theirs - ours)
    over = int((apart.max(axis=2) > limit).sum())
    return float(apart.max()), float(apart.mean()), over


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    parser.add_argument("--keep", type=Path, help="a folder to leave the files in")
    arguments = parser.parse_args()
    exporters = {"krita": export_by_krita, "mypaint": export_by_mypaint}
    present = [name for name in exporters if shutil.which(name) and shutil.which("Xvfb")]
    if not present:
        print("Neither Krita nor MyPaint is installed (with xvfb).", file=sys.stderr)
        return 2
    bad = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        cases = list(documents())
        sources = []
        for index, (_, document) in enumerate(cases):
            sources.append(folder / f"{index:02}.ora")
            save_document(document, sources[-1])
            if open_document(sources[-1]) != document:
                raise RuntimeError("our own file does not come back")
        home = Path(temporary) / "home"
        home.mkdir(mode=0o700)
        with display(home) as environment:
            for name in present:
                exporters[name](sources, folder, environment)
        for source, (what, document) in zip(sources, cases, strict=True):
            for name in present:
                path = folder / f"{source.stem}.{name}.png"
                largest, mean, over = difference(document, path, LIMITS[name])
                known = any(what.startswith(f"mode {mode}") for mode in FOREIGN[name])
                few = over <= FEW * document.width * document.height
                bad += not (few or known)
                verdict = f"{over} pixels over" if over else "ok"
                if not few:
                    verdict += ", known to differ" if known else ", TOO FAR"
                if arguments.json:
                    row = {"program": name, "document": what, "largest": round(largest, 2)}
                    print(json.dumps(row | {"mean": round(mean, 3), "verdict": verdict}))
                else:
                    print(f"{name:8} {what:40} {largest:7.2f} {mean:7.3f}  {verdict}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
