"""From files to memory: components are loaded one by one, so that loading can be cancelled."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import torch

from paintapp.generation.descriptors import Task
from paintapp.messages import Message
from paintapp.worker import lora, networks
from paintapp.worker.catalogue import CONFIGS, Model, ModelError
from paintapp.worker.device import Device
from paintapp.worker.networks import Network
from paintapp.worker.prompt_words import PromptWords
from paintapp.worker.prompt_words import load as load_words

Check = Callable[[], None]
"""Raises when the present job has been cancelled."""

KEPT_PROMPTS = 64

# What a denoising step needs beside the weights, roughly, at the models' native extents.
_WORKING_BYTES = 2 << 30

SMALL = 256
"""Pixels a side, up to which a model's own extent is small."""

_log = logging.getLogger(__name__)


@dataclass
class LoadedModel:
    """A model in memory. ``offload`` says how it shares a small card.

    A variant has its base's components but for the denoiser and the sampler; ``weight_bytes``
    counts what is its own.
    """

    model: Model
    components: dict[str, Any]
    device: Device
    weight_bytes: int
    offload: str = "none"
    embeddings: OrderedDict[tuple[str, str, bool], dict[str, Any]] = field(
        default_factory=OrderedDict
    )
    preview: Any = None
    """Linear map from latents to colours, once it has been fitted."""
    words: PromptWords | None = None
    """What the model understands of Chinese, where its folder says so."""
    networks: dict[str, tuple[Network, Any]] = field(default_factory=dict)
    """Control networks in memory, by the kind of control."""
    _pipelines: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    @property
    def autoencoder(self) -> Any:
        return self.components["vae"]

    @property
    def input_channels(self) -> int:
        """Channels that the denoiser takes: 9 where it also sees mask and masked picture."""
        return int(self.components[self.model.family.denoiser].config.in_channels)

    def layout_of(self, module: torch.nn.Module) -> torch.memory_format:
        """In which order of its weights a network with convolutions is quickest on the processor.

        Channels last, except for denoisers of small latents, where it costs a tenth of a step.
        """
        small = self.model.descriptor.native_width <= SMALL
        small = small and module is not self.autoencoder
        return torch.contiguous_format if small else torch.channels_last

    def pipeline(self, task: Task, controls: tuple[str, ...] = ()) -> Any:
        """The diffusers pipeline for a task with some kinds of control; all share components."""
        import diffusers

        key = (task, controls)
        if key not in self._pipelines:
            family = self.model.family
            classes = family.control_pipelines if controls else family.pipelines
            pipeline_class = getattr(diffusers, classes[task])
            parts = self._arguments(pipeline_class)
            if controls:
                chosen = [self.networks[kind][1] for kind in controls]
                parts["controlnet"] = chosen[0] if len(chosen) == 1 else chosen
            pipeline = pipeline_class(**parts, **self._options(pipeline_class))
            pipeline.set_progress_bar_config(disable=True)
            if self.offload != "none":
                # Hooks belong to one pipeline at a time.
                self._pipelines.clear()
                if self.offload == "components":
                    pipeline.enable_model_cpu_offload(device=self.device.type)
                else:
                    pipeline.enable_sequential_cpu_offload(device=self.device.type)
            self._pipelines[key] = pipeline
        return self._pipelines[key]

    def has_network(self, kind: str) -> bool:
        """Whether the network that now stands for a kind of control is in memory."""
        kept = self.networks.get(kind)
        return kept is not None and kept[0] == self.model.networks.get(kind)

    def add_network(self, kind: str, check: Check) -> None:
        """Bring the control network of a kind into memory; it stays as long as the model.

        Raises ModelError when its files do not fit together, and torch's errors when memory runs
        out.
        """
        network = self.model.networks[kind]
        try:
            module = networks.load(network, self.device.dtype)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError) as error:
            if is_out_of_memory(error):
                raise
            _log.exception("%s cannot be loaded", network.path)
            raise ModelError(
                Message(
                    "The control {name} cannot be loaded; its files may be damaged or of another "
                    "kind than they say ({reason}).",
                    name=network.guide.label,
                    reason=_first_line(error),
                )
            ) from error
        _let_cancel(module, check)
        if self.device.type == "cpu":
            module.to(memory_format=self.layout_of(module))
        elif self.offload == "none":
            module.to(self.device.type)
        if kind in self.networks:
            self.weight_bytes -= _bytes(self.networks[kind][1])
        self.weight_bytes += _bytes(module)
        self.networks[kind] = (network, module)
        self._pipelines = {key: kept for key, kept in self._pipelines.items() if not key[1]}

    def embed(self, pipeline: Any, prompt: str, negative: str, guided: bool) -> dict[str, Any]:
        """What stands for the prompts in a call; kept, so that no prompt is encoded twice."""
        key = (prompt, negative if guided else "", guided)
        if key not in self.embeddings:
            texts = (self._understood(key[0]), self._understood(key[1]))
            with torch.no_grad():
                self.embeddings[key] = self.model.family.embed(pipeline, *texts, guided)
            if len(self.embeddings) > KEPT_PROMPTS:
                self.embeddings.popitem(last=False)
        self.embeddings.move_to_end(key)
        return dict(self.embeddings[key])

    def _understood(self, prompt: str) -> str:
        return prompt if self.words is None else self.words.english(prompt)

    def _arguments(self, pipeline_class: Any) -> dict[str, Any]:
        expected, _ = pipeline_class._get_signature_keys(pipeline_class)
        return {name: self.components.get(name) for name in expected}

    def _options(self, pipeline_class: Any) -> dict[str, Any]:
        _, optional = pipeline_class._get_signature_keys(pipeline_class)
        options = {**self.model.options, **self.model.family.options}
        return {name: value for name, value in options.items() if name in optional}


