"""Chinese prompts for a model that reads only English captions.

A model's folder may hold ``words.json``, {"zh": {Chinese word: English word}}. A prompt with
Chinese in it is cut into known words, the longest first, and put together as the model's captions
are: "白色背景上的两只红色的鸟" becomes "two red birds on a white background". What is not known is
left out; what is not Chinese stays as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

FILE = "words.json"
MAXIMUM_BYTES = 1 << 20
LONGEST = 16
"""Characters of the longest word that is looked for."""

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_CLAUSE = re.compile(r"[，。；！？,;.!?\n]+")
_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9' \-]*")

Kind = Literal["thing", "look", "count", "place", "side", "and", "has", "in", "of", "skip"]

_COLOURS = {
    "红": "red",
    "橙": "orange",
    "黄": "yellow",
    "绿": "green",
    "浅绿": "light green",
    "青": "teal",
    "蓝": "blue",
    "浅蓝": "light blue",
    "深蓝": "navy blue",
    "紫": "purple",
    "粉": "pink",
    "粉红": "pink",
    "棕": "brown",
    "褐": "brown",
    "米": "beige",
    "灰": "grey",
    "浅灰": "light grey",
    "黑": "black",
    "白": "white",
    "金": "yellow",
}
_LOOKS = {
    "小": "small",
    "大": "big",
    "扁平风格": "flat",
    "卡通风格": "cartoon",
    "剪纸风格": "paper-cut",
    "剪纸": "paper-cut",
    "勾线风格": "outline",
    "线描风格": "outline",
    "油画风格": "painted",
    "手绘风格": "painted",
    "绘画风格": "painted",
    "水彩风格": "watercolour",
    "水彩": "watercolour",
    "海报风格": "poster",
    "光亮风格": "glossy",
    "简单风格": "simple",
    "阴影风格": "shaded",
}
_COUNTS = {"一": "a", "两": "two", "二": "two", "三": "three", "一对": "a pair of"}
_MEASURES = "只条头匹个辆艘架朵棵颗座本把件顶双片块张位名群杯碗支枝根盏栋间"
_PLACES = {
    "草地": "on grass",
    "草坪": "on grass",
    "山坡": "on green hills",
    "山丘": "on green hills",
    "沙滩": "on sand",
    "沙地": "on sand",
    "沙漠": "on sand",
    "雪地": "on snow",
    "马路": "on a grey road",
    "公路": "on a grey road",
    "泥土": "on brown earth",
    "大海": "on the sea",
    "海面": "on the sea",
    "海上": "on the sea",
    "海": "on the sea",
    "水面": "on the water",
    "水上": "on the water",
    "湖": "on blue water",
    "湖面": "on blue water",
    "水下": "under water",
    "水里": "under water",
    "水中": "under water",
    "海底": "under water",
    "海里": "under water",
    "天空": "in a blue sky",
    "天上": "in a blue sky",
    "空中": "in a blue sky",
    "蓝天": "under a blue sky",
    "夜空": "in a night sky",
    "夜晚": "at night",
    "晚上": "at night",
    "夜里": "at night",
    "日落": "at sunset",
    "夕阳": "at sunset",
    "黄昏": "at sunset",
    "日落时": "at sunset",
    "夕阳下": "at sunset",
    "桌子": "on a table",
    "桌": "on a table",
    "木桌": "on a wooden table",
}
_SIDES = {
    "左边": "left of",
    "左侧": "left of",
    "左面": "left of",
    "右边": "right of",
    "右侧": "right of",
    "右面": "right of",
    "上方": "above",
    "上面": "above",
    "之上": "above",
}
_ALONE = {"left of": "on the left", "right of": "on the right", "above": ""}
_SMALL: dict[str, tuple[Kind, str]] = {
    "和": ("and", "and"),
    "与": ("and", "and"),
    "跟": ("and", "and"),
    "、": ("and", "and"),
    "有": ("has", ""),
    "在": ("in", ""),
    "的": ("of", ""),
    "中间": ("place", "in the middle"),
    "上": ("skip", ""),
    "下": ("skip", ""),
    "里": ("skip", ""),
    "中": ("skip", ""),
}


def _grammar() -> dict[str, tuple[Kind, str]]:
    found: dict[str, tuple[Kind, str]] = dict(_SMALL)
    for word, colour in _COLOURS.items():
        for said in (word, f"{word}色"):
            found[said] = ("look", colour)
            article = "an" if colour == "orange" else "a"
            found[f"{said}背景"] = ("place", f"on {article} {colour} background")
            found[f"{said}渐变背景"] = ("place", f"on {article} {colour} gradient background")
    found |= {word: ("look", look) for word, look in _LOOKS.items()}
    found |= {word: ("place", place) for word, place in _PLACES.items()}
    found |= {word: ("side", side) for word, side in _SIDES.items()}
    for word, count in _COUNTS.items():
        found[word] = ("count", count)
        found |= {f"{word}{measure}": ("count", count) for measure in _MEASURES}
    return found


_GRAMMAR = _grammar()


@dataclass
class _Group:
    """A thing with its count and looks, as it is being read."""

    count: str = ""
    looks: list[str] = field(default_factory=list)
    thing: str = ""

    def english(self) -> str:
        words = " ".join((*self.looks, self.thing)).strip()
        if not self.thing or not words:
            return words
        if self.count in ("two", "three", "a pair of"):
            return f"{self.count} {_plural(words)}"
        if self.thing.endswith("s") and not self.thing.endswith(("ss", "us")):
            return words
        return f"an {words}" if words[0] in "aeiou" else f"a {words}"


@dataclass(frozen=True)
class PromptWords:
    """A model's Chinese words."""

    words: dict[str, str]

    def english(self, prompt: str) -> str:
        """The prompt in English; the very same text when there is no Chinese in it."""
        if not _CHINESE.search(prompt):
            return prompt
        clauses = (self._clause(clause) for clause in _CLAUSE.split(prompt))
        return ", ".join(clause for clause in clauses if clause)

    def _clause(self, clause: str) -> str:
        said: list[str] = []
        places: list[str] = []
        group = _Group()
        side = ""
        located: str | None = None
        """What stands between "in" and the side of it, once both are read."""
        for kind, word in self._tokens(clause):
            if kind == "thing":
                group.thing = f"{group.thing} {word}".strip()
            elif kind == "look":
                if group.thing:  # a new thing begins
                    said.append(group.english())
                    group = _Group()
                group.looks.append(word)
            elif kind == "count":
                if group.thing:
                    said.append(group.english())
                    group = _Group()
                group.count = word
            elif kind == "place":
                places.append(word)
            elif kind in ("and", "in", "has"):
                if text := group.english():
                    said.append(text)
                group = _Group()
                if kind == "and" and said:
                    said.append("and")
                if kind == "in":
                    located = ""
            elif kind == "side":
                side = word
                located = group.english() if located is not None or group.thing else None
                group = _Group()
        if text := group.english():
            said.append(text)
        return _joined(said, side, located, places)

    def _tokens(self, text: str) -> Iterator[tuple[Kind, str]]:
        at = 0
        while at < len(text):
            if latin := _LATIN.match(text, at):
                yield "thing", latin.group().strip()
                at = latin.end()
                continue
            for length in range(min(LONGEST, len(text) - at), 0, -1):
                word = text[at : at + length]
                meant = _GRAMMAR.get(word)
                if word in self.words and (meant is None or meant[0] != "place"):
                    yield "thing", self.words[word]
                    break
                if meant is not None:
                    yield meant
                    break
            else:
                length = 1
            at += length


def _joined(said: list[str], side: str, located: str | None, places: list[str]) -> str:
    if said and said[-1] == "and":
        said = said[:-1]
    text = " ".join(said)
    if side and located and text:
        text = f"{text} {side} {located}"
    elif side:
        text = " ".join(part for part in (text or located or "", _ALONE[side]) if part)
    return " ".join(part for part in (text, *places) if part)


def _plural(words: str) -> str:
    if words.endswith("s"):
        return words
    if words.endswith(("x", "sh", "ch")):
        return f"{words}es"
    return f"{words[:-1]}ies" if words.endswith("y") and words[-2] not in "aeiou" else f"{words}s"


def load(folder: Path) -> PromptWords | None:
    """The words of a model's folder; None where it has none that can be used."""
    path = folder / FILE
    try:
        if not path.is_file() or path.stat().st_size > MAXIMUM_BYTES:
            return None
        table = json.loads(path.read_text("utf-8"))["zh"]
        return PromptWords(
            {
                word: english
                for word, english in table.items()
                if isinstance(english, str) and 0 < len(word) <= LONGEST
            }
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
