"""The optimiser of both networks: Muon for matrices, AdamW for the rest; schedule and average."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor, nn


def orthogonalise(matrices: Tensor, steps: int = 5) -> Tensor:
    """Nearest semi-orthogonal matrices of (n, rows, columns), rows <= columns, by Newton-Schulz.

    The quintic's coefficients are those of Jordan et al., "Muon" (2024).
    """
    a, b, c = 3.4445, -4.7750, 2.0315
    x = matrices.bfloat16()
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(steps):
        gram = x @ x.mT
        x = a * x + (b * gram + c * (gram @ gram)) @ x
    return x.float()


class Muon(torch.optim.Optimizer):
    """Momentum with an orthogonalised direction, scaled to the size of an AdamW step.

    The factor 0.2 sqrt(max(rows, columns)) is that of Liu et al., "Muon is scalable" (2025).
    Convolution kernels are taken as (out, in * height * width) matrices.
    """

    def __init__(
        self, parameters: Iterable[nn.Parameter], lr: float, momentum: float = 0.95, decay: float = 0.01
    ) -> None:
        super().__init__(parameters, {"lr": lr, "momentum": momentum, "decay": decay})

    @torch.no_grad()
    def step(self, closure: Any = None) -> None:
        """One step; matrices of one shape are orthogonalised together."""
        for group in self.param_groups:
            by_shape: dict[tuple[int, int], list[nn.Parameter]] = defaultdict(list)
            for parameter in group["params"]:
                if parameter.grad is not None:
                    by_shape[(parameter.shape[0], parameter[0].numel())].append(parameter)
            for (rows, columns), parameters in by_shape.items():
                directions = []
                for parameter in parameters:
                    gradient = parameter.grad
                    assert gradient is not None
                    state = self.state[parameter]
                    if "momentum" not in state:
                        state["momentum"] = torch.zeros_like(gradient)
                    buffer = state["momentum"]
                    buffer.lerp_(gradient, 1 - group["momentum"])
                    directions.append(gradient.lerp(buffer, group["momentum"]).reshape(rows, columns))
                stacked = torch.stack(directions)
                flat = stacked.mT if rows > columns else stacked
                flat = orthogonalise(flat)
                stacked = flat.mT if rows > columns else flat
                size = 0.2 * max(rows, columns) ** 0.5 * group["lr"]
                for parameter, direction in zip(parameters, stacked, strict=True):
                    parameter.mul_(1 - group["lr"] * group["decay"])
                    parameter.add_(direction.reshape(parameter.shape), alpha=-size)


class Optimiser:
    """Both optimisers under one learning rate that warms up, holds, and falls to nothing."""

    def __init__(self, model: nn.Module, lr: float, skip: tuple[str, ...] = ()) -> None:
        self.lr = lr
        matrices, others = [], []
        for name, parameter in model.named_parameters():
            if parameter.requires_grad:
                hidden = parameter.ndim >= 2 and not any(part in name for part in skip)
                (matrices if hidden else others).append(parameter)
        self.parts: list[torch.optim.Optimizer] = [
            Muon(matrices, lr),
            torch.optim.AdamW(others, lr, betas=(0.9, 0.98), weight_decay=0.0),
        ]

    def step(self, factor: float) -> None:
        """Apply the gradients at ``factor`` of the full learning rate, and clear them."""
        for part in self.parts:
            for group in part.param_groups:
                group["lr"] = self.lr * factor
            part.step()
            part.zero_grad(set_to_none=True)

    def state(self) -> list[dict[str, Any]]:
        return [part.state_dict() for part in self.parts]

    def load(self, state: list[dict[str, Any]]) -> None:
        for part, saved in zip(self.parts, state, strict=True):
            part.load_state_dict(saved)


def schedule(step: int, steps: int, warm_up: int = 100, fall: float = 0.3) -> float:
    """Share of the learning rate at a step: linear warm-up, constant, linear fall at the end."""
    rising = min(1.0, (step + 1) / warm_up)
    falling = min(1.0, (steps - step) / max(1.0, fall * steps))
    return max(0.0, min(rising, falling))


class Average:
    """Exponential moving average of a model's weights; shorter at first, so that it warms up."""

    def __init__(self, model: nn.Module, decay: float) -> None:
        self.decay = decay
        self.weights = {name: value.detach().clone() for name, value in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model: nn.Module, step: int) -> None:
        decay = min(self.decay, (1 + step) / (10 + step))
        for name, value in model.state_dict().items():
            if value.is_floating_point():
                self.weights[name].lerp_(value, 1 - decay)
