"""Stage: the model's figures on drawings it has never seen, each beside what it must beat."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import numpy as np

from paintapp.training import autoencoder, degrade, sampling
from paintapp.training.figures import copying, distances, pictures, prompting, sketching, speed
from paintapp.training.figures.bench import Amounts, Bench, Figure
from paintapp.training.figures.pictures import HeldOut, held_out, holes, sketches
from paintapp.training.looks import LOOKS
from paintapp.training.scenes import STYLE_WORDS
from paintapp.worker import prompt_words
from paintapp.worker.prompt_words import PromptWords

__all__ = ["FIGURES", "HeldOut", "held_out", "holes", "keys", "run", "sketches"]

STRENGTH = 0.6
STRENGTHS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


def facts(bench: Bench) -> dict[str, object]:
    """The model's native size, its bytes on disk, and what it has been shown.

    ``things`` counts distinct names of drawings, ``styles`` lists the sources' styles and the
    looks that are made of them.
    """
    entries = bench.cache.entries
    words = [STYLE_WORDS[style][0] for style in sorted({entry.style for entry in entries})]
    files = [path for path in bench.model.rglob("*") if path.is_file()]
    return {
        "native": bench.size,
        "bytes": sum(path.stat().st_size for path in files),
        "things": len({entry.name for entry in entries}),
        "styles": [*words, *(look.words[0] for look in LOOKS)],
    }


def autoencoding(bench: Bench) -> dict[str, object]:
    """How well the autoencoder gives unseen pictures back, at native size.

    ``psnr`` in dB, and ``lpips_like``, the distance `distances.perceptual` of the pictures and
    what comes back of them; the same for pictures with one another is the scale.
    """
    true = bench.single.pictures
    vae = bench.sampler.text_pipeline.vae
    back = sampling.restored(vae, true)
    others = np.roll(true, 1, axis=0)
    return {
        "psnr": round(autoencoder.psnr(vae, true), 2),
        "lpips_like": round(distances.perceptual(bench.judge, true, back), 4),
        "lpips_like_unrelated": round(distances.perceptual(bench.judge, true, others), 4),
    }


def times(bench: Bench) -> dict[str, object]:
    """Seconds of a whole picture from text, and milliseconds of a live one, on this machine."""
    bench.what = "speed"
    live = sampling.quick_folder(bench.model) or bench.model
    return {
        "seconds_per_picture": round(speed.seconds_per_picture(bench.sampler, bench.seed), 3),
        "live_step_ms": round(
            speed.live_step_ms(live, pictures.sketches(bench.single.pictures[:12], bench.seed)), 1
        ),
    }


def edges(bench: Bench) -> dict[str, object]:
    """`sketching.edge_agreement` of refined sketches at six strengths, and the mean of all six."""
    count = min(bench.amounts.edges, len(bench.rough))
    rough = bench.rough[:count]
    found = [sketching.edge_agreement(rough, bench.refined(s, count)) for s in STRENGTHS]
    return {
        "sketch_edge_agreement": round(float(np.mean(found)), 3),
        "sketch_edge_agreement_by_strength": [round(value, 3) for value in found],
        "sketch_edge_chance": round(sketching.edge_agreement(rough, np.roll(rough, 1, axis=0)), 3),
    }


def filling(bench: Bench) -> dict[str, object]:
    """Mean absolute difference, 0..255, of filled holes from the true picture, beside OpenCV's."""
    bench.what = "holes"
    true = bench.single
    masks = pictures.holes(true.pictures, bench.seed)
    filled = bench.sampler.fill(true.pictures, masks, true.captions, bench.seed)
    plain = np.stack(
        [degrade.inpainted(p, mask) for p, mask in zip(true.pictures, masks, strict=True)]
    )
    return {
        "inpaint_error": round(pictures.error_inside(true.pictures, filled, masks), 2),
        "opencv_inpaint_error": round(pictures.error_inside(true.pictures, plain, masks), 2),
    }


def agreement(bench: Bench) -> dict[str, object]:
    """`prompting.agreement` of fifty names, in English and in Chinese; chance is 0.02."""
    words = prompt_words.load(bench.model) or PromptWords({})
    english = bench.english
    bench.what = "Chinese prompts"
    asked = prompting.chinese_prompts(bench.names, words, bench.amounts.seeds)
    chinese = bench.painted(asked)
    return {
        "agreement": round(prompting.agreement(bench.judge, english, bench.names), 3),
        "agreement_chinese": round(prompting.agreement(bench.judge, chinese, bench.names), 3),
    }


def few_steps(bench: Bench) -> dict[str, object]:
    """The agreement of the few-step version on the same English prompts and seeds.

    Compare with ``agreement``, that of the full sampler. ``few_step_same_choice`` is the share of
    prompts at which the judge takes both pictures for the same thing, right or wrong; chance is
    about 0.02. ``few_step_steps`` says how many steps it takes.
    """
    full = prompting.picked(bench.judge, bench.english, bench.names)
    bench.what = "few steps"
    prompts = prompting.english_prompts(bench.names, bench.amounts.seeds)
    quick = bench.painted(prompts, quick=True)
    same = prompting.picked(bench.judge, quick, bench.names) == full
    return {
        "few_step_agreement": round(prompting.agreement(bench.judge, quick, bench.names), 3),
        "few_step_same_choice": round(float(same.mean()), 3),
        "few_step_steps": bench.quick.steps,
    }


