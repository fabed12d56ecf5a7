"""Descriptors of models of several kinds, for the geometry."""

from paintapp.generation.protocol import Descriptor


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
