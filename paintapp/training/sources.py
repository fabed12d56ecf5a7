"""The drawings the starter model learns from: pinned packages, and which of their icons to keep."""

# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Source:
    """One npm package of SVG drawings; ``style`` is the word captions use for its look."""

    package: str
    version: str
    sha256: str
    style: str
    title: str
    licence: str
    attribution: str
    url: str

    @property
    def tarball(self) -> str:
        return f"{self.package.lstrip('@').replace('/', '-')}-{self.version}.tgz"


SOURCES: tuple[Source, ...] = (
    Source(
        "@iconify-json/noto",
        "1.2.9",
        "3e918d88fc945c0bb3d468dbace6f88caef67f01c9f0e7bcae0915a042e8f1ad",
        "shaded",
        "Noto Emoji",
        "Apache-2.0",
        "Copyright Google Inc.",
        "https://github.com/googlefonts/noto-emoji",
    ),
    Source(
        "@iconify-json/fluent-emoji",
        "1.2.7",
        "8044210dbf11e016d4de85f15d01a243423bd832457e7e2491df1b751c0e272b",
        "glossy",
        "Fluent Emoji",
        "MIT",
        "Copyright (c) Microsoft Corporation",
        "https://github.com/microsoft/fluentui-emoji",
    ),
    Source(
        "@iconify-json/fluent-emoji-flat",
        "1.2.6",
        "7d064769dee690815f823bc5bcc511d957198caf9f5edd8dd9c1aa48a6aeb175",
        "flat",
        "Fluent Emoji Flat",
        "MIT",
        "Copyright (c) Microsoft Corporation",
        "https://github.com/microsoft/fluentui-emoji",
    ),
    Source(
        "@iconify-json/twemoji",
        "1.2.5",
        "19046dff7d8707ce96212ec86468b36ac5f8e60409629dd13f809265c6d0ebb7",
        "simple",
        "Twitter Emoji",
        "CC-BY-4.0",
        "Copyright 2020 Twitter, Inc and other contributors; graphics licensed under CC-BY 4.0",
        "https://github.com/twitter/twemoji",
    ),
    Source(
        "@iconify-json/emojione",
        "1.2.3",
        "26a14f44284407e8bcde91799388dca2bfd91dbcd55a97f425524a1c5b73610e",
        "cartoon",
        "EmojiOne (Colored), version 2",
        "CC-BY-4.0",
        "Emoji artwork supplied by EmojiOne, licensed under CC-BY 4.0",
        "https://github.com/joypixels/emojione-legacy",
    ),
    Source(
        "@iconify-json/fxemoji",
        "1.2.2",
        "f3e72b3c59d05e1db03b7e308d55c0d05bd7ba3f625a90da1b79313c12858eef",
        "poster",
        "FxEmojis",
        "Apache-2.0",
        "Copyright Mozilla Foundation",
        "https://github.com/mozilla/fxemoji",
    ),
)

CHINESE = Source(
    "cldr-annotations-full",
    "48.2.0",
    "28576e51225deb51e3ddd734b0f824a0079682cb5d8c27faa9f68149317a14d1",
    "",
    "Unicode CLDR annotations",
    "Unicode-3.0",
    "Copyright (c) 1991-2025 Unicode, Inc.",
    "https://github.com/unicode-org/cldr-json",
)
"""Names of the drawings' things in Chinese; no drawings."""

KEPT_CATEGORIES = (
    "Animals & Nature",
    "Food & Drink",
    "Travel & Places",
    "Objects",
    "Activities",
    "Smileys & Emotion",
)

# From the people, the few that a picture shows clearly; the rest are variants of gesture and dress.
KEPT_PEOPLE = frozenset(
    "artist astronaut baby baby-angel ballet-dancer bone boy brain child construction-worker "
    "cook detective ear elf eye eyes fairy farmer firefighter foot footprints genie girl "
    "guard mage man man-beard man-dancing man-running man-walking mechanic mermaid merman "
    "mouth mrs-claus ninja nose old-man old-woman person person-biking person-running "
    "person-surfing person-swimming pilot police-officer prince princess santa-claus "
    "scientist singer skier snowboarder superhero teacher tooth troll vampire woman "
    "woman-dancing woman-running woman-walking zombie thumbs-up waving-hand victory-hand "
    "raised-fist handshake flexed-biceps".split()
)