def load(
    model: Model,
    device: Device,
    check: Check,
    report: Callable[[int, int], None],
    base: LoadedModel | None = None,
) -> LoadedModel:
    """Bring a model into memory; ``report(done, parts)`` is called before each part.

    ``base`` is the one that this is a variant of, where it is in memory: what is the same in both
    is shared. Raises ModelError when its files do not fit together, and torch's errors when memory
    runs out.
    """
    shared: dict[str, Any] = {}
    if base is not None and base.offload == "none":
        own = (model.family.denoiser, "scheduler")
        shared = {name: part for name, part in base.components.items() if name not in own}
    source = model.base or model
    try:
        if source.path.is_file():
            components = _from_single_file(source, device, check, report) | shared
        else:
            components = _from_folder(source, device, check, report, shared)
        if model.base is not None:
            lora.fuse(components[model.family.denoiser], model.lora, model.family.denoiser)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError) as error:
        if is_out_of_memory(error):
            raise
        _log.exception("%s cannot be loaded", model.path)
        raise ModelError(
            Message(
                "The model {model} cannot be loaded; its files may be damaged or of another kind "
                "than they say ({reason}).",
                model=model.descriptor.label,
                reason=_first_line(error),
            )
        ) from error
    modules = [
        part
        for name, part in components.items()
        if isinstance(part, torch.nn.Module) and name not in shared
    ]
    for module in modules:
        module.eval().requires_grad_(False)
        _let_cancel(module, check)
    weight_bytes = sum(_bytes(module) for module in modules)
    check()
    loaded = LoadedModel(model, components, device, weight_bytes, words=load_words(source.path))
    if base is not None and shared:
        loaded.embeddings, loaded.preview = base.embeddings, base.preview
    _place(loaded, modules)
    return loaded


def is_out_of_memory(error: BaseException) -> bool:
    """Whether torch or Python could not get memory; the processor's allocator has no own class."""
    text = str(error)
    return (
        isinstance(error, torch.OutOfMemoryError | MemoryError)
        or "can't allocate memory" in text
        or "not enough memory" in text
        or "out of memory" in text
        or "Cannot allocate memory" in text
    )


def _from_folder(
    model: Model,
    device: Device,
    check: Check,
    report: Callable[[int, int], None],
    shared: dict[str, Any],
) -> dict[str, Any]:
    components: dict[str, Any] = dict(shared)
    for number, (name, qualified) in enumerate(model.classes.items()):
        if name in shared:
            continue
        check()
        report(number, len(model.classes))
        kind = _class(qualified)
        folder = model.path / name
        options: dict[str, Any] = {"local_files_only": True}
        if issubclass(kind, torch.nn.Module):
            options |= {"dtype": device.dtype, "use_safetensors": True}
            if variant := _variant(folder):
                options["variant"] = variant
        components[name] = kind.from_pretrained(folder, **options)
    components["scheduler"] = _good_sampler(components["scheduler"])
    return components


