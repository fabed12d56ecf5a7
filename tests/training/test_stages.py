"""Every stage of the recipe, run small: a handful of drawings made here, a few steps each."""

from __future__ import annotations

import functools
import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from paintapp.training import (  # noqa: E402
    autoencoder,
    chinese,
    degrade,
    denoiser,
    drawings,
    evaluate,
    export,
    latents,
    retrieval,
    sampling,
    shards,
    sheets,
    sources,
)
from paintapp.training.__main__ import main  # noqa: E402
from paintapp.training.figures import distances, speed  # noqa: E402
from paintapp.training.figures.bench import Amounts  # noqa: E402
from paintapp.training.scenes import SIZE, Composer  # noqa: E402
from paintapp.worker import prompt_words  # noqa: E402

SHAPES = {
    "house": '<rect x="20" y="45" width="60" height="45" fill="#c85"/>'
    '<path d="M10 50 L50 10 L90 50Z" fill="#a33"/>',
    "sun": '<circle cx="50" cy="50" r="38" fill="#fc3"/>',
    "deciduous-tree": '<rect x="42" y="55" width="16" height="40" fill="#853"/>'
    '<circle cx="50" cy="38" r="32" fill="#4a4"/>',
    "sailboat": '<path d="M15 70 H85 L72 90 H28Z" fill="#36c"/>'
    '<path d="M50 10 V65 H80Z" fill="#eee"/>',
}
STYLES = ("flat", "glossy", "simple", "cartoon")


