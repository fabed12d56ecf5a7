"""One training step on several cores: a thread for each share of the batch, meeting once a step.

PyTorch's own threads meet at every operation; with small pictures and other work on the machine
most of their time goes into waiting for each other.
"""

from __future__ import annotations

import copy
import os
import platform
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from paintapp.worker.device import processor_has_bfloat16

QUICKEST = torch.bfloat16 if processor_has_bfloat16() else torch.float32
"""The quickest format here for matrices and convolutions; emulated bfloat16 is eighty times
slower than float32."""


def autocast() -> torch.autocast:
    """A context in which networks compute in bfloat16, where the processor can."""
    return torch.autocast("cpu", torch.bfloat16, enabled=torch.bfloat16 == QUICKEST)


def cores() -> int:
    """How many threads to train with: one a core, four at most."""
    return max(1, min(4, len(os.sched_getaffinity(0))))


def machine() -> str:
    """What trains here, in words for a model's card."""
    name = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        name = next(line.split(":", 1)[1].strip() for line in lines if "model name" in line)
    except (OSError, StopIteration):
        pass
    kind = str(QUICKEST).removeprefix("torch.")
    return f"{len(os.sched_getaffinity(0))} cores of {name}, {kind}"


def _twin(model: nn.Module) -> nn.Module:
    """A copy with the same weights in the same memory, but gradients of its own."""
    twin = copy.deepcopy(model)
    for ours, theirs in zip(model.parameters(), twin.parameters(), strict=True):
        theirs.data = ours.data
    return twin


class Team:
    """Twins of one model, each with a thread of its own."""

    def __init__(self, model: nn.Module) -> None:
        self.members = [model, *(_twin(model) for _ in range(cores() - 1))]
        self.threads_before = torch.get_num_threads()
        torch.set_num_threads(1)
        self.pool = ThreadPoolExecutor(
            len(self.members), initializer=torch.set_num_threads, initargs=(1,)
        )

    def gradients(self, loss: Callable[[Any, Any], Tensor], batch: Sequence[Tensor]) -> float:
        """Put the mean gradient of ``loss(model, share)`` into the model; returns the mean loss.

        ``batch`` is tensors whose first axis is divided among the members.
        """
        count = min(len(self.members), len(batch[0]))
        shares = list(zip(*(tensor.chunk(count) for tensor in batch), strict=True))

        def work(member: nn.Module, share: tuple[Tensor, ...]) -> float:
            with autocast():
                value = loss(member, share)
            (value * (len(share[0]) / len(batch[0]))).backward()
            return float(value.detach())

        values = list(self.pool.map(work, self.members[: len(shares)], shares))
        sums = [p.grad for p in self.members[0].parameters() if p.grad is not None]
        for member in self.members[1 : len(shares)]:
            theirs = [p.grad for p in member.parameters() if p.grad is not None]
            torch._foreach_add_(sums, theirs)
            for parameter in member.parameters():
                parameter.grad = None
        return sum(values) / len(values)

    def together(self, tasks: Sequence[Callable[[], Any]]) -> None:
        """Run independent pieces of work at once."""
        list(self.pool.map(lambda task: task(), tasks))

    def __enter__(self) -> Team:
        return self

    def __exit__(self, *_: object) -> None:
        """Give the threads back."""
        self.pool.shutdown()
        torch.set_num_threads(self.threads_before)
