"""The yardstick of `paintapp bench generate`: the plain diffusers call, without this program.

``python -m paintapp.worker.bare FOLDER`` loads a pipeline as its documentation says, then reads
requests as JSON, one a line. Each is answered by a line with the seconds that the call took and
its picture as base64 PNG.
"""

from __future__ import annotations

import base64
import sys
import time
from typing import Any

import diffusers
import numpy as np
import torch
from PIL import Image

from paintapp.generation.request import Raster, Request
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
        result = pipelines[request.task](
            prompt=request.prompt,
            negative_prompt=request.negative_prompt,
            num_inference_steps=steps,
            guidance_scale=request.guidance_scale,
            generator=torch.Generator("cpu").manual_seed(request.seed),
            **arguments,
        )
        seconds = time.perf_counter() - begin
        picture = Raster.from_array(np.asarray(result.images[0].convert("RGB"), np.uint8))
        print(seconds, base64.b64encode(picture.png()).decode("ascii"), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