# Signs and charts, clock faces and other things whose drawing teaches nothing.
DROPPED = frozenset(
    "anger-symbol bank-note bar-chart bell-with-slash bookmark-tabs broken-chain bus-stop "
    "chart-decreasing chart-increasing chart-increasing-with-yen collision club-suit "
    "control-knobs convenience-store dashing-away department-store diamond-suit dizzy "
    "drop-of-blood e-mail euro-banknote eye-in-speech-bubble fight-cloud fingerprint "
    "first-quarter-moon flower-playing-cards fog foggy full-moon-face globe-with-meridians "
    "hamsa heart-exclamation heart-suit high-voltage hole hundred-points identification-card "
    "inbox-tray incoming-envelope kaaba japanese-post-office kiss-mark label "
    "last-quarter-moon last-quarter-moon-face left-speech-bubble level-slider link "
    "linked-paperclips locked-with-key locked-with-pen love-hotel love-letter low-battery "
    "mahjong-red-dragon map-of-japan microbe milky-way mobile-phone-with-arrow muted-speaker "
    "name-badge new-moon outbox-tray pager page-facing-up page-with-curl placard "
    "pound-banknote radio-button receipt right-anger-bubble roll-of-paper spade-suit "
    "speaker-high-volume speaker-low-volume speaker-medium-volume speech-balloon stop-sign "
    "sweat-droplets tear-off-calendar thought-balloon tokyo-tower waning-crescent-moon "
    "waning-gibbous-moon waxing-crescent-moon waxing-gibbous-moon white-cane x-ray "
    "yen-banknote zzz 1st-place-medal 2nd-place-medal 3rd-place-medal national-park "
    "no-smoking dotted-line-face envelope-with-arrow face-with-symbols-on-mouth "
    "head-shaking-horizontally cigarette head-shaking-vertically money-with-wings coffin "
    "headstone skull-and-crossbones funeral-urn pistol syringe dollar-banknote credit-card "
    "landslide middle-finger distorted-face hiking-boot-print red-envelope knot splatter "
    "pile-of-poo face-vomiting slot-machine".split()
)

# Things a person is likely to sketch first: drawn more often than the others.
FAVOURITES = frozenset(
    "house house-with-garden castle tent sailboat ship motor-boat airplane rocket helicopter "
    "automobile bus train locomotive tractor bicycle fire-engine police-car delivery-truck "
    "hot-air-balloon sun cloud rainbow snowman crescent-moon star mountain "
    "snow-capped-mountain volcano water-wave deciduous-tree evergreen-tree palm-tree cactus "
    "christmas-tree sunflower tulip rose blossom hibiscus cherry-blossom mushroom "
    "potted-plant seedling four-leaf-clover maple-leaf cat cat-face dog dog-face rabbit "
    "rabbit-face bear panda fox lion tiger-face cow-face pig-face horse elephant giraffe "
    "monkey-face mouse-face frog turtle snake fish tropical-fish whale spouting-whale "
    "dolphin octopus crab bird duck owl penguin chicken baby-chick butterfly lady-beetle "
    "honeybee snail sheep ewe unicorn dragon-face t-rex koala hedgehog squid shark red-apple "
    "green-apple banana pear strawberry cherries grapes watermelon lemon tangerine pineapple "
    "carrot tomato corn ear-of-corn bread cheese-wedge egg pizza hamburger doughnut "
    "birthday-cake cupcake soft-ice-cream cookie lollipop hot-beverage teapot wine-glass "
    "balloon kite wrapped-gift teddy-bear soccer-ball basketball crown umbrella key "
    "light-bulb book open-book books guitar drum bell camera television chair bed lamp "
    "candle hammer t-shirt dress top-hat womans-hat running-shoe glasses backpack scissors "
    "pencil paintbrush artist-palette robot ghost alien skull grinning-face "
    "smiling-face-with-smiling-eyes slightly-smiling-face crying-face angry-face clown-face "
    "girl boy princess jack-o-lantern red-heart ice-cream coconut flying-saucer lighthouse "
    "windmill fountain".split()
)

# Plainer words for names that nobody would write in a prompt.
PLAIN_NAMES: dict[str, tuple[str, ...]] = {
    "automobile": ("car", "car"),
    "hot-beverage": ("cup of coffee", "cup of tea", "coffee"),
    "deciduous-tree": ("tree", "tree", "leafy tree"),
    "evergreen-tree": ("fir tree", "pine tree", "evergreen tree"),
    "red-apple": ("red apple", "apple"),
    "red-heart": ("red heart", "heart"),
    "lady-beetle": ("ladybird", "ladybug"),
    "honeybee": ("bee", "honeybee"),
    "ewe": ("sheep", "ewe"),
    "soft-ice-cream": ("ice cream cone", "ice cream"),
    "wrapped-gift": ("gift", "present", "gift box"),
    "snow-capped-mountain": ("snowy mountain", "mountain with snow"),
    "spouting-whale": ("whale", "spouting whale"),
    "tropical-fish": ("tropical fish", "fish"),
    "crescent-moon": ("moon", "crescent moon"),
    "water-wave": ("wave", "sea wave"),
    "t-rex": ("dinosaur", "t-rex"),
    "sauropod": ("dinosaur", "long-necked dinosaur"),
    "house-with-garden": ("house with a garden", "house"),
    "baby-chick": ("chick", "baby chick"),
    "fire-engine": ("fire truck", "fire engine"),
    "jack-o-lantern": ("pumpkin", "halloween pumpkin"),
    "locomotive": ("steam train", "locomotive"),
    "running-shoe": ("shoe", "running shoe"),
    "ear-of-corn": ("corn", "ear of corn"),
    "tangerine": ("orange", "tangerine"),
    "blossom": ("yellow flower", "flower"),
    "hibiscus": ("red flower", "flower", "hibiscus"),
    "cherry-blossom": ("pink flower", "cherry blossom"),
    "small-airplane": ("small aeroplane", "plane"),
    "airplane": ("aeroplane", "plane", "airplane"),
    "flying-saucer": ("ufo", "flying saucer"),
    "closed-book": ("book", "red book"),
    "crying-face": ("crying face", "sad face"),
    "slightly-smiling-face": ("smiling face", "happy face"),
    "smiling-face-with-smiling-eyes": ("smiling face", "happy face"),
    "grinning-face": ("grinning face", "laughing face"),
    "high-heeled-shoe": ("high heel shoe",),
    "womans-hat": ("sun hat", "hat"),
    "spiral-shell": ("sea shell", "shell"),
}

