"""Runs requests, one at a time, on the thread that owns the device."""

from __future__ import annotations

import gc
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Literal

from paintapp.generation.descriptors import Descriptor
from paintapp.generation.protocol import (
    Cancelled,
    Enlarge,
    Event,
    Failed,
    Finished,
    LiveFailed,
    Loaded,
    Progress,
)
from paintapp.generation.request import ProtocolError, Raster, Request
from paintapp.messages import Message, message_of
from paintapp.worker.catalogue import Model, ModelError
from paintapp.worker.device import Device, choose
from paintapp.worker.live import LivePainter
from paintapp.worker.live_mailbox import LiveWork
from paintapp.worker.loading import LoadedModel, is_out_of_memory, load
from paintapp.worker.passes import make_picture
from paintapp.worker.sampling import InvalidPictureError, check_against_model
from paintapp.worker.upscale import Upscaler
from paintapp.worker.upscaler_catalogue import UpscalerFile

Reason = Literal["memory", "model", "request", "internal"]

_log = logging.getLogger(__name__)


class CancelledJobError(Exception):
    """Raised out of the middle of a pipeline; leaves it usable."""


def _no_enlarger(id: str) -> UpscalerFile:
    raise ModelError(Message("There is no upscaler {model}: add it again.", model=id))


class Engine:
    """Models in memory and the one job that runs.

    ``find`` and ``find_enlarger`` give the catalogue's entry for the id of a model or of an
    upscaler (or raise ModelError) and ``tell`` sends an event. Models stay in memory, least
    recently used last out, within half of what the processor has, or most of what the card has.
    """

    def __init__(
        self,
        find: Callable[[str], Model],
        tell: Callable[[Event], None],
        find_enlarger: Callable[[str], UpscalerFile] = _no_enlarger,
    ) -> None:
        _quieten_libraries()
        self.device: Device = choose()
        self._find = find
        self._tell = tell
        self._find_enlarger = find_enlarger
        self._models: OrderedDict[str, LoadedModel] = OrderedDict()
        self._enlarger: tuple[str, Upscaler] | None = None
        self._live = LivePainter()
        self._is_cancelled: Callable[[], bool] = lambda: False
        share = 0.5 if self.device.type == "cpu" else 0.9
        self._budget = int(self.device.memory_bytes * share)

    def run(self, job: int, request: Request, is_cancelled: Callable[[], bool]) -> None:
        """Make all pictures of a request. Every outcome is told as an event; nothing is raised."""

        def work() -> None:
            loaded = self._load(request.model, job, request.steps)
            check_against_model(request, loaded)
            self._load_networks(loaded, request)
            if request.enlarged is not None:
                self._loaded_enlarger(request.enlarger)  # better missed now than after the work
            for index in range(request.count):
                self._make(job, request, index, loaded)

        self._guarded(job, request.extent, is_cancelled, work)

    def enlarge(self, command: Enlarge, is_cancelled: Callable[[], bool]) -> None:
        """Make a picture larger. Every outcome is told as an event; nothing is raised."""
        job, extent = command.job, (command.width, command.height)

        def report(done: int, total: int) -> None:
            self._tell(Progress(job, done, total, stage="enlarging"))

        def work() -> None:
            begin = time.monotonic()
            self._check()
            upscaler = self._loaded_enlarger(command.enlarger)
            made = upscaler.enlarge(command.image.array(), extent, self._check, report)
            self._check()
            picture = Raster.from_array(made)
            self._tell(Finished(job, 0, 0, time.monotonic() - begin, picture, last=True))

        self._guarded(job, extent, is_cancelled, work)

    def _guarded(
        self,
        job: int,
        extent: tuple[int, int],
        is_cancelled: Callable[[], bool],
        work: Callable[[], None],
    ) -> None:
        """Do a job's work for a picture of (width, height) and tell how it ends unless it is."""
        self._is_cancelled = is_cancelled
        try:
            work()
        except CancelledJobError:
            self._tell(Cancelled(job))
        except ProtocolError as error:
            self._tell(Failed(job, message_of(error), "request"))
        except ModelError as error:
            self._tell(Failed(job, message_of(error), "model"))
        except InvalidPictureError:
            message = Message(
                "The model computed no valid picture (values overflowed). Try a lower guidance, "
                "another size or another model."
            )
            self._tell(Failed(job, message, "model"))
        except Exception as error:
            self._fail(job, extent, error)
        finally:
            self._is_cancelled = lambda: False

    def paint_live(self, work: LiveWork, is_cancelled: Callable[[], bool]) -> bool:
        """Make a live picture; whether it was made, and not left because it was cancelled.

        Whatever goes wrong is told as `LiveFailed`; nothing is raised.
        """
        self._is_cancelled = is_cancelled
        problem: tuple[Message, Reason]
        try:
            loaded = self._load(work.request.model, None, 0)
            check_against_model(work.request, loaded)
            self._load_networks(loaded, work.request)
            self._live.paint(loaded, work, self._check, self._tell)
            return True
        except CancelledJobError:
            return False
        except ProtocolError as error:
            problem = message_of(error), "request"
        except ModelError as error:
            problem = message_of(error), "model"
        except InvalidPictureError:
            problem = (
                Message("The model computed no valid picture. Try another size or model."),
                "model",
            )
        except Exception as error:
            problem = Message("Live painting stopped with an unexpected error."), "internal"
            if is_out_of_memory(error):
                problem = (
                    Message("Not enough memory for live painting with this model."),
                    "memory",
                )
                error.__traceback__ = None
            else:
                _log.exception("live painting")
            self._free_memory(everything=problem[1] == "memory")
        finally:
            self._is_cancelled = lambda: False
        self._tell(LiveFailed(work.generation, *problem))
        return True

    def preload(self, model: str, is_waiting: Callable[[str], bool]) -> None:
        """Load a model before anyone asks for a picture.

        ``is_waiting(model)`` tells whether a job has come: one for another model ends this, and any
        ends the first trial picture ("" asks for any).
        """
        self._is_cancelled = lambda: is_waiting(model)
        begin = time.monotonic()
        problem = Message("")
        try:
            loaded = self._load(model, None, 0)
            self._is_cancelled = lambda: is_waiting("")
            self._warm_up(loaded)
        except CancelledJobError:
            pass  # a job has come, and loads what it needs itself
        except ModelError as error:
            problem = message_of(error)
        except Exception as error:
            _log.exception("%s cannot be loaded ahead", model)
            self._free_memory(everything=is_out_of_memory(error))
            problem = Message("The model could not be loaded ahead of its first job.")
        finally:
            self._is_cancelled = lambda: False
        if model in self._models or problem:
            self._tell(Loaded(model, time.monotonic() - begin, problem))

    def descriptor(self, model: str) -> Descriptor:
        return self._find(model).descriptor

    def forget(self, model: str) -> None:
        """Let go of a model's memory."""
        if self._enlarger is not None and self._enlarger[0] == model:
            self._enlarger = None
        if self._models.pop(model, None) is not None:
            self._free_memory(everything=False)

    def _make(self, job: int, request: Request, index: int, loaded: LoadedModel) -> None:
        begin = time.monotonic()

        def report(step: int, steps: int, preview: Raster | None) -> None:
            self._tell(Progress(job, step, steps, index, "denoising", preview))
            self._check()

        self._check()
        picture = make_picture(loaded, request, index, report)
        if request.enlarged is not None:
            upscaler = self._loaded_enlarger(request.enlarger)
            picture = upscaler.enlarge(picture, request.enlarged, self._check)
        self._check()
        self._tell(
            Finished(
                job,
                index,
                request.seed_of(index),
                time.monotonic() - begin,
                Raster.from_array(picture),
                last=index == request.count - 1,
            )
        )

    def _loaded_enlarger(self, id: str) -> Upscaler:
        """An upscaler, loaded; the last one stays in memory."""
        if self._enlarger is None or self._enlarger[0] != id:
            self._enlarger = None
            self._enlarger = (id, Upscaler(self._find_enlarger(id), self.device.type))
        return self._enlarger[1]

    def _load(self, id: str, job: int | None, steps: int) -> LoadedModel:
        model = self._find(id)
        if id in self._models:
            self._models.move_to_end(id)
            self._models[id].model = model  # control networks may have been added since
            return self._models[id]
        if model.base is not None and model.base.descriptor.id in self._models:
            self._models.move_to_end(model.base.descriptor.id)  # not to be dropped for it
        self._make_room(model.file_bytes)

        def report(done: int, parts: int) -> None:
            if job is not None:
                self._tell(Progress(job, done, parts, stage="loading"))

        loaded = load(model, self.device, self._check, report, self._base_of(model))
        self._models[id] = loaded
        return loaded

    def _base_of(self, model: Model) -> LoadedModel | None:
        """The model in memory that another one is a variant of."""
        if model.base is None:
            return None
        found = self._models.get(model.base.descriptor.id)
        # Another one may have come under its name.
        return found if found is not None and found.model.path == model.base.path else None

    def _load_networks(self, loaded: LoadedModel, request: Request) -> None:
        """Bring the control networks into memory that a request needs."""
        for kind in dict.fromkeys(control.kind for control in request.controls if control.counts):
            if not loaded.has_network(kind):
                self._check()
                self._make_room(loaded.model.networks[kind].file_bytes)
                # Whatever had to leave, this model is needed now.
                self._models[loaded.model.descriptor.id] = loaded
                loaded.add_network(kind, self._check)

    def _make_room(self, needed: int) -> None:
        if self.device.type == "cpu" and needed > self.device.memory_bytes:
            raise MemoryError(f"{needed} bytes of weights")
        while self._models and needed + self._kept_bytes() > self._budget:
            dropped, _ = self._models.popitem(last=False)
            _log.info("%s leaves memory", dropped)
            self._free_memory(everything=False)

    def _kept_bytes(self) -> int:
        return sum(loaded.weight_bytes for loaded in self._models.values())

    def _warm_up(self, loaded: LoadedModel) -> None:
        """A first small picture: kernels are chosen and buffers made at the first call."""
        descriptor = loaded.model.descriptor
        if self.device.type == "cpu" and loaded.weight_bytes > 1 << 30:
            return  # a step would take long, and there is little to choose
        # Refining uses all parts of a model.
        task = "image" if "image" in descriptor.tasks else descriptor.tasks[0]
        width, height = descriptor.native_width, descriptor.native_height
        grey = Raster(width, height, 3, b"\x80" * (width * height * 3))
        white = Raster(width, height, 1, b"\xff" * (width * height))
        request = Request(
            task=task,
            model=descriptor.id,
            prompt="",
            width=width,
            height=height,
            seed=0,
            steps=1,
            guidance_scale=descriptor.default_guidance_scale,
            image=grey,
            mask=white,
        )
        make_picture(loaded, request, 0, lambda *_: self._check())

    def _check(self) -> None:
        if self._is_cancelled():
            raise CancelledJobError

    def _fail(self, job: int, extent: tuple[int, int], error: Exception) -> None:
        if is_out_of_memory(error):
            _log.warning("out of memory: %s", error)
            # The traceback holds the tensors of every frame.
            error.__traceback__ = None
            self._free_memory(everything=True)
            message = Message(
                "Not enough memory for {width} x {height} pixels with this model. Make the "
                "picture smaller, close other programs, or pick a smaller model.",
                width=extent[0],
                height=extent[1],
            )
            self._tell(Failed(job, message, "memory"))
            return
        _log.exception("job %d failed", job)
        self._tell(Failed(job, Message("The model stopped with an unexpected error.")))

    def _free_memory(self, *, everything: bool) -> None:
        self._live.forget()
        if everything:
            self._models.clear()
            self._enlarger = None
        gc.collect()
        self.device.empty_cache()


def _quieten_libraries() -> None:
    """Only what is wrong goes to the log; loading bars and advice do not."""
    import diffusers
    import transformers

    for library in (diffusers, transformers):
        library.utils.logging.set_verbosity_error()
        library.utils.logging.disable_progress_bar()
