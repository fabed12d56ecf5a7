"""The exported model at work: pictures from text, sketches refined, holes filled, in batches."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import torch
from diffusers import (
    StableDiffusionImg2ImgPipeline,
    StableDiffusionInpaintPipeline,
    StableDiffusionPipeline,
)
from PIL import Image

from paintapp.generation.colour_match import colour_matched
from paintapp.generation.intents import Filling
from paintapp.generation.prefill import prefilled
from paintapp.training import degrade
from paintapp.training.team import autocast

Pictures = npt.NDArray[np.uint8]
BATCH = 16


@dataclass(frozen=True)
class Sampler:
    """The three ordinary pipelines over one set of weights; pictures (n, size, size, 3) uint8."""

    text_pipeline: StableDiffusionPipeline
    image_pipeline: StableDiffusionImg2ImgPipeline
    inpaint_pipeline: StableDiffusionInpaintPipeline
    size: int
    steps: int
    guidance: float
    filling_strength: float = 1.0

    def _run(self, pipeline: Any, prompts: list[str], seed: int, **inputs: Any) -> Pictures:
        found = []
        for start in range(0, len(prompts), BATCH):
            chosen = slice(start, start + BATCH)
            generators = [
                torch.Generator().manual_seed(seed + start + i) for i in range(len(prompts[chosen]))
            ]
            batch = {
                name: value[chosen] if isinstance(value, list) else value
                for name, value in inputs.items()
            }
            with torch.no_grad(), autocast():
                result = pipeline(
                    prompt=prompts[chosen],
                    num_inference_steps=self.steps,
                    guidance_scale=self.guidance,
                    generator=generators,
                    output_type="np",
                    **batch,
                )
            found.append((np.asarray(result.images) * 255 + 0.5).astype(np.uint8))
        return np.concatenate(found)

    def text(self, prompts: list[str], seed: int) -> Pictures:
        """Pictures from prompts alone; picture i uses ``seed + i``."""
        return self._run(self.text_pipeline, prompts, seed, height=self.size, width=self.size)

    def refine(
        self, pictures: Pictures, prompts: list[str], strength: float, seed: int
    ) -> Pictures:
        """Sketches turned into pictures; ``strength`` 0..1."""
        images = [Image.fromarray(picture) for picture in pictures]
        return self._run(self.image_pipeline, prompts, seed, image=images, strength=strength)

    def fill(
        self,
        pictures: Pictures,
        masks: list[degrade.Mask],
        prompts: list[str],
        seed: int,
        strength: float | None = None,
        filling: Filling = "edges",
    ) -> Pictures:
        """Holes filled as the program does it: prefilled, denoised, fitted to what is around.

        ``strength`` is the model's own for fillings unless given. Outside the masks the pictures
        are returned unchanged.
        """
        cells = [_cells(mask) for mask in masks]
        begun = [
            prefilled(picture, mask, filling, seed)
            for picture, mask in zip(pictures, masks, strict=True)
        ]
        filled = self._run(
            self.inpaint_pipeline,
            prompts,
            seed,
            image=[Image.fromarray(picture) for picture in begun],
            mask_image=[Image.fromarray(mask) for mask in cells],
            strength=self.filling_strength if strength is None else strength,
            height=self.size,
            width=self.size,
        )
        fitted = [
            colour_matched(made, context, cell, mask)
            for made, context, cell, mask in zip(filled, begun, cells, masks, strict=True)
        ]
        inside = np.stack(masks)[..., None] > 127
        return np.where(inside, np.stack(fitted), pictures)


def _cells(mask: degrade.Mask) -> degrade.Mask:
    """The mask grown to whole 8x8 cells: one joins as soon as the hole touches it."""
    height, width = mask.shape
    cells = mask.reshape(height // 8, 8, width // 8, 8).max(axis=(1, 3))
    return np.asarray(cv2.resize(cells, (width, height), interpolation=cv2.INTER_NEAREST), np.uint8)


def load(model: Path) -> Sampler:
    """The sampler of an exported folder."""
    import json

    about = json.loads((model / "paintapp.json").read_text("utf-8"))
    pipeline = StableDiffusionPipeline.from_pretrained(
        model, torch_dtype=torch.float32, local_files_only=True
    )
    parts = dict(pipeline.components)
    image = StableDiffusionImg2ImgPipeline(**parts, requires_safety_checker=False)
    inpaint = StableDiffusionInpaintPipeline(**parts, requires_safety_checker=False)
    for one in (pipeline, image, inpaint):
        one.set_progress_bar_config(disable=True)
    return Sampler(
        pipeline,
        image,
        inpaint,
        int(about["native"]),
        int(about["steps"]),
        float(about["guidance_scale"]),
        float(about.get("filling_strength", 1.0)),
    )
