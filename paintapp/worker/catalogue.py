"""Which models there are, told from their files alone: fast, without torch, running no code.

A model is a diffusers folder, a single .safetensors file, a hub id, or a folder with a card and a
LoRA that makes a variant of another model, its base. Files are untrusted: only JSON and safetensors
are ever read, sizes are limited, and a folder may name known classes only.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from paintapp.generation.descriptors import Descriptor
from paintapp.messages import Message
from paintapp.worker import lora
from paintapp.worker.families import FAMILIES, family_of_pipeline
from paintapp.worker.families.family import Configs, Family, Shapes, latent_factor

if TYPE_CHECKING:
    from paintapp.worker.networks import Network

PICKLES = frozenset({".ckpt", ".pt", ".pth", ".bin", ".pkl", ".pickle"})
MAXIMUM_JSON_BYTES = 32 << 20
MAXIMUM_HEADER_BYTES = 100 << 20
"""The safetensors format's own limit."""

CONFIGS = Path(__file__).with_name("configs")
"""Configurations of the models that come as single files, which do not carry their own."""

_HUB_ID = re.compile(r"[A-Za-z0-9][\w.\-]{0,95}/[A-Za-z0-9][\w.\-]{0,95}")
_CARD = "paintapp.json"
"""A model's own card, beside its model_index.json: what it is called and does best at."""

_CARD_FIELDS = {
    "label": "label",
    "licence": "licence",
    "steps": "default_steps",
    "guidance_scale": "default_guidance_scale",
    "strength": "default_strength",
    "filling_strength": "filling_strength",
    "live_steps": "live_steps",
    "live_guidance_scale": "live_guidance_scale",
    "live_model": "live_model",
}

LIVE_STEPS = 4
"""Steps of a live picture, where neither card nor family says another number."""


class ModelError(Exception):
    """A model cannot be used; the text is fit to show and says what to do."""


class NotDownloadedError(ModelError):
    """A hub id is not on this disk; the user has not been asked yet."""


@dataclass(frozen=True)
class Model:
    """A model that can be loaded: ``path`` is a folder or a single file."""

    descriptor: Descriptor
    family: Family
    path: Path
    classes: dict[str, str]
    """The class of each component, as "library.Class"; empty for a single file."""
    config_folder: Path
    """Where the components' configurations are: the folder itself, or one for single files."""
    options: dict[str, Any]
    """Plain values in the ``model_index.json``, such as how empty prompts are meant."""
    denoiser_config: Mapping[str, Any] = field(default_factory=dict)
    """The denoiser's own configuration, by which control networks are known to fit."""
    networks: Mapping[str, Network] = field(default_factory=dict)
    """The control networks to guide it with, by the kind of control."""
    base: Model | None = None
    """The model that this one is a variant of: everything but the denoiser is the base's."""

    @property
    def lora(self) -> Path:
        """The file whose weights are added to those of the base's denoiser."""
        return self.path / lora.FILE

    @property
    def own_bytes(self) -> int:
        """What its own weights take on disk, without its base's."""
        if self.base is not None:
            return self.lora.stat().st_size
        files = [self.path] if self.path.is_file() else self.path.rglob("*.safetensors")
        return sum(file.stat().st_size for file in files)

    @property
    def file_bytes(self) -> int:
        """What all weights take on disk that it is made of."""
        return self.own_bytes + (self.base.file_bytes if self.base is not None else 0)


def is_hub_id(source: str) -> bool:
    """Whether a text names a hub repository rather than something on this disk."""
    return bool(_HUB_ID.fullmatch(source)) and not Path(source).exists()


def find(source: str, *, id: str | None = None, known: Mapping[str, Model] | None = None) -> Model:
    """The model that ``source`` names. Raises ModelError, or NotDownloadedError.

    ``known`` are models by their ids, which a variant may name as its base.
    """
    if is_hub_id(source):
        return _from_folder(downloaded_folder(source), id or source, known or {})
    path = Path(source).expanduser()
    if path.is_dir():
        return _from_folder(path.resolve(), id or str(path.resolve()), known or {})
    if path.suffix.lower() in PICKLES:
        raise ModelError(refuse_pickle(path.name))
    if not path.exists():
        raise ModelError(Message("There is no model at {source}.", source=source))
    return _from_file(path.resolve(), id or str(path.resolve()))


def downloaded_folder(hub_id: str) -> Path:
    """Where a hub repository lies on this disk; NotDownloadedError when it does not."""
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(hub_id, local_files_only=True))
    except (OSError, ValueError) as error:
        raise NotDownloadedError(
            Message("The model {model} has not been downloaded yet.", model=hub_id)
        ) from error


