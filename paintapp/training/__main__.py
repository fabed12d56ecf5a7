"""``python -m paintapp.training STAGE``: train, export and evaluate the models."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from platformdirs import user_cache_path

STAGES = (
    "prepare",
    "autoencoder",
    "decoder",
    "denoiser",
    "export",
    "evaluate",
    "resume",
    "sheets",
    "words",
    "matte",
    "matte-figures",
    "lines",
    "lines-figures",
    "quick",
    "upscaler",
    "upscaler-figures",
    "all",
)
"""What can be run; "all" runs those up to "evaluate"."""
NAMES = {
    "matte": "matte",
    "matte-figures": "matte",
    "lines": "starter-lines",
    "lines-figures": "starter-lines",
    "quick": "starter-quick",
    "upscaler": "upscaler",
    "upscaler-figures": "upscaler",
}
"""The folder that a stage writes or reads, where it is not the starter's."""
MODELS = Path(__file__).resolve().parents[2] / "resources" / "models"

SAMPLES = Path(__file__).resolve().parents[2] / "docs" / "samples.jpg"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m paintapp.training", description=__doc__)
    parser.add_argument("stage", choices=STAGES)
    parser.add_argument(
        "--folder",
        type=Path,
        default=user_cache_path("paintapp") / "training",
        help="where downloads, caches and checkpoints live (default: %(default)s)",
    )
    parser.add_argument("--seed", type=int, default=7, help="seed of every stage (default: 7)")
    parser.add_argument(
        "--shards", type=int, default=40, help="prepare, denoiser: thousands of scenes"
    )
    parser.add_argument("--part", default="0/1", help="prepare: INDEX/COUNT, to share the work")
    parser.add_argument("--steps", type=int, help="optimiser steps of a network in all")
    parser.add_argument("--pairs", type=int, help="quick: starts and ends to learn from")
    parser.add_argument(
        "--model",
        type=Path,
        help="the exported folder (default: the one of the program's own resources)",
    )
    parser.add_argument(
        "--output", type=Path, default=Path("sheets"), help="sheets: where to write"
    )
    parser.add_argument(
        "--best",
        metavar="PROMPTS/SKETCHES/HOLES",
        help="sheets: numbers of pictures in --output to put together as docs/samples.jpg",
    )
    parser.add_argument(
        "--only", default="", help="evaluate: names of figures, with commas between"
    )
    parser.add_argument("--json", action="store_true", help="figures: print one JSON object")
    return parser


def _prepare(arguments: argparse.Namespace) -> None:
    from paintapp.training import drawings, shards, sources
    from paintapp.training.scenes import RENDERED, Composer

    folder: Path = arguments.folder
    for source in sources.SOURCES:
        sources.fetch(source, folder / "sources")
    cache = drawings.build(sources.icons(folder / "sources"), folder)
    composer = Composer(cache, cache.rows(held_out=False), rendered=RENDERED)
    part, parts = (int(number) for number in arguments.part.split("/"))
    for index in range(part, arguments.shards, parts):
        shards.compose(composer, folder / "scenes", index, arguments.seed)
        print(f"scenes: shard {index + 1} of {arguments.shards}", flush=True)


def _tell(figures: Mapping[str, object], as_json: bool) -> None:
    if as_json:
        print(json.dumps(figures))
    else:
        print("\n".join(f"{name}: {value}" for name, value in figures.items()))


def main(argv: list[str] | None = None) -> int:
    """Run one stage, or all of them in order; returns the exit status."""
    arguments = _parser().parse_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    everything = STAGES[: STAGES.index("evaluate") + 1]
    stages = everything if arguments.stage == "all" else (arguments.stage,)
    for stage in stages:
        model = arguments.model or MODELS / NAMES.get(stage, "starter")
        if stage == "prepare":
            _prepare(arguments)
        elif stage == "autoencoder":
            from paintapp.training import autoencoder

            autoencoder.train(arguments.folder, seed=arguments.seed, steps=arguments.steps)
        elif stage == "decoder":
            from paintapp.training import autoencoder

            autoencoder.polish(arguments.folder, arguments.seed, arguments.steps or 1000)
        elif stage == "denoiser":
            from paintapp.training import denoiser, latents

            latents.build(arguments.folder, arguments.shards)
            denoiser.train(arguments.folder, seed=arguments.seed, steps=arguments.steps)
        elif stage == "export":
            from paintapp.training import export

            export.write(arguments.folder, model)
        elif stage == "evaluate":
            from paintapp.training import evaluate

            only = [key for key in arguments.only.split(",") if key]
            if unknown := sorted(set(only) - set(evaluate.keys())):
                raise SystemExit(f"There is no figure named {', '.join(unknown)}.")
            _tell(evaluate.run(arguments.folder, model, only=only), arguments.json)
        elif stage == "resume":
            from paintapp.training import resume

            resume.start(model.parent, arguments.folder)
        elif stage == "words":
            from paintapp.training import chinese, drawings, sources
            from paintapp.worker.prompt_words import FILE

            known = {entry.name for entry in drawings.load(arguments.folder).entries}
            sources.fetch(sources.CHINESE, arguments.folder / "sources")
            chinese.write(arguments.folder / "sources", known, model / FILE)
        elif stage == "matte":
            from paintapp.training import matte

            matte.train(arguments.folder, seed=arguments.seed, steps=arguments.steps)
            matte.export(arguments.folder, model)
        elif stage == "quick":
            from paintapp.training import latents, quick, quick_export

            latents.build(arguments.folder, arguments.shards)
            quick.train(arguments.folder, arguments.seed, arguments.steps, arguments.pairs)
            quick_export.write(arguments.folder, model)
        elif stage == "matte-figures":
            from paintapp.training import matte_figures

            figures = matte_figures.run(arguments.folder, model, arguments.seed)
            _tell(figures, arguments.json)
        elif stage == "lines":
            from paintapp.training import lines

            lines.train(arguments.folder, seed=arguments.seed, steps=arguments.steps)
            lines.export(arguments.folder, model)
        elif stage == "lines-figures":
            from paintapp.training import lines_figures

            figures = lines_figures.run(arguments.folder, MODELS / "starter", model)
            _tell(figures, arguments.json)
        elif stage == "upscaler":
            from paintapp.training import upscaler

            upscaler.train(arguments.folder, seed=arguments.seed, steps=arguments.steps)
            upscaler.export(arguments.folder, model)
        elif stage == "upscaler-figures":
            from paintapp.training import upscaler_figures

            figures = upscaler_figures.run(arguments.folder, model, arguments.seed)
            _tell(figures, arguments.json)
        else:
            from paintapp.training import sheets

            if arguments.best:
                sheets.best(arguments.output, arguments.best, SAMPLES)
            else:
                sheets.write(arguments.folder, model, arguments.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