def unseen_pairs(bench: Bench) -> dict[str, object]:
    """Agreement on fifty pairs of a style and a thing that were held out; chance is 0.02.

    ``_true`` is what the held-out drawings themselves score: the best to be expected.
    """
    bench.what = "unseen pairs"
    pairs = prompting.unseen_pairs(bench.cache, bench.seed)
    names = [pair.name for pair in pairs]
    made = bench.painted([pair.prompt for pair in pairs for _ in range(bench.amounts.pair_seeds)])
    drawn = np.stack([copying.on_white(bench.cache.pixels[pair.row]) for pair in pairs])
    return {
        "agreement_unseen_pairs": round(prompting.agreement(bench.judge, made, names), 3),
        "agreement_unseen_pairs_true": round(prompting.agreement(bench.judge, drawn, names), 3),
    }


def two_objects(bench: Bench) -> dict[str, object]:
    """`prompting.places_agreement` of two things and their places; chance is 0.0004.

    ``_true`` is what scenes put together from drawings score: the best to be expected.
    """
    bench.what = "two things"
    names = bench.names
    scenes = prompting.two_objects(names, bench.amounts.scenes, bench.seed)
    made = bench.painted([scene.prompt(names) for scene in scenes])
    rng = np.random.default_rng(bench.seed)
    true = [prompting.true_scene(bench.cache, scene, names, bench.size, rng) for scene in scenes]
    return {
        "agreement_two_objects": round(
            prompting.places_agreement(bench.judge, made, scenes, names), 3
        ),
        "agreement_two_objects_true": round(
            prompting.places_agreement(bench.judge, np.stack(true), scenes, names), 3
        ),
    }


def copied(bench: Bench) -> dict[str, object]:
    """`copying.copied` of the pictures of the English prompts; chance is 0.01."""
    samples = bench.english
    bench.what = "copies"
    vae = bench.sampler.text_pipeline.vae
    found = copying.copied(bench.judge, vae, bench.cache, samples, bench.seed)
    return {
        "copied_share": round(found.share, 3),
        "copied_share_pixels": round(found.share_by_pixels, 3),
        "nearest_drawing_ratio": round(found.nearest_ratio, 3),
    }


def sketch_distances(bench: Bench) -> dict[str, object]:
    """`distances.frechet` from true pictures of refined sketches, and of the sketches themselves.

    ``_unbiased`` are the same extrapolated to endless samples.
    """
    reference = bench.held_out(1, 2 * bench.amounts.rounds)
    real = distances.features(bench.judge, reference.pictures)
    rough = distances.features(bench.judge, bench.rough)
    refined = distances.features(bench.judge, bench.refined(STRENGTH, len(bench.rough)))
    return {
        "sketch_distance": round(distances.frechet(refined, real), 4),
        "raw_sketch_distance": round(distances.frechet(rough, real), 4),
        "sketch_distance_unbiased": round(distances.frechet_unbiased(refined, real), 4),
        "raw_sketch_distance_unbiased": round(distances.frechet_unbiased(rough, real), 4),
    }


FIGURES: tuple[tuple[Figure, tuple[str, ...]], ...] = (
    (facts, ("native", "bytes", "things", "styles")),
    (times, ("seconds_per_picture", "live_step_ms")),
    (autoencoding, ("psnr", "lpips_like", "lpips_like_unrelated")),
    (agreement, ("agreement", "agreement_chinese")),
    (few_steps, ("few_step_agreement", "few_step_same_choice", "few_step_steps")),
    (copied, ("copied_share", "copied_share_pixels", "nearest_drawing_ratio")),
    (unseen_pairs, ("agreement_unseen_pairs", "agreement_unseen_pairs_true")),
    (two_objects, ("agreement_two_objects", "agreement_two_objects_true")),
    (filling, ("inpaint_error", "opencv_inpaint_error")),
    (
        sketch_distances,
        (
            "sketch_distance",
            "raw_sketch_distance",
            "sketch_distance_unbiased",
            "raw_sketch_distance_unbiased",
        ),
    ),
    (
        edges,
        ("sketch_edge_agreement", "sketch_edge_agreement_by_strength", "sketch_edge_chance"),
    ),
)
"""What computes figures, and which; speed comes before the machine is warm from the rest."""


def keys() -> tuple[str, ...]:
    """The names of all figures, in the order in which they are printed."""
    return tuple(key for _, found in FIGURES for key in found)


def run(
    folder: Path,
    model: Path,
    seed: int = 1234,
    only: Collection[str] = (),
    amounts: Amounts | None = None,
    quiet: bool = False,
) -> dict[str, object]:
    """Figures of the exported ``model``: all, or those named by ``only``.

    Drawings and judge come from the training folder. Says on standard error how far it is, unless
    ``quiet``. Raises ValueError for names that no figure has.
    """
    unknown = sorted(set(only) - set(keys()))
    if unknown:
        raise ValueError(f"There is no figure named {', '.join(unknown)}.")
    bench = Bench(folder, model, seed, amounts or Amounts(), quiet)
    results: dict[str, object] = {}
    for number, (figure, found) in enumerate(FIGURES):
        if only and not set(found) & set(only):
            continue
        bench.what = figure.__name__.replace("_", " ")
        bench.tell(number, len(FIGURES))
        results |= figure(bench)
    return {key: value for key, value in results.items() if not only or key in only}