def _from_folder(folder: Path, id: str, known: Mapping[str, Model]) -> Model:
    index_path = folder / "model_index.json"
    if not index_path.is_file():
        if isinstance(base := card_of(folder).get("base"), str):
            return _variant(folder, id, _base(folder, base, known))
        files = [file for file in folder.iterdir() if file.is_file()]
        if any(file.suffix.lower() in PICKLES for file in files):
            raise ModelError(refuse_pickle(folder.name))
        raise ModelError(
            Message(
                "The folder {name} is not a diffusers model: it has no model_index.json. "
                "Pick the folder that holds that file, or a .safetensors file.",
                name=folder.name,
            )
        )
    index = read_json(index_path)
    class_name = str(index.get("_class_name"))
    family = family_of_pipeline(class_name)
    if family is None:
        labels = ", ".join(family.label for family in FAMILIES)
        raise ModelError(
            Message(
                "Models of the kind {kind} are not known here. Known are: {known}.",
                kind=class_name,
                known=labels,
            )
        )
    classes = {}
    configs: dict[str, Any] = {}
    for name, allowed in family.components.items():
        classes[name] = _component_class(folder, name, index.get(name), allowed)
        configs[name] = _component_config(folder / name)
    options = {key: value for key, value in index.items() if isinstance(value, bool)}
    described = _describe(id, folder, family, configs)
    denoiser = configs[family.denoiser]
    return Model(described, family, folder, classes, folder, options, denoiser)


def _base(folder: Path, name: str, known: Mapping[str, Model]) -> Model:
    """The model that a folder's card names: a listed one, a folder beside it, or a hub id."""
    found = known.get(name)
    beside = folder.parent / name
    try:
        if found is None and name == beside.name and (beside / "model_index.json").is_file():
            found = _from_folder(beside, str(beside), {})
        if found is None and is_hub_id(name):
            found = _from_folder(downloaded_folder(name), name, {})
    except NotDownloadedError:
        pass
    if found is None or found.base is not None:
        raise ModelError(
            Message(
                "The model {model} is a variant of the model {base}, which is not here. Add that "
                "one first.",
                model=readable_name(folder),
                base=name,
            )
        )
    return found


def _variant(folder: Path, id: str, base: Model) -> Model:
    file = folder / lora.FILE
    name = readable_name(folder)
    if not file.is_file():
        if any(other.suffix.lower() in PICKLES for other in folder.iterdir()):
            raise ModelError(refuse_pickle(folder.name))
        raise ModelError(
            Message(
                "The model {model} is incomplete: {part} is missing.", model=name, part=file.name
            )
        )
    if file.stat().st_size > lora.MAXIMUM_BYTES:
        raise ModelError(Message("{name} is too large to be a LoRA.", name=f"{name}/{file.name}"))
    shapes, part = tensor_shapes(file), base.family.denoiser
    try:
        if base.path.is_dir():
            files = (base.path / part).glob("*.safetensors")
            weights = {key: shape for one in files for key, shape in tensor_shapes(one).items()}
            lora.check(shapes, weights, part)
        else:  # its tensors have other names; whether they fit shows when both are loaded
            lora.layers(shapes, part)
    except lora.MisfitError as error:
        raise ModelError(
            Message(
                "The LoRA of the model {model} does not fit the model {base} ({reason}).",
                model=name,
                base=base.descriptor.label,
                reason=str(error)[:100],
            )
        ) from error
    inherited = msgspec.structs.asdict(base.descriptor)
    for key in ("live_model", "live_steps", "live_guidance_scale", "licence"):
        del inherited[key]  # what was said of the base
    own = {"id": id, "label": name}
    described = _described(folder, lambda card: {**inherited, **own, **_of_card(card)})
    return replace(base, descriptor=described, path=folder, base=base)


def _component_class(folder: Path, name: str, entry: Any, allowed: Iterable[str]) -> str:
    if not (isinstance(entry, list) and len(entry) == 2 and all(isinstance(e, str) for e in entry)):
        raise ModelError(
            Message(
                "The model {model} is incomplete: it names no {part}.", model=folder.name, part=name
            )
        )
    qualified = ".".join(entry)
    if qualified not in allowed:
        raise ModelError(
            Message(
                "The model {model} wants to run {program} as its {part}, which is not known "
                "here. Only models without code of their own can be used.",
                model=folder.name,
                program=qualified,
                part=name,
            )
        )
    part = folder / name
    if not part.is_dir():
        raise ModelError(
            Message(
                "The model {model} is incomplete: its folder {part} is missing.",
                model=folder.name,
                part=name,
            )
        )
    if name in ("tokenizer", "tokenizer_2", "scheduler"):
        return qualified
    if not any(part.glob("*.safetensors")):
        if any(file.suffix.lower() in PICKLES for file in part.iterdir()):
            raise ModelError(refuse_pickle(f"{folder.name}/{name}"))
        raise ModelError(
            Message(
                "The model {model} is incomplete: {part} has no weights.",
                model=folder.name,
                part=name,
            )
        )
    return qualified


def _component_config(part: Path) -> dict[str, Any]:
    for name in ("config.json", "scheduler_config.json"):
        if (part / name).is_file():
            return read_json(part / name)
    return {}


