"""The evaluation's figures on pictures whose answer is known."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

torch = pytest.importorskip("torch")

from paintapp.training import drawings, retrieval  # noqa: E402
from paintapp.training.figures import (  # noqa: E402
    copying,
    distances,
    pictures,
    prompting,
    sketching,
)
from paintapp.worker.prompt_words import PromptWords  # noqa: E402
from tests.training.test_stages import icons  # noqa: E402


def _disc(x: int, y: int, radius: int, colour: tuple[int, int, int]) -> np.ndarray:
    picture = np.full((160, 160, 3), 255, np.uint8)
    cv2.circle(picture, (x, y), radius, colour, -1, cv2.LINE_AA)
    return picture


def test_the_same_features_have_no_distance() -> None:
    rng = np.random.default_rng(1)
    features = rng.normal(size=(200, 8))
    assert distances.frechet(features, features) == pytest.approx(0, abs=1e-6)
    assert distances.frechet(features, features + 2) == pytest.approx(32, rel=1e-3)


def test_the_extrapolated_distance_is_free_of_most_of_the_bias() -> None:
    rng = np.random.default_rng(2)
    one, other = rng.normal(size=(240, 16)), rng.normal(size=(480, 16))
    plain = distances.frechet(one, other)
    unbiased = distances.frechet_unbiased(one, other)
    assert plain > 0.2  # the distributions are the same, and yet
    assert abs(unbiased) < 0.4 * plain
    moved = distances.frechet_unbiased(one + 0.5, other)
    assert moved == pytest.approx(16 * 0.25, rel=0.15)


def test_edges_agree_with_themselves_and_not_with_others() -> None:
    one, other = _disc(50, 50, 30, (200, 40, 40)), _disc(110, 110, 30, (200, 40, 40))
    near = _disc(51, 50, 30, (40, 160, 60))
    assert sketching.edge_agreement(one[None], one[None]) == 1
    assert sketching.edge_agreement(one[None], near[None]) > 0.95
    assert sketching.edge_agreement(one[None], other[None]) < 0.1
    blank = np.full_like(one, 255)
    assert sketching.edge_agreement(one[None], blank[None]) == 0
    # What is added costs as well as what is lost.
    both = np.minimum(one, other)
    assert 0.5 < sketching.edge_agreement(one[None], both[None]) < 0.8


def test_looks_alike_is_nearer_than_looks_different() -> None:
    torch.manual_seed(3)
    judge = retrieval.Judge().eval()
    one = _disc(50, 50, 30, (200, 40, 40))[None]
    soft = cv2.GaussianBlur(one[0], (0, 0), 1.0)[None]
    other = _disc(110, 110, 40, (40, 60, 200))[None]
    assert distances.perceptual(judge, one, one) == pytest.approx(0, abs=1e-9)
    near, far = (distances.perceptual(judge, one, two) for two in (soft, other))
    assert 0 < near < far


def test_halves_are_square_and_in_the_order_of_the_things() -> None:
    picture = np.minimum(_disc(40, 80, 30, (200, 40, 40)), _disc(120, 80, 30, (40, 60, 200)))
    first, second = prompting.halves(picture, "left of")
    assert first.shape == second.shape == (160, 160, 3)
    assert first[80, 80].tolist() == [200, 40, 40] and second[80, 80].tolist() == [40, 60, 200]
    first, second = prompting.halves(picture, "right of")
    assert first[80, 80].tolist() == [40, 60, 200]
    upright = np.ascontiguousarray(picture.transpose(1, 0, 2))
    assert prompting.halves(upright, "above")[0][80, 80].tolist() == [200, 40, 40]


def test_both_things_have_to_be_right_and_in_their_places(monkeypatch: pytest.MonkeyPatch) -> None:
    red, blue = (200, 40, 40), (40, 60, 200)

    def by_colour(_: object, found: np.ndarray, names: list[str]) -> np.ndarray:
        return (found[:, 80, 80, 0] < found[:, 80, 80, 2]).astype(int)  # 0 red, 1 blue

    monkeypatch.setattr(prompting, "picked", by_colour)
    right = np.minimum(_disc(40, 80, 30, red), _disc(120, 80, 30, blue))
    scene, names = prompting.Scene(0, 1, "left of"), ["red disc", "blue disc"]
    asked = [scene, scene]
    made = np.stack([right, right[:, ::-1]])
    judge = retrieval.Judge().eval()
    assert prompting.places_agreement(judge, made, asked, names) == 0.5
    assert scene.prompt(names) == "a red disc left of a blue disc on a white background"


def test_chinese_prompts_become_the_english_ones_where_the_word_is_known() -> None:
    words = PromptWords({"猫": "cat"})
    cat, other = prompting.chinese_prompts(["cat", "zebra"], words, 1)
    assert cat == prompting.english_prompts(["cat"], 1)[0]
    assert "zebra" not in other


def test_unseen_pairs_are_of_held_out_drawings(tmp_path: Path) -> None:
    cache = drawings.build(icons(), tmp_path)
    pairs = prompting.unseen_pairs(cache, 1)
    assert len(pairs) == 4 and all(cache.entries[pair.row].held_out for pair in pairs)
    assert all(pair.style in pair.prompt and pair.name in pair.prompt for pair in pairs)


def test_a_copy_counts_wherever_it_lies_and_new_drawings_do_not(tmp_path: Path) -> None:
    class Through(torch.nn.Module):
        """An autoencoder that loses nothing."""

        class _Latents:
            def __init__(self, values: torch.Tensor) -> None:
                self.latent_dist = type("Mean", (), {"mean": values})
                self.sample = values

        encode = decode = staticmethod(_Latents)

    cache = drawings.build(icons(), tmp_path)
    torch.manual_seed(4)
    judge = retrieval.Judge().eval()
    rng = np.random.default_rng(5)
    rows = cache.rows(held_out=False)
    # Held-out drawings of other things than training has, so that they are far from it.
    entries = [
        drawings.Drawing(e.name, e.style, e.category, e.name in ("sun", "sailboat"), e.colour)
        for e in cache.entries
    ]
    cache = drawings.Drawings(cache.pixels, tuple(entries))
    rows = cache.rows(held_out=False)
    copies = np.stack([copying._laid(cache.pixels[row], 160, rng) for row in rows[:6]])
    new = np.stack(
        [cv2.resize(rng.integers(0, 255, (5, 5, 3)).astype(np.uint8), (160, 160)) for _ in range(6)]
    )
    found = copying.copied(judge, Through(), cache, copies, 1)
    assert found.share > 0.9 and found.share_by_pixels > 0.9 and found.nearest_ratio < 1
    found = copying.copied(judge, Through(), cache, new, 1)
    assert found.share_by_pixels == 0 and found.nearest_ratio > 1


def test_a_cut_out_thing_is_the_same_at_every_place_and_size() -> None:
    one = copying.cut_out(_disc(50, 60, 30, (200, 40, 40)))
    other = copying.cut_out(_disc(100, 90, 45, (200, 40, 40)))
    assert one.shape == (copying.SIDE, copying.SIDE, 3)
    assert np.abs(one.astype(int) - other).mean() < 4


def test_scenes_are_resized_to_the_native_size(tmp_path: Path) -> None:
    drawings.build(icons(), tmp_path)
    whole, small = (pictures.held_out(tmp_path, 3, size=size) for size in (None, 128))
    assert whole.pictures.shape[1:] == (160, 160, 3) and small.pictures.shape[1:] == (128, 128, 3)
    assert whole.captions == small.captions
