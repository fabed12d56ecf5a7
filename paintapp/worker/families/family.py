"""What a model family declares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from paintapp.generation.descriptors import Task

Configs = Mapping[str, Mapping[str, Any]]
"""A model's configuration: its ``config.json`` contents by component ("unet", "vae", ...)."""

Shapes = Mapping[str, tuple[int, ...]]
"""The shape of each tensor in a single file, by its name."""


@dataclass(frozen=True)
class Family:
    """One kind of model, as far as it differs from others. No torch until a callable is called.

    ``pipelines`` names the diffusers class for each task. ``alternatives`` are further classes
    that a folder may name. ``components`` lists the classes allowed for each component of a
    folder, as "library.Class"; a component that is not listed is left out (such as a safety
    checker), and an allowed class is the only thing ever instantiated.
    """

    id: str
    label: str
    pipelines: Mapping[Task, str]
    components: Mapping[str, tuple[str, ...]]
    denoiser: str
    describe: Callable[[Configs], dict[str, Any]]
    """Fields of a Descriptor beyond id, label and family, from the configuration alone."""
    embed: Callable[[Any, str, str, bool], dict[str, Any]]
    """(pipeline, prompt, negative prompt, guided) -> arguments of the call that stand for both."""
    guided: Callable[[float], bool]
    """Whether a guidance scale makes the model look at the negative prompt."""
    alternatives: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    """Further arguments of the pipelines' constructors."""
    recognise: Callable[[Shapes], bool] = lambda shapes: False
    """Whether the tensors of a single file are a model of this family."""
    config_folder: Callable[[Shapes], str] | None = None
    """The folder in ``worker/configs`` that describes such a file."""
    control_pipelines: Mapping[Task, str] = field(default_factory=dict)
    """The diffusers class for each task with control networks; empty where there is none."""

    @property
    def pipeline_classes(self) -> frozenset[str]:
        return frozenset((*self.pipelines.values(), *self.alternatives))


CLIP_TOKENIZERS = (
    "transformers.CLIPTokenizer",
    "transformers.CLIPTokenizerFast",
    "transformers.BertTokenizer",
    "transformers.BertTokenizerFast",
    "transformers.PreTrainedTokenizerFast",
    "transformers.TokenizersBackend",
)

CLIP_ENCODERS = (
    "transformers.CLIPTextModel",
    "transformers.CLIPTextModelWithProjection",
    "transformers.BertModel",
)

AUTOENCODERS = ("diffusers.AutoencoderKL", "diffusers.AutoencoderTiny")

SAMPLERS = tuple(
    f"diffusers.{name}Scheduler"
    for name in (
        "DDIM",
        "DDPM",
        "DEISMultistep",
        "DPMSolverMultistep",
        "DPMSolverSinglestep",
        "EulerAncestralDiscrete",
        "EulerDiscrete",
        "HeunDiscrete",
        "KDPM2AncestralDiscrete",
        "KDPM2Discrete",
        "LCM",
        "LMSDiscrete",
        "PNDM",
        "TCD",
        "UniPCMultistep",
    )
)


def latent_factor(configs: Configs) -> int:
    """How many pixels a latent cell spans, from the autoencoder's number of levels."""
    channels = configs["vae"].get("block_out_channels") or configs["vae"].get(
        "encoder_block_out_channels"
    )
    return int(2 ** (len(channels) - 1)) if channels else 8
