"""The optimiser of both networks: Muon for matrices, AdamW for the rest; schedule and average."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor, nn

from paintapp.training.team import QUICKEST, Team


def orthogonalise(matrices: Tensor, rounds: int) -> Tensor:
    """Nearest semi-orthogonal matrices of (n, rows, columns), by Newton-Schulz.

    The quintic's coefficients are those of Jordan et al., "Muon" (2024). Three rounds lift the
    singular values of a typical direction to near 1; two more lift the smallest as well.
    """
    a, b, c = 3.4445, -4.7750, 2.0315
    tall = matrices.shape[1] > matrices.shape[2]
    x = matrices.mT if tall else matrices
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(rounds):
        gram = x @ x.mT
        x = torch.baddbmm(x, torch.baddbmm(gram, gram, gram, beta=b, alpha=c), x, beta=a)
    return x.mT if tall else x


def _matrix(tensor: Tensor) -> Tensor:
    """A weight as a matrix with a row per output, without a copy where its layout allows."""
    if tensor.ndim == 4:
        tensor = tensor.permute(0, 2, 3, 1)
    return tensor.reshape(len(tensor), -1)


class Muon(torch.optim.Optimizer):
    """Momentum with an orthogonalised direction, scaled to the size of an AdamW step.

    The factor 0.2 sqrt(max(rows, columns)) is that of Liu et al., "Muon is scalable" (2025).
    Convolution kernels are taken as (out, height * width * in) matrices.
    """

    def __init__(self, parameters: Iterable[nn.Parameter], lr: float, rounds: int) -> None:
        super().__init__(parameters, {"lr": lr, "momentum": 0.95, "rounds": rounds})

    @torch.no_grad()
    def step(self, closure: Any = None) -> None:
        """One step; matrices of one shape are orthogonalised together."""
        for group in self.param_groups:
            by_shape: dict[tuple[int, int], list[nn.Parameter]] = defaultdict(list)
            for parameter in group["params"]:
                if parameter.grad is not None:
                    by_shape[(parameter.shape[0], parameter[0].numel())].append(parameter)
            for shape, parameters in by_shape.items():
                directions = torch.empty((len(parameters), *shape), dtype=QUICKEST)
                for parameter, direction in zip(parameters, directions, strict=True):
                    gradient = parameter.grad
                    assert gradient is not None
                    state = self.state[parameter]
                    if "momentum" not in state:
                        state["momentum"] = torch.zeros_like(gradient)
                    buffer = state["momentum"].lerp_(gradient, 1 - group["momentum"])
                    direction.copy_(_matrix(gradient.lerp_(buffer, group["momentum"])))
                size = -0.2 * max(shape) ** 0.5 * group["lr"]
                for parameter, direction in zip(
                    parameters, orthogonalise(directions, group["rounds"]), strict=True
                ):
                    if parameter.ndim == 4:
                        rows, inputs, height, width = parameter.shape
                        direction = direction.reshape(rows, height, width, inputs).permute(
                            0, 3, 1, 2
                        )
                    parameter.add_(direction, alpha=size)


class Optimiser:
    """Both optimisers under one learning rate that warms up, holds, and falls to nothing."""

    def __init__(
        self, model: nn.Module, lr: float, skip: tuple[str, ...] = (), rounds: int = 5
    ) -> None:
        self.lr = lr
        matrices: list[nn.Parameter] = []
        others: list[nn.Parameter] = []
        for name, parameter in model.named_parameters():
            if parameter.requires_grad:
                hidden = parameter.ndim >= 2 and not any(part in name for part in skip)
                (matrices if hidden else others).append(parameter)
        # Two halves of equal cost, so that two threads can do them at once.
        matrices.sort(key=lambda p: (len(p), p.numel()))
        self.parts: list[torch.optim.Optimizer] = [
            *(Muon(half, lr, rounds) for half in (matrices[::2], matrices[1::2]) if half),
            torch.optim.AdamW(others, lr, betas=(0.9, 0.98), weight_decay=0.0, foreach=True),
        ]

    def step(self, factor: float, team: Team) -> None:
        """Apply the gradients at ``factor`` of the full learning rate, and clear them."""
        for part in self.parts:
            for group in part.param_groups:
                group["lr"] = self.lr * factor
        team.together([part.step for part in self.parts])
        for part in self.parts:
            part.zero_grad(set_to_none=True)

    def state(self) -> Any:
        """The momentum of all weights, for `load`."""
        return [part.state_dict() for part in self.parts]

    def load(self, state: Any) -> None:
        """Go on from what `state` gave."""
        for part, saved in zip(self.parts, state, strict=True):
            for group, known in zip(saved["param_groups"], part.param_groups, strict=True):
                group["rounds"] = known.get("rounds", 0)
            part.load_state_dict(saved)


class AdamOptimiser(Optimiser):
    """AdamW alone, for weights that are factors of matrices rather than matrices."""

    def __init__(self, parameters: Iterable[nn.Parameter], lr: float) -> None:
        self.lr = lr
        self.parts = [torch.optim.AdamW(parameters, lr, betas=(0.9, 0.98), weight_decay=0.0)]

    def state(self) -> Any:
        return self.parts[0].state_dict()

    def load(self, state: Any) -> None:
        self.parts[0].load_state_dict(state)


def schedule(step: int, steps: int, warm_up: int = 100, fall: float = 0.35) -> float:
    """Share of the learning rate at a step: linear warm-up, constant, linear fall at the end."""
    rising = min(1.0, (step + 1) / warm_up)
    falling = min(1.0, (steps - step) / max(1.0, fall * steps))
    return max(0.0, min(rising, falling))


class Average:
    """Exponential moving average of a model's weights; shorter at first, so that it warms up.

    ``begun`` is the step that it begins at.
    """

    def __init__(self, model: nn.Module, decay: float, begun: int = 0) -> None:
        self.decay = decay
        self.begun = begun
        self.weights = {name: value.detach().clone() for name, value in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model: nn.Module, step: int) -> None:
        step -= self.begun
        decay = min(self.decay, (1 + step) / (10 + step))
        current = model.state_dict()
        torch._foreach_lerp_(
            list(self.weights.values()), [current[n] for n in self.weights], 1 - decay
        )
