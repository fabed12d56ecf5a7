"""Chinese prompts become the captions that the starter model has learnt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from paintapp.generation.models import starter_folder
from paintapp.worker import prompt_words


@pytest.fixture(scope="module")
def words() -> prompt_words.PromptWords:
    found = prompt_words.load(starter_folder())
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("一只猫", "a cat"),
        ("白色背景上的两只红色的鸟", "two red birds on a white background"),
        ("草地上的红色汽车", "a red car on grass"),
        ("海上的帆船，夕阳", "a sailboat on the sea, at sunset"),
        ("日落时的城堡", "a castle at sunset"),
        ("树左边的房子", "a house left of a tree"),
        ("房子在树的左边", "a house left of a tree"),
        ("狗上方有太阳", "a sun above a dog"),
        ("一只黑色的猫和一只白色的狗", "a black cat and a white dog"),
        ("左边有一座灯塔", "a lighthouse on the left"),
        ("在雪地里的企鹅", "a penguin on snow"),
        ("卡通风格的狐狸", "a cartoon fox"),
        ("三颗樱桃", "three cherries"),
    ],
)
def test_prompts(words: prompt_words.PromptWords, chinese: str, english: str) -> None:
    assert words.english(chinese) == english


@pytest.mark.parametrize("prompt", ["", "a red car, on grass", "un château"])
def test_other_languages_stay(words: prompt_words.PromptWords, prompt: str) -> None:
    assert words.english(prompt) == prompt


def test_unknown_words_are_left_out(words: prompt_words.PromptWords) -> None:
    assert words.english("一只可爱的小猫坐在木桌上") == "a cat on a wooden table"
    assert words.english("囧囧囧") == ""


def test_most_names_are_known(words: prompt_words.PromptWords) -> None:
    assert len(words.words) > 800


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"zh": []}', '{"zh": 3}', '{"zh": {"猫": 3}}', "[" * 5000, "\x00"]
)
def test_broken_tables_are_no_tables(tmp_path: Path, text: str) -> None:
    (tmp_path / prompt_words.FILE).write_text(text, "utf-8")
    found = prompt_words.load(tmp_path)
    assert found is None or found.english("猫") == ""


def test_a_table_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / prompt_words.FILE).write_text(json.dumps({"zh": {"猫": "tabby"}}), "utf-8")
    found = prompt_words.load(tmp_path)
    assert found is not None
    assert found.english("红色的猫") == "a red tabby"
    assert prompt_words.load(tmp_path / "nowhere") is None
