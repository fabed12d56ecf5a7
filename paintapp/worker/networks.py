"""Control networks: which there are, told from their files alone, and which models they fit.

A network is a folder of a diffusers ``ControlNetModel`` or a single .safetensors file. As with
models only JSON and safetensors are read, and sizes are limited.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from paintapp.generation.descriptors import Guide
from paintapp.messages import Message
from paintapp.worker import catalogue
from paintapp.worker.catalogue import CONFIGS, Model, ModelError
from paintapp.worker.controls import BY_ID, kind_of_name
from paintapp.worker.families.family import Shapes

CLASS = "ControlNetModel"
MAXIMUM_BYTES = 16 << 30

_ATTENTION = ".attn2.to_k.weight"
_HINT = ("controlnet_cond_embedding.conv_in.weight", "input_hint_block.0.weight")
"""What tells a control network's single file from others: as diffusers and as others name it."""


@dataclass(frozen=True)
class Network:
    """A control network that can be loaded: ``path`` is a folder or a single file."""

    guide: Guide
    path: Path
    config: Mapping[str, Any]
    config_folder: Path

    @property
    def file_bytes(self) -> int:
        """What the weights take on disk."""
        files = [self.path] if self.path.is_file() else self.path.glob("*.safetensors")
        return sum(file.stat().st_size for file in files)


def find(source: str, *, id: str | None = None) -> Network | None:
    """The control network that ``source`` names; None when it is something else, or nothing.

    Raises ModelError for a network that cannot be used.
    """
    path = Path(source).expanduser()
    if path.is_dir():
        path = path.resolve()
        if (path / "model_index.json").exists() or not (path / "config.json").is_file():
            return None
        config = catalogue.read_json(path / "config.json")
        if config.get("_class_name") != CLASS:
            return None
        return _from_folder(path, id or str(path), config)
    if path.is_file() and path.suffix.lower() == ".safetensors":
        path = path.resolve()
        shapes = catalogue.tensor_shapes(path)
        if any(name.endswith(_HINT) for name in shapes):
            return _from_file(path, id or str(path), shapes)
    return None


def fits(network: Network, model: Model) -> bool:
    """Whether a network has the shapes of a model's denoiser."""
    unet = model.denoiser_config
    if not model.family.control_pipelines or not unet.get("block_out_channels"):
        return False
    ours = network.config
    names = ("block_out_channels", "layers_per_block", "cross_attention_dim")
    return (
        all(_plain(ours.get(name, _DEFAULTS[name])) == _plain(unet.get(name)) for name in names)
        and unet.get("in_channels", 4) == ours.get("in_channels", 4)
        and ours.get("addition_embed_type") == unet.get("addition_embed_type")
    )


_DEFAULTS: dict[str, Any] = {
    "block_out_channels": (320, 640, 1280, 1280),
    "layers_per_block": 2,
    "cross_attention_dim": 1280,
}


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, list | tuple) else value


def guided(model: Model, networks: Iterable[Network]) -> Model:
    """A model that declares the kinds of control which networks give it; of a kind the last."""
    fitting = {network.guide.kind: network for network in networks if fits(network, model)}
    if not fitting:
        return model
    descriptor = msgspec.structs.replace(model.descriptor, controls=tuple(fitting))
    return replace(model, descriptor=descriptor, networks=fitting)


def refuse_unfit(network: Network, models: Iterable[Model]) -> None:
    """Raise ModelError, with a text that says what would fit, unless some model can use it."""
    if any(fits(network, model) for model in models):
        return
    widths = network.config.get("block_out_channels", _DEFAULTS["block_out_channels"])
    raise ModelError(
        Message(
            "The control {name} fits no model here: it is made for models whose blocks are "
            "{widths} channels wide. Add the model it belongs to first.",
            name=network.guide.label,
            widths=", ".join(map(str, widths)) if isinstance(widths, list | tuple) else widths,
        )
    )


def _from_folder(folder: Path, id: str, config: dict[str, Any]) -> Network:
    if not any(folder.glob("*.safetensors")):
        if any(file.suffix.lower() in catalogue.PICKLES for file in folder.iterdir()):
            raise ModelError(catalogue.refuse_pickle(folder.name))
        raise ModelError(
            Message("The control {name} is incomplete: it has no weights.", name=folder.name)
        )
    card_path = folder / "paintapp.json"
    card = catalogue.read_json(card_path) if card_path.is_file() else {}
    label, licence = card.get("label", folder.name), card.get("licence", "")
    kind = card.get("control")
    if kind is None:
        named = kind_of_name(folder.name)
        kind = None if named is None else named.id
    return _checked(folder, id, label, kind, licence, config, folder)


def _from_file(path: Path, id: str, shapes: Shapes) -> Network:
    widths = {shape[-1] for name, shape in shapes.items() if name.endswith(_ATTENTION) and shape}
    known = {768: "stable-diffusion-control", 2048: "stable-diffusion-xl-control"}
    folder = next((CONFIGS / name for width, name in known.items() if widths == {width}), None)
    if folder is None:
        raise ModelError(
            Message(
                "{name} is a control of no known kind of model. Use its diffusers folder instead.",
                name=path.name,
            )
        )
    named = kind_of_name(path.stem)
    kind = None if named is None else named.id
    config = catalogue.read_json(folder / "config.json")
    return _checked(path, id, path.stem, kind, "", config, folder)


def _checked(
    path: Path,
    id: str,
    label: Any,
    kind: Any,
    licence: Any,
    config: dict[str, Any],
    config_folder: Path,
) -> Network:
    if kind not in BY_ID:
        raise ModelError(
            Message(
                "It cannot be told what the control {name} is guided by. Put one of these words "
                "into its name: {words}.",
                name=path.name,
                words=", ".join(word for known in BY_ID.values() for word in known.names),
            )
        )
    found = Network(
        Guide(str(id), str(label)[:200], str(kind), str(licence)[:1000]),
        path,
        config,
        config_folder,
    )
    if found.file_bytes > MAXIMUM_BYTES:
        raise ModelError(Message("{name} is too large to be a control.", name=path.name))
    return found


def load(network: Network, dtype: Any) -> Any:
    """The diffusers ``ControlNetModel``, ready for use. Raises what diffusers raises."""
    from diffusers import ControlNetModel

    if network.path.is_file():
        module = ControlNetModel.from_single_file(
            str(network.path),
            config=str(network.config_folder),
            local_files_only=True,
            torch_dtype=dtype,
        )
    else:
        module = ControlNetModel.from_pretrained(
            network.path, local_files_only=True, use_safetensors=True, torch_dtype=dtype
        )
    return module.eval().requires_grad_(False)
