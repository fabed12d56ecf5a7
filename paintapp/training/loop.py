"""The loop that every network is trained in: from a checkpoint, step by step, to a checkpoint."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from paintapp.training import checkpoint
from paintapp.training.optimiser import Average, Optimiser, schedule
from paintapp.training.team import Team

Batch = Sequence[Tensor]
"""What a loss is taken over: tensors of one length, examples along the first axis."""


@dataclass
class Loop:
    """One network's training: what it changes, how, where it is kept, and how far it has come.

    A stage that needs more than this overrides the method in question.
    """

    name: str
    """What the printed lines begin with."""
    path: Path
    """The checkpoint."""
    steps: int
    """The step to stop at, counted over all starts."""
    model: nn.Module
    """The weights to train and to keep."""
    optimiser: Optimiser
    average: Average
    warm_up: int = 100
    """Steps in which the learning rate rises at first."""
    memory: float = 0.98
    """How much of ``loss`` is kept from step to step."""
    tell_every: int = 50
    save_every: int = 250
    step: int = 0
    pictures: int = 0
    """Examples seen; one that comes again counts again."""
    loss: float = 0.0
    """Smoothed over the last steps; 0 takes on the first one."""
    begun: int = 0
    """The step at which the optimiser last began without any momentum."""
    clock: checkpoint.Clock = field(default_factory=checkpoint.Clock)

    def resume(self) -> None:
        """Go on from the checkpoint, where there is one."""
        state = checkpoint.load(self.path)
        if state is not None:
            self.model.load_state_dict(state["model"])
            self.take_up(state)

    def take_up(self, state: dict[str, Any]) -> None:
        """Go on from a checkpoint whose weights the model has already."""
        self.average.weights = state["average"]
        self.step = state["step"]
        self.pictures = state.get("pictures", 0)
        self.loss = state.get("loss", self.loss)
        self.clock = checkpoint.Clock(state["seconds"])
        if "optimiser" in state:  # an exported model comes without
            self.optimiser.load(state["optimiser"])
        else:
            self.begun = self.step

    def run(
        self,
        team: Team,
        loss_of: Callable[[Any, Any], Tensor],
        batches: Iterator[Batch],
        stop: checkpoint.Stop | None = None,
    ) -> None:
        """Train on ``batches`` until all steps are done or a signal asks to stop, and save.

        The team's first member is the model, or has it in it; ``loss_of(member, share)`` is the
        loss over a member's share of a batch. ``stop`` is given by who has waited for it before.
        """
        saved = self.step
        with stop or checkpoint.Stop() as asked:
            while self.step < self.steps and not asked.wanted:
                batch = next(batches)
                self.learn(team, loss_of, batch)
                self.step += 1
                self.pictures += len(batch[0])
                self.clock.tick()
                if self.step % self.tell_every == 0:
                    print(self.told(), flush=True)
                if self.step % self.save_every == 0:
                    self.save()
                    saved = self.step
            if self.step != saved:
                self.save()

    def learn(self, team: Team, loss_of: Callable[[Any, Any], Tensor], batch: Batch) -> None:
        """One step on one batch."""
        loss = team.gradients(loss_of, batch)
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step(self.rate(), team)
        self.average.update(self.model, self.step)
        self.loss = self.smoothed(self.loss, loss) if self.loss else loss

    def smoothed(self, known: float, new: float) -> float:
        """A figure over the last steps, with what the newest one adds to it."""
        return self.memory * known + (1 - self.memory) * new

    def rate(self) -> float:
        """The share of the learning rate at the present step, 0..1."""
        return schedule(self.step, self.steps, self.warm_up)

    def told(self) -> str:
        """A line on how far training has come."""
        seconds = f"{self.clock.seconds:.0f} s"
        return f"{self.name} {self.step}/{self.steps} {seconds} loss {self.loss:.4f}"

    def state(self) -> dict[str, Any]:
        """What the checkpoint has: all that is needed to go on, and what is told of a model."""
        return {
            "model": self.model.state_dict(),
            "optimiser": self.optimiser.state(),
            "average": self.average.weights,
            "step": self.step,
            "pictures": self.pictures,
            "seconds": self.clock.seconds,
            "loss": self.loss,
        }

    def save(self) -> None:
        """Write the checkpoint."""
        checkpoint.save(self.path, self.state())
        self.clock.tick()
