"""The networks of upscalers, written with the parameter names that files in circulation have."""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812 - everybody's name for it
from torch import Tensor, nn

from paintapp.worker.upscaler_kinds import Kind


class Compact(nn.Module):
    """(n, 3, h, w) in 0..1 to (n, 3, scale h, scale w); all work is done at the small size.

    The network of Real-ESRGAN's light models (Wang et al., Real-ESRGAN, 2021): a chain of 3x3
    convolutions whose outcome is added to the enlarged pixels.
    """

    def __init__(self, features: int, depth: int, scale: int) -> None:
        super().__init__()
        self.scale = scale
        layers: list[nn.Module] = [nn.Conv2d(3, features, 3, padding=1), nn.PReLU(features)]
        for _ in range(depth):
            layers += [nn.Conv2d(features, features, 3, padding=1), nn.PReLU(features)]
        layers.append(nn.Conv2d(features, 3 * scale * scale, 3, padding=1))
        self.body = nn.ModuleList(layers)

    def forward(self, x: Tensor) -> Tensor:
        change = x
        for layer in self.body:
            change = layer(change)
        base = F.interpolate(x, scale_factor=float(self.scale), mode="nearest")
        return base + F.pixel_shuffle(change, self.scale)


class _Dense(nn.Module):
    """Five convolutions, each of which sees what all before it have made."""

    def __init__(self, features: int, growth: int) -> None:
        super().__init__()
        for layer in range(1, 6):
            rows = features if layer == 5 else growth
            convolution = nn.Conv2d(features + (layer - 1) * growth, rows, 3, padding=1)
            self.add_module(f"conv{layer}", convolution)

    def forward(self, x: Tensor) -> Tensor:
        made = x
        for layer in range(1, 5):
            new = F.leaky_relu(self.get_submodule(f"conv{layer}")(made), 0.2)
            made = torch.cat([made, new], 1)
        return torch.add(x, self.get_submodule("conv5")(made), alpha=0.2)


class _Block(nn.Module):
    def __init__(self, features: int, growth: int) -> None:
        super().__init__()
        self.rdb1 = _Dense(features, growth)
        self.rdb2 = _Dense(features, growth)
        self.rdb3 = _Dense(features, growth)

    def forward(self, x: Tensor) -> Tensor:
        return torch.add(x, self.rdb3(self.rdb2(self.rdb1(x))), alpha=0.2)


class Esrgan(nn.Module):
    """(n, 3, h, w) in 0..1 to (n, 3, scale h, scale w) (Wang et al., ESRGAN, 2018)."""

    def __init__(
        self, features: int, depth: int, growth: int, scale: int, unshuffle: int = 1
    ) -> None:
        super().__init__()
        self.unshuffle = unshuffle
        self.conv_first = nn.Conv2d(3 * unshuffle * unshuffle, features, 3, padding=1)
        self.body = nn.Sequential(*(_Block(features, growth) for _ in range(depth)))
        self.conv_body = nn.Conv2d(features, features, 3, padding=1)
        self.doublings = (scale * unshuffle).bit_length() - 1
        for number in range(1, self.doublings + 1):
            self.add_module(f"conv_up{number}", nn.Conv2d(features, features, 3, padding=1))
        self.conv_hr = nn.Conv2d(features, features, 3, padding=1)
        self.conv_last = nn.Conv2d(features, 3, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        height, width = x.shape[2:]
        down, right = -height % self.unshuffle, -width % self.unshuffle
        scale = 2**self.doublings // self.unshuffle
        if down or right:
            x = F.pad(x, (0, right, 0, down), mode="replicate")
        if self.unshuffle > 1:
            x = F.pixel_unshuffle(x, self.unshuffle)
        x = self.conv_first(x)
        x = x + self.conv_body(self.body(x))
        for number in range(1, self.doublings + 1):
            grown = F.interpolate(x, scale_factor=2.0, mode="nearest")
            x = F.leaky_relu(self.get_submodule(f"conv_up{number}")(grown), 0.2)
        x = self.conv_last(F.leaky_relu(self.conv_hr(x), 0.2))
        return x[..., : height * scale, : width * scale]


def build(kind: Kind) -> nn.Module:
    """A network of a kind, with fresh weights."""
    if kind.architecture == "compact":
        return Compact(kind.features, kind.depth, kind.scale)
    return Esrgan(kind.features, kind.depth, kind.growth, kind.scale, kind.unshuffle)
