"""The yardstick of `paintapp bench generate`: the plain diffusers call, without this program.

``python -m paintapp.worker.bare FOLDER`` loads a pipeline as its documentation says, then reads
requests as JSON, one a line, and prints the seconds that each call took.
"""

from __future__ import annotations

import sys
import time
from typing import Any

import diffusers
import torch
from PIL import Image

from paintapp.generation.protocol import Request
from paintapp.worker import device
from paintapp.worker.sampling import plan_steps


def main(folder: str) -> None:
    place = device.choose()
    first = diffusers.DiffusionPipeline.from_pretrained(
        folder, torch_dtype=place.dtype, use_safetensors=True, local_files_only=True
    ).to(place.type)
    pipelines: dict[str, Any] = {
        "text": diffusers.AutoPipelineForText2Image.from_pipe(first),
        "image": diffusers.AutoPipelineForImage2Image.from_pipe(first),
        "inpaint": diffusers.AutoPipelineForInpainting.from_pipe(first),
    }
    for pipeline in pipelines.values():
        pipeline.set_progress_bar_config(disable=True)
    print("ready", flush=True)
    for line in sys.stdin:
        request = Request.from_json(line)
        arguments: dict[str, Any] = {}
        steps = request.steps
        if request.image is not None:
            arguments["image"] = Image.fromarray(request.image.array())
            arguments["strength"] = request.strength
            steps, _ = plan_steps(request.steps, request.strength)
        if request.mask is not None:
            arguments["mask_image"] = Image.fromarray(request.mask.array())
        if request.task != "image":
            arguments |= {"width": request.width, "height": request.height}
        begin = time.perf_counter()
        pipelines[request.task](
            prompt=request.prompt,
            negative_prompt=request.negative_prompt,
            num_inference_steps=steps,
            guidance_scale=request.guidance_scale,
            generator=torch.Generator("cpu").manual_seed(request.seed),
            **arguments,
        )
        print(time.perf_counter() - begin, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
