"""The exported model at work: pictures from text, sketches refined, holes filled, in batches."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import torch
from diffusers import (
    AutoencoderKL,
    StableDiffusionImg2ImgPipeline,
    StableDiffusionInpaintPipeline,
    StableDiffusionPipeline,
)
from PIL import Image

from paintapp.generation.colour_match import colour_matched
from paintapp.generation.intents import Filling
from paintapp.generation.prefill import prefilled
from paintapp.generation.rim import rim_joined
from paintapp.training import autoencoder, degrade
from paintapp.training.team import autocast, cores
from paintapp.worker.sampling import plan_steps

Pictures = npt.NDArray[np.uint8]
BATCH = 8


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
    tell: Callable[[int, int], None] | None = None
    """Called with the pictures made so far and all that are wanted, after each batch."""

    def _run(
        self, pipeline: Any, prompts: list[str], seed: int | list[int], **inputs: Any
    ) -> Pictures:
        """Batches on as many threads as there are cores, each with a scheduler of its own.

        One batch alone has all of PyTorch's threads. What is made does not depend on that.
        """
        seeds = seed if isinstance(seed, list) else [seed + i for i in range(len(prompts))]
        starts = range(0, len(prompts), BATCH)
        twins = SimpleQueue[Any]()
        threads = min(cores(), len(starts))
        for _ in range(threads):
            twins.put(_twin(pipeline))

        def make(start: int) -> Pictures:
            chosen = slice(start, start + BATCH)
            generators = [torch.Generator().manual_seed(one) for one in seeds[chosen]]
            batch = {
                name: value[chosen] if isinstance(value, list) else value
                for name, value in inputs.items()
            }
            twin = twins.get()
            try:
                with torch.no_grad(), autocast():
                    result = twin(
                        prompt=prompts[chosen],
                        num_inference_steps=plan_steps(self.steps, inputs.get("strength", 1.0))[0],
                        guidance_scale=self.guidance,
                        generator=generators,
                        output_type="np",
                        **batch,
                    )
            finally:
                twins.put(twin)
            return np.asarray(np.asarray(result.images) * 255 + 0.5).astype(np.uint8)

        if threads == 1:
            return np.concatenate([make(start) for start in starts])
        found = []
        before = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            with ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,)) as p:
                for start, made in zip(starts, p.map(make, starts), strict=True):
                    found.append(made)
                    if self.tell is not None:
                        self.tell(start + len(made), len(prompts))
        finally:
            torch.set_num_threads(before)
        return np.concatenate(found)

    def text(self, prompts: list[str], seed: int | list[int]) -> Pictures:
        """Pictures from prompts alone; picture i uses ``seed + i``, or the i-th of a list."""
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
        if filling == "edges":
            fitted = [
                rim_joined(made, context, mask)
                for made, context, mask in zip(fitted, begun, masks, strict=True)
            ]
        inside = np.stack(masks)[..., None] > 127
        return np.where(inside, np.stack(fitted), pictures)


def _twin(pipeline: Any) -> Any:
    """The pipeline over the same networks, with a scheduler of its own: schedulers count steps."""
    parts = {**pipeline.components, "scheduler": copy.deepcopy(pipeline.scheduler)}
    twin = type(pipeline)(**parts, requires_safety_checker=False)
    twin.set_progress_bar_config(disable=True)
    return twin


def _cells(mask: degrade.Mask) -> degrade.Mask:
    """The mask grown to whole 8x8 cells: one joins as soon as the hole touches it."""
    height, width = mask.shape
    cells = mask.reshape(height // 8, 8, width // 8, 8).max(axis=(1, 3))
    return np.asarray(cv2.resize(cells, (width, height), interpolation=cv2.INTER_NEAREST), np.uint8)


def restored(vae: AutoencoderKL, pictures: Pictures) -> Pictures:
    """What comes back of pictures (n, h, w, 3) uint8 that go through the autoencoder."""
    found = []
    with torch.no_grad(), autocast():
        for start in range(0, len(pictures), BATCH):
            batch = autoencoder.to_tensor(pictures[start : start + BATCH])
            back = vae.decode(vae.encode(batch).latent_dist.mean).sample.float()
            values = back.permute(0, 2, 3, 1).clamp(-1, 1) * 127.5 + 128
            found.append(values.byte().numpy())
    return np.concatenate(found)


def _sampler(
    pipeline: StableDiffusionPipeline,
    about: dict[str, Any],
    steps: int,
    guidance: float,
    tell: Callable[[int, int], None] | None,
) -> Sampler:
    parts = dict(pipeline.components)
    image = StableDiffusionImg2ImgPipeline(**parts, requires_safety_checker=False)
    inpaint = StableDiffusionInpaintPipeline(**parts, requires_safety_checker=False)
    for one in (pipeline, image, inpaint):
        one.set_progress_bar_config(disable=True)
    native, filling = int(about["native"]), float(about.get("filling_strength", 1.0))
    return Sampler(pipeline, image, inpaint, native, steps, guidance, filling, tell)


def _opened(model: Path) -> tuple[StableDiffusionPipeline, dict[str, Any]]:
    about = json.loads((model / "paintapp.json").read_text("utf-8"))
    pipeline = StableDiffusionPipeline.from_pretrained(
        model, torch_dtype=torch.float32, local_files_only=True
    )
    for part in (pipeline.unet, pipeline.vae):
        part.to(memory_format=torch.channels_last)  # a quarter less time on the processor
    return pipeline, about


def load(model: Path, tell: Callable[[int, int], None] | None = None) -> Sampler:
    """The sampler of an exported folder."""
    pipeline, about = _opened(model)
    return _sampler(pipeline, about, int(about["steps"]), float(about["guidance_scale"]), tell)


def quick_folder(model: Path) -> Path | None:
    """The folder of the model's few-step version, beside it; None where there is none yet."""
    folder = model.with_name(model.name + "-quick")
    return folder if (folder / "paintapp.json").is_file() else None


def load_quick(model: Path, tell: Callable[[int, int], None] | None = None) -> Sampler:
    """The sampler of the model's few-step version: its LoRA within the model's denoiser.

    Where there is no such version it is the model itself, with the steps and the guidance that it
    has for live painting.
    """
    pipeline, about = _opened(model)
    folder = quick_folder(model)
    if folder is None:
        guidance = float(about["live_guidance_scale"])
        return _sampler(pipeline, about, int(about["live_steps"]), guidance, tell)
    card = json.loads((folder / "paintapp.json").read_text("utf-8"))
    pipeline.load_lora_weights(folder, weight_name="pytorch_lora_weights.safetensors")
    pipeline.fuse_lora()
    pipeline.unload_lora_weights()
    return _sampler(pipeline, about, int(card["steps"]), float(card["guidance_scale"]), tell)