def icons() -> list[sources.Icon]:
    found = [
        sources.Icon(name, style, "Travel & Places", body, 100, 100, 0, 0, False)
        for name, body in SHAPES.items()
        for style in STYLES
    ]
    return list(sources.hold_out(found))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A training folder in which every stage has run a few steps on small networks."""
    folder = tmp_path_factory.mktemp("training")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(autoencoder.CONFIG, "block_out_channels", (16, 32, 32, 32))
        patch.setitem(denoiser.CONFIG, "block_out_channels", (32, 64, 64))
        patch.setattr(autoencoder, "BATCH", 4)
        patch.setattr(denoiser, "batch_size", lambda step, steps: 4)
        cache = drawings.build(icons(), folder)
        composer = Composer(cache, cache.rows(held_out=False))
        for index in range(2):
            shards.compose(composer, folder / "scenes", index, seed=3, count=24)
        autoencoder.train(folder, seed=1, steps=50)
        latents.build(folder)
        denoiser.train(folder, seed=1, steps=6)
        export.write(folder, folder / "model")
        yield folder


def test_one_drawing_of_a_name_is_held_out_and_the_name_stays_known() -> None:
    found = icons()
    held = [icon for icon in found if icon.held_out]
    assert {icon.name for icon in held} == set(SHAPES)
    assert len(held) == len(SHAPES)


def test_drawings_are_rasterised_with_their_colour(folder: Path) -> None:
    cache = drawings.load(folder)
    assert cache.pixels.shape == (16, drawings.SIZE, drawings.SIZE, 4)
    sun = next(i for i, entry in enumerate(cache.entries) if entry.name == "sun")
    assert cache.entries[sun].colour == "yellow"
    assert cache.pixels[sun, 96, 96].tolist() == [255, 204, 51, 255]
    assert cache.pixels[sun, 2, 2, 3] == 0


def test_a_scene_is_repeatable_and_its_spoiled_copy_differs(folder: Path) -> None:
    cache = drawings.load(folder)
    composer = Composer(cache, cache.rows(held_out=False))
    one = composer.scene(np.random.default_rng(5))
    again = composer.scene(np.random.default_rng(5))
    assert one.caption == again.caption
    assert np.array_equal(one.picture, again.picture)
    assert np.array_equal(one.spoiled, again.spoiled)
    assert one.picture.shape == (SIZE, SIZE, 3)
    assert not np.array_equal(one.picture, one.spoiled)


def test_training_never_sees_a_held_out_drawing(folder: Path) -> None:
    cache = drawings.load(folder)
    composer = Composer(cache, cache.rows(held_out=False))
    assert not any(cache.entries[row].held_out for row in composer.rows)


def test_a_sketch_has_few_colours_and_a_filled_hole_keeps_the_rest() -> None:
    rng = np.random.default_rng(0)
    ramp = np.linspace(0, 255, 128).astype(np.uint8)
    picture = np.dstack(
        [np.tile(ramp, (128, 1)), np.tile(ramp[:, None], (1, 128)), np.full((128, 128), 90)]
    )
    picture = picture.astype(np.uint8)
    rough = degrade.sketch(picture, degrade.Roughness(colours=3, smoothing=2.0), rng)
    inner = {tuple(pixel) for pixel in rough[::16, ::16].reshape(-1, 3).tolist()}
    assert len(inner) <= 12 < len({tuple(p) for p in picture[::16, ::16].reshape(-1, 3).tolist()})
    mask = degrade.random_hole(128, rng)
    for kind in range(3):
        filled = degrade.fill_hole(picture, mask, kind)
        assert np.array_equal(filled[mask <= 127], picture[mask <= 127])
        assert not np.array_equal(filled[mask > 127], picture[mask > 127])


def test_the_autoencoder_learns_and_resumes(folder: Path, tmp_path: Path) -> None:
    pictures = shards.pictures(folder / "scenes", 0)[:8]
    torch.manual_seed(1)
    before = autoencoder.psnr(autoencoder.build().eval(), pictures)
    after = autoencoder.psnr(autoencoder.load(folder), pictures)
    assert after > before + 0.5
    state = torch.load(autoencoder.path(folder), weights_only=True)
    assert state["step"] == 50
    (tmp_path / "scenes").symlink_to(folder / "scenes")
    (tmp_path / "autoencoder.pt").write_bytes(autoencoder.path(folder).read_bytes())
    autoencoder.train(tmp_path, seed=1, steps=52)
    resumed = torch.load(autoencoder.path(tmp_path), weights_only=True)
    assert resumed["step"] == 52 and resumed["seconds"] > state["seconds"]


def test_the_quick_group_norm_is_the_ordinary_one() -> None:
    from paintapp.training.normalise import GroupNorm

    torch.manual_seed(0)
    quick, plain = GroupNorm(4, 16), torch.nn.GroupNorm(4, 16)
    torch.nn.init.normal_(quick.weight)
    plain.load_state_dict(quick.state_dict())
    values = torch.randn(2, 16, 8, 8).contiguous(memory_format=torch.channels_last) + 1
    inputs = [values.clone().requires_grad_() for _ in range(2)]
    slope = torch.randn_like(values)
    for module, x in zip((quick, plain), inputs, strict=True):
        module(x).backward(slope)
    assert torch.allclose(inputs[0].grad, inputs[1].grad, atol=1e-4)
    assert torch.allclose(quick.weight.grad, plain.weight.grad, atol=1e-3)
    assert torch.allclose(quick.bias.grad, plain.bias.grad, atol=1e-3)


def test_a_spoiled_input_leads_back_to_the_true_picture() -> None:
    noise = denoiser.noise_shares()
    generator = torch.Generator().manual_seed(4)
    true, spoiled = torch.randn(64, 4, 4, 4), torch.randn(64, 4, 4, 4)
    noised, timesteps, target, _ = denoiser.corrupt(
        true, spoiled, torch.zeros(64, dtype=torch.bool), noise, generator
    )
    a = noise.signal[timesteps].view(-1, 1, 1, 1)
    b = noise.noise[timesteps].view(-1, 1, 1, 1)
    assert torch.allclose(a * noised - b * target, true, atol=1e-4)
    assert noise.signal[999] == 0


def test_the_denoiser_has_trained_and_its_loss_is_kept(folder: Path) -> None:
    state = torch.load(denoiser.path(folder), weights_only=True)
    assert state["step"] == 6 and state["pictures"] == 24
    torch.manual_seed(1)
    fresh = denoiser.build().state_dict()
    moved = [
        name for name, value in state["average"].items() if not torch.equal(value, fresh[name])
    ]
    assert len(moved) > 0.9 * len(fresh)


def test_the_exported_folder_serves_all_three_pipelines(folder: Path) -> None:
    model = folder / "model"
    about = json.loads((model / "paintapp.json").read_text())
    assert about["native"] == 160
    assert np.array(about["latent_rgb"]).shape == (4, 3)
    assert not list(model.rglob("*.bin")) and not list(model.rglob("*.pkl"))
    sampler = sampling.load(model)
    quick = sampling.Sampler(
        sampler.text_pipeline, sampler.image_pipeline, sampler.inpaint_pipeline, 160, 3, 2.0
    )
    pictures = quick.text(["a house", "a sun"], seed=1)
    assert pictures.shape == (2, 160, 160, 3)
    assert np.array_equal(pictures, quick.text(["a house", "a sun"], seed=1))
    assert quick.refine(pictures, ["a house", "a sun"], 0.2, 1).shape == pictures.shape
    mask = np.zeros((160, 160), np.uint8)
    mask[40:80, 30:90] = 255
    filled = quick.fill(pictures, [mask, mask], ["a house", "a sun"], 1)
    assert np.array_equal(filled[:, mask == 0], pictures[:, mask == 0])


def test_the_evaluation_and_the_sheets_run_on_it(folder: Path, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(retrieval, "STEPS", 4)
        patch.setattr(speed, "WARM_UP", 0)
        patch.setattr(speed, "STROKES", 1)
        patch.setattr(distances, "SIZES", 3)
        patch.setattr(evaluate, "STRENGTHS", (0.5, 0.6))
        patch.setattr(sheets, "PROMPTS", sheets.PROMPTS[:3])
        patch.setattr(sheets, "COUNT", 2)
        patch.setattr(sheets, "STRENGTHS", (0.6,))
        about = json.loads((folder / "model" / "paintapp.json").read_text())
        about["steps"] = 2
        (folder / "model" / "paintapp.json").write_text(json.dumps(about))
        amounts = Amounts(rounds=1, seeds=1, pair_seeds=1, scenes=3, edges=2)
        figures = evaluate.run(folder, folder / "model", amounts=amounts, quiet=True)
        sheets.write(folder, folder / "model", tmp_path)
        sheets.best(tmp_path, "2,0/1/0,1", tmp_path / "samples.jpg")
        with pytest.raises(ValueError, match="from 0 to 2"):
            sheets.best(tmp_path, "3", tmp_path / "samples.jpg")
    assert tuple(figures) == evaluate.keys()
    assert set(figures) >= {
        "psnr",
        "agreement",
        "agreement_unseen_pairs",
        "agreement_two_objects",
        "agreement_chinese",
        "sketch_edge_agreement",
        "inpaint_error",
        "few_step_agreement",
        "copied_share",
        "seconds_per_picture",
        "live_step_ms",
        "native",
        "bytes",
    }
    assert json.loads(json.dumps(figures)) == figures
    assert figures["native"] == 160 and figures["bytes"] > 1_000_000
    assert figures["things"] == 4
    for share in ("agreement", "agreement_two_objects", "copied_share", "few_step_same_choice"):
        assert 0 <= figures[share] <= 1
    assert {path.name for path in tmp_path.iterdir()} == {
        "sketches.png",
        "inpaints.png",
        "prompts.png",
        "pictures.npz",
        "samples.jpg",
    }


def test_a_part_of_the_figures_can_be_asked_for(folder: Path) -> None:
    assert evaluate.run(folder, folder / "model", only=["native"], quiet=True) == {"native": 160}
    with pytest.raises(ValueError, match="nothing_such"):
        evaluate.run(folder, folder / "model", only=["nothing_such"])


def test_prepare_composes_its_part_and_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "fetch", lambda source, folder: folder)
    monkeypatch.setattr(sources, "icons", lambda folder: icons())
    monkeypatch.setattr(shards, "compose", functools.partial(shards.compose, count=3))
    arguments = ["prepare", "--folder", str(tmp_path), "--shards", "3", "--part"]
    assert main([*arguments, "0/2"]) == 0
    assert shards.complete(tmp_path / "scenes") == [0, 2]
    first = np.array(shards.pictures(tmp_path / "scenes", 0))
    assert main([*arguments, "1/2"]) == 0
    assert shards.complete(tmp_path / "scenes") == [0, 1, 2]
    (tmp_path / "scenes" / "scenes-000.json").unlink()  # as if it had been killed there
    assert main([*arguments, "0/2"]) == 0
    assert np.array_equal(first, shards.pictures(tmp_path / "scenes", 0))


def test_the_decoder_trains_alone(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "scenes").symlink_to(folder / "scenes")
    (tmp_path / "autoencoder.pt").write_bytes(autoencoder.path(folder).read_bytes())
    before = autoencoder.load(tmp_path).state_dict()
    autoencoder.polish(tmp_path, seed=1, steps=2)
    after = autoencoder.load(tmp_path).state_dict()
    moved = {name.split(".")[0] for name in after if not torch.equal(after[name], before[name])}
    assert "decoder" in moved and moved <= {"decoder", "post_quant_conv"}


def test_words_come_from_the_annotations_of_things_that_are_known(tmp_path: Path) -> None:
    tables = {
        "en": {"a": {"tts": ["Abacus"]}, "b": {"tts": ["zebra crossing"]}},
        "zh": {"a": {"tts": ["\u7b97\u76d8"]}, "b": {"tts": ["\u6591\u9a6c"]}},
    }
    with tarfile.open(tmp_path / sources.CHINESE.tarball, "w:gz") as archive:
        for language, table in tables.items():
            written = json.dumps({"annotations": {"annotations": table}}).encode()
            entry = tarfile.TarInfo(f"package/annotations/{language}/annotations.json")
            entry.size = len(written)
            archive.addfile(entry, io.BytesIO(written))
    chinese.write(tmp_path, {"abacus"}, tmp_path / prompt_words.FILE)
    words = prompt_words.load(tmp_path)
    assert words is not None
    assert words.english("\u7b97\u76d8") == "an abacus"
    assert "zebra crossing" not in words.words.values()
