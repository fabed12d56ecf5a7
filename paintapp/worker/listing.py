"""All that a worker has: the models that travel with the program, and those that were added."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec

from paintapp.generation.descriptors import Descriptor, Enlarger, Guide, Listed, Purpose
from paintapp.messages import Message
from paintapp.worker import catalogue, networks
from paintapp.worker.catalogue import Model, ModelError
from paintapp.worker.networks import Network
from paintapp.worker.upscaler_catalogue import UpscalerFile, recognised

STARTER = "starter"
QUICK = "starter-quick"
"""The starter's variant for few steps, in the folder beside it."""
LINES = "starter-lines"
MATTE = "matte"
UPSCALER = "upscaler"
BUNDLED = frozenset({STARTER, QUICK, LINES, MATTE, UPSCALER})

Told = tuple[tuple[Descriptor, ...], tuple[Guide, ...], tuple[Enlarger, ...], tuple[Listed, ...]]

_log = logging.getLogger(__name__)


class Listing:
    """What is listed, by id; read and changed on any thread.

    ``starter`` is the folder of the model that is always listed, ``matte`` that of the one which
    finds subjects, ``lines`` that of the control network which makes the starter follow lines,
    ``upscaler`` that of the upscaler. Any of them may be missing in a checkout.
    """

    def __init__(self, starter: Path, matte: Path, lines: Path, upscaler: Path) -> None:
        self.matte = matte
        self._models: dict[str, Model] = {}
        self._networks: dict[str, Network] = {}
        self._enlargers: dict[str, UpscalerFile] = {}
        self._finders: dict[str, Listed] = {}
        self._sizes: dict[str, int] = {}
        """What their own files took on disk when they were listed."""
        quick = starter.with_name(starter.name + "-quick")
        self._try("starter", lambda: self._list_model(str(starter), STARTER))
        if quick.is_dir():
            self._try("quick version", lambda: self._list_model(str(quick), QUICK))
        self._try("line control", lambda: self._list_own_control(lines))
        self._try("upscaler", lambda: self._list_own_upscaler(upscaler))
        self._try("model for subjects", lambda: self._list_own_matte(matte))

    def model(self, id: str) -> Model:
        """A model with the control networks that fit it. Raises ModelError."""
        model = self._models.get(id)
        if model is None:
            raise ModelError(
                Message("There is no model {model}. Pick another one, or add it again.", model=id)
            )
        return networks.guided(model, list(self._networks.values()))

    def live_model(self, id: str) -> str:
        """The model that paints live in a model's place; empty where there is no other."""
        model = self._models.get(id)
        other = "" if model is None else model.descriptor.live_model
        return other if other in self._models else ""

    def enlarger(self, id: str) -> UpscalerFile:
        """An upscaler. Raises ModelError."""
        enlarger = self._enlargers.get(id)
        if enlarger is None:
            raise ModelError(Message("There is no upscaler {model}: add it again.", model=id))
        return enlarger

    def add(self, source: str) -> str:
        """List what a file, a folder or a hub id holds; its id.

        Raises ModelError, NotDownloadedError, OSError.
        """
        enlarger = None if catalogue.is_hub_id(source) else recognised(Path(source))
        if enlarger is not None:
            return self._list_enlarger(enlarger)
        network = networks.find(source)
        if network is not None:
            networks.refuse_unfit(network, list(self._models.values()))
            return self._list_network(network)
        return self._list_model(source, None)

    def remove(self, id: str) -> bool:
        """No longer list what was added; whether it may be in the device's memory."""
        if id in BUNDLED:
            return False
        self._networks.pop(id, None)
        found = (self._models.pop(id, None), self._enlargers.pop(id, None))
        return any(each is not None for each in found)

    def told(self) -> Told:
        """What is told of all models, control networks and upscalers, and the list of all."""
        known = list(self._networks.values())
        models = [networks.guided(model, known) for model in list(self._models.values())]
        enlargers = list(self._enlargers.values())
        live = {model.descriptor.live_model for model in models}
        listed: list[Listed] = []
        for model in models:
            purpose: Purpose = "live" if model.descriptor.id in live else "pictures"
            listed.append(self._entry(model.descriptor, purpose))
        listed += [self._entry(network.guide, "control") for network in known]
        listed += self._finders.values()
        listed += [self._entry(enlarger.descriptor, "enlarging") for enlarger in enlargers]
        return (
            tuple(model.descriptor for model in models),
            tuple(network.guide for network in known),
            tuple(enlarger.descriptor for enlarger in enlargers),
            tuple(listed),
        )

    def _entry(self, described: Descriptor | Guide | Enlarger, purpose: Purpose) -> Listed:
        return Listed(
            id=described.id,
            label=described.label,
            purpose=purpose,
            size=self._sizes[described.id],
            bundled=described.id in BUNDLED,
            licence=described.licence,
        )

    def _try(self, what: str, add: Callable[[], object]) -> None:
        """List something of the program's own, which does without it where it is broken."""
        try:
            add()
        except (ModelError, OSError) as error:
            _log.warning("no %s: %s", what, error)

    def _list_model(self, source: str, id: str | None) -> str:
        model = catalogue.find(source, id=id, known=dict(self._models))
        id = model.descriptor.id
        self._sizes[id] = model.own_bytes
        self._models[id] = model
        return id

    def _list_network(self, network: Network) -> str:
        id = network.guide.id
        self._sizes[id] = network.file_bytes
        self._networks[id] = network
        return id

    def _list_enlarger(self, enlarger: UpscalerFile) -> str:
        id = enlarger.descriptor.id
        self._sizes[id] = enlarger.path.stat().st_size
        self._enlargers[id] = enlarger
        return id

    def _list_own_control(self, folder: Path) -> None:
        network = networks.find(str(folder), id=LINES)
        if network is not None:
            self._list_network(network)

    def _list_own_upscaler(self, folder: Path) -> None:
        """List the program's own upscaler, for the starter model's results too."""
        found = recognised(folder, UPSCALER)
        if found is None:
            return
        self._list_enlarger(found)
        for id in (STARTER, QUICK):
            model = self._models.get(id)
            if model is not None:
                descriptor = msgspec.structs.replace(model.descriptor, enlarger=UPSCALER)
                self._models[id] = replace(model, descriptor=descriptor)

    def _list_own_matte(self, folder: Path) -> None:
        card, size = catalogue.card_of(folder), (folder / "model.safetensors").stat().st_size
        label, licence = str(card.get("label", folder.name)), str(card.get("licence", ""))
        self._finders[MATTE] = Listed(
            id=MATTE, label=label, purpose="subject", size=size, bundled=True, licence=licence
        )
