"""Do other programs show our OpenRaster files as we do? Krita and MyPaint open and flatten them.

Run by hand, not by the test suite: ``python packaging/peer_check.py [--json]`` on a Debian machine
with ``apt-get install --no-install-recommends krita mypaint xvfb``. Each document is saved,
flattened by the other program, and compared with our own flattening, at 8 bits, premultiplied.
Exit status 1 where one pixel differs by more than that program's distance from the W3C formulas:
4 of 255 in Krita, 2 in MyPaint. Where a program has a formula of its own, the table below says
which; a pixel beyond the limit then has to be what that formula gives, and ours what the
specification gives, both worked out in float64 apart from our compositing (``tests/w3c.py``).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
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
from tests import w3c
from tests.w3c import Floats, Rules

LIMITS = {"krita": 4.0, "mypaint": 2.0}
OURS = 0.1
"""How far our own flattening may be from the formulas in float64, of 255."""
WIDTH, HEIGHT = 180, 150


def mixing(mixture: Callable[[Floats, Floats], Floats], backdrop: Floats, source: Floats) -> Floats:
    """What W3C Compositing makes of a blend function B(cb, cs); (h, w, 4) premultiplied."""
    alpha_below, alpha = backdrop[..., 3:], source[..., 3:]
    colour = source[..., :3] * (1 - alpha_below) + backdrop[..., :3] * (1 - alpha)
    colour += alpha * alpha_below * mixture(w3c.straight(backdrop), w3c.straight(source))
    return np.concatenate((colour, alpha + alpha_below - alpha * alpha_below), axis=2)


def added(mode: str, backdrop: Floats, source: Floats) -> Floats:
    if mode != "plus":
        return w3c.blended(mode, backdrop, source)
    return mixing(lambda below, above: np.minimum(1, below + above), backdrop, source)


def without_exclusion(mode: str, backdrop: Floats, source: Floats) -> Floats:
    return w3c.blended("normal" if mode == "exclusion" else mode, backdrop, source)


def dodged_black(mode: str, backdrop: Floats, source: Floats) -> Floats:
    def dodge(below: Floats, above: Floats) -> Floats:
        quotient = below / np.where(above < 1, 1 - above, 1)
        return np.where(above < 1, np.minimum(1, quotient), 1)

    if mode != "color-dodge":
        return w3c.blended(mode, backdrop, source)
    return mixing(dodge, backdrop, source)


def burnt_white(mode: str, backdrop: Floats, source: Floats) -> Floats:
    def burn(below: Floats, above: Floats) -> Floats:
        quotient = (1 - below) / np.where(above > 0, above, 1)
        return np.where(above > 0, 1 - np.minimum(1, quotient), 0)

    if mode != "color-burn":
        return w3c.blended(mode, backdrop, source)
    return mixing(burn, backdrop, source)


def eighth(values: Floats) -> Floats:
    return np.rint(values * 255) / 255


def in_bytes(mode: str, backdrop: Floats, source: Floats) -> Floats:
    """Straight colours and each term of the sum in 8 bits."""
    alpha_below, alpha = eighth(backdrop[..., 3:]), eighth(source[..., 3:])
    below, above = eighth(w3c.straight(backdrop)), eighth(w3c.straight(source))
    mixture = eighth(w3c.mixed(mode, below, above))
    both = eighth(alpha + alpha_below - alpha * alpha_below)
    colour = eighth((1 - alpha) * alpha_below * below)
    colour += eighth((1 - alpha_below) * alpha * above)
    colour += eighth(alpha * alpha_below * mixture)
    straight = np.clip(eighth(colour / np.where(both > 0, both, 1)), 0, 1)
    return np.concatenate((straight * both, both), axis=2)


DEPARTURES = {
    ("krita", "mode plus"): (
        "adds straight colours, clips, and mixes by alpha, where plus adds weighted colours",
        Rules(added),
    ),
    ("krita", "mode exclusion"): (
        "does not know svg:exclusion, which OpenRaster does not list: shows it as normal",
        Rules(without_exclusion),
    ),
    ("krita", "groups in groups"): (
        "composites OpenRaster in 8 bits, straight; steep modes over each other enlarge that",
        Rules(in_bytes, opacity=lambda opacity: int(opacity * 255) / 255),
    ),
    ("mypaint", "mode color-dodge"): (
        "white dodges black to white, in the specification black stays",
        Rules(dodged_black),
    ),
    ("mypaint", "mode color-burn"): (
        "black burns white to black, in the specification white stays",
        Rules(burnt_white),
    ),
}
"""What programs do by rules of their own, by program and the beginning of the document's name."""


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
        # Krita may end without a picture, now and then by a crash: it has three attempts.
        for _ in range(3):
            ended = subprocess.run(
                ["krita", "--export", "--export-filename", str(target), str(source)],
                env=environment, check=False, timeout=600, capture_output=True,
            )  # fmt: skip
            if target.exists() and ended.returncode == 0:
                break
            target.unlink(missing_ok=True)
        else:
            raise RuntimeError(f"Krita wrote nothing for {source.name}: {ended.stderr[-500:]!r}")


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


def departure(program: str, what: str) -> tuple[str, Rules] | None:
    for (name, beginning), found in DEPARTURES.items():
        if name == program and what.startswith(beginning):
            return found
    return None


def comparison(program: str, what: str, document: Document, path: Path) -> dict[str, object]:
    """One row of the result; ``unexplained`` counts pixels, differences are of 255."""
    ours = flatten(document) / 257
    theirs = read_whole(path.read_bytes()).astype(float) / 257
    theirs[..., :3] *= theirs[..., 3:] / 255
    if theirs.shape != ours.shape:
        size = f"{theirs.shape[1]} x {theirs.shape[0]}"
        return {"program": program, "document": what, "unexplained": ours.size // 4, "size": size}
    apart = np.abs(theirs - ours)
    beyond = apart.max(axis=2) > LIMITS[program]
    row: dict[str, object] = {
        "program": program,
        "document": what,
        "largest": round(float(apart.max()), 2),
        "mean": round(float(apart.mean()), 3),
        "beyond": int(beyond.sum()),
    }
    known = departure(program, what)
    if known is not None and beyond.any():
        reason, rules = known
        own = np.abs(theirs - w3c.flattened(document, rules) * 255).max(axis=2)
        row |= {"own_rule": reason, "largest_from_own_rule": round(float(own[beyond].max()), 2)}
        beyond &= own > LIMITS[program]
    row["unexplained"] = int(beyond.sum())
    return row


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
            witness = np.abs(w3c.flattened(document) * 255 - flatten(document) / 257).max()
            for name in present:
                row = comparison(name, what, document, folder / f"{source.stem}.{name}.png")
                row["ours_from_formulas"] = round(float(witness), 3)
                good = row["unexplained"] == 0 and witness <= OURS
                bad += not good
                row["verdict"] = "ok" if good else "TOO FAR"
                if good and row["beyond"]:
                    row["verdict"] = "ok, by a rule of its own"
                if arguments.json:
                    print(json.dumps(row))
                else:
                    print(*(f"{key}: {value}" for key, value in row.items()), sep="  ")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