HELD_OUT_COUNT = 160

# The sources whose names and categories are Unicode's; the others are matched to these by name.
NAMED_STYLES = ("shaded", "flat", "simple")


@dataclass(frozen=True)
class Icon:
    """One SVG drawing of one named thing in one style, ``held_out`` when training never sees it."""

    name: str
    style: str
    category: str
    body: str
    width: float
    height: float
    left: float
    top: float
    held_out: bool

    @property
    def svg(self) -> bytes:
        box = f"{self.left} {self.top} {self.width} {self.height}"
        opening = (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'viewBox="{box}" width="{self.width}" height="{self.height}">'
        )
        return f"{opening}{self.body}</svg>".encode()


def fetch(source: Source, folder: Path) -> Path:
    """Bring one package's tarball into ``folder`` with the npm client, and check its digest."""
    folder.mkdir(parents=True, exist_ok=True)
    tarball = folder / source.tarball
    if not tarball.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise SystemExit("npm is needed to fetch the drawings: install Node.js with npm first.")
        command = [npm, "pack", f"{source.package}@{source.version}", "--silent"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    digest = hashlib.sha256(tarball.read_bytes()).hexdigest()
    if digest != source.sha256:
        raise SystemExit(f"{tarball} is not the pinned file: delete it and start again.")
    return tarball


def members(tarball: Path, *names: str) -> list[dict[str, object]]:
    """JSON files of a fetched package."""
    with tarfile.open(tarball) as archive:
        found = []
        for name in names:
            member = archive.extractfile(f"package/{name}")
            found.append(json.load(io.TextIOWrapper(member, "utf-8")) if member else {})
        return found


def _key(name: str) -> str:
    return name.replace("-", "")


def _vocabulary(folder: Path) -> dict[str, tuple[str, str]]:
    """Squashed name -> (name, category), from the packages that carry Unicode's categories."""
    names: dict[str, tuple[str, str]] = {}
    for source in SOURCES:
        if source.style not in NAMED_STYLES:
            continue
        (metadata,) = members(folder / source.tarball, "metadata.json")
        categories = metadata.get("categories", {})
        assert isinstance(categories, dict)
        for category, listed in categories.items():
            for name in listed:
                names.setdefault(_key(name), (name, category))
    return names


def _kept(name: str, category: str) -> bool:
    if name in DROPPED or "skin-tone" in name or "oclock" in name or name.endswith("-thirty"):
        return False
    if category in KEPT_CATEGORIES:
        return True
    return category == "People & Body" and name in KEPT_PEOPLE


def icons(folder: Path) -> Iterator[Icon]:
    """All drawings worth learning from the fetched tarballs in ``folder``, in a fixed order."""
    vocabulary = _vocabulary(folder)
    found: list[Icon] = []
    for source in SOURCES:
        (package,) = members(folder / source.tarball, "icons.json")
        bodies = package["icons"]
        assert isinstance(bodies, dict)
        width = float(str(package.get("width", 16)))
        height = float(str(package.get("height", 16)))
        for raw in sorted(bodies):
            name, category = vocabulary.get(_key(raw), (raw, ""))
            if not _kept(name, category):
                continue
            icon = bodies[raw]
            found.append(
                Icon(
                    name,
                    source.style,
                    category,
                    icon["body"],
                    float(icon.get("width", width)),
                    float(icon.get("height", height)),
                    float(icon.get("left", 0)),
                    float(icon.get("top", 0)),
                    False,
                )
            )
    return hold_out(found)


def hold_out(found: list[Icon]) -> Iterator[Icon]:
    """Mark one drawing of each of some names as held out; the name stays known in other styles."""
    styles: dict[str, list[str]] = {}
    for icon in found:
        styles.setdefault(icon.name, []).append(icon.style)
    ranked = sorted(
        (name for name, present in styles.items() if len(set(present)) >= 4),
        key=lambda name: hashlib.sha256(name.encode()).hexdigest(),
    )
    held: dict[str, str] = {}
    for index, name in enumerate(ranked[:HELD_OUT_COUNT]):
        present = sorted(set(styles[name]))
        held[name] = present[index % len(present)]
    for icon in found:
        marked = held.get(icon.name) == icon.style
        yield Icon(**{**icon.__dict__, "held_out": True}) if marked else icon
