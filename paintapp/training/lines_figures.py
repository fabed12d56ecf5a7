"""The line control's figures: how far pictures follow the lines given, with it and without."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import torch
from diffusers import ControlNetModel, StableDiffusionControlNetPipeline
from PIL import Image

from paintapp.painting import line_art
from paintapp.training import evaluate, sampling
from paintapp.training.team import autocast

NEAR = 2
"""Pixels within which an edge lies on a line."""
COUNT = 48
"""How many held-out drawings are drawn again."""
Pictures = npt.NDArray[np.uint8]


def agreement(lines: Pictures, pictures: Pictures) -> float:
    """Mean F1 of edges and lines, 0..1: shares of each that lie within NEAR pixels of the other.

    ``lines`` (n, h, w) uint8, light on dark; ``pictures`` (n, h, w, 3) uint8.
    """
    found = []
    for given, picture in zip(lines, pictures, strict=True):
        drawn, made = given > 127, line_art.edges(picture) > 127
        if not drawn.any() or not made.any():
            found.append(0.0)
            continue
        precision = float((_far(drawn)[made] <= NEAR).mean())
        recall = float((_far(made)[drawn] <= NEAR).mean())
        found.append(2 * precision * recall / max(precision + recall, 1e-9))
    return float(np.mean(found))


def _far(marked: npt.NDArray[np.bool_]) -> npt.NDArray[np.float32]:
    """Each pixel's distance from the nearest marked one."""
    empty = (~marked).astype(np.uint8)
    return np.asarray(cv2.distanceTransform(empty, cv2.DIST_L2, 5), np.float32)


def guided(
    sampler: sampling.Sampler,
    control: ControlNetModel,
    lines: Pictures,
    prompts: list[str],
    seed: int,
    weight: float = 1.0,
) -> Pictures:
    """Pictures (n, h, w, 3) uint8 from prompts and lines (n, h, w) uint8; i uses ``seed + i``."""
    parts = dict(sampler.text_pipeline.components)
    pipeline = StableDiffusionControlNetPipeline(
        **parts, controlnet=control, requires_safety_checker=False
    )
    pipeline.set_progress_bar_config(disable=True)
    found = []
    for start in range(0, len(prompts), sampling.BATCH):
        chosen = slice(start, start + sampling.BATCH)
        count = len(prompts[chosen])
        with torch.no_grad(), autocast():
            result = pipeline(
                prompt=prompts[chosen],
                image=[Image.fromarray(drawn).convert("RGB") for drawn in lines[chosen]],
                num_inference_steps=sampler.steps,
                guidance_scale=sampler.guidance,
                controlnet_conditioning_scale=weight,
                generator=[torch.Generator().manual_seed(seed + start + i) for i in range(count)],
                output_type="np",
                height=sampler.size,
                width=sampler.size,
            )
        found.append((np.asarray(result.images) * 255 + 0.5).astype(np.uint8))
    return np.concatenate(found)


def held_out(
    folder: Path, sampler: sampling.Sampler, seed: int, count: int
) -> tuple[Pictures, Pictures, list[str]]:
    """Pictures of drawings no network has seen, their lines, and their captions."""
    true = evaluate.held_out(folder, seed)
    count = min(count, len(true.captions))
    chosen = np.random.default_rng(seed).permutation(len(true.captions))[:count]
    side = (sampler.size, sampler.size)
    pictures = np.stack(
        [cv2.resize(true.pictures[i], side, interpolation=cv2.INTER_AREA) for i in chosen]
    ).astype(np.uint8)
    lines = np.stack([line_art.edges(picture) for picture in pictures])
    return pictures, lines, [true.captions[i] for i in chosen]


def run(
    folder: Path, model: Path, target: Path, seed: int = 1234, count: int | None = None
) -> dict[str, Any]:
    """The figures of the control in ``target`` with the exported ``model``, text to image."""
    sampler = sampling.load(model)
    control = ControlNetModel.from_pretrained(target, torch_dtype=torch.float32).eval()
    pictures, lines, captions = held_out(folder, sampler, seed, count or COUNT)
    plain = sampler.text(captions, seed)
    made = guided(sampler, control, lines, captions, seed)
    began = time.perf_counter()
    guided(sampler, control, lines[:1], captions[:1], seed)
    return {
        "lines_edge_agreement": round(agreement(lines, made), 3),
        "lines_edge_agreement_without": round(agreement(lines, plain), 3),
        "lines_edge_agreement_true": round(agreement(lines, pictures), 3),
        "lines_seconds_per_picture": round(time.perf_counter() - began, 3),
        "bytes": sum(file.stat().st_size for file in target.iterdir() if file.is_file()),
    }