def _from_file(path: Path, id: str) -> Model:
    shapes = tensor_shapes(path)
    family = next((family for family in FAMILIES if family.recognise(shapes)), None)
    if family is None or family.config_folder is None:
        if any("lora_" in name or ".lora" in name for name in shapes):
            raise ModelError(Message("{name} is a LoRA, not a whole model.", name=path.name))
        known = ", ".join(family.label for family in FAMILIES if family.config_folder)
        raise ModelError(
            Message(
                "{name} is not a single file of a known kind ({known}). Use the model's "
                "diffusers folder instead.",
                name=path.name,
                known=known,
            )
        )
    configs = CONFIGS / family.config_folder(shapes)
    parts = {name: _component_config(configs / name) for name in family.components}
    described = _describe(id, path, family, parts)
    return Model(described, family, path, {}, configs, {}, parts[family.denoiser])


def tensor_shapes(path: Path) -> Shapes:
    """Names and shapes from a safetensors header: 8 bytes of length, then JSON."""
    broken = ModelError(
        Message(
            "{name} is not a readable .safetensors file. It may be damaged or only partly "
            "downloaded, or a pickle under another name; those are refused because they can run "
            "any program.",
            name=path.name,
        )
    )
    try:
        with path.open("rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            if not 2 <= length <= min(MAXIMUM_HEADER_BYTES, path.stat().st_size - 8):
                raise broken
            header = msgspec.json.decode(file.read(length))
        shapes, end = {}, 0
        for name, tensor in header.items():
            if name != "__metadata__":
                shapes[name] = tuple(int(side) for side in tensor["shape"])
                end = max(end, int(tensor["data_offsets"][1]))
    except (
        OSError,
        struct.error,
        msgspec.MsgspecError,
        TypeError,
        KeyError,
        ValueError,
        AttributeError,
        IndexError,
    ) as error:
        raise broken from error
    if 8 + length + end > path.stat().st_size:
        raise broken
    return shapes


def _describe(id: str, path: Path, family: Family, configs: Configs) -> Descriptor:
    """The family's description, overridden by the model's own card where it has one."""

    def fields(card: dict[str, Any]) -> dict[str, Any]:
        known = configs
        if "native" in card:
            extent = int(card["native"]) // latent_factor(configs)
            if not 1 <= extent <= 1024:
                raise ValueError(f"a native extent of {card['native']} pixels makes no sense")
            denoiser = {**configs[family.denoiser], "sample_size": extent}
            known = {**configs, family.denoiser: denoiser}
        found = {
            "id": id,
            "label": path.stem if path.is_file() else readable_name(path),
            "family": family.id,
            **family.describe(known),
        }
        if "tasks" in card:
            found["tasks"] = [task for task in found["tasks"] if task in card["tasks"]]
        return {**found, **_of_card(card)}

    return _described(path, fields)


def _of_card(card: dict[str, Any]) -> dict[str, Any]:
    return {_CARD_FIELDS[key]: card[key] for key in card if key in _CARD_FIELDS}


def _described(path: Path, describe: Callable[[dict[str, Any]], dict[str, Any]]) -> Descriptor:
    """A descriptor of the fields that ``describe`` makes of the card, checked and completed."""
    try:
        fields = describe(card_of(path))
        if "image" in fields["tasks"]:
            # Half the guidance is enough to refine, and spares small models the second half of
            # the work altogether.
            fields.setdefault("live_steps", min(LIVE_STEPS, fields["default_steps"]))
            guidance = fields["default_guidance_scale"]
            fields.setdefault("live_guidance_scale", min(guidance, max(1.0, guidance / 2)))
        else:
            fields["live_steps"] = 0
        return msgspec.convert(fields, Descriptor)
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise ModelError(
            Message(
                "The model {model} cannot be used: {reason}.", model=path.name, reason=str(error)
            )
        ) from error


def card_of(path: Path) -> dict[str, Any]:
    """A model folder's own card; empty where there is none."""
    card = path / _CARD
    return read_json(card) if path.is_dir() and card.is_file() else {}


def readable_name(folder: Path) -> str:
    """A folder's name; for the hub's cache (models--owner--name/snapshots/...) the repository's."""
    cached = next((part for part in folder.parts if part.startswith("models--")), None)
    return cached.split("--")[-1] if cached else folder.name


def read_json(path: Path) -> dict[str, Any]:
    """A configuration from a file of limited size; ModelError when it is none."""
    try:
        if path.stat().st_size > MAXIMUM_JSON_BYTES:
            raise ModelError(
                Message("{name} is too large to be a model's configuration.", name=path.name)
            )
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(
            Message(
                "{name} of the model cannot be read: {reason}.", name=path.name, reason=str(error)
            )
        ) from error
    if not isinstance(content, dict):
        raise ModelError(
            Message("{name} of the model does not hold a configuration.", name=path.name)
        )
    return content


def refuse_pickle(name: str) -> Message:
    """Why pickled weights are not loaded."""
    return Message(
        "{name} holds pickled weights, which can run any program when opened, so they are never "
        "loaded. Look for a .safetensors version of this model.",
        name=name,
    )