def _from_single_file(
    model: Model, device: Device, check: Check, report: Callable[[int, int], None]
) -> dict[str, Any]:
    import diffusers

    check()
    report(0, 1)
    tokenizers = {
        # SDXL's second text encoder was trained with "!" as padding.
        name: _clip_tokenizer("!" if name == "tokenizer_2" else "<|endoftext|>")
        for name in model.family.components
        if name.startswith("tokenizer")
    }
    task = model.descriptor.tasks[0]
    pipeline = getattr(diffusers, model.family.pipelines[task]).from_single_file(
        str(model.path),
        config=str(model.config_folder),
        local_files_only=True,
        dtype=device.dtype,
        **tokenizers,
        **({"safety_checker": None} if model.family.id == "stable-diffusion" else {}),
    )
    components = {name: pipeline.components[name] for name in model.family.components}
    components["scheduler"] = _good_sampler(components["scheduler"])
    return components


def _class(qualified: str) -> Any:
    """The class behind a name that the catalogue has allowed."""
    import diffusers
    import transformers

    library, name = qualified.split(".")
    return getattr({"diffusers": diffusers, "transformers": transformers}[library], name)


def _variant(folder: Any) -> str | None:
    """ "fp16" where a folder holds weights of that variant only."""
    names = [file.name for file in folder.glob("*.safetensors")]
    return "fp16" if names and all(".fp16" in name for name in names) else None


def _good_sampler(scheduler: Any) -> Any:
    """PNDM, which old models name, needs twice the steps and counts them oddly: DPM++ 2M instead.

    https://arxiv.org/abs/2211.01095
    """
    import diffusers

    if isinstance(scheduler, diffusers.PNDMScheduler):
        return diffusers.DPMSolverMultistepScheduler.from_config(
            scheduler.config, use_karras_sigmas=True, algorithm_type="dpmsolver++"
        )
    return scheduler


def _clip_tokenizer(padding: str) -> Any:
    """CLIP's tokenizer from its merge rules alone, which define the vocabulary.

    The order is that of OpenAI's ``simple_tokenizer.py`` (MIT): 256 bytes, the same as word ends,
    one entry a merge, start, end.
    """
    from transformers import CLIPTokenizer
    from transformers.convert_slow_tokenizer import bytes_to_unicode

    lines = (CONFIGS / "clip" / "merges.txt").read_text("utf-8").splitlines()[1:]
    letters = list(bytes_to_unicode().values())
    words = [*letters, *(letter + "</w>" for letter in letters)]
    words += ["".join(line.split()) for line in lines]
    words += ["<|startoftext|>", "<|endoftext|>"]
    return CLIPTokenizer(
        vocab={word: number for number, word in enumerate(words)},
        merges=[tuple(line.split()) for line in lines],
        pad_token=padding,
        model_max_length=77,
    )


def _let_cancel(module: torch.nn.Module, check: Check) -> None:
    """Look for a cancelled job before every larger block, so that even a long step can be left."""
    for child in module.children():
        for block in child.children():
            block.register_forward_pre_hook(lambda *_: check())
        child.register_forward_pre_hook(lambda *_: check())


def _place(loaded: LoadedModel, modules: list[torch.nn.Module]) -> None:
    """Move the weights to the device as far as it has room for them and for a step's work."""
    device = loaded.device
    if device.type == "cpu":
        for module in modules:
            if _has_convolutions(module):
                module.to(memory_format=loaded.layout_of(module))
        return
    room = device.free_bytes() - _WORKING_BYTES
    if device.type == "mps" or loaded.weight_bytes <= room:
        for module in modules:
            module.to(device.type)
    elif max(map(_bytes, modules)) <= room:
        loaded.offload = "components"
    else:
        loaded.offload = "layers"
    if device.memory_bytes < 6 << 30:
        for part in modules:
            if hasattr(part, "set_attention_slice"):
                part.set_attention_slice("auto")


def _has_convolutions(module: torch.nn.Module) -> bool:
    return any(isinstance(part, torch.nn.Conv2d) for part in module.modules())


def _bytes(module: torch.nn.Module) -> int:
    return sum(weight.numel() * weight.element_size() for weight in module.parameters())


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:200] if lines else type(error).__name__
