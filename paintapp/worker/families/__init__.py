"""Model families: one module and one line here each. Nothing here imports torch."""

from __future__ import annotations

from paintapp.worker.families import stable_diffusion, stable_diffusion_xl, z_image
from paintapp.worker.families.family import Family

FAMILIES: tuple[Family, ...] = (
    stable_diffusion.FAMILY,
    stable_diffusion_xl.FAMILY,
    z_image.FAMILY,
)


def family_of_pipeline(class_name: str) -> Family | None:
    """The family that a ``model_index.json`` of this pipeline class belongs to."""
    return next((family for family in FAMILIES if class_name in family.pipeline_classes), None)
