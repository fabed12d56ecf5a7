"""Models for tests: descriptors of several kinds, and a real one of small weights."""

import atexit
import functools
import shutil
import tempfile
from pathlib import Path

from paintapp.generation.descriptors import Descriptor
from tests.worker.small_models import build


def descriptor(
    native: int = 512,
    lowest: int = 256,
    highest: int = 1024,
    pixels: int = 768 * 768,
    multiple: int = 8,
    **changes: object,
) -> Descriptor:
    values: dict[str, object] = {
        "id": "starter",
        "label": "Starter",
        "family": "test",
        "tasks": ("text", "image", "inpaint"),
        "native_width": native,
        "native_height": native,
        "minimum_side": lowest,
        "maximum_side": highest,
        "maximum_pixels": pixels,
        "multiple": multiple,
        "default_steps": 20,
        "default_guidance_scale": 5.0,
        **changes,
    }
    return Descriptor(**values)  # type: ignore[arg-type]


SMALL = descriptor(128, 64, 256, 256 * 256)
SD15 = descriptor(512, 256, 1024, 768 * 768)
SDXL = descriptor(1024, 512, 2048, 1280 * 1024)
FLOW = descriptor(1024, 256, 2048, 1536 * 1536, multiple=16)
MODELS = {"small": SMALL, "sd15": SD15, "sdxl": SDXL, "flow": FLOW}


@functools.cache
def small_model() -> str:
    """The folder of a real Stable Diffusion with few, untrained weights, made once a test run."""
    folder = tempfile.mkdtemp(prefix="paintapp-test-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    build(Path(folder), "stable-diffusion")
    return str((Path(folder) / "stable-diffusion").resolve())
